"""The use as a form in plain words, and back: what an editor ticks becomes the facts that `decide` takes.

A form that was sent tells the whole use: what is left empty is unknown, and may become a question. Without one, the
defaults of the configuration hold. The same keys stand in the address of an answer, so that it can be kept and shared.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal, NamedTuple

from werkzeug.datastructures import MultiDict

from provenance.errors import UsageError
from provenance.terms.conditions import QUESTIONS
from provenance.terms.use import (
    AUTOMATION,
    EDITS,
    ENGAGEMENT,
    EXTENTS,
    KINDS,
    MEDIA,
    MONETISATION,
    Use,
    parse_use,
)

MARKER = "use"
"""The field that says that a form was sent: what it leaves empty is unknown."""

Kind = Literal["many", "one", "text", "date", "number"]
Told = dict[str, Any]

_PLAIN = {
    "parts": {"text": "the text", "images": "the pictures"},
    "extent": {"full": "all of it", "excerpt": "an excerpt", "headline": "the headline"},
    "edits": {"none": "nothing", "headline": "the headline", "cut": "cuts", "addition": "additions",
              "translation": "a translation"},
    "monetisation": {"none": "not at all", "page_ads": "ads on the page", "sold_against": "ads sold against it"},
    "automation": {"individual": "a person picks each story", "systematic": "stories are taken systematically"},
    "engagement": {"staff": "as staff", "commissioned": "on commission", "freelance": "as a freelance",
                   "agency": "for an agency"},
}  # fmt: skip
"""Field → word of the record → plain words, where the word itself is none."""


class Field(NamedTuple):
    """One question of the form. `choices` are pairs of a word of the record and plain words."""

    key: str
    label: str
    kind: Kind
    choices: tuple[tuple[str, str], ...] = ()
    hint: str = ""
    group: Literal["main", "house", "more"] = "main"


def _field(key: str, label: str, kind: Kind, words: Iterable[str] = (), hint: str = "", group: Any = "main") -> Field:
    choices = tuple((word, _plain(key, word)) for word in words)
    return Field(key, label or QUESTIONS[key], kind, choices, hint, group)


def _plain(key: str, word: str) -> str:
    return _PLAIN.get(key, {}).get(word) or word.replace("_", " ")


FIELDS = (
    _field("parts", "What do you want to run?", "many", ("text", "images")),
    _field("medium", "Where?", "many", MEDIA),
    _field("audience_territory", "", "text", hint="“world”, or country codes: US, CA"),
    _field("when", "When?", "date", hint="Empty means now."),
    _field("extent", "How much of it?", "one", EXTENTS),
    _field("words", "", "number", hint="For an excerpt."),
    _field("edits", "What will you change?", "many", EDITS),
    _field("monetisation", "How do you earn on the page?", "many", MONETISATION),
    _field("automation", "Who picks the story?", "one", AUTOMATION),
    _field("organisation.name", "Name of your organisation", "text", group="house"),
    _field("organisation.kind", "Kind of organisation", "one", KINDS, group="house"),
    _field("organisation.country", "Country", "text", hint="Two letters: US", group="house"),
    _field("organisation.subdivision", "State or region", "text", hint="As US-CA", group="house"),
    _field("obtained_from", "", "text", group="more"),
    _field("engagement", "", "one", ENGAGEMENT, group="more"),
    _field("edition", "", "text", group="more"),
    _field("share", "", "text", hint="Of the whole, between 0 and 1.", group="more"),
)
BY_KEY: Mapping[str, Field] = {field.key: field for field in FIELDS}
CONFIRMED = "confirmed"
KEYS = (*BY_KEY, CONFIRMED)


def told(form: MultiDict[str, str]) -> Told | None:
    """The use that a form or an address tells; None if it tells none, so that the defaults hold.

    What it leaves empty is None, which `parse_use` takes as unknown.
    """
    if MARKER not in form:
        return None
    facts: Told = {}
    for key in KEYS:
        values = [value.strip() for value in form.getlist(key) if value.strip()]
        is_list = key == CONFIRMED or BY_KEY[key].kind == "many"
        facts[key] = (values if is_list else values[0]) if values else None
    if isinstance(text := facts["audience_territory"], str):
        facts["audience_territory"] = [code for code in text.replace(",", " ").replace("+", " ").split() if code]
    if facts["extent"] != "excerpt":
        facts["words"] = facts["share"] = None
    return facts


def faults(facts: Told | None) -> dict[str, str]:
    """What is wrong with a use, by the key of the field; empty if nothing is."""
    wrong = {}
    for key, value in (facts or {}).items():
        if value is not None and key != "organisation.subdivision":
            try:
                parse_use({key: value}, {})
            except UsageError as error:
                wrong[key] = error.message
    if not wrong:
        try:
            parse_use(facts)
        except UsageError as error:
            key = (error.place or "").removeprefix("use.")
            wrong[key if key in KEYS else "parts"] = error.message
    return wrong


def query(facts: Told | None) -> list[tuple[str, str]]:
    """The use as pairs for an address; `told` reads it back."""
    if facts is None:
        return []
    pairs = [(MARKER, "1")]
    for key, value in facts.items():
        if value is not None:
            values = [",".join(value)] if key == "audience_territory" else value if isinstance(value, list) else [value]
            pairs += [(key, str(each)) for each in values]
    return pairs


def filled(use: Use) -> dict[str, list[str]]:
    """What stands in each field for a use: the texts, or the words that are ticked."""
    values: dict[str, list[str]] = {CONFIRMED: list(use.confirmed)}
    for key in BY_KEY:
        head, _, tail = key.partition(".")
        value = getattr(use, head)
        value = value.get(tail) if tail else value
        if key == "audience_territory" and value:
            value = ", ".join(value)
        values[key] = list(value) if isinstance(value, tuple) else [] if value is None else [str(value)]
    return values


def pairs(use: Use, without: Iterable[str] = ()) -> list[tuple[str, str]]:
    """A whole use as hidden fields of a form that asks for the facts `without`."""
    left_out = frozenset(without)
    told = ((key, value) for key, values in filled(use).items() if key not in left_out for value in values)
    return [(MARKER, "1"), *told]


def summary(use: Use) -> str:
    """The use in one line of plain words."""

    def words(key: str, told: tuple[str, ...] | None) -> str:
        return ", ".join(_plain(key, word) for word in told or ())

    said = [words("parts", use.parts)]
    if use.extent not in (None, "full"):
        said.append(words("extent", (use.extent,)))
    said += [" and ".join(use.medium or ()), _audience(use)]
    if use.edits:
        said.append("unchanged" if use.edits == ("none",) else f"changed: {words('edits', use.edits)}")
    if use.monetisation:
        said.append(f"earning: {words('monetisation', use.monetisation)}")
    if use.when:
        said.append(f"on {use.when}")
    if name := use.organisation.get("name"):
        said.append(f"by {name}")
    return "; ".join(filter(None, said))


def _audience(use: Use) -> str:
    if use.audience_territory is None:
        return "for an audience that is not known"
    return "worldwide" if "world" in use.audience_territory else "for " + ", ".join(use.audience_territory)
