"""What is measured: which pages a question is put to, and when an answer is right.

Decisions that a reader of the figures should know:

- **Authors.** A label may name a person, a desk ("Redaktion") or an agency, and does not say which. Our record keeps
  people and organisations apart, so an answer is right when its people alone, or its people and organisations together,
  are exactly the labelled set. Two rows beside it are stricter: the whole list only, and without inferred people.
- **Humans** are scored on all syndicated pages, traps included: where only an agency wrote, the right answer is nobody.
- **Agency or source** is right when one of the true ones is credited in any role (or is an author that is an
  organisation), by its name, by a name the registry has for it, or by the host of the true original; and when no
  organisation that is neither a true source nor the site itself is given as the origin.
- **Holder** also accepts the short form of a legal name. Only pages that state a holder of the text count; the row
  "no holder invented" looks at all others.
- **Traps** are left alone when nothing is credited as agency, original publisher or distributor, the chain has no
  second hop, and no agency but the site itself is an author.
- A **peer** has no such fields: it is credited with a source when the name stands anywhere in its metadata.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from operator import attrgetter
from urllib.parse import urlsplit

from benchmarks.corpus import Page, Syndication
from benchmarks.peers import Found
from benchmarks.scoring import address, day, mentions, names, same_holder, same_organization
from provenance.language.agencies import Agency, registry
from provenance.model import Article
from provenance.model.values import SAID

ORIGIN_ROLES = frozenset({"agency", "original_publisher"})
SYNDICATION_ROLES = ORIGIN_ROLES | {"distributor"}

_URL = re.compile(r"https?://\S+")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a tool says of a page, in the shape in which it is scored. Names are as given, not yet normalised."""

    authors: tuple[str, ...] = ()
    """Everybody, people and organisations."""
    people: tuple[str, ...] = ()
    stated_people: tuple[str, ...] = ()
    date: str | None = None
    original_url: str | None = None
    sources: tuple[str, ...] = ()
    """Organisations credited in any role."""
    source_hosts: frozenset[str] = frozenset()
    """Hosts by which a source is named."""
    origins: tuple[str, ...] = ()
    """Organisations given as the origin."""
    holders: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    syndication: tuple[str, ...] = ()
    """Everything that says "this came from elsewhere"; empty for a tool that has no word for it."""
    everything: str = ""
    """For a peer: all its metadata as one text."""


def from_article(article: Article) -> Answer:
    """Our record as an answer."""
    people = [author for author in article.authors if author.type == "Person"]
    agencies = [author for author in article.authors if author.type == "Organization"]
    credited = [credit for credit in article.credits if credit.type == "Organization"]
    roots = [hop.party for hop in article.chain if hop.party and not hop.follows and hop.party.type == "Organization"]
    return Answer(
        authors=tuple(author.name for author in article.authors),
        people=tuple(author.name for author in people),
        stated_people=tuple(author.name for author in people if author.basis in SAID),
        date=article.date_published,
        original_url=article.original_url,
        sources=tuple(agent.name for agent in (*credited, *agencies)),
        source_hosts=frozenset(filter(None, (host(text) for agent in credited for text in (agent.url, agent.name)))),
        origins=tuple([c.name for c in credited if c.role in ORIGIN_ROLES] + [party.name for party in roots]),
        holders=tuple(holder.name for holder in article.copyright_holders),
        years=article.copyright_years,
        syndication=(
            *(f"{credit.role}: {credit.name}" for credit in article.credits if credit.role in SYNDICATION_ROLES),
            *(f"hop: {hop.action} {hop.party.name if hop.party else hop.url}" for hop in article.chain[1:]),
            *(f"author: {agent.name}" for agent in agencies if identify(agent.name)),
        ),
    )


def from_peer(found: Found) -> Answer:
    """A peer's findings as an answer: its authors may be people or not, it does not say."""
    return Answer(
        authors=found.authors,
        people=found.authors,
        stated_people=found.authors,
        date=found.date,
        original_url=found.url,
        source_hosts=frozenset(filter(None, (host(found.url),))),
        everything=_URL.sub(" ", found.everything),
    )


@dataclass(frozen=True, slots=True)
class Measure:
    """One question: whom it is put to, what is true, what an answer says, and whether that is right."""

    key: str
    title: str
    applies: Callable[[Page], bool]
    truth: Callable[[Page], object]
    said: Callable[[Answer], object]
    right: Callable[[Page, Answer], bool]
    ours_only: bool = False
    """True where no peer has an answer that could be scored."""


def identify(name: str) -> str | None:
    """The registry's IRI for an organisation's name, short names included."""
    agency = _agency(name)
    return agency.id if agency else None


def host(text: str | None) -> str | None:
    """The host of a URL, or of a bare host name, without `www.`; None for any other text."""
    if not text or " " in text.strip() or "." not in text:
        return None
    try:
        netloc = urlsplit(text if "//" in text else f"//{text}").netloc
    except ValueError:
        return None
    return netloc.lower().removeprefix("www.") or None


def right_authors(page: Page, answer: Answer) -> bool:
    """The labelled set, as people only or as the whole list."""
    return names(page.authors) in (names(answer.people), names(answer.authors))


def right_source(truth: Syndication, answer: Answer, *, by_host: bool = True) -> bool:
    """Whether a true source is named, and nobody else is given as the origin."""
    named = any(_named(source, answer) for source in truth.sources)
    at_home = by_host and host(truth.original_url) in answer.source_hosts
    return (named or at_home) and not wrong_origins(truth, answer)


def wrong_origins(truth: Syndication, answer: Answer) -> list[str]:
    """Organisations given as the origin that are neither a true source nor the site itself."""
    home = host(truth.original_url)
    return [
        origin
        for origin in answer.origins
        if not any(same_holder(origin, true, identify) for true in (*truth.sources, truth.site))
        and (home is None or host(origin) != home)
    ]


def left_alone(truth: Syndication, answer: Answer) -> bool:
    """Whether nothing says that a page came from elsewhere; that the site is itself an agency is no such thing."""
    own = [claim for claim in answer.syndication if _is(claim, "author", truth.site)]
    return len(own) == len(answer.syndication)


def right_holder(truth: Syndication, answer: Answer) -> bool:
    """Whether one of the holders is the true one, in a short or a legal form."""
    return any(same_holder(holder, truth.holder or "", identify) for holder in answer.holders)


def _named(source: str, answer: Answer) -> bool:
    if any(same_organization(source, name, identify) for name in answer.sources):
        return True
    agency = _agency(source)
    aliases = (agency.name, *agency.aliases, *agency.short_names) if agency else ()
    return mentions(answer.everything, source, aliases)


def _is(claim: str, kind: str, name: str) -> bool:
    said, _, who = claim.partition(": ")
    return said == kind and same_holder(who, name, identify)


def _agency(name: str) -> Agency | None:
    return registry().named(name, slot=True)


def _of(page: Page) -> Syndication:
    assert page.syndication is not None, "asked only of pages that a measure applies to"
    return page.syndication


def _where(test: Callable[[Syndication], object]) -> Callable[[Page], bool]:
    return lambda page: page.syndication is not None and bool(test(page.syndication))


def _sources_shown(answer: Answer) -> Iterable[object]:
    return [*answer.sources, *sorted(answer.source_hosts), *(f"origin: {origin}" for origin in answer.origins)]


def _authors(part: str) -> tuple[Measure, ...]:
    def applies(page: Page) -> bool:
        return page.part == part and bool(page.authors)

    def whole_list(page: Page, answer: Answer) -> bool:
        return names(page.authors) == names(answer.authors)

    def stated(page: Page, answer: Answer) -> bool:
        inferred = names(answer.people) - names(answer.stated_people)
        return names(page.authors) in (names(answer.stated_people), names(answer.authors) - inferred)

    title = f"exact author set, {part} pages"
    truth = attrgetter("authors")
    return (
        Measure(f"authors-{part}", title, applies, truth, attrgetter("authors"), right_authors),
        Measure(f"authors-list-{part}", "  … the whole list", applies, truth, attrgetter("authors"), whole_list),
        Measure(f"authors-stated-{part}", "  … nobody inferred", applies, truth, attrgetter("stated_people"), stated),
    )


def _dates(part: str) -> Measure:
    return Measure(
        key=f"dates-{part}",
        title=f"same-day date, {part} pages",
        applies=lambda page: page.part == part and day(page.date) is not None,
        truth=attrgetter("date"),
        said=attrgetter("date"),
        right=lambda page, answer: day(page.date) == day(answer.date),
    )


MEASURES: tuple[Measure, ...] = (
    *_authors("trafilatura"),
    *_authors("aed"),
    _dates("trafilatura"),
    _dates("aed"),
    Measure("agency", "right agency or source", _where(lambda s: s.sources),
            lambda p: _of(p).sources, _sources_shown, lambda p, a: right_source(_of(p), a)),
    Measure("agency-name", "  … by name only", _where(lambda s: s.sources),
            lambda p: _of(p).sources, _sources_shown, lambda p, a: right_source(_of(p), a, by_host=False)),
    Measure("humans", "exact humans", _where(lambda s: True),
            lambda p: _of(p).humans, lambda a: a.people, lambda p, a: names(_of(p).humans) == names(a.people)),
    Measure("humans-stated", "  … nobody inferred", _where(lambda s: True), lambda p: _of(p).humans,
            lambda a: a.stated_people, lambda p, a: names(_of(p).humans) == names(a.stated_people)),
    Measure("holder", "claimed holder", _where(lambda s: s.holder),
            lambda p: _of(p).holder, lambda a: a.holders, lambda p, a: right_holder(_of(p), a), ours_only=True),
    Measure("year", "  … and its year", _where(lambda s: s.year),
            lambda p: _of(p).year, lambda a: a.years, lambda p, a: _of(p).year in a.years, ours_only=True),
    Measure("no-holder", "  … no holder invented", _where(lambda s: not s.holder),
            lambda p: None, lambda a: a.holders, lambda p, a: not a.holders, ours_only=True),
    Measure("url", "original URL", _where(lambda s: s.original_url), lambda p: _of(p).original_url,
            lambda a: a.original_url, lambda p, a: address(_of(p).original_url) == address(a.original_url)),
    Measure("traps", "traps left alone", _where(lambda s: s.trap),
            lambda p: "not syndicated", lambda a: a.syndication, lambda p, a: left_alone(_of(p), a), ours_only=True),
)  # fmt: skip
"""Every measure, in the order of the table; a title that is indented is a variant of the one above it."""
