"""Datelines that open a paragraph and agency marks that close one; agencies count nowhere else."""

from __future__ import annotations

from typing import Any

import pytest

from provenance.language.datelines import dateline, trailing_mark
from tests.language.tables import cases


@pytest.mark.parametrize("case", cases("datelines"))
def test_agencies_are_read_in_their_slots(case: dict[str, Any]) -> None:
    mark = (trailing_mark if case.get("closing") else dateline)(case["text"])
    assert ([name for name, _ in mark.agencies] if mark else []) == case.get("agencies", [])
    assert (mark.place if mark else None) == case.get("place")
    if mark:
        assert mark.text in case["text"]
        assert case["text"][mark.start : mark.end].strip() == mark.text


def test_the_same_agency_under_two_tokens_is_the_same_row() -> None:
    marks = [dateline(f"HARBORVILLE ({name}) — The bridge reopened.") for name in ("AP", "Associated Press")]
    assert {mark.agencies[0][1].name for mark in marks if mark} == {"The Associated Press"}
    assert all(marks)
