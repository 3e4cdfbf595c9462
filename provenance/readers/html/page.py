"""The HTML reader: bytes → candidates."""

from __future__ import annotations

import re

from turbohtml import Element

from provenance.errors import TooLargeError
from provenance.language.names import clean
from provenance.readers.html.assets import read_assets
from provenance.readers.html.decode import decode, parse
from provenance.readers.html.document import Page
from provenance.readers.html.jsonld import read_jsonld
from provenance.readers.html.metas import meta_pairs, read_links, read_metas, site_names
from provenance.readers.html.place import Places, at_element
from provenance.readers.html.rights import read_rights
from provenance.readers.html.rsl import read_rsl_scripts
from provenance.readers.html.visible import read_visible
from provenance.readers.html.walk import walk
from provenance.readers.html.zones import set_zones
from provenance.readers.lines import Story
from provenance.readers.prose import read_prose
from provenance.readers.raw import Raw, digest

_LONE_RETURN = re.compile(r"\r(?!\n)")
MAX_LINES, MAX_METAS = 20_000, 2_000
"""Pages of more parts are refused: the largest of 800 real ones had 2,700 lines and 290 `<meta>`."""


def read_html(data: bytes, *, url: str | None = None, charset: str | None = None) -> Raw:
    """Read a page.

    Args:
        data: the page as it was stored or fetched.
        url: where it stands, if that is known: needed to tell the site's own names and a canonical on another host.
        charset: the encoding that the server names.

    Raises:
        UnreadableError, TooLargeError: see `decode` and `parse`.
    """
    text = decode(data, charset)
    if "\r" in text:
        text = _with_newlines(text)
    page = walk(parse(text), text, url)
    _refuse_shapeless(page)
    raw = Raw("html", digest(data), url)
    pairs = meta_pairs(page)
    raw.site = frozenset(site_names(pairs, page, url))
    headline = _headline(page, pairs, raw)
    title = set_zones(page, headline)
    story = Story(page.lines, Places(page), title)
    if title is not None:
        line = page.lines[title]
        raw.say("headline", line.text, "title_element", as_read=line.text, origin=story.place(line, 0, line.text))
    if page.language and page.document.root is not None:
        where = at_element(page, page.document.root, page.language)
        raw.say("language", page.language, "lang_attribute", as_read=page.language, origin=where)
    month_first = _month_first(page, url)
    read_metas(page, raw, pairs)
    read_links(page, raw)
    read_rsl_scripts(page, raw)
    read_jsonld(page, raw, headline or (page.lines[title].text if title is not None else None))
    read_visible(page, story, raw, month_first=month_first)
    read_prose(story, raw, month_first=month_first)
    read_rights(page, story, raw)
    read_assets(page, raw)
    return raw


def _with_newlines(text: str) -> str:
    """The text with its lines ended as the parser counts them; to delete a character takes half as long."""
    if _LONE_RETURN.search(text):
        return text.replace("\r\n", "\n").replace("\r", "\n")
    return text.replace("\r", "")


def _refuse_shapeless(page: Page) -> None:
    for what, found, most in (
        ("lines of text", len(page.lines), MAX_LINES),
        ("<meta> and <link> elements", page.heads, MAX_METAS),
    ):
        if found > most:
            raise TooLargeError(f"expected a page of at most {most:,} {what}, found {found:,}")


def _headline(page: Page, pairs: list[tuple[str, str, Element]], raw: Raw) -> str | None:
    """The headline that the metadata give, to find the title's line by."""
    stated = next((content for name, content, _ in pairs if name == "og:title"), None)
    if page.title is not None:
        words = clean(page.title.text)
        if words:
            raw.say("headline", words, "title_tag", as_read=words, origin=at_element(page, page.title, words))
            stated = stated or words
    return stated


def _month_first(page: Page, url: str | None) -> bool:
    """Whether 3/4/2020 is March 4: American English pages write so."""
    language = (page.language or "").lower()
    if language.startswith("en"):
        return not re.search(r"en-(?:gb|au|nz|ie|in|za)", language) and not re.search(
            r"\.(?:uk|au|nz|ie|in|za)(?:/|$)", url or ""
        )
    return not language and bool(re.search(r"https?://[^/]+\.(?:com|org|us)/", url or ""))
