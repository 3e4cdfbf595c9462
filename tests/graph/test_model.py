"""What the graph says and what it must not say."""

from __future__ import annotations

from copy import deepcopy
from itertools import groupby
from urllib.parse import urlsplit

import pyoxigraph
import pytest
from hypothesis import given, settings

from provenance.graph import IRI, Literal, article_triples, serialize, to_graph
from provenance.graph.mapping import PROPERTIES, property_of, word_iri, word_of
from provenance.graph.namespaces import AGENCY, DCAT, DCTERMS, OA, ODRL, PROV, RDF, SCHEMA, SYND, XSD
from provenance.graph.naming import Names
from provenance.graph.term import date_node, is_absolute_iri, is_web_iri
from provenance.model import Agent
from provenance.model.projection import SCALARS
from provenance.model.values import RIGHTS_PROPERTIES, SAID
from tests.graph.examples import HARBOR, NAME, pasted, stated
from tests.strategies import any_text, articles, texts, urls

COPY = IRI(f"{NAME}#copy")
ORIGINAL = IRI("https://harborbridge.example/ferry")


def r(local: str) -> IRI:
    return IRI(f"{NAME}#{local}")


def objects(article, subject, predicate):
    return {o for s, p, o in article_triples(article) if s == subject and p == predicate}


def test_what_is_inferred_is_never_said_plainly():
    triples = article_triples(pasted())
    predicates = {p for _, p, _ in triples}
    assert not predicates & {
        SCHEMA.author,
        SCHEMA.publisher,
        SCHEMA.isBasedOn,
        SYND.originalUrl,
        PROV.wasDerivedFrom,
        PROV.wasAttributedTo,
        PROV.qualifiedAttribution,
        PROV.qualifiedAssociation,
        ODRL.hasPolicy,
    }
    assert {s for s, p, o in triples if o == PROV.Activity} == {r("reading")}
    assert (r("s-7"), RDF.predicate, SCHEMA.author) in triples
    assert (r("s-7"), RDF.object, r("person-1")) in triples
    assert (r("s-7"), SYND.basis, SYND.inferred) in triples


def test_what_is_stated_is_said_plainly():
    article = pasted()
    assert objects(article, COPY, SCHEMA.headline) == {Literal("Ferry Crews Ask to Come Home")}
    assert objects(article, COPY, SCHEMA.datePublished) == {Literal("2016-06-07", XSD.date)}
    assert objects(article, COPY, SCHEMA.copyrightHolder) == {IRI(AGENCY.base + "harbor-bridge")}
    assert objects(article, COPY, SCHEMA.copyrightYear) == {Literal("2016", XSD.integer)}
    assert objects(article, COPY, SYND.bylineState) == {SYND.empty}
    assert objects(article, r("s-4"), SYND.valueAsRead) == {Literal("June 7, 2016")}


@settings(max_examples=60, deadline=None)
@given(articles())
def test_a_plain_triple_has_a_statement_that_is_said(article):
    plain = {predicate for predicate, _ in PROPERTIES.values()}
    backed = {
        property
        for property in PROPERTIES
        for s in article.chosen(property)
        if s.basis in SAID and (s.scope == "article" or property not in RIGHTS_PROPERTIES)
    }
    said = {property_of(p) for s, p, _ in article_triples(article) if s == article.id and p in plain}
    assert said <= backed


@settings(max_examples=60, deadline=None)
@given(articles())
def test_every_node_that_we_mint_is_a_fragment_of_the_reading(article):
    said = [s.value for s in article.statements]
    agents = [*said, *(hop.party for hop in article.chain), *(asset.holder for asset in article.assets)]
    given = {agent.id for agent in agents if isinstance(agent, Agent)}
    given |= {value for value in said if isinstance(value, str)} | {hop.url for hop in article.chain}
    base = Names(article.id).base
    for subject, predicate, object in article_triples(article):
        assert subject.startswith((base, "https://w3id.org/news-provenance/software/")) or subject in given
        for name in (subject, predicate, *([object] if isinstance(object, IRI) else [])):
            assert is_absolute_iri(name)


@settings(max_examples=60, deadline=None)
@given(articles())
def test_triples_come_without_repeats_in_the_same_order(article):
    triples = article_triples(article)
    assert len(triples) == len(set(triples)) == len(to_graph(article))
    assert triples == article_triples(deepcopy(article))


@pytest.mark.parametrize("article", [pasted(), stated()], ids=["pasted", "stated"])
def test_a_subject_has_one_block(article):
    subjects = [subject for subject, _ in groupby(s for s, _, _ in article_triples(article))]
    assert len(subjects) == len(set(subjects)) > 20


def test_a_stated_byline_is_an_author_and_one_attribution():
    article = stated()
    assert objects(article, COPY, SCHEMA.author) == {r("person-1")}
    roles = {
        (agent, role)
        for node in objects(article, COPY, PROV.qualifiedAttribution)
        for agent in objects(article, node, PROV.agent)
        for role in objects(article, node, DCAT.hadRole)
    }
    assert roles == {(r("person-1"), SYND.author), (IRI(HARBOR["id"]), SYND.originalPublisher)}


def test_role_and_affiliation_stand_on_the_statement():
    article = stated()
    assert objects(article, r("s-4"), SYND.role) == {Literal("Harbor Correspondent")}
    assert objects(article, r("s-4"), SYND.affiliation) == {Literal("Harbor Bridge")}
    assert objects(article, r("s-8"), SYND.role) == {SYND.originalPublisher}
    assert not objects(article, r("person-1"), SYND.role)


def test_a_holder_is_not_attributed_to():
    triples = article_triples(pasted())
    assert not {s for s, p, o in triples if p == PROV.agent}


def test_a_stated_origin_is_derived_from_and_is_no_copy():
    article = stated()
    assert objects(article, COPY, SCHEMA.isBasedOn) == {ORIGINAL}
    assert objects(article, COPY, PROV.wasDerivedFrom) == {ORIGINAL}
    assert objects(article, ORIGINAL, RDF.type) == {SCHEMA.CreativeWork, PROV.Entity}
    assert not objects(article, COPY, PROV.wasQuotedFrom)


def test_a_stated_hop_is_an_activity_with_a_role():
    article = stated()
    assert objects(article, r("hop-2"), RDF.type) == {SYND.Hop, PROV.Activity}
    assert objects(article, r("hop-2"), PROV.used) == {ORIGINAL}
    assert objects(article, r("assoc-2"), PROV.hadRole) == {SYND.republisher}
    assert objects(article, COPY, PROV.wasGeneratedBy) == {r("hop-2")}
    assert objects(article, ORIGINAL, PROV.wasGeneratedBy) == {r("hop-1")}


def test_an_inferred_hop_is_only_a_claim():
    article = pasted()
    assert objects(article, r("hop-2"), RDF.type) == {SYND.Hop}
    assert objects(article, r("hop-2"), SYND.follows) == {r("hop-1")}
    assert objects(article, r("hop-2"), SYND.input) == objects(article, r("hop-1"), SYND.output) == {r("work-1")}
    assert objects(article, r("hop-2"), SYND.output) == {COPY}


def test_a_default_is_not_said_plainly():
    assert not objects(stated(), COPY, SCHEMA.publisher)


def test_a_stated_licence_is_a_policy_and_an_assets_text_is_none():
    article = stated()
    licence = IRI("https://creativecommons.org/licenses/by/4.0/")
    assert objects(article, COPY, SCHEMA.license) == objects(article, COPY, ODRL.hasPolicy) == {licence}
    assert objects(article, r("asset-1"), SCHEMA.license) == {Literal("all rights reserved")}


def test_only_what_stands_in_plain_text_has_lines_of_rfc_5147():
    line = r("o-3-line")
    assert objects(pasted(), line, RDF.value) == {Literal("line=22,23")}  # line 23: gaps are counted from 0
    assert objects(pasted(), line, DCTERMS.conformsTo) == {IRI("http://tools.ietf.org/rfc/rfc5147")}
    assert objects(pasted(), r("o-3"), OA.hasSource) == {r("bytes")}
    page = pasted().model_copy(update={"source_format": "html"})
    assert OA.FragmentSelector not in {o for _, _, o in article_triples(page)}


def test_equal_places_are_one_node():
    assert objects(pasted(), r("s-2"), SYND.origin) == objects(pasted(), r("s-3"), SYND.origin)


def test_a_headline_has_a_language_only_where_one_is_stated():
    assert objects(stated(), COPY, SCHEMA.headline) == {Literal("Ferry Crews Ask to Come Home", None, "en-us")}
    assert objects(stated(), r("s-16"), RDF.object) == {Literal("Ferry crews ask")}


def test_the_graph_tells_of_itself():
    article = pasted()
    assert objects(article, r("graph"), DCTERMS.conformsTo) == {IRI("https://w3id.org/news-provenance/ns/0.1")}
    assert objects(article, r("graph"), PROV.wasGeneratedBy) == {r("reading")}
    assert objects(article, r("reading"), PROV.used) == {r("bytes")}
    assert objects(article, r("bytes"), SCHEMA.encodingFormat) == {Literal("text/plain")}


def test_several_articles_of_one_reading_share_only_the_bytes():
    first, second = (
        {s for s, _, _ in article_triples(article) if s.startswith(NAME)}
        for article in (pasted(), pasted().model_copy(update={"id": f"{NAME}#copy-2"}))
    )
    assert first & second == {r("bytes")}


@pytest.mark.parametrize(
    ("text", "literal"),
    [
        ("2016-06-07", Literal("2016-06-07", XSD.date)),
        ("2020-05", Literal("2020-05", XSD.gYearMonth)),
        ("2020", Literal("2020", XSD.gYear)),
        ("2020-01-16T18:02:53+00:00", Literal("2020-01-16T18:02:53+00:00", XSD.dateTime)),
        ("2020-01-16T18:02:53Z", Literal("2020-01-16T18:02:53+00:00", XSD.dateTime)),
        ("2012-02-14T10:00Z", Literal("2012-02-14T10:00:00+00:00", XSD.dateTime)),
        ("2012-02-14T10:00", Literal("2012-02-14T10:00:00", XSD.dateTime)),
        ("2016-02-30", Literal("2016-02-30")),
        ("2016-13", Literal("2016-13")),
        ("0000", Literal("0000")),
        ("2016-06-07T24:00:00", Literal("2016-06-07T24:00:00")),
        ("2016-06-07T10:00:00+15:00", Literal("2016-06-07T10:00:00+15:00")),
        ("2016-06-07 10:00:00", Literal("2016-06-07 10:00:00")),
        ("20160607", Literal("20160607")),
        ("２０１６-06-07", Literal("２０１６-06-07")),
    ],
)
def test_dates_are_typed_as_precisely_as_read(text, literal):
    assert date_node(text) == literal


@pytest.mark.parametrize("url", ["https://a.example/?q=%20#x", "http://bücher.example/ß", "HTTP://u:p@a.example:80//x"])
def test_good_addresses_are_iris(url):
    assert is_web_iri(url)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "a.example",
        "http://",
        "http:///x",
        "http://a b",
        "http://a/\u00a0",
        "http://a/?x[]=1",
        "http://a/%zz",
        "ftp://a/",
    ]
    + [f"http://a/{character}" for character in '<>"{}|\\^`\n\x00\u202e\ue000\U0010fffd'],
)
def test_bad_addresses_stay_text(url):
    assert not is_web_iri(url)


@given(urls)
def test_what_we_take_for_an_iri_engines_take_too(url):
    if is_absolute_iri(url):
        assert pyoxigraph.NamedNode(url).value == url
        assert urlsplit(url).scheme


@given(texts)
def test_words_come_back(word):
    assert is_absolute_iri(word_iri(word))
    assert word_of(word_iri(word)) == word


@given(any_text | texts)
def test_ids_come_back_and_kinds_never_meet(id):
    names = Names(f"{NAME}#copy")
    nodes = [names.of(kind, id) for kind in ("statement", "agent", "asset")]
    assert len(set(nodes)) == 3
    assert {names.id_of(node) for node in nodes} == {id}


def test_every_scalar_of_the_record_has_a_predicate():
    assert set(SCALARS) < set(PROPERTIES)


def test_turtle_is_written_for_people():
    text = serialize(pasted(), "turtle")
    head, _, body = text.partition("\n\n")
    assert head.splitlines() == sorted(head.splitlines())
    assert "r:copy a schema:NewsArticle , prov:Entity , synd:Copy ;" in body
    assert "synd:party agency:harbor-bridge ;" in body
    assert body.count("\nr:copy ") == 1
    assert "<ni:" not in body
