"""What we hand out to be pasted into pages, in a real browser: it is read as meant, and nothing of it ever runs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import provenance
from provenance.cli import main
from provenance.exporters import credit_line, to_head, to_schemaorg
from tests.browser import chromium
from tests.browser.stories import NASTY, ORIGINAL, PAGE, our_copy, source, story

Witness = tuple[dict[str, dict[str, Any]], set[str]]
Seen = Callable[[str], dict[str, Any]]

FROM_A_PAGE = ("script", "comment-and-script", "comment-end", "quotes", "emoji", "entities", "right-to-left")
"""Which of them go the whole way, from a web page through the command."""


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    paths = {name: folder / f"{name}.html" for name in FROM_A_PAGE}
    for name, path in paths.items():
        path.write_text(source(NASTY[name]), encoding="utf-8")
    return paths


@pytest.fixture(scope="module")
def witness(sources: dict[str, Path]) -> Witness:
    """What the browser saw of all pages, and what it asked for."""
    binary = chromium.find()
    if binary is None:
        pytest.skip(f"no browser here: none of {', '.join(chromium.NAMES)} (.ci/run installs Debian's chromium)")
    pages = {}
    for name, text in NASTY.items():
        article = story(text)
        credit = credit_line(article).html
        pages[f"{name}.read"] = chromium.page(to_head(article), credit)
        pages[f"{name}.copy"] = chromium.page(to_head(article, as_copy=our_copy(text)), credit)
    for name, path in sources.items():
        done = CliRunner().invoke(main, ["export", str(path), "--to", "head", "--url", PAGE])
        assert done.exit_code == 0, done.stderr
        pages[f"{name}.command"] = chromium.page(done.stdout, "")
    return chromium.look(binary, pages)


@pytest.fixture
def seen(witness: Witness) -> Seen:
    def of(name: str) -> dict[str, Any]:
        assert name in witness[0], "this page never came to its end: its markup swallowed the script that reports"
        return witness[0][name]

    return of


@pytest.mark.parametrize("name", NASTY)
def test_the_head_of_a_page_read_is_read_back_exactly(seen: Seen, name: str) -> None:
    found = seen(f"{name}.read")
    assert found["pwned"] == "undefined"
    assert found["data"] == [to_schemaorg(story(NASTY[name]))]
    assert found["canonical"] == [PAGE]
    assert found["head"] == ["META", "#comment", "LINK", "SCRIPT"]
    assert found["body"] == ["credit", "probe"]


@pytest.mark.parametrize("name", NASTY)
def test_the_head_of_our_copy_is_read_back_exactly(seen: Seen, name: str) -> None:
    found = seen(f"{name}.copy")
    text = NASTY[name]
    assert found["pwned"] == "undefined"
    assert found["data"] == [to_schemaorg(story(text), as_copy=our_copy(text))]
    assert found["canonical"] == [], "which canonical link a copy gets is the editor's choice"
    assert found["head"] == ["META", "#comment", "SCRIPT"]
    assert found["body"] == ["credit", "probe"]


@pytest.mark.parametrize("name", NASTY)
def test_the_credit_block_shows_its_text_and_links_only_to_the_web(seen: Seen, name: str) -> None:
    found = seen(f"{name}.read")
    assert NASTY[name] in found["credit"]
    assert found["credit"] == credit_line(story(NASTY[name])).text
    assert set(found["marks"]) <= {"A href", "MARK"}
    assert ORIGINAL in found["links"]
    assert all(link.startswith("https://") for link in found["links"])


@pytest.mark.parametrize("name", FROM_A_PAGE)
def test_a_hostile_page_comes_through_the_command_as_data(seen: Seen, sources: dict[str, Path], name: str) -> None:
    (article,) = provenance.read(sources[name], url=PAGE)
    found = seen(f"{name}.command")
    (data,) = found["data"]
    assert found["pwned"] == "undefined"
    assert data == to_schemaorg(article)
    assert data["headline"].strip("\u202e\u202c") == NASTY[name].strip("\u202e\u202c")
    assert found["canonical"] == [PAGE]
    assert found["body"] == ["credit", "probe"]


def test_the_browser_asked_for_nothing_but_the_pages(witness: Witness) -> None:
    seen, asked = witness
    assert asked - {"/favicon.ico"} == {"/", "/probe.js", *(f"/page/{name}" for name in seen)}
    assert len(seen) == 2 * len(NASTY) + len(FROM_A_PAGE)
