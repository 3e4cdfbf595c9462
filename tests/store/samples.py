"""Invented pages, read and judged, as the tests of the ledger add them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache

import provenance
from provenance.config import Config
from provenance.model import Article, Report
from provenance.store.writing import Entry

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
URL = "https://harbor-post.example/2026/02/ferry-fares"
PAGE = """<!doctype html>
<html lang="en"><head><title>{title}</title>
<meta property="og:site_name" content="{publisher}">
<meta property="article:published_time" content="{date}">{head}</head>
<body><article><h1>{title}</h1>
<p class="byline">By {author}</p>
<p>{opening}The harbour council voted on Monday to keep the fares as they are until spring, after a long debate.</p>
<p>{text}</p>
<p>{tail}</p>
</article></body></html>
"""


def page(
    title: str = "Ferry fares frozen",
    *,
    publisher: str = "Harbor Post",
    author: str = "Maria Oakes",
    date: str = "2026-02-20",
    agency: str | None = None,
    text: str = "Residents of the northern quay had asked for it since autumn.",
    tail: str = "© 2026 Harbor Post",
    head: str = "",
) -> bytes:
    """A page of a story; with `agency` under its dateline."""
    opening = f"NORTHQUAY ({agency}) — " if agency else ""
    told = {"title": title, "publisher": publisher, "author": author, "date": date, "text": text, "tail": tail}
    return PAGE.format(**told, head=head, opening=opening).encode()


@cache
def article(data: bytes | None = None, url: str | None = URL, read_at: datetime = NOW) -> Article:
    """The article of a page."""
    (found,) = provenance.read(data or page(), url=url, read_at=read_at)
    return found


def report(of: Article, config: Config | None = None, **use: object) -> Report:
    """What is found and decided about it, three hours after noon at most."""
    return provenance.check(of, at=NOW, config=config, use=use or None)


@cache
def entry(number: int = 0, **told: str) -> Entry:
    """One of many different stories, judged."""
    data = page(f"Story {number} of the harbour", **told)
    found = article(data, f"https://harbor-post.example/story-{number}")
    return Entry(found, report(found), f"story-{number}.html")


def later(hours: float) -> datetime:
    """So many hours after noon."""
    return NOW + timedelta(hours=hours)
