from __future__ import annotations

import time

import pytest
from fetch_site import Site

from provenance.errors import FetchError
from provenance.fetch import RobotsCache, fetch

CLOSED = b"\xef\xbb\xbfUser-agent: *\nDisallow: /closed\n\nUser-agent: news-provenance\nDisallow: /not-for-us\n"


def _robots(site: Site, body: bytes = CLOSED, status: int = 200) -> None:
    site.routes["/robots.txt"] = (status, {"Content-Type": "text/plain"}, body)


def _asked(site: Site) -> int:
    return sum(path == "/robots.txt" for path, _ in site.seen)


def test_a_batch_leaves_alone_what_is_closed(site: Site) -> None:
    _robots(site)
    policy = site.policy(respect_robots=True)
    robots = RobotsCache(policy)
    site.page("/not-for-us/story")
    assert fetch(site.page("/open"), policy=policy, robots=robots).notes == ()
    with pytest.raises(FetchError, match="closes this address to automated readers; this run respects it") as caught:
        fetch(site.url("/not-for-us/story"), policy=policy, robots=robots)
    assert caught.value.source == site.url("/not-for-us/story")
    assert site.paths() == ["/open"]
    assert _asked(site) == 1


def test_a_redirect_does_not_lead_around_it(site: Site) -> None:
    _robots(site)
    site.page("/not-for-us")
    with pytest.raises(FetchError, match="closes this address"):
        fetch(site.redirect("/open", "/not-for-us"), policy=site.policy(respect_robots=True))
    assert site.paths() == ["/open"]


def test_a_named_page_is_fetched_once_with_a_note(site: Site) -> None:
    _robots(site)
    page = fetch(site.page("/not-for-us"), policy=site.policy())
    assert page.notes == (
        f"robots.txt of 127.0.0.1:{site.port} closes this address to automated readers;"
        " it was fetched once, because a person named it",
    )
    assert site.paths() == ["/not-for-us"]


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_no_robots_txt_means_no_rules(site: Site, status: int) -> None:
    _robots(site, status=status)
    assert fetch(site.page("/a"), policy=site.policy(respect_robots=True)).notes == ()


@pytest.mark.parametrize("status", [429, 500, 503, 304])
def test_a_robots_txt_that_cannot_be_had_closes_the_host_to_batches(site: Site, status: int) -> None:
    _robots(site, status=status)
    url = site.page("/a")
    with pytest.raises(FetchError, match=rf"could not be read \(status {status}\)"):
        fetch(url, policy=site.policy(respect_robots=True))
    assert f"status {status}" in fetch(url, policy=site.policy()).notes[0]


def test_a_robots_txt_that_fails_does_not_stop_a_named_page(site: Site) -> None:
    site.routes["/robots.txt"] = lambda _handler: time.sleep(0.5)
    page = fetch(site.page("/a"), policy=site.policy(timeout=(1, 0.1), total_seconds=0.4))
    assert page.status == 200
    assert "could not be read (the server was silent" in page.notes[0]


def test_a_huge_robots_txt_is_not_swallowed(site: Site) -> None:
    _robots(site, b"#" * 600_000)
    assert "the limit is 512000" in fetch(site.page("/a"), policy=site.policy()).notes[0]


def test_a_page_in_the_place_of_robots_txt_has_no_rules(site: Site) -> None:
    site.page("/robots.txt", b"<!doctype html><title>Not found</title>\xff\x00")
    assert fetch(site.page("/a"), policy=site.policy(respect_robots=True)).notes == ()


def test_the_cache_never_raises() -> None:
    assert "no scheme" in (RobotsCache().refusal("story.html") or "")
