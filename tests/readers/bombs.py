"""Pages that are small to send and expensive to read: each a name and what makes its bytes.

Run as a program, `python -m tests.readers.bombs NAME …`, it reads them in one process of limited memory and prints a
line of JSON for each: `articles` or the class of the error, the size of the record, the seconds of the processor.
"""

# ruff: noqa: E501 - pages and paragraphs stand here as they are written
from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable

import provenance
from provenance.errors import SourceError

LIMIT_BYTES = 2_000_000_000

_TITLE = "<h1>Ferry Pilots Ask for a Second Lamp on the Long Pier</h1>"
_TEXT = "<p>" + "The harbor board heard on Monday that the second lamp has been dark for a year. " * 4 + "</p>"


def _page(body: str, head: str = "") -> bytes:
    return (
        f"<!doctype html><html lang=en><head><title>Ferry Pilots Ask for a Second Lamp on the Long Pier</title>{head}</head>"
        f"<body><article>{_TITLE}<p class=byline>By Maria Oake</p>{_TEXT}{body}{_TEXT}</article></body></html>"
    ).encode()


def _ld(text: str) -> bytes:
    return _page("", f'<script type="application/ld+json">{text}</script>')


def _many(count: int, piece: str) -> str:
    return "".join(piece.replace("#", str(number)) for number in range(count))


def _nodes(count: int) -> str:
    node = (
        '{"@type":"NewsArticle","@id":"#n#","author":{"@type":"Person","name":"Maria Oake"},"mentions":{"@id":"#n#"}}'
    )
    return '{"@graph":[' + ",".join(node.replace("#n#", f"#n{number}") for number in range(count)) + "]}"


BOMBS: dict[str, Callable[[], bytes]] = {
    "unclosed formatting": lambda: _page(_many(20_000, "<font size=#><p>")),
    "formatting closed by its paragraph": lambda: _page(_many(20_000, "<p><font size=#>x</p>")),
    "formatting in capitals": lambda: _page(_many(20_000, "<P><FONT SIZE=#>x</P>")),
    "many kinds of formatting": lambda: _page(_many(4_000, "<p><b id=#><i id=#><u id=#><tt id=#><s id=#>x</p>")),
    "formatting between plain pages": lambda: _page("<p>a</p>" * 50_000 + _many(20_000, "<font size=#><p>") + "<p>a</p>" * 50_000),
    "repeated body": lambda: _page(_many(25_000, "<body a#=1>")),
    "repeated body in capitals": lambda: _page(_many(25_000, "<BODY a#=1>")),
    "repeated html": lambda: _page(_many(25_000, "<html a#=1>")),
    "one tag with many attributes": lambda: _page("<p " + _many(200_000, "a#=1 ") + ">x</p>"),
    "adoption agency": lambda: _page("<b><p>" * 20_000 + "</b>" * 20_000),
    "anchors in anchors": lambda: _page(_many(30_000, "<a href=/#><div>")),
    "nested elements": lambda: _page("<div>" * 50_000 + "By Maria Oake"),
    "nested and closed": lambda: _page("<div>" * 50_000 + "</p>" * 50_000),
    "nested furniture": lambda: _page('<nav class="nav">' * 50_000 + "x"),
    "nested furniture with lines": lambda: _page("<aside>x" * 50_000),
    "nested bylines": lambda: _page('<div class="byline">By Maria Oake' * 20_000),
    "nested tables": lambda: _page("<table><tr><td>" * 20_000 + "By Maria Oake"),
    "foster parents": lambda: _page("<table>" + "x<b>" * 50_000),
    "nested lists": lambda: _page("<ul><li>" * 30_000 + "© 2020 Harbor Bridge News Foundation"),
    "nested microdata": lambda: _page('<div itemscope itemprop="author">' * 20_000 + "Maria Oake"),
    "chained itemrefs": lambda: _page(_many(5_000, '<div itemscope itemref="r0 r1 r2 r3 r4" id=r# itemprop=author>Maria Oake</div>')),
    "many bylines": lambda: _page('<p class="byline">By Maria Oake</p>' * 50_000),
    "many byline pieces": lambda: _page('<div class="byline">' + "<p>By Maria Oake</p>" * 50_000 + "</div>"),
    "many author links": lambda: _page(_many(50_000, '<a rel="author" href="/author/maria-oake">Maria Oake</a> ')),
    "many lines of one word": lambda: _page("x<br>" * 150_000),
    "one tag, five megabytes": lambda: _page("<p " + "a" * 5_000_000 + ">x"),
    "one attribute, five megabytes": lambda: _page(f'<meta name="author" content="{"Maria Oake, " * 400_000}">'),
    "one meta of By": lambda: _page("", f'<meta name="author" content="{"By " * 300_000}">'),
    "one class of many words": lambda: _page(f'<p class="{"byline author " * 200_000}">x</p>'),
    "many classes": lambda: _page(_many(30_000, '<p class="a#b">x</p>')),
    "one line, two megabytes": lambda: _page("<p>" + "By Maria Oake, © 2020 The Lantern Post. " * 50_000 + "</p>"),
    "one line of By": lambda: _page("<p>" + "By " * 100_000 + "</p>"),
    "one line of notices": lambda: _page("<p>" + "©" * 100_000 + "</p>"),
    "one line of dated notices": lambda: _page("<p>" + "© 2020 " * 30_000 + "</p>"),
    "one footer of notices": lambda: _page("<footer>" + "<p>© 2020 The Lantern Post</p>" * 50_000 + "</footer>"),
    "one line of links": lambda: _page("<p>" + _many(100_000, '<a href="/author/a#">Originally published by </a>') + "</p>"),
    "one line of credits": lambda: _page("<p>" + "Originally published by The Lantern Post. " * 30_000 + "</p>"),
    "one line of sign-offs": lambda: _page("<p>(" + "Reporting by Maria Oake; " * 50_000 + ")</p>"),
    "one line of brackets": lambda: _page("<p>" + "(" * 500_000 + "</p>"),
    "one line of spaces": lambda: _page("<p>a" + "\u00a0 " * 1_000_000 + "b</p>"),
    "one byline of names": lambda: _page('<p class="byline">By ' + "Maria Oake and " * 100_000 + "</p>"),
    "one long word": lambda: _page("<p>" + "a" * 3_000_000 + "</p>"),
    "many images": lambda: _page(_many(50_000, '<figure><img src="/i#.jpg" width=400><figcaption>Photo: Tom Reed</figcaption></figure>')),
    "one figure of images": lambda: _page("<figure>" + _many(50_000, '<img src="/i#.jpg">') + "<figcaption>(Photo: Tom Reed)</figcaption></figure>"),
    "many times": lambda: _page("<p>" + '<time datetime="2020-01-02">x</time>' * 100_000),
    "many metas": lambda: _page("", '<meta name="author" content="Maria Oake"><meta name="copyright" content="The Lantern Post">' * 30_000),
    "many canonicals": lambda: _page("", _many(50_000, '<link rel="canonical" href="https://lantern.example/#">')),
    "many titles": lambda: _page("<h1>Ferry pilots ask for a lamp</h1>" * 50_000),
    "many scripts": lambda: _page('<script type="application/ld+json">{"@type":"NewsArticle","author":"Maria Oake"}</script>' * 20_000),
    "many nodes": lambda: _ld(_nodes(100_000)),
    "more bytes than a page has": lambda: _ld(_nodes(200_000)),
    "many authors": lambda: _ld(json.dumps({"@type": "NewsArticle", "author": [{"@type": "Person", "name": "Maria Oake"}] * 100_000})),
    "one author of many names": lambda: _ld(json.dumps({"@type": "NewsArticle", "author": "By " * 300_000 + "Maria Oake, " * 100_000})),
    "one huge headline": lambda: _ld(json.dumps({"@type": "NewsArticle", "headline": "Lamp " * 500_000, "copyrightNotice": "© " * 200_000})),
    "deep arrays": lambda: _ld("[" * 100_000 + "]" * 100_000),
    "deep objects": lambda: _ld('{"@graph":' * 100_000 + "1" + "}" * 100_000),
    "objects as deep as JSON goes": lambda: _ld('{"author":' * 900 + '"Maria Oake"' + "}" * 900),
    "huge numbers": lambda: _ld('{"@type":"NewsArticle","copyrightYear":' + "9" * 100_000 + ',"author":1e999,"datePublished":-1e400}'),
    "commas and spaces": lambda: _ld('{"a":[' + ", " * 500_000 + "]}"),
    "comment openers": lambda: _page("<!--" * 200_000),
    "entities": lambda: _page("<p>" + "&amp;&copy;&#x110000;&notanentity" * 30_000 + "</p>"),
    "angle brackets": lambda: _page("<" * 1_000_000),
    "end tags": lambda: _page("</p>" * 150_000),
    "selects and templates": lambda: _page("<select><option><template>" * 30_000),
    "foreign elements": lambda: _page("<svg><math><mi>" * 30_000),
    "framesets": lambda: b"<frameset>" * 200_000,
    "text: one line": lambda: b"By Maria Oake " * 150_000,
    "text: one line of notices": lambda: b"\xc2\xa9" * 400_000,
    "text: short lines": lambda: b"By\n" * 150_000,
    "text: bylines": lambda: b"Lamp\n\n" + b"By Maria Oake\n" * 100_000,
    "text: notices": lambda: b"Lamp\n\n" + "© 2020 The Lantern Post\n".encode() * 15_000,
    "text: related": lambda: (b"The harbor board heard on Monday that the second lamp has been dark. " * 3 + b"\nRelated articles\n") * 1_500,
    "text: follow": lambda: b"Lamp\n\n" + b"Follow Maria Oake on Twitter. " * 30_000,
    "text: spaces": lambda: b"a" + b" \t" * 2_000_000 + b"b",
    "text: brackets": lambda: b"PARIS (" * 300_000,
}  # fmt: skip


def read(name: str) -> dict[str, object]:
    """Read one bomb, make the record's JSON and its graph, and tell what became of it."""
    data = BOMBS[name]()
    started, size = time.process_time(), 0
    try:
        for article in provenance.read(data, url="https://lantern.example/2020/03/ferry-pilots"):
            size += len(article.model_dump_json())
            provenance.to_graph(article)
        outcome = "articles"
    except SourceError as error:
        outcome = type(error).__name__
    return {"name": name, "outcome": outcome, "record": size, "seconds": round(time.process_time() - started, 2)}


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (LIMIT_BYTES, LIMIT_BYTES))
    for name in sys.argv[1:]:
        sys.stdout.write(json.dumps(read(name)) + "\n")
        sys.stdout.flush()
