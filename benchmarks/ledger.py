"""How fast articles are added to the ledger, and whether its pages answer as fast with 100,000 as with 1,000.

    python -m benchmarks.ledger                    1,000 and 20,000 articles
    python -m benchmarks.ledger --articles 100000 --gate

The articles are generated, the same each time: items of a feed of `benchmarks.feeds`, read and judged once, under other
addresses, headlines, publishers and dates. Reading and judging are not timed; turning each record into JSON is. The
rate is given by the clock and by the processor's time; the budget is on the latter, which other programs leave alone.

A page is asked for many times in both ledgers by turns; the figure is the ratio of the medians. Filters are of every
kind: a word, a rare word, a publisher with many stories and one with few, a verdict, a finding, a span of days, several
at once, a page far down, and what is due. Nearly all fill a page in the small ledger too: a page of one row is made
faster than one of fifty, wherever it comes from.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from statistics import median
from typing import NamedTuple

import provenance
from benchmarks.feeds import HEAD, TAIL, item
from provenance.model import Article, Report
from provenance.store import Filters, Ledger
from provenance.store.writing import Entry

BUDGETS = {"adding": ("at least", 1000.0), "pages": ("at most", 2.0)}
"""What `--gate` holds us to: articles added in a second of the processor; the worst page's time with many articles over
that with few."""

SMALL = 1000
NOW = datetime(2026, 3, 1, tzinfo=UTC)
_WORDS = (  # noqa: SIM905 - it reads better
    "harbour council budget vote mayor residents station river bridge plan report city week month committee housing "
    "project funding school board court judge company workers union price market storm coast ferry lamp orchard tide"
).split()


def bases(count: int = 200) -> list[tuple[Article, Report]]:
    """So many articles, read and judged."""
    chance = random.Random(7)  # noqa: S311 - not a secret
    feed = HEAD + "".join(item(number, chance) for number in range(count)) + TAIL
    read = provenance.read(feed.encode(), read_at=NOW)
    return [(article, provenance.check(article, at=NOW)) for article in read]


def entries(count: int) -> Iterator[Entry]:
    """So many different articles: the first are the same whatever the count."""
    chance = random.Random(11)  # noqa: S311 - not a secret
    known = bases()
    for number in range(count):
        article, report = known[number % len(known)]
        id = f"ni:///sha-256;{number:043d}#copy"
        rank = min(int(chance.paretovariate(0.7)), 300)  # few publishers have many stories, many have few
        name = f"Paper {rank}"
        article = article.model_copy(
            update={
                "id": id,
                "digest": f"sha256:{number:064x}",
                "url": f"https://paper{rank}.example/2026/story-{number}",
                "canonical_url": None,
                "headline": " ".join([*chance.choices(_WORDS, k=7), f"no{number % 19}"]),
                "publisher": article.publisher and article.publisher.model_copy(update={"name": name, "id": "org-9"}),
                "expires": (NOW + timedelta(hours=number)).isoformat() if number % 9 == 0 else None,
                "date_published": (NOW - timedelta(hours=number % 20_000)).isoformat(),
            }
        )
        report = report.model_copy(
            update={
                "findings": tuple(found.model_copy(update={"article": id}) for found in report.findings),
                "decisions": tuple(each.model_copy(update={"article": id}) for each in report.decisions),
            }
        )
        yield Entry(article, report, f"story-{number}.html")


class Rate(NamedTuple):
    """Articles a second, by the clock and by the processor's time."""

    clock: float
    processor: float


def fill(ledger: Ledger, count: int) -> Rate:
    """Add so many articles, thousands; the time of their making is left out."""
    clock = processor = 0.0
    made = entries(count)
    while batch := list(islice(made, SMALL)):
        start, worked = time.perf_counter(), time.process_time()
        added = sum(1 for _ in ledger.add_all(batch, now=NOW))
        clock += time.perf_counter() - start
        processor += time.process_time() - worked
        assert added == len(batch)
    return Rate(count / clock, count / processor)


def pages() -> dict[str, Callable[[Ledger], object]]:
    """What is asked, by name."""

    def listed(**filters: str) -> Callable[[Ledger], object]:
        return lambda ledger: ledger.list(Filters(**filters))  # type: ignore[arg-type]

    def far(ledger: Ledger) -> object:
        return ledger.list(after=str(ledger.last_sequence() // 2))

    return {
        "all": listed(),
        "far down": far,
        "word": listed(text="harbour"),
        "two words": listed(text="harbour vote"),
        "rare word": listed(text="no17"),
        "publisher, many": listed(publisher="Paper 1"),
        "publisher, few": listed(publisher="Paper 4"),
        "agency": listed(agency="AP"),
        "verdict": listed(verdict="ask"),
        "finding": listed(finding="CHN001"),
        "days": listed(since="2026-02-01", until="2026-02-10"),
        "days and publisher": listed(since="2026-02-01", until="2026-02-20", publisher="Paper 1"),
        "agency, verdict, word": listed(agency="AP", verdict="ask", text="bridge"),
        "article by address": lambda ledger: ledger.article("https://paper1.example/2026/story-0"),
        "party": lambda ledger: ledger.party("AP"),
        "due": lambda ledger: ledger.due(NOW),
    }


def compare(small: Ledger, large: Ledger, rounds: int) -> dict[str, tuple[float, float]]:
    """By page: the median milliseconds in either ledger."""
    found = {}
    for name, ask in pages().items():
        times: tuple[list[float], list[float]] = ([], [])
        for _ in range(rounds + 1):
            for ledger, spent in zip((small, large), times, strict=True):
                start = time.perf_counter()
                ask(ledger)
                spent.append(1000 * (time.perf_counter() - start))
        found[name] = (median(times[0][1:]), median(times[1][1:]))  # the first warms the caches
    return found


def main() -> int:
    """Run it; 1 where `--gate` is given and a budget is not kept."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=20_000, help="in the large ledger; thousands")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--gate", action="store_true", help="end with 1 where a budget is not kept")
    told = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        Ledger.open(Path(folder, "small.sqlite3")) as small,
        Ledger.open(Path(folder, "large.sqlite3")) as large,
    ):
        fill(small, SMALL)
        rate = fill(large, told.articles)
        size = large.path.stat().st_size / told.articles
        times = compare(small, large, told.rounds)
    worst = max(there / here for here, there in times.values())
    figures = {"adding": rate.processor, "adding_by_the_clock": rate.clock, "pages": worst}
    if told.json:
        print(json.dumps({"articles": told.articles, "figures": figures, "milliseconds": times}))
    else:
        print(
            f"adding: {rate.processor:,.0f} articles a second of the processor, {rate.clock:,.0f} by the clock;", end=""
        )
        print(f" {size / 1000:.1f} kB each in the file")
        print(f"{'page':24}{'1,000':>10}{told.articles:>12,}{'ratio':>8}")
        for name, (here, there) in times.items():
            print(f"{name:24}{here:>7.2f} ms{there:>9.2f} ms{there / here:>8.2f}")
    kept = rate.processor >= BUDGETS["adding"][1] and worst <= BUDGETS["pages"][1]
    return 0 if kept or not told.gate else 1


if __name__ == "__main__":
    sys.exit(main())
