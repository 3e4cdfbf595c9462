"""The snippet for a page's `<head>`: JSON-LD that cannot break out of its script, and a word on canonical links.

On copies of one story two pieces of advice stand against each other. Search engines ask partners for
`noindex` and advise against a canonical link to another site; some holders' terms demand just that link. Both on one
page contradict each other. So nothing is chosen here for a copy: one sentence tells the editor what the choice is.
"""

from __future__ import annotations

import html
import json
from typing import Any
from urllib.parse import urlsplit

from provenance.exporters.facts import CopyFacts, said_url
from provenance.exporters.schemaorg import to_schemaorg
from provenance.model import Article

_UNSAFE_IN_SCRIPT = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}

_ADVICE = (
    "For search, a partner's copy of a story from {origin} carries either meta Googlebot-News noindex, as search"
    " engines ask, or rel=canonical to the original, where its holder's terms ask for that, and never both."
)


def to_head(article: Article, *, as_copy: CopyFacts | None = None) -> str:
    """HTML for the `<head>`: a comment where the choice of canonical or noindex is open, the canonical link, JSON-LD.

    Args:
        article: the record of the page read.
        as_copy: describes our own copy instead, as `to_schemaorg` does. It gets no canonical link: which one is the
            editor's choice, and the comment says between what.

    Returns:
        One to three lines, safe to paste into a page as they are.
    """
    lines = []
    if origin := _origin(article, as_copy):
        lines.append(f"<!-- {comment(_ADVICE.format(origin=origin))} -->")
    canonical = None if as_copy else said_url(article, "canonical_url") or said_url(article, "url")
    if canonical:
        lines.append(f'<link rel="canonical" href="{html.escape(canonical)}">')
    lines.append(f'<script type="application/ld+json">{script_json(to_schemaorg(article, as_copy=as_copy))}</script>')
    return "\n".join(lines)


def script_json(data: Any) -> str:
    """`data` as JSON that may stand inside `<script>`.

    `<`, `>`, `&`, U+2028 and U+2029 can occur only inside strings, and there an escape means the same: so neither
    `</script>` nor `<!--` can appear, and a JSON parser reads the very same data.
    """
    return json.dumps(data, ensure_ascii=False).translate(_UNSAFE_IN_SCRIPT)


def comment(text: str) -> str:
    """`text` as it may stand inside an HTML comment: no angle bracket, no two hyphens in a row.

    The second of two hyphens becomes `%2D`, which in an address means the same.
    """
    return text.replace("<", "%3C").replace(">", "%3E").replace("--", "-%2D")


def _origin(article: Article, as_copy: CopyFacts | None) -> str | None:
    """Where the story stands on another site, if this page is a copy of it; None if it is at home here."""
    page, original = said_url(article, "url"), said_url(article, "original_url")
    here, theirs = (as_copy.url, (original, page)) if as_copy else (page, (original,))
    known = [there for there in theirs if there]
    if as_copy and not known:
        return "another site"
    return next((there for there in known if here and urlsplit(there).hostname != urlsplit(here).hostname), None)
