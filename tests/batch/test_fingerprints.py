"""Fingerprints stay the same when lines move: nothing but places may differ."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from provenance.batch import Judge, Source, run
from provenance.config import Config
from provenance.model import Finding
from provenance.outcome import Outcome
from tests.batch.conftest import page

JUDGE = Judge(Config(), datetime(2026, 12, 1, tzinfo=UTC))
ITEM = """<item><title>Fares frozen</title>{link}
<dc:creator>{author}</dc:creator>
<description>PORT ELLERY (AP) — The harbour council voted, part {number}.</description></item>"""
LINK = "<link>https://lantern.example/{number}</link>"
FEED = [
    '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/">',
    "<channel><title>The Lantern Post</title>",
    *(
        ITEM.format(link=LINK.format(number=number) if number % 2 else "", author=author, number=number)
        for number, author in enumerate(["Staff", "", "admin", "Staff"])
    ),
    "</channel></rss>",
]
JSON_FEED = [
    "{",
    '"version": "https://jsonfeed.org/version/1.1",',
    '"title": "The Lantern Post", "items": [',
    '{"id": "1", "content_text": "PORT ELLERY (AP) — The council voted.", "authors": [{"name": "Staff"}]},',
    '5, {"id": "2", "title": "Fares", "url": "https://lantern.example/2"}',
    "]}",
]
SOURCES = {"a.xml": FEED, "a.json": JSON_FEED, "a.html": page("Ferry fares").splitlines()}

gaps = st.lists(st.sampled_from(["", "\n", "\n\n\n", "  \t\n"]), min_size=12, max_size=12)


def findings(path: Path, lines: Sequence[str], gaps: Sequence[str]) -> list[Finding]:
    path.write_text("".join(f"{line}\n{gap}" for line, gap in zip(lines, gaps, strict=False)), encoding="utf-8")
    outcomes: list[Outcome] = list(run([Source(str(path))], JUDGE))
    assert not any(outcome.unread or outcome.fault for outcome in outcomes)
    return [finding for outcome in outcomes for finding in outcome.findings]


@pytest.mark.parametrize("name", SOURCES)
@given(gaps=gaps)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_white_space_before_items_moves_lines_and_nothing_else(tmp_path, name, gaps):
    as_written = findings(tmp_path / name, SOURCES[name], [""] * 12)
    moved = findings(tmp_path / name, SOURCES[name], gaps)
    assert as_written

    def known(finding: Finding) -> tuple[str, str, str, str]:
        return finding.code, finding.level, finding.message, finding.fingerprint

    assert list(map(known, moved)) == list(map(known, as_written))
    below = sum(gap.count("\n") for gap in gaps)
    for one, other in zip(as_written, moved, strict=True):
        if one.location.line and other.location.line:
            assert one.location.line <= other.location.line <= one.location.line + below
