"""The form of the use, and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from provenance.terms.conditions import QUESTIONS
from provenance.terms.use import EDITS, MEDIA, USE_KEYS, parse_use
from provenance.web import useform


def test_every_fact_of_a_use_and_every_question_has_a_field():
    heads = {key.split(".")[0] for key in useform.KEYS}
    assert heads == set(USE_KEYS)
    assert set(useform.BY_KEY) >= set(QUESTIONS) - {"parts"}


def test_nothing_told_leaves_the_defaults():
    assert useform.told(MultiDict({"medium": "web"})) is None


def test_what_a_form_leaves_empty_is_unknown():
    told = useform.told(MultiDict({"use": "1", "medium": "web", "monetisation": "  "}))
    use = parse_use(told)
    assert use.medium == ("web",)
    assert use.monetisation is None
    assert use.edits is None  # the general default would be none
    assert use.parts == ("text",)


@given(
    st.lists(st.sampled_from(MEDIA), unique=True),
    st.lists(st.sampled_from(EDITS[1:]), unique=True),
    st.none() | st.sampled_from(["US", "US, CA", "world"]),
    st.none() | st.integers(0, 900),
    st.none() | st.sampled_from(["newsroom", "a choir"]),
)
def test_the_address_says_what_the_form_said(media, edits, audience, words, kind):
    pairs = [("use", "1"), *(("medium", word) for word in media), *(("edits", word) for word in edits)]
    pairs += [("audience_territory", audience)] if audience else []
    pairs += [("extent", "excerpt"), ("words", str(words))] if words is not None else []
    pairs += [("organisation.kind", kind)] if kind else []
    told = useform.told(MultiDict(pairs))
    assert useform.faults(told) == {}
    assert useform.told(MultiDict(useform.query(told))) == told
    use = parse_use(told)
    again = useform.told(MultiDict(useform.pairs(use)))
    assert parse_use(again) == use


@pytest.mark.parametrize(
    ("key", "value"),
    [("when", "31 Feb"), ("audience_territory", "Atlantis"), ("medium", "telepathy"), ("organisation.country", "U"),
     ("share", "3"), ("organisation.subdivision", "CA")],
)  # fmt: skip
def test_a_fault_is_told_at_its_field(key, value):
    told = useform.told(MultiDict({"use": "1", "extent": "excerpt", key: value}))
    assert list(useform.faults(told)) == [key]


def test_a_use_in_one_line():
    use = parse_use({"medium": "web", "audience": "US", "edits": "cut", "monetisation": "page_ads"})
    assert useform.summary(use) == "the text; web; for US; changed: cuts; earning: ads on the page"
