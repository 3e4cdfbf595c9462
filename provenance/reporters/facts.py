"""The facts of a record as rows for people: what it is, its value, and where that was read and how it is known."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from provenance.model import Article, Named, Statement
from provenance.model.values import RIGHTS_PROPERTIES
from provenance.reporters.layout import lines_of


class Row(NamedTuple):
    """One line of the table. `value` is as read and not yet cleaned; `missing` marks a fact that was not found."""

    label: str
    value: str
    where: str = ""
    missing: bool = False


BASIS_WORDS = {"stated": "stated", "inferred": "inferred", "default": "site default", "editor": "from the editor"}
ROLE_WORDS = {
    "agency": "agency", "original_publisher": "original publisher", "distributor": "distributor",
    "contributor": "contributor",
}  # fmt: skip
_INSTANTS = frozenset({"date_published", "date_modified", "embargo_until", "expires"})
_INSTANT = re.compile(r"([\d-]{10})T(\d\d:\d\d)[\d:.,]*(Z|[+-]\d\d:?\d\d)?")
_MORE = {
    "language": "Language", "genre": "Genre", "url": "URL", "canonical_url": "Canonical", "copyright_notice": "Notice",
    "robots": "Robots",
}  # fmt: skip
BYLINE_WORDS = {"empty": "names nobody", "not_a_name": "not a name", "withheld": "name withheld"}


def where(statements: Iterable[Statement]) -> str:
    """`line 3, stated`: the first of the statements that has a line tells the place, the first one how we know."""
    said = list(statements)
    if not said:
        return ""
    line = next((s.origin.line for s in said if s.origin and s.origin.line), None)
    basis = BASIS_WORDS[said[0].basis]
    return f"line {line}, {basis}" if line else basis


def moment(iso_text: str) -> str:
    """`2026-05-14 09:30 UTC+01:00`: an instant to the minute, for people; the record has the rest. Else as it is."""
    match = _INSTANT.fullmatch(iso_text)
    if not match:
        return iso_text
    day, time, zone = match.groups()
    return f"{day} {time}{'' if zone is None else ' UTC' if zone in ('Z', '+00:00') else f' UTC{zone}'}"


def shown(statement: Statement) -> str:
    """The value of a statement in words: an agent's or a licence's name, else the value itself."""
    value = statement.value
    if value is None or isinstance(value, str | int):
        return str(value)
    return value.name or getattr(value, "url", None) or value.id or ""


def rows(article: Article, *, verbose: bool = False) -> Iterator[Row]:
    """The table, in an editor's order. What matters for a credit line has a row even where nothing was found."""
    if article.headline is None:  # the title of the page has it, and its line
        yield _scalar(article, "headline", "Headline", "none found")
    yield _byline(article)
    yield from _agents(article, "author", "Author", article.authors, "none named")
    yield from _agents(
        article, "publisher", "Publisher", (article.publisher,) if article.publisher else (), "not named"
    )
    yield from _agents(article, "copyright_holder", "© holder", article.copyright_holders, "none stated for this story")
    if article.copyright_years:
        years = ", ".join(map(str, article.copyright_years))
        yield Row("© year", years, where(article.chosen("copyright_year")))
    for credit in article.credits:
        yield _agent(article, "Credit", credit)
    yield from _origin(article)
    yield _scalar(article, "date_published", "Published", "no date found")
    for name, label in (("date_modified", "Modified"), ("embargo_until", "Embargo"), ("expires", "Expires")):
        if getattr(article, name):
            yield _scalar(article, name, label)
    if article.embargo_open_ended:
        yield Row("Embargo", "without an end", where(article.chosen("embargo_open_ended")))
    if article.status and article.status != "usable":
        yield _scalar(article, "status", "Status")
    yield from _terms(article)
    if article.assets:
        yield _assets(article)
    if article.ai_signals:
        yield from _signals(article)
    if verbose:
        for name, label in _MORE.items():
            if getattr(article, name) is not None:
                yield _scalar(article, name, label)


def losers(article: Article) -> Iterator[Row]:
    """The statements that no field rests on: read, kept, and not used."""
    for statement in article.statements:
        if statement.value is not None and not (statement.chosen and _fills(statement)):
            label = statement.property.replace("_", " ")
            yield Row(label, shown(statement), f"{where([statement])}, {statement.method}")


def _scalar(article: Article, name: str, label: str, absent: str = "") -> Row:
    value = getattr(article, name)
    if value is None:
        return Row(label, absent, missing=True)
    text = moment(value) if name in _INSTANTS else str(value)
    return Row(label, text, where(article.chosen(name)))


def _byline(article: Article) -> Row:
    place = where(article.chosen("byline") or article.chosen("byline_state"))
    if article.byline_state == "absent":
        return Row("Byline", "none on the page", missing=True)
    words = BYLINE_WORDS.get(article.byline_state)
    text = f"“{article.byline}”" if article.byline else "present"
    return Row("Byline", f"{text}: {words}" if words else text, place, missing=words is not None)


def _agent(article: Article, label: str, agent: Named) -> Row:
    said = [s for s in map(article.statement, agent.statements) if s]
    more = [ROLE_WORDS.get(agent.role, agent.role)] if agent.role else []
    if agent.affiliation:
        more.append(agent.affiliation)
    if agent.basis == "inferred" and agent.type == "Person":
        more.append("a hint only")
    name = f"{agent.name} ({', '.join(more)})" if more else agent.name
    return Row(label, name, where(said) or BASIS_WORDS[agent.basis])


def _agents(article: Article, name: str, label: str, agents: Iterable[Named], absent: str) -> Iterator[Row]:
    found = False
    for agent in agents:
        found = True
        yield _agent(article, label, agent)
    if not found:
        yield _absent(article, name, label, absent)


def _absent(article: Article, name: str, label: str, absent: str) -> Row:
    """Nothing fills the field; a site default that was read is named, so that nobody looks for it again."""
    default = next((s for s in article.said(name) if s.basis == "default" and s.value is not None), None)
    if default:
        return Row(label, f"{absent}; the site's own notice names {shown(default)}", where([default]), missing=True)
    return Row(label, absent, missing=True)


def _origin(article: Article) -> Iterator[Row]:
    """Where it stood first. A missing link is worth a row for a story from elsewhere; agency copy has no such page."""
    if article.original_url:
        yield _scalar(article, "original_url", "Original")
    elif len(article.chain) > 1 and not any(credit.role == "agency" for credit in article.credits):
        yield Row("Original", "no link to it", missing=True)


def _terms(article: Article) -> Iterator[Row]:
    for license in article.licenses:
        said = [s for s in map(article.statement, license.statements) if s]
        yield Row("Licence", license.name or license.id or license.url or "", where(said))
    if not article.licenses:
        yield _absent(article, "license", "Licence", "none stated for this story")
    if article.usage_terms:
        yield _scalar(article, "usage_terms", "Terms")
    for text in article.restrictions:
        yield Row("Restriction", text, where(article.chosen("restriction")))


def _assets(article: Article) -> Row:
    bare = [a for a in article.assets if not (a.credit or a.holder or a.notice)]
    kind = "image" if all(a.type == "image" for a in article.assets) else "item"
    total = f"{len(article.assets)} {kind}{'s' if len(article.assets) > 1 else ''}"
    if not bare:
        return Row("Media", f"{total}, credited")
    lacking = "" if len(bare) == len(article.assets) else f", {len(bare)}"
    text = f"{total}{lacking} without a credit"
    return Row("Media", text, lines_of(a.line for a in bare), missing=True)


def _signals(article: Article) -> Iterator[Row]:
    """What machines are told of AI use."""
    from provenance.reporters.signals import CLOSING, told

    for each in told(article):
        yield Row("AI signal", each.text, where(each.statements))
    yield Row("", CLOSING)


def _fills(statement: Statement) -> bool:
    if statement.property not in RIGHTS_PROPERTIES:
        return True
    return statement.basis in ("stated", "editor") and statement.scope == "article"
