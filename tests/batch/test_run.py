"""Many sources: in order, each for itself, in one process as in several."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from provenance.batch import Judge, Source, run
from provenance.config import Config
from provenance.errors import ConfigError
from provenance.model import Article
from provenance.outcome import Outcome
from tests.batch.conftest import page
from tests.batch.deadly import Deadly, Long, Mistaken, Stillborn

AT = datetime(2026, 12, 1, tzinfo=UTC)
JUDGE = Judge(Config(), AT)


def sources(folder: Path) -> list[Source]:
    return [Source(str(path)) for path in sorted(folder.iterdir())]


def named(*names: str) -> list[Source]:
    return [Source(name) for name in names]


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_several_processes_say_what_one_says_in_the_same_order(wire, method):
    (wire / "07.html").write_bytes(b"\x00\x01\x02" * 400)
    alone = list(run(sources(wire), JUDGE))
    assert [outcome.source for outcome in alone] == [source.name for source in sources(wire)]
    assert all({f.code for f in outcome.findings} & {"ATT003", "FMT001"} for outcome in alone)
    assert list(run(sources(wire), JUDGE, jobs=2, method=method)) == alone


def test_a_source_that_cannot_be_read_is_an_outcome_and_the_rest_goes_on(wire):
    gone, good = Source(str(wire / "none.html")), sources(wire)[0]
    first, second = run([gone, good], JUDGE)
    assert first.unread == "expected a readable file: No such file or directory"
    assert first.is_unreadable
    assert [f.code for f in first.findings] == ["FMT001"]
    assert second.article is not None


def test_a_fault_of_ours_is_told_and_is_no_finding(wire, monkeypatch):
    def broken(article: Article, *args: object, **more: object) -> object:
        if "part 3" in (article.headline or ""):
            raise ZeroDivisionError("a fault")
        return check(article, *args, **more)

    from provenance.judge import check

    monkeypatch.setattr("provenance.batch.source.check", broken)
    outcomes = list(run(sources(wire)[:5], JUDGE))
    assert [outcome.fault for outcome in outcomes] == [None, None, None, "ZeroDivisionError: a fault", None]
    assert not outcomes[3].findings


@pytest.mark.parametrize("error", [MemoryError(), RecursionError()])
def test_want_of_memory_or_depth_is_the_sources_own_trouble(wire, monkeypatch, error):
    def greedy(source: object, **told: object) -> Iterator[Article]:
        raise error

    monkeypatch.setattr("provenance.batch.source.iter_articles", greedy)
    (outcome,) = run(sources(wire)[:1], JUDGE)
    assert outcome.unread
    assert [f.code for f in outcome.findings] == ["FMT001"]


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_a_process_that_dies_loses_the_source_that_it_was_at(method):
    names = [f"{number}-{'killed' if number in (0, 5, 6, 19) else 'good'}" for number in range(20)]
    outcomes = list(run(named(*names), Deadly(Config(), AT), jobs=2, method=method))
    assert [outcome.source for outcome in outcomes] == names
    for outcome in outcomes:
        assert (outcome.unread is not None) == ("killed" in outcome.source)
    assert "SIGKILL" in (outcomes[0].unread or "")
    assert [f.code for f in outcomes[5].findings] == ["FMT001"]


def test_what_a_process_said_before_it_died_stays():
    outcomes = list(run(named("a", "halfway", "b"), Deadly(Config(), AT), jobs=2))
    assert [outcome.source for outcome in outcomes] == ["a", *["halfway"] * 97, "b"]  # three times 32, and its end
    assert outcomes[-2].unread


def test_an_exit_is_a_death_too():
    (outcome,) = run(named("exits"), Deadly(Config(), AT), jobs=2)
    assert outcome.unread == "the process that read it ended with exit code 7"


def test_a_process_that_cannot_start_is_a_fault_of_ours():
    with pytest.raises(RuntimeError, match=r"could not start.*exit code 9"):
        list(run(named("a", "b"), Stillborn(Config(), AT), jobs=2, method="spawn"))


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_mistake_of_the_user_ends_the_run_with_its_message(jobs):
    with pytest.raises(ConfigError) as error:
        list(run(named(*map(str, range(40))), Mistaken(Config(), AT), jobs=jobs))
    assert str(error.value) == "provenance.toml: use: expected something else"


def test_a_mistake_is_found_before_the_first_source():
    for judge in (
        Judge(Config(), AT, under="no such terms"),
        Judge(Config(), AT, use={"medium": "pigeon"}),
        Judge(Config(), AT, told={"format": "no-such-format"}),
        Judge(Config.parse({"overrides": [{"paths": ["a"], "ignore": ["XYZ"]}]}), AT),
    ):
        with pytest.raises(Exception, match=r"pigeon|no such|no-such|XYZ"):
            judge.prepare()


def test_sources_are_taken_as_they_are_needed_and_outcomes_do_not_pile_up():
    """A consumer that stops to look has not made the batch run ahead: neither through sources nor through outcomes."""
    taken = 0

    def endless() -> Iterator[Source]:
        nonlocal taken
        while True:
            taken += 1
            yield Source(str(taken))

    outcomes = run(endless(), Long(Config(), AT), jobs=2)
    seen = [next(outcomes) for _ in range(1000)]
    assert [outcome.source for outcome in seen] == ["1"] * 400 + ["2"] * 400 + ["3"] * 200
    assert taken < 60
    outcomes.close()


def test_every_source_is_reported_as_finished_even_an_empty_one(wire):
    finished: list[int] = []
    for jobs in (1, 2):
        assert list(run(sources(wire), JUDGE, jobs=jobs, on_source=lambda: finished.append(1)))
    assert len(finished) == 60
    assert list(run([], JUDGE, jobs=2)) == []


def test_few_sources_stay_in_this_process(wire, monkeypatch):
    monkeypatch.setattr("provenance.batch.pool.run_in_processes", lambda *args, **more: iter([Outcome("elsewhere")]))
    monkeypatch.setattr("provenance.batch.cores", lambda: 2)
    assert len(list(run(sources(wire)[:7], JUDGE, jobs=None))) == 7
    assert [outcome.source for outcome in run(sources(wire), JUDGE, jobs=None)] == ["elsewhere"]


def test_an_address_in_a_list_is_left_alone_where_robots_txt_asks_for_it(monkeypatch):
    monkeypatch.setattr("provenance.fetch.RobotsCache.refusal", lambda self, url: "robots.txt closes this address")
    (outcome,) = run([Source("https://lantern.example/a", is_listed=True)], JUDGE)
    assert outcome.unread == "robots.txt closes this address; a batch respects it"


def test_a_page_excuses_its_own_findings_and_a_fetched_one_does_not(tmp_path, monkeypatch):
    text = page(head='<!-- provenance: ignore ATT003 reason="Withheld for safety." until=2027-01-01 -->')
    path = tmp_path / "a.html"
    path.write_text(text, encoding="utf-8")
    (own,) = run([Source(str(path))], JUDGE)
    assert [each.finding.code for each in own.excused] == ["ATT003"]
    assert "ATT003" not in {f.code for f in own.findings}
    (switched_off,) = run([Source(str(path))], Judge(Config.parse({"inline_suppressions": False}), AT))
    assert "ATT003" in {f.code for f in switched_off.findings}

    from provenance.reading import iter_articles

    monkeypatch.setattr(
        "provenance.batch.source.iter_articles", lambda source, **told: iter_articles(text.encode(), url=source)
    )
    (fetched,) = run([Source("https://lantern.example/a")], JUDGE)
    assert "ATT003" in {f.code for f in fetched.findings}
    assert not fetched.excused


def test_overrides_choose_rules_and_levels_by_path_and_publisher(tmp_path):
    (tmp_path / "wire").mkdir()
    paths = [tmp_path / "own.html", tmp_path / "wire" / "a.html"]
    for path in paths:
        path.write_text(page(head='<meta property="og:site_name" content="The Lantern Post">'), encoding="utf-8")
    rows = [
        {"paths": ["wire/**"], "ignore": ["ATT003"], "fail_on": "warning"},
        {"publishers": ["Lantern Post"], "rules": {"ATT001": {"level": "note"}}, "fail_on": "never"},
        {"publishers": ["Another Paper"], "select": ["LIC"]},
    ]
    config = Config.parse({"overrides": rows}, source=str(tmp_path / "provenance.toml"))
    own, wired = run([Source(str(path)) for path in paths], Judge(config, AT))
    assert "ATT003" in {f.code for f in own.findings}
    assert "ATT003" not in {f.code for f in wired.findings}
    assert own.fail_on == wired.fail_on == "never"


ORPHANS = """
import os, sys
from datetime import UTC, datetime
from provenance.batch import Source, run
from provenance.config import Config
from tests.batch.deadly import Long

if __name__ == "__main__":
    outcomes = run(map(Source, map(str, range(100))), Long(Config(), datetime.now(UTC)), jobs=2, method=sys.argv[1])
    next(outcomes)
    import multiprocessing
    print(*(child.pid for child in multiprocessing.active_children()), flush=True)
    os.kill(os.getpid(), 9)
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="processes are looked up in /proc")
@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_processes_whose_parent_is_gone_go_too(tmp_path, method):
    script = tmp_path / "parent.py"
    script.write_text(ORPHANS, encoding="utf-8")
    root = Path(__file__).resolve().parents[2]
    env = {**os.environ, "PYTHONPATH": str(root)}
    done = subprocess.run([sys.executable, str(script), method], env=env, capture_output=True, text=True)
    children = [int(number) for number in done.stdout.split()]
    assert children
    until = time.monotonic() + 30
    while any(is_alive(child) for child in children):
        assert time.monotonic() < until
        time.sleep(0.05)


def is_alive(process: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{process}/status").read_text()
    except FileNotFoundError:
        return False
