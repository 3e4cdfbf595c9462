"""Is this a person's name? What is left of it without "By", titles, degrees and shouting?

Two strictnesses, since a slot that says "author" (markup, a byline element) is evidence by itself, and a running text
is not: `plausible` rejects only what cannot be a name, `evident` accepts only what looks like one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from functools import cache, lru_cache

from provenance.language.lexicon import lexicon

_INVISIBLE = re.compile("[\u200b\u200e\u200f\u00ad\ufeff]")  # besides what `str.split` takes for white space
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,200}|\[email.protected\]", re.IGNORECASE)
_URLISH = re.compile(
    r"https?:|www\.|^[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|de|co|uk|fr|es|it|nl|ch|at|eu|info|tv|io|cl|in|news|blog)\b",
    re.IGNORECASE,
)
_EDGES = ' \t,;:|/•·-–—_*"“”„»«<>()[]'
_FOLD_EDGES = _EDGES + "."
_GENERATIONS = frozenset(("jr", "sr", "ii", "iii", "iv"))  # they tell two people of one name apart
_ABBREVIATED = re.compile(r"(?:\b[^\W\d_]|\b(?:Jr|Sr|St))\.$")
_LOGIN = re.compile(r"[a-z]+(?:[._][a-z0-9]+)+$")  # jane.roe.4711: the account, not the name
_NEVER = re.compile(r"[?!:;|/{}<>=\[\]()©®™→←»«]|https?")
_NAME_WORD = re.compile(  # "O'Hara-McNeil", "d'Orsay", "Roe", "J.-P."
    r"(?:[^\W\d_a-zß-öø-ÿ]|[^\W\d_](?=['’]))[^\W\d_]*(?:['’.-]+[^\W\d_]+)*\.?$|[A-Z]\.(?:-?[A-Z]\.)*$"
)
_TOP_LEVEL = re.compile(r"\.(?:com|org|net|de|co\.uk|fr|es|it|at|ch|eu|info|tv)$")
_WORD_ENDS = re.compile(r"[\s/-]+")
_DIGITS = re.compile(r"\d{3,}")


@lru_cache(maxsize=1024)  # as many as a few pages have; a page asks for most of them again
def fold(text: str) -> str:
    """A key for comparing names: NFKC, case-folded, one space between words, no punctuation at the edges."""
    if text.isascii():  # most names: nothing to normalise
        return " ".join(text.split()).strip(_FOLD_EDGES).lower()
    return clean(unicodedata.normalize("NFKC", text)).strip(_FOLD_EDGES).casefold()


def clean(text: str) -> str:
    """White space folded to single spaces, invisible characters dropped; nothing else is changed."""
    if not text.isascii() and _INVISIBLE.search(text):
        text = _INVISIBLE.sub(" ", text)
    return " ".join(text.split())


def lowered(text: str) -> str:
    """The text in lower case and of the same length, so that what is found in it stands there in `text` too."""
    return text.replace("İ", "i").lower()  # the one letter that lower case makes longer


def has_email(text: str) -> bool:
    """Whether an e-mail address, or the mark that a mail cloaker leaves, stands in `text`."""
    return ("@" in text or "[" in text) and _EMAIL.search(text) is not None


def without_email(text: str) -> str:
    """`text` without its e-mail addresses."""
    return clean(_EMAIL.sub(" ", text) if "@" in text or "[" in text else text)


@lru_cache(maxsize=1024)  # as many as a few pages have; a page asks for most of them again
def tidy(name: str) -> str:
    """A name as it is written in a sentence: edges trimmed, honorifics and degrees dropped, capitals lowered.

    >>> tidy("DR. JANE O'HARA-MCNEIL, PhD")
    "Jane O'Hara-McNeil"
    """
    before = None
    while name != before:  # what one trim uncovers is trimmed as well
        before, name = name, _trimmed(name)
    return name


def _trimmed(name: str) -> str:
    words = clean(name).strip(_EDGES).split(" ")
    while len(words) > 2 and words[-1].strip(_FOLD_EDGES).casefold() in _degrees():
        words.pop()
    name = " ".join(words).rstrip(_EDGES)
    if name.endswith(".") and not _ABBREVIATED.search(name):
        name = name.rstrip(_FOLD_EDGES)
    if " " in name and name.isupper():
        letters = [char for char in name if char.isalpha()]
        if len(letters) > 3 and all(char.isupper() for char in letters):
            name = " ".join(_lower_shout(word) for word in name.split(" "))
    return name


@cache
def _degrees() -> frozenset[str]:
    return lexicon().suffixes - _GENERATIONS | {""}


def _lower_shout(word: str) -> str:
    if "." in word or len(word) <= 1:
        return word
    if word.casefold() in lexicon().particles and len(word) > 1:
        return word.lower()
    if word in ("II", "III", "IV"):
        return word
    return "".join(_lower_part(part) for part in re.split(r"([-'’])", word))


def _lower_part(part: str) -> str:
    """One part of a hyphenated word: MCNEIL is McNeil; MACK and MACY are no Macs, so MACDONALD stays Macdonald."""
    return "Mc" + part[2:].capitalize() if part.startswith("MC") and len(part) > 3 else part.capitalize()


def strip_honorifics(name: str) -> tuple[str, str | None]:
    """`("Jane Roe", "Dr.")` of `"Dr. Jane Roe"`: the name, and the honorifics that stood before it."""
    words, taken = name.split(" "), []
    honorifics = lexicon().honorifics
    while len(words) > 1 and words[0].casefold() in honorifics:
        taken.append(words.pop(0))
    return " ".join(words), " ".join(taken) or None


@lru_cache(maxsize=8192)
def is_not_a_name(text: str) -> bool:
    """Whether a byline slot holds a placeholder: "Staff", "admin", "No Author", an address, a URL, nothing."""
    key = fold(text)
    if not key or key in lexicon().not_names or key in lexicon().services or has_email(text) or _URLISH.search(key):
        return True
    if _LOGIN.match(text.strip()):
        return True
    return "admin" in key or not any(char.isalpha() for char in key)


@lru_cache(maxsize=8192)
def looks_like_organisation(text: str) -> bool:
    """Whether a name carries a word that organisations carry: "News", "Redaktion", "GmbH", "Universidad"."""
    first, *others = [word.strip(".,()'’").casefold() for word in _WORD_ENDS.split(text)]
    if not _organisation_words().isdisjoint(others or (first,)):
        return True
    return bool(others) and first in lexicon().organisation_words and first not in lexicon().organisation_openings


@cache
def _organisation_words() -> frozenset[str]:
    known = lexicon().organisation_words
    return known | {word[:-1] for word in known if word.endswith(".")}  # "e.V." is listed with its stop


@lru_cache(maxsize=1)
def _calendar() -> frozenset[str]:
    """Names of months and days that no person bears: "Monday June" is a date, "Theresa May" and "Julio Rey" are not."""
    return frozenset(lexicon().months.keys() | lexicon().weekdays) - lexicon().calendar_names


@lru_cache(maxsize=8192)
def plausible(text: str) -> bool:
    """Whether a slot that says "author" may hold this as a person: rejects only what cannot be a name."""
    text = clean(text)
    words = text.split(" ")
    if not 2 <= len(text) <= 50 or len(words) > 6 or is_not_a_name(text):
        return False
    if _NEVER.search(text) or (len(words) > 1 and _DIGITS.search(text)):
        return False
    if len(words) == 1 and text.isupper() and len(text) < 6:
        return False  # a code of an organisation or a desk
    if len(words) > 1 and any(word.casefold().strip(".,") in _calendar() for word in words[1:] if len(word) > 3):
        return False
    first = words[0].strip(".,").casefold()
    if (first in lexicon().months or first in lexicon().weekdays) and len(words) > 1 and words[1][:1].isdigit():
        return False
    stop = lexicon().stop_words
    others = [word for word in words if word.casefold() not in lexicon().particles]
    lower_words = [word for word in others if word[:1].islower()]
    stops = [word for word in others if word.casefold().strip(".,") in stop]
    if stops and len(stops) * 3 >= len(words) and not (len(words) == 1 and text[:1].isupper()):
        return False
    return len(words) == 1 or len(lower_words) <= len(words) / 2


@lru_cache(maxsize=8192)
def evident(text: str) -> bool:
    """Whether running text holds a person's name here: two to five capitalised words, no word of another kind."""
    text = clean(text)
    words = text.split(" ")
    if not 2 <= len(words) <= 6 or len(text) > 45 or is_not_a_name(text):
        return False
    particles, stop, known = lexicon().particles, lexicon().stop_words, lexicon().organisation_words
    capitalised = 0
    for position, word in enumerate(words):
        bare = word.strip(",").rstrip(".")
        key = bare.casefold().replace("’", "'")
        if key in particles and position and (not word[:1].isupper() or position < len(words) - 1):
            continue  # "van 't Hof", "Le Goff"
        if position and key in lexicon().suffixes:
            continue
        if not _NAME_WORD.match(bare) or (bare.isupper() and len(bare) > 3 and not text.isupper()):
            return False
        if (key in stop and len(bare) > 1) or key in lexicon().services:
            return False
        if key in known and (position or len(words) == 2) and key not in lexicon().organisation_surnames:
            return False
        if key in _calendar() and (len(key) > 3 or (position == 0 and key in lexicon().months)):
            return False
        capitalised += 1
    return 2 <= capitalised <= 5


def same_person(left: str, right: str) -> bool:
    """Whether two names are of one person as far as the words tell: equal, or one has initials the other spells out.

    >>> same_person("Gary B. Graves", "GARY GRAVES")
    True
    """
    a, b = fold(left).replace(".", "").split(), fold(right).replace(".", "").split()
    if a == b:
        return True
    if len(a) < 2 or len(b) < 2 or a[-1] != b[-1]:
        return False
    return a[0] == b[0] or (min(len(a[0]), len(b[0])) == 1 and a[0][0] == b[0][0])


@lru_cache(maxsize=8192)
def _squeeze(name: str) -> str:
    key = fold(name).removeprefix("the ")
    if "." in key:
        key = _TOP_LEVEL.sub("", key)
    return "".join(filter(str.isalnum, key))


def is_site(name: str, site: Collection[str]) -> bool:
    """Whether a credited party is the page's own site: its name or host, with or without "The", spaces and ".com"."""
    key = _squeeze(name)
    return bool(key) and key in _squeezed(frozenset(site))


@lru_cache(maxsize=64)
def _squeezed(names: frozenset[str]) -> frozenset[str]:
    return frozenset(map(_squeeze, names))
