"""`provenance desk`, as somebody starts it."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
import requests
from click.testing import CliRunner

from provenance.cli import main


def start(folder: Path, *more: str) -> tuple[subprocess.Popen[str], str]:
    """A desk in a process of its own, and the address that it printed."""
    command = [sys.executable, "-m", "provenance", "desk", "-p", "0", "--no-browser", *more]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=folder)
    assert process.stdout
    return process, process.stdout.readline().strip()


def stop(process: subprocess.Popen[str]) -> str:
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=30)
    assert process.returncode == 0
    return said


def test_it_serves_on_a_free_port_and_ends_with_ctrl_c(tmp_path):
    process, address = start(tmp_path, "--ledger", "desk.sqlite3")
    try:
        assert address.startswith("http://127.0.0.1:")
        page = requests.get(address, timeout=30)
        assert "May we run this story?" in page.text
        assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    finally:
        said = stop(process)
    assert "the ledger is desk.sqlite3" in said
    assert "Traceback" not in said
    assert (tmp_path / "desk.sqlite3").is_file()


def test_a_desk_for_others_prints_its_token(tmp_path):
    process, address = start(tmp_path, "--ledger", "desk.sqlite3", "--host", "0.0.0.0")  # noqa: S104
    try:
        here = address.replace("0.0.0.0", "127.0.0.1")  # noqa: S104
        assert requests.get(here.partition("?")[0], timeout=30).status_code == 401
        assert requests.Session().get(here, timeout=30).status_code == 200
    finally:
        stop(process)


@pytest.mark.parametrize("host", ["127.0.0.1", "192.0.2.1"])
def test_an_address_that_can_not_be_had_is_told(tmp_path, host):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        ledger = str(tmp_path / "desk.sqlite3")
        done = CliRunner().invoke(main, ["desk", "--no-browser", "--ledger", ledger, "--host", host, "-p", port])
    assert done.exit_code == 2
    assert f"cannot listen on {host}, port {port}" in done.stderr


def test_without_flask_it_names_the_extra(tmp_path):
    script = (
        "import sys; sys.modules['flask'] = None\n"
        "from provenance.cli import main\n"
        f"main(['desk', '--no-browser', '--ledger', {str(tmp_path / 'desk.sqlite3')!r}])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "news-provenance[desk]" in done.stderr
    assert "Traceback" not in done.stderr
