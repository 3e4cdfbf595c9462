"""Where reports go, whole or not at all; and how a run ends that cannot go on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path

import pytest

from provenance.cli import say
from provenance.cli.ending import in_order
from provenance.cli.outputs import Output, parse, whole_file
from provenance.errors import UsageError
from tests.batch.conftest import page

posix = pytest.mark.skipif(sys.platform == "win32", reason="signals and devices")
COMMAND = [sys.executable, "-m", "provenance", "validate"]


def test_what_output_means():
    assert parse("text", []) == [Output("text")]
    assert parse("json", ["a.json"]) == [Output("json", "a.json")]
    assert parse("text", ["sarif=a", "./b=c.txt"]) == [Output("text", "./b=c.txt"), Output("sarif", "a")]


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (["a", "b"], "expected FORMAT=FILE for a second file"),
        (["sarif="], "expected the name of a file"),
        ([""], "expected the name of a file"),
        (["sarf=out.sarif"], "unknown format 'sarf'; did you mean 'sarif'"),
        (["json=a", "sarif=./a"], "the same one twice"),
        (["json=known.json"], "the same one twice"),
    ],
)
def test_an_output_that_makes_no_sense_is_refused(told, words):
    with pytest.raises(UsageError, match=words):
        parse("text", told, "known.json")


def test_a_file_appears_when_it_is_whole(tmp_path):
    path = tmp_path / "out.json"
    path.write_text("old")
    with pytest.raises(ZeroDivisionError), whole_file(str(path)) as send:
        send(str(1 / 0))
    assert path.read_text() == "old"
    with whole_file(str(path)) as send:
        send("new")
        assert path.read_text() == "old"
    assert path.read_text() == "new"
    assert os.listdir(tmp_path) == ["out.json"]


@posix
def test_a_link_stays_a_link(tmp_path):
    (tmp_path / "link").symlink_to(tmp_path / "file")
    with whole_file(str(tmp_path / "link")) as send:
        send("new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "file").read_text() == "new"


@posix
@pytest.mark.parametrize("path", ["/dev/full", "/proc/none/file", "."])
def test_what_cannot_be_written_is_told_with_its_name(path):
    if path == "/dev/full" and not Path(path).exists():
        pytest.skip("no such device")
    with pytest.raises(UsageError, match="cannot be written") as error, whole_file(path) as send:
        send("x")
    assert error.value.source == path


@posix
def test_a_closed_pipe_is_not_blamed_on_another_output():
    with pytest.raises(BrokenPipeError), whole_file("/dev/null"):
        raise BrokenPipeError


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    for number in range(40):
        (tmp_path / f"{number}.html").write_text(page(f"Story {number}"), encoding="utf-8")
    return tmp_path


@posix
@pytest.mark.parametrize("output", [[], ["--output", "sarif=out.sarif"], ["--output", "/dev/full"]])
def test_a_full_disk_is_the_users_to_mend(pages, output):
    if not Path("/dev/full").exists():
        pytest.skip("no such device")

    def small_files() -> None:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

    with open("/dev/full" if not output else os.devnull, "w") as stdout:
        command = [*COMMAND, ".", "--jobs", "2", *output]
        limit = small_files if output[-1:] == ["sarif=out.sarif"] else None
        env = {key: value for key, value in os.environ.items() if key != "PYTHONUNBUFFERED"}
        done = subprocess.run(
            command, cwd=pages, stdout=stdout, stderr=subprocess.PIPE, text=True, preexec_fn=limit, env=env
        )
    assert done.returncode == 2
    assert "cannot be written: " in done.stderr
    assert "internal error" not in done.stderr
    assert not [name for name in os.listdir(pages) if "sarif" in name]


@posix
@pytest.mark.parametrize(
    "command", [["check", "0.html"], ["read", "."], ["rules"], ["export", "0.html", "--to", "head"]]
)
def test_every_command_tells_of_a_full_disk(pages, command):
    if not Path("/dev/full").exists():
        pytest.skip("no such device")
    env = {key: value for key, value in os.environ.items() if key != "PYTHONUNBUFFERED"}
    with open("/dev/full", "w") as stdout:
        done = subprocess.run(
            [*COMMAND[:-1], *command], cwd=pages, stdout=stdout, stderr=subprocess.PIPE, text=True, env=env
        )
    assert done.returncode == 2
    assert "standard output: cannot be written: " in done.stderr
    assert "Exception ignored" not in done.stderr


@posix
def test_closed_outputs_take_everything_and_show_nothing(pages):
    script = f'"{sys.executable}" -m provenance validate . none.html >&- 2>&- <&-'
    assert subprocess.run(["sh", "-c", script], cwd=pages).returncode == 2
    script = f'"{sys.executable}" -m provenance validate . --output json=out.json >&-'
    assert subprocess.run(["sh", "-c", script], cwd=pages).returncode == 0
    assert (pages / "out.json").exists()


@posix
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_cancelled_job_leaves_nothing_behind(pages, tmp_path_factory, number, jobs):
    temporary = tmp_path_factory.mktemp("tmp")
    os.mkfifo(pages / "list")
    command = [*COMMAND, "-", *map(str, pages.glob("*.html")), "--files-from", "list", "--jobs", jobs]
    process = subprocess.Popen(
        [*command, "--output", "sarif=out.sarif"],
        cwd=pages,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        env={**os.environ, "TMPDIR": str(temporary)},
    )
    with (pages / "list").open("wb", buffering=0):  # waits until the command has opened it
        assert process.stdin is not None
        process.stdin.write(b"A story.\n")
        process.stdin.close()
        until = time.monotonic() + 30
        while not list(temporary.iterdir()) or not list(pages.glob(".out.sarif.*")):
            assert time.monotonic() < until
            time.sleep(0.02)
        process.send_signal(number)
        process.wait(timeout=30)
    assert process.returncode == 128 + number
    assert process.stderr is not None
    assert process.stderr.read() == b""
    assert not [name for name in os.listdir(pages) if "sarif" in name]
    assert not list(temporary.iterdir())
    while is_group(process.pid):  # a worker that was just being born finds out by itself
        assert time.monotonic() < until
        time.sleep(0.05)


def is_group(number: int) -> bool:
    try:
        os.killpg(number, 0)
    except ProcessLookupError:
        return False
    return True


@posix
def test_signals_are_given_back_and_one_that_is_switched_off_stays_off():
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with ExitStack() as stack:
            stack.enter_context(in_order())
            assert signal.getsignal(signal.SIGHUP) == signal.SIG_IGN
            with pytest.raises(SystemExit) as end:
                signal.raise_signal(signal.SIGTERM)
            assert end.value.code == 143
        assert signal.getsignal(signal.SIGTERM) == signal.SIG_DFL
    finally:
        signal.signal(signal.SIGHUP, before)


def test_a_diagnosis_is_no_command_to_a_runner(capsys):
    say("##[set-output name=sarif]x.html: cannot be read\n::error::x")
    assert capsys.readouterr().err == "provenance: ## [set-output name=sarif]x.html: cannot be read ::error::x\n"
