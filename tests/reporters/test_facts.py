from __future__ import annotations

import pytest

from provenance.reporters import facts
from tests.reporters.samples import build


@pytest.mark.parametrize(
    ("read", "shown"),
    [
        ("2026-05-14T09:30:20.064-05:00", "2026-05-14 09:30 UTC-05:00"),
        ("2026-05-14T09:30:00Z", "2026-05-14 09:30 UTC"),
        ("2026-05-14T09:30+00:00", "2026-05-14 09:30 UTC"),
        ("2026-05-14T09:30", "2026-05-14 09:30"),
        ("2026-05-14", "2026-05-14"),
        ("14 May", "14 May"),
    ],
)
def test_an_instant_is_shown_to_the_minute_with_its_zone_and_invents_neither(read, shown):
    assert facts.moment(read) == shown


def image(line: int, **more: str) -> dict[str, object]:
    return {"id": f"img-{line}", "type": "image", "line": line, **more}


@pytest.mark.parametrize(
    ("assets", "value", "where"),
    [
        ([image(4)], "1 image without a credit", "line 4"),
        ([image(4), image(9)], "2 images without a credit", "lines 4 and 9"),
        ([image(4), image(9, credit="Ilse Varga")], "2 images, 1 without a credit", "line 4"),
        ([image(9, credit="Ilse Varga")], "1 image, credited", ""),
    ],
)
def test_pictures_without_a_credit_are_counted(assets, value, where):
    (row,) = [row for row in facts.rows(build(assets=assets)) if row.label == "Media"]
    assert (row.value, row.where) == (value, where)


def test_the_headline_has_a_row_only_where_the_page_has_none():
    assert "Headline" not in {row.label for row in facts.rows(build())}
    (row,) = [row for row in facts.rows(build(headline=None)) if row.label == "Headline"]
    assert row.missing
