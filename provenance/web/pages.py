"""The start page and the answer page, with the twins of the answer for programs."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, urlencode

from flask import Blueprint, Response, abort, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from provenance.errors import ProvenanceError
from provenance.exporters import EXPORTERS, export
from provenance.judge import check
from provenance.model import Question
from provenance.reporters.json import text_of
from provenance.store import Stored
from provenance.store.ledger import Entry
from provenance.terms import table
from provenance.terms.house import terms_of, use_of
from provenance.terms.use import Use, parse_use
from provenance.web import examples, useform
from provenance.web.answer import Answer, answer
from provenance.web.asked import Asked, asked
from provenance.web.desk import desk, now
from provenance.web.intake import Editor, Taken, take

blueprint = Blueprint("pages", __name__)

_COOKIE = "desk_use"
_YEAR = 365 * 24 * 3600
_TWINS = {"jsonld": "jsonld", "ttl": "turtle"}


@blueprint.get("/")
def start() -> ResponseReturnValue:
    """The page where a source goes in. `?source=` fills the field, and fetches nothing."""
    latest = desk().ledger.list(limit=5).rows
    return _start({"source": request.args.get("source", "")}, latest=latest)


@blueprint.post("/read")
def read() -> ResponseReturnValue:
    """Read what was handed over, keep it, and go to its answer."""
    form = request.form
    use = useform.told(form)
    faults = useform.faults(use)
    if faults:
        return _start(form, faults=faults), 422
    try:
        taken = take(form.get("source", ""), sent_file(), _editor(form))
        numbers = _keep(taken, use)
    except ProvenanceError as error:
        where = error.place if error.place in ("url", "date") else "source"
        return _start(form, faults={where: str(error)}), 422
    query = Asked(use=use).query()
    if len(numbers) == 1 and not taken.lost:
        response = make_response(redirect(address(numbers[0], query), 303))
    else:
        stored = [desk().ledger.article(number) for number in numbers]
        response = make_response(render_template("several.html", taken=taken, stored=stored, query=query))
    if use is not None:
        told = urlencode(useform.query({**use, "when": None, "confirmed": None}))
        response.set_cookie(_COOKIE, told, max_age=_YEAR, httponly=True, samesite="Strict")
    return response


@blueprint.post("/examples/<name>")
def example(name: str) -> ResponseReturnValue:
    """Read one of the examples, and go to its answer."""
    found = examples.find(name) or abort(404, "There is no example of that name.")
    taken = take("", (found.file, found.path.read_bytes()), Editor())
    return redirect(address(_keep(taken, None)[0], ""), 303)


@blueprint.get("/articles/<number:number>")
def article(number: int) -> ResponseReturnValue:
    """The answer for one version of an article."""
    stored = stored_or_404(number)
    if stored.article is None:
        return render_template("redacted.html", stored=stored, events=desk().ledger.history(number)), 410
    found = answer_of(stored)
    ledger = desk().ledger
    questions = _questions(found)
    return render_template(
        "answer.html",
        answer=found,
        query=found.asked.query(),
        fields=useform.FIELDS,
        filled=useform.filled(found.use),
        summary=useform.summary(found.use),
        questions=questions,
        hidden=_hidden(found, questions),
        hidden_all=[*useform.pairs(found.use), *found.asked.besides()],
        terms=_terms_to_choose(questions),
        permits=ledger.permits_for(found.article),
        usages=ledger.usages(number),
        versions=ledger.versions(number),
        events=ledger.history(number),
        notes=desk().notes.get(number, ()),
    )


@blueprint.get("/articles/<number:number>.json")
def as_json(number: int) -> ResponseReturnValue:
    """The record and the report, as `provenance read` and `provenance check` write them."""
    found = answer_of(stored_or_404(number))
    data = {"article": found.article.model_dump(mode="json"), "report": found.report.model_dump(mode="json")}
    return Response(text_of(data, indent=2) + "\n", content_type="application/json; charset=utf-8")


@blueprint.get("/articles/<number:number>.<any(jsonld, ttl):format>")
def as_graph(number: int, format: str) -> ResponseReturnValue:
    """The graph of the reading."""
    exporter = _TWINS[format]
    text = export(answer_of(stored_or_404(number)).article, exporter)
    return Response(text, content_type=f"{EXPORTERS[exporter].media_type}; charset=utf-8")


def stored_or_404(number: int) -> Stored:
    """The version of that number."""
    return desk().ledger.article(number) or abort(404, "The ledger has no article of that number.")


def answer_of(stored: Stored) -> Answer:
    """The answer that the address of the request asks for."""
    if stored.article is None:
        abort(410, "This record was erased.")
    told = asked(request.args)
    return answer(desk().ledger, stored, told, desk().settings(told.at), now())


def sent_file() -> tuple[str, bytes] | None:
    """The file that came with the form, by its name; None if there is none."""
    upload = request.files.get("file")
    return (upload.filename or "", upload.read()) if upload else None


def address(number: int, query: str) -> str:
    """The address of an answer."""
    address = url_for("pages.article", number=number)
    return f"{address}?{query}" if query else address


def _start(form: Any, faults: dict[str, str] | None = None, latest: Any = ()) -> str:
    use = _remembered()
    filled = useform.filled(use)
    if useform.MARKER in form:
        told = useform.query(useform.told(form))
        filled = {key: [value for name, value in told if name == key] for key in useform.KEYS}
    return render_template(
        "start.html",
        form=form,
        faults=faults or {},
        fields=useform.FIELDS,
        filled=filled,
        summary=useform.summary(use),
        examples=examples.all_of(),
        latest=latest,
    )


def _remembered() -> Use:
    """The use that this browser told last; else the house's own."""
    told = useform.told(MultiDict(parse_qsl(request.cookies.get(_COOKIE, ""))))
    if told is None or useform.faults(told):
        return parse_use(None, use_of(desk().config))
    return parse_use(told)


def _editor(form: MultiDict[str, str]) -> Editor:
    return Editor(*((form.get(key, "").strip() or None) for key in ("url", "publisher", "date")))


def _keep(taken: Taken, use: useform.Told | None) -> list[int]:
    """Record readings with the decision on each. The bytes of a page are kept, to show its facts where they stand; of a
    feed every item would bring all of them.
    """
    config, loaded = desk().settings(), taken.loaded
    text = loaded.data if len(taken.articles) == 1 else None
    entries = (
        Entry(item, check(item, config=config, at=now(), path=taken.name, use=use), taken.name, text, loaded.charset,
              desk().keep_until())
        for item in taken.articles
    )  # fmt: skip
    numbers = list(desk().ledger.add_all(entries, now=now()))
    if loaded.notes:
        desk().notes |= dict.fromkeys(numbers, loaded.notes)
    return numbers


def _questions(found: Answer) -> list[tuple[Question, str]]:
    """Every question once, with how it is answered on the page: `fact`, `confirmed`, `date`, `terms`; or `open`."""
    return [(question, _kind(question, card.part.part == "text", found)) for card, question in found.questions()]


def _kind(question: Question, is_of_text: bool, found: Answer) -> str:
    if question.fact in useform.BY_KEY:
        return "fact"
    if question.fact == useform.CONFIRMED and question.value:
        return "confirmed"
    if question.fact == "date_published" and found.has_text:
        return "date"
    return "terms" if question.fact == "copyright_holder" and is_of_text else "open"


def _hidden(found: Answer, questions: list[tuple[Question, str]]) -> list[tuple[str, str]]:
    """What the form of the questions hands on: everything that was asked but what it asks for itself."""
    facts = {question.fact for question, kind in questions if kind == "fact"}
    confirmed = {question.value for question, kind in questions if kind == "confirmed"}
    kinds = {kind for _, kind in questions}
    own = {"date" if kind == "date" else "under" for kind in kinds & {"date", "terms"}}
    told = [pair for pair in useform.pairs(found.use, facts) if pair[1] not in confirmed]
    return [*told, *((key, value) for key, value in found.asked.besides() if key not in own)]


def _terms_to_choose(questions: list[tuple[Question, str]]) -> list[tuple[str, str]]:
    """The recorded terms that an editor may say a text stands under: only where nobody knows whose it is."""
    if not any(kind == "terms" for _, kind in questions):
        return []
    return [(row.id, f"{row.title} ({row.id})") for row in table.rows(terms_of(desk().config).all())]
