"""Bytes of every kind give the same page: encodings declared, undeclared and declared wrongly, and all line ends."""

# ruff: noqa: E501 - pages and paragraphs stand here as they are written
from __future__ import annotations

import pytest

import provenance
from provenance.errors import UnreadableError
from tests.readers.facts import PAGES, facts, names, read_page

PAGE = """<!doctype html>
<html lang="de"><head>{meta}
<title>Lotsen bitten um zweite Lampe für die Mole</title>
</head><body><article>
<h1>Lotsen bitten um zweite Lampe für die Mole</h1>
<p class="byline">Von Jürgen Weiß</p>
<p>Der Hafenrat hat am Montag gehört, dass die zweite Lampe an der Langen Mole seit einem Jahr dunkel ist und niemand sie prüft.</p>
<p>„Wir steuern aus dem Gedächtnis“, sagte die Lotsin, die seit 1998 die Morgenfähre führt und im Nebel die Stufen zählt.</p>
<p>© 2020 Stiftung Küstenfunk</p>
</article></body></html>
"""
META = '<meta charset="{}">'


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("utf-8", "utf-8"),
        (None, "utf-8"),
        ("windows-1252", "utf-8"),
        ("utf-8", "utf-8-sig"),
        (None, "utf-8-sig"),
        ("windows-1252", "windows-1252"),
        ("iso-8859-1", "windows-1252"),
        (None, "windows-1252"),
        ("utf-8", "windows-1252"),
        ("no-such-encoding", "windows-1252"),
        ("utf-16", "utf-16"),
        (None, "utf-16"),
        ("utf-8", "utf-16"),
    ],
)
def test_one_page_in_many_encodings(declared, encoding):
    text = PAGE.format(meta=META.format(declared) if declared else "")
    (article,) = provenance.read(text.encode(encoding))
    (plain,) = provenance.read(text.encode())
    assert names(article, "authors") == ["Jürgen Weiß"]
    assert names(article, "copyright_holders") == ["Stiftung Küstenfunk"]
    assert facts(article) == facts(plain)
    assert article.source_format == "html"


def test_big_endian_with_its_mark():
    text = PAGE.format(meta="")
    (article,) = provenance.read(b"\xfe\xff" + text.encode("utf-16-be"))
    assert names(article, "authors") == ["Jürgen Weiß"]


def test_a_page_that_says_shift_jis_is_read_so():
    text = "<!doctype html><html lang=ja><head><meta charset=Shift_JIS><title>港のランプ</title></head><body><h1>港のランプ</h1><p>本文</p>"
    (article,) = provenance.read(text.encode("shift_jis"))
    assert article.headline == "港のランプ"


def test_a_few_broken_bytes_do_not_change_the_encoding():
    data = PAGE.format(meta="").encode()
    at = data.index("Gedächtnis".encode()) + 4
    (article,) = provenance.read(data[:at] + data[at + 1 :])
    assert names(article, "authors") == ["Jürgen Weiß"]


@pytest.mark.parametrize("ends", ["\r\n", "\r"])
@pytest.mark.parametrize("path", sorted(PAGES.glob("*.html")), ids=lambda path: path.stem)
def test_line_ends_change_no_fact_and_no_place(path, ends):
    data = path.read_bytes().replace(b"\n", ends.encode())
    assert facts(read_page(path, data)) == facts(read_page(path))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" \n\t ",
        bytes(range(256)) * 20,
        b"<html>" + bytes(range(256)) * 20,
        b"\x00\x01\x02" * 400,
        b"<html><body>" + b"\x00" * 500,
        PAGE.encode("utf-16-le"),
        b"\x89PNG\r\n\x1a\n" + bytes(range(0, 256, 3)) * 50,
        b"\x1f\x8b\x08\x00" + bytes(reversed(range(256))) * 9,
    ],
    ids=[
        "nothing",
        "spaces",
        "every byte",
        "every byte as html",
        "controls",
        "nulls",
        "utf-16 without mark",
        "png",
        "gzip",
    ],
)
@pytest.mark.parametrize("format", [None, "html", "text"])
def test_what_is_no_text_is_unreadable(data, format):
    with pytest.raises(UnreadableError):
        provenance.read(data, format=format)


def test_a_stray_control_character_is_no_binary():
    (article,) = provenance.read(PAGE.format(meta="").replace("Montag", "Mon\x0btag\x08").encode())
    assert names(article, "authors") == ["Jürgen Weiß"]
