"""RDF of every syntax: our own graphs come back as the records that they were; others are read for their articles.

`linked/*` with `*.expected.json` beside them; `pytest --regenerate` writes the expected files anew.
"""

from __future__ import annotations

import json
import random
from datetime import UTC, datetime
from pathlib import Path

import pytest
import rdflib
from hypothesis import given, settings

import provenance
from provenance.errors import SourceError, TooLargeError, UnreadableError
from provenance.graph import FORMATS, serialize, to_dataset, to_graph
from provenance.model import Article
from provenance.readers import sniff
from provenance.readers.linked import syntax
from provenance.terms.foreign import page_policies
from tests.graph.examples import pasted, stated
from tests.readers.facts import names
from tests.readers.test_feeds import read
from tests.readers.test_hostile import mutate, survives
from tests.readers.test_jsonld import expected_of, found_in
from tests.strategies import articles

LINKED = Path(__file__).parent / "linked"
ALL = sorted(
    path for path in LINKED.iterdir() if path.suffix in (".ttl", ".nt", ".nq", ".n3", ".rdf", ".trix", ".hext")
)
LOSSLESS = [format for format in FORMATS if format != "rdfxml"]
EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def forms_of(article: Article) -> list[tuple[str, bytes]]:
    return [(format, serialize(article, format).encode()) for format in LOSSLESS]


# -- graphs of our own -------------------------------------------------------------------------------------------------


@settings(max_examples=40, deadline=None)
@given(articles())
def test_our_own_graphs_come_back_through_the_front_door(article):
    for format, data in forms_of(article):
        assert provenance.read(data, format="rdf") == [article], format


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("example", [pasted, stated])
def test_their_syntax_is_sniffed(example, format):
    data = serialize(example(), format).encode()
    assert sniff(data) == ("jsonld" if format == "jsonld" else "rdf")
    assert provenance.read(data) == [example()]


@pytest.mark.parametrize("format", FORMATS)
def test_a_graph_is_judged_as_its_page_is(format):
    (page,) = provenance.read(EXAMPLES / "wire-story.html")
    (record,) = provenance.read(serialize(page, format).encode())
    assert record == page
    assert record.source_format == "html"
    at = datetime(2026, 12, 1, tzinfo=UTC)
    assert provenance.check(record, at=at) == provenance.check(page, at=at)


@pytest.mark.parametrize("format", ["trig", "nquads", "turtle", "ntriples"])
def test_several_readings_in_one_file(format):
    """Named graphs keep them apart, and so do their names where all are poured into one graph."""
    pages = [provenance.read(EXAMPLES / name)[0] for name in ("wire-story.html", "own-story.html", "pasted-story.txt")]
    data = "\n".join(serialize(each, format) for each in pages)
    assert provenance.read(data.encode(), format="rdf") == pages


@pytest.mark.parametrize("format", ["turtle", "longturtle", "nt", "xml", "n3", "trix", "hext", "json-ld"])
def test_what_rdflib_writes_of_them(format):
    text = (to_dataset if format == "trix" else to_graph)(stated()).serialize(format=format)
    assert provenance.read(text.encode()) == [stated()]


def test_the_rest_of_a_dataset_is_read_too():
    data = serialize(stated(), "trig") + (LINKED / "described.nq").read_text()
    data = data.replace(" <https://tide.example/graph> .", " .")
    own, other = provenance.read(data.encode(), format="rdf")
    assert own == stated()
    assert (other.source_format, names(other, "authors")) == ("rdf", ["Anna Lake"])


def test_a_graph_that_lost_parts_is_an_item_that_cannot_be_read():
    (other,) = provenance.read(EXAMPLES / "own-story.html")
    damaged = "\n".join(line for line in serialize(other, "nquads").split("\n") if "/sha256>" not in line)
    found, lost = read((damaged + serialize(stated(), "nquads")).encode())
    assert found == [stated()]
    assert [error.place for error in lost] == [f"<{other.id}>"]


@pytest.mark.parametrize("told", [{"url": "https://tide.example/"}, {"publisher": "Tide"}, {"date": "2026-03-04"}])
def test_an_editor_adds_nothing_to_a_record(told):
    with pytest.raises(UnreadableError, match="complete"):
        provenance.read(serialize(stated(), "turtle").encode(), **told)


# -- descriptions by others --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)
def test_described(path, regenerate):
    found = found_in(path)
    if regenerate:
        expected_of(path).write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert found == json.loads(expected_of(path).read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)
def test_records_are_whole(path):
    assert sniff(path.read_bytes()) == "rdf"
    found, _ = read(path)
    assert found
    for article in found:
        assert Article.model_validate_json(article.model_dump_json()) == article
        assert provenance.from_graph(provenance.to_graph(article)) == article


def test_schema_dublin_core_and_creative_commons():
    first, second = provenance.read(LINKED / "described.ttl")
    assert names(first, "authors") == ["Anna Lake", "Tom Reed"]
    assert first.publisher.name == "Tidewater Ledger"
    assert names(first, "copyright_holders") == ["Harbor Bridge News"]
    assert (first.date_published, first.is_accessible_for_free) == ("2026-03-04", True)
    assert [(each.credit, each.license) for each in first.assets] == [
        ("Nils Berg", "https://creativecommons.org/licenses/by/4.0/")
    ]
    ((policy, _),) = page_policies(first)
    assert [(rule.kind, rule.actions) for rule in policy.rules] == [("permission", ("odrl:distribute",))]
    assert names(second, "authors") == ["Maria Oake"]
    assert second.copyright_notice == "© 2026 The Lantern Post"
    assert [each.id for each in second.licenses] == ["CC-BY-ND-4.0"]
    assert second.original_url == "https://harborbridge.example/lamp"


@pytest.mark.parametrize(
    "format", ["turtle", "longturtle", "nt", "nquads", "trig", "xml", "n3", "trix", "hext", "json-ld"]
)
def test_every_syntax_says_the_same(format):
    def told(data: bytes) -> set:
        return {
            (article.url, s.property, s.value.name if hasattr(s.value, "name") else str(s.value), s.basis, s.scope)
            for article in provenance.read(data)
            for s in article.statements
            if s.property not in ("policy", "url")
        }

    text = rdflib.Dataset().parse(LINKED / "described.ttl", publicID="https://tide.example/x").serialize(format=format)
    assert told(text.encode()) == told((LINKED / "described.ttl").read_bytes())


def test_http_and_https_are_one_schema_org():
    data = (LINKED / "described.nq").read_bytes()
    (https,), (http,) = (provenance.read(d) for d in (data, data.replace(b"https://schema.org", b"http://schema.org")))
    assert names(https, "authors") == names(http, "authors") == ["Anna Lake"]


def test_names_are_resolved_against_the_address_of_the_file(monkeypatch):
    (article,) = provenance.read(
        b"@prefix s: <https://schema.org/> . <story> a s:NewsArticle ; s:headline 'A Lamp' ; s:license <terms> .",
        url="https://tide.example/a/data.ttl",
    )
    assert article.licenses[0].url == "https://tide.example/a/terms"


# -- what is no RDF, and what is hostile -------------------------------------------------------------------------------


def test_feeds_and_pages_are_not_taken_for_rdf():
    feeds = Path(__file__).parent / "feeds"
    assert sniff((feeds / "rss-rdf.xml").read_bytes()) == "rss"
    assert sniff(b"<p><a href='x:y'>By</a> <b>Maria</b>") == "html"
    assert sniff(b"# A heading\n\nPrefix and base are words. <mail:me> said so.") == "text"
    assert sniff(b"# A comment\n\n<https://x.example/> a <https://schema.org/Article> .") == "rdf"
    assert sniff(b"PREFIX s: <https://schema.org/>\n_:a a s:Article .") == "rdf"


_RDF = b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:s="https://schema.org/">'
_TTL = b"@prefix s: <https://schema.org/> . <http://x.example/> a s:NewsArticle ; s:author "


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (
            b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>' + _RDF + b"&b;",
            UnreadableError,
        ),
        (b'<?xml version="1.0"?><!DOCTYPE r SYSTEM "file:///etc/passwd">' + _RDF, UnreadableError),
        (_RDF + b"<s:NewsArticle>" + b"<s:a><s:B>" * 100_000, TooLargeError),
        (_RDF + b'<s:NewsArticle rdf:about="' + b"a" * 3_000_000, TooLargeError),
        (_RDF + b"<s:NewsArticle rdf:about='http://x/'><s:headline>A", UnreadableError),
        (_TTL + b"[ s:a " * 200_000, TooLargeError),
        (_TTL + b"( " * 200_000, TooLargeError),
        (_TTL + b'"Maria Oake', UnreadableError),
        (_TTL + b"\xff\xfe\x00\x01" * 100, UnreadableError),
        (_TTL.replace(b"NewsArticle", b"Person") + b'"x" .', UnreadableError),
        (b'["http://x/", "http://y/", "z", "globalId", "", ""]\n["http://x/", 7]', UnreadableError),
        (b'<TriX xmlns="http://www.w3.org/2004/03/trix/trix-1/"><graph><triple><uri>x</uri></triple>', UnreadableError),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), UnreadableError),
        (b"", UnreadableError),
    ],
)
def test_what_cannot_be_read(data, error):
    with pytest.raises(error):
        provenance.read(data, format="rdf")


def test_a_broken_document_names_the_line():
    with pytest.raises(UnreadableError, match="line 3"):
        provenance.read(b"@prefix s: <https://schema.org/> .\n<http://x/> a s:Article ;\n  s:headline .", format="rdf")


def test_limits(monkeypatch):
    monkeypatch.setattr(syntax, "MAX_QUADS", 2)
    with pytest.raises(TooLargeError):
        provenance.read(LINKED / "described.ttl")
    monkeypatch.setattr(syntax, "MAX_BYTES", 10)
    with pytest.raises(TooLargeError):
        provenance.read(LINKED / "described.nq")


def test_lists_and_nodes_that_lead_in_circles():
    rdf = b"@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . "
    circle = rdf + _TTL + b'_:l . _:l rdf:first "Maria Oake" ; rdf:rest _:l .'
    assert names(provenance.read(circle)[0], "authors") == ["Maria Oake"]
    assert provenance.read(_TTL + b"_:a . _:a s:author _:a ; s:name 'Tom Reed' .")


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)
def test_broken_bytes_are_survived(path):
    chance = random.Random(11)  # noqa: S311
    for _ in range(30):
        survives(mutate(bytearray(path.read_bytes()), chance), None, "rdf")


def test_broken_records_are_survived():
    chance = random.Random(13)  # noqa: S311
    whole = {format: serialize(stated(), format).encode() for format in FORMATS}
    for format, data in whole.items():
        for _ in range(25):
            try:
                for article in provenance.read(mutate(bytearray(data), chance), format="rdf"):
                    assert Article.model_validate_json(article.model_dump_json()) == article, format
            except SourceError:
                pass
