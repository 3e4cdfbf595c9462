"""Export and import: everything comes back, permits and contracts stay at home."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from provenance.config import Config
from provenance.errors import LedgerError
from provenance.store import Filters, Ledger
from provenance.store.permits import with_permits
from tests.store.samples import NOW, URL, article, entry, later, page, report
from tests.store.test_dues import NOTIFY, TAKE_DOWN, WIRE, judged


def exported(ledger: Ledger, **asked: Any) -> list[dict[str, Any]]:
    text = io.StringIO()
    ledger.export(text, **asked)
    return [json.loads(line) for line in text.getvalue().splitlines()]


def imported(path: Path, lines: list[dict[str, Any]]) -> Ledger:
    ledger = Ledger.open(path)
    ledger.import_(io.StringIO("".join(json.dumps(line) + "\n" for line in lines)), now=later(500))
    return ledger


def fill(ledger: Ledger) -> int:
    version = ledger.add(article(), judged(article(), TAKE_DOWN, NOTIFY), text=page(), charset="utf-8", now=NOW)
    ledger.add(*entry(1)[:2], now=later(1))
    usage = ledger.record_usage(version, where="page 3", medium="print", by="desk", now=later(2))
    ledger.add(article().model_copy(update={"status": "corrected"}), report(article()), source="feed", now=later(3))
    ledger.settle(ledger.due(later(3)).rows[0].key, note="told them", now=later(4))
    ledger.end_usage(usage, ended="2026-04-01", now=later(5))
    ledger.record_failure(version, "status 503", now=later(6))
    ledger.redact(entry(1).article.id, reason="asked", by="desk", now=later(7))
    ledger.add(*entry(2)[:2], now=later(-9))
    return version


def test_an_export_comes_back_the_same(ledger: Ledger, tmp_path: Path) -> None:
    version = fill(ledger)
    lines = exported(ledger)
    other = imported(tmp_path / "other.sqlite3", lines)
    assert exported(other)[1:] == lines[1:]
    for id in (URL, entry(1).article.id, entry(2).article.id):
        assert other.article(id) == ledger.article(id)
        assert other.history(id) == ledger.history(id)
        assert other.versions(id) == ledger.versions(id)
    assert other.text(version) == ledger.text(version)
    assert other.usages() == ledger.usages()
    assert other.due(later(100), within=90) == ledger.due(later(100), within=90)
    assert other.parties() == ledger.parties()
    for filters in (Filters(), Filters(text="harbour"), Filters(in_use=True), Filters(since="2026")):
        assert other.list(filters) == ledger.list(filters)
        assert other.list(filters, as_of=later(2)) == ledger.list(filters, as_of=later(2))
    other.add(*entry(3)[:2])
    other.close()


def test_an_import_adds_what_is_not_known_as_of_now(ledger: Ledger, tmp_path: Path) -> None:
    ledger.add(*entry(1)[:2], now=NOW)
    lines = exported(ledger)
    other = Ledger.open(tmp_path / "other.sqlite3")
    other.add(*entry(2)[:2], now=later(1))
    data = "".join(json.dumps(line) + "\n" for line in lines)
    assert other.import_(io.StringIO(data), now=later(2)) == (2, 0)
    assert other.import_(io.StringIO(data), now=later(3)) == (0, 2)
    assert len(other.list().rows) == 2
    assert len(other.list(as_of=later(1)).rows) == 1, "it became known here when it was imported"
    found = other.article(entry(1).article.id)
    assert found is not None
    assert found.article == entry(1).article
    other.close()


def test_permits_and_contracts_stay_at_home(ledger: Ledger, tmp_path: Path) -> None:
    private = "the price is 40 crowns"
    permit = ledger.record_permit(
        {"who": "AP", "note": private, "until": "2026-03-09"}, contract=private, email=private
    )
    ledger.record_refusal({"who": "Reuters", "note": private})
    ledger.settle(f"{permit}.0", note=private)
    ledger.end_permit(permit, ended="2026-03-08", note=private)
    rows = [{"with": "AP", "note": private, "days": 30, "duties": ["notify", private]}]
    for config in (Config(contracts=rows), with_permits(Config(), ledger.permit_rows())):
        story = article(WIRE)
        version = ledger.add(story, report(story, config), now=NOW)
        ledger.record_usage(version, where="page 3", now=NOW)
    assert private in ledger.article(version).judgement.decision.model_dump_json()  # type: ignore[union-attr]
    text = io.StringIO()
    told = ledger.export(text)
    assert (told.permits, told.decisions) == (4, 2)
    assert private not in text.getvalue()
    for word in ("urn:provenance:contract", "urn:provenance:permit", "contract with", "2026-03-0"):
        assert word not in text.getvalue().replace(NOW.isoformat(), "").replace("2026-03-01T", ""), word
    other = imported(tmp_path / "other.sqlite3", exported(ledger))
    assert other.permits() == ()
    (found,) = other.list().rows
    assert found.verdict == ledger.list().rows[0].verdict
    assert len(other.usages()) == 2
    other.close()


def test_an_export_as_of_an_instant_is_what_it_was(ledger: Ledger) -> None:
    ledger.add(*entry(1)[:2], now=NOW)
    before = exported(ledger)
    ledger.add(*entry(2)[:2], now=later(1))
    assert exported(ledger, as_of=NOW)[1:] == before[1:]


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda lines: lines[1:], "line 1 is not of an export"),
        (lambda lines: [], "line 1 is not of an export"),
        (lambda lines: [{**lines[0], "version": 99}, *lines[1:]], "of version 99, and this tool knows 1"),
        (lambda lines: [*lines, {"uid": "x"}], "line 4 is not of an export"),
        (lambda lines: [*lines, {**lines[1], "uid": "x", "rows": {"articles": [{"wrok": 1}]}}], "line 4"),
        (lambda lines: [lines[0], lines[2]], "line 2 is not of an export"),
    ],
)
def test_what_is_no_export_is_refused_whole(ledger: Ledger, tmp_path: Path, spoil: Any, message: str) -> None:
    ledger.add(*entry(1)[:2], now=NOW)
    lines = spoil(exported(ledger))
    path = tmp_path / "other.sqlite3"
    with pytest.raises(LedgerError, match=message):
        imported(path, lines)
    with Ledger.open(path) as other:
        assert other.last_sequence() == 0
