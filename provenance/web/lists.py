"""What the ledger holds, as lists: articles with search and filters, what is due, names, versions side by side.

Every list is read a page at a time, from where the last page ended, so that the hundredth page is as fast as the first.
"""

from __future__ import annotations

from typing import TypeVar, get_args

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from provenance.errors import UsageError
from provenance.model.values import Verdict
from provenance.store import Filters
from provenance.store.nouns import DueKind
from provenance.terms.compliance import read_copy
from provenance.terms.house import terms_of
from provenance.terms.registry import agent_of
from provenance.terms.sheet import BINDINGS, layers
from provenance.web.compare import compare
from provenance.web.desk import desk, now
from provenance.web.numbers import to_number
from provenance.web.pages import stored_or_404

blueprint = Blueprint("lists", __name__)

_Word = TypeVar("_Word")
_ROWS = 50
_WITHIN = (7, 30, 90, 365)
_TEXTS = ("text", "holder", "publisher", "agency", "finding", "since", "until")


@blueprint.get("/articles")
def articles() -> ResponseReturnValue:
    """The articles that fit the filters, the latest first."""
    told = {key: request.args.get(key, "").strip() or None for key in _TEXTS}
    filters = Filters(**told, verdict=_one_of(get_args(Verdict), "verdict"), in_use=bool(request.args.get("in_use")))
    found = desk().ledger.list(filters, after=request.args.get("after") or None, limit=_ROWS)
    kept = {key: "1" if value is True else value for key, value in filters._asdict().items() if value}
    return render_template("articles.html", page=found, filters=filters, kept=kept, verdicts=get_args(Verdict))


@blueprint.get("/due")
def due() -> ResponseReturnValue:
    """What needs a hand, the earliest first."""
    within = int(_one_of(tuple(map(str, _WITHIN)), "within") or 30)
    kind = _one_of(get_args(DueKind), "kind")
    party = request.args.get("party", "").strip() or None
    after = request.args.get("after") or None
    found = desk().ledger.due(now(), within=within, kind=kind, party=party, after=after, limit=_ROWS)
    kept = {"within": within, **({"kind": kind} if kind else {}), **({"party": party} if party else {})}
    return render_template(
        "due.html", page=found, kept=kept, kinds=get_args(DueKind), choices=_WITHIN, today=now().isoformat()
    )


@blueprint.get("/names")
def names() -> ResponseReturnValue:
    """The organisations that the ledger met."""
    found = desk().ledger.parties(after=request.args.get("after") or None, limit=_ROWS + 1)
    after = found[_ROWS - 1].key if len(found) > _ROWS else None
    return render_template("names.html", parties=found[:_ROWS], after=after)


@blueprint.get("/name")
def party() -> ResponseReturnValue:
    """One publisher or holder: its names, its stories, what it permitted, its recorded terms."""
    name = request.args.get("name", "").strip()
    found = desk().ledger.party(name) if name else None
    if found is None:
        abort(404, "The ledger has not met that name.")
    terms = terms_of(desk().config)
    agent = agent_of(found.key if ":" in found.key and not found.key.startswith("name:") else found.name)
    sheets = [layers(policy, terms.get) for policy in terms.of(agent)]
    latest = {
        role: desk().ledger.list(Filters(**{role: found.key}), limit=5).rows  # type: ignore[arg-type]  # three take a name
        for role in ("holder", "publisher", "agency")
        if found.counts.get(role)
    }
    return render_template("name.html", party=found, sheets=sheets, bindings=BINDINGS, latest=latest, agent=agent)


@blueprint.get("/articles/<number:number>/versions")
def versions(number: int) -> ResponseReturnValue:
    """All versions of one work; two of them side by side where `?with=` names another."""
    stored = stored_or_404(number)
    found = desk().ledger.versions(number)
    other = request.args.get("with", type=to_number)
    if other is None and len(found) > 1:
        here = next((place for place, version in enumerate(found) if version.sequence == number), 0)
        other = found[here - 1].sequence if here else found[1].sequence
    sides = None
    if other is not None:
        before, after = sorted((stored, stored_or_404(other)), key=lambda each: each.sequence)
        if before.article is not None and after.article is not None:
            sides = compare((before.article, _lines(before.sequence)), (after.article, _lines(after.sequence)))
    return render_template("versions.html", stored=stored, versions=found, other=other, sides=sides)


def _one_of(words: tuple[_Word, ...], key: str) -> _Word | None:
    """The word that an address gives for `key`; None where it gives none.

    Raises:
        UsageError: another than these.
    """
    told = request.args.get(key, "").strip()
    found = next((word for word in words if word == told), None)
    if told and found is None:
        raise UsageError(f"expected one of {', '.join(map(str, words))}, found {told!r}", place=key)
    return found


def _lines(number: int) -> list[str]:
    """The visible lines of a version's story; empty where its text was not kept."""
    stored, kept = stored_or_404(number), desk().ledger.text(number)
    if stored.article is None or kept is None:
        return []
    return [line.text for line in read_copy(kept.body, stored.article, kept.charset).lines if line.where == "story"]
