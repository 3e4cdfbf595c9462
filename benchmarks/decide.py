"""What the answer costs: deciding about a story by all recorded terms, over reading and checking it without.

    python -m benchmarks.decide              150 pages of the corpus, or the example pages where there is no corpus
    python -m benchmarks.decide --all --gate every page; exit code 1 where a budget is missed

For every page three tasks run directly after one another, so that whatever else the machine does falls on all of them;
a round is all pages, and a figure is the median of the rounds' ratios:

- **check**: read the page and run every rule, without a decision.
- **decide**: decide about what was read, with all terms that are recorded at hand: what `check` does in a batch.
- **under**: decide once more as if the story were a newsroom's whose terms are recorded, a different one for each page.
  Few pages of the world are; here all of them are, so that every decision evaluates whole policies. It has no budget.
"""

from __future__ import annotations

import argparse
import gc
import json
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import cycle
from statistics import median

import provenance
from benchmarks import corpus
from benchmarks.speed import SAMPLE, Sample, samples
from provenance.config import Config
from provenance.rules import RuleSet
from provenance.terms.decide import decide
from provenance.terms.registry import recorded_terms

BUDGETS = {"decide": 0.10}
"""What `--gate` holds us to: time over that of read and check, at most."""

MEANING = {
    "decide": "decide by all recorded terms, over read + check",
    "under": "decide under one newsroom's terms, over read + check",
}

AT = datetime(2026, 12, 1, tzinfo=UTC)


def timed_rounds(pages: Sequence[Sample], rounds: int) -> list[dict[str, float]]:
    """Seconds per round and task. A round before them, not counted, fills caches and imports."""
    rules, terms = RuleSet.of(Config()), recorded_terms()
    newsrooms = sorted({policy.id for policy in terms.all() if policy.assigners})
    results = []
    for number in range(rounds + 1):
        seconds = dict.fromkeys(("check", *MEANING), 0.0)
        gc.collect()
        for page, under in zip(pages, cycle(newsrooms), strict=False):
            begun = time.perf_counter()
            articles = provenance.read(page.html, url=page.url)
            for article in articles:
                list(rules.judge(article, at=AT))
            checked = time.perf_counter()
            for article in articles:
                decide(article, at=AT, terms=terms)
            decided = time.perf_counter()
            for article in articles:
                decide(article, at=AT, terms=terms, under=under)
            seconds["check"] += checked - begun
            seconds["decide"] += decided - checked
            seconds["under"] += time.perf_counter() - decided
        if number:
            results.append(seconds)
    return results


def missed_budgets(ratios: dict[str, float]) -> list[str]:
    """One sentence for each budget that a measured ratio misses."""
    return [
        f"{name}: {ratios[name]:.3f} is not at most {budget}"
        for name, budget in BUDGETS.items()
        if ratios[name] > budget
    ]


def main() -> None:
    """Measure, print, and with `--gate` judge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    corpus.add_arguments(parser)
    parser.add_argument("--pages", type=int, default=SAMPLE, help="how many pages (default: %(default)s)")
    parser.add_argument("--all", action="store_true", help="every page of the corpus")
    parser.add_argument("--rounds", type=int, default=5, help="rounds over the pages (default: %(default)s)")
    parser.add_argument("--gate", action="store_true", help="exit code 1 where a budget is missed")
    parser.add_argument("--json", action="store_true", help="the figures for machines")
    options = parser.parse_args()
    pages = samples(options)
    if not pages:
        print("corpus not here, and no example pages: skipped")
        return
    seconds = timed_rounds(pages, options.rounds)
    ratios = {name: median(each[name] / each["check"] for each in seconds) for name in MEANING}
    terms = list(recorded_terms().all())
    if options.json:
        print(json.dumps({"pages": len(pages), "policies": len(terms), "ratios": ratios}, indent=2))
    else:
        print(f"{len(pages)} pages, {options.rounds} rounds, {len(terms)} recorded policies")
        for name, meaning in MEANING.items():
            budget = f"  (at most {BUDGETS[name]:.0%})" if name in BUDGETS else ""
            print(f"{meaning:60}{ratios[name]:7.1%}{budget}")
    if options.gate and (missed := missed_budgets(ratios)):
        print("missed:", *missed, sep="\n  ", file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
