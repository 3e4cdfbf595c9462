"""The way of a story as a map: boxes for parties, lines for steps, laid out for a wide and for a narrow page.

A solid line is a step that was stated, a dashed one a step that we conclude, and a box with `?` stands where a step
must have been and is not known. Parents of a compiled story stand side by side. Numbers are CSS pixels.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from provenance.model import Hop
from provenance.reporters.chain import UNKNOWN, components, generations
from provenance.reporters.layout import clean, cut, wrap

_DID = {
    "created": "made it", "distributed": "passed it on", "republished": "ran it", "edited": "edited it",
    "translated": "translated it", "excerpted": "took an excerpt of it",
}  # fmt: skip
_MOST = 24
"""So many steps are drawn; a hostile file can name thousands."""
_WIDTH, _LINE, _PAD = 200, 19, 10
_GAP_X, _GAP_Y = 64, 18
_NARROW, _GUTTER = 250, 30
_COLUMNS = 18
"""Columns of a name's line in bold that surely fit into a box."""
_LINES = 3
"""Lines of a name at most."""


class Box(NamedTuple):
    """A party with what it did. `number` is None for the unknown step before the first."""

    number: int | None
    x: int
    y: int
    width: int
    height: int
    name: tuple[str, ...]
    did: str
    date: str | None
    inferred: bool


class Line(NamedTuple):
    """A step: the path of an SVG line that ends in an arrow."""

    path: str
    inferred: bool


class Map(NamedTuple):
    """One drawing."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]


class Step(NamedTuple):
    """One step in words: who did what, when, after whom, and whether it was stated."""

    number: int
    name: str
    action: str
    date: str | None
    url: str | None
    after: tuple[str, ...]
    inferred: bool
    is_gap: bool
    """Whether something unknown must have come before it."""


class Way(NamedTuple):
    """The whole chain: every part that hangs together as two drawings, and all steps in words."""

    wide: tuple[Map, ...]
    narrow: tuple[Map, ...]
    steps: tuple[Step, ...]
    columns: int
    """How many boxes the longest part has side by side when it is drawn wide."""
    left_out: int
    has_inferred: bool
    has_gap: bool


class _Node(NamedTuple):
    hop: Hop | None
    parents: tuple[int, ...]
    """Places in the list of nodes."""
    column: int


def way(hops: Sequence[Hop]) -> Way | None:
    """The map of a chain; None where there is none."""
    if not hops:
        return None
    shown = sorted(hops, key=lambda hop: hop.sequence)[:_MOST]
    parts = [_nodes(part) for part in components(shown)]
    steps = tuple(_steps(shown))
    return Way(
        wide=tuple(map(_across, parts)),
        narrow=tuple(map(_down, parts)),
        steps=steps,
        columns=max(node.column for nodes in parts for node in nodes) + 1,
        left_out=len(hops) - len(shown),
        has_inferred=any(step.inferred for step in steps),
        has_gap=any(step.is_gap for step in steps),
    )


def name_of(hop: Hop) -> str:
    """The party's name; a question mark where nobody is named."""
    return clean(hop.party.name) if hop.party else UNKNOWN


def _is_gap(hop: Hop, known: frozenset[int]) -> bool:
    """Whether a hop must have had one before it, and none is known: it did not make the story, and follows nobody."""
    return hop.action != "created" and not any(parent in known for parent in hop.follows)


def _nodes(hops: Sequence[Hop]) -> list[_Node]:
    """The boxes of one part, from left to right; an unknown one stands before each step that must have had one."""
    known = frozenset(hop.sequence for hop in hops)
    levels = generations(hops)
    shift = int(any(_is_gap(hop, known) for hop in levels[0]))
    nodes: list[_Node] = []
    places: dict[int, int] = {}
    for level, generation in enumerate(levels):
        for hop in generation:
            parents = [places[parent] for parent in dict.fromkeys(hop.follows) if parent in places]
            if _is_gap(hop, known):
                nodes.append(_Node(None, (), level + shift - 1))
                parents.append(len(nodes) - 1)
            places[hop.sequence] = len(nodes)
            nodes.append(_Node(hop, tuple(parents), level + shift))
    return _moved_near(nodes)


def _moved_near(nodes: list[_Node]) -> list[_Node]:
    """The boxes as near to what follows them as can be, so that no line runs behind a box that it has no part in."""
    columns = [node.column for node in nodes]
    nearest: dict[int, int] = {}
    for place in reversed(range(len(nodes))):
        columns[place] = nearest.get(place, columns[place] + 1) - 1
        for parent in nodes[place].parents:
            nearest[parent] = min(nearest.get(parent, columns[place]), columns[place])
    return [node._replace(column=column) for node, column in zip(nodes, columns, strict=True)]


def _box(node: _Node, x: int, y: int, width: int) -> Box:
    hop = node.hop
    if hop is None:
        return Box(None, x, y, width, 2 * _PAD + 2 * _LINE, (UNKNOWN,), "not known", None, True)
    columns = _COLUMNS * width // _WIDTH
    lines = wrap(name_of(hop), columns)
    lines = [*lines[: _LINES - 1], cut(" ".join(lines[_LINES - 1 :]), columns)] if len(lines) > _LINES else lines
    height = 2 * _PAD + _LINE * (len(lines) + 1 + bool(hop.date))
    return Box(hop.sequence, x, y, width, height, tuple(lines), _DID[hop.action], hop.date, hop.basis == "inferred")


def _across(nodes: Sequence[_Node]) -> Map:
    """Generations from left to right, each a column centred on the tallest."""
    columns = sorted({node.column for node in nodes})
    heights = {
        column: sum(_box(node, 0, 0, _WIDTH).height + _GAP_Y for node in nodes if node.column == column) - _GAP_Y
        for column in columns
    }
    height = max(heights.values())
    at = {column: (height - heights[column]) // 2 for column in columns}
    boxes = []
    for node in nodes:
        box = _box(node, node.column * (_WIDTH + _GAP_X) + 1, at[node.column] + 1, _WIDTH)
        at[node.column] += box.height + _GAP_Y
        boxes.append(box)
    lines = []
    for node, box in zip(nodes, boxes, strict=True):
        for parent in (boxes[place] for place in node.parents):
            x, y = parent.x + parent.width, parent.y + parent.height // 2
            end_x, end_y = box.x - 7, box.y + box.height // 2
            half = (end_x - x) // 2
            path = f"M{x} {y}C{x + half} {y} {end_x - half} {end_y} {end_x} {end_y}"
            lines.append(Line(path, box.inferred or parent.number is None))
    width = max(box.x + box.width for box in boxes) + 1
    return Map(width, height + 2, tuple(boxes), tuple(lines))


def _down(nodes: Sequence[_Node]) -> Map:
    """All boxes under each other; a line to the next box is straight, any other runs through the gutter at the left."""
    order = sorted(range(len(nodes)), key=lambda place: (nodes[place].column, place))
    boxes: dict[int, Box] = {}
    y = 1
    for place in order:
        boxes[place] = _box(nodes[place], _GUTTER, y, _NARROW)
        y += boxes[place].height + _GAP_Y + 10
    lines = []
    for row, place in enumerate(order):
        box = boxes[place]
        for lane, parent_place in enumerate(nodes[place].parents):
            parent = boxes[parent_place]
            inferred = box.inferred or parent.number is None
            if row and order[row - 1] == parent_place:
                x = box.x + 40
                path = f"M{x} {parent.y + parent.height}V{box.y - 7}"
            else:
                x, start, end = 4 + 8 * (lane % 3), parent.y + parent.height // 2, box.y + box.height // 2
                path = f"M{parent.x} {start}H{x}V{end}H{box.x - 7}"
            lines.append(Line(path, inferred))
    return Map(_GUTTER + _NARROW + 1, y - _GAP_Y - 9, tuple(boxes[place] for place in order), tuple(lines))


def _steps(hops: Sequence[Hop]) -> Iterator[Step]:
    known = frozenset(hop.sequence for hop in hops)
    names = {hop.sequence: name_of(hop) for hop in hops}
    for number, hop in enumerate(hops, 1):
        yield Step(
            number,
            name_of(hop) if hop.party else "somebody who is not named",
            _DID[hop.action],
            hop.date,
            hop.url,
            tuple(names[parent] for parent in hop.follows if parent in names),
            hop.basis == "inferred",
            _is_gap(hop, known),
        )
