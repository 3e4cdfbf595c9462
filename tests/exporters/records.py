"""Invented records for these tests, built from statements as `resolve` does."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from provenance.model import Article
from provenance.model.projection import project
from provenance.model.values import SAID

PAGE = "https://lantern.example/news/ferry"
ORIGINAL = "https://harborbridge.example/2026/ferry"
FOUNDATION = {"id": "org-1", "type": "Organization", "name": "Harbor Bridge News Foundation"}
LANTERN = {"id": "org-2", "type": "Organization", "name": "The Lantern Post"}
AGENCY = {"id": "https://agency.example/tidewire", "type": "Organization", "name": "Tidewire", "role": "agency"}
ANA = {"id": "person-1", "type": "Person", "name": "Ana Ruiz"}


def fact(property: str, value: Any, basis: str = "stated", **more: Any) -> dict[str, Any]:
    return {"property": property, "value": value, "basis": basis, "method": "test", "chosen": True, **more}


def record(*rows: dict[str, Any], **rest: Any) -> Article:
    numbered = [{"id": f"s-{number}", **row} for number, row in enumerate(rows, 1)]
    about = {"id": f"ni:///sha-256;{'A' * 43}#copy", "digest": "sha256:" + "0" * 64, "source_format": "html"}
    return project(numbered, **about, read_at="2026-11-22T12:00:00+00:00", tool_version="0.1.0", **rest)


def syndicated() -> Article:
    """A page of The Lantern Post with a foundation's story: every fact is stated."""
    return record(
        fact("url", PAGE, "editor"),
        fact("headline", "Ferry runs again"),
        fact("language", "en"),
        fact("author", {**ANA, "role": "Harbour Reporter", "affiliation": FOUNDATION["name"], "url": "/staff/ana"}),
        fact("publisher", {**LANTERN, "url": "https://lantern.example/"}),
        fact("copyright_holder", FOUNDATION),
        fact("copyright_year", 2026),
        fact("copyright_notice", "Copyright 2026 Harbor Bridge News Foundation"),
        fact("credit", {**FOUNDATION, "role": "original_publisher"}),
        fact("original_url", ORIGINAL),
        fact("date_published", "2026-06-07T09:30+02:00"),
        fact("date_modified", "2026-06-08"),
    )


# Values that break things: markup, comment ends, scripts, separators, addresses that are none.
_NASTY = st.sampled_from(
    ["</script><script>", "<!--", "-->", "--!>", "a -- b", "&amp;", '" onload="x', "a\u2028\u2029b", "By Ana Ruiz",
     "{url}", "Dr. Ana Ruiz, PhD", "Ana Ruiz", "Tidewire", "été", "«»"]
)  # fmt: skip
_TEXT = _NASTY | st.text(st.characters(codec="utf-8"), min_size=1, max_size=20).filter(str.strip)
_URL = st.sampled_from(
    [PAGE, ORIGINAL, "/relative", "javascript:alert(1)", "https://a--b.example/--x-->", "https://h.example/?a=1&b='\"",
     "http://[::1", "https://exa mple/", "mailto:x@example.org", "https://x.example:port/", "not a url", "HTTPS://X.example/"]
)  # fmt: skip
_DATE = st.sampled_from(
    ["2026", "2026-06", "2026-06-07", "2026-06-07T09:30", "2026-06-07T09:30+02:00", "0001-01-01", "9999-12-31",
     "2026-02-30", "June 7", "2026-06-07Z", "2026-12-31T23:59:60Z"]
)  # fmt: skip
_AGENT = st.builds(
    dict,
    id=st.sampled_from(["org-1", "org-2", "person-1", "https://agency.example/tidewire"]),
    name=_TEXT,
    type=st.sampled_from(["Person", "Organization"]),
    url=st.none() | _URL,
    same_as=st.lists(_URL, max_size=2).map(tuple),
    role=st.none() | _TEXT,
    affiliation=st.none() | _TEXT,
)
_CREDIT = st.builds(
    lambda agent, role: {**agent, "role": role},
    _AGENT,
    st.sampled_from(["agency", "original_publisher", "distributor", "contributor"]),
)
_LICENSE = st.fixed_dictionaries({"type": st.just("License"), "url": st.none() | _URL, "name": st.none() | _TEXT})
_VALUES: dict[str, st.SearchStrategy[Any]] = {
    "url": _URL, "canonical_url": _URL, "original_url": _URL, "headline": _TEXT,
    "language": st.sampled_from(["en", "de-AT"]),
    "author": _AGENT, "publisher": _AGENT, "copyright_holder": _AGENT, "credit": _CREDIT,
    "copyright_year": st.integers(1, 9999), "copyright_notice": _TEXT, "license": _LICENSE,
    "date_published": _DATE, "date_modified": _DATE, "expires": _DATE, "embargo_until": _DATE,
    "embargo_open_ended": st.booleans(), "is_accessible_for_free": st.booleans(), "paywall_selector": _TEXT,
    "status": st.sampled_from(["usable", "withheld", "withdrawn"]),
    "byline_state": st.sampled_from(["absent", "withheld", "named"]),
}  # fmt: skip
_ASSET = st.fixed_dictionaries(
    {"id": st.sampled_from(["img-1", "img-2"]), "type": st.sampled_from(["image", "video"])},
    optional={"url": _URL, "caption": _TEXT, "credit": _TEXT, "notice": _TEXT, "license": _URL},
)


def _facts(*bases: str) -> st.SearchStrategy[dict[str, Any]]:
    scope = st.sampled_from(["article", "article", "site"])
    return st.sampled_from(sorted(_VALUES)).flatmap(
        lambda property: st.builds(
            fact, st.just(property), _VALUES[property], st.sampled_from(bases), chosen=st.booleans(), scope=scope
        )
    )


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """Records of every kind. What was not said comes last: it never takes the place of what was."""
    rows = draw(st.lists(_facts("stated", "editor"), max_size=10))
    rows += draw(st.lists(_facts("inferred", "default"), max_size=6))
    corrections = draw(st.lists(st.fixed_dictionaries({"text": _TEXT}, optional={"date": _DATE}), max_size=1))
    return record(*rows, assets=draw(st.lists(_ASSET, max_size=2)), corrections=corrections)


def only_said(article: Article) -> Article:
    """The same record as if nothing had ever been inferred or taken from a template."""
    rows = [s.model_dump() for s in article.statements if s.basis in SAID]
    assets, corrections = ([noun.model_dump() for noun in nouns] for nouns in (article.assets, article.corrections))
    return record(*rows, assets=assets, corrections=corrections)
