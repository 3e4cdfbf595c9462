from __future__ import annotations

import pytest
from fetch_site import Site

from provenance.fetch import FetchPolicy, RobotsCache, SiteFiles, fetch

TDMREP, TRUST = "/.well-known/tdmrep.json", "/trust.txt"
PLAIN = {"Content-Type": "text/plain"}
RULES = b'[{"location": "/", "tdm-reservation": 1}]'


def _files(site: Site, policy: FetchPolicy | None = None) -> tuple[SiteFiles, RobotsCache]:
    policy = policy or site.policy()
    return SiteFiles(policy), RobotsCache(policy)


def test_a_page_comes_with_the_files_of_its_site(site: Site) -> None:
    site.routes["/robots.txt"] = (200, PLAIN, b"User-agent: *\nContent-Signal: ai-train=no\n")
    site.routes[TDMREP] = (200, {"Content-Type": "application/json"}, RULES)
    site.routes[TRUST] = (200, PLAIN, b"\xef\xbb\xbfdatatrainingallowed=no\n")
    page = fetch(site.page("/a", tdm_reservation="1"), policy=site.policy(), site=SiteFiles(site.policy()))
    assert page.headers["tdm-reservation"] == "1"
    assert page.site_files == {
        "/robots.txt": "User-agent: *\nContent-Signal: ai-train=no\n",
        TDMREP: RULES.decode(),
        TRUST: "datatrainingallowed=no",
    }


def test_without_being_told_nothing_but_robots_txt_is_asked_for(site: Site) -> None:
    page = fetch(site.page("/a"), policy=site.policy())
    assert site.paths() == ["/a"]
    assert page.site_files == {}


def test_a_run_asks_a_site_once(site: Site) -> None:
    files, robots = _files(site)
    for path in ("/a", "/b", "/a"):
        assert files.of(site.url(path), robots) == {}
    assert site.paths() == [TDMREP, TRUST]


def test_what_robots_txt_closes_is_not_asked_for(site: Site) -> None:
    site.routes["/robots.txt"] = (200, PLAIN, b"User-agent: *\nDisallow: /.well-known/\n")
    files, robots = _files(site)
    files.of(site.url(), robots)
    assert site.paths() == [TRUST]


@pytest.mark.parametrize(
    "answer",
    [
        (200, {"Content-Type": "text/html"}, b"datatrainingallowed=no"),
        (200, PLAIN, b"\n <!doctype html>datatrainingallowed=no"),
        (203, PLAIN, b"datatrainingallowed=no"),
        (500, PLAIN, b"datatrainingallowed=no"),
        (200, PLAIN, b"x" * 300_000),
        (302, {"Location": "/elsewhere"}, b""),
    ],
)
def test_what_is_no_such_file_says_nothing(site: Site, answer: tuple[int, dict[str, str], bytes]) -> None:
    site.routes[TRUST] = answer
    files, robots = _files(site)
    assert files.of(site.url(), robots) == {}


def test_a_private_address_is_not_asked(site: Site) -> None:
    files, robots = _files(site, FetchPolicy())
    assert files.of(site.url(), robots) == {}
    assert site.seen == []


def test_an_article_that_is_read_by_its_address_has_the_signals(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    import provenance
    import provenance.fetch
    from provenance import reading

    def local(url: str, **more: object) -> object:
        return fetch(url, policy=site.policy(), **more)  # type: ignore[arg-type]

    monkeypatch.setattr(provenance.fetch, "fetch", local)
    monkeypatch.setattr(reading, "_site_files", lambda: SiteFiles(site.policy()))
    site.routes[TRUST] = (200, PLAIN, b"datatrainingallowed=no\n")
    (article,) = provenance.read(site.page("/a", b"<h1>Ferry</h1><p>It is late.", content_usage="train-ai=n"))
    assert [(s.scheme, s.answer, s.scope) for s in article.ai_signals] == [
        ("content-usage", "denied", "article"),
        ("trust-txt", "denied", "site"),
    ]
