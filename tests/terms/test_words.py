"""Clauses in plain words: every action, duty and operand that the engine knows has some, and templates are filled."""

from __future__ import annotations

import string
import tomllib

import pytest

from provenance.resources import vocab
from provenance.terms.actions import BY_EDIT, BY_EXTENT, BY_MONEY, INCLUDED_IN
from provenance.terms.conditions import FACTS, JUDGED, QUESTIONS
from provenance.terms.policy import Constraint, Duty, Evidence
from provenance.terms.words import covers, does, doing, duration, duty_sentence, is_duty, plain, snake, unlinked

DONE = {*INCLUDED_IN, *BY_EDIT.values(), *BY_MONEY.values(), *BY_EXTENT.values()} - {"odrl:derive", "odrl:modify"}
"""What a use may do."""
TABLE = tomllib.loads(vocab("terms_words.toml").read_text("utf-8"))


def duty(action: str, **more: object) -> Duty:
    return Duty("urn:duty", action, Evidence(), **more)


@pytest.mark.parametrize("action", sorted(DONE))
def test_what_a_use_does_has_a_verb_and_a_noun(action: str) -> None:
    assert action in TABLE["does"]
    assert does(action) != doing(action)


def test_an_action_without_words_is_called_by_its_name() -> None:
    assert does("odrl:aggregate") == doing("odrl:aggregate") == "aggregate"
    assert doing("https://actions.example/x#frobnicate") == "frobnicate"


@pytest.mark.parametrize("action", sorted(TABLE["duty"]))
def test_every_duty_is_one_filled_sentence(action: str) -> None:
    name = action.removesuffix("!")
    if name == "choice":
        return
    texts = [
        duty_sentence(duty(name), "Harbor Bridge"),
        duty_sentence(
            duty(
                name,
                template="By {author}",
                position="top",
                contact="desk@harborbridge.example",
                within="P2D",
                link_to="home",
            ),
            "Harbor Bridge",
        ),
    ]
    for text in texts:
        assert text.endswith((".", "”"))
        assert text[0].isupper()
        assert not {field for _, field, *_ in string.Formatter().parse(text.replace("{author}", "")) if field}
        assert "  " not in text


def test_a_duty_with_a_label_says_that_and_one_with_a_template_prints_it() -> None:
    assert duty_sentence(duty("synd:observe", label="Feed the cat."), "Harbor Bridge") == "Feed the cat."
    credit = duty("synd:credit", label="Credit us.", template="From [Harbor Bridge]({url}).", position="end")
    assert duty_sentence(credit, "Harbor Bridge") == "Print the credit at the end: “From Harbor Bridge.”"


def test_a_choice_names_its_options() -> None:
    options = (duty("synd:setCanonical"), duty("synd:keepLinks"))
    text = duty_sentence(duty("", options=options), "Harbor Bridge")
    assert (
        text == "Do at least one of these: Set rel=canonical to the original's address; or Keep all links in the text."
    )


def test_words_that_nobody_wrote_down_do_not_break_a_sentence() -> None:
    assert duty_sentence(duty("ex:danceAJig"), "Harbor Bridge").startswith("Do what the terms call")
    link = duty("synd:linkOriginal", link_to="elsewhere", position="sideways")
    assert duty_sentence(link, "Harbor Bridge") == "Link to the original article, not the home page."


@pytest.mark.parametrize(
    ("operand", "operator", "values", "words"),
    [
        ("synd:medium", "isAnyOf", ("web", "print"), "these media: web, print"),
        ("odrl:spatial", "neq", ("US",), "these territories: all but US"),
        ("odrl:dateTime", "lteq", ("2026-12-31",), "until 2026-12-31"),
        ("odrl:dateTime", "gteq", ("2026-12-31",), "from 2026-12-31"),
        ("synd:sincePublication", "lteq", ("P90D",), "the first 90 days after publication"),
        ("synd:sincePublication", "gteq", ("P1D",), "from 1 day after publication"),
        ("odrl:payAmount", "eq", ("5",), "pay amount eq 5"),
    ],
)
def test_what_a_constraint_limits_a_grant_to(operand: str, operator: str, values: tuple[str, ...], words: str) -> None:
    assert covers(Constraint("urn:c", operand, f"odrl:{operator}", values)) == words


def test_a_constraint_that_nothing_computes_is_told_by_its_label() -> None:
    constraint = Constraint("urn:c", "synd:licensorJudgement", "odrl:eq", ("synd:eligible",), "Are you serious?")
    assert covers(constraint) == "Are you serious?"


def test_every_operand_that_is_computed_has_words_and_every_fact_its_question() -> None:
    assert set(FACTS) - set(TABLE["operand"]) <= {"odrl:media", "odrl:deliveryChannel", "odrl:recipient"}
    assert set(FACTS.values()) <= set(QUESTIONS)
    assert all(text.endswith("?") for text in (*QUESTIONS.values(), *JUDGED.values()))


@pytest.mark.parametrize(
    ("text", "words"),
    [("P90D", "90 days"), ("P1D", "1 day"), ("P2W", "2 weeks"), ("P1Y", "1 year"), ("PT6H", "PT6H"), ("soon", "soon")],
)
def test_durations_in_words(text: str, words: str) -> None:
    assert duration(text) == words


def test_terms_as_words() -> None:
    assert (plain("synd:keepByline"), snake("synd:keepByline")) == ("keep byline", "keep_byline")
    assert plain("https://w3id.org/news-provenance/agency/ap") == "ap"
    assert plain("web") == "web"
    assert unlinked("From [Harbor Bridge]({url}), [home](home).") == "From Harbor Bridge, home."
    assert is_duty("synd:keepByline")
    assert not is_duty("synd:republish")
