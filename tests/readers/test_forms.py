"""What a format's own specification requires is told where it is missing, and good documents have nothing told."""

from __future__ import annotations

import copy
import io
import json
import tomllib
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

import provenance
from provenance.graph import from_graph, to_graph
from provenance.readers.faults import PROPERTY, Kind
from provenance.readers.forms import profile
from provenance.readers.forms.documents import _FORMS, Checker, checker
from provenance.readers.forms.quick import compile_schema
from provenance.readers.forms.values import FORMS
from provenance.readers.ninjs.form import version_of
from provenance.resources import schema, vocab

SCHEMAS = {"ninjs-1": "", "ninjs-2": "", "ninjs-3": "", "ans": "", "jsonfeed": "item"}
"""Schema → the definition that items are held against."""
GOOD: dict[str, dict[str, Any]] = {
    "ninjs-1": {
        "uri": "https://lantern.example/1",
        "type": "text",
        "versioncreated": "2026-03-03T09:30:00Z",
        "pubstatus": "usable",
        "embargoed": "2026-03-04T06:00:00+01:00",
        "body_html": "<p>The ferry is late.</p>",
        "person": [{"name": "Ines Calloway", "rel": "author"}],
        "rightsinfo": {"linkedrights": "https://lantern.example/rights"},
        "renditions": {"main": {"href": "https://lantern.example/a.jpg", "width": 800}},
        "associations": {"a": {"uri": "https://lantern.example/2", "type": "picture"}},
    },
    "ninjs-2": {
        "standard": {"name": "ninjs", "version": "2.1"},
        "uri": "https://lantern.example/1",
        "headlines": [{"value": "The ferry is late"}],
        "copyrightholder": "Harbor Bridge News",
        "urgency": 3,
        "altids": [{"role": "cms", "value": "7"}],
        "associations": [{"name": "a", "uri": "https://lantern.example/2", "renditions": [{"name": "main"}]}],
    },
    "ninjs-3": {
        "uri": "https://lantern.example/1",
        "pubStatus": "withheld",
        "embargoedUntil": "2026-03-04T06:00:00+01:00",
        "expires": "2026-04-04T06:00:00Z",
        "infoSources": [{"name": "Harbor Bridge News", "role": "isrol:originator"}],
        "rightsInfo": {"langId": "http://www.w3.org/ns/odrl/2/", "encodedRights": "{}"},
    },
    "ans": {
        "type": "story",
        "version": "0.10.7",
        "credits": {"by": [{"type": "author", "name": "Ines Calloway"}, {"type": "reference"}]},
        "distributor": {"reference_id": "A", "mode": "reference"},
        "syndication": {"external_distribution": False},
        "content_restrictions": {"embargo": {"active": True, "end_time": "2026-03-04T06:00:00Z"}},
        "publish_date": "2026-03-03T09:30:00.52Z",
    },
    "jsonfeed": {
        "id": "7",
        "url": "https://lantern.example/7",
        "content_html": "<p>The ferry is late.</p>",
        "date_published": "2026-03-03T09:30:00-05:00",
        "authors": [{"name": "Ines Calloway"}],
        "language": "en-GB",
        "attachments": [{"url": "https://lantern.example/a.mp3", "mime_type": "audio/mpeg"}],
    },
}
CHANNEL = "<title>The Lantern Post</title><link>https://lantern.example/</link><description>News</description>"


def faults(data: bytes, **how: Any) -> list[tuple[str, str, str | None, str | None]]:
    """(kind, field, found, pointer) of the faults of all articles of a source."""
    return [
        (s.method, str(s.value).partition(": ")[0], s.value_as_read, s.origin.pointer if s.origin else None)
        for article in provenance.iter_articles(data, **how)
        for s in article.statements
        if s.property == PROPERTY
    ]


def rss(items: str, channel: str = CHANNEL, version: str = 'version="2.0"', behind: str = "") -> bytes:
    spaces = 'xmlns:media="http://search.yahoo.com/mrss/" xmlns:dcterms="http://purl.org/dc/terms/"'
    return f"<rss {version} {spaces}><channel>{channel}{items}{behind}</channel></rss>".encode()


def atom(entry: str, feed: str = "") -> bytes:
    return (
        '<feed xmlns="http://www.w3.org/2005/Atom"><id>urn:x:1</id><title>The Lantern Post</title>'
        f"<updated>2026-03-03T09:30:00Z</updated>{feed}<entry><id>urn:x:2</id><title>Late</title>"
        f"<updated>2026-03-03T09:30:00Z</updated><content>Late.</content>{entry}</entry></feed>"
    ).encode()


# -- values --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("form", "good", "bad"),
    [
        (
            "rfc822",
            ["Tue, 03 Mar 2026 09:30:00 +0100", "3 Mar 26 09:30 EST", "03 mar 2026 09:30:00 Z (at last)"],
            ["Mon, 03 Mar 2026 09:30:00 +0100", "2026-03-03", "31 Feb 2026 09:30 GMT", "3 March 2026 09:30 GMT", ""],
        ),
        (
            "rfc3339",
            ["2026-03-03T09:30:00Z", "2026-02-28T23:59:60.25-05:00"],
            ["2026-03-03T09:30:00", "2026-03-03 09:30:00Z", "2026-02-30T09:30:00Z", "2026-03-03t09:30:00z"],
        ),
        ("w3cdtf", ["2026", "2026-03", "2026-03-03", "2026-03-03T09:30Z"], ["2026-03-03T09:30", "3.3.2026", "2026-13"]),
        ("date_time", ["2026-03-03T09:30:00", "2026-03-03T09:30:00+01:00"], ["2026-03-03", "2026-03-03T09:30:00+0100"]),
        ("date", ["20260303T093000Z", "2026-03-03T09:30:00+0100", "2026-03"], ["next Monday", "", "2026-13-45"]),
        ("date_or_nothing", ["", "2026-03-03"], ["next Monday"]),
        ("address", ["https://lantern.example/a", "tag:lantern.example,2026:a", "urn:x:1"], ["/a", "a b", ""]),
        ("language", ["en", "en-GB", "zh-Hant-TW"], ["en_GB", "english language"]),
        ("mailbox", ["ines@lantern.example", "ines@lantern.example (Ines Calloway)"], ["Ines Calloway", "@ines"]),
        ("qcode", ["stat:usable", "x:a:b"], ["usable", "stat: usable"]),
        ("version", ["2.35"], ["2", "two"]),
        ("positive", ["1", "012"], ["0", "-1", "1.5"]),
        ("period", ["start=2026-03-01; end=2026-04-01", "2026-03-01"], ["always"]),
    ],
)
def test_forms(form, good, bad):
    assert [text for text in good if not FORMS[form].fits(text, None)] == []
    assert [text for text in bad if FORMS[form].fits(text, None)] == []


@given(st.text())
def test_no_text_is_too_strange(text):
    assert all(isinstance(form.fits(text, None), bool) for form in FORMS.values())


def test_the_table_holds_together():
    data = tomllib.loads(vocab("formats.toml").read_text("utf-8"))
    kinds = get_args(Kind)
    for name, rows in data["rows"].items():
        for row in rows:
            assert all((row["names"], row["in"], row["source"])), name
            assert row["count"] in ("1", "1+", "0-1", "any")
            assert row.get("fault", "form") in kinds
            assert row.get("form", "word") in FORMS
            assert not (row.keys() - {"in", "names", "count", "form", "words", "where", "fault", "source"})
            assert row["count"] != "any" or "form" in row, "a row that asks for nothing"
    for root, versions in data["roots"].items():
        for version, name in versions.items():
            assert name == "atom-0.3" or profile(root, version), name
    assert set(data["include"]) <= {name for versions in data["roots"].values() for name in versions.values()}


def test_an_unknown_root_has_no_profile():
    assert profile("html") == {}


# -- XML -----------------------------------------------------------------------------------------------------------


def test_the_feed_is_told_of_once_with_its_first_item():
    data = rss("<item><title>a</title></item>" * 3, channel="<title>a</title>")
    assert faults(data) == [
        ("missing", "link", None, "/rss/channel"),
        ("missing", "description", None, "/rss/channel"),
    ]


def test_what_stands_behind_the_items_is_heard():
    data = rss("<item><title>a</title></item>", channel="<title>a</title>", behind=CHANNEL.partition("</title>")[2])
    assert faults(data) == []


def test_the_channel_of_rss_1_stands_beside_its_items():
    spaces = 'xmlns="http://purl.org/rss/1.0/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
    item = '<item rdf:about="https://a.example/1"><title>a</title><link>https://a.example/1</link></item>'
    data = f"<rdf:RDF {spaces}><channel><title>a</title><link>https://a.example/</link></channel>{item}</rdf:RDF>"
    assert faults(data.encode()) == [
        ("missing", "channel/@rdf:about", None, "/rdf:RDF/channel"),
        ("missing", "description", None, "/rdf:RDF/channel"),
    ]


def test_an_entry_of_atom_may_stand_alone():
    entry = '<entry xmlns="http://www.w3.org/2005/Atom"><title>Late</title><rights>© 2026 Lantern</rights></entry>'
    (article,) = provenance.read(entry.encode())
    assert article.copyright_notice == "© 2026 Lantern"
    assert {row[1] for row in faults(entry.encode())} >= {"atom:id", "atom:updated", "atom:author"}


def test_of_a_pipe_nobody_knows_what_is_missing():
    class Pipe(io.RawIOBase):
        def __init__(self, data: bytes) -> None:
            self._data = io.BytesIO(data)

        def read(self, size: int = -1) -> bytes:
            return self._data.read(size)

    data = rss("<item><guid>a</guid><title>a</title></item>", channel="<title>a</title>")
    assert faults(Pipe(data)) == [("form", "guid", "a", "/rss/channel/item[1]/guid")]


def test_a_field_of_the_feed_is_placed_where_it_is():
    data = rss("<item><title>a</title></item>", channel=CHANNEL + "<copyright>a</copyright><copyright>b</copyright>")
    assert faults(data) == [("rights", "copyright", "2 of them", "/rss/channel/copyright[2]")]


@pytest.mark.parametrize(
    ("entry", "feed", "expected"),
    [
        ("<author><name>Ines</name></author>", "", []),
        ("", "<author><name>Ines</name></author>", []),
        ("<source><title>Bridge</title><author><name>Ines</name></author></source>", "", []),
        ("", "", [("missing", "atom:author")]),
        ("<author/>", "", [("missing", "atom:name")]),
        ("<author><name>I</name></author><rights>a</rights><rights>b</rights>", "", [("rights", "atom:rights")]),
        ('<author><name>I</name></author><link rel="license"/>', "", [("rights", "atom:link/@href")]),
        ('<author><name>I</name></author><link rel="related"/>', "", [("missing", "atom:link/@href")]),
    ],
)
def test_atom(entry, feed, expected):
    assert [row[:2] for row in faults(atom(entry, feed))] == expected


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ('<media:content url="https://a.example/a.jpg"><media:restriction relationship="deny"/></media:content>', []),
        (
            '<media:group><media:content><media:restriction type="moon"/></media:content></media:group>',
            [("rights", "media:restriction/@relationship"), ("form", "media:restriction/@type")],
        ),
        ("<dcterms:valid>end=2026-03-01</dcterms:valid><dcterms:available>2026-03-01</dcterms:available>", []),
        ("<dcterms:available>soon</dcterms:available>", [("rights", "dcterms:available")]),
        ("<source>Bridge</source>", [("missing", "source/@url")]),
        ("<link>/a</link>", [("form", "link")]),
    ],
)
def test_rss(item, expected):
    assert [row[:2] for row in faults(rss(f"<item><title>a</title>{item}</item>"))] == expected


def test_nitf_in_newsml_is_held_against_nitf():
    item = (
        '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="a" standard="NewsML-G2" standardversion="2.35">'
        '<itemMeta><itemClass qcode="text"/><provider literal="a"/>'
        '<versionCreated>2026-03-03T09:30:00Z</versionCreated></itemMeta><contentSet><inlineXML><nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><head><docdata>'
        '<date.release norm="soon"/></docdata></head></nitf></inlineXML></contentSet></newsItem>'
    )
    found = {row[:2]: row[3] for row in faults(item.encode())}
    assert found == {
        ("missing", "body"): "/newsItem/contentSet/inlineXML/nitf",
        ("rights", "date.release/@norm"): "/newsItem/contentSet/inlineXML/nitf/head/docdata/date.release/@norm",
        ("form", "itemClass/@qcode"): "/newsItem/itemMeta/itemClass/@qcode",
    }


# -- JSON ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_one_and_carries_its_name(name):
    document = json.loads(schema(f"{name}.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(document)
    assert document["$id"] == f"https://w3id.org/news-provenance/schemas/{name}.schema.json"
    assert document["title"]
    assert document["description"]


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_good_item_has_no_fault(name):
    assert checker(name, SCHEMAS[name]).faults(GOOD[name]) == []


VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-1, 10),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from(["", "usable", "stat:usable", "2026-03-03T09:30:00Z", "2026-03-03", "https://a.example/", "a"]),
    st.just([]),
    st.just([{}]),
    st.just({}),
    st.just({"name": "a", "active": True, "linkedrights": "https://a.example/", "encodedrights": "a"}),
)


def _spots(value: Any) -> list[tuple[Any, Any]]:
    """(container, key) of everything in a JSON value."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [spot for key, each in pairs for spot in [(value, key), *_spots(each)]]


@pytest.mark.parametrize("name", SCHEMAS)
@given(data=st.data())
@settings(max_examples=150)
def test_the_quick_answer_is_that_of_json_schema(name, data):
    item = copy.deepcopy(GOOD[name])
    for _ in range(data.draw(st.integers(0, 3))):
        spots = _spots(item)
        container, key = spots[data.draw(st.integers(0, len(spots) - 1))] if spots else (item, "a")
        if data.draw(st.booleans()):
            container[key] = copy.deepcopy(data.draw(VALUES))
        elif isinstance(container, dict):
            container.pop(key, None)
            container[data.draw(st.sampled_from(["copyrightHolder", "embargoed", "x", "body_text"]))] = "a"
    held = checker(name, SCHEMAS[name])
    formats = FormatChecker(formats=())
    for format, form in _FORMS.items():
        formats.checks(format)(lambda value, form=form: not isinstance(value, str) or FORMS[form].fits(value, None))
    is_valid = Draft202012Validator(held.document, format_checker=formats).is_valid(item)
    assert held.is_valid(item) is is_valid
    assert bool(held.faults(item)) is not is_valid


def test_a_value_of_too_many_levels_is_a_fault():
    item: dict[str, Any] = {"uri": "https://a.example/"}
    for _ in range(400):
        item = {"uri": "https://a.example/", "associations": {"a": item}}
    (fault,) = checker("ninjs-1").faults(item)
    assert (fault.kind, fault.expected) == ("form", "fewer levels")


def test_an_unknown_keyword_is_refused():
    with pytest.raises(ValueError, match="uniqueItems"):
        compile_schema({"uniqueItems": True}, {}, {})


@pytest.mark.parametrize(
    ("item", "version"),
    [
        ({"uri": "a"}, "1"),
        ({"uri": "a", "body_html": "a", "byline": "b"}, "1"),
        ({"uri": "a", "headlines": [], "versioncreated": "x"}, "2"),
        ({"uri": "a", "headlines": [], "versionCreated": "x"}, "3"),
        ({"standard": {"version": "2.0"}, "versionCreated": "x", "pubStatus": "usable"}, "2"),
        ({"$standard": {"version": "1.4"}, "headlines": []}, "1"),
        ({"standard": "ninjs", "headlines": []}, "2"),
    ],
)
def test_the_version_of_ninjs(item, version):
    assert version_of(item) == version


def ninjs(**keys: Any) -> bytes:
    return json.dumps({"standard": {"version": "2.1"}, "uri": "https://a.example/", "headlines": [], **keys}).encode()


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ({"pubstatus": "stat:usable"}, [("form", "pubstatus")]),
        ({"pubstatus": "perhaps"}, [("rights", "pubstatus")]),
        ({"embargoed": "2026-03-03"}, [("form", "embargoed")]),
        ({"embargoed": "when the minister speaks"}, [("rights", "embargoed")]),
        ({"embargoedUntil": "2026-03-03T09:30:00Z"}, [("version", "embargoedUntil")]),
        ({"priority": 3, "desk": "sport"}, [("advice", "priority, desk")]),
        ({"rightsinfo": {"linkedrights": "https://a.example/", "encodedrights": "{}"}}, [("rights", "rightsinfo")]),
        ({"uri": 7}, [("form", "uri")]),
        ({"associations": [{"uri": "https://a.example/b"}]}, [("missing", "name")]),
        ({"type": ["text"]}, [("form", "type")]),
    ],
)
def test_ninjs(keys, expected):
    assert [row[:2] for row in faults(ninjs(**keys), format="ninjs")] == expected


def test_json_feed():
    feed = {"version": "https://jsonfeed.org/version/9", "items": [{"content_text": "a"}, {"id": "b"}]}
    assert faults(json.dumps(feed).encode(), format="jsonfeed") == [
        ("missing", "id", None, "/items/0"),
        ("missing", "title", None, ""),
        ("version", "version", "https://jsonfeed.org/version/9", "/version"),
        ("missing", "content_html or content_text", None, "/items/1"),
    ]


def test_a_checker_names_every_way_to_be_wrong():
    held = Checker(
        {
            "title": "a",
            "properties": {"a": {"minimum": 1}, "b": {"maximum": 1}, "c": {"pattern": "x"}, "d": {"type": "object"}},
        }
    )
    found = {fault.field: (fault.expected, fault.found) for fault in held.faults({"a": 0, "b": 2, "c": "y", "d": 1})}
    assert found == {
        "a": ("at least 1", "0"),
        "b": ("at most 1", "2"),
        "c": ("another value", "y"),
        "d": ("an object", "1"),
    }


# -- what becomes of it --------------------------------------------------------------------------------------------


def test_faults_come_back_from_the_graph_and_are_no_plain_triples():
    (article,) = provenance.read(ninjs(pubstatus="perhaps"), format="ninjs")
    graph = to_graph(article)
    assert from_graph(graph) == article
    assert not any("formatFault" in str(predicate) for predicate in set(graph.predicates()))


def test_a_fault_of_the_feed_keeps_its_fingerprint_when_its_items_change():
    def found(item: str) -> list[str]:
        (article,) = provenance.read(rss(f"<item><title>{item}</title></item>", channel="<title>a</title>"))
        return [each.fingerprint for each in provenance.check(article).findings if each.code == "FMT002"]

    assert found("one") == found("two") != []
