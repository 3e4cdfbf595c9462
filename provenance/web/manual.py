"""The manual of the rules, and the recorded terms, as pages that findings and reasons lead to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from provenance.errors import UsageError
from provenance.rules import RULES, get
from provenance.rules.pages import page
from provenance.terms.house import terms_of
from provenance.terms.sheet import BINDINGS, layers
from provenance.web.desk import desk

blueprint = Blueprint("manual", __name__)


class Section(NamedTuple):
    """One section of a rule's page: paragraphs and, where it has them, the points of a list."""

    title: str
    paragraphs: tuple[str, ...]
    points: tuple[str, ...]


@blueprint.get("/rules")
def rules() -> ResponseReturnValue:
    """Every rule in a line."""
    rows = [(rule, page(rule).partition("\n")[0]) for rule in RULES]
    return render_template("rules.html", rows=rows)


@blueprint.get("/rules/<code>")
def rule(code: str) -> ResponseReturnValue:
    """The page of one rule."""
    try:
        found = get(code)
    except UsageError:
        abort(404, "There is no rule of that code.")
    lead, *sections = re.split(r"^## ", page(found), flags=re.MULTILINE)
    return render_template("rule.html", rule=found, lead=lead.strip(), sections=list(map(_section, sections)))


@blueprint.get("/terms/<path:name>")
def terms(name: str) -> ResponseReturnValue:
    """Recorded terms as a page: what they permit, forbid and ask for, with quotes and sources."""
    recorded = terms_of(desk().config)
    policy = recorded.get(name) or abort(404, "No terms of that name are recorded.")
    return render_template("terms.html", sheets=[layers(policy, recorded.get)], bindings=BINDINGS, title=policy.title)


def _section(text: str) -> Section:
    title, _, body = text.partition("\n")
    blocks = [" ".join(block.split()) for block in re.split(r"\n\s*\n|\n(?=- )", body) if block.strip()]
    return Section(title.strip(), tuple(b for b in blocks if not b.startswith("- ")), tuple(_points(blocks)))


def _points(blocks: list[str]) -> Iterator[str]:
    yield from (block.removeprefix("- ") for block in blocks if block.startswith("- "))
