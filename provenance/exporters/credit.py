"""The credit line so far, for people: who wrote it, who claims it, where it first appeared.

Only what is said is printed. Where a syndicated story lacks one of the three, a question in brackets stands in its
place: an inference may raise the question, and never answers it. The sentences are data, `vocab/credit_lines.toml`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from string import Formatter
from typing import NamedTuple

from provenance.exporters.facts import authors, copyright_year, credited, said, said_url, web_url
from provenance.exporters.names import split_name
from provenance.language.agencies import registry
from provenance.model import Agent, Article, Named
from provenance.resources import vocab
from provenance.terms.evidence import said_agents


class CreditLine(NamedTuple):
    """The line as plain text and as HTML with links; `missing` names the open slots: `author`, `owner`, `origin`."""

    text: str
    html: str
    language: str
    missing: tuple[str, ...] = ()


class _Run(NamedTuple):
    """A stretch of the line: plain, linked, or a question."""

    text: str
    url: str | None = None
    question: bool = False


_Sentence = tuple[_Run, ...]
_Words = Mapping[str, str]


def credit_line(article: Article, *, language: str | None = None) -> CreditLine:
    """The credit line of `article`, as far as the record can say it.

    Args:
        article: the record.
        language: a BCP 47 tag; defaults to the language that the article states. A language without sentences, or
            none at all, gives English.

    Returns:
        Sentences for author, owner, distributor and origin, in that order. Empty text where nothing is said and the
        story is not syndicated.
    """
    tag, words = _words(language or said(article, "language"))
    asking = syndicated(article)
    sentences: list[_Sentence] = []
    missing: list[str] = []
    for slot, sentence, wanted in (
        ("author", _by(article, words), asking and article.byline_state != "withheld"),
        ("owner", _owner(article, words), asking),
        ("via", _via(article, words), False),
        ("origin", _origin(article, words), asking and not credited(article, "agency")),
    ):
        if sentence:
            sentences.append(sentence)
        elif wanted:
            missing.append(slot)
            sentences.append((_Run(words[f"ask_{slot}"], question=True),))
    runs = tuple(_joined(sentences))
    return CreditLine(
        text="".join(run.text for run in runs),
        html="".join(_markup(run) for run in runs),
        language=tag,
        missing=tuple(missing),
    )


def syndicated(article: Article) -> bool:
    """Whether anything, an inference too, hints that the story comes from another house. It only raises questions."""
    publisher = article.publisher.id if article.publisher else None
    foreign = any(agent.id != publisher for agent in article.copyright_holders) if publisher else False
    credit = any(agent.role != "contributor" for agent in article.credits)
    return bool(credit or article.original_url or len(article.chain) > 1 or foreign)


def _by(article: Article, words: _Words) -> _Sentence:
    """The people, then the house they write for: one house after all of them, several each after its person."""
    writers = authors(article)
    if not writers:
        return ()
    agencies = credited(article, "agency")
    houses = {agency.name: _named(agency) for agency in agencies}
    affiliations = [_house(agent, agencies) for agent in writers]
    if len(set(affiliations)) == 1 and (shared := affiliations[0]):
        houses.setdefault(shared, (_Run(shared),))
    names = []
    for agent, house in zip(writers, affiliations, strict=True):
        own = house if house not in houses else None
        names.append((*_named(agent), _Run(f" ({own})")) if own else _named(agent))
    written = {agent.name for agent in writers}
    after = [run for name, house in houses.items() if name not in written for run in (_Run(words["comma"]), *house)]
    return _fill(words["by"], authors=(*_listed(names, words), *after))


def _house(writer: Named, agencies: Iterable[Named]) -> str | None:
    """Whom `writer` writes for; a credited agency that a byline calls by another name goes by the credited one."""
    if not writer.affiliation or not (row := registry().named(writer.affiliation, slot=True)):
        return writer.affiliation
    return next((agency.name for agency in agencies if agency.id == row.id), writer.affiliation)


def _owner(article: Article, words: _Words) -> _Sentence:
    """© year holder; the notice as read where it could not be split."""
    holders = said_agents(article.copyright_holders)
    if not holders:
        notice = said(article, "copyright_notice")
        return (_Run(notice),) if notice else ()
    names = tuple(_listed([_named(agent) for agent in holders], words))
    year = copyright_year(article)
    if year is None:
        return _fill(words["owner_undated"], holder=names)
    return _fill(words["owner"], holder=names, year=(_Run(str(year)),))


def _via(article: Article, words: _Words) -> _Sentence:
    names = [_named(agent) for agent in credited(article, "distributor")]
    return _fill(words["via"], distributor=tuple(_listed(names, words))) if names else ()


def _origin(article: Article, words: _Words) -> _Sentence:
    names = [_named(agent) for agent in credited(article, "original_publisher")]
    slots: dict[str, _Sentence] = {}
    if names:
        slots["publisher"] = tuple(_listed(names, words))
    if url := said_url(article, "original_url"):
        slots["url"] = (_Run(url, url),)
    return _fill(words["_".join(("origin", *slots))], **slots) if slots else ()


def _named(agent: Agent) -> _Sentence:
    name = split_name(agent.name).bare if agent.type == "Person" else agent.name
    return (_Run(name, web_url(agent.url)),)


def _listed(names: list[_Sentence], words: _Words) -> Iterator[_Run]:
    """Names as a list in words: A, B and C."""
    for position, name in enumerate(names):
        if position:
            yield _Run(words["and"] if position == len(names) - 1 else words["comma"])
        yield from name


def _fill(template: str, **slots: _Sentence) -> _Sentence:
    runs: list[_Run] = []
    for literal, slot, _, _ in Formatter().parse(template):
        if literal:
            runs.append(_Run(literal))
        if slot:
            runs.extend(slots[slot])
    return tuple(runs)


def _joined(sentences: Iterable[_Sentence]) -> Iterator[_Run]:
    """Sentences with a full stop and a space between; no stop after an address, a question or another stop."""
    last: _Run | None = None
    for sentence in sentences:
        if last:
            yield _Run(" ")
        yield from sentence
        last = sentence[-1]
        if not (last.question or last.text == last.url or last.text.endswith((".", "!", "?"))):
            yield _Run(".")


def _markup(run: _Run) -> str:
    from html import escape

    text = escape(run.text)
    if run.question:
        return f"<mark>{text}</mark>"
    return f'<a href="{escape(run.url)}">{text}</a>' if run.url else text


@cache
def _sentences() -> dict[str, dict[str, str]]:
    return tomllib.loads(vocab("credit_lines.toml").read_text(encoding="utf-8"))


def _words(tag: str | None) -> tuple[str, _Words]:
    language = (tag or "en").replace("_", "-").split("-")[0].lower()
    known = _sentences()
    return (language, known[language]) if language in known else ("en", known["en"])
