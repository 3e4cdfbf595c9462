"""What the gate of the decisions' cost lets through."""

from __future__ import annotations

import pytest

from benchmarks.decide import BUDGETS, MEANING, missed_budgets, timed_rounds
from benchmarks.speed import Sample

PAGE = Sample(b"<html><body><h1>Ferry</h1><p>By Mara Quillfeather</p></body></html>", "https://quay.example/ferry")


@pytest.mark.parametrize(("ratio", "missed"), [(0.05, 0), (0.10, 0), (0.11, 1)])
def test_a_ratio_over_its_budget_is_missed(ratio: float, missed: int) -> None:
    assert len(missed_budgets({"decide": ratio, "under": 9.0})) == missed
    assert set(BUDGETS) <= set(MEANING)


def test_a_round_times_every_task() -> None:
    rounds = timed_rounds([PAGE, PAGE], rounds=2)
    assert len(rounds) == 2
    assert all(set(each) == {"check", *MEANING} and min(each.values()) > 0 for each in rounds)
