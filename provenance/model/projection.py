"""From chosen statements to the fields of the record: the one place that says which statement may fill which field.

Both `resolve` and the way back from a graph end here, so that a record rebuilt from its statements is the same record.
A rights field is filled only from what was stated, or told by an editor, of this article.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from provenance.model.article import Article, License, Named
from provenance.model.statement import Credited, LicenseRef, Origin, Statement
from provenance.model.values import RIGHTS_PROPERTIES, SAID

SCALARS = (
    "url", "canonical_url", "headline", "language", "genre", "byline", "byline_state", "copyright_notice",
    "original_url", "date_published", "date_modified", "embargo_until", "embargo_open_ended", "expires", "status",
    "usage_terms", "is_accessible_for_free", "robots",
)  # fmt: skip
_IS_SCALAR = frozenset(SCALARS)
AGENT_LISTS = {"author": "authors", "copyright_holder": "copyright_holders", "credit": "credits"}
PLAIN_LISTS = {"copyright_year": "copyright_years", "restriction": "restrictions"}
Row = Mapping[str, Any]


def project(statements: Iterable[Row], /, **rest: Any) -> Article:
    """Build the record from its statements and its other nouns, which come from outside as plain data.

    Args:
        statements: dicts of `Statement`'s fields, chosen and lost, in order; the first chosen one of a scalar property
            fills it.
        rest: `id`, `digest`, `source_format`, `read_at`, `tool_version`, and `chain`, `assets`, `corrections`,
            `ai_signals` where there are any.

    Raises:
        pydantic.ValidationError: a statement has a value that its field cannot hold.
    """
    rows = list(statements)
    return Article.model_validate({**_projected(rows), **rest, "statements": rows})


def assemble(statements: Sequence[dict[str, Any]], /, **rest: Any) -> Article:
    """As `project`, of rows that a reader of ours made: nothing is checked again, and `rest` holds tuples of nouns.

    The rows become the statements: their dicts are taken over.
    """
    fields = _projected(statements)
    for name in AGENT_LISTS.values():
        if name in fields:
            fields[name] = tuple([_settled(Named, row) for row in fields[name]])
    if "publisher" in fields:
        fields["publisher"] = _settled(Named, fields["publisher"])
    if "licenses" in fields:
        fields["licenses"] = tuple([_settled(License, row) for row in fields["licenses"]])
    for name in PLAIN_LISTS.values():
        if name in fields:
            fields[name] = tuple(fields[name])
    return Article.trusted({**fields, **rest, "statements": tuple([_statement(row) for row in statements])})


def _settled(noun: type[Named | License], row: Row) -> Any:
    return noun.trusted({**row, "statements": tuple(row["statements"])})


def _statement(row: dict[str, Any]) -> Statement:
    value, origin = row["value"], row["origin"]
    if type(value) is dict:
        row["value"] = (LicenseRef if value["type"] == "License" else Credited).trusted(value)
    if origin is not None:
        row["origin"] = Origin.trusted(origin)
    return Statement.trusted(row)


def _projected(rows: Iterable[Row]) -> dict[str, Any]:
    """The fields of the record that its statements fill, as plain data."""
    fields: dict[str, Any] = {}
    for row in rows:
        name = row["property"]
        if not row.get("chosen") or row.get("value") is None or not _may_fill(row):
            continue
        if name in _IS_SCALAR:
            fields.setdefault(name, row["value"])
        elif name == "publisher":
            fields[name] = _merge(fields.get(name), row)
        elif name in AGENT_LISTS:
            _add_agent(fields.setdefault(AGENT_LISTS[name], []), row)
        elif name in PLAIN_LISTS:
            values = fields.setdefault(PLAIN_LISTS[name], [])
            if row["value"] not in values:
                values.append(row["value"])
        elif name == "license":
            _add_license(fields.setdefault("licenses", []), row)
    return fields


def _may_fill(row: Row) -> bool:
    if row["property"] not in RIGHTS_PROPERTIES:
        return True
    return row["basis"] in SAID and row.get("scope", "article") == "article"


def _named(row: Row) -> dict[str, Any]:
    return {**row["value"], "basis": row["basis"], "statements": [row["id"]]}


def _merge(agent: dict[str, Any] | None, row: Row) -> dict[str, Any]:
    """The agent of the first chosen statement; later ones that name the same agent only add their support."""
    if agent is None:
        return _named(row)
    if agent["id"] == row["value"]["id"]:
        _support(agent, row)
    return agent


def _support(agent: dict[str, Any], row: Row) -> None:
    """Add one more statement of the same agent. What is said somewhere is known by that, and not by an inference: the
    first of an agent's statements is the one that its basis comes from.
    """
    if row["basis"] in SAID and agent["basis"] not in SAID:
        agent["basis"] = row["basis"]
        agent["statements"].insert(0, row["id"])
    else:
        agent["statements"].append(row["id"])


def _add_agent(agents: list[dict[str, Any]], row: Row) -> None:
    value = row["value"]
    for agent in agents:
        if agent["id"] == value["id"] and agent.get("role") == value.get("role"):
            _support(agent, row)
            return
    agents.append(_named(row))


def _add_license(licenses: list[dict[str, Any]], row: Row) -> None:
    value = {key: row["value"].get(key) for key in ("id", "url", "name")}
    for license in licenses:
        if all(license[key] == value[key] for key in value):
            license["statements"].append(row["id"])
            return
    licenses.append(
        {
            **value,
            "scope": row.get("scope", "article"),
            "voice": row.get("voice", "unattributed"),
            "basis": row["basis"],
            "statements": [row["id"]],
        }
    )
