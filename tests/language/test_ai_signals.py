"""The vocabulary of signals on AI use is closed, and knows its own words."""

from __future__ import annotations

import tomllib
from typing import get_args

import pytest

from provenance.language.ai_signals import USES, in_order, schemes, words
from provenance.model.values import AiAnswer
from provenance.resources import vocab

DATA = tomllib.loads(vocab("ai_signals.toml").read_text("utf-8"))


def test_every_use_and_every_answer_has_words_for_people():
    assert set(words().uses) == set(USES)
    assert set(words().answers) == set(get_args(AiAnswer))


@pytest.mark.parametrize("name", DATA["schemes"])
def test_a_scheme_uses_the_words_of_the_record(name):
    known = schemes()[name]
    assert known.title
    assert known.meanings
    for meanings in known.meanings.values():
        for found in meanings.values():
            assert found, "a word that means nothing"
            assert all(answer in get_args(AiAnswer) and set(uses) <= set(USES) for answer, uses in found)


def test_letter_case_makes_no_difference_and_nothing_is_guessed():
    signals = schemes()["content-signal"]
    assert signals.means("AI-Train", "NO") == signals.means("ai-train", "no") != ()
    assert signals.means("ai-train", "nope") == () == signals.means("ai_train", "no")


def test_an_open_scheme_lets_other_keys_be():
    usage = schemes()["content-usage"]
    assert [meaning.answer for meaning in usage.means("later", "x")] == ["unspecified"]
    assert usage.means("train-ai", "maybe") == ()


def test_uses_stand_in_one_order():
    assert in_order(["train", "tdm", "train"]) == ("tdm", "train")
