"""What needs a hand, from when, and until when it stays on the list."""

from __future__ import annotations

from datetime import datetime

import pytest

from provenance.config import Config
from provenance.errors import UsageError
from provenance.model import Article, ConsideredGrant, Decision, OwedDuty, PartDecision, Report
from provenance.store import Due, Ledger
from provenance.store.permits import with_permits
from tests.store.samples import NOW, URL, article, entry, later, page, report

DAY = 24


def dues(ledger: Ledger, at: datetime = NOW, **asked: object) -> list[Due]:
    return list(ledger.due(at, **asked).rows)  # type: ignore[arg-type]


def kinds(ledger: Ledger, at: datetime = NOW, **asked: object) -> list[str]:
    return [due.kind for due in dues(ledger, at, **asked)]


def judged(of: Article, *duties: OwedDuty, changes_at: tuple[str, ...] = ()) -> Report:
    """A report with one decision that asks for these duties."""
    decision = Decision(
        article=of.id, parts=(PartDecision(part="text", verdict="conditional", duties=duties),), changes_at=changes_at
    )
    return Report(tool_version="0", config_digest="sha256:0", at=NOW.isoformat(), decisions=(decision,))


TAKE_DOWN = OwedDuty(action="take_down", text="Take it down.", state="due", due="2026-05-01T00:00:00+00:00")
NOTIFY = OwedDuty(action="notify", text="Tell them.", state="due")
CREDIT = OwedDuty(action="credit", text="Name the author.")


def test_nothing_is_due_in_an_empty_ledger(ledger: Ledger) -> None:
    assert ledger.due(NOW).rows == ()


def test_an_embargo_and_an_expiry_are_due_around_their_dates(ledger: Ledger) -> None:
    dated = article().model_copy(update={"embargo_until": "2026-03-10T06:00:00Z", "expires": "2026-06-01"})
    ledger.add(dated, now=NOW)
    assert kinds(ledger) == ["embargo_lifts"]
    (due,) = dues(ledger)
    assert (due.instant, due.headline, due.url) == ("2026-03-10T06:00:00.000000Z", dated.headline, URL)
    assert kinds(ledger, within=5) == []
    assert kinds(ledger, later(60 * DAY), within=40) == ["story_expires"]
    assert kinds(ledger, later(15 * DAY), within=10) == ["embargo_lifts"], "just over: somebody may still have to act"
    assert kinds(ledger, later(200 * DAY)) == []


def test_a_later_version_takes_the_dates_of_the_one_before_with_it(ledger: Ledger) -> None:
    ledger.add(article().model_copy(update={"embargo_until": "2026-03-10T06:00:00Z"}), now=NOW)
    ledger.add(article(), now=later(1))
    assert kinds(ledger) == []
    assert kinds(ledger, as_of=NOW) == ["embargo_lifts"]


def test_a_decision_that_will_change_is_due_until_it_is_made_anew(ledger: Ledger) -> None:
    first = judged(article(), changes_at=("2026-03-05T00:00:00+00:00", "2025-01-01T00:00:00+00:00"))
    ledger.add(article(), first, now=NOW)
    assert [(due.kind, due.instant[:10]) for due in dues(ledger)] == [("answer_changes", "2026-03-05")]
    ledger.add(article(), judged(article()), now=later(1))
    assert kinds(ledger) == []


def test_what_can_change_names_the_terms_that_were_looked_at(ledger: Ledger) -> None:
    told = judged(article(), changes_at=("2026-03-05T00:00:00+00:00",))
    (decision,) = told.decisions
    grants = tuple(
        ConsideredGrant(id=title, title=title, layer="terms", why="it reaches this use")
        for title in ("Spring window", "Partners", "Spring window")
    )
    part = decision.parts[0].model_copy(update={"grants_considered": grants})
    told = told.model_copy(update={"decisions": (decision.model_copy(update={"parts": (part,)}),)})
    ledger.add(article(), told, now=NOW)
    assert [due.text for due in dues(ledger)] == [
        "The answer can change: a window or terms begin or end (Spring window; Partners)."
    ]


def test_an_unmet_duty_stays_until_it_is_met(ledger: Ledger) -> None:
    unmet = CREDIT.model_copy(update={"state": "unmet"})
    version = ledger.add(article(), judged(article(), unmet), now=NOW)
    assert [due.text for due in dues(ledger)] == ["Our copy does not meet it: Name the author."]
    assert kinds(ledger, later(900 * DAY)) == ["duty_unmet"]
    found = ledger.article(version)
    assert found is not None
    assert found.judgement is not None
    assert found.judgement.unmet == 1
    ledger.add(article(), judged(article(), CREDIT.model_copy(update={"state": "met"})), now=later(1))
    assert kinds(ledger) == []


def test_publishing_brings_notices_and_a_day_to_take_down(ledger: Ledger) -> None:
    version = ledger.add(article(), judged(article(), TAKE_DOWN, NOTIFY, CREDIT), now=NOW)
    assert kinds(ledger, within=90) == [], "nothing is owed for what we did not publish"
    usage = ledger.record_usage(version, where="https://ours.example/1", started="2026-03-01T13:00:00Z", now=NOW)
    assert [(due.kind, due.instant[:10], due.usage) for due in dues(ledger, within=90)] == [
        ("notice", "2026-03-01", usage),
        ("take_down", "2026-05-01", usage),
    ]
    ledger.settle(dues(ledger)[0].key, note="by e-mail", by="desk", now=later(2))
    assert kinds(ledger, within=90) == ["take_down"]
    assert kinds(ledger, later(400 * DAY)) == ["take_down"], "what is owed stays, however late"
    ledger.end_usage(usage, ended="2026-04-30", now=later(3))
    assert kinds(ledger, within=90) == []
    assert kinds(ledger, within=90, as_of=later(1)) == ["notice", "take_down"]
    (found,) = ledger.usages(version)
    assert (found.ended, found.medium, found.where) == ("2026-04-30", "web", "https://ours.example/1")
    assert [event.kind for event in ledger.history(version)] == ["reading", "judgement", "usage", "done", "end"]


@pytest.mark.parametrize(
    ("after", "kind"),
    [
        ({"status": "corrected"}, "original_corrected"),
        ({"status": "withdrawn"}, "original_withdrawn"),
        ({"usage_terms": "Ask first."}, "original_relicensed"),
    ],
)
def test_an_original_that_changes_is_due_where_we_published_it(
    ledger: Ledger, after: dict[str, str], kind: str
) -> None:
    version = ledger.add(article(), now=NOW)
    usage = ledger.record_usage(version, where="page 3", medium="print", now=NOW)
    ledger.add(article().model_copy(update=after), now=later(48))
    assert [(due.kind, due.usage) for due in dues(ledger, later(50))] == [(kind, usage)]
    ledger.record_usage(version, where="https://ours.example/1", now=later(60))
    assert [due.kind for due in dues(ledger, later(70))] == [kind, kind], "what we publish late is outdated at once"
    assert ledger.list().rows[0].status == after.get("status")
    other = ledger.add(*entry(1)[:2], now=later(70))
    assert len(dues(ledger, later(80), party="Harbor Post")) == len(dues(ledger, later(80)))
    assert dues(ledger, later(80), party="Nobody") == []
    assert ledger.usages(other) == ()


def test_a_change_after_the_end_of_our_publication_is_none_of_our_business(ledger: Ledger) -> None:
    usage = ledger.record_usage(ledger.add(article(), now=NOW), where="page 3", now=NOW)
    ledger.end_usage(usage, now=later(1))
    ledger.add(article().model_copy(update={"status": "withdrawn"}), now=later(2))
    assert kinds(ledger, later(3)) == []


def test_a_permit_that_ends_is_due_unless_it_was_taken_back(ledger: Ledger) -> None:
    permit = ledger.record_permit({"who": "AP", "until": "2026-03-20"}, now=NOW)
    assert [(due.kind, due.text) for due in dues(ledger)] == [("permit_ends", "The permit of AP ends: 2026-03-20.")]
    ledger.end_permit(permit, ended="2026-03-02", now=later(20))
    assert kinds(ledger) == []


def test_a_list_of_what_is_due_comes_in_pages(ledger: Ledger) -> None:
    for day in range(10, 20):
        for _ in range(2):
            ledger.record_permit({"who": "AP", "until": f"2026-03-{day}"}, now=NOW)
    whole = dues(ledger)
    assert [due.instant for due in whole] == sorted(due.instant for due in whole)
    found, after = [], None
    while True:
        some = ledger.due(NOW, after=after, limit=3)
        found += some.rows
        after = some.after
        if after is None:
            break
    assert found == whole
    assert len(found) == 20


@pytest.mark.parametrize("key", ["x", "99.0", "1.7", "1"])
def test_what_was_never_due_cannot_be_done(ledger: Ledger, key: str) -> None:
    ledger.add(article())
    with pytest.raises(UsageError, match="something due"):
        ledger.settle(key)


def test_a_usage_names_an_article_a_medium_and_a_judgement_that_exist(ledger: Ledger) -> None:
    version = ledger.add(article(), report(article()))
    other = ledger.add(*entry(1)[:2])
    with pytest.raises(UsageError, match="an article of the ledger"):
        ledger.record_usage("https://nowhere.example/x", where="page 3")
    with pytest.raises(UsageError, match="medium"):
        ledger.record_usage(version, where="page 3", medium="telegraph")
    with pytest.raises(UsageError, match="started"):
        ledger.record_usage(version, where="page 3", started="yesterday")
    with pytest.raises(UsageError, match="judgement"):
        ledger.record_usage(version, where="page 3", judgement=other + 1)
    with pytest.raises(UsageError, match="usage"):
        ledger.end_usage(version)
    with pytest.raises(UsageError, match="permit"):
        ledger.end_permit(version)
    assert ledger.usages() == ()
    assert ledger.last_sequence() == 4


WIRE = page(agency="AP", tail="(Copyright 2026 The Associated Press. All rights reserved.)")


def verdict(ledger: Ledger, as_of: datetime | None = None) -> str:
    config = with_permits(Config(), ledger.permit_rows(as_of=as_of))
    return report(article(WIRE), config).decisions[0].parts[0].verdict


def test_decisions_heed_what_was_recorded_as_of_any_instant(ledger: Ledger) -> None:
    assert verdict(ledger) == "ask"
    permit = ledger.record_permit({"who": "AP", "note": "e-mail"}, contract="C-17", email="a@b.example", now=NOW)
    assert verdict(ledger) == "allowed"
    refusal = ledger.record_refusal({"who": "The Associated Press", "story": URL}, now=later(1))
    assert verdict(ledger) == "denied"
    ledger.end_permit(refusal, ended="2026-02-28", now=later(2))
    assert verdict(ledger) == "allowed"
    ledger.end_permit(permit, ended="2026-02-28", now=later(3))
    assert verdict(ledger) == "ask"
    seen = [verdict(ledger, moment) for moment in (later(-1), NOW, later(1), later(2), later(3))]
    assert seen == ["ask", "allowed", "denied", "allowed", "ask"]


def test_permits_for_an_article_are_those_of_its_parties_and_its_address(ledger: Ledger) -> None:
    own = ledger.record_permit({"who": "AP"})
    here = ledger.record_refusal({"who": "Somebody", "story": URL + "?utm_source=x"})
    ledger.record_permit({"who": "AP", "story": "https://other.example/"})
    ledger.record_permit({"who": "Reuters"})
    assert [permit.sequence for permit in ledger.permits_for(article(WIRE))] == [own, here]
    party = ledger.party("apnews.com")
    assert party is not None
    assert [permit.who for permit in party.permits] == ["AP", "AP"]
    assert len(ledger.permit_rows(article(WIRE).copyright_holders)) == 2


@pytest.mark.parametrize(
    ("row", "message"),
    [({}, "who"), ({"who": "AP", "medium": "web"}, "did you mean 'media'"), ({"who": "AP", "until": "soon"}, "until")],
)
def test_a_permit_that_makes_no_sense_is_refused(ledger: Ledger, row: dict[str, str], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        ledger.record_permit(row)
    assert ledger.permits() == ()
