from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.errors import UsageError
from provenance.model import Article, PartDecision
from provenance.model.projection import project
from provenance.terms.decide import DEFAULT_USE, decide, speaks_for_itself, worst

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)
FOUNDATION = {"id": "org-1", "type": "Organization", "name": "Harbor Bridge News Foundation"}
LANTERN = {"id": "org-2", "type": "Organization", "name": "The Lantern Post"}
AGENCY = {"id": "org-3", "type": "Organization", "name": "Tidewire", "role": "agency"}
LICENSE = {"type": "License", "id": "CC-BY-4.0", "url": "https://creativecommons.org/licenses/by/4.0/"}


def fact(property: str, value: Any, basis: str = "stated", **more: Any) -> dict[str, Any]:
    return {"property": property, "value": value, "basis": basis, "method": "test", "chosen": True, **more}


def record(*rows: dict[str, Any], **rest: Any) -> Article:
    numbered = [{"id": f"s-{number}", **row} for number, row in enumerate(rows, 1)]
    about = {"id": f"ni:///sha-256;{'A' * 43}#copy", "digest": "sha256:" + "0" * 64, "source_format": "html"}
    return project(numbered, **about, read_at="2026-11-22T12:00:00+00:00", tool_version="0.1.0", **rest)


def text_of(article: Article, at: datetime = NOW, **use: object) -> PartDecision:
    (part,) = decide(article, use, at=at).parts
    assert part.part == "text"
    return part


def test_a_stated_holder_is_asked_by_name_with_the_words_that_name_it() -> None:
    notice = {"text": "© 2026 Harbor Bridge News Foundation", "line": 25}
    part = text_of(
        record(fact("url", "https://lantern.example/a"), fact("copyright_holder", FOUNDATION, origin=notice))
    )
    assert part.verdict == "ask"
    (reason,) = part.reasons
    assert "Harbor Bridge News Foundation" in reason.message
    assert reason.quote == notice["text"]
    assert reason.source == "https://lantern.example/a"
    assert part.questions == ()


@pytest.mark.parametrize(
    "rows", [(), (fact("copyright_holder", FOUNDATION, "inferred"),), (fact("publisher", LANTERN),)]
)
def test_without_a_stated_party_nobody_knows(rows: tuple[dict[str, Any], ...]) -> None:
    part = text_of(record(*rows))
    assert part.verdict == "unknown"
    assert part.questions == ("Who owns this text?",)


def test_wire_copy_asks_the_agency_and_still_asks_who_owns_it() -> None:
    part = text_of(record(fact("credit", AGENCY)))
    assert part.verdict == "ask"
    assert "Tidewire" in part.reasons[0].message
    assert part.questions == ("Who owns this text?",)


def test_a_licence_on_the_page_is_no_more_than_a_reason_to_ask() -> None:
    own = text_of(record(fact("publisher", LANTERN), fact("copyright_holder", LANTERN), fact("license", LICENSE)))
    assert own.verdict == "ask"
    assert own.grants_considered == ("CC-BY-4.0",)
    assert "conditions are not recorded" in own.reasons[-1].message
    wire = text_of(record(fact("publisher", LANTERN), fact("credit", AGENCY), fact("license", LICENSE)))
    assert "covers only what its grantor owns" in wire.reasons[-1].message


def test_a_licence_of_the_site_is_no_grant() -> None:
    assert text_of(record(fact("license", LICENSE, scope="site"))).grants_considered == ()


@pytest.mark.parametrize(
    ("rows", "alone"),
    [
        ((), True),
        ((fact("publisher", LANTERN), fact("copyright_holder", LANTERN)), True),
        ((fact("publisher", LANTERN), fact("copyright_holder", FOUNDATION)), False),
        ((fact("copyright_holder", FOUNDATION),), False),
        ((fact("credit", AGENCY, "inferred"),), False),
        ((fact("original_url", "https://harborbridge.example/a"),), False),
        ((fact("publisher", LANTERN), fact("author", {**AGENCY, "role": None})), False),
    ],
)
def test_speaks_for_itself(rows: tuple[dict[str, Any], ...], alone: bool) -> None:
    assert speaks_for_itself(record(*rows)) is alone


@pytest.mark.parametrize("status", ["withheld", "canceled", "withdrawn"])
def test_a_stopped_story_is_denied_whoever_owns_it(status: str) -> None:
    assert text_of(record(fact("status", status))).verdict == "denied"
    part = text_of(record(fact("status", status, "inferred"), fact("copyright_holder", FOUNDATION)))
    assert part.verdict == "unknown"
    assert "inferred" in part.questions[0]


@pytest.mark.parametrize("status", ["usable", "corrected"])
def test_other_states_stop_nothing(status: str) -> None:
    assert text_of(record(fact("status", status), fact("copyright_holder", FOUNDATION))).verdict == "ask"


def test_an_embargo_without_end_is_denied_at_any_time() -> None:
    article = record(fact("embargo_open_ended", True), fact("copyright_holder", FOUNDATION))
    assert text_of(article, NOW + timedelta(days=9000)).verdict == "denied"


@pytest.mark.parametrize(
    ("at", "verdict"),
    [
        ("2026-12-01T05:59:59+00:00", "denied"),
        ("2026-12-01T06:00:00+00:00", "ask"),
        ("2026-12-01T07:00:00+00:00", "ask"),
    ],
)
def test_an_embargo_with_a_zone_ends_at_its_instant(at: str, verdict: str) -> None:
    article = record(fact("embargo_until", "2026-12-01T07:00+01:00"), fact("copyright_holder", FOUNDATION))
    assert text_of(article, datetime.fromisoformat(at)).verdict == verdict


@pytest.mark.parametrize(
    ("at", "verdict"),
    [
        ("2026-11-30T09:59:59+00:00", "ask"),
        ("2026-11-30T10:00:00+00:00", "unknown"),
        ("2026-12-02T11:59:59+00:00", "unknown"),
        ("2026-12-02T12:00:00+00:00", "denied"),
    ],
)
def test_an_expiry_without_zone_is_unknown_while_the_day_lasts_anywhere(at: str, verdict: str) -> None:
    article = record(fact("expires", "2026-12-01"), fact("copyright_holder", FOUNDATION))
    assert text_of(article, datetime.fromisoformat(at)).verdict == verdict
    assert decide(article, at=NOW).changes_at == ("2026-11-30T10:00:00+00:00", "2026-12-02T12:00:00+00:00")


def test_a_date_that_no_calendar_has_is_a_question() -> None:
    article = record(fact("embargo_until", "2026-02-30"), fact("copyright_holder", FOUNDATION))
    part = text_of(article)
    assert part.verdict == "unknown"
    assert "2026-02-30" in part.questions[0]
    assert decide(article, at=NOW).changes_at == ()


def test_when_is_the_time_of_the_use() -> None:
    article = record(fact("embargo_until", "2026-12-05T12:00Z"), fact("copyright_holder", FOUNDATION))
    assert text_of(article).verdict == "denied"
    assert text_of(article, when="2026-12-24").verdict == "ask"
    assert text_of(article, when="2026-12").verdict == "unknown"


def test_a_photo_is_judged_apart_from_the_text() -> None:
    photos = [{"id": "img-1", "holder": {**AGENCY, "role": None}} | {"license": "CC-BY-4.0"}, {"id": "img-2"}]
    photos[0]["holder"].pop("role")  # type: ignore[attr-defined]
    article = record(fact("copyright_holder", FOUNDATION), assets=photos)
    decision = decide(article, {"parts": ["text", "img-1", "img-2", "text"]}, at=NOW)
    assert [(part.part, part.verdict) for part in decision.parts] == [
        ("text", "ask"), ("img-1", "ask"), ("img-2", "unknown"),
    ]  # fmt: skip
    assert "Tidewire" in decision.parts[1].reasons[0].message
    assert [part.part for part in decide(article, at=NOW).parts] == ["text"]


@pytest.mark.parametrize(
    "use", [{"mood": "good"}, {"parts": ["img-9"]}, {"parts": []}, {"parts": 3}, {"when": "someday"}]
)
def test_a_question_that_makes_no_sense_is_refused(use: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        decide(record(), use, at=NOW)


def test_an_instant_needs_a_zone() -> None:
    with pytest.raises(UsageError, match="zone"):
        decide(record(), at=datetime(2026, 12, 1))


def test_the_use_is_recorded_with_its_defaults() -> None:
    assert decide(record(), {"medium": "print"}, at=NOW).use == {**DEFAULT_USE, "medium": "print"}


def test_worst_of_nothing_is_unknown() -> None:
    assert worst([]) == "unknown"
    assert worst(["allowed", "denied", "ask"]) == "denied"


DATES = st.sampled_from(["2026-11-30", "2026-12-01T12:00", "2026-12-01T12:00Z", "2026-12", "2026-02-30"])
ROWS = st.lists(
    st.one_of(
        DATES.map(lambda date: fact("embargo_until", date)),
        DATES.map(lambda date: fact("expires", date)),
        st.sampled_from([FOUNDATION, LANTERN]).map(lambda agent: fact("copyright_holder", agent)),
        st.just(fact("license", LICENSE)),
        st.just(fact("credit", AGENCY)),
    ),
    max_size=5,
)
MOMENTS = st.datetimes(datetime(2026, 11, 1), datetime(2027, 2, 1), timezones=st.just(UTC))


@given(ROWS, MOMENTS, MOMENTS)
def test_the_answer_changes_only_at_the_instants_it_lists(
    rows: list[dict[str, Any]], one: datetime, two: datetime
) -> None:
    article = record(*rows)
    first, second = sorted((one, two))
    changes = [datetime.fromisoformat(text) for text in decide(article, at=first).changes_at]
    if not any(first < change <= second for change in changes):
        assert decide(article, at=first) == decide(article, at=second)


@given(ROWS, MOMENTS)
def test_nothing_is_ever_allowed_and_the_verdict_is_the_strictest_reason(
    rows: list[dict[str, Any]], at: datetime
) -> None:
    part = text_of(record(*rows), at)
    assert part.verdict in ("ask", "unknown", "denied")
    assert part.reasons
    assert part.verdict == worst(reason.verdict for reason in part.reasons)


@given(ROWS, MOMENTS, DATES)
def test_a_further_stop_never_makes_it_milder(rows: list[dict[str, Any]], at: datetime, date: str) -> None:
    before = text_of(record(*(row for row in rows if row["property"] != "expires")), at).verdict
    after = text_of(record(*(row for row in rows if row["property"] != "expires"), fact("expires", date)), at).verdict
    assert worst([before, after]) == after
