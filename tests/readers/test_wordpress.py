"""Invented WordPress exports and what is read from each: `wordpress/*` with `*.expected.json` beside them.

`pytest --regenerate` writes the expected files anew; the difference is to be read before it is kept.
"""

from __future__ import annotations

import io
import random
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

import provenance
from provenance.errors import UnreadableError
from provenance.readers import sniff
from provenance.readers.wordpress import attachments
from tests.readers.facts import names
from tests.readers.test_feeds import properties, read
from tests.readers.test_hostile import mutate, survives
from tests.readers.wire import check_expected, check_places, check_whole

FILES = Path(__file__).parent / "wordpress"
ALL = sorted(FILES.glob("*.xml"))
EXPORT = (FILES / "export.xml").read_bytes()


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)
def test_document(path, regenerate):
    check_expected(path, regenerate)


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)
def test_records_are_whole_and_every_statement_has_its_place(path):
    check_whole(path)
    check_places(path)


def test_the_format_is_told_from_other_rss():
    assert {sniff(path.read_bytes()) for path in ALL} == {"wordpress"}
    assert sniff(b'<rss version="2.0"><channel><link>http://wordpress.org/export/1.2/</link></channel></rss>') == "rss"
    with pytest.raises(UnreadableError):
        read(b"<wp/>", format="wordpress")


@pytest.fixture(scope="module")
def export():
    articles, lost = read(FILES / "export.xml")
    assert lost == []
    return articles


def test_only_posts_and_pages_are_articles(export):
    assert [article.headline for article in export] == ["The second lamp", "A scheduled page", "A draft"]


# -- authors, states, dates --------------------------------------------------------------------------------------------


def test_a_login_is_shown_by_its_name(export):
    lamp, page, draft = export
    (author,) = lamp.said("author")
    assert (author.value.name, author.value_as_read, author.basis) == ("Maria Oake", "moake", "stated")
    assert author.origin.text == "moake"
    assert [each.byline_state for each in export] == ["named", "not_a_name", "not_a_name"]
    assert page.authors == draft.authors == ()


def test_exports_without_authors_hold_names():
    articles, _ = read(EXPORT.replace(b"wp:author>", b"wp:nobody>").replace(b"[moake]", b"[Lena Ford]"))
    assert names(articles[0], "authors") == ["Lena Ford"]
    ((old,), _) = read(FILES / "old.xml")
    assert names(old, "authors") == ["Tom Reed"]  # who wrote the original; the export is of Lena Ford's post
    assert [agent.name for agent in properties(old, "posted_by")] == ["Lena Ford"]
    assert names(old, "credits") == ["Tidewater Ledger"]


def test_states(export):
    lamp, page, _ = export
    assert [each.status for each in export] == ["usable", None, "withheld"]
    assert (page.embargo_until, page.embargo_open_ended) == ("2026-03-09T06:00:00Z", False)
    assert lamp.expires == "2026-04-01T00:00:00Z"
    articles, _ = read(FILES / "broken-items.xml")
    assert [(each.status, each.embargo_open_ended) for each in articles] == [("withdrawn", False), (None, True)]


def test_dates_have_the_zone_that_they_have(export):
    lamp, page, draft = export
    assert (lamp.date_published, lamp.date_modified) == ("2026-03-02T07:45:00Z", "2026-03-03T09:00:00Z")
    assert draft.date_published == "2026-03-04T09:00:00"  # of the site's own zone, which is not said
    assert page.date_published == "2026-03-09T06:00:00Z"


# -- custom fields, assets ---------------------------------------------------------------------------------------------


def test_custom_fields_of_plugins(export):
    lamp = export[0]
    assert lamp.canonical_url == lamp.original_url == "https://quay.example/news/2026/second-lamp"
    assert lamp.robots == "noindex"
    assert [license.id for license in lamp.licenses] == ["CC-BY-ND-4.0"]
    (source,) = [row for row in lamp.said("credit") if row.method == "item_field"]
    assert (source.value.name, source.value.url) == ("Quay Press", "https://quay.example/")
    assert properties(lamp, "republication_offered") == [False]


def test_a_text_whose_paragraphs_are_line_ends(export):
    lamp = export[0]
    (dateline,) = [row for row in lamp.said("credit") if row.method == "dateline"]
    assert (dateline.origin.line, dateline.value.name) == (27, "The Associated Press")
    assert names(lamp, "copyright_holders") == ["Quay Press"]
    assert lamp.said("copyright_notice")[0].origin.line == 33
    assert "Nobody" not in str(lamp.statements)  # comments are nobody's rights


def test_attachments_are_assets_of_their_posts(export):
    cover, picture = export[0].assets
    assert (cover.credit, cover.caption) == ("Nils Berg / Quay Press", "The keeper of the lamp.")
    assert (picture.credit, picture.notice, picture.holder.name, picture.license) == (
        "Anna Lake", "2025 Anna Lake", "Anna Lake", "CC BY 4.0",
    )  # fmt: skip
    assert export[1].assets == ()
    assert "CC-BY-4.0" not in [license.id for license in export[0].licenses]


class Pipe(io.RawIOBase):
    """Bytes that can be read once."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:  # type: ignore[override]
        return b"" if size == 0 else next(self._pieces, b"")


def test_of_a_pipe_only_attachments_before_a_post_are_known():
    articles, _ = read(Pipe(iter([EXPORT[:100], EXPORT[100:]])))
    assert articles[0].assets == ()
    items = EXPORT.index(b"<item>"), EXPORT.index(b"<item>\n\t\t<title>lamp-cover")
    turned = EXPORT[: items[0]] + EXPORT[items[1] : EXPORT.index(b"</channel>")] + EXPORT[items[0] : items[1]]
    articles, _ = read(Pipe(iter([turned + b"</channel></rss>"])))
    assert len(articles[0].assets) == 2
    assert names(articles[0], "authors") == ["Maria Oake"]


def test_too_many_attachments_are_said(monkeypatch):
    monkeypatch.setattr(attachments, "MAX_ATTACHMENTS", 1)
    articles, lost = read(EXPORT)
    assert (len(articles), len(articles[0].assets)) == (3, 1)
    assert "attachments" in lost[0].message


def test_memory_does_not_grow_with_the_export():
    head, item = EXPORT[: EXPORT.index(b"<item>")], EXPORT[EXPORT.index(b"<item>") : EXPORT.index(b"</item>") + 7]

    def peak(number: int) -> int:
        tracemalloc.start()
        pieces = iter([head, *[item] * number, b"</channel></rss>"])
        assert sum(1 for _ in provenance.iter_articles(Pipe(pieces))) == number
        size = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return size

    peak(20)
    assert peak(200) < peak(40) * 1.5 + 1_000_000


# -- broken and hostile ------------------------------------------------------------------------------------------------


def test_broken_items_do_not_hide_the_others():
    articles, lost = read(FILES / "broken-items.xml")
    assert [article.headline for article in articles] == ["Whole", "Odd"]
    assert [error.line for error in lost] == [6, 19]


def test_no_entity_is_ever_read():
    with pytest.raises(UnreadableError):
        read(EXPORT.replace(b"<rss", b'<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/hostname">]><rss', 1))


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)
def test_mutants(path):
    chance = random.Random(path.name)  # noqa: S311 - the same mutants each time
    for _ in range(25):
        survives(mutate(bytearray(path.read_bytes()), chance), None, chance.choice((None, None, "wordpress")))
