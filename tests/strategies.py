"""Arbitrary valid records for property tests, built as the program builds them: by projecting statements.

`articles()` draws whole records with hostile text, dates and addresses; the smaller strategies serve alone.
"""

from __future__ import annotations

from typing import Any, get_args

from hypothesis import strategies as st

from provenance.model import Article
from provenance.model.projection import SCALARS, project
from provenance.model.values import (
    Action,
    AgentType,
    AiAnswer,
    AiUse,
    AssetType,
    Basis,
    BylineState,
    CreditRole,
    Scope,
    Status,
    Voice,
    Zone,
)

# Everything that Unicode text may hold. Lone surrogates are no characters: readers replace them when they decode.
any_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
nasty_text = st.sampled_from(
    [
        "",
        " ",
        "plain",
        "said \"so\" 'there'",
        "back\\slash \\u0041 \\n",
        "line\nfeed\r\nand\rreturn\ttab",
        "nul \x00 bell \x07 del \x7f nel \x85 sep \u2028\u2029",
        "By Published on\u00a0June 7, 2016",
        "\ufeffbom \ufffe \uffff \ufdd0",
        "\u202eright to left\u202c עברית العربية",
        "😀 \U0010fffd e\u0301",
        "</script><!-- ]]> & &amp; <b>",
        "true",
        "5",
        "@en",
        "r:s-1",
        "synd:stated",
        "_:b0",
        '"""',
        "http://example.org/not-an-address",
    ]
)
texts = st.one_of(nasty_text, any_text)

dates = st.one_of(
    st.sampled_from(
        [
            "2016-06-07",
            "2020-01-16T18:02:53+00:00",
            "2020-01-16T18:02:53Z",
            "2020-01-16T18:02:53.5-03:30",
            "2020-01-16T18:02:53.123456789Z",
            "2020-05",
            "2020",
            "0000",
            "2012-02-14T10:00Z",
            "2012-02-14T10:00",
            "2012-02-14 10:00:00",
            "2016-02-30",
            "2016-13",
            "2016-06-07T24:00:00",
            "2016-06-07T10:00:00+15:00",
            "2016-06-07T10:00:00-00:00",
            "20160607",
            "2016-W23-2",
            "２０１６-06-07",
            "June 7, 2016",
        ]
    ),
    st.dates().map(str),
    st.datetimes(timezones=st.none() | st.timezones()).map(lambda instant: instant.isoformat()),
    texts,
)

urls = st.one_of(
    st.sampled_from(
        [
            "https://lantern.example/story?id=1&x=%20#top",
            "HTTP://lantern.example",
            "http://user:secret@lantern.example:8080/a//b/../c/./d;p=1",
            "https://bücher.example/straße?q=日本",
            "http://lantern.example/a b",
            "http://lantern.example/a\u00a0b\u2028c",
            'http://lantern.example/"quoted"<b>{x}|^`\\',
            "http://lantern.example/?a[]=1",
            "http://[::1]/",
            "http://lantern.example/%zz%",
            "http://lantern.example:port/",
            "http:///path",
            "//lantern.example/x",
            "/relative",
            "mailto:desk@lantern.example",
            "javascript:alert(1)",
            "schema:headline",
            "https://schema.org/author",
            "https://w3id.org/news-provenance/ns#stated",
            "urn:uuid:5b1d5a0e-0000-4000-8000-000000000001",
            "http://lantern.example/\u202egpj",
            "http://lantern.example/#a#b",
        ]
    ),
    st.builds("https://lantern.example/{}".format, any_text),
    st.builds("{}://{}".format, st.sampled_from(["http", "https"]), any_text),
    texts,
)


def ids(*prefixes: str) -> st.SearchStrategy[str]:
    """Ids as resolve mints them (`s-3`), and ids that nobody should mint."""
    minted = st.builds("{}{}".format, st.sampled_from(prefixes), st.integers(1, 40))
    return st.one_of(minted, st.sampled_from(["copy", "graph", "s-1", "hop-1", "person-a b", "org-%41", "a:b"]), texts)


def _agents() -> st.SearchStrategy[list[dict[str, Any]]]:
    """Some agents, each id described once."""
    known = st.sampled_from(
        ["https://w3id.org/news-provenance/agency/harbor-bridge", "urn:isni:0000", "agency:harbor", "ni:///x;y#copy"]
    )
    agent = st.fixed_dictionaries(
        {
            "id": st.one_of(ids("person-", "org-"), known),
            "name": texts,
            "type": st.sampled_from(get_args(AgentType)),
            "url": st.none() | urls,
            "same_as": st.lists(urls, max_size=3),
        }
    )
    return st.lists(agent, min_size=1, max_size=4, unique_by=lambda agent: agent["id"])


_WORDS = {"byline_state": get_args(BylineState), "status": get_args(Status)}
_FLAGS = ("embargo_open_ended", "is_accessible_for_free")
_DATES = ("date_published", "date_modified", "embargo_until", "expires")
_URLS = ("url", "canonical_url", "original_url")
_AGENTS = ("author", "publisher", "copyright_holder", "credit")
PROPERTIES = (*SCALARS, *_AGENTS, "copyright_year", "license", "restriction")

_licenses = st.fixed_dictionaries(
    {"type": st.just("License"), "id": st.none() | texts, "url": st.none() | urls, "name": st.none() | texts}
)
_origins = st.fixed_dictionaries(
    {
        "pointer": st.none() | texts,
        "line": st.none() | st.integers(1, 99),
        "column": st.none() | st.integers(1, 99),
        "zone": st.sampled_from(get_args(Zone)),
        "text": st.none() | texts,
    }
)


def _values(property: str, agents: list[dict[str, Any]]) -> st.SearchStrategy[Any]:
    """Values that the field of a property can hold."""
    if property in _WORDS:
        return st.sampled_from(_WORDS[property])
    if property in _FLAGS:
        return st.booleans()
    if property in _DATES:
        return dates
    if property in _URLS:
        return urls
    if property == "copyright_year":
        return st.integers(1, 2**70)
    if property == "license":
        return _licenses
    if property in _AGENTS:
        roles = st.sampled_from(get_args(CreditRole)) | texts
        extra = st.fixed_dictionaries({"role": st.none() | roles, "affiliation": st.none() | texts})
        return st.builds(lambda agent, more: {**agent, **more}, st.sampled_from(agents), extra)
    if property == "language":
        return st.sampled_from(["en", "en-US", "de", "zh-Hant-TW", "es-419", "english", "x-"]) | texts
    return texts


@st.composite
def _statements(draw: st.DrawFn, agents: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Statements with ids of their own; those not chosen may say anything of anything."""
    rows = []
    for id in draw(st.lists(ids("s-"), max_size=8, unique=True)):
        property = draw(
            st.sampled_from(PROPERTIES) | st.sampled_from(["ai_signal", "photo_credit", "Odd Name"]) | texts
        )
        chosen = draw(st.booleans())
        fitting = _values(property, agents)
        anything = st.one_of(st.none(), texts, st.integers(), st.booleans(), _licenses)
        rows.append(
            {
                "id": id,
                "property": property,
                "value": draw(fitting if chosen else st.one_of(fitting, anything)),
                "value_as_read": draw(st.none() | texts),
                "basis": draw(st.sampled_from(get_args(Basis))),
                "voice": draw(st.sampled_from(get_args(Voice))),
                "scope": draw(st.sampled_from(get_args(Scope))),
                "method": draw(st.sampled_from(["copyright_line", "json_ld", "editor", "JSON-LD 1.1"]) | texts),
                "chosen": chosen,
                "origin": draw(st.none() | _origins),
            }
        )
    return rows


def _named(agents: list[dict[str, Any]]) -> st.SearchStrategy[dict[str, Any] | None]:
    return st.none() | st.sampled_from(agents)


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """A record: projected statements, and a chain, assets, corrections and signals beside them."""
    agents = draw(_agents())
    rows = draw(_statements(agents))
    support = st.lists(st.sampled_from([row["id"] for row in rows]) | ids("s-"), max_size=3) if rows else st.just([])
    digest = draw(st.binary(min_size=32, max_size=32)).hex()
    fragment = draw(st.sampled_from(["copy", "copy-2"]))
    sequences = st.integers(0, 4)
    hop = st.fixed_dictionaries(
        {
            "sequence": sequences,
            "party": _named(agents),
            "action": st.sampled_from(get_args(Action)),
            "url": st.none() | urls,
            "date": st.none() | dates,
            "follows": st.lists(sequences, max_size=3),
            "basis": st.sampled_from(get_args(Basis)),
            "statements": support,
        }
    )
    asset = st.fixed_dictionaries(
        {
            "id": ids("asset-"),
            "type": st.sampled_from(get_args(AssetType)),
            "url": st.none() | urls,
            "caption": st.none() | texts,
            "credit": st.none() | texts,
            "holder": _named(agents),
            "notice": st.none() | texts,
            "license": st.none() | urls,
            "line": st.none() | st.integers(1, 99),
        }
    )
    correction = st.fixed_dictionaries({"text": texts, "date": st.none() | dates})
    signal = st.fixed_dictionaries(
        {
            "scheme": texts,
            "signal": texts,
            "value": st.none() | texts,
            "uses": st.lists(st.sampled_from(get_args(AiUse)), unique=True, max_size=3),
            "answer": st.none() | st.sampled_from(get_args(AiAnswer)),
            "scope": st.sampled_from(get_args(Scope)),
            "basis": st.sampled_from(get_args(Basis)),
            "policy": st.none() | urls,
            "statements": support,
        }
    )
    return project(
        rows,
        id=f"ni:///sha-256;{digest}#{fragment}",
        digest=f"sha256:{digest}",
        source_format=draw(st.sampled_from(["html", "text", "ninjs"]) | texts),
        read_at=draw(dates),
        tool_version=draw(st.just("0.1.0") | texts),
        chain=draw(st.lists(hop, max_size=4)),
        assets=draw(st.lists(asset, max_size=3, unique_by=lambda asset: asset["id"])),
        corrections=draw(st.lists(correction, max_size=2)),
        ai_signals=draw(st.lists(signal, max_size=2)),
    )
