"""`provenance validate` as CI calls it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from provenance.cli import main
from provenance.cli.listing import shown_path, split_list
from provenance.cli.progress import Progress, bar
from provenance.outcome import Total
from provenance.reporters.batch import BATCH_REPORTERS
from tests.batch.conftest import page
from tests.cli.conftest import EXAMPLES

AT = ("--at", "2026-12-01T09:00:00Z")
PASTED = str(EXAMPLES / "pasted-story.txt")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to stand in, with three pages whose bylines are empty."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "wire").mkdir()
    for name in ("a", "b", "wire/c"):
        (tmp_path / f"{name}.html").write_text(page(f"Story {name}"), encoding="utf-8")
    (tmp_path / "provenance.toml").write_text("", encoding="utf-8")
    return tmp_path


def run(*args: str, stdin: bytes | str | None = None) -> Result:
    return CliRunner().invoke(main, ["validate", *args, *AT], input=stdin)


def lines(result: Result, type: str = "finding") -> list[dict[str, object]]:
    return [row for row in map(json.loads, result.stdout.split("\n")[:-1]) if row["type"] == type]


def test_findings_below_the_level_pass_and_at_it_fail(site):
    assert run(".").exit_code == 0
    assert run(".", "--fail-on", "warning").exit_code == 1
    result = run(".", "--fail-on", "never", "--require", "allowed")
    assert result.exit_code == 1
    assert "3 articles with a verdict that is worse than required" in result.stdout
    assert run(".", "--require", "denied").exit_code == 0


def test_paths_are_shown_from_here(site):
    result = run(str(site), "./a.html", "--format", "jsonl")
    paths = {row["location"]["path"] for row in lines(result)}
    assert paths == {"a.html", "b.html", "wire/c.html"}
    assert lines(result, "summary")[0]["sources"] == 3
    assert shown_path("/elsewhere/a.html") == "/elsewhere/a.html"
    assert shown_path(str(site)) == str(site)


def test_one_bad_source_does_not_stop_the_rest_and_is_2(site):
    (site / "b.html").write_bytes(b"\x00\x01\x02" * 400)
    (site / "empty").mkdir()
    result = run("none.html", "no-*.html", "empty", ".", "--format", "jsonl")
    assert result.exit_code == 2
    assert [row["source"] for row in lines(result, "unread")] == ["none.html", "no-*.html", "empty", "b.html"]
    assert lines(result, "summary")[0] | {"articles": 2, "unreadable": 4, "sources": 6} == lines(result, "summary")[0]
    assert all(name in result.stderr for name in ("none.html", "no-*.html", "b.html"))


def test_a_fault_of_ours_is_3_and_the_rest_goes_on(site, monkeypatch):
    def broken(article, **more):
        raise ZeroDivisionError("a fault") if article.headline == "Story b" else KeyError("another")

    monkeypatch.setattr("provenance.batch.source.Judge.prepare", lambda self: None)
    monkeypatch.setattr("provenance.batch.source.check", broken)
    result = run(".", "--jobs", "1")
    assert result.exit_code == 3
    assert "internal error: ZeroDivisionError: a fault" in result.stderr
    assert "3 faults of this tool" in result.stdout


@pytest.mark.parametrize(
    "args",
    [
        (),
        (".", "--jobs", "0"),
        (".", "--jobs", "many"),
        (".", "--select", "ATT,XYZ"),
        (".", "--write-baseline"),
        (".", "--baseline", "none.json"),
        (".", "--format", "xml"),
        (".", "--files-from", "none.txt"),
        ("-", "--files-from", "-"),
        (".", "--url", "https://lantern.example/a"),
        (".", "--at", "yesterday"),
        (".", "--terms", "no such terms"),
        (".", "--as", "no-such-format"),
        (".", "--output", "no/such/folder/file.txt"),
        (".", "--output", "one.txt", "--output", "two.txt"),
        (".", "--output", "one.txt", "--output", "json=one.txt"),
        (".", "--output", "json=known.json", "--baseline", "known.json", "--write-baseline"),
        (".", "--output", "sarf=one.sarif"),
    ],
)
def test_what_the_user_can_mend_is_2_and_nothing_is_printed(site, args):
    result = CliRunner().invoke(main, ["validate", *args])
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr
    assert "internal error" not in result.stderr


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            '[[overrides]]\npaths = ["wire/**"]\nselekt = ["ATT"]',
            "overrides.1.selekt: unknown key 'selekt'; did you mean",
        ),
        ('[[overrides]]\npaths = ["wire/**"]\nselect = ["ATX"]', "overrides.1.select: unknown rule 'ATX'"),
        ('[[suppressions]]\ncode = "ATT03"\nreason = "x"', "suppressions.1.code: unknown rule 'ATT03'; did you mean"),
    ],
)
def test_a_mistake_in_the_configuration_names_its_place(site, text, words):
    (site / "provenance.toml").write_text(text, encoding="utf-8")
    result = run(".")
    assert result.exit_code == 2
    assert words in result.stderr
    assert "provenance.toml" in result.stderr


def test_select_and_ignore_go_before_the_configuration(site):
    text = 'ignore = ["LIC"]\n[[overrides]]\npaths = ["wire/"]\nselect = ["CHN"]\nfail_on = "warning"\n'
    (site / "provenance.toml").write_text(text, encoding="utf-8")
    assert {row["code"] for row in lines(run("wire", "--select", "att", "--format", "jsonl"))} == {"ATT003"}
    assert not lines(run("wire", "--select", "ATT", "--ignore", "ATT003,ATT004", "--format", "jsonl"))
    assert run("wire", "--select", "ATT").exit_code == 1
    assert run("wire", "--select", "ATT", "--fail-on", "error").exit_code == 0


def test_only_new_findings_fail_against_a_baseline(site):
    strict = ("--fail-on", "warning", "--baseline", "known.json")
    written = run(".", *strict, "--write-baseline")
    assert written.exit_code == 0
    assert len(json.loads((site / "known.json").read_text())["findings"]) >= 3
    again = run(".", *strict)
    assert again.exit_code == 0
    assert "known from the baseline" in again.stdout
    (site / "d.html").write_text(page("A new story"), encoding="utf-8")
    result = run(".", *strict, "--format", "jsonl")
    assert result.exit_code == 1
    assert {row["location"]["path"] for row in lines(result)} == {"d.html"}
    (site / "a.html").unlink()
    assert "of the baseline not met" in run(".", *strict).stdout


def test_a_baseline_holds_when_lines_move(site):
    strict = (".", "--fail-on", "note", "--baseline", "known.json")
    assert run(*strict, "--write-baseline").exit_code == 0
    for path in site.rglob("*.html"):
        path.write_text("\n\n<!-- moved -->\n" + path.read_text("utf-8"), encoding="utf-8")
    assert run(*strict).exit_code == 0


def test_suppressions_on_the_page_and_in_the_file(site):
    excuse = '<!-- provenance: ignore ATT003 reason="Withheld." until=2027-01-01 -->'
    (site / "a.html").write_text(page(head=excuse), encoding="utf-8")
    (site / "b.html").write_text(page(head="<!-- provenance: ignore ATT003 -->"), encoding="utf-8")
    row = '[[suppressions]]\ncode = "ATT003"\npath = "wire/**"\nreason = "Old pages."\nuntil = 2026-12-01\n'
    (site / "provenance.toml").write_text(row + '[[suppressions]]\ncode = "CHN"\n', encoding="utf-8")
    result = run(".", "--select", "ATT", "--format", "jsonl")
    assert {(row["location"]["path"], row["code"]) for row in lines(result)} == {
        ("b.html", "ATT003"),
        ("b.html", "SUP001"),
        ("provenance.toml", "SUP001"),
    }
    excused = {row["location"]["path"]: (row["kind"], row["reason"]) for row in lines(result, "excused")}
    assert excused == {"a.html": ("inSource", "Withheld."), "wire/c.html": ("external", "Old pages.")}
    late = CliRunner().invoke(main, ["validate", ".", "--select", "ATT", "--format", "jsonl", "--at", "2027-02-01"])
    assert not lines(late, "excused")


def test_lists_of_files(site):
    (site / "list.txt").write_bytes(b"a.html\r\n\nwire\nhttps://nowhere.invalid/a\n")
    result = run("--files-from", "list.txt", "--format", "jsonl")
    assert result.exit_code == 2
    assert lines(result, "summary")[0]["articles"] == 2
    assert "nowhere.invalid" in result.stderr
    result = run("--files-from", "-", "--format", "jsonl", stdin=b"a.html\0b.html\0")
    assert lines(result, "summary")[0]["articles"] == 2


def test_a_list_is_split_as_it_comes():
    def of(*blocks: bytes) -> list[str]:
        return list(split_list(blocks))

    assert of(b"a b\nc", b"d\r\n", b"e") == ["a b", "cd", "e"]
    assert of(b"a\nb\0c", b"\0") == ["a\nb", "c"]
    assert of() == []
    assert of(b"\xff.html\n") == [os.fsdecode(b"\xff.html")]


def test_standard_input_is_a_source(site):
    result = run("-", "--publisher", "The Ellery Courier", "--format", "jsonl", stdin=Path(PASTED).read_bytes())
    assert {row["location"]["path"] for row in lines(result)} == {"-"}


def test_several_outputs_at_once(site):
    outputs = [part for format in BATCH_REPORTERS for part in ("--output", f"{format}=out.{format}")]
    result = run(".", *outputs, "--fail-on", "warning")
    assert result.exit_code == 1
    assert "3 articles in 3 sources" in result.stdout
    written = {format: (site / f"out.{format}").read_text("utf-8") for format in BATCH_REPORTERS}
    for path in site.glob("out.*"):
        path.unlink()
    for format in BATCH_REPORTERS:
        alone = CliRunner().invoke(main, ["validate", ".", "--format", format, *AT, "--fail-on", "warning"])
        assert written[format] == alone.stdout
    assert not list(site.glob(".out*"))


@pytest.mark.parametrize("method", ["1", "2"])
def test_jobs_change_nothing(site, method):
    one, other = (run(".", "--format", "sarif", "--jobs", jobs).stdout for jobs in ("1", method))
    assert one == other


def test_no_bar_where_stderr_is_no_terminal(site):
    assert run(".").stderr == ""


def test_the_bar():
    counts = Total(sources=6, articles=7)
    counts.levels.update(["error", "warning", "warning"])
    assert bar(counts, 12) == "[############............] 6/12  7 articles, 1 errors, 2 warnings"
    assert bar(counts, None) == "6 sources: 7 articles, 1 errors, 2 warnings"


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="no terminals to be had")
def test_on_a_terminal_the_bar_comes_and_goes(site):
    ours, theirs = os.openpty()
    command = [sys.executable, "-m", "provenance", "validate", ".", "--format", "jsonl", *AT]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=theirs)
    os.close(theirs)
    seen = os.read(ours, 1 << 16).decode()
    os.close(ours)
    assert "/3" in seen
    assert seen.endswith("\r\x1b[K")
    assert b"\x1b" not in done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_ends_everything_and_leaves_no_half_file(tmp_path, jobs):
    slow = tmp_path / "list"
    os.mkfifo(slow)
    for number in range(8):
        (tmp_path / f"{number}.html").write_text(page(), encoding="utf-8")
    command = [sys.executable, "-m", "provenance", "validate", *map(str, tmp_path.glob("*.html")), "--jobs", jobs]
    command += ["--files-from", str(slow), "--output", "sarif=out.sarif"]
    process = subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )
    with slow.open("wb", buffering=0) as pipe:  # waits until the command has opened it
        pipe.write(b"0.html\n")
        time.sleep(1)
        os.killpg(process.pid, signal.SIGINT)
        _, errors = process.communicate(timeout=30)
    assert process.returncode == 130
    assert errors == b""
    assert not list(tmp_path.glob("*sarif*"))
    assert not list(tmp_path.glob(".out*"))
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)  # nobody of the group is left


def test_a_baseline_that_is_written_passes_in_every_format(site):
    written = ("--fail-on", "warning", "--baseline", "known.json", "--write-baseline")
    assert run(".", *written, "--format", "markdown").stdout.startswith("## Provenance: passed")
    assert "<failure" not in run(".", *written, "--format", "junit").stdout
    assert json.loads((site / "known.json").read_text())["findings"]


def test_a_baseline_written_elsewhere_holds_here(site, monkeypatch):
    """Configured suppressions that excuse nothing are findings too, and the configuration lies elsewhere on each."""
    (site / "wire" / "provenance.toml").write_text('[[suppressions]]\ncode = "CHN"\n', encoding="utf-8")
    strict = (".", "--fail-on", "note", "--baseline", "known.json")
    monkeypatch.chdir(site / "wire")
    assert run(*strict, "--write-baseline").exit_code == 0
    assert run(*strict).exit_code == 0
    (site / "wire").rename(site / "elsewhere")
    monkeypatch.chdir(site / "elsewhere")
    assert run(*strict).exit_code == 0


def test_a_pipe_may_hold_a_page_with_suppressions(site):
    excuse = '<!-- provenance: ignore ATT003 reason="Withheld." -->'
    (site / "a.html").write_text(page(head=excuse), encoding="utf-8")
    script = f'"{sys.executable}" -m provenance validate <(cat a.html) --format jsonl'
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True)
    assert [json.loads(row)["code"] for row in done.stdout.splitlines() if '"type": "excused"' in row] == ["ATT003"]


def test_no_bar_on_a_terminal_that_cannot_clear_a_line(monkeypatch, capsys):
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    for term, is_drawn in (("dumb", False), ("xterm", True)):
        monkeypatch.setenv("TERM", term)
        Progress(Total(), 3).draw()
        assert bool(capsys.readouterr().err) == is_drawn


def test_what_a_format_cannot_hand_on_is_told_on_stderr(site, monkeypatch):
    monkeypatch.setattr("provenance.reporters.batch.sarif.MOST", 2)
    result = run(".", "--output", "sarif=out.sarif")
    assert "provenance: GitHub's code scanning takes 2 results of a run at most" in result.stderr
    assert result.exit_code == 0
