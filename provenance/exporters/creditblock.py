"""The credit block: what the terms want to see on the page, filled in, as text and as HTML.

Where terms prescribe a sentence it is theirs, word for word, with the facts that were said; a slot that nobody said
stays open. Where no terms are known the generic credit line stands in. Canonical, counter and licence follow where the
terms require them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import NamedTuple

from provenance.exporters.credit import credit_line
from provenance.model import Agent, Article, PartDecision
from provenance.terms.credit import Run, as_html, as_text, facts_of, fill, original_address
from provenance.terms.owed import owed_clauses
from provenance.terms.policy import Duty
from provenance.terms.registry import Terms

_SENTENCES = frozenset(("synd:credit", "synd:keepByline", "synd:keepTagline", "synd:noteEdits"))
_PLACES = {"top": "at the top", "byline": "in the byline", "end": "at the end"}


class Piece(NamedTuple):
    """One thing to paste: `text` for a page without markup, `html` for one with."""

    where: str
    text: str
    html: str
    missing: tuple[str, ...] = ()


def credit_block(
    article: Article,
    part: PartDecision | None = None,
    terms: Terms | None = None,
    ours: Mapping[str, str] | None = None,
    *,
    language: str | None = None,
) -> tuple[Piece, ...]:
    """Everything to be pasted for a story.

    Args:
        article: the record of the story.
        part: the decision on its text, whose duties say what the terms want; without it no terms are known.
        terms: the terms by which it was decided.
        ours: `publisher`, `our_url`, `contributor` of our own copy.
        language: of the generic line; the article's own, if None.

    Returns:
        The pieces in the order of their places: sentences first, then what belongs into the head and the page.
    """
    clauses = tuple(owed_clauses(part, terms)) if part and terms else ()
    pieces = [piece for party, duty in clauses for piece in _prescribed(article, party, duty, ours or {})]
    if not any(duty.action == "synd:credit" and duty.template for _, duty in _flat(clauses)):
        line = credit_line(article, language=language)
        if line.text:
            pieces.insert(0, Piece("", line.text, f"<p>{line.html}</p>", line.missing))
    return tuple(dict.fromkeys(pieces))


def render(pieces: tuple[Piece, ...]) -> str:
    """The block for a person: each piece as text, then all of them as HTML."""
    if not pieces:
        return ""
    lines = [f"{piece.text}  ({piece.where})" if piece.where else piece.text for piece in pieces if piece.text]
    lines += ["", *(piece.html for piece in pieces if piece.html)]
    return "\n".join(lines) + "\n"


def _flat(clauses: tuple[tuple[Agent | None, Duty], ...]) -> Iterator[tuple[Agent | None, Duty]]:
    for party, duty in clauses:
        yield party, duty
        yield from ((party, option) for option in duty.options)


def _prescribed(article: Article, party: Agent | None, duty: Duty, ours: Mapping[str, str]) -> Iterator[Piece]:
    """What one duty wants on the page; of a choice, every option that can be pasted."""
    for option in duty.options:
        yield from _prescribed(article, party, option, ours)
    if duty.template and duty.action in _SENTENCES:
        runs = fill(duty.template, facts_of(article, party, ours))
        language = f' lang="{escape(duty.language)}"' if duty.language else ""
        where = _PLACES.get(duty.position or "", "")
        yield Piece(where, as_text(runs), f"<p{language}>{as_html(runs)}</p>", _missing(runs))
    elif duty.action == "synd:linkLicense":
        runs = fill("[{license}]({license_url})", facts_of(article, party, ours))
        html = as_html(runs).replace("<a ", '<a rel="license" ')
        yield Piece("", as_text(runs), f"<p>{html}</p>", _missing(runs))
    elif duty.action == "synd:setCanonical":
        address = original_address(article, party)
        html = f'<link rel="canonical" href="{escape(address)}">' if address else "<!-- canonical: [url?] -->"
        yield Piece("in the head", "", html, () if address else ("url",))
    elif duty.action == "synd:setNoindex":
        yield Piece("in the head", "", '<meta name="robots" content="noindex">')
    elif duty.action == "synd:keepTracker":
        counter = next((s.value_as_read for s in article.said("republication_counter") if s.value_as_read), None)
        if counter and not counter.lstrip().startswith("<"):
            yield Piece("in the page", "", f'<img src="{escape(counter)}" alt="" width="1" height="1">')
        else:
            yield Piece("in the page", "", "<!-- [counter?] copy it from the original -->", ("counter",))


def _missing(runs: tuple[Run, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(run.missing for run in runs if run.missing))
