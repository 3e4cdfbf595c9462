"""Whatever the bytes: articles or a `SourceError`, in bounded time and memory, and records that can be written down."""

# ruff: noqa: E501 - pages and paragraphs stand here as they are written
from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import provenance
from provenance.errors import SourceError, TooLargeError, UsageError
from tests.readers.bombs import BOMBS
from tests.readers.facts import PAGES
from tests.strategies import texts, urls

ROOT = Path(__file__).parents[2]
URL = "https://lantern.example/2020/03/second-lamp"
SECONDS = 10
"""No bomb needs a third of it; machines differ."""
GROUPS = [list(BOMBS)[start::3] for start in range(3)]


def survives(data: bytes, url: str | None = URL, format: str | None = None) -> None:
    """Read the bytes; whatever is made of them can be serialised, judged and drawn as a graph."""
    try:
        articles = provenance.read(data, url=url, format=format)
    except (SourceError, UsageError):  # an address that is none is the caller's fault
        return
    for article in articles:
        assert provenance.Article.model_validate_json(article.model_dump_json()) == article
        assert len(provenance.to_graph(article)) > 0
        provenance.check(article)


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: f"{group[0]} and {len(group) - 1} others")
def test_bombs(group):
    done = subprocess.run(
        [sys.executable, "-m", "tests.readers.bombs", *group],
        cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, timeout=SECONDS * len(group), check=False,
    )  # fmt: skip
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert [each["name"] for each in told] == group, done.stderr.decode()[-800:]
    assert {each["outcome"] for each in told} <= {"articles", "TooLargeError", "UnreadableError"}
    assert [each for each in told if each["seconds"] > SECONDS or each["record"] > 1_000_000] == []


def test_a_page_that_multiplies_is_refused_and_says_so():
    with pytest.raises(TooLargeError, match="expected a page that parses in"):
        provenance.read(BOMBS["repeated body"]())
    with pytest.raises(TooLargeError, match="lines of text"):
        provenance.read(BOMBS["many lines of one word"]())
    with pytest.raises(TooLargeError, match="<meta>"):
        provenance.read(BOMBS["many metas"]())


# -- mutants of the invented pages --------------------------------------------------------------------------------------

SEEDS = range(8)
MUTANTS = 40
SNIPPETS = [
    b"\x00", b"\xff\xfe", b"\xed\xa0\x80", b"\\ud800", b"&#xd800;", b"&#0;", b"<p>" * 50, b"</div>" * 50, b"<!--", b"-->", b'"', b"'", b"<", b">",
    b'<script type="application/ld+json">', b"</script>", b'{"@id":"#a","author":{"@id":"#a"}}', b"[[[[", b"{{{{", b"1e999", b"NaN",
    b'href="http://["', b'<base href="http://[::1">', b'<a href="https://creativecommons.org/licenses/">', b'<img src="http://[" width="800">',
    b'content=""', b"\r", b"\r\n", "\u00a0\u2028\u202e\ufeff".encode(), "İıßŉ".encode() * 9, "²²²²-⁴⁴-¹¹".encode(), "٢٠١٦-٠٦-٠٧".encode(),
    b"0001-01-01", b"9999-99-99", b"2020-02-30T25:61:61+99:99", b"\xc2\xa9 ", b"By ", b"(AP) -", b"/TASS/", b"Originally published by ",
    b"(Reporting by ; Editing by )", b"Follow  on Twitter.", b'itemprop="author" itemscope', b'class="byline author"', b"<table>", b"<svg>", b"<select>",
    b"<template>", b"<h1>", b"<footer>", b'rel="license canonical author"',
]  # fmt: skip


def mutate(page: bytearray, chance: random.Random) -> bytes:
    """Damage a page in one to twelve places."""
    for _ in range(chance.choice((1, 2, 4, 12))):
        start = chance.randrange(len(page) + 1)
        stop = min(len(page), start + chance.choice((1, 5, 40, 400, 4000)))
        act = chance.randrange(8)
        if act == 0:
            del page[start:stop]
        elif act == 1:
            page[start:start] = page[start:stop] * chance.choice((1, 3, 20))
        elif act in (2, 3, 4):
            page[start:start] = chance.choice(SNIPPETS) * chance.choice((1, 1, 5))
        elif act == 5:
            page[start:stop] = chance.randbytes(stop - start)
        elif act == 6:
            page[start:stop] = page[start:stop].swapcase()
        elif chance.random() < 0.3:
            encoding = chance.choice(("utf-16", "utf-16-le", "windows-1252", "shift_jis", "utf-7", "utf-32"))
            page[:] = bytes(page).decode("utf-8", "replace").encode(encoding, "replace")
        else:
            del page[start:]
    return bytes(page)


@pytest.mark.parametrize("seed", SEEDS)
def test_mutants(seed):
    chance = random.Random(seed)  # noqa: S311 - the same mutants each time
    pages = sorted(PAGES.glob("*.html"))
    for _ in range(MUTANTS):
        data = mutate(bytearray(chance.choice(pages).read_bytes()), chance)
        survives(
            data, chance.choice((URL, None, "http://intranet/x", "http://[")), chance.choice((None, "html", "text"))
        )


# -- pages drawn at random ----------------------------------------------------------------------------------------------

_PIECES = st.sampled_from([piece.decode("utf-8", "replace") for piece in SNIPPETS]) | texts | urls
_FACTS = st.sampled_from(
    [
        '<p class="byline">By {}</p>', '<a rel="author" href="{}">{}</a>', "<p>© {} {}</p>", "<footer>Copyright {}</footer>", "<h1>{}</h1>", "<p>({}) - {}</p>",
        '<meta name="author" content="{}">', '<meta property="og:url" content="{}">', '<link rel="canonical" href="{}">', "<title>{}</title>",
        '<meta property="article:published_time" content="{}">', '<time datetime="{}">{}</time>', "<p>Originally published by <a href='{}'>{}</a>.</p>",
        '<script type="application/ld+json">{}</script>', '<figure><img src="{}"><figcaption>Photo: {}</figcaption></figure>', "<p>(Reporting by {}; Editing by {})</p>",
        '<span itemprop="author" itemscope><b itemprop="name">{}</b></span>', "<p>Follow {} on Twitter. Send tips to {}.</p>", "{}",
    ]
)  # fmt: skip
pages = st.lists(
    st.builds(lambda fact, a, b: fact.replace("{}", a, 1).replace("{}", b), _FACTS, _PIECES, _PIECES), max_size=8
)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(pages, st.none() | urls, st.sampled_from([None, "html", "text"]))
def test_pages_of_any_facts(pieces, url, format):
    survives("\n".join(pieces).encode("utf-8", "replace"), url, format)


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=300), st.sampled_from([None, "html", "text"]))
def test_any_bytes(data, format):
    survives(data, None, format)
    survives(b"<html><h1>" + data, None, format)


_LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | texts
    | urls
    | st.sampled_from(["\ud800", "x\udfffy", "By ", "©", "2020"])
)
_KEYS = st.sampled_from(
    ["@id", "@type", "@graph", "author", "creator", "publisher", "name", "url", "headline", "datePublished", "dateModified", "expires", "copyrightHolder", "copyrightYear",
     "copyrightNotice", "license", "creditText", "isBasedOn", "isAccessibleForFree", "sourceOrganization", "provider", "inLanguage", "genre", "sameAs", "mainEntity"]
)  # fmt: skip
_TYPES = st.fixed_dictionaries(
    {"@type": st.sampled_from(["NewsArticle", "Person", "Organization", ["Article"], 7, None])}
)
nodes = st.recursive(
    _LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.builds(lambda kind, rest: kind | rest, _TYPES, st.dictionaries(_KEYS, inner, max_size=6))
    ),
    max_leaves=12,
)


@settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.builds(
        lambda rest, node: {"@type": "NewsArticle"} | rest | {"author": node},
        st.dictionaries(_KEYS, nodes, max_size=8),
        nodes,
    )
)
def test_any_json_ld(node):
    block = json.dumps(node).replace("</", "<\\/")
    survives(f'<h1>Lamp</h1><script type="application/ld+json">{block}</script>'.encode(), URL, "html")


def test_references_in_a_circle():
    block = {
        "@graph": [
            {"@type": "NewsArticle", "@id": "#a", "author": {"@id": "#b"}, "publisher": {"@id": "#a"}},
            {"@id": "#b", "name": {"@id": "#a"}, "url": {"@id": "#b"}},
        ]
    }
    survives(f'<script type="application/ld+json">{json.dumps(block)}</script>'.encode(), URL, "html")


def test_half_surrogates_become_replacement_characters_and_pairs_stay():
    page = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Lamp \\ud83d\\ude00 \\ud800", "author": "Maria \\uDFFFOake"}</script>'
    (article,) = provenance.read(page, format="html")
    assert article.headline == "Lamp 😀 \ufffd"
    assert all("\ud800" <= char <= "\udfff" for char in article.model_dump_json()) is False


BREAKS: dict[str, Callable[[], object]] = {
    "an address that is half an IPv6 address": lambda: provenance.read("<h1>Lamp</h1>", url="http://["),
    "a lone surrogate in the text": lambda: provenance.read("Lamp \ud800\n\nBy Maria \udfffOake"),
    "a page of no elements": lambda: provenance.read(b"<!doctype html>", format="html"),
    "only a comment": lambda: provenance.read(b"<!-- nothing -->", format="html"),
}


@pytest.mark.parametrize("name", BREAKS)
def test_oddities_are_read_or_refused(name):
    try:
        BREAKS[name]()
    except SourceError:
        return
