"""What an editor records from an answer: a permit, a refusal, a publication, its end; and our copy, to be checked."""

from __future__ import annotations

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from provenance.errors import UsageError
from provenance.web.desk import desk, now
from provenance.web.intake import Editor, take
from provenance.web.numbers import to_number
from provenance.web.pages import address, answer_of, sent_file, stored_or_404

blueprint = Blueprint("records", __name__)


@blueprint.post("/articles/<number:number>/copy")
def copy(number: int) -> ResponseReturnValue:
    """Read our finished copy, keep it, and hold it against the terms of the original."""
    found = answer_of(stored_or_404(number))
    taken = take(_said("source") or "", sent_file(), Editor(url=found.asked.our_url))
    if len(taken.articles) != 1:
        raise UsageError(f"expected our copy of one story, found {len(taken.articles)}")
    loaded = taken.loaded
    ours = desk().ledger.add(
        taken.articles[0], source=taken.name, text=loaded.data, charset=loaded.charset, keep_until=desk().keep_until(),
        now=now(),
    )  # fmt: skip
    return _back(number, found.asked._replace(copy=ours).query(), "duties")


@blueprint.post("/articles/<number:number>/permit")
def permit(number: int) -> ResponseReturnValue:
    """Record what somebody allowed or refused us."""
    found = answer_of(stored_or_404(number))
    row = {key: value for key in ("who", "until", "note") if (value := _said(key))}
    if request.form.get("only_this") and (story := found.article.original_url or found.article.url):
        row["story"] = story
    if "who" not in row:
        raise UsageError("say who allowed or refused it")
    write = desk().ledger.record_refusal if _said("answer") == "refused" else desk().ledger.record_permit
    write(row, contract=_said("contract"), email=_said("email"), by=_said("by"), now=now())
    return _back(number, found.asked._replace(at=None).query(), "answer")


@blueprint.post("/articles/<number:number>/usage")
def usage(number: int) -> ResponseReturnValue:
    """Record that we published it, under the decision that the page showed."""
    found = answer_of(stored_or_404(number))
    where = _said("where")
    if where is None:
        raise UsageError("say where it was published: the address, or the page of the paper")
    ledger = desk().ledger
    version = number
    if found.stored.is_latest:  # an older version stays as it was judged: to add it anew would make it the latest
        version = ledger.add(found.article, found.report, source=found.stored.source, now=now())
    ledger.record_usage(
        version, where=where, medium=_said("medium") or "web", started=_said("started"), note=_said("note"),
        by=_said("by"), now=now(),
    )  # fmt: skip
    return _back(version, found.asked.query(), "record")


@blueprint.post("/usages/<number:usage>/end")
def end(usage: int) -> ResponseReturnValue:
    """Record that a publication was taken down."""
    desk().ledger.end_usage(usage, ended=_said("ended"), note=_said("note"), now=now())
    article = request.form.get("article", type=to_number)
    return _back(article, "", "record") if article else redirect(url_for("lists.due"), 303)


@blueprint.post("/permits/<number:permit>/end")
def end_permit(permit: int) -> ResponseReturnValue:
    """Record that a permit or a refusal was taken back."""
    desk().ledger.end_permit(permit, ended=_said("ended") or now().isoformat(), now=now())
    return redirect(url_for("lists.party", name=_said("name") or ""), 303)


@blueprint.post("/due/done")
def done() -> ResponseReturnValue:
    """Record that what was due is done."""
    key = _said("key")
    if key is None:
        raise UsageError("expected what is done, found nothing")
    desk().ledger.settle(key, note=_said("note"), now=now())
    return redirect(url_for("lists.due"), 303)


def _said(key: str) -> str | None:
    return request.form.get(key, "").strip() or None


def _back(number: int, query: str, anchor: str) -> ResponseReturnValue:
    return redirect(f"{address(number, query)}#{anchor}", 303)
