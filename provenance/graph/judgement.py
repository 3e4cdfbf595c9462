"""The second graph: what was judged of a record. It depends on configuration, registry and date, the first one on none.

A `sh:ValidationReport` with a result for each finding, and a `synd:Decision` for each use that was asked about. The
terms that a decision considered stand here and not at the copy: only a page's own licence is its `odrl:hasPolicy`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import get_args
from uuid import NAMESPACE_URL, uuid5

from provenance.graph.mapping import property_iri, word_iri
from provenance.graph.namespaces import DCTERMS, PROV, RDF, SH, SOFTWARE, SYND
from provenance.graph.naming import Names
from provenance.graph.term import (
    IRI,
    Literal,
    Triple,
    boolean_node,
    date_node,
    integer_node,
    quoted,
    text_node,
    url_node,
)
from provenance.model import Article, Decision, Finding, PartDecision, Reason, Report
from provenance.model.values import Level, Verdict

SEVERITIES: dict[Level, IRI] = {"error": SH.Violation, "warning": SH.Warning, "note": SH.Info}
_STRICTNESS: tuple[Verdict, ...] = get_args(Verdict)
_ENGLISH = "en"
"""Messages are written by this program, in English."""


def judgement_name(report: Report, article: Article) -> IRI:
    """The name of the graph: the same article, instant and configuration always give the same `urn:uuid:`."""
    return IRI(f"urn:uuid:{uuid5(NAMESPACE_URL, f'{article.id} {report.at} {report.config_digest}')}")


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
    parts = [IRI(f"{node}-p{n}") for n, _ in enumerate(decision.parts, 1)]
    use = json.dumps(decision.use, ensure_ascii=False, sort_keys=True, default=str)
    yield node, RDF.type, SYND.Decision
    yield node, SYND.about, names.copy
    if decision.parts:
        yield node, SYND.verdict, word_iri(max((p.verdict for p in decision.parts), key=_STRICTNESS.index))
    yield node, SYND.use, Literal(text_node(use).text, RDF.JSON)
    for instant in decision.changes_at:
        yield node, SYND.changesAt, date_node(instant)
    for holder in article.copyright_holders:
        for statement in holder.statements:
            yield node, SYND.matchedBy, names.of("statement", statement)
    for part in parts:
        yield node, SYND.partDecision, part
    for part, decided in zip(parts, decision.parts, strict=True):
        yield from _part(decided, part)


def _part(part: PartDecision, node: IRI) -> Iterator[Triple]:
    reasons = [IRI(f"{node}-r{n}") for n, _ in enumerate(part.reasons, 1)]
    yield node, RDF.type, SYND.PartDecision
    yield node, SYND.partName, text_node(part.part)
    yield node, SYND.verdict, word_iri(part.verdict)
    for duty in part.duties:
        yield node, SYND.duty, text_node(duty, _ENGLISH)
    for question in part.questions:
        yield node, SYND.question, text_node(question, _ENGLISH)
    for grant in part.grants_considered:
        yield node, SYND.consideredTerms, url_node(grant)
    for reason in reasons:
        yield node, SYND.reason, reason
    for given, reason in zip(part.reasons, reasons, strict=True):
        yield from _reason(given, reason)


def _reason(reason: Reason, node: IRI) -> Iterator[Triple]:
    yield node, RDF.type, SYND.Reason
    yield node, SYND.verdict, word_iri(reason.verdict)
    yield node, DCTERMS.description, text_node(reason.message, _ENGLISH)
    if reason.clause is not None:
        yield node, SYND.clause, url_node(reason.clause)
    if reason.quote is not None:
        yield node, SYND.quote, text_node(reason.quote)
    if reason.source is not None:
        yield node, DCTERMS.source, url_node(reason.source)
    if reason.date_read is not None:
        yield node, SYND.dateRead, date_node(reason.date_read)
    if reason.verified is not None:
        yield node, SYND.verified, boolean_node(reason.verified)
