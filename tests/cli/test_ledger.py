"""`provenance ledger`: from a page to what is due, through the real entry point; and refreshing from a small site."""

from __future__ import annotations

import csv
import functools
import json
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from click.testing import CliRunner, Result

import provenance.fetch
from provenance.cli import main
from provenance.fetch import FetchPolicy
from provenance.store import Ledger
from tests.cli.conftest import EXAMPLES

WIRE, LICENSED, OURS = (str(EXAMPLES / name) for name in ("wire-story.html", "licensed-story.html", "our-copy.html"))


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PROVENANCE_LEDGER", str(tmp_path / "ledger.sqlite3"))
    return tmp_path


def ledger(*args: str, code: int = 0, stdin: str | None = None) -> Result:
    done = CliRunner().invoke(main, ["ledger", *args], input=stdin, prog_name="provenance")
    assert done.exit_code == code, done.stderr
    return done


def rows(*args: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(ledger(*args, "--format", "json").stdout)
    return found


@pytest.mark.usefixtures("home")
def test_a_page_is_added_listed_and_shown() -> None:
    added = ledger("add", WIRE, "--use", "audience=US").stdout.splitlines()
    assert added[0].split() == ["ENTRY", "VERDICT", "ERRORS", "WARNINGS", "HEADLINE"]
    assert added[1].startswith("1      ask")
    (row,) = rows("list", "ferry", "--agency", "AP")
    assert (row["entry"], row["verdict"], row["holder"]) == (1, "ask", "The Associated Press")
    assert rows("list", "--verdict", "denied") == []
    assert ledger("list", "nowhere").stdout == "No article fits.\n"
    shown = ledger("show", str(row["url"])).stdout
    assert "Entry 1, recorded " in shown
    assert "Ferry crews find century-old logbook" in shown
    assert "May we run it?" in shown
    record = json.loads(ledger("show", "1", "--format", "json").stdout)
    assert record["article"]["headline"] == row["headline"]
    assert record["judgement"]["verdict"] == "ask"


@pytest.mark.usefixtures("home")
def test_several_sources_and_one_that_cannot_be_read() -> None:
    done = ledger("add", WIRE, "missing.html", LICENSED, "--format", "json", code=2)
    assert [row["entry"] for row in json.loads(done.stdout)] == [1, 3]
    assert "missing.html" in done.stderr


@pytest.mark.usefixtures("home")
def test_standard_input_is_kept_as_it_was() -> None:
    page = Path(WIRE).read_text("utf-8")
    ledger("add", "-", "--url", "https://post.example/x", "--keep-text", "--keep-days", "3", stdin=page)
    with Ledger.open("ledger.sqlite3") as found:
        kept = found.text("https://post.example/x")
        assert kept is not None
        assert kept.body.decode() == page
        assert kept.keep_until is not None


@pytest.mark.usefixtures("home")
def test_a_time_for_a_text_that_is_not_kept_is_refused() -> None:
    assert "--keep-text" in ledger("add", WIRE, "--keep-days", "3", code=2).stderr


@pytest.mark.usefixtures("home")
def test_a_permit_reaches_decisions_here_and_in_check() -> None:
    check = ["check", WIRE, "--fail-on", "never", "--use", "audience=US", "--format", "json"]

    def verdict(*more: str) -> str:
        done = CliRunner().invoke(main, [*check, *more])
        assert done.exit_code == 0, done.stderr
        found: str = json.loads(done.stdout)["decisions"][0]["parts"][0]["verdict"]
        return found

    ledger("add", WIRE)
    assert verdict() == verdict("--ledger", "ledger.sqlite3") == "ask"
    ledger("permit", "AP", "--until", "2999-01-01", "--media", "web", "--email", "A. Editor", "--by", "desk")
    assert (verdict(), verdict("--ledger", "ledger.sqlite3")) == ("ask", "allowed")
    assert verdict("--ledger", "ledger.sqlite3", "--at", "2020-01-01") == "ask", "nobody knew of it then"
    ledger("add", WIRE, "--use", "audience=US")
    assert rows("list")[0]["verdict"] == "allowed"
    refused = ledger("refuse", "AP", "--note", "telephone").stdout
    assert verdict("--ledger", "ledger.sqlite3") == "denied"
    ledger("end", refused.split()[-1].rstrip("."), "--on", "2020-01-01")
    assert verdict("--ledger", "ledger.sqlite3") == "allowed"
    assert [(row["answer"], row["ended"]) for row in rows("permits")] == [("allowed", None), ("refused", "2020-01-01")]
    done = CliRunner().invoke(main, [*check, "--ledger", "missing.sqlite3"])
    assert done.exit_code == 2
    assert "there is no ledger" in done.stderr


@pytest.mark.usefixtures("home")
def test_what_is_due_from_a_copy_and_until_it_is_done() -> None:
    ledger("add", LICENSED, "--copy", OURS, "--terms", "CC-BY-ND-4.0")
    due = rows("due")
    assert {row["kind"] for row in due} == {"duty_unmet"}
    table = ledger("due", "--party", "Tidewater Ledger").stdout
    assert table.startswith("KEY")
    ledger("done", str(due[0]["key"]), "--note", "mended")
    assert len(rows("due")) == len(due) - 1
    assert rows("due", "--kind", "take_down") == []
    found = list(csv.DictReader(ledger("due", "--format", "csv").stdout.splitlines()))
    assert [row["key"] for row in found] == [row["key"] for row in due[1:]]


@pytest.mark.usefixtures("home")
def test_a_publication_begins_and_ends_in_the_history() -> None:
    ledger("add", WIRE)
    said = ledger("use", "1", "--where", "https://ours.example/a", "--started", "2026-03-02", "--by", "desk").stdout
    entry = said.split()[-1].rstrip(".")
    ledger("end", entry, "--on", "2026-03-09")
    kinds = [row["kind"] for row in rows("history", "1")]
    assert kinds == ["reading", "judgement", "usage", "end"]
    text = ledger("history", "1").stdout
    assert "Published: web, https://ours.example/a, 2026-03-02." in text
    assert len(rows("history", "1", "--as-of", "2020-01-01")) == 0
    assert "expected the entry of a usage" in ledger("end", "1", code=2).stderr
    assert rows("list", "--in-use")[0]["entry"] == 1


@pytest.mark.usefixtures("home")
def test_a_cell_that_a_spreadsheet_would_run_is_quoted() -> None:
    page = "<html><title>x</title><article><h1>=cmd|' /C calc'!A0</h1><p>By Ann Lee</p><p>Some text here.</p></article>"
    ledger("add", "-", stdin=page)
    (row,) = csv.DictReader(ledger("list", "--format", "csv").stdout.splitlines())
    assert row["headline"] == "'=cmd|' /C calc'!A0"


@pytest.mark.usefixtures("home")
def test_erasing_needs_a_reason_and_leaves_a_tombstone() -> None:
    ledger("add", WIRE)
    assert "Missing option" in ledger("redact", "1", "--by", "desk", code=2).stderr
    assert "ARTICLE" in ledger("redact", "--reason", "asked", "--by", "desk", code=2).stderr
    name = "Odessa Fenwick-Ruel"
    assert "Erased in 1 version" in ledger("redact", "--name", name, "--reason", "asked", "--by", "desk").stdout
    assert name not in ledger("show", "1", "--verbose").stdout
    assert "nothing of it is recorded" in ledger("redact", "1", "--name", name, "--reason", "x", "--by", "y").stderr
    ledger("redact", "1", "--reason", "asked", "--by", "desk")
    assert "Erased (record) by desk: asked" in ledger("show", "1").stdout


@pytest.mark.usefixtures("home")
def test_an_export_is_imported_and_says_what_it_held_back() -> None:
    ledger("add", WIRE)
    ledger("permit", "AP", "--note", "secret")
    done = ledger("export")
    assert "secret" not in done.stdout
    assert "held back: 1 about permits and refusals" in done.stderr
    ledger("export", "--output", "out.jsonl")
    assert Path("out.jsonl").read_text("utf-8").splitlines()[1:] == done.stdout.splitlines()[1:]
    assert ledger("import", "out.jsonl", "--ledger", "new.sqlite3").stdout == "2 entries recorded, 0 known already.\n"
    assert ledger("import", "-", "--ledger", "new.sqlite3", stdin=done.stdout).stdout.startswith("0 entries")
    assert rows("list", "--ledger", "new.sqlite3") == rows("list")
    assert "cannot be read" in ledger("import", "nothing.jsonl", code=2).stderr
    assert "not of an export" in ledger("import", WIRE, code=2).stderr


@pytest.mark.parametrize("command", ["list", "due", "permits", "export", "refresh"])
def test_without_a_ledger_the_way_to_one_is_named(home: Path, command: str) -> None:
    assert "there is no ledger; `provenance ledger add` makes one" in ledger(command, code=2).stderr
    assert list(home.iterdir()) == []


def test_the_configuration_names_the_ledger(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PROVENANCE_LEDGER")
    (home / "provenance.toml").write_text('ledger = "own.sqlite3"\n')
    ledger("add", WIRE)
    assert (home / "own.sqlite3").exists()


def test_a_check_without_a_ledger_does_not_load_sqlalchemy() -> None:
    code = (
        "import sys; from provenance.cli import main\n"
        "try: main(['check', '--fail-on', 'never', sys.argv[1]])\n"
        "except SystemExit: pass\n"
        "assert 'sqlalchemy' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code, WIRE], check=True, capture_output=True)


# ── refreshing ───────────────────────────────────────────────────────────────────────────────────────────────────────


class Site(ThreadingHTTPServer):
    """Pages by path; each request is remembered."""

    def __init__(self) -> None:
        self.pages: dict[str, bytes] = {"/robots.txt": b"User-agent: *\nDisallow: /closed\n"}
        self.asked: list[str] = []
        super().__init__(("127.0.0.1", 0), Answer)

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_port}{path}"


class Answer(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        body = self.server.pages.get(self.path)
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", "text/plain" if self.path.endswith(".txt") else "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body or b"")))
        self.end_headers()
        self.wfile.write(body or b"")

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    with Site() as found:
        Thread(target=found.serve_forever, daemon=True).start()
        near = functools.partial(
            FetchPolicy, allow_hosts=frozenset({"127.0.0.1"}), ports=frozenset({found.server_port})
        )
        monkeypatch.setattr(provenance.fetch, "FetchPolicy", near)
        yield found
        found.shutdown()


def story(site: Site, path: str, title: str, *, more: str = "") -> None:
    text = "<p>The harbour council voted on Monday to keep the fares as they are until spring.</p>" * 3
    page = f"<html><title>{title}</title><article><h1>{title}</h1><p class=byline>By Ann Lee</p>{text}{more}</article>"
    site.pages[path] = page.encode()


def recorded(site: Site, *paths: str) -> None:
    """Add the pages as they are now, as if they had been saved and read."""
    for path in paths:
        ledger("add", "-", "--url", site.url(path), stdin=site.pages[path].decode())


@pytest.mark.usefixtures("home")
def test_originals_are_read_again_and_what_changed_is_listed(site: Site) -> None:
    for path in ("/a", "/b", "/gone", "/closed"):
        story(site, path, f"Story {path}")
    recorded(site, "/a", "/b", "/gone", "/closed")
    for path in ("/b", "/gone"):
        ledger("use", site.url(path), "--where", "page 3", "--medium", "print")
    story(site, "/b", "Story /b", more="<p>© 2026 The Tide Weekly</p>")
    del site.pages["/gone"]
    done = ledger("refresh", "--older-than", "0", "--delay", "0", "--format", "json")
    assert [(row["url"], row["changes"]) for row in json.loads(done.stdout)] == [(site.url("/b"), "relicensed")]
    assert "robots.txt of" in done.stderr
    assert "404" in done.stderr
    assert "/closed" not in site.asked
    ledger("refresh", "--older-than", "0", "--delay", "0")
    kinds = {row["url"]: row["kind"] for row in rows("due")}
    assert kinds == {site.url("/b"): "original_relicensed", site.url("/gone"): "original_withdrawn"}
    assert len(rows("due")) == 2, "what is gone is told once"
    assert rows("history", site.url("/gone"))[-1]["kind"] == "refresh"
    assert [row["kind"] for row in rows("history", site.url("/a"))] == ["reading", "judgement"] * 3


@pytest.mark.usefixtures("home")
def test_a_refresh_goes_on_where_it_stopped(site: Site) -> None:
    paths = [f"/{number}" for number in range(5)]
    for path in paths:
        story(site, path, f"Story {path}")
    recorded(site, *paths)
    asked = []
    for _ in range(3):
        site.asked.clear()
        ledger("refresh", "--older-than", "0", "--delay", "0", "--limit", "2")
        asked.append([path for path in site.asked if path in paths])
    assert asked == [["/0", "/1"], ["/2", "/3"], ["/4", "/0"]]
    site.asked.clear()
    assert ledger("refresh", "--delay", "0").stdout == "Nothing changed in 0 originals.\n"
    assert site.asked == []
    ledger("refresh", "--older-than", "0", "--in-use", "--delay", "0")
    assert site.asked == []


@pytest.mark.usefixtures("home")
def test_a_host_is_left_alone_between_two_requests(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in ("/a", "/b"):
        story(site, path, path)
    recorded(site, "/a", "/b")
    waits: list[float] = []
    monkeypatch.setattr("provenance.cli.ledger.refresh.time.sleep", waits.append)
    ledger("refresh", "--older-than", "0", "--delay", "7")
    assert len(waits) == 1
    assert 6 < waits[0] <= 7
