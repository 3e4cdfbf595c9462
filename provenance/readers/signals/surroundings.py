"""The surroundings of a fetched page that speak of it: its HTTP headers, and the files of its site."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlsplit

from provenance.hosts import absolute
from provenance.readers.raw import Raw
from provenance.readers.signals import files, robots_txt
from provenance.readers.signals.links import links
from provenance.readers.signals.outside import outside
from provenance.readers.signals.say import Voiced, say_directives, say_signal
from provenance.readers.signals.words import RSL_TYPE, pairs

_VOICED = Voiced("http_header")
NO_TEXT: Mapping[str, str] = {}


class Surroundings(NamedTuple):
    """What came with a page.

    `url` is the address that answered; `headers` have lower-case names; `site_files` are the files of its site by their
    path (`/robots.txt`, `/.well-known/tdmrep.json`, `/trust.txt`), as far as there are any.
    """

    url: str
    headers: Mapping[str, str] = NO_TEXT
    site_files: Mapping[str, str] = NO_TEXT

    def speak(self, raw: Raw, *, of_page: bool = True) -> None:
        """Add to an article what the headers and the files say of it.

        Args:
            raw: the article.
            of_page: it is what the address answered with. Of an item of a feed that is not so: the headers do not speak
                of it, and the files only if its own address is of this site.
        """
        url = self.url
        if of_page:
            read_headers(raw, self.headers, url)
        else:
            url = next((row["value"] for row in raw.by_property.get("url", ())), "")
        site = site_of(self.url)
        if not site or site_of(url) != site:
            return
        if text := self.site_files.get(robots_txt.PATH):
            robots_txt.read_robots_txt(raw, text, site, url)
        if text := self.site_files.get(files.TDMREP):
            files.read_tdmrep(raw, text, site, url)
        if text := self.site_files.get(files.TRUST):
            files.read_trust_txt(raw, text, site)


def site_of(url: str) -> str:
    """Scheme and host of an address, `https://lantern.example`; "" where it has none."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.netloc}".lower() if parts.netloc else ""


def read_headers(raw: Raw, headers: Mapping[str, str], url: str) -> None:
    """Say what the HTTP headers of a page say of AI use.

    Args:
        raw: where the signals go.
        headers: by lower-case name; a header that came several times is one value with commas.
        url: the address of the page.
    """

    def say(scheme: str, name: str, key: str, word: str | None, whole: str, policy: str | None = None) -> None:
        where = outside(url, whole, header=name)
        say_signal(raw, scheme, key, word, _VOICED, where, as_read=whole, policy=policy)

    for name in ("tdm-reservation", "tdm-policy"):
        if value := headers.get(name, "").strip():
            say("tdmrep", name, name, absolute(url, value) if name == "tdm-policy" else value, value)
    for name in ("content-signal", "content-usage"):
        for key, word, whole in pairs(headers.get(name, "")):
            say(name, name, key, word or None, whole)
    tag = "x-robots-tag"
    say_directives(raw, headers.get(tag, ""), _VOICED, lambda word: outside(url, word, header=tag))
    for link in links(headers.get("link", ""), url):
        if "license" in link.rel and link.type == RSL_TYPE:
            say("rsl", "link", "license", link.address, link.address, link.address)
