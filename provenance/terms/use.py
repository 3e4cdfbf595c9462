"""The use that is asked about, in facts: where, when, for whom, how much, changed how, earned with how.

`decide` never asks "is this commercial?": it is told the facts, and the terms say what follows. A fact that nobody told
is unknown, which is neither yes nor no. What people also call the facts stands in `vocab/use_words.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

from provenance.errors import UsageError
from provenance.resources import vocab
from provenance.terms.instants import interval
from provenance.terms.territories import is_group

MEDIA = ("web", "print", "radio", "social", "newsletter", "app")
EXTENTS = ("full", "excerpt", "headline")
EDITS = ("none", "style", "headline", "cut", "addition", "translation")
MONETISATION = ("none", "page_ads", "sold_against", "paywall", "resale")
AUTOMATION = ("individual", "systematic")
ENGAGEMENT = ("staff", "commissioned", "freelance", "agency")
KINDS = ("newsroom", "nonprofit_newsroom", "nonprofit", "company", "government", "education", "individual")
"""Kinds of organisations that terms speak of. Another kind is kept as told: whether terms mean it is unknown."""

DEFAULT_USE: Mapping[str, Any] = MappingProxyType(
    {"parts": ["text"], "medium": ["web"], "audience_territory": ["world"], "extent": "full", "edits": ["none"]}
)
"""The use that is meant when nobody says: the whole text, unedited and without images, on the web, everywhere."""

SHORT = {
    "audience": "audience_territory",
    "territory": "audience_territory",
    "part": "parts",
    "edit": "edits",
    "from": "obtained_from",
    "kind": "organisation.kind",
    "country": "organisation.country",
    "subdivision": "organisation.subdivision",
    "state": "organisation.subdivision",
    "name": "organisation.name",
    "monetization": "monetisation",
    "organization": "organisation",
}
"""Short forms of the keys; `organisation.kind` is the key `kind` of the table `organisation`."""

ORGANISATION = ("name", "kind", "country", "subdivision")


class Use(NamedTuple):
    """The facts of a use; None where nobody told. Its JSON form is what a decision reports as `use`."""

    parts: tuple[str, ...] = ("text",)
    """`text`, `images`, or ids of assets."""
    medium: tuple[str, ...] | None = None
    audience_territory: tuple[str, ...] | None = None
    """ISO 3166 codes (`US`, `US-CA`), or `world`."""
    organisation: Mapping[str, str] = MappingProxyType({})
    """`name`, `kind`, `country`, `subdivision`."""
    when: str | None = None
    extent: str | None = None
    words: int | None = None
    share: float | None = None
    """Of an excerpt: how many words, and which share of the whole (0 to 1)."""
    edits: tuple[str, ...] | None = None
    monetisation: tuple[str, ...] | None = None
    automation: str | None = None
    obtained_from: str | None = None
    engagement: str | None = None
    """How the author worked for the holder, where known."""
    edition: str | None = None
    """Which edition of the holder's the story comes from (`us`, `uk`), where its terms differ."""
    confirmed: tuple[str, ...] = ()
    """Ids of constraints that somebody has confirmed: a licensor's judgement, a permission obtained."""

    def facts(self) -> dict[str, Any]:
        """The facts that are known, as JSON."""
        return {
            name: list(value) if isinstance(value, tuple) else dict(value) if isinstance(value, Mapping) else value
            for name, value in self._asdict().items()
            if value is not None and value not in ((), {})
        }


USE_KEYS = Use._fields


def parse_use(told: Mapping[str, Any] | None, defaults: Mapping[str, Any] = DEFAULT_USE) -> Use:
    """The use that a table tells, over the defaults.

    Args:
        told: facts by the keys of `Use` or their short forms; a value may be one word, a list, or words joined by "+".
            An extent may be a table of `kind`, `words` and `share`; words or a share alone say excerpt.
        defaults: what holds where `told` is silent. A key told as None or "unknown" is unknown, whatever the default.

    Raises:
        UsageError: an unknown key or word, or a date that is none; the message names them.
    """
    if not told and defaults is DEFAULT_USE:
        return _default()
    return _merged(defaults, told or {})


@cache
def _default() -> Use:
    return _merged(DEFAULT_USE)


def _merged(*tables: Mapping[str, Any]) -> Use:
    """The use that tables tell, the later over the earlier."""
    facts: dict[str, Any] = {}
    for table in tables:
        read = _read_table(table)
        if "extent" in read:  # the words of another extent are not its own
            facts |= {"words": None, "share": None}
        facts |= read
    organisation = {key: facts.pop(f"organisation.{key}", None) for key in ORGANISATION}
    if facts.get("parts") is None:
        facts["parts"] = ("text",)
    facts["confirmed"] = facts.get("confirmed") or ()
    return Use(**facts, organisation=MappingProxyType(_place({k: v for k, v in organisation.items() if v})))


def _read_table(table: Mapping[str, Any]) -> dict[str, Any]:
    """One table of facts, with the keys of `Use` and with `organisation.kind` and its like; None is unknown."""
    facts: dict[str, Any] = {}
    for told, value in table.items():
        key = SHORT.get(told, told.replace("organization.", "organisation."))
        place = f"use.{told}"
        is_unknown = value is None or (isinstance(value, str) and value.strip().lower() == "unknown")
        if key == "organisation":
            facts |= dict.fromkeys(_IN_ORGANISATION) if is_unknown else _organisation(value, place)
        elif key == "extent" and not is_unknown:
            facts |= _extent(value, place)
        elif key in _READ:
            facts[key] = None if is_unknown else _READ[key](value, place)
        else:
            known = sorted({*USE_KEYS, *SHORT})
            raise UsageError(f"expected one of {', '.join(known)}, found {told!r}", place="use")
    if "extent" not in facts and (facts.get("words") is not None or facts.get("share") is not None):
        facts["extent"] = "excerpt"
    return facts


def split_use(text: str) -> dict[str, Any]:
    """The table of `medium=web, audience=US, edits=style+cut`: pairs with commas between.

    Raises:
        UsageError: a piece has no `=`.
    """
    table: dict[str, Any] = {}
    for piece in filter(None, (piece.strip() for piece in text.split(","))):
        key, sign, value = (part.strip() for part in piece.partition("="))
        if not sign or not key or not value:
            raise UsageError(f"expected KEY=VALUE, found {piece!r}", place="--use")
        table[key] = value
    return table


def _extent(value: Any, place: str) -> dict[str, Any]:
    """`full`, `150 words`, `20%`, or a table of `kind`, `words` and `share`, as facts."""
    if isinstance(value, Mapping):
        if unknown := sorted(set(value) - {"kind", "words", "share"}):
            raise UsageError(f"expected kind, words or share, found {', '.join(unknown)}", place=place)
        counted = {key: _READ[key](value[key], f"{place}.{key}") for key in ("words", "share") if key in value}
        kind = _one_extent(value.get("kind", "excerpt" if counted else None), f"{place}.kind")
        return {"extent": kind, **counted}
    text = _text(value, place)
    if match := re.fullmatch(r"(\d+)\s*words?", text):
        return {"extent": "excerpt", "words": int(match[1])}
    if match := re.fullmatch(r"(\d+(?:\.\d+)?)\s*%", text):
        return {"extent": "excerpt", "share": _share(float(match[1]) / 100, place)}
    return {"extent": _one_extent(text, place)}


def _text(value: Any, place: str) -> str:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, (list, tuple)) and len(value) == 1:
        value = value[0]
    if not isinstance(value, str) or not value.strip():
        raise UsageError(f"expected a word, found {value!r}", place=place)
    return value.strip()


def _words(value: Any, place: str) -> tuple[str, ...]:
    """One word, a list of them, or words joined by "+"."""
    items = re.split(r"\s*[+|]\s*", value.strip()) if isinstance(value, str) else value
    if not isinstance(items, Iterable):
        raise UsageError(f"expected words, found {value!r}", place=place)
    found = tuple(dict.fromkeys(_text(item, place) for item in items))
    if not found:
        raise UsageError("expected at least one word, found none", place=place)
    return found


def _several(fact: str, known: tuple[str, ...], *, others: bool = False) -> Callable[[Any, str], tuple[str, ...]]:
    def read(value: Any, place: str) -> tuple[str, ...]:
        words = tuple(dict.fromkeys(_word(word, fact, known, place, others) for word in _words(value, place)))
        if "none" in words and len(words) > 1:
            raise UsageError(f"expected none or something, found both: {'+'.join(words)}", place=place)
        return words

    return read


def _one(fact: str, known: tuple[str, ...], *, others: bool = False) -> Callable[[Any, str], str]:
    return lambda value, place: _word(_text(value, place), fact, known, place, others)


def _word(text: str, fact: str, known: tuple[str, ...], place: str, others: bool) -> str:
    """The record's word for what somebody wrote; with `others` a word that it does not know is kept."""
    word = re.sub(r"[\s_-]+", "_", text.lower())
    if word not in known:
        word = _synonyms()[fact].get(word, text)
    if word not in known and not others:
        raise UsageError(f"expected {', '.join(known)}, found {text!r}", place=place)
    return word


@cache
def _synonyms() -> dict[str, dict[str, str]]:
    import tomllib  # only where somebody uses a word that is not the record's

    return tomllib.loads(vocab("use_words.toml").read_text("utf-8"))


_CODE = re.compile(r"([A-Za-z]{2})(-[A-Za-z0-9]{1,3})?", re.ASCII)


def _territory(value: Any, place: str) -> tuple[str, ...]:
    words = _words(value, place)
    found = []
    for word in words:
        if word.lower() in ("world", "worldwide", "global", "everywhere"):
            found.append("world")
        elif is_group(word) or _CODE.fullmatch(word):
            found.append(word.upper())
        else:
            raise UsageError(f"expected world or ISO 3166 codes as US or US-CA, found {word!r}", place=place)
    return tuple(dict.fromkeys(found))


def _date(value: Any, place: str) -> str:
    text = _text(value, place)
    try:
        interval(text)
    except ValueError as error:
        raise UsageError(str(error), place=place) from None
    return text


def _count(value: Any, place: str) -> int:
    try:
        number = int(value)
    except (TypeError, ValueError):
        raise UsageError(f"expected a number of words, found {value!r}", place=place) from None
    if number < 0:
        raise UsageError(f"expected a number of words, found {value!r}", place=place)
    return number


def _share(value: Any, place: str) -> float:
    try:
        number = float(value)
    except (TypeError, ValueError):
        raise UsageError(f"expected a share between 0 and 1, found {value!r}", place=place) from None
    if not 0 <= number <= 1:
        raise UsageError(f"expected a share between 0 and 1, found {value!r}", place=place)
    return number


def _organisation(value: Any, place: str) -> dict[str, Any]:
    """A name, or a table, by the keys `organisation.name` and its like."""
    if isinstance(value, str):
        return {"organisation.name": _text(value, place)}
    if not isinstance(value, Mapping):
        raise UsageError(f"expected a name or a table, found {value!r}", place=place)
    if unknown := sorted(set(value) - set(ORGANISATION)):
        raise UsageError(f"expected {', '.join(ORGANISATION)}, found {', '.join(unknown)}", place=place)
    return _read_table({f"organisation.{key}": item for key, item in value.items()})


def _country(value: Any, place: str) -> str:
    text = _text(value, place)
    if not (match := _CODE.fullmatch(text)) or match[2]:
        raise UsageError(f"expected an ISO 3166 code as US, found {text!r}", place=place)
    return text.upper()


def _subdivision(value: Any, place: str) -> str:
    text = _text(value, place)
    if not re.fullmatch(r"([A-Za-z]{2}-)?[A-Za-z0-9]{1,3}", text, re.ASCII):
        raise UsageError(f"expected an ISO 3166 code as US-CA, found {text!r}", place=place)
    return text.upper()


def _place(organisation: dict[str, str]) -> dict[str, str]:
    """A subdivision names its country: `CA` in `US` is `US-CA`, and `US-CA` lies in `US`.

    Raises:
        UsageError: a subdivision of no country, or of another.
    """
    country, subdivision = organisation.get("country"), organisation.get("subdivision")
    if subdivision is None:
        return organisation
    head, _, tail = subdivision.rpartition("-")
    head = head or country or ""
    if not head or (country and head != country):
        found = f"{subdivision!r} in {country!r}" if country else repr(subdivision)
        raise UsageError(f"expected an ISO 3166 code as US-CA, found {found}", place="use.organisation.subdivision")
    return {**organisation, "country": head, "subdivision": f"{head}-{tail}"}


_one_extent = _one("extent", EXTENTS)
_READ: Mapping[str, Callable[[Any, str], Any]] = {
    "parts": _several("parts", ("text", "images"), others=True),
    "medium": _several("medium", MEDIA),
    "audience_territory": _territory,
    "when": _date,
    "extent": _text,
    "words": _count,
    "share": _share,
    "edits": _several("edits", EDITS),
    "monetisation": _several("monetisation", MONETISATION),
    "automation": _one("automation", AUTOMATION),
    "obtained_from": _text,
    "engagement": _one("engagement", ENGAGEMENT),
    "edition": _text,
    "confirmed": _words,
    "organisation.name": _text,
    "organisation.kind": _one("kind", KINDS, others=True),
    "organisation.country": _country,
    "organisation.subdivision": _subdivision,
}
_IN_ORGANISATION = tuple(key for key in _READ if key.startswith("organisation."))
