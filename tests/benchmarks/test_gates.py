"""What the gates of speed and firing let through."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.corpus import Page, Syndication
from benchmarks.firing import WOLF, Firing, Judged, firings, kind_of, table, totals, where, wolves
from benchmarks.speed import BUDGETS, Sample, missed_budgets, timed_rounds
from provenance.model import Finding


def page(id: str, *, syndicated: bool | None = None) -> Page:
    found = None
    if syndicated is not None:
        kind = "wire" if syndicated else "negative"
        found = Syndication("The Quay Times", (), (), None, None, None, kind, syndicated)
    return Page(id, "aed", f"https://quay.example/{id}", (), None, found, Path("nowhere"))


def finding(code: str, level: str = "error") -> Finding:
    return Finding.model_validate({"code": code, "name": "byline-lost", "level": level, "message": "No byline."})


def test_traps_are_ordinary_pages() -> None:
    pages = (page("a"), page("b", syndicated=False), page("c", syndicated=True))
    assert [kind_of(one) for one in pages] == ["ordinary", "ordinary", "syndicated"]


def test_a_rule_counts_once_a_page() -> None:
    judged = [
        Judged(page("a"), "ordinary", (finding("ATT001"), finding("ATT001"))),
        Judged(page("b"), "ordinary", ()),
        Judged(page("c"), "syndicated", (finding("ATT001"), finding("HLD001", "note"))),
    ]
    rows = firings(judged)
    assert [(row.code, row.level, dict(row.pages)) for row in rows] == [
        ("ATT001", "error", {"ordinary": 1, "syndicated": 1}),
        ("HLD001", "note", {"ordinary": 0, "syndicated": 1}),
    ]
    assert totals(judged) == {"ordinary": 2, "syndicated": 1}
    printed = table(rows, totals(judged))
    assert "50.0" in printed
    assert "ordinary (2)" in printed
    assert where("HLD001", judged).splitlines()[0].startswith("c  syndicated")


@pytest.mark.parametrize(("level", "fired", "cries"), [("error", 2, False), ("error", 3, True), ("warning", 90, False)])
def test_only_an_error_over_the_limit_cries_wolf(level: str, fired: int, cries: bool) -> None:
    rows = [Firing("ATT001", "byline-lost", level, {"ordinary": fired, "syndicated": 100})]
    assert bool(wolves(rows, {"ordinary": 100, "syndicated": 100})) is cries
    assert WOLF == 2.0


def test_no_pages_no_cries() -> None:
    rows = [Firing("ATT001", "byline-lost", "error", {"ordinary": 0, "syndicated": 0})]
    assert wolves(rows, {"ordinary": 0, "syndicated": 0}) == []


def test_budgets_have_two_sides() -> None:
    assert missed_budgets({"trafilatura": 4.0, "parse": 4.0, "memory": 1.0, "start": 2.9}) == []
    assert len(missed_budgets({"trafilatura": 3.9, "parse": 4.1, "memory": 1.2, "start": 3.1})) == len(BUDGETS)
    assert missed_budgets({"parse": 1.0}) == []  # a peer that is not installed is no miss


def test_rounds_are_interleaved_and_the_first_is_not_counted() -> None:
    calls: list[str] = []
    tasks = {"one": lambda html, url: calls.append(f"one {url}"), "two": lambda html, url: calls.append(f"two {url}")}
    rounds = timed_rounds([Sample(b"", "a"), Sample(b"", "b")], tasks, 2)
    assert calls == ["one a", "two a", "one b", "two b"] * 3
    assert len(rounds) == 2
    assert all(seconds >= 0 for each in rounds for seconds in each.values())
