"""The walk of a page: its lines, where their parts stand in them, and which furniture is around them."""

# ruff: noqa: E501 - pages stand here as they are written
from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

import provenance
from provenance.readers.html.decode import parse
from provenance.readers.html.document import Page
from provenance.readers.html.walk import walk, walk_skipped

TEXT = "<p>The harbor board heard that the second lamp on the Long Mole has been dark for a year and more.</p>" * 20


def walked(body: str) -> Page:
    source = f"<!doctype html><html><head><title>Second lamp</title></head><body>{body}</body></html>"
    return walk(parse(source), source, None)


def test_lines_end_at_blocks_and_keep_their_links():
    page = walked('<div>By <a href="/oake">Maria <b>Oake</b></a><br>7 March<p>Text</p> and <i>more</i></div>' + TEXT)
    assert [line.text for line in page.lines[:4]] == ["By Maria Oake", "7 March", "Text", "and more"]
    first = page.lines[0]
    assert [first.text[link.start : link.end] for link in first.links] == ["Maria Oake"]


_INLINE = st.sampled_from(["{}", "<b>{}</b>", "<span>{}</span>", '<a href="/x">{}</a>', '<a href="/y"><i>{}</i> z</a>', "{}<br>"])  # fmt: skip
_WORDS = st.sampled_from(["", " ", "\n ", "By", " Jane Roe ", "Jane\n\tRoe", "\u00a0©\u2009", "2020", "a  b"])
pieces = st.lists(st.builds(lambda around, words: around.replace("{}", words), _INLINE, _WORDS), max_size=8)


@settings(max_examples=150, deadline=None)
@given(pieces, st.sampled_from(["<p>{}</p>", '<p class="byline">{}</p>', "<ul><li>{}</li></ul>"]))
def test_every_part_of_a_line_stands_where_it_says(pieces, block):
    page = walked(block.replace("{}", "".join(pieces)) + TEXT)
    for line in page.lines:
        assert line.text == line.text.strip(" ") != ""
        for offset, data, _ in line.source.parts:
            words = " ".join(data.split())
            assert line.text[offset : offset + len(words)] == words
        for link in line.links:
            assert 0 <= link.start < link.end <= len(line.text)


def test_each_furniture_element_has_a_number_of_its_own():
    """Also where the parser makes the object of an element in the place of one that is gone."""
    page = walked("".join(f"<aside><p>Aside {number}</p></aside>" for number in range(200)) + TEXT)
    causes = [line.source.causes for line in page.lines if line.text.startswith("Aside")]
    assert len(causes) == len(set(causes)) == 200


def test_large_furniture_is_passed_over_until_it_is_asked_for():
    menu = "<li><a href='/x'>Tides and gauges</a></li>" * 40
    page = walked(
        f"{TEXT}<nav><ul>{menu}</ul></nav><footer><ul>{menu}</ul><p>COPYRIGHT 2020 The Lantern Post</p></footer>"
    )
    texts = [line.text for line in page.lines]
    assert texts.count("Tides and gauges") == 40, "only the footer says something of rights"
    assert texts[-1] == "COPYRIGHT 2020 The Lantern Post"
    assert page.lines[-1].zone == "furniture"
    walk_skipped(page, lambda text: "Tides" in text)
    assert [line.text for line in page.lines].count("Tides and gauges") == 80
    assert page.skipped == []


def test_names_of_attributes_are_written_in_any_case():
    page = f'<h1>Second lamp</h1><div itemProp="author" itemScope itemType="https://schema.org/Person"><b itemProp="name">Maria Oake</b></div>{TEXT}'
    (article,) = provenance.read(f"<html>{page}</html>".encode(), url="https://lantern.example/second-lamp")
    assert [author.name for author in article.authors] == ["Maria Oake"]


def test_the_label_before_a_date_tells_a_change_from_the_publication():
    dates = "<p>Published: 7 March 2020</p><p>Updated: 9 March 2020</p>"
    page = f"<html><h1>Second lamp</h1>{dates}{TEXT}</html>"
    (article,) = provenance.read(page.encode(), url="https://lantern.example/second-lamp")
    assert (article.date_published, article.date_modified) == ("2020-03-07", "2020-03-09")
