"""The way of a story as a map."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from provenance.model import Agent, Hop
from provenance.web.chainmap import Map, way


def hop(number, name=None, action="republished", follows=(), basis="stated", date=None):
    party = Agent(id=f"org-{number}", name=name, type="Organization") if name else None
    return Hop(sequence=number, party=party, action=action, follows=tuple(follows), basis=basis, date=date)


def test_a_story_of_two_parents_shows_both_side_by_side():
    found = way([hop(1, "North Wire", "created"), hop(2, "South Wire", "created"), hop(3, "Post", follows=(1, 2))])
    (wide,) = found.wide
    north, south, post = wide.boxes
    assert north.x == south.x < post.x
    assert north.y + north.height < south.y
    assert [line.inferred for line in wide.lines] == [False, False]
    assert found.steps[2].after == ("North Wire", "South Wire")


def test_a_step_that_must_have_been_is_a_box_with_a_question_mark():
    found = way([hop(1, "Post", date="2026-03-09")])
    gap, post = found.wide[0].boxes
    assert gap.name == ("?",)
    assert (gap.number, post.number) == (None, 1)
    assert found.wide[0].lines[0].inferred
    assert found.has_gap
    assert found.steps[0].is_gap


def test_what_is_inferred_is_told_apart():
    found = way([hop(1, "Wire", "created"), hop(2, "Post", follows=(1,), basis="inferred")])
    assert [box.inferred for box in found.wide[0].boxes] == [False, True]
    assert found.has_inferred
    assert not found.has_gap


def test_a_parent_stands_beside_what_follows_it():
    chain = [hop(1, "North", "created"), hop(2, "South", "created"), hop(3, "Desk", "translated", (2,))]
    north, _, desk, post = way([*chain, hop(4, "Post", follows=(1, 3))]).wide[0].boxes
    assert north.x == desk.x < post.x


def test_a_long_name_keeps_to_its_box():
    (box,) = (
        way([hop(1, "Deutsche Presse-Agentur International Photographic Services Limited", "created")]).wide[0].boxes
    )
    assert len(box.name) == 3
    assert all(len(line) <= 18 for line in box.name)
    assert box.name[-1].endswith("…")


def test_two_ways_that_do_not_meet_are_two_drawings():
    assert len(way([hop(1, "Wire", "created"), hop(2, "Bureau", "created")]).wide) == 2


def test_nobody_and_nothing():
    assert way([]) is None
    assert way([hop(1, None, "created")]).steps[0].name == "somebody who is not named"


numbers = st.integers(1, 40)
hops = st.lists(
    st.builds(
        hop, numbers, st.none() | st.text(min_size=1, max_size=90),
        st.sampled_from(["created", "republished", "translated"]), st.lists(numbers, max_size=4),
        st.sampled_from(["stated", "inferred"]),
    ),
    min_size=1, max_size=40, unique_by=lambda each: each.sequence,
)  # fmt: skip


@given(hops)
def test_any_chain_circular_ones_too_has_a_map_without_overlap(chain):
    found = way(chain)
    drawn = sum(1 for each in found.wide for box in each.boxes if box.number is not None)
    assert drawn == min(len(chain), 24)
    assert found.left_out == len(chain) - drawn
    for each in (*found.wide, *found.narrow):
        assert not overlaps(each)
        assert all(box.x >= 0 and box.x + box.width <= each.width for box in each.boxes)
        assert all(box.y >= 0 and box.y + box.height <= each.height for box in each.boxes)
    assert all(each.width <= 300 for each in found.narrow)


def overlaps(each: Map) -> bool:
    boxes = each.boxes
    return any(
        a.x < b.x + b.width and b.x < a.x + a.width and a.y < b.y + b.height and b.y < a.y + a.height
        for place, a in enumerate(boxes)
        for b in boxes[:place]
    )
