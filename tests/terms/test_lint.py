"""What `terms check` finds: each check on a file that has exactly that wrong, and none on what is recorded."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from provenance.resources import vocab
from provenance.terms.lint import Problem, lint
from provenance.terms.rdf import read_file, read_rdf
from provenance.terms.registry import Terms, recorded_terms

AT = datetime(2026, 12, 1, tzinfo=UTC)
FOLDER = vocab("terms")
HEAD = """
@prefix odrl: <http://www.w3.org/ns/odrl/2/> . @prefix dcterms: <http://purl.org/dc/terms/> .
@prefix schema: <https://schema.org/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix synd: <https://w3id.org/news-provenance/ns#> . @prefix agency: <https://w3id.org/news-provenance/agency/> .
@prefix terms: <https://w3id.org/news-provenance/terms/> .
"""
POLICY = """
terms:{name} a odrl:Offer ; odrl:uid terms:{name} ; odrl:profile <https://w3id.org/news-provenance/odrl> ;
    {conflict} dcterms:title "{title}"@en ; synd:layer {layer} ; odrl:assigner agency:{holder} ;
    synd:verified true ; synd:dateRead "{read}"^^xsd:date ; {source} {more}
    odrl:target terms:{name}-works ; odrl:permission terms:{name}-p .
terms:{name}-works a odrl:AssetCollection ; odrl:refinement terms:{name}-holder .
terms:{name}-holder a odrl:Constraint ; odrl:leftOperand synd:copyrightHolder ; odrl:operator odrl:eq ;
    odrl:rightOperand agency:{holder} .
terms:{name}-p a odrl:Permission ; odrl:action synd:republish {rule} .
"""
DEFAULTS = {
    "name": "harbor", "title": "Harbor Bridge", "layer": "synd:licence", "holder": "harbor", "read": "2026-11-22",
    "conflict": "odrl:conflict odrl:prohibit ;", "source": "dcterms:source <https://harbor.example/rules> ;",
    "more": "", "rule": "",
}  # fmt: skip


def written(rest: str = "", **slots: str) -> str:
    return POLICY.format(**{**DEFAULTS, **slots}) + rest


def found(*texts: str, file: Path = Path("harbor.ttl"), folder: Path | None = None) -> list[Problem]:
    view = read_rdf((HEAD + "".join(texts)).encode(), source=str(file))
    return lint({file: view}, recorded_terms(), at=AT, folder=folder)


CONSTRAINT = " ; odrl:constraint terms:c .\nterms:c a odrl:Constraint ; "
DUTY = " ; odrl:duty terms:d .\nterms:d a odrl:Duty ; "
PROHIBITION = "odrl:prohibition terms:n ;"
MEDIUM = "odrl:leftOperand synd:medium ; odrl:operator odrl:eq ; odrl:rightOperand"
SPATIAL = "odrl:leftOperand odrl:spatial ; odrl:operator odrl:eq ; odrl:rightOperand"
SINCE = "odrl:leftOperand synd:sincePublication ; odrl:operator odrl:lteq ; odrl:rightOperand"

CASES = {
    "no source": (written(source=""), "error", "says where it was read"),
    "no conflict": (written(conflict=""), "warning", "does not state odrl:conflict"),
    "stale": (written(read="2026-05-01"), "warning", "last read on 2026-05-01, over 180 days ago"),
    "read on no day": (written(read="2026-13-01"), "error", "expects an ISO 8601 date of reading, found '2026-13-01'"),
    "unverified": (written(rule="; synd:verified false"), "note", "1 of 1 clauses were not verified"),
    "unknown property": (written(rule="; synd:templat 'x'"), "error", "synd:templat is not a word of the profile"),
    "unknown word": (written(rule="; odrl:action odrl:publish"), "error", "odrl:publish is not a word of ODRL 2.2"),
    "deprecated": (
        written(rule="; odrl:action odrl:commercialize"),
        "warning",
        "odrl:commercialize is deprecated in ODRL 2.2: write synd:useCommercially",
    ),
    "no such action": (
        written(rule="; odrl:action <https://other.example/frame>"), "error", "no use that can be asked about does"
    ),
    "addition to nothing": (written(layer="synd:addition"), "error", "an addition to nothing"),
    "missing parent": (written(more="odrl:inheritFrom terms:CC-BY-9.0 ;"), "error", "CC-BY-9.0, which is not recorded"),
    "cycle": (written(more="odrl:inheritFrom terms:harbor ;"), "error", "inherits from itself"),
    "waives nothing": (
        written(layer="synd:waiver", more="odrl:inheritFrom terms:CC-BY-4.0 ; synd:waives terms:CC-BY-4.0-nothing ;"),
        "error",
        "CC-BY-4.0-nothing, which nothing that it inherits has",
    ),
    "clash without a winner": (
        written("terms:n a odrl:Prohibition ; odrl:action synd:republish ; odrl:constraint terms:c .\n"
                f"terms:c a odrl:Constraint ; {MEDIUM} 'print' .", conflict="", more=PROHIBITION),
        "error",
        "odrl:conflict does not say which wins",
    ),
    "clash": (
        written("terms:n a odrl:Prohibition ; odrl:action synd:republish .", more=PROHIBITION),
        "error",
        "so the permission is void",
    ),
    "no word of the operand": (
        written(rule=f"{CONSTRAINT} {MEDIUM} 'paper'"), "error", "expects one of web, print, radio"
    ),
    "no duration": (written(rule=f"{CONSTRAINT} {SINCE} '90 days'"), "error", "expects a duration as P90D"),
    "operator that says nothing": (
        written(rule=f"{CONSTRAINT} {SINCE.replace('lteq', 'eq')} 'P90D'^^xsd:duration"),
        "error",
        "compares synd:sincePublication by odrl:eq",
    ),
    "no such place": (
        written(rule=f"{CONSTRAINT} {SPATIAL} 'Narnia'"),
        "error",
        "expects a code of ISO 3166",
    ),
    "operand that nothing computes": (
        written(rule=f"{CONSTRAINT} odrl:leftOperand odrl:payAmount ; odrl:operator odrl:eq ; odrl:rightOperand 1"),
        "error",
        "nothing here computes odrl:payAmount",
    ),
    "slot": (
        written(rule=f"{DUTY} odrl:action synd:credit ; synd:template 'by {{autor}}'"), "error", "has the slot {autor}"
    ),
    "no span": (
        written(rule=f"{DUTY} odrl:action synd:notify ; synd:within '2 days'"), "error", "expects a duration as P2D"
    ),
    "duty without words": (
        written(rule=f"{DUTY} odrl:action synd:observe"), "error", "nothing says what synd:observe asks for"
    ),
    "long quote": (written(rule=f"; synd:quote '{'x' * 201}'"), "warning", "its quote has 201 characters"),
    "no target": (
        written().replace("terms:harbor-works a", "terms:harbor-wroks a"), "error", "nothing is said of the target"
    ),
    "unused": (written("terms:stray a odrl:Duty ; odrl:action synd:credit ."), "warning", "no policy of this file"),
    "no date": (written(more="schema:validFrom '2025-02-30' ;"), "error", "expects an ISO 8601 date, found"),
    "ends before it begins": (
        written(more="schema:validFrom '2025-01-01' ; schema:validThrough '2024-01-01' ;"), "error", "before it begins"
    ),
    "no policy": ("terms:x a odrl:Permission .", "error", "it holds no policy of ODRL 2.2"),
    "unknown profile": (
        written(more="odrl:profile <https://other.example/profile> ;"), "error", "which is not known here"
    ),
}  # fmt: skip


def test_a_clean_file_has_nothing_wrong() -> None:
    assert found(written()) == []


@pytest.mark.parametrize("name", CASES)
def test_what_is_wrong_is_said_of_the_clause_that_has_it(name: str) -> None:
    text, level, message = CASES[name]
    problems = found(text)
    assert any(problem.level == level and message in problem.message for problem in problems), problems
    assert all(problem.clause.startswith(("https://", "harbor.ttl")) for problem in problems)
    assert all(problem.file == "harbor.ttl" for problem in problems)


DATED = 'schema:validFrom "{}"^^xsd:date ; schema:validThrough "{}"^^xsd:date ;'


def overlaps(*texts: str) -> list[str]:
    return [
        problem.message for problem in found(*texts) if "same time" in problem.message or "title" in problem.message
    ]


def test_versions_follow_each_other_and_do_not_overlap() -> None:
    first = written(more=DATED.format("2020-01-01", "2022-12-31"))
    assert overlaps(first, written(name="harbor-2", more=DATED.format("2023-01-01", "2024-12-31"))) == []
    assert overlaps(first, written(name="harbor-2", more=DATED.format("2022-06-01", "2024-12-31")))
    assert overlaps(first, written(name="harbor-2", more='schema:validFrom "2022-12-31" ;'))
    assert (
        overlaps(first, written(name="harbor-2", holder="other", more=DATED.format("2022-06-01", "2024-12-31"))) == []
    )


def test_two_undated_policies_of_one_title_are_told_apart() -> None:
    assert overlaps(written(), written(name="harbor-2"))
    assert overlaps(written(), written(name="harbor-2", title="Harbor Bridge: exception for schools")) == []


def test_a_file_of_the_registry_is_named_after_the_holder_of_its_terms(tmp_path: Path) -> None:
    here, there = tmp_path / "harbor.ttl", tmp_path / "wrong.ttl"
    assert "is not in the registry of agencies" in found(written(), file=here, folder=tmp_path)[0].message
    assert "belongs into harbor.ttl" in found(written(), file=there, folder=tmp_path)[0].message
    assert found(written(), file=there) == []


def test_what_is_recorded_has_no_error() -> None:
    documents = {path: read_file(path) for path in sorted(FOLDER.glob("*.ttl"))}
    problems = lint(documents, Terms(), at=AT, folder=FOLDER)
    assert [problem for problem in problems if problem.level == "error"] == []
