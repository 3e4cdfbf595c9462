"""How fast, as ratios against others in the same run: a machine's own speed says nothing about us.

    python -m benchmarks.speed              150 pages of the corpus, or the example pages where there is no corpus
    python -m benchmarks.speed --all --gate every page; exit code 1 where a budget is missed

Three things are measured, each in the way in which it is felt:

- **Pages**: one process reads and checks page after page. For every page our `read` and `check`, trafilatura's metadata
  pass and the bare parse run directly after one another, so that whatever else the machine does falls on all three; a
  round is all pages, and the figure is the median of the rounds' ratios.
- **Memory**: the resident set after the last of several rounds of ours, over the same after the first.
- **Start**: `provenance check page.html` as a process, against `python -c "import pydantic, click"`, run in pairs; both
  with their modules compiled, as an installer leaves them.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from statistics import median

import turbohtml

import provenance
from benchmarks import corpus, peers

Task = Callable[[bytes, str], object]
"""What is timed: takes the page's bytes and its URL."""

BUDGETS = {
    "trafilatura": ("at least", 4.0),
    "parse": ("at most", 4.0),
    "memory": ("at most", 1.05),
    "start": ("at most", 3.0),
}
"""What `--gate` holds us to: pages a second over trafilatura's, time over the bare parse, resident set after the last
round over the first, time over the import of our two heaviest dependencies."""

SAMPLE = 150
BASELINE = "import pydantic, click"


@dataclass(frozen=True, slots=True)
class Sample:
    """A page to be timed on."""

    html: bytes
    url: str


def ours(html: bytes, url: str) -> None:
    """Read and check, as `provenance check` does, without printing."""
    for article in provenance.read(html, url=url):
        provenance.check(article)


def parse(html: bytes, url: str) -> None:
    """The bare parse with the settings that we use it with; decoding included, since the others decode too."""
    turbohtml.parse(html, source_locations=True)


def trafilatura() -> Task | None:
    """The peer's metadata pass alone, without its text extraction; None where it is not installed."""
    if peers.version("trafilatura") is None:
        return None
    extract = import_module("trafilatura").extract_metadata
    return lambda html, url: extract(html, default_url=url)


def timed_rounds(pages: Sequence[Sample], tasks: Mapping[str, Task], rounds: int) -> list[dict[str, float]]:
    """Seconds per round and task. A round before them, not counted, fills caches and imports."""
    results = []
    for number in range(rounds + 1):
        seconds = dict.fromkeys(tasks, 0.0)
        gc.collect()
        for page in pages:
            for name, task in tasks.items():
                begun = time.perf_counter()
                task(page.html, page.url)
                seconds[name] += time.perf_counter() - begun
        if number:
            results.append(seconds)
    return results


def memory_growth(pages: Sequence[Sample], rounds: int) -> float:
    """Resident set after `rounds` rounds of ours over the same after the first."""
    sizes = []
    for _ in range(rounds):
        for page in pages:
            ours(page.html, page.url)
        gc.collect()
        sizes.append(resident())
    return sizes[-1] / sizes[0]


def resident() -> int:
    """Bytes of this process that are in memory: now, or at most so far where the system does not say."""
    status = Path("/proc/self/statm")
    if status.is_file():
        resource = import_module("resource")
        return int(status.read_text().split()[1]) * int(resource.getpagesize())
    return int(import_module("resource").getrusage(0).ru_maxrss)


def start_ratio(page: Sample, pairs: int) -> float:
    """Median over pairs of the time of `provenance check` on a page over that of the baseline."""
    script = Path(sysconfig.get_path("scripts")) / "provenance"
    with tempfile.TemporaryDirectory() as folder:
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        environment["PYTHONPYCACHEPREFIX"] = str(Path(folder) / "compiled")
        file = Path(folder) / "page.html"
        file.write_bytes(page.html)
        check = [str(script), "check", str(file)]
        status = subprocess.run(check, env=environment, capture_output=True, check=False).returncode  # noqa: S603 - ours
        if status not in (0, 1):
            raise RuntimeError(f"{' '.join(check)} ended with exit code {status}: nothing to time")
        baseline = [sys.executable, "-c", BASELINE]
        _process_seconds(baseline, environment)  # compiles what the first run of ours did not
        return median(
            _process_seconds(check, environment) / _process_seconds(baseline, environment) for _ in range(pairs)
        )


def samples(options: argparse.Namespace) -> list[Sample]:
    """Pages spread evenly over the corpus, or the example pages of the checkout."""
    if corpus.available(options):
        pages = corpus.from_arguments(options)
        step = 1 if options.all else max(1, len(pages) // options.pages)
        return [Sample(page.read(), page.url) for page in (pages if options.all else pages[::step][: options.pages])]
    files = sorted(file for part in ("tests", "examples") for file in (corpus.ROOT / part).rglob("*.html"))
    return [Sample(file.read_bytes(), f"https://example.org/{file.stem}") for file in files]


def missed_budgets(ratios: dict[str, float]) -> list[str]:
    """One sentence for each budget that a measured ratio misses."""
    missed = []
    for name, (side, budget) in BUDGETS.items():
        if name in ratios and (ratios[name] < budget if side == "at least" else ratios[name] > budget):
            missed.append(f"{name}: {ratios[name]:.2f} is not {side} {budget}")
    return missed


def _process_seconds(command: Sequence[str], environment: Mapping[str, str]) -> float:
    begun = time.perf_counter()
    subprocess.run(command, env=environment, capture_output=True, check=False)  # noqa: S603 - as above, no shell
    return time.perf_counter() - begun


def main() -> None:
    """Measure, print, and with `--gate` judge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    corpus.add_arguments(parser)
    parser.add_argument("--pages", type=int, default=SAMPLE, help="how many pages (default: %(default)s)")
    parser.add_argument("--all", action="store_true", help="every page of the corpus")
    parser.add_argument("--rounds", type=int, default=5, help="rounds over the pages (default: %(default)s)")
    parser.add_argument("--pairs", type=int, default=11, help="pairs of processes (default: %(default)s)")
    parser.add_argument("--gate", action="store_true", help="exit code 1 where a budget is missed")
    parser.add_argument("--json", action="store_true", help="the figures for machines")
    options = parser.parse_args()
    pages = samples(options)
    if not pages:
        print("corpus not here, and no example pages: skipped")
        return
    tasks: dict[str, Task] = {"ours": ours, "parse": parse}
    if peer := trafilatura():
        tasks["trafilatura"] = peer
    seconds = timed_rounds(pages, tasks, options.rounds)
    rates = {name: len(pages) / median(each[name] for each in seconds) for name in tasks}
    ratios = {"parse": median(each["ours"] / each["parse"] for each in seconds)}
    if peer:
        ratios["trafilatura"] = median(each["trafilatura"] / each["ours"] for each in seconds)
    ratios["memory"] = memory_growth(pages, options.rounds)
    typical = sorted(pages, key=lambda page: len(page.html))[len(pages) // 2]
    ratios["start"] = start_ratio(typical, options.pairs)
    if options.json:
        print(json.dumps({"pages": len(pages), "pages_per_second": rates, "ratios": ratios}, indent=2))
    else:
        print(f"{len(pages)} pages, {options.rounds} rounds; pages a second here: "
              + ", ".join(f"{name} {rate:.0f}" for name, rate in rates.items()))  # fmt: skip
        for name, (side, budget) in BUDGETS.items():
            measured = f"{ratios[name]:6.2f}" if name in ratios else "not installed"
            print(f"{_MEANING[name]:60}{measured}  ({side} {budget})")
    if options.gate and (missed := missed_budgets(ratios)):
        print("missed:", *missed, sep="\n  ", file=sys.stderr)
        sys.exit(1)


_MEANING = {
    "trafilatura": "read + check: pages a second over trafilatura's metadata",
    "parse": "read + check: time over the bare parse",
    "memory": "resident set after the last round over the first",
    "start": f"provenance check, as a process, over `{BASELINE}`",
}


if __name__ == "__main__":
    main()
