"""Who is a news agency: the registry in `vocab/agencies.ttl`, and the ways in which a text names one of its rows.

Names fall into two classes, and the file says which. A *name* (`schema:name`, `schema:alternateName`, a dated
`synd:Name`) identifies its organisation wherever it stands. A *short name* (`synd:shortName`: "AP", "EFE", "Grist")
is also a party, a person or an ordinary word: it counts only where grammar expects an agency (`slot=True`: a byline, a
dateline, a sign-off) and only in its own letter case. A name that its row repeats as a short name is trusted as the
whole of a field, but inside other text it is a short name.

Texts and names are compared word by word: compatibility forms (NFKC), letter case, accents, hyphens, commas and the
kind of white space make no difference, nor does a leading "the", "die" or "l'agence". Other punctuation separates.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple
from unicodedata import normalize

from pyoxigraph import RdfFormat, parse

from provenance.resources import vocab

NAMESPACE = "https://w3id.org/news-provenance/agency/"
"""The IRIs of the registry: this and a slug. The namespace itself is the registry's own node."""


class DatedName(NamedTuple):
    """A name and the time it was in use; the dates are ISO 8601, as precise as known, None where open."""

    name: str
    valid_from: str | None = None
    valid_through: str | None = None


class Agency(NamedTuple):
    """One row of the registry (schema:Organization)."""

    id: str
    """The IRI, `https://w3id.org/news-provenance/agency/<slug>`."""
    name: str
    kind: str
    """`newsAgency`, `newsFoundation`, `syndicate`, `nonprofitNewsroom`, `releaseWire`, `publisher`, `broadcaster`."""
    url: str
    hosts: tuple[str, ...] = ()
    """Host names without "www."; the hosts below them belong to the row too."""
    aliases: tuple[str, ...] = ()
    """Other names that identify the organisation by themselves."""
    short_names: tuple[str, ...] = ()
    """Tokens that count only in a grammatical slot, in this letter case."""
    same_as: tuple[str, ...] = ()
    country: str | None = None
    """ISO 3166-1 alpha-2, upper case."""
    parent: str | None = None
    """The IRI of the organisation it belongs to."""
    names: tuple[DatedName, ...] = ()
    """Earlier and later names, where they changed."""


_KEPT = 20_000


class Agencies:
    """The rows, and the questions a reader asks of them.

    Args:
        rows: the organisations.
        articles: words that make no difference before a name, in the registry or in a text ("the", "die", "l").
        titles: words that a text may put before a name ("Nachrichtenagentur", "agencia").

    Raises:
        ValueError: two rows claim one name, short name, host or IRI.
    """

    def __init__(self, rows: Iterable[Agency], articles: Iterable[str] = (), titles: Iterable[str] = ()) -> None:
        self._articles = frozenset(map(_fold, articles))
        self._lead = self._articles | frozenset(map(_fold, titles))
        self._rows: dict[str, Agency] = {}
        self._hosts: dict[str, Agency] = {}
        self._names: dict[str, Agency] = {}
        self._whole: dict[str, Agency] = {}
        self._short: dict[str, Agency] = {}
        self._reach: dict[str, int] = {}
        self._last: set[str] = set()
        self._answers: dict[tuple[str, bool], Agency | None] = {}
        for row in rows:
            self._add(row)
        self._openers = self._lead | self._reach.keys()

    def __iter__(self) -> Iterator[Agency]:
        return iter(self._rows.values())

    def __len__(self) -> int:
        return len(self._rows)

    def get(self, iri: str) -> Agency | None:
        """The row of that IRI."""
        return self._rows.get(iri)

    def at_host(self, host: str) -> Agency | None:
        """Whose host this is: the row with the longest suffix of whole labels (`www.apnews.com` is `apnews.com`)."""
        labels = host.partition(":")[0].rstrip(".").lower().split(".")
        suffixes = (".".join(labels[i:]) for i in range(len(labels)))
        return next((self._hosts[suffix] for suffix in suffixes if suffix in self._hosts), None)

    def named(self, text: str, *, slot: bool = False) -> Agency | None:
        """The organisation that the whole text names; short names only with `slot`.

        Pages of one site name the same parties again and again: answers are kept.
        """
        key = (text, slot)
        if key not in self._answers:
            if len(self._answers) > _KEPT:
                self._answers.clear()
            self._answers[key] = self._named(text, slot)
        return self._answers[key]

    def _named(self, text: str, slot: bool) -> Agency | None:
        if not self._ends_like_a_name(text):
            return None
        words = _words(text)
        for start in self._starts(words, 0):
            if hit := self._span(words, start, len(words), slot):
                return hit[0]
            if row := self._whole.get(_key(words[start:], bare=True)):
                return row
        return None

    def leading(self, text: str, *, slot: bool = False) -> tuple[Agency, str] | None:
        """The longest name at the start of the text, and the rest, without the white space around it."""
        first = _WORD.search(text)
        if not first or _words(first[0])[0][3].rstrip(".") not in self._openers:
            return None  # nearly every text ends here
        hit = self._at(_words(text), 0, slot)
        return (hit[0], text[hit[1] :].strip()) if hit else None

    def trailing(self, text: str, *, slot: bool = False) -> tuple[Agency, str] | None:
        """The longest name at the end of the text, and what stands before it, without the white space around it."""
        if not self._ends_like_a_name(text):
            return None
        words = _words(text)
        for start in range(len(words)):
            if len(words) - start <= self._reach.get(words[start][3].rstrip("."), 0) and (
                hit := self._span(words, start, len(words), slot)
            ):
                while start and words[start - 1][3] in self._lead:
                    start -= 1
                return hit[0], text[: words[start][0]].strip()
        return None

    def _ends_like_a_name(self, text: str) -> bool:
        """Whether the last word is the last word of a name: nearly no text's is."""
        words = _words("".join(text.rsplit(None, 1)[-1:])) or _words(text)  # behind the last space may stand a hyphen
        return bool(words) and words[-1][3].rstrip(".") in self._last

    def mentions(self, text: str) -> Iterator[tuple[int, int, Agency]]:
        """Every full name in running text as (start, end, row), offsets in characters; short names never.

        An article or title before the name belongs to the span.
        """
        words = _words(text)
        free = 0
        for at, (start, _, _, folded) in enumerate(words):
            if at < free or folded.rstrip(".") not in self._openers:
                continue  # nearly every word ends here
            if hit := self._at(words, at, slot=False):
                yield start, hit[1], hit[0]
                free = hit[2]

    def desk(self, text: str) -> Agency | None:
        """The agency of a desk code: `xx/dpa`, `SDA/xx`, `(dpa/lno)`; the letters beside the slash are no person.

        A code is one agency and one or more initials of 2 to 5 lower-case letters, joined by slashes. Two
        agencies (`dpa/AFP`) are a double credit, not a code.
        """
        if "/" not in text:
            return None
        agencies, initials = [], 0
        for part in text.strip("()[] \t\n\xa0").split("/"):
            if agency := self.named(part, slot=True):
                agencies.append(agency)
            elif _is_initials(part.strip()):
                initials += 1
            else:
                return None
        return agencies[0] if len(agencies) == 1 and initials else None

    def _add(self, row: Agency) -> None:
        _claim(self._rows, row.id, row)
        for host in row.hosts:
            _claim(self._hosts, host, row)
        short = set()
        for name in row.short_names:
            words = _words(name)
            short.add(key := _key(words, raw=True))
            self._name(self._short, key, words, row)
        for name in (row.name, *row.aliases):
            words = _words(name)
            if short and _key(words, raw=True) in short:
                _claim(self._whole, _key(words, bare=True), row)
                continue
            if len(words) > 2 and words[0][3] in self._articles:  # "LA Times" is not "Times"
                del words[0]
            self._name(self._names, key := _key(words), words, row)
            if "." in key:  # "Inc." and "Inc"
                self._name(self._names, _key(words, bare=True), words, row)

    def _name(self, index: dict[str, Agency], key: str, words: list[_Word], row: Agency) -> None:
        """Enter a name, and remember how many words a name that begins with this word can have."""
        _claim(index, key, row)
        first = words[0][3].rstrip(".")
        if self._reach.get(first, 0) < len(words):
            self._reach[first] = len(words)
        self._last.add(words[-1][3].rstrip("."))

    def _starts(self, words: list[_Word], at: int) -> Iterator[int]:
        """`at`, and the places after each article and title that stands there: "l'", "agence"."""
        yield at
        for start in range(at + 1, min(at + 4, len(words))):
            if words[start - 1][3] not in self._lead:
                return
            yield start

    def _at(self, words: list[_Word], at: int, slot: bool) -> tuple[Agency, int, int] | None:
        """The longest name at word `at`: the row, the end in the text, and the index of the next word."""
        for start in self._starts(words, at):
            reach = self._reach.get(words[start][3].rstrip("."), 0)
            for stop in range(min(start + reach, len(words)), start, -1):
                if hit := self._span(words, start, stop, slot):
                    return *hit, stop
        return None

    def _span(self, words: list[_Word], start: int, stop: int, slot: bool) -> tuple[Agency, int] | None:
        """The row that exactly these words name, and where the name ends: a full stop after it is not part of it."""
        if start == stop:
            return None
        span = words[start:stop]
        end = span[-1][1]
        dots = len(span[-1][3]) - len(span[-1][3].rstrip("."))
        folded = _key(span)
        raw = _key(span, raw=True)
        for cut in (0, dots) if dots else (0,):  # with its full stop ("Inc."), then without
            row = self._names.get(folded[: len(folded) - cut])
            if row is None and slot:
                row = self._short.get(raw[: len(raw) - cut])
            if row:
                return row, end - cut
        return None


@cache
def registry() -> Agencies:
    """The registry of `vocab/agencies.ttl`, read once.

    Raises:
        ValueError: a row has not exactly one name and one home page, or two rows claim one name.
        SyntaxError: the file is not Turtle.
    """
    nodes: _Nodes = defaultdict(lambda: defaultdict(list))
    for quad in parse(path=str(vocab("agencies.ttl")), format=RdfFormat.TURTLE):
        nodes[quad.subject.value][quad.predicate.value].append(quad.object.value)
    settings = nodes[NAMESPACE]
    rows = (_agency(iri, node, nodes) for iri, node in list(nodes.items()) if _KIND in node)
    return Agencies(rows, settings[_ARTICLE], settings[_TITLE])


_Nodes = defaultdict[str, defaultdict[str, list[str]]]
"""Subject, predicate, objects: IRIs and literals as plain text, in the order of the file."""

_SYND = "https://w3id.org/news-provenance/ns#"
_ARTICLE, _TITLE, _KIND, _HOST, _SHORT, _DATED, _FROM, _THROUGH = (
    _SYND + name
    for name in (
        "leadingArticle",
        "leadingTitle",
        "kind",
        "host",
        "shortName",
        "datedName",
        "validFrom",
        "validThrough",
    )
)
_NAME, _ALIAS, _URL, _SAME_AS, _COUNTRY, _PARENT = (
    "https://schema.org/" + name
    for name in ("name", "alternateName", "url", "sameAs", "addressCountry", "parentOrganization")
)


def _agency(iri: str, node: defaultdict[str, list[str]], nodes: _Nodes) -> Agency:
    (name,) = node[_NAME]
    (url,) = node[_URL]
    dated = tuple(_dated(nodes[each]) for each in node[_DATED])
    return Agency(
        id=iri,
        name=name,
        kind=node[_KIND][0].removeprefix(_SYND),
        url=url,
        hosts=tuple(node[_HOST]),
        aliases=(*node[_ALIAS], *(each.name for each in dated if each.name != name)),
        short_names=tuple(node[_SHORT]),
        same_as=tuple(node[_SAME_AS]),
        country=_first(node[_COUNTRY]),
        parent=_first(node[_PARENT]),
        names=dated,
    )


def _dated(node: defaultdict[str, list[str]]) -> DatedName:
    return DatedName(node[_NAME][0], _first(node[_FROM]), _first(node[_THROUGH]))


def _first(values: list[str]) -> str | None:
    return values[0] if values else None


_Word = tuple[int, int, str, str]
"""Start and end in the text, the word as written (in compatibility form), and folded."""

# A full stop belongs to the word before it, so that "AP. News" is not "AP News". What is neither taken into a word nor
# silent stands for itself, and separates.
_SILENT = "\\s,'’ʼ™®\\-\u00ad\u2010-\u2012\u200b-\u200d\u2060\ufeff"
_WORD = re.compile(rf"\w[\w\u0300-\u036f.]*|[^{_SILENT}]")


def _words(text: str) -> list[_Word]:
    if text.isascii():
        low = text.lower()
        spans = [match.span() for match in _WORD.finditer(text)]
        return [(start, end, text[start:end], low[start:end]) for start, end in spans]
    words: list[_Word] = []
    for match in _WORD.finditer(text):
        start, end = match.span()
        word = match[0]
        if word.isascii():
            words.append((start, end, word, word.lower()))
        elif "\u3040" <= max(word) <= "\ud7af":  # kana, Han and hangul write no spaces: each character is a word
            words += ((start + i, start + i + 1, normalize("NFKC", c), _fold(c)) for i, c in enumerate(word))
        else:
            words.append((start, end, normalize("NFKC", word), _fold(word)))
    return words


def _key(words: Iterable[_Word], *, raw: bool = False, bare: bool = False) -> str:
    """Words as one string to look up: as written or folded; `bare` leaves full stops out."""
    each = [word if raw else folded for _, _, word, folded in words]
    return " ".join([word.rstrip(".") or word for word in each] if bare else each)


def _fold(word: str) -> str:
    """Lower case without accents: headings in capitals leave them out."""
    return "".join(c for c in normalize("NFKD", word).casefold() if not "\u0300" <= c <= "\u036f")


def _is_initials(part: str) -> bool:
    return 2 <= len(part) <= 5 and part.isalpha() and part.islower()


def _claim(index: dict[str, Agency], key: str, row: Agency) -> None:
    if (other := index.setdefault(key, row)) is not row:
        raise ValueError(f"{key!r} is claimed by {other.id} and {row.id}")
