"""The second graph: what was judged of a record. It depends on configuration, registry and date, the first one on none.

A `sh:ValidationReport` with a result for each finding, and a `synd:Decision` for each use that was asked about. The
terms that a decision considered stand here and not at the copy: only a page's own licence is its `odrl:hasPolicy`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar, get_args
from uuid import NAMESPACE_URL, uuid5

from provenance.graph.mapping import property_iri, word_iri
from provenance.graph.namespaces import DCTERMS, PROV, RDF, SH, SOFTWARE, SYND
from provenance.graph.naming import Names
from provenance.graph.term import (
    IRI,
    Literal,
    Node,
    Triple,
    boolean_node,
    date_node,
    integer_node,
    is_absolute_iri,
    quoted,
    text_node,
    url_node,
)
from provenance.model import (
    Article,
    ConsideredGrant,
    Decision,
    Finding,
    OwedDuty,
    PartDecision,
    Question,
    Reason,
    Report,
)
from provenance.model.values import Level, Verdict

SEVERITIES: dict[Level, IRI] = {"error": SH.Violation, "warning": SH.Warning, "note": SH.Info}
_STRICTNESS: tuple[Verdict, ...] = get_args(Verdict)
_Row = TypeVar("_Row")
_ENGLISH = "en"
"""Messages are written by this program, in English."""


def judgement_name(report: Report, article: Article) -> IRI:
    """The name of the graph: the same article, instant, configuration and use always give the same `urn:uuid:`."""
    uses = [decision.use for decision in report.decisions if decision.article == article.id]
    asked = json.dumps(uses, sort_keys=True, default=str)
    return IRI(f"urn:uuid:{uuid5(NAMESPACE_URL, f'{article.id} {report.at} {report.config_digest} {asked}')}")


def report_to_triples(report: Report, article: Article) -> list[Triple]:
    """The part of a report that is about one article. A file's path is left out: it says where somebody's disk is.

    Raises:
        GraphError: the article's id is no digest name with a fragment, or a text is no Unicode.
    """
    names = Names(article.id)
    graph = judgement_name(report, article)
    findings = [finding for finding in report.findings if finding.article == article.id]
    decisions = [decision for decision in report.decisions if decision.article == article.id]
    results = [IRI(f"{graph}#f{n}") for n, _ in enumerate(findings, 1)]
    answers = [IRI(f"{graph}#d{n}") for n, _ in enumerate(decisions, 1)]

    triples: list[Triple] = [
        (graph, RDF.type, SH.ValidationReport),
        (graph, RDF.type, PROV.Entity),
        (graph, SH.conforms, boolean_node(not findings)),
        (graph, PROV.wasDerivedFrom, names.graph),
        (graph, PROV.wasAttributedTo, IRI(SOFTWARE + quoted(report.tool_version))),
        (graph, SYND.asOf, date_node(report.at)),
        (graph, SYND.configDigest, text_node(report.config_digest)),
    ]
    triples += [(graph, SH.result, result) for result in results]
    triples += [(graph, SYND.decision, answer) for answer in answers]
    for finding, result in zip(findings, results, strict=True):
        triples += _finding(finding, result, article, names)
    for decision, answer in zip(decisions, answers, strict=True):
        triples += _decision(decision, answer, article, names)
    return list(dict.fromkeys(triples))


def _finding(finding: Finding, node: IRI, article: Article, names: Names) -> Iterator[Triple]:
    yield node, RDF.type, SH.ValidationResult
    yield node, SH.focusNode, names.copy
    if finding.property:
        yield node, SH.resultPath, property_iri(finding.property)
    yield node, SH.resultSeverity, SEVERITIES[finding.level]
    yield node, SH.sourceConstraintComponent, SYND.RuleConstraintComponent
    yield node, SH.sourceShape, IRI(SYND.base + quoted(finding.code))
    yield node, SH.resultMessage, text_node(finding.message, _ENGLISH)
    if finding.help:
        yield node, SYND.help, text_node(finding.help, _ENGLISH)
    yield node, SYND.fingerprint, text_node(finding.fingerprint)
    where = finding.location
    if where.line is not None:
        yield node, SYND.line, integer_node(where.line)
    if where.column is not None:
        yield node, SYND.column, integer_node(where.column)
    if where.pointer is not None:
        yield node, SYND.pointer, text_node(where.pointer)
    for statement in article.chosen(finding.property) if finding.property else ():
        line = statement.origin.line if statement.origin else None
        if where.line is None or line == where.line:
            yield node, SYND.evidence, names.of("statement", statement.id)


def _decision(decision: Decision, node: IRI, article: Article, names: Names) -> Iterator[Triple]:
    """One use: its verdict is the strictest of its parts'."""
    use, parts = IRI(f"{node}-use"), _numbered(node, "p", decision.parts)
    yield node, RDF.type, SYND.Decision
    yield node, SYND.about, names.copy
    if decision.parts:
        yield node, SYND.verdict, word_iri(max((p.verdict for p in decision.parts), key=_STRICTNESS.index))
    if decision.at is not None:
        yield node, SYND.asOf, date_node(decision.at)
    yield node, SYND.use, use
    for instant in decision.changes_at:
        yield node, SYND.changesAt, date_node(instant)
    for left_out in decision.not_considered:
        yield node, SYND.notConsidered, text_node(left_out, _ENGLISH)
    for holder in article.copyright_holders:
        for statement in holder.statements:
            yield node, SYND.matchedBy, names.of("statement", statement)
    for part, _ in parts:
        yield node, SYND.partDecision, part
    yield from _use(decision.use, use)
    for part, decided in parts:
        yield from _part(decided, part)


def _use(use: Mapping[str, object], node: IRI) -> Iterator[Triple]:
    """The use that was asked about: its facts by their keys, which are those that questions name."""
    facts = [(IRI(f"{node}-{quoted(key).replace('.', '-')}"), key, value) for key, value in _facts(use)]
    yield node, RDF.type, SYND.Use
    for fact, _, _ in facts:
        yield node, SYND.fact, fact
    for fact, key, value in facts:
        yield fact, RDF.type, SYND.Fact
        yield fact, SYND.factName, text_node(key)
        for each in value if isinstance(value, list | tuple) else [value]:
            yield fact, RDF.value, date_node(str(each)) if key == "when" else _value(each)


def _facts(use: Mapping[str, object], above: str = "") -> Iterator[tuple[str, object]]:
    """The facts of a use; those of a table by both keys: `organisation.kind`."""
    for key, value in sorted(use.items()):
        if isinstance(value, Mapping):
            yield from _facts(value, f"{above}{key}.")
        else:
            yield f"{above}{key}", value


def _value(value: object) -> Literal:
    if isinstance(value, bool):
        return boolean_node(value)
    return integer_node(value) if isinstance(value, int) else text_node(str(value))


def _name(id: str) -> Node:
    """A policy or clause by its IRI: an address, a name of the house's own (`urn:`), a node of the reading (`ni:`)."""
    return IRI(id) if is_absolute_iri(id) else text_node(id)


def _part(part: PartDecision, node: IRI) -> Iterator[Triple]:
    reasons, duties = _numbered(node, "r", part.reasons), _numbered(node, "duty", part.duties)
    questions, grants = _numbered(node, "q", part.questions), _numbered(node, "g", part.grants_considered)
    yield node, RDF.type, SYND.PartDecision
    yield node, SYND.partName, text_node(part.part)
    yield node, SYND.verdict, word_iri(part.verdict)
    for predicate, rows in (
        (SYND.reason, reasons), (SYND.duty, duties), (SYND.question, questions), (SYND.considered, grants)
    ):  # fmt: skip
        for each, _ in rows:
            yield node, predicate, each
    for grant in part.grants_considered:
        yield node, SYND.consideredTerms, _name(grant.id)
    for each, reason in reasons:
        yield from _reason(reason, each)
    for each, duty in duties:
        yield from _duty(duty, each)
    for each, question in questions:
        yield from _question(question, each)
    for each, grant in grants:
        yield from _grant(grant, each)


def _numbered(node: IRI, kind: str, rows: Sequence[_Row]) -> list[tuple[IRI, _Row]]:
    """A name for each row, below the node."""
    return [(IRI(f"{node}-{kind}{number}"), row) for number, row in enumerate(rows, 1)]


def _duty(duty: OwedDuty, node: IRI) -> Iterator[Triple]:
    yield node, RDF.type, SYND.OwedDuty
    yield node, SYND.actionName, text_node(duty.action)
    yield node, SYND.dutyState, word_iri(duty.state)
    yield node, DCTERMS.description, text_node(duty.text, _ENGLISH)
    if duty.due is not None:
        yield node, SYND.dueAt, date_node(duty.due)
    if duty.where is not None:
        yield node, SYND.where, text_node(duty.where)
    yield from _proof(duty, node)


def _question(question: Question, node: IRI) -> Iterator[Triple]:
    yield node, RDF.type, SYND.Question
    yield node, SYND.factName, text_node(question.fact)
    yield node, DCTERMS.description, text_node(question.text, _ENGLISH)
    if question.value is not None:
        yield node, SYND.clause, _name(question.value)


def _grant(grant: ConsideredGrant, node: IRI) -> Iterator[Triple]:
    yield node, RDF.type, SYND.ConsideredGrant
    yield node, SYND.grantOf, _name(grant.id)
    yield node, DCTERMS.title, text_node(grant.title)
    if grant.party is not None:
        yield node, SYND.partyName, text_node(grant.party)
    yield node, SYND.layerName, text_node(grant.layer)
    if grant.verdict is not None:
        yield node, SYND.verdict, word_iri(grant.verdict)
    yield node, SYND.used, boolean_node(grant.used)
    yield node, DCTERMS.description, text_node(grant.why, _ENGLISH)


def _reason(reason: Reason, node: IRI) -> Iterator[Triple]:
    yield node, RDF.type, SYND.Reason
    yield node, SYND.verdict, word_iri(reason.verdict)
    yield node, DCTERMS.description, text_node(reason.message, _ENGLISH)
    if reason.party is not None:
        yield node, SYND.partyName, text_node(reason.party)
    yield from _proof(reason, node)


def _proof(clause: Reason | OwedDuty, node: IRI) -> Iterator[Triple]:
    """The clause that something rests on, and where and when it was read."""
    if clause.clause is not None:
        yield node, SYND.clause, _name(clause.clause)
    if clause.quote is not None:
        yield node, SYND.quote, text_node(clause.quote)
    if clause.source is not None:
        yield node, DCTERMS.source, url_node(clause.source)
    if clause.date_read is not None:
        yield node, SYND.dateRead, date_node(clause.date_read)
    if clause.verified is not None:
        yield node, SYND.verified, boolean_node(clause.verified)
