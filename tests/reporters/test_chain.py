from __future__ import annotations

from typing import Any

from provenance.model import Hop
from provenance.reporters.chain import draw, has_inferred
from provenance.reporters.layout import Style


def hop(
    sequence: int, name: str | None, action: str, *follows: int, basis: str = "stated", date: str | None = None
) -> Hop:
    party: Any = {"id": f"org-{name}", "name": name, "type": "Organization"} if name else None
    row = {"sequence": sequence, "party": party, "action": action, "follows": follows, "basis": basis, "date": date}
    return Hop.model_validate(row)


def test_a_stated_step_has_a_solid_arrow_and_an_inferred_one_a_dashed_arrow():
    hops = [
        hop(1, "Ledger", "created"),
        hop(2, "Wire", "distributed", 1),
        hop(3, "Post", "republished", 2, basis="inferred"),
    ]
    assert draw(hops, Style()) == [
        "Ledger  ──▶ Wire        ╌╌▶ Post",
        "created     distributed     republished",
    ]
    assert has_inferred(hops)
    assert not has_inferred(hops[:2])


def test_dates_stand_under_the_names():
    hops = [hop(1, "Ledger", "created", date="2026-05-12"), hop(2, "Sentinel", "republished", 1, date="2026-05-14")]
    assert draw(hops, Style())[1] == "created 2026-05-12     republished 2026-05-14"


def test_an_unknown_first_step_and_an_unknown_party_are_question_marks():
    assert draw([hop(1, "Post", "republished")], Style())[0] == "? ──▶ Post"
    assert draw([hop(1, None, "created"), hop(2, "Post", "republished", 1)], Style())[0] == "?       ──▶ Post"
    assert draw([hop(2, "Post", "republished", 1, basis="inferred")], Style())[0] == "? ╌╌▶ Post"


def test_a_compiled_story_has_several_parents():
    hops = [hop(1, "AP", "created"), hop(2, "Reuters", "created"), hop(3, "Post", "edited", 1, 2)]
    assert draw(hops, Style())[0] == "AP + Reuters ──▶ Post"


def test_two_ways_that_do_not_meet_are_two_drawings():
    lines = draw([hop(1, "AP", "created"), hop(2, "Ledger", "created"), hop(3, "Post", "republished", 2)], Style())
    assert [line.split()[0] for line in lines] == ["AP", "created", "Ledger", "created"]


def test_a_circle_is_drawn_and_ends():
    lines = draw([hop(1, "A", "republished", 2), hop(2, "B", "republished", 1)], Style())
    assert "A" in lines[0]
    assert "B" in lines[0]


def test_a_long_way_goes_down_and_fits():
    hops = [hop(1, "A very long name of a foundation", "created")]
    hops += [hop(n, f"Republisher number {n}", "republished", n - 1, basis="inferred") for n in range(2, 5)]
    lines = draw(hops, Style(width=60))
    assert lines[0] == "A very long name of a foundation   created"
    assert lines[1] == "╌╌▶ Republisher number 2   republished"
    assert all(len(line) <= 60 for line in lines)


def test_ascii_where_the_terminal_has_no_arrows():
    text = "\n".join(draw([hop(1, "A", "created"), hop(2, "B", "republished", 1)], Style(unicode=False)))
    assert text.isascii()
