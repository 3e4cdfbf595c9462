"""Every answer can be given again as of any instant, whatever was recorded since."""

from __future__ import annotations

import tempfile
from datetime import datetime
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.store import Filters, Ledger
from tests.store.samples import NOW, URL, article, entry, later, report
from tests.store.test_dues import CREDIT, NOTIFY, TAKE_DOWN, judged

UNMET = CREDIT.model_copy(update={"state": "unmet"})


def act(ledger: Ledger, step: str, now: datetime) -> None:
    """Record something; what there is nothing for is left."""
    story = article()
    match step:
        case "add":
            ledger.add(story, report(story), now=now)
        case "owe":
            ledger.add(story, judged(story, TAKE_DOWN, NOTIFY, UNMET, changes_at=(later(99).isoformat(),)), now=now)
        case "change":
            ledger.add(story.model_copy(update={"status": "corrected"}), now=now)
        case "other":
            ledger.add(*entry(1)[:2], now=now)
        case "use" if ledger.article(URL):
            ledger.record_usage(URL, where="page 3", now=now)
        case "end" if ledger.usages():
            ledger.end_usage(ledger.usages()[-1].sequence, now=now)
        case "permit":
            ledger.record_permit({"who": "Harbor Post", "until": "2026-03-20"}, now=now)
        case "take back" if ledger.permits():
            ledger.end_permit(ledger.permits()[0].sequence, ended="2026-03-02", now=now)
        case "done" if rows := ledger.due(NOW, within=99).rows:
            ledger.settle(rows[0].key, now=now)


def answers(ledger: Ledger, as_of: datetime | None = None) -> list[object]:
    """Everything that can be asked."""
    filters = (Filters(), Filters(text="harbour"), Filters(verdict="conditional"), Filters(in_use=True),
               Filters(publisher="Harbor Post"), Filters(since="2026"))  # fmt: skip
    return [
        *(ledger.list(each, as_of=as_of) for each in filters),
        *(ledger.article(each, as_of=as_of) for each in (URL, entry(1).article.id, 1)),
        *(ledger.history(each, as_of=as_of) for each in (URL, 1)),
        ledger.versions(URL, as_of=as_of),
        ledger.due(NOW, within=99, as_of=as_of),
        ledger.usages(as_of=as_of),
        ledger.permits(as_of=as_of),
        ledger.permit_rows(as_of=as_of),
        ledger.parties(as_of=as_of),
        ledger.last_sequence(as_of=as_of),
        list(ledger.iter_readings(as_of=as_of)),
    ]


STEPS = ("add", "owe", "change", "other", "use", "end", "permit", "take back", "done")


@settings(max_examples=8)
@given(st.lists(st.sampled_from(STEPS), min_size=2, max_size=9))
def test_what_was_answered_then_is_answered_again(steps: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder, Ledger.open(Path(folder, "ledger.sqlite3")) as ledger:
        then = []
        for number, step in enumerate(steps):
            act(ledger, step, later(number))
            then.append((later(number + 0.5), answers(ledger)))
        for moment, told in then:
            assert answers(ledger, moment) == told
