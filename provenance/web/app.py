"""The desk as a Flask application. The pages stand in `pages`, `records`, `lists` and `manual`."""

from __future__ import annotations

import jinja2
from flask import Flask, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from provenance import __version__
from provenance.config import Config
from provenance.errors import ProvenanceError, SourceError, UsageError
from provenance.reporters.facts import BASIS_WORDS
from provenance.reporters.terms import HEADINGS as KINDS
from provenance.reporters.verdict import HEADINGS, VERDICTS
from provenance.store import Ledger
from provenance.terms.use import MEDIA
from provenance.web import lists, manual, pages, records
from provenance.web.desk import FILTERS, Desk
from provenance.web.guard import Guard
from provenance.web.numbers import Number

_DUTIES = {
    "unmet": "Not met", "cant_tell": "Can’t be seen", "to_do": "Before you publish", "met": "Met",
    **{state: words.rstrip(":") for state, words in HEADINGS.items() if words},
}  # fmt: skip
_MOST_BYTES = 16_000_000
"""Of a whole request: as much as fetching takes, and the other fields of the form."""
_WORDS = {
    413: f"More than a desk takes at once, {_MOST_BYTES // 1_000_000} MB. `provenance check` reads larger files.",
    500: "The desk made a mistake. The terminal in which it was started says more.",
}
"""Status → what to say, where the words of HTTP would help nobody."""


def create_app(
    ledger: Ledger, config: Config | None = None, guard: Guard | None = None, *, keep_days: int | None = None
) -> Flask:
    """The application over an open ledger.

    Args:
        ledger: what is read and recorded is kept there.
        config: the house's use, contracts, permits and rules; the defaults, if None.
        guard: for a desk that others can reach, with its token; by default one for loopback.
        keep_days: so long the texts of stories are kept in the ledger; for good, if None.
    """
    app = Flask("provenance.web")
    app.config.update(MAX_CONTENT_LENGTH=_MOST_BYTES, MAX_FORM_MEMORY_SIZE=_MOST_BYTES, MAX_FORM_PARTS=300)
    made = Desk(ledger, config or Config(), guard or Guard(), keep_days)
    app.extensions["desk"] = made
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.undefined = jinja2.StrictUndefined
    app.jinja_env.filters.update(FILTERS)
    app.jinja_env.globals.update(
        verdict_words=VERDICTS,
        basis_words=BASIS_WORDS,
        duty_headings=_DUTIES,
        kind_headings=KINDS,
        media=MEDIA,
        version=__version__,
    )
    app.url_map.converters["number"] = Number
    made.guard.install(app)
    for page in (pages, records, lists, manual):
        app.register_blueprint(page.blueprint)
    app.register_error_handler(ProvenanceError, _failed)
    app.register_error_handler(HTTPException, _refused)
    return app


def _failed(error: ProvenanceError) -> ResponseReturnValue:
    """What the user can mend."""
    status = 422 if isinstance(error, (UsageError, SourceError)) else 500
    story = (request.view_args or {}).get("number")
    return render_template("error.html", title="That did not work", message=str(error), story=story), status


def _refused(error: HTTPException) -> ResponseReturnValue:
    """What HTTP has a word for; the description is ours wherever we abort."""
    message = _WORDS.get(error.code or 500) or error.description or ""
    return render_template("error.html", title=error.name, message=message, story=None), error.code or 500
