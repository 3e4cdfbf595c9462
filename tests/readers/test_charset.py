"""Which encoding a page is read in, and what fetching it has to say."""

from __future__ import annotations

import pytest

import provenance
from provenance.fetch import Fetched
from provenance.readers.html.decode import decode

META = '<meta charset="windows-1252"><title>Żółw</title>'


@pytest.mark.parametrize(
    ("data", "charset", "found"),
    [
        (META.encode("iso-8859-2"), "iso-8859-2", "Żółw"),
        (META.encode("iso-8859-2"), "ISO-8859-2", "Żółw"),
        (META.encode(), "iso-8859-2", "Żółw"),  # UTF-8 that is well-formed is no accident
        (b"\xff\xfe" + META.encode("utf-16-le"), "iso-8859-2", "Żółw"),
        (META.replace("Żółw", "Größe").encode("cp1252"), None, "Größe"),
        (META.replace("Żółw", "Größe").encode("cp1252"), "no-such-encoding", "Größe"),
    ],
)
def test_the_server_goes_before_meta_and_behind_bom_and_utf_8(data, charset, found):
    assert f"<title>{found}</title>" in decode(data, charset)


def fetched(url: str, **_: object) -> Fetched:
    return Fetched(
        body=META.encode("iso-8859-2"),
        url=url,
        requested_url=url,
        status=200,
        content_type="text/html",
        headers={"content-type": "text/html; charset=ISO-8859-2"},
        fetched_at="2026-11-22T16:10:00Z",
        notes=("robots.txt closes this page; it was fetched once, because a person named it",),
    )


def test_a_fetched_page_is_read_in_the_server_s_encoding_and_its_notes_are_told(monkeypatch):
    monkeypatch.setattr("provenance.fetch.fetch", fetched)
    notes: list[str] = []
    (article,) = provenance.iter_articles("https://lantern.example/zolw", on_note=notes.append)
    assert article.headline == "Żółw"
    assert notes == ["robots.txt closes this page; it was fetched once, because a person named it"]
    assert provenance.read("https://lantern.example/zolw")[0].headline == "Żółw"


def test_the_command_line_tells_notes_on_stderr(monkeypatch):
    from click.testing import CliRunner

    from provenance.cli import main

    monkeypatch.setattr("provenance.fetch.fetch", fetched)
    done = CliRunner().invoke(main, ["read", "https://lantern.example/zolw"])
    assert done.exit_code == 0
    assert "https://lantern.example/zolw: robots.txt closes this page" in done.stderr
    assert "robots.txt closes" not in done.stdout
