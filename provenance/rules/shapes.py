"""SHACL from the declared rules: `python -m provenance.rules.shapes` writes `vocab/shapes*.ttl`.

`vocab/shapes.ttl` is for our own graphs (target `synd:Copy`): each rule with a `SHAPE`, whose IRI is the rule's code
in `synd:`. `vocab/shapes-schemaorg.ttl` is for schema.org data of others, in both spellings of the namespace: each
rule with a `FOREIGN_SHAPE`. Validate one article a graph: in a merged graph one article's triples satisfy another's
shape.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from provenance.graph.mapping import property_iri, word_iri
from provenance.graph.namespaces import PREFIXES, RDF, SCHEMA, SYND
from provenance.model.values import Level
from provenance.resources import vocab
from provenance.rules import RULES
from provenance.rules.context import Rule
from provenance.rules.declared import AnyOf, Count, EachSignal, Is, NoHint, Not, Shape, Typed

OWN_FILE = "shapes.ttl"
FOREIGN_FILE = "shapes-schemaorg.ttl"

_SIGNAL_FIELDS = {"answer": SYND.answer, "policy": SYND.policyAddress}

ARTICLE_TYPES = (
    "Article", "NewsArticle", "AnalysisNewsArticle", "AskPublicNewsArticle", "BackgroundNewsArticle",
    "OpinionNewsArticle", "ReportageNewsArticle", "ReviewNewsArticle", "AdvertiserContentArticle", "Report",
    "SatiricalArticle", "ScholarlyArticle", "MedicalScholarlyArticle", "SocialMediaPosting", "BlogPosting",
    "LiveBlogPosting", "DiscussionForumPosting", "TechArticle", "APIReference",
)  # fmt: skip
"""schema:Article and its subtypes in schema.org 30.0: named one by one, since few graphs carry the class tree."""

SUBCLASSES = {"NewsMediaOrganization": "Organization", "Corporation": "Organization", "NGO": "Organization",
              "OnlineBusiness": "Organization", "EducationalOrganization": "Organization",
              "GovernmentOrganization": "Organization", "ResearchOrganization": "Organization"}  # fmt: skip
"""The subtypes that publishers use for agents: `sh:class` needs the triples, in the data or as an extra ontology."""

SEVERITIES: dict[Level, str] = {"error": "sh:Violation", "warning": "sh:Warning", "note": "sh:Info"}

_NAMESPACES = {"schema": SCHEMA.base, "schema-http": SCHEMA.base.replace("https:", "http:")}


def own() -> str:
    """The shapes for our own graphs, as Turtle."""
    rows = [row for rule in RULES if (row := _row(rule, getattr(rule, "SHAPE", None), _Own()))]
    return _document("Shapes for graphs of news-provenance.", rows, ("sh", "synd", "schema", "rdf"))


def foreign() -> str:
    """The shapes for schema.org data of others, as Turtle."""
    rows = [row for rule in RULES if (row := _row(rule, getattr(rule, "FOREIGN_SHAPE", None), _Foreign()))]
    tree = [
        f"{prefix}:{sub} rdfs:subClassOf {prefix}:{top} ." for prefix in _NAMESPACES for sub, top in SUBCLASSES.items()
    ]
    return _document("Shapes for schema.org data of others.", [*rows, "\n".join(tree)], ("sh", "synd", *_NAMESPACES))


def write() -> None:
    """Write both files into `vocab/`."""
    for name, text in ((OWN_FILE, own()), (FOREIGN_FILE, foreign())):
        Path(vocab(name)).write_text(text, encoding="utf-8")


class _Own:
    """How the shapes of our own graphs name things."""

    target = "sh:targetClass synd:Copy"

    def path(self, property: str) -> str:
        return _curie(property_iri(property))


class _Foreign:
    """How the shapes for others' data do: every name in both namespaces."""

    target = "sh:targetClass " + ", ".join(f"{p}:{name}" for p in _NAMESPACES for name in ARTICLE_TYPES)

    def path(self, property: str) -> str:
        local = property_iri(property).removeprefix(SCHEMA.base)
        return "[ sh:alternativePath ( " + " ".join(f"{prefix}:{local}" for prefix in _NAMESPACES) + " ) ]"


def _row(rule: Rule, shape: Shape | Typed | None, names: _Own | _Foreign) -> str | None:
    """One rule's shape: a property shape where it is about one property, else a node shape."""
    if shape is None:
        return None
    kind = "sh:PropertyShape" if isinstance(shape, (Count, EachSignal, Typed)) else "sh:NodeShape"
    page = (rule.__doc__ or "").partition("\n")[0]
    head = [f"synd:{rule.CODE} a {kind}", names.target, *_constraint(shape, names)]
    tail = [f"sh:severity {SEVERITIES[rule.LEVEL]}", f'sh:name "{rule.NAME}"', f"sh:message {_text(page)}@en"]
    return " ;\n  ".join((*head, *tail)) + " ."


def _constraint(shape: Shape | Typed, names: _Own | _Foreign) -> Iterator[str]:
    """The predicates and objects that say in SHACL what `shape` says."""
    match shape:
        case Count(property, minimum, maximum):
            yield f"sh:path {names.path(property)}"
            if minimum:
                yield f"sh:minCount {minimum}"
            if maximum is not None:
                yield f"sh:maxCount {maximum}"
        case Is(property, words):
            values = " ".join(_curie(word_iri(word)) for word in words)
            yield f"sh:path {names.path(property)}"
            yield f"sh:qualifiedValueShape [ sh:in ( {values} ) ]"
            yield "sh:qualifiedMinCount 1"
        case Not(inner):
            yield f"sh:not {_nested(inner, names)}"
        case AnyOf(shapes):
            yield f"sh:or ( {' '.join(_nested(inner, names) for inner in shapes)} )"
        case NoHint(property):
            conditions = {
                _curie(RDF.predicate): names.path(property),
                _curie(SYND.basis): _curie(word_iri("inferred")),
                _curie(SYND.chosen): "true",
            }
            each = " ; ".join(
                f"sh:property [ sh:path {path} ; sh:hasValue {value} ]" for path, value in conditions.items()
            )
            yield f"sh:path [ sh:inversePath {_curie(RDF.subject)} ]"
            yield f"sh:qualifiedValueShape [ {each} ]"
            yield "sh:qualifiedMaxCount 0"
        case EachSignal(field, of_answer):
            has = f"sh:property [ sh:path {_curie(_SIGNAL_FIELDS[field])} ; sh:minCount 1 ]"
            other = f"sh:not [ sh:property [ sh:path {_curie(SYND.answer)} ; sh:hasValue {_text(of_answer or '')} ] ]"
            yield f"sh:path {_curie(SYND.aiSignal)}"
            yield f"sh:or ( [ {other} ] [ {has} ] )" if of_answer else f"sh:node [ {has} ]"
        case Typed(property, types):
            classes = " ".join(f"[ sh:class {prefix}:{name} ]" for name in types for prefix in _NAMESPACES)
            yield f"sh:path {names.path(property)}"
            yield f"sh:or ( {classes} )"
        case _:
            raise TypeError(f"no SHACL is known for {type(shape).__name__}")


def _nested(shape: Shape | Typed, names: _Own | _Foreign) -> str:
    inner = " ; ".join(_constraint(shape, names))
    return f"[ {inner} ]" if isinstance(shape, (Not, AnyOf)) else f"[ sh:property [ {inner} ] ]"


def _document(title: str, rows: list[str], prefixes: tuple[str, ...]) -> str:
    known = {**PREFIXES, **_NAMESPACES}
    lines = [
        f"# {title}",
        "# Generated from the rules by `python -m provenance.rules.shapes`: change those, not this.",
        "",
    ]
    lines += [f"@prefix {prefix}: <{known[prefix]}> ." for prefix in prefixes]
    if "schema-http" in prefixes:
        lines.append("@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .")
    return "\n".join(lines) + "\n\n" + "\n\n".join(rows) + "\n"


def _curie(iri: str) -> str:
    for prefix, base in PREFIXES.items():
        if iri.startswith(base):
            return f"{prefix}:{iri.removeprefix(base)}"
    return f"<{iri}>"


def _text(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


if __name__ == "__main__":
    write()
