"""How right: our record beside the peers, over the development corpus, in one table.

    python -m benchmarks.accuracy                          the table
    python -m benchmarks.accuracy --only ours --gate       exit code 1 where a goal is missed
    python -m benchmarks.accuracy --misses authors-aed     what was wrong, page by page, instead of the table

`benchmarks.measures` says what is asked and when an answer is right, `benchmarks.scoring` when two names, days or
URLs are the same. Where the corpus is missing the run says so and ends with exit code 0.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import provenance
from benchmarks import corpus, peers
from benchmarks.measures import MEASURES, Answer, Measure, from_article, from_peer
from provenance.errors import ProvenanceError

GOALS = {
    "authors-trafilatura": 65,
    "authors-aed": 82,
    "dates-trafilatura": 89,
    "dates-aed": 86,
    "agency": 85,
    "humans": 80,
    "holder": 80,
    "url": 85,
    "traps": 85,
}
"""Per cent that our column must reach, by measure: what `--gate` holds it to."""

OURS = "ours"

Answers = Mapping[str, Answer]
"""By page id."""


@dataclass(frozen=True, slots=True)
class Score:
    """How many of the pages that a measure applies to were right."""

    right: int
    pages: int

    @property
    def percent(self) -> float:
        """From 0 to 100; a measure without pages counts as met."""
        return 100 * self.right / self.pages if self.pages else 100.0


def read_ours(pages: Iterable[corpus.Page]) -> Answers:
    """What `provenance.read` makes of each page. A page that cannot be read has an empty answer and is named."""
    answers: dict[str, Answer] = {}
    for page in pages:
        try:
            articles = provenance.read(page.read(), url=page.url)
        except ProvenanceError as error:
            print(f"{OURS}: {page.id}: {error}", file=sys.stderr)
            articles = []
        answers[page.id] = from_article(articles[0]) if articles else Answer()
    return answers


def read_all(pages: Sequence[corpus.Page], only: Sequence[str]) -> dict[str, Answers | None]:
    """The answers of each tool asked for; None where it is not installed."""
    columns: dict[str, Answers | None] = {}
    for tool in (OURS, *peers.ADAPTERS):
        if only and tool not in only:
            continue
        if tool == OURS:
            columns[tool] = read_ours(pages)
        else:
            found = peers.answers(tool, pages)
            columns[tool] = None if found is None else {id: from_peer(one) for id, one in found.items()}
    return columns


def score(measure: Measure, pages: Iterable[corpus.Page], answers: Answers) -> Score:
    """One cell of the table."""
    verdicts = [measure.right(page, answers[page.id]) for page in pages if measure.applies(page)]
    return Score(sum(verdicts), len(verdicts))


def table(pages: Sequence[corpus.Page], columns: Mapping[str, Answers | None]) -> str:
    """All measures of all tools, per cent; a dash where a tool has no such field."""
    lines = [f"{'per cent right':37}{'pages':>6}{'goal':>6}" + "".join(f"{_title(tool):>20}" for tool in columns)]
    for measure in MEASURES:
        cells = [_cell(measure, tool, pages, answers) for tool, answers in columns.items()]
        count = sum(map(measure.applies, pages))
        goal = GOALS.get(measure.key, "")
        lines.append(f"{measure.title:37}{count:>6}{goal:>6}" + "".join(f"{cell:>20}" for cell in cells))
    return "\n".join(lines)


def chosen(field: str) -> list[Measure]:
    """The measure of that key, else those with a goal whose key begins so: `authors` means both kinds of pages."""
    exact = [measure for measure in MEASURES if measure.key == field]
    return exact or [measure for measure in MEASURES if measure.key in GOALS and measure.key.startswith(field)]


def misses(measure: Measure, pages: Iterable[corpus.Page], columns: Mapping[str, Answers | None]) -> str:
    """Every page on which our answer (or the first tool's, where ours was not asked for) is wrong, with all answers."""
    blocks: list[str] = []
    present = {tool: answers for tool, answers in columns.items() if answers is not None}
    if not present:
        return ""
    judged = present.get(OURS) or next(iter(present.values()))
    for page in pages:
        if measure.applies(page) and not measure.right(page, judged[page.id]):
            lines = [f"{page.id}  {page.url}", f"  {'truth':12} {_shown(measure.truth(page))}"]
            lines += [f"  {tool:12} {_shown(measure.said(answers[page.id]))}" for tool, answers in present.items()]
            blocks.append("\n".join(lines))
    return "\n".join([*blocks, f"{len(blocks)} misses: {measure.key}"])


def as_json(pages: Sequence[corpus.Page], columns: Mapping[str, Answers | None]) -> str:
    """The table for machines: per measure its goal, and per tool how many of how many pages were right."""
    rows = []
    for measure in MEASURES:
        scores = {
            tool: score(measure, pages, answers)
            for tool, answers in columns.items()
            if answers is not None and not (measure.ours_only and tool != OURS)
        }
        tools = {tool: {"right": s.right, "pages": s.pages, "percent": s.percent} for tool, s in scores.items()}
        rows.append({"key": measure.key, "goal": GOALS.get(measure.key), "tools": tools})
    versions = {tool: peers.version(tool) for tool in columns if tool != OURS}
    return json.dumps({"peers": versions, "measures": rows}, indent=2)


def missed_goals(pages: Sequence[corpus.Page], ours: Answers) -> list[str]:
    """One sentence for each goal that our column misses."""
    scores = {m.key: score(m, pages, ours).percent for m in MEASURES if m.key in GOALS}
    return [f"{key}: {scores[key]:.1f} % is below {goal} %" for key, goal in GOALS.items() if scores[key] < goal]


def _title(tool: str) -> str:
    version = peers.version(tool) if tool in peers.ADAPTERS else None
    return f"{tool} {version}" if version else tool


def _cell(measure: Measure, tool: str, pages: Iterable[corpus.Page], answers: Answers | None) -> str:
    if answers is None:
        return "not installed"
    if measure.ours_only and tool != OURS:
        return "–"
    return f"{score(measure, pages, answers).percent:.1f}"


def _shown(value: object) -> str:
    if isinstance(value, list | tuple):
        return " | ".join(map(str, value)) or "–"
    return "–" if value is None else str(value)


def main() -> None:
    """Measure, print, and with `--gate` judge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    corpus.add_arguments(parser)
    keys = ", ".join(measure.key for measure in MEASURES)
    parser.add_argument("--only", action="append", choices=(OURS, *peers.ADAPTERS), help="this tool; repeatable")
    parser.add_argument(
        "--misses", metavar="FIELD", help=f"print what was wrong: one of {keys}, or a beginning of some"
    )
    parser.add_argument("--gate", action="store_true", help="exit code 1 where our column misses a goal")
    parser.add_argument("--json", action="store_true", help="the table for machines")
    options = parser.parse_args()
    wanted = chosen(options.misses) if options.misses else []
    if options.misses and not wanted:
        parser.error(f"--misses: {options.misses!r} is none of {keys}")
    if options.gate and options.only and OURS not in options.only:
        parser.error(f"--gate judges the column {OURS!r}, which --only leaves out")
    pages = corpus.from_arguments(options)
    columns = read_all(pages, options.only or ())
    if wanted:
        print("\n\n".join(misses(measure, pages, columns) for measure in wanted))
    else:
        print(as_json(pages, columns) if options.json else table(pages, columns))
    if options.gate and (missed := missed_goals(pages, columns[OURS] or {})):
        print("missed:", *missed, sep="\n  ", file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
