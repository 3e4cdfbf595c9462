"""The command as people start it: a process with streams, an environment and an exit code."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import provenance.cli
from provenance.cli import COMMANDS, main
from provenance.cli.sources import expand
from provenance.errors import UsageError
from tests.cli.conftest import EXAMPLES

PASTED = str(EXAMPLES / "pasted-story.txt")
COMMAND = [sys.executable, "-m", "provenance"]


def start(*args: str, env: dict[str, str] | None = None, **more: object) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*COMMAND, *args], capture_output=True, env=os.environ | (env or {}), **more)  # type: ignore[call-overload]


def test_help_of_every_command_has_an_example():
    for command in COMMANDS:
        result = CliRunner().invoke(main, [command, "--help"])
        assert result.exit_code == 0
        assert "Example: provenance" in result.stdout
    assert all(name in CliRunner().invoke(main, ["--help"]).stdout for name in COMMANDS)


def test_version():
    assert start("--version").stdout.decode().strip() == f"provenance, version {provenance.__version__}"


@pytest.mark.parametrize(
    "args",
    [
        ("nonsense",),
        ("check",),
        ("check", "no-such-file.html"),
        ("check", PASTED, "--fail-on", "sometimes"),
        ("check", PASTED, "--at", "yesterday"),
        ("check", PASTED, "--config", "no-such.toml"),
        ("check", PASTED, "--as", "no-such-format"),
        ("check", "no-such-*.html"),
        ("check", PASTED, str(EXAMPLES / "own-story.html"), "--url", "https://one.example/"),
        ("export", PASTED, "--to", "no-such-format"),
        ("rules", "XYZ000"),
    ],
)
def test_what_the_user_can_mend_is_2_with_a_message_and_no_traceback(args):
    done = start(*args)
    assert done.returncode == 2
    assert done.stdout == b""
    assert done.stderr
    assert b"Traceback" not in done.stderr
    assert b"internal error" not in done.stderr


@pytest.mark.parametrize(
    "body", [b"", b"\x00\x01\x02" * 400, bytes(range(256)) * 20, b"%PDF-1.7\n" + b"\xff\x00" * 500]
)
def test_what_is_not_text_is_unreadable_and_never_clean(tmp_path, body):
    path = tmp_path / "odd.bin"
    path.write_bytes(body)
    done = start("check", str(path), "--fail-on", "never")
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


def test_a_fault_of_ours_is_3_and_says_how_to_see_where(monkeypatch):
    def broken(*args):
        raise ZeroDivisionError("a\x1b[31m fault")

    monkeypatch.setattr("provenance.cli.sources.articles", broken)
    monkeypatch.delenv("PROVENANCE_TRACEBACK", raising=False)
    result = CliRunner().invoke(main, ["check", PASTED])
    assert result.exit_code == 3
    assert "internal error: ZeroDivisionError" in result.stderr
    assert "PROVENANCE_TRACEBACK=1" in result.stderr
    assert "Traceback" not in result.stderr
    assert "\x1b" not in result.stderr
    monkeypatch.setenv("PROVENANCE_TRACEBACK", "1")
    assert "Traceback" in CliRunner().invoke(main, ["check", PASTED]).stderr


def test_ctrl_c_is_130(monkeypatch):
    def interrupted(*args):
        raise KeyboardInterrupt

    monkeypatch.setattr("provenance.cli.sources.articles", interrupted)
    assert CliRunner().invoke(main, ["check", PASTED]).exit_code == 130


@pytest.mark.skipif(not hasattr(signal, "SIGPIPE"), reason="no pipes that break")
def test_a_reader_that_has_gone_is_no_fault():
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run([*COMMAND, "read", PASTED], stdout=write, stderr=subprocess.PIPE)
    os.close(write)
    assert done.returncode == 141
    assert done.stderr == b""


def test_output_without_unicode_stays_readable():
    done = start("check", PASTED, "--fail-on", "never", env={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert done.returncode == 0, done.stderr
    assert b"..>" in done.stdout
    assert b"(c) 2025 Harbor Bridge News Foundation" in done.stdout
    assert done.stdout.isascii()
    assert b"?." not in done.stdout


def test_a_windows_1252_terminal_gets_the_signs_that_it_has():
    page = str(EXAMPLES / "agenturmeldung.html")
    done = start("check", page, "--fail-on", "never", env={"PYTHONIOENCODING": "cp1252:strict", "PYTHONUTF8": "0"})
    assert done.returncode == 0, done.stderr
    assert "© Deutsche Presse-Agentur" in done.stdout.decode("cp1252")
    assert "..> Küstenbote" in done.stdout.decode("cp1252")


def test_json_is_utf_8_whatever_the_terminal_speaks():
    page = str(EXAMPLES / "agenturmeldung.html")
    done = start("read", page, env={"PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"})
    assert "Küstenbote" in done.stdout.decode("utf-8")


def test_hostile_names_do_not_reach_the_terminal(tmp_path):
    done = start("check", str(tmp_path / "\x1b]0;owned\x07.html"))
    assert done.returncode == 2
    assert b"\x1b" not in done.stderr


def test_expand_keeps_order_and_names_each_once(tmp_path):
    for name in ("b.html", "a.txt", "c.png", ".hidden.html"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "d.html").write_text("x", encoding="utf-8")
    first = str(tmp_path / "b.html")
    assert expand([first, str(tmp_path), "-", "https://one.example/a?b=[1]"]) == [
        first,
        str(tmp_path / "a.txt"),
        "-",
        "https://one.example/a?b=[1]",
    ]
    with pytest.raises(UsageError):
        expand([str(tmp_path / "*.xml")])


def test_a_file_whose_name_looks_like_a_glob_is_that_file(tmp_path):
    path = tmp_path / "story[1].html"
    path.write_text("x", encoding="utf-8")
    assert expand([str(path)]) == [str(path)]


def test_an_empty_folder_is_said(tmp_path):
    with pytest.raises(UsageError, match="nothing there"):
        expand([str(Path(tmp_path))])
