"""JSON Feed 1.x → items.

The format has no field for rights: publishers put them into extensions, objects whose key starts with "_"; those that
sound like rights are read (`vocab/feeds.toml`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from provenance.errors import ItemError, SourceError, UnreadableError
from provenance.hosts import absolute
from provenance.readers.feeds.content import read_story
from provenance.readers.feeds.extensions import read_extension
from provenance.readers.feeds.table import Speaks, table
from provenance.readers.feeds.whole import Whole
from provenance.readers.fields import (
    Field,
    party,
    read_address,
    read_date,
    read_people,
    read_text,
)
from provenance.readers.forms.documents import check_document, checker
from provenance.readers.html.assets import MAX_ASSETS
from provenance.readers.jsonstory import Story
from provenance.readers.jsontext import BrokenJsonError, JsonText, Places, decode, step
from provenance.readers.raw import MAX_SAME, MAX_TEXT, Raw, digest
from provenance.readers.stream import Stream

_PICTURES = ("image", "banner_image")
_TYPES = ("image", "video", "audio")


def read_json_feed(stream: Stream, url: str | None = None, charset: str | None = None) -> Iterator[Raw | ItemError]:
    """Read a JSON Feed. It is held whole, since what holds for all items may stand behind them.

    Args:
        stream: the bytes.
        url: the address of the feed, if it does not tell it itself.
        charset: the encoding that the server names.

    Raises:
        UnreadableError: it is no JSON, or no feed: an object with an array `items`.
        TooLargeError: see `jsontext`.
    """
    json = JsonText(decode(stream.read(), charset))
    feed, spans, problem = _split(json)
    whole = Whole("jsonfeed", base=_text(feed.get("feed_url")) or url or "")
    _hear(whole, feed, Places(json, 0, len(json.text), without=(spans[0][0], spans[-1][1]) if spans else None))
    for number, (start, end) in enumerate(spans):
        pointer = f"/items/{number}"
        try:
            item, _ = json.value(start)
            if not isinstance(item, dict):
                raise BrokenJsonError(f"expected an item, found {type(item).__name__}", start)
            source = json.text[start:end].encode("utf-8", "surrogatepass")
            yield _item(item, digest(source), Places(json, start, end, pointer), whole)
        except BrokenJsonError as broken:
            yield ItemError(broken.message, pointer, json.line_column(broken.offset)[0])
        except SourceError as error:
            yield ItemError(error.message, pointer, json.line_column(start)[0])
    if problem:
        yield ItemError(problem.message, f"/items/{len(spans)}", json.line_column(problem.offset)[0])


def _split(json: JsonText) -> tuple[dict[str, Any], list[tuple[int, int]], BrokenJsonError | None]:
    """The feed without its items; where each item stands; and where the text breaks, if it does."""
    feed: dict[str, Any] = {}
    spans: list[tuple[int, int]] = []
    at = json.skip(0)
    if json.text[at : at + 1] != "{":
        raise UnreadableError("expected a JSON Feed: an object with an array `items`")
    try:
        at = json.skip(at + 1)
        while json.text[at : at + 1] not in ("}", ""):
            key, at = json.value(at)
            at = json.skip(json.skip(at) + 1)
            if key == "items" and json.text[at : at + 1] == "[":
                at = _items(json, at + 1, spans)
                feed["items"] = True
            else:
                feed[str(key)], at = json.value(at)
            at = json.skip(at)
            if json.text[at : at + 1] == ",":
                at = json.skip(at + 1)
            elif json.text[at : at + 1] != "}":
                raise BrokenJsonError("expected the end of the feed, found something else or nothing", at)
        problem = None
    except BrokenJsonError as broken:
        problem = broken
    if "items" not in feed and not spans:
        raise UnreadableError(problem.message if problem else "expected a JSON Feed: an object with an array `items`")
    return feed, spans, problem


def _items(json: JsonText, at: int, spans: list[tuple[int, int]]) -> int:
    """Note where each item of the array stands that starts before `at`; return the offset behind it."""
    at = json.skip(at)
    while json.text[at : at + 1] != "]":
        end: int | None
        try:
            _, end = json.value(at)
        except BrokenJsonError:
            end = json.behind(at) if json.text[at : at + 1] in ("{", "[") else None
            if end is None:
                raise
        spans.append((at, end))
        at = json.skip(end)
        if json.text[at : at + 1] == ",":
            at = json.skip(at + 1)
        elif json.text[at : at + 1] != "]":
            raise BrokenJsonError("expected the next item, found something else or the end", at)
    return at + 1


def _hear(whole: Whole, feed: Mapping[str, Any], places: Places) -> None:
    """Take in what the feed says of all its items."""
    speaks = table().feed["title"].speaks
    whole.title, whole.home = _text(feed.get("title")), _text(feed.get("home_page_url"))
    whole.name_site()
    facts = whole.facts
    if whole.title:
        value = party(whole.title, url=whole.home or None, is_house=True)
        _field(whole.title, "/title", places, speaks, "").say(facts, "publisher", value)
    _people(facts, feed, places, speaks)
    if language := _text(feed.get("language")):
        _field(language, "/language", places, speaks, "").say(facts, "language", language)
    _extensions(facts, feed, places, speaks, whole.base)
    check_document(whole.form.faults, checker("jsonfeed"), feed, places, scope="site")


def _item(item: Mapping[str, Any], name: str, places: Places, whole: Whole) -> Raw:
    raw = Raw("jsonfeed", name, site=whole.site)
    speaks, base = table().item["title"].speaks, whole.base
    for key, property, reads in _FIELDS:
        if text := _text(item.get(key)):
            how = speaks._replace(basis="inferred", voice="tool") if key == "external_url" else speaks
            reads(raw, property, _field(text, f"/{key}", places, how, base))
    _people(raw, item, places, speaks)
    _extensions(raw, item, places, speaks, base)
    whole.bequeath(raw)
    _stories(raw, item, places, base)
    _assets(raw, item, places, base)
    check_document(raw, checker("jsonfeed", "item"), item, places)
    whole.form.hand_over(raw)
    return raw


_FIELDS = (
    ("title", "headline", read_text),
    ("url", "url", read_address),
    ("external_url", "original_url", read_address),
    ("date_published", "date_published", read_date),
    ("date_modified", "date_modified", read_date),
    ("language", "language", read_text),
)
"""Key, property, how it is read. `external_url` is the page that an item is about, or was taken from: so where the item
comes from is a conclusion."""


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) and len(value) <= MAX_TEXT else ""


def _field(text: str, path: str, places: Places, speaks: Speaks, base: str, url: str | None = None) -> Field:
    return Field(text, partial(places.origin, path=path), *speaks, base, url)


def _people(raw: Raw, holder: Mapping[str, Any], places: Places, speaks: Speaks) -> None:
    """`authors` of 1.1, `author` of 1.0."""
    several, single = holder.get("authors"), holder.get("author")
    people = [(f"/authors/{number}", each) for number, each in enumerate(several)] if isinstance(several, list) else []
    people = people or ([("/author", single)] if single else [])
    for path, each in people[:MAX_SAME]:
        if isinstance(each, dict) and (name := _text(each.get("name"))):
            url = _text(each.get("url"))
            url = url if url.startswith("http") else ""
            read_people(raw, "author", _field(name, f"{path}/name", places, speaks, "", url or None))


def _extensions(raw: Raw, holder: Mapping[str, Any], places: Places, speaks: Speaks, base: str) -> None:
    for key, value in holder.items():
        if key.startswith("_"):
            read_extension(raw, value, f"/{step(key)}", places, speaks, base)


def _stories(raw: Raw, item: Mapping[str, Any], places: Places, base: str) -> None:
    read = False
    for key in ("content_html", "content_text", "summary"):
        text = item.get(key)
        if not isinstance(text, str) or not text or (read and key == "summary"):
            continue
        story = Story(places, f"/{key}", text, is_plain=key != "content_html")
        read_story(raw, story.html, base, places.pointer + f"/{key}", story)
        read = True


def _assets(raw: Raw, item: Mapping[str, Any], places: Places, base: str) -> None:
    pictures = [(f"/{key}", item.get(key), "image", None) for key in _PICTURES]
    attachments = item.get("attachments")
    for number, each in enumerate(attachments[:MAX_SAME] if isinstance(attachments, list) else ()):
        if isinstance(each, dict):
            kind = _text(each.get("mime_type")).split("/")[0].lower()
            pictures.append(
                (f"/attachments/{number}/url", each.get("url"), kind if kind in _TYPES else "embed", each.get("title"))
            )
    for path, address, kind, caption in pictures:
        url = absolute(base, _text(address)) if _text(address) else None
        if url and len(raw.assets) < MAX_ASSETS and not any(asset["url"] == url for asset in raw.assets):
            raw.assets.append(
                {
                    "id": f"asset-{len(raw.assets) + 1}",
                    "type": kind,
                    "url": url,
                    "caption": _text(caption)[:300] or None,
                    "line": places.origin(None, path)["line"],
                }
            )
