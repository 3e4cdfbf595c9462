"""Fingerprints of whole pages: lines that move, and items that change places, change none of them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import provenance
from tests.rules.examples import AT

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
PAGES = {path.name: path.read_text("utf-8") for path in sorted(EXAMPLES.glob("*.html"))}
FILLING = st.lists(st.sampled_from(["", "  ", "<!-- a comment -->", "\t"]), max_size=12)
ITEM = """<item><title>{title}</title>{link}<description>Text of it.</description>
<author>By Published on June 7, 2016</author></item>
"""
FEED = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><title>The Lantern Post</title><link>https://lantern.example/</link>
<description>News</description>
{items}</channel></rss>
"""


def prints(page: str) -> list[str]:
    found: list[str] = []
    for article in provenance.read(page.encode()):
        found += (finding.fingerprint for finding in provenance.check(article, at=AT).findings)
    return sorted(found)


@pytest.mark.parametrize("name", PAGES)
@given(filling=FILLING)
@settings(max_examples=8)
def test_lines_above_a_page_change_nothing(name, filling):
    page = PAGES[name]
    assert prints(page)
    assert prints("\n".join([*filling, page])) == prints(page)


@given(filling=FILLING)
@settings(max_examples=15)
def test_so_it_is_where_the_page_has_no_address(filling):
    page = (
        "<!doctype html><title>A</title><h1>Ferry fares frozen</h1>\n<p>By Published on June 7, 2016</p>\n<p>Text.</p>"
    )
    assert provenance.read(page.encode())[0].url is None
    assert prints(page)
    assert prints("\n".join([*filling, page])) == prints(page)


def feed(items: Iterable[int], has_links: bool) -> str:
    rows = (
        ITEM.format(
            title=f"Fares frozen, part {number}",
            link=f"<link>https://lantern.example/{number}</link>" if has_links else "",
        )
        for number in items
    )
    return FEED.format(items="".join(rows))


@pytest.mark.parametrize("has_links", [True, False])
@given(order=st.permutations(range(6)))
@settings(max_examples=10)
def test_items_of_a_feed_may_change_places(has_links, order):
    found = prints(feed(order, has_links))
    assert found == prints(feed(range(6), has_links))
    assert len(found) == len(set(found)) >= 6
