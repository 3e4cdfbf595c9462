"""Kinds of values that only WordPress has: times without their zone, its words for a status, fields of its plugins."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any

from provenance.language.names import clean
from provenance.readers.fields import Field, Reads, iso_date, party, read_copyright
from provenance.readers.raw import Raw
from provenance.resources import vocab

_NO_DATE = re.compile(r"0000-|.*\s-?0001\s")
"""How a date is written that was never set: `0000-00-00 00:00:00`, `Wed, 30 Nov -0001 00:00:00 +0000`."""
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_TIME = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d(?::\d\d)?")
_SAID_BY_FILE = re.compile(r'"(?P<key>credit|copyright)";s:\d+:"(?P<text>[^"]{1,500})"')
_LAST = 32_503_680_000
"""Year 3000: seconds behind it are no date of a post."""


def _read_gmt(raw: Raw, property: str, field: Field) -> None:
    """A time in UTC that does not say so."""
    text = field.text.strip()
    if not _NO_DATE.match(text):
        iso = iso_date(text)
        field.say(raw, property, f"{iso}Z" if iso and _TIME.fullmatch(text) else iso or text)


def _read_local(raw: Raw, property: str, field: Field) -> None:
    """A time of the site's own zone, which the export does not name."""
    if not _NO_DATE.match(field.text.strip()):
        field.say(raw, property, iso_date(field.text) or clean(field.text))


def _read_unix(raw: Raw, property: str, field: Field) -> None:
    """Seconds since 1970."""
    if field.text.isdecimal() and len(field.text) < 12 and 0 < int(field.text) < _LAST:
        field.say(raw, property, datetime.fromtimestamp(int(field.text), UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))


def _read_status(raw: Raw, property: str, field: Field) -> None:
    """A post status; one that waits for its date is an embargo until then."""
    word = field.text.strip().lower()
    if status := _words()["statuses"].get(word):
        field.say(raw, property, status)
        return
    field.say(raw, "post_status", word)
    if word in _words()["scheduled"]["words"]:
        dates = (row["value"] for row in raw.by_property.get("date_published", ()) if _DATE.match(row["value"]))
        date = next(dates, None)
        field.say(raw, "embargo_until" if date else "embargo_open_ended", date or True)


def _read_noindex(raw: Raw, property: str, field: Field) -> None:
    """Whether search engines are to leave it out, in the words of SEO plugins."""
    text = field.text.strip().lower()
    if text in ("1", "yes") or "noindex" in text:
        field.say(raw, property, "noindex")


def _read_off(raw: Raw, property: str, field: Field) -> None:
    """A switch that turns something off."""
    if field.text.strip().lower() in ("1", "yes", "true", "on"):
        field.say(raw, property, False)


def _read_image_meta(raw: Raw, property: str, field: Field) -> None:
    """What an image file says of itself: its credit and its notice."""
    for found in _SAID_BY_FILE.finditer(field.text):
        text = clean(found["text"])
        own = Field(text, field.place, field.method, field.basis, field.voice, field.scope)
        if found["key"] == "credit":
            own.say(raw, "credit", party(text))
        else:
            read_copyright(raw, property, own)


OWN_KINDS: dict[str, Reads] = {
    "gmt": _read_gmt,
    "image_meta": _read_image_meta,
    "local": _read_local,
    "noindex": _read_noindex,
    "off": _read_off,
    "pub_date": _read_local,
    "status": _read_status,
    "unix": _read_unix,
}
"""The ways to read a field that `fields.KINDS` does not have."""


@cache
def _words() -> Mapping[str, Any]:
    return tomllib.loads(vocab("wordpress.toml").read_text(encoding="utf-8"))
