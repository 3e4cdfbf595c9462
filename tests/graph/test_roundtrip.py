"""The record comes back from its graph, whatever text it holds and whatever parser read it."""

from __future__ import annotations

import json

import pytest
import rdflib
from hypothesis import given, settings
from rdflib.compare import isomorphic

from provenance.errors import GraphError
from provenance.graph import (
    FORMATS,
    Literal,
    article_triples,
    from_graph,
    parse,
    parse_all,
    serialize,
    to_dataset,
    to_graph,
)
from provenance.model.projection import project
from provenance.resources import vocab
from tests.graph.examples import pasted, stated, statement
from tests.strategies import articles

LOSSLESS = [format for format in FORMATS if format != "rdfxml"]
RDFLIB_NAMES = {"turtle": "turtle", "ntriples": "nt", "trig": "trig", "nquads": "nquads", "jsonld": "json-ld"}
EXAMPLES = pytest.mark.parametrize("article", [pasted(), stated()], ids=["pasted", "stated"])


def by_rdflib(text: str, format: str) -> rdflib.Dataset:
    """What rdflib's own parser makes of a text; our JSON-LD context is put in its place, since nothing is fetched."""
    if format == "jsonld":
        document = json.loads(text)
        document["@context"][0] = json.loads(vocab("context.jsonld").read_text("utf-8"))["@context"]
        text = json.dumps(document)
    return rdflib.Dataset().parse(data=text, format=RDFLIB_NAMES[format])


@settings(max_examples=100, deadline=None)
@given(articles())
def test_triples_give_the_record_back(article):
    triples = article_triples(article)
    assert from_graph(triples) == article
    assert from_graph(iter(reversed(triples))) == article  # a graph has no order


@settings(max_examples=40, deadline=None)
@given(articles())
def test_every_text_gives_the_record_back(article):
    for format in LOSSLESS:
        text = serialize(article, format)
        assert parse(text, format) == article, format
        assert parse(text.encode(), format) == article, format


@settings(max_examples=30, deadline=None)
@given(articles())
def test_rdflib_reads_what_we_write(article):
    graph = to_graph(article)
    assert from_graph(graph) == article
    for format in LOSSLESS:
        read = by_rdflib(serialize(article, format), format)
        assert {quad[:3] for quad in read.quads()} == set(graph), format
        assert from_graph(read) == article, format


@pytest.mark.parametrize("id_", [".", "a.", "s-1.", "..", "a.b", "%2E"])
def test_an_id_with_full_stops_survives_turtle(id_):
    said = {"id": id_, "property": "headline", "value": "A", "basis": "stated", "method": "m", "chosen": True}
    whole = stated().model_dump()
    rest = {key: whole[key] for key in ("id", "digest", "source_format", "read_at", "tool_version")}
    article = project([said], **rest)
    for format in LOSSLESS:
        assert from_graph(by_rdflib(serialize(article, format), format)) == article, format


NOT_IN_XML = {chr(code) for code in (*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF)}


@settings(max_examples=40, deadline=None)
@given(articles())
def test_rdfxml_gives_the_record_back_or_refuses(article):
    texts = [node.text for _, _, node in article_triples(article) if isinstance(node, Literal)]
    if NOT_IN_XML.isdisjoint("".join(texts)):
        assert parse(serialize(article, "rdfxml"), "rdfxml") == article
    else:
        with pytest.raises(GraphError, match=r"RDF/XML cannot carry the character U\+"):
            serialize(article, "rdfxml")


@EXAMPLES
def test_our_turtle_is_isomorphic_to_the_graph(article):
    graph = to_graph(article)
    assert isomorphic(rdflib.Graph().parse(data=serialize(article, "turtle"), format="turtle"), graph)
    assert isomorphic(rdflib.Graph().parse(data=graph.serialize(format="turtle"), format="turtle"), graph)
    assert from_graph(rdflib.Graph().parse(data=graph.serialize(format="xml"), format="xml")) == article


@EXAMPLES
def test_a_dataset_holds_the_graph_under_its_name(article):
    dataset = to_dataset(article)
    assert from_graph(dataset) == article
    assert {str(quad[3]) for quad in dataset.quads()} == {article.id.replace("#copy", "#graph")}
    assert str(to_graph(article).identifier) == article.id.replace("#copy", "#graph")


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_record_is_the_same_text(format):
    texts = {serialize(stated(), format) for _ in range(5)}
    assert len(texts) == 1


@pytest.mark.parametrize("character", ["\r", "\r\n", "\x85", "\u2028", "\t", " padded ", "]]>", "\U0001f600"])
def test_rdfxml_carries_what_xml_can(character):
    article = with_headline(f"a{character}b")
    text = serialize(article, "rdfxml")
    assert parse(text, "rdfxml") == article
    assert from_graph(rdflib.Graph().parse(data=text, format="xml")) == article


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\x1b", "\ufffe"])
def test_rdfxml_refuses_what_xml_cannot(character):
    with pytest.raises(GraphError, match=f"RDF/XML cannot carry the character U\\+{ord(character):04X}.*headline"):
        serialize(with_headline(f"a{character}b"), "rdfxml")


def test_a_lone_surrogate_is_refused_in_words():
    with pytest.raises(GraphError, match=r"lone surrogate U\+D800"):
        serialize(with_headline("a\ud800"), "jsonld")


def test_several_records_in_one_file():
    other = stated().model_copy(update={"id": stated().id.replace("#copy", "#copy-2")})
    both = serialize(stated(), "nquads") + serialize(other, "nquads")
    assert parse_all(both, "nquads") == [stated(), other]
    with pytest.raises(GraphError, match="expected one record"):
        parse(both, "nquads")


def with_headline(headline: str):
    return project(
        [statement("s-1", "headline", headline)],
        **pasted().model_dump(include={"id", "digest", "source_format", "read_at", "tool_version"}),
    )
