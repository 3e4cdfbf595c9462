"""Which sources names stand for: folders, globs, links, pipes, lists."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest

from provenance.batch import Source
from provenance.cli.listing import listed, named, shown_path, spooled, standard_input
from provenance.cli.sources import expand
from provenance.errors import UsageError
from tests.batch.conftest import page

linked = pytest.mark.skipif(sys.platform == "win32", reason="links and pipes")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to stand in: a page, one in a folder, and what no story is."""
    monkeypatch.chdir(tmp_path)
    for name in ("a.html", "wire/b.html", "wire/deep/c d.html", ".hidden/d.html", "wire/style.css", "robots.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page(), encoding="utf-8")
    return tmp_path


def test_a_folder_is_its_stories_and_not_what_sites_say_to_machines(here):
    (here / "notes.txt").write_text("A story.", encoding="utf-8")
    (here / "wire" / "humans.TXT").write_text("Thanks to all.", encoding="utf-8")
    assert expand(["."]) == ["a.html", "notes.txt", "wire/b.html", "wire/deep/c d.html"]
    assert expand(["./wire/"]) == ["wire/b.html", "wire/deep/c d.html"]
    assert expand(["robots.txt"]) == ["robots.txt"]


@pytest.mark.parametrize(
    ("pattern", "files"),
    [
        ("*.html", ["a.html"]),
        ("w*", ["wire/b.html", "wire/deep/c d.html"]),
        ("**/*.html", ["a.html", "wire/b.html", "wire/deep/c d.html"]),
        ("wire/**", ["wire/b.html", "wire/deep/c d.html"]),
        ("**/deep/*", ["wire/deep/c d.html"]),
        ("**/**/b.html", ["wire/b.html"]),
        ("w**/b.html", ["wire/b.html"]),
        ("wire/*.css", ["wire/style.css"]),
    ],
)
def test_a_glob_is_its_files_and_those_of_its_folders(here, pattern, files):
    assert expand([pattern]) == files
    assert expand([str(here / pattern)]) == [str(here / file) for file in files]


@linked
def test_links_in_a_circle_do_not_lead_astray(here):
    for name in ("one", "other"):
        (here / "wire" / name).symlink_to(here / "wire", target_is_directory=True)
    assert expand(["**/*.html"]) == ["a.html", "wire/b.html", "wire/deep/c d.html"]
    assert expand(["wire"]) == ["wire/b.html", "wire/deep/c d.html"]


@linked
def test_what_cannot_be_looked_into_is_kept_so_that_reading_says_why(here, monkeypatch):
    (here / "wire" / "gone.html").symlink_to(here / "nowhere.html")
    assert "wire/gone.html" in expand(["wire"])
    real = os.scandir

    def scandir(path: str) -> object:
        if str(path).endswith("deep"):
            raise PermissionError(13, "Permission denied", path)
        return real(path)

    monkeypatch.setattr("os.scandir", scandir)
    assert expand(["wire"]) == ["wire/b.html", "wire/deep", "wire/gone.html"]


@linked
def test_a_shown_path_leads_to_the_same_file(here):
    (here / "elsewhere" / "deep").mkdir(parents=True)
    (here / "link").symlink_to(here / "elsewhere" / "deep", target_is_directory=True)
    assert shown_path("link/../a.html") == "link/../a.html"
    assert shown_path("wire/../a.html") == "a.html"
    assert shown_path("./wire//b.html") == "wire/b.html"


def test_a_file_that_is_called_dash_is_not_standard_input(here):
    (here / "-").write_text(page(), encoding="utf-8")
    (here / "list").write_bytes(b"-\n")
    with ExitStack() as stack:
        assert [spooled(each, stack) for each in named(["./-"])] == [Source("./-")]
        assert list(listed("list", [], stack)) == [Source("./-", is_listed=True)]


@linked
def test_a_pipe_is_read_once_and_kept(here):
    reader, writer = os.pipe()
    os.write(writer, b"<p>a story")
    os.close(writer)
    with ExitStack() as stack:
        kept = spooled(Source(f"/dev/fd/{reader}"), stack)
        assert kept.path is not None
        assert [Path(kept.path).read_bytes() for _ in range(2)] == [b"<p>a story"] * 2
        assert spooled(Source("a.html"), stack) == Source("a.html")
    os.close(reader)
    assert not Path(kept.path).exists()


def test_a_full_disk_is_told(here, monkeypatch):
    def full(*args: object, **more: object) -> object:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("shutil.copyfileobj", full)
    with ExitStack() as stack, pytest.raises(UsageError, match=r"standard input: cannot be kept .* No space"):
        spooled(Source("-"), stack)


def test_standard_input_may_be_closed(monkeypatch):
    monkeypatch.setattr("sys.stdin", None)
    with pytest.raises(UsageError, match="standard input: cannot be read: it is closed"):
        standard_input()
