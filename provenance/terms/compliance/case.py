"""What a duty is checked against: our copy, and what is known of the original, its holder and the use."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Literal, NamedTuple

from provenance.hosts import host_of
from provenance.language.agencies import registry
from provenance.language.lexicon import lexicon
from provenance.language.licenses import License, by_url
from provenance.model import Agent, Article
from provenance.terms.compliance.addresses import is_article, is_at, leads_to
from provenance.terms.compliance.copy import Copy, Line, Link
from provenance.terms.compliance.sentences import Found, Stream, plain
from provenance.terms.credit import facts_of
from provenance.terms.evidence import said_agents
from provenance.terms.policy import Duty
from provenance.terms.use import Use

State = Literal["met", "unmet", "cant_tell", "due"]
_QUOTE = 90
_ABOUT = 500
"""Characters up to which a paragraph may be a remark about the story."""


class Look(NamedTuple):
    """What came of looking: the state, and in words for people where it was looked and what was found."""

    state: State
    where: str
    number: int | None = None
    """The line of the copy's source, where there is one."""


@dataclass(frozen=True, eq=False)
class Case:
    """One copy held against one grant. `is_own_word`: the facts are the copy's own, for want of the original."""

    copy: Copy
    article: Article
    """The original as read; the copy itself where `is_own_word`."""
    party: Agent | None
    """Whose terms they are."""
    use: Use
    at: datetime
    duties: tuple[Duty, ...] = ()
    """All duties of the grant: one sentence may stand behind the other."""
    license: License | None = None
    original: Copy | None = None
    """What the original shows, where its bytes are at hand."""
    address: str | None = None
    """The original's address, as an editor says it."""
    is_own_word: bool = False

    # -- what is known of the original ------------------------------------------------------------------------------

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The holder's names, the longest first: one that contains another is tried before it."""
        if self.party is None:
            return ()
        row = registry().get(self.party.id)
        found = {self.party.name, *((row.name, *row.aliases) if row else ())}
        return tuple(sorted(found, key=len, reverse=True))

    @cached_property
    def short_names(self) -> tuple[str, ...]:
        """What the holder is called for short, in that letter case: a byline and a logo may use it."""
        row = registry().get(self.party.id) if self.party else None
        return row.short_names if row else ()

    @property
    def holder(self) -> str:
        """Whom to name."""
        return self.party.name if self.party else "the holder"

    @cached_property
    def targets(self) -> tuple[str, ...]:
        """The addresses at which the original stands; empty where nobody said."""
        article = self.article
        if self.address:
            return (self.address,)
        stated = article.original_url
        if stated and is_article(stated) and not (self.is_own_word and self._is_of_another_house(stated)):
            return (stated,)
        if self.is_own_word:
            return ()
        return tuple(dict.fromkeys(url for url in (article.canonical_url, article.url) if url and is_article(url)))

    def _is_of_another_house(self, url: str) -> bool:
        row = registry().get(self.party.id) if self.party else None
        return row is not None and bool(row.hosts) and not is_at(url, row.hosts)

    @cached_property
    def hosts(self) -> tuple[str, ...]:
        """Where the holder is at home."""
        row = registry().get(self.party.id) if self.party else None
        found = [*(row.hosts if row else ()), *map(host_of, self.targets)]
        if self.party and self.party.url:
            found.append(host_of(self.party.url))
        ours = host_of(self.copy.article.url or "")
        return tuple(host for host in dict.fromkeys(found) if host and host != ours)

    @cached_property
    def authors(self) -> tuple[str, ...]:
        """The names of the original's authors, as far as it states them."""
        houses = {plain(name) for name in self.names}
        people = (author.name for author in said_agents(self.article.authors) if author.type == "Person")
        return tuple(dict.fromkeys(name for name in people if plain(name) not in houses))

    @cached_property
    def facts(self) -> dict[str, str]:
        """The slots of a template that are known: of the original, and of us as the copy tells."""
        own = self.copy.article
        ours = {"publisher": own.publisher.name if own.publisher else "", "our_url": own.url or ""}
        found = facts_of(self.article, self.party, ours)
        found.pop("url", None)
        if self.is_own_word:
            found.pop("date", None)  # the copy's own day says nothing of the original's
        if self.targets:
            found["url"] = self.targets[0]
        if self.license:
            found |= {"license": self.license.name, "license_url": self.license.url or ""}
        return {slot: value for slot, value in found.items() if value}

    # -- what the copy shows ----------------------------------------------------------------------------------------

    @cached_property
    def stream(self) -> Stream:
        """The words that stand with the story or in the site's footer, pictures' captions included."""
        return Stream((i, line) for i, line in enumerate(self.copy.lines) if line.where != "elsewhere")

    @cached_property
    def unseen(self) -> Stream:
        """The words that stand elsewhere, or that the page hides: for what to say of a duty that is not met."""
        out_of_sight = (pair for pair in enumerate(self.copy.lines) if pair[1].where == "elsewhere" or pair[1].hidden)
        return Stream((index, line._replace(hidden=())) for index, line in out_of_sight)

    @cached_property
    def paragraphs(self) -> tuple[int, ...]:
        """The paragraphs of the story, without what is said about it before and behind: its origin, its licence."""
        found = [index for index, line in enumerate(self.copy.lines) if line.is_paragraph]
        while found and self.is_about_story(found[-1]):
            found.pop()
        while found and self.is_about_story(found[0]):
            found.pop(0)
        return tuple(found)

    def is_about_story(self, index: int) -> bool:
        """Whether a line speaks of the story instead of telling it: a notice, a link to the original or a licence."""
        line = self.line(index)
        if len(line.text) > _ABOUT:
            return False
        said = f" {plain(line.text)} "
        if "©" in line.text or any(f" {plain(phrase)} " in said for phrase in lexicon().this_work):
            return True
        urls = [link.url for link in self.copy.links if link.line == index]
        return any(leads_to(url, self.targets) or by_url(url) for url in urls)

    @cached_property
    def byline_lines(self) -> tuple[int, ...]:
        """The lines in which a byline can stand: marked ones, and short ones around the title and behind the text."""
        return tuple(
            index
            for index, line in enumerate(self.copy.lines)
            if line.where == "story"
            and not line.is_title
            and not line.is_caption
            and not line.is_paragraph
            and (line.is_byline or line.zone == "head" or (line.zone == "tail" and self._is_signed(line.text)))
        )

    def _is_signed(self, text: str) -> bool:
        """Whether a line behind the text signs it: "— Jane Roe", "Von Jane Roe", or the authors' names and no more."""
        if _SIGNED.match(text):
            return True
        left = f" {plain(text)} "
        for name in self.authors:
            left = left.replace(f" {plain(name)} ", " ")
        return lexicon().conjunctions.issuperset(left.split())

    @property
    def live_links(self) -> tuple[Link, ...]:
        """The links that stand with the story or in the site's footer."""
        return tuple(link for link in self.copy.links if link.where != "elsewhere")

    @property
    def story_links(self) -> tuple[Link, ...]:
        """The links that stand with the story, without those of its pictures."""
        links = (link for link in self.copy.links if link.where == "story")
        return tuple(link for link in links if link.line < 0 or not self.line(link.line).is_caption)

    def span(self, found: Found) -> tuple[int, int]:
        """The indexes of the lines in which a sentence begins and ends."""
        return self.stream.words[found.first].line, self.stream.words[found.last].line

    def quoted(self, index: int) -> str:
        """A line for people: its number and its words."""
        line = self.copy.lines[index]
        return f"line {line.number}: “{cut(line.text)}”" if line.number else f"“{cut(line.text)}”"

    def line(self, index: int) -> Line:
        """The line of that index."""
        return self.copy.lines[index]

    def raw(self, first: int, last: int) -> str:
        """The text from one word to another, as it is printed."""
        begin, end = self.stream.words[first], self.stream.words[last]
        if begin.line == end.line:
            return self.line(begin.line).text[begin.start : end.end]
        between = [self.line(i).text for i in range(begin.line + 1, end.line)]
        return " ".join([self.line(begin.line).text[begin.start :], *between, self.line(end.line).text[: end.end]])


_SIGNED = re.compile(r"\s*(?:[—–\-(|]|by\b|von\b|par\b|por\b|di\b|door\b|reporting\b|text\b)", re.IGNORECASE)


def cut(text: str) -> str:
    """A text of at most so many characters as a report has room for."""
    return text if len(text) <= _QUOTE else text[: _QUOTE - 1].rstrip() + "…"
