"""Workflow commands, read back as the runner reads them."""

from __future__ import annotations

import re
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from provenance.model import Location
from provenance.reporters import Style
from provenance.reporters.layout import clean
from tests.reporters.batch.conftest import HOSTILE, OUTCOMES, article, finding, rendered


class Command(NamedTuple):
    name: str
    properties: dict[str, str]
    message: str


def parsed(text: str) -> list[Command]:
    """The commands in a log, by the rules of the runner's own parser: a line that begins with `::` after white space,
    the name up to a space, properties parted by commas, the message after the next `::`; then the escapes undone.
    """
    commands = []
    for line in re.split(r"\r\n|\r|\n", text):
        stripped = line.strip()
        if not stripped.startswith("::") or "::" not in stripped[2:]:
            assert "##[" not in line
            continue
        head, _, message = stripped[2:].partition("::")
        name, _, rest = head.partition(" ")
        properties = dict(pair.split("=", 1) for pair in rest.split(",") if "=" in pair)
        commands.append(Command(name, {key: undone(value, ",:") for key, value in properties.items()}, undone(message)))
    return commands


def undone(text: str, more: str = "") -> str:
    for char in more + "\n\r":
        text = text.replace(f"%{ord(char):02X}", char)
    return text.replace("%25", "%")


def test_a_finding_is_an_annotation_at_its_place():
    first, second, *_ = parsed(rendered("github"))
    assert first == Command(
        "error",
        {"file": "wire/a.html", "line": "3", "col": "7", "title": "ATT003 byline-empty"},
        "wire/a.html:3:7: ATT003 The byline names nobody.\nAsk who wrote it.",
    )
    assert second.name == "warning"


def test_notes_only_where_asked_for():
    assert "notice" not in {command.name for command in parsed(rendered("github"))}
    assert "notice" in {command.name for command in parsed(rendered("github", style=Style(verbose=True)))}


def test_nothing_that_was_read_can_give_a_command():
    commands = parsed(rendered("github"))
    assert {command.name for command in commands} == {"error", "warning"}
    (hostile,) = (command for command in commands if "a[31m" in command.message)
    assert set(hostile.properties) == {"file", "line", "title"}
    assert "%0A" in hostile.message  # as it was read: neither taken for a line's end nor lost


@given(message=st.text(), path=st.text(min_size=1), help=st.none() | st.text())
def test_whatever_the_text_it_is_one_command(message, path, help):
    outcome = article(finding(message=message, help=help, location=Location(path=path, line=1)), source=path)
    (command,) = parsed(rendered("github", [outcome]))
    assert command.name == "error"
    assert set(command.properties) == {"file", "line", "title"}


def test_the_sum_is_plain_text():
    assert rendered("github", [OUTCOMES[1]]) == "1 article in 1 source: 0 errors, 0 warnings, 0 notes.\n"
    assert HOSTILE not in rendered("github")


def test_the_message_names_the_place_which_the_log_would_not_show():
    for command in parsed(rendered("github")):
        assert command.message.startswith(clean(command.properties["file"]) + ":")


def test_more_annotations_than_are_shown_are_explained():
    told = "GitHub annotates the first 10 errors, warnings and notices of a step; the log has all.\n"
    assert told not in rendered("github", [article(*[finding()] * 10, *[finding(level="warning")] * 10)])
    assert rendered("github", [article(*[finding()] * 11)]).endswith(told)
