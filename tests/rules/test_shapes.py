"""A declared rule says the same in Python and in SHACL: an independent engine runs the shapes over every example."""

from __future__ import annotations

from functools import cache

import pytest

from provenance.model import Article
from provenance.resources import vocab
from provenance.rules import RULES, shapes
from tests.rules import examples

DECLARED = {rule.CODE for rule in RULES if hasattr(rule, "SHAPE")}
SYND = "https://w3id.org/news-provenance/ns#"
SH = "http://www.w3.org/ns/shacl#"


@cache
def shapes_graph(name):
    from rdflib import Graph

    return Graph().parse(vocab(name))


def results(data, file):
    """The codes of the shapes that the graph fails, with the severity of each result."""
    from pyshacl import validate
    from rdflib import URIRef

    graph = shapes_graph(file)
    _, report, _ = validate(data, shacl_graph=graph, advanced=False, meta_shacl=False)
    return {
        str(report.value(node, URIRef(SH + "sourceShape"))).removeprefix(SYND): str(
            report.value(node, URIRef(SH + "resultSeverity"))
        ).removeprefix(SH)
        for node in report.objects(None, URIRef(SH + "result"))
    }


@pytest.mark.parametrize("path", examples.records(), ids=examples.name)
def test_shacl_answers_as_python_does(path):
    from provenance.graph import to_graph

    article = Article.model_validate_json(path.read_bytes())
    found = {finding.code for finding in examples.findings(path)} & DECLARED
    assert set(results(to_graph(article), shapes.OWN_FILE)) == found


def test_severities_are_the_levels():
    from provenance.graph import to_graph

    article = Article.model_validate_json((examples.FOLDER / "DAT006" / "bad-canceled.json").read_bytes())
    assert results(to_graph(article), shapes.OWN_FILE) == {"DAT006": "Violation"}


@pytest.mark.parametrize(("file", "make"), [(shapes.OWN_FILE, shapes.own), (shapes.FOREIGN_FILE, shapes.foreign)])
def test_the_files_are_up_to_date(file, make, regenerate):
    if regenerate:
        shapes.write()
    assert vocab(file).read_text("utf-8") == make(), "run python -m provenance.rules.shapes"


def test_the_shapes_are_valid_shacl():
    from pyshacl import validate
    from rdflib import Graph

    for file in (shapes.OWN_FILE, shapes.FOREIGN_FILE):
        assert validate(Graph(), shacl_graph=Graph().parse(vocab(file)), meta_shacl=True)[0]


def foreign(turtle):
    from rdflib import Graph

    prefixes = "@prefix s: <https://schema.org/> . @prefix h: <http://schema.org/> .\n"
    return results(Graph().parse(data=prefixes + turtle, format="turtle"), shapes.FOREIGN_FILE)


def test_foreign_data_passes_in_both_spellings_of_the_namespace():
    for p in "sh":
        assert foreign(f'<#a> a {p}:BlogPosting ; {p}:datePublished "2026" ; {p}:author [ a {p}:Person ] .') == {}


def test_a_foreign_author_must_be_an_agent():
    found = foreign('<#a> a s:NewsArticle ; s:datePublished "2026" ; s:author "Ines Calloway" .')
    assert found == {"SRC004": "Warning"}


def test_a_subtype_of_an_agent_is_an_agent_with_the_class_tree_as_data():
    tree = "h:NewsMediaOrganization <http://www.w3.org/2000/01/rdf-schema#subClassOf> h:Organization . "
    data = '<#a> a h:Article ; h:datePublished "2026" ; h:author [ a h:NewsMediaOrganization ] .'
    assert foreign(tree + data) == {}


def test_foreign_data_without_author_and_date_is_flagged():
    assert foreign("<#a> a h:ReportageNewsArticle .") == {"ATT001": "Info", "DAT001": "Warning"}


def test_a_foreign_notice_needs_a_holder_and_a_year():
    agent = 's:author [ a s:Person ] ; s:datePublished "2026"'
    assert foreign(f'<#a> a s:Article ; {agent} ; s:copyrightNotice "©" .') == {"HLD003": "Warning", "HLD007": "Info"}
    complete = 's:copyrightNotice "©" ; s:copyrightHolder <#b> ; s:copyrightYear 2026'
    assert foreign(f"<#a> a s:Article ; {agent} ; {complete} .") == {}


def test_what_is_no_article_is_left_alone():
    assert foreign("<#a> a s:CreativeWork .") == {}
