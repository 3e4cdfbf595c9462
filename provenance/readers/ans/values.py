"""What the keys of an ANS object say, by the way in which each is read → candidates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from provenance.hosts import absolute
from provenance.language.names import clean
from provenance.readers.ans.credits import read_authors, read_distributor, read_makers, read_others, read_producer
from provenance.readers.ans.table import Row, find, table
from provenance.readers.feeds.extensions import read_extension
from provenance.readers.feeds.table import Speaks
from provenance.readers.fields import KINDS, iso_date
from provenance.readers.ninjs.table import table as of_object
from provenance.readers.ninjs.texts import Teller, is_address, said, text_of
from provenance.readers.ninjs.values import plain

_Reads = Callable[[Teller, str, Any, str], None]
"""How a value is read: (who says it, the property, the value, its pointer below the object)."""
_CORRECTION = "correction"


def read_values(teller: Teller, item: Mapping[str, Any], rows: tuple[Row, ...], path: str = "") -> None:
    """Emit what the keys of one object say.

    Args:
        teller: who says it.
        item: the object.
        rows: what they mean.
        path: its pointer below the value that the teller's places know.
    """
    for row in rows:
        own = _OWN.get(row.reads)
        for keys in row.paths:
            for at, value in find(item, keys, path):
                if own:
                    own(teller, row.property, value, at)
                    continue
                for each in said(value, at):
                    KINDS[row.reads](teller.raw, row.property, teller.field(each))
    for flag in table().flags:
        for at, value in find(item, flag.path, path):
            if value is flag.when:
                teller.say(flag.property, flag.says, at, as_read=str(value).lower())


def _page(teller: Teller, property: str, value: Any, path: str) -> None:
    """An address; one without a host is a path on a site that only Arc knows, unless the base is known."""
    text = text_of(value)
    address = absolute(teller.base, text)
    if is_address(address):
        teller.say(property, address, path, as_read=text)
    elif text:
        teller.say(f"{property.removesuffix('_url')}_path", text, path, as_read=text)


def _canonical(teller: Teller, property: str, value: Any, path: str) -> None:
    """The address of the original: what the `canonical` link of its page says."""
    before = len(teller.raw.candidates)
    _page(teller, property, value, path)
    for row in teller.raw.candidates[before:]:
        row["method"] = "canonical_link"


def _embargo(teller: Teller, property: str, value: Any, path: str) -> None:
    """An embargo that is active; without an end it goes on (ANS, `content_restrictions`)."""
    if not isinstance(value, dict) or value.get("active") is not True:
        return
    text = text_of(value.get("end_time"))
    iso = iso_date(text) if text else None
    if iso:
        teller.say(property, iso, f"{path}/end_time", as_read=text)
    else:
        teller.say("embargo_open_ended", True, f"{path}/active", as_read=text or "true")
    if note := text_of(value.get("description")):
        teller.say("restriction", clean(note), f"{path}/description", as_read=note)


def _publishing(teller: Teller, property: str, value: Any, path: str) -> None:
    """The state of publication, and what is scheduled: what was never published is withheld until it is."""
    if not isinstance(value, dict):
        return
    published = value.get("has_published_edition")
    edition = next(find(value, "editions/default/edition_published"), None)
    if edition is not None and edition[1] is False:
        teller.say(property, "withdrawn", f"{path}{edition[0]}", as_read="false")
    for at, date in find(value, "scheduled_operations/unpublish_edition/*/operation_date", path):
        _date(teller, "expires", date, at)
    scheduled = list(find(value, "scheduled_operations/publish_edition/*/operation_date", path))
    if published is False:
        for at, date in scheduled:
            _date(teller, "embargo_until", date, at)
        if not scheduled:
            teller.say(property, "withheld", f"{path}/has_published_edition", as_read="false")
    elif published is True:
        teller.say(property, "usable", f"{path}/has_published_edition", as_read="true")
        for at, date in scheduled:
            _date(teller, "update_planned", date, at)


def _planned(teller: Teller, property: str, value: Any, path: str) -> None:
    """When it is planned to be published: an embargo of what was not yet."""
    status = {row["value"] for row in teller.raw.by_property.get("status", ())}
    dated = teller.raw.by_property.get("embargo_until")
    _date(teller, property if "withheld" in status and not dated else "publication_planned", value, path)


def _date(teller: Teller, property: str, value: Any, path: str) -> None:
    if text := text_of(value):
        teller.say(property, iso_date(text) or text, path, as_read=text)


def _territory(teller: Teller, property: str, value: Any, path: str) -> None:
    """A territory by the name under which Arc's settings keep it: which one that is, is not said."""
    if text := text_of(value):
        teller.say(property, f"Territory restricted: {text}", path, as_read=text)


def _additional(teller: Teller, property: str, value: Any, path: str) -> None:
    """Additional properties: those whose keys sound like rights."""
    speaks = Speaks(*of_object().speaks[teller.of])
    read_extension(teller.raw, value, path, teller.places, speaks, teller.base, table().additional)


def _corrections(teller: Teller, property: str, value: Any, path: str) -> None:
    """Corrections that are shown with the story."""
    for at, each in find(value, "*", path):
        if isinstance(each, dict) and each.get("type") == _CORRECTION and (text := text_of(each.get("text"))):
            words = plain(text)
            teller.say(property, words, f"{at}/text", as_read=text)
            teller.raw.corrections.append({"text": words, "date": None})


_OWN: dict[str, _Reads] = {
    "additional": _additional,
    "authors": read_authors,
    "canonical": _canonical,
    "corrections": _corrections,
    "distributor": read_distributor,
    "embargo": _embargo,
    "makers": read_makers,
    "others": read_others,
    "page": _page,
    "planned": _planned,
    "publishing": _publishing,
    "source": read_producer,
    "territory": _territory,
}
"""What only ANS has; the other ways to read a value are those of `fields.KINDS`."""
