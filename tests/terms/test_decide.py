"""`decide`: what it takes, what it refuses, and what a decision holds. What it answers, the worked cases say."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from provenance.errors import UsageError
from provenance.model import Article, ConsideredGrant, OwedDuty, PartDecision, Question
from provenance.terms.decide import NOT_CONSIDERED, decide
from provenance.terms.registry import Terms
from provenance.terms.rows import contract, own_terms, permit
from provenance.terms.use import DEFAULT_USE
from provenance.terms.verdicts import rank, worst
from tests.terms.worked import NOW, article_of, fact, policies_of, record

HARBOR = {"id": "org-1", "type": "Organization", "name": "Harbor Bridge News Foundation"}
AGENCY = {"id": "org-3", "type": "Organization", "name": "Tidewire", "role": "agency"}
WHOSE = Question(fact="copyright_holder", text="Who owns this text?")


def text_of(article: Article, at: datetime = NOW, own: Any = (), **use: object) -> PartDecision:
    (part,) = decide(article, use, at=at, terms=Terms(own)).parts
    assert part.part == "text"
    return part


def test_a_stated_holder_is_asked_by_name_with_the_words_that_name_it() -> None:
    notice = {"text": "© 2026 Harbor Bridge News Foundation", "line": 25}
    part = text_of(record(fact("url", "https://lantern.example/a"), fact("copyright_holder", HARBOR, origin=notice)))
    assert part.verdict == "ask"
    (reason,) = part.reasons
    assert "Harbor Bridge News Foundation claims this text" in reason.message
    assert reason.quote == notice["text"]
    assert reason.source == "https://lantern.example/a"
    assert reason.party == "Harbor Bridge News Foundation"
    assert part.questions == ()


def test_without_a_stated_party_nobody_knows() -> None:
    for rows in ((), (fact("copyright_holder", HARBOR, "inferred"),), (fact("publisher", HARBOR),)):
        part = text_of(record(*rows))
        assert part.verdict == "unknown"
        assert part.questions == (WHOSE,)


def test_wire_copy_asks_the_agency_and_still_asks_who_owns_it() -> None:
    part = text_of(record(fact("credit", AGENCY)))
    assert part.verdict == "ask"
    assert "Tidewire supplied this text" in part.reasons[0].message
    assert part.questions == (WHOSE,)


def test_a_publisher_with_recorded_terms_is_hinted_at() -> None:
    (reason,) = text_of(article_of({"publisher": "ProPublica"})).reasons
    assert "--terms" in reason.message


def test_a_grant_that_was_looked_at_says_whose_it_is_and_why_it_was_used() -> None:
    part = text_of(
        article_of({"holder": "AP"}), own=[contract({"with": "AP"}, 1), contract({"with": "AP", "media": "print"}, 2)]
    )
    assert part.grants_considered == (
        ConsideredGrant(
            id="urn:provenance:contract:1", title="contract with AP", party="AP", layer="contract",
            verdict="allowed", used=True, why="Every clause is satisfied.",
        ),
        ConsideredGrant(
            id="urn:provenance:contract:2", title="contract with AP", party="AP", layer="contract",
            verdict=None, used=False, why="It covers only these media: print.",
        ),
    )  # fmt: skip


def test_an_owed_duty_has_its_words_its_clause_and_its_time() -> None:
    row = {
        "with": "Harbor Bridge",
        "days": 30,
        "duties": ["keep_byline"],
        "source": "contracts/harbor.pdf",
        "note": "signed",
    }
    article = article_of({"holder": "Harbor Bridge", "date": "2026-11-20T08:00:00Z"})
    part = text_of(article, own=[contract(row, 1)])
    assert part.verdict == "conditional"
    said: dict[str, Any] = {"quote": "signed", "source": "contracts/harbor.pdf", "verified": True}
    assert part.duties == (
        OwedDuty(action="keep_byline", text="Keep the byline.", clause="urn:provenance:contract:1#keep_byline", **said),
        OwedDuty(
            action="take_down",
            text="Take it down, or cut it to a link after 30 days.",
            state="due",
            clause="urn:provenance:contract:1#down",
            due="2026-12-20T08:00:00+00:00",
            **said,
        ),
    )


def test_a_question_names_the_fact_that_answers_it() -> None:
    part = text_of(
        article_of({"holder": "AP"}), own=[contract({"with": "AP", "territory": "US"}, 1)], audience="unknown"
    )
    assert part.questions == (Question(fact="audience_territory", text="In which countries will it be seen?"),)


def test_answering_the_questions_leads_to_an_answer() -> None:
    judged = tuple(policies_of(["judged.ttl"]))
    article = article_of({"holder": "Harbor Bridge"})
    (question,) = text_of(article, own=judged).questions
    assert (question.fact, question.text) == ("confirmed", "Does Harbor Bridge count you as a serious publisher?")
    assert text_of(article, own=judged, **{question.fact: question.value}).verdict == "allowed"


@pytest.mark.parametrize("status", ["withheld", "canceled", "withdrawn"])
def test_a_stopped_story_is_denied_and_an_inferred_stop_is_a_question(status: str) -> None:
    assert text_of(record(fact("status", status))).verdict == "denied"
    part = text_of(record(fact("status", status, "inferred"), fact("copyright_holder", HARBOR)))
    assert part.verdict == "unknown"
    assert any("inferred" in question.text and question.fact == "date" for question in part.questions)


def test_a_date_that_no_calendar_has_is_a_question_and_never_comes() -> None:
    article = article_of({"holder": "Harbor Bridge", "embargo": "2026-02-30"})
    part = text_of(article)
    assert part.verdict == "unknown"
    assert "2026-02-30" in part.questions[0].text
    assert decide(article, at=NOW).changes_at == ()


def test_when_is_the_time_of_the_use() -> None:
    article = article_of({"holder": "Harbor Bridge", "embargo": "2026-12-05T12:00Z"})
    assert text_of(article).verdict == "denied"
    assert text_of(article, when="2026-12-24").verdict == "ask"
    assert text_of(article, when="2026-12").verdict == "unknown"


def test_at_is_the_time_of_knowledge_in_any_zone() -> None:
    row = own_terms({"holder": "Harbor Bridge", "read": "2026-11-22", "verified": True}, 1)
    article = article_of({"holder": "Harbor Bridge"})
    later = datetime.fromisoformat("2027-05-22T09:00:00+09:00")
    assert text_of(article, own=[row], when="2026-12-01").verdict == "allowed"
    assert text_of(article, later, own=[row], when="2026-12-01").verdict == "ask"
    assert decide(article, at=later).at == "2027-05-22T09:00:00+09:00"


PHOTOS = [
    {"id": "img-1", "holder": "Tidewire"},
    {"id": "img-2"},
    {"id": "clip-1", "type": "video", "holder": "Harbor Bridge", "url": "https://cdn.example/clip.mp4"},
]


@pytest.mark.parametrize(
    ("parts", "names"),
    [
        (None, ["text"]),
        ("text", ["text"]),
        ("images", ["img-1", "img-2"]),
        (["text", "img-1", "image", "text"], ["text", "img-1", "img-2"]),
        (["clip-1", "text"], ["clip-1", "text"]),
        (["videos", "charts"], ["clip-1"]),
        (["charts"], ["charts"]),
    ],
)
def test_parts_are_asked_for_by_name_kind_or_id_each_once_and_in_order(parts: Any, names: list[str]) -> None:
    article = article_of({"holder": "Harbor Bridge", "assets": PHOTOS})
    decision = decide(article, {"parts": parts} if parts else None, at=NOW)
    assert [part.part for part in decision.parts] == names


def test_each_part_is_judged_for_itself() -> None:
    article = article_of({"holder": "Harbor Bridge", "assets": PHOTOS})
    decision = decide(
        article, {"parts": "text+images+clip-1"}, at=NOW, terms=Terms([contract({"with": "Harbor Bridge"}, 1)])
    )
    assert [part.verdict for part in decision.parts] == ["allowed", "ask", "unknown", "ask"]
    assert "Tidewire claims this image" in decision.parts[1].reasons[0].message
    assert decision.parts[2].questions[0].text == "Who owns img-2?"
    assert "video" in decision.parts[3].reasons[0].message


@pytest.mark.parametrize(
    ("use", "words"),
    [
        ({"mood": "good"}, "mood"),
        ({"parts": ["img-9"]}, "text, images"),
        ({"parts": []}, "at least one"),
        ({"parts": 3}, "expected words"),
        ({"when": "someday"}, "someday"),
    ],
)
def test_a_question_that_makes_no_sense_is_refused(use: dict[str, object], words: str) -> None:
    with pytest.raises(UsageError, match=words):
        decide(record(), use, at=NOW)


def test_an_instant_needs_a_zone() -> None:
    with pytest.raises(UsageError, match="zone") as raised:
        decide(record(), at=datetime(2026, 12, 1))
    assert raised.value.place == "at"


def test_terms_that_nobody_knows_are_refused_by_name() -> None:
    with pytest.raises(UsageError, match="CC-BY-9"):
        decide(record(), at=NOW, under="CC-BY-9.0")


def test_a_holder_stands_for_all_that_it_grants() -> None:
    for name in ("kff-health-news", "KFF Health News"):
        (part,) = decide(record(), {"kind": "newsroom", "monetisation": "paywall"}, at=NOW, under=name).parts
        assert {grant.layer for grant in part.grants_considered} == {"addition", "waiver"}
        (used,) = (grant for grant in part.grants_considered if grant.used)
        assert used.layer == "waiver"


def test_the_use_is_recorded_with_its_defaults_in_the_words_of_the_record() -> None:
    assert decide(record(), {"medium": "newspaper"}, at=NOW).use == {**DEFAULT_USE, "medium": ["print"]}
    assert decide(record(), {"audience": "unknown"}, at=NOW).use == {
        key: value for key, value in DEFAULT_USE.items() if key != "audience_territory"
    }


def test_what_is_never_considered_is_listed_and_so_are_rows_that_are_over() -> None:
    over = contract({"with": "AP", "until": "2026-06-30"}, 1)
    other = contract({"with": "Reuters", "until": "2026-06-30"}, 2)
    assert decide(record(), at=NOW).not_considered == NOT_CONSIDERED
    found = decide(article_of({"holder": "AP"}), at=NOW, terms=Terms([over, other])).not_considered
    assert found == (*NOT_CONSIDERED, "the contract with AP, which ended on 2026-06-30")


def test_the_decision_names_the_article_and_says_nothing_twice() -> None:
    article = article_of(
        {"holders": ["Harbor Bridge", "Tidewire"], "credits": [{"name": "Tidewire", "role": "agency"}]}
    )
    decision = decide(article, at=NOW)
    assert decision.article == article.id
    part = decision.parts[0]
    assert len(part.reasons) == len(set(part.reasons)) == 2
    assert len(part.questions) == len(set(part.questions))


def test_refusals_are_looked_at_once_whoever_they_come_from() -> None:
    refusal = permit({"who": "Tidewire", "allow": False}, 1)
    article = article_of({"holder": "Tidewire", "credits": [{"name": "Tidewire", "role": "agency"}]})
    part = text_of(article, own=[refusal])
    assert part.verdict == "denied"
    assert [grant.why for grant in part.grants_considered] == ["A refusal of Tidewire is recorded."]
    assert text_of(article_of({"holder": "Harbor Bridge"}), own=[refusal]).verdict == "ask"


def test_an_expiry_without_zone_changes_the_answer_twice() -> None:
    article = article_of({"holder": "Harbor Bridge", "expires": "2026-12-01"})
    decision = decide(article, at=NOW)
    assert decision.changes_at == ("2026-11-30T10:00:00+00:00", "2026-12-02T12:00:00+00:00")
    first, last = (datetime.fromisoformat(text) for text in decision.changes_at)
    moment = timedelta(microseconds=1)
    found = [text_of(article, at).verdict for at in (first - moment, first, last - moment, last)]
    assert found == ["ask", "unknown", "unknown", "denied"]


def test_worst_of_nothing_is_unknown() -> None:
    assert worst([]) == "unknown"
    assert worst(["allowed", "denied", "ask"]) == "denied"
    assert worst([], default="allowed") == "allowed"
    assert rank("allowed") == 0 < rank("conditional") < rank("ask") < rank("unknown") < rank("denied")


def test_the_ends_of_the_calendar_hold() -> None:
    article = article_of({"holder": "Harbor Bridge", "date": "0001-01-01", "expires": "9999-12-31"})
    rows = [
        contract({"with": "Harbor Bridge", "days": 99999999, "from": "0001-01-01", "until": "9999-12-31"}, 1),
        own_terms({"holder": "Harbor Bridge", "read": "9999-12-31", "verified": True}, 1),
    ]
    for at in (datetime.min.replace(tzinfo=UTC), NOW, datetime.max.replace(tzinfo=UTC)):
        assert decide(article, at=at, terms=Terms(rows)).parts[0].reasons
