"""Records and pages whose every name, headline and credit tries to break out of where it is printed."""

from __future__ import annotations

import html
import json

from provenance.exporters import CopyFacts
from provenance.model import Article
from tests.exporters.records import fact, record

NASTY = {
    "script": "</script><script>window.pwned=1</script>",
    "script-in-capitals": "</SCRIPT\t><img src=/pwned onerror=window.pwned=1>",
    "comment": "<!--",
    "comment-and-script": "<!--<script>",
    "comment-end": "--><script>window.pwned=1</script><!--",
    "comment-end-bang": "--!><script>window.pwned=1</script>",
    "cdata": "]]><svg onload=window.pwned=1>",
    "quotes": '"\'` onmouseover="window.pwned=1" x=\'',
    "line-separators": "tide\u2028window.pwned=1\u2029gauge",
    "right-to-left": "\u202egnitir\u202c מדורת החוף مصباح",
    "emoji": "👩\u200d🚀 🇩🇪 👍🏽 𝔉",
    "entities": "&lt;/script&gt; &amp;quot; &#60;b&#62; &notit;",
    "backslashes": '\\u003c/script\\u003e \\" \\',
    "head-end": "</head><body><template><plaintext>",
    "formula": "{{constructor.constructor('window.pwned=1')()}} ${1}",
}
"""Strings by what is special about them."""

PAGE = "https://lantern.example/story?a=1&b='2'"
ORIGINAL = "https://harborbridge.example/2026/a--b/?q=--!%3E&r=]]"
PHOTO = "https://lantern.example/1.jpg"
OURS = "https://courier.example/copy?a=1&copy=--"


def story(text: str) -> Article:
    """A stated, fully credited story with `text` in every slot that takes a text."""
    person = {"id": "person-1", "type": "Person", "name": f"Ana {text}", "role": text, "affiliation": text}
    house = {"type": "Organization", "name": f"Harbor Bridge {text}", "url": "https://harborbridge.example/?a='&b=\""}
    return record(
        fact("url", PAGE),
        fact("headline", text),
        fact("language", "en"),
        fact("author", {**person, "url": "javascript:window.pwned=1", "same_as": ("javascript:window.pwned=1",)}),
        fact("publisher", {**house, "id": "org-2", "name": f"The Lantern {text}"}),
        fact("copyright_holder", {**house, "id": "org-1"}),
        fact("copyright_year", 2026),
        fact("copyright_notice", f"© 2026 {text}"),
        fact("credit", {**house, "id": "org-1", "role": "original_publisher"}),
        fact("credit", {**house, "id": "org-3", "name": f"Tidewire {text}", "role": "distributor"}),
        fact("original_url", ORIGINAL),
        fact("date_published", "2026-06-07T09:30+02:00"),
        fact("usage_terms", text),
        fact("license", {"type": "License", "id": None, "url": "https://license.example/?a='1'&b", "name": text}),
        assets=[{"id": "img-1", "type": "image", "url": PHOTO, "credit": text, "caption": text}],
        corrections=[{"text": text, "date": "2026-06-08"}],
    )


def our_copy(text: str) -> CopyFacts:
    """Our copy of that story, in a house with such a name."""
    return CopyFacts(OURS, f"The Courier {text}", "2026-06-09")


def source(text: str) -> str:
    """A web page that says `text` in its headline, its markup and its credits, itself correctly escaped."""
    safe = html.escape(text)
    markup = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": text,
        "author": {"@type": "Person", "name": "Ana Ruiz"},
        "publisher": {"@type": "Organization", "name": f"Lantern {text}"},
        "datePublished": "2026-06-07T09:30:00+02:00",
    }
    script = json.dumps(markup).replace("<", "\\u003c")
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{safe}</title>'
        f'<meta property="og:title" content="{safe}"><link rel="canonical" href="{html.escape(PAGE)}">'
        f'<script type="application/ld+json">{script}</script></head>'
        f"<body><article><h1>{safe}</h1><p class=byline>By Ana Ruiz</p>"
        f"<figure><img src=1.jpg><figcaption>Photo: {safe}</figcaption></figure>"
        f"<p>The first ferry since spring left at six, and the keeper of the tide gauge waved it off. {safe}</p>"
        f"<p>© 2026 Harbor Bridge News Foundation</p></article></body></html>"
    )
