"""What all nouns share: frozen values, plain data, and a border at which pydantic checks."""

from __future__ import annotations

import json
import pickle
from copy import deepcopy
from datetime import UTC, datetime
from typing import get_type_hints

import pytest
from hypothesis import given, settings
from pydantic import TypeAdapter, ValidationError

from provenance import model
from provenance.model import Agent, Article, Asset, Credited, Decision, Finding, Hop, LicenseRef, Location, Statement
from tests.strategies import articles

NOUNS = [getattr(model, name) for name in model.__all__]
ROE = {"id": "person-1", "name": "Ines Roe", "type": "Person"}
SAID = {"id": "s-1", "property": "author", "basis": "stated", "method": "byline_line"}
FOUND = {"code": "ATT001", "name": "byline-absent", "level": "note", "message": "No byline."}


@pytest.mark.parametrize("noun", NOUNS)
def test_a_noun_is_described_and_its_types_are_known(noun):
    assert noun.__doc__
    assert get_type_hints(noun).keys() >= noun.__dataclass_fields__.keys()
    assert noun.model_json_schema()["additionalProperties"] is False


def test_fields_have_their_defaults():
    found = Finding(**FOUND)
    assert (found.help, found.location, found.fingerprint) == (None, Location(), "")
    assert Decision(article="x", parts=()).use is not Decision(article="x", parts=()).use


@pytest.mark.parametrize("change", [{"level": None}, {"codes": "ATT001"}])
def test_a_name_that_is_lacking_or_unknown_is_refused(change):
    values = {name: value for name, value in (FOUND | change).items() if value is not None}
    with pytest.raises(TypeError, match=rf"Finding\(\) .*: {next(iter(change))}"):
        Finding(**values)


def test_it_is_frozen():
    agent = Agent(**ROE)
    with pytest.raises(AttributeError, match="cannot assign to field 'name'"):
        agent.name = "Marek Holt"
    with pytest.raises(AttributeError, match="cannot delete field 'name'"):
        del agent.name
    assert agent.name == "Ines Roe"


def test_equal_are_those_of_one_kind_with_equal_values():
    assert Agent(**ROE) == Agent(**ROE, url=None)
    assert hash(Agent(**ROE)) == hash(Agent(**ROE, same_as=()))
    assert Agent(**ROE) != Agent(**ROE, url="https://lantern.example/roe")
    assert Agent(**ROE) != Credited(**ROE)
    assert Agent(**ROE) != ROE
    assert len({Agent(**ROE), Agent(**ROE), Credited(**ROE)}) == 2


def test_it_shows_its_fields_but_not_a_page_of_statements():
    assert repr(Location(path="a.html", line=3)) == "Location(path='a.html', line=3, column=None, pointer=None)"
    assert "statements" not in repr(article())


def article(**more: object) -> Article:
    about = {"id": "ni:///sha-256;x#copy", "digest": "sha256:00", "source_format": "html", "tool_version": "0.1.0"}
    return Article(**about, read_at="2026-12-01", **more)


def test_a_copy_with_other_values():
    page = article(headline="Ferry")
    assert page.model_copy(update={"headline": None}) == article()
    assert page.model_copy() == page
    with pytest.raises(TypeError, match="title"):
        page.model_copy(update={"title": "Ferry"})


def test_values_taken_over_make_the_same_noun():
    assert Credited.trusted(dict(ROE)) == Credited(**ROE)
    assert vars(Credited.trusted(dict(ROE))).keys() == vars(Credited(**ROE)).keys()


def test_dumps_name_fields_in_their_order():
    hop = Hop(basis="stated", follows=(1,), action="created", party=Agent(**ROE), sequence=2)
    assert list(hop.model_dump()) == ["sequence", "party", "action", "url", "date", "follows", "basis", "statements"]
    assert hop.model_dump()["follows"] == (1,)
    assert hop.model_dump(mode="json")["follows"] == [1]
    assert hop.model_dump(include={"party"}) == {"party": {**ROE, "url": None, "same_as": ()}}
    assert "party" not in hop.model_dump(exclude={"party"})
    assert json.loads(hop.model_dump_json(exclude={"party"}))["follows"] == [1]


def test_a_use_may_hold_what_python_has():
    use = {"parts": ("text", "asset-1"), "when": datetime(2026, 12, 1, tzinfo=UTC), "more": {"a": [1, None]}}
    decision = Decision(article="x", use=use, parts=())
    assert decision.model_dump()["use"] == use
    told = {"parts": ["text", "asset-1"], "when": "2026-12-01T00:00:00+00:00", "more": {"a": [1, None]}}
    assert decision.model_dump(mode="json")["use"] == told


@pytest.mark.parametrize(
    ("noun", "data", "place"),
    [
        (Agent, ROE | {"born": 1990}, "born"),
        (Agent, ROE | {"type": "Newspaper"}, "type"),
        (Agent, {"id": "person-1"}, "name"),
        (Asset, {"id": "asset-1", "line": "three"}, "line"),
        (Finding, FOUND | {"location": {"row": 1}}, "location"),
        (Statement, SAID | {"value": ROE | {"type": "Robot"}}, "value"),
        (Statement, SAID | {"value": 1.5}, "value"),
    ],
)
def test_the_border_refuses_what_a_field_cannot_hold(noun, data, place):
    with pytest.raises(ValidationError) as error:
        noun.model_validate(data)
    assert error.value.errors()[0]["loc"][0] == place


def test_the_type_says_what_a_statement_names():
    assert isinstance(Statement.model_validate(SAID | {"value": ROE}).value, Credited)
    license = {"type": "License", "name": "CC BY 4.0"}
    assert Statement.model_validate(SAID | {"value": license}).value == LicenseRef(name="CC BY 4.0")


@settings(max_examples=50, deadline=None)
@given(articles())
def test_plain_data_gives_the_record_back(article):
    assert Article.model_validate(article.model_dump()) == article
    assert Article.model_validate(article.model_dump(mode="json")) == article
    assert Article.model_validate_json(article.model_dump_json()) == article
    assert json.loads(article.model_dump_json()) == article.model_dump(mode="json")
    assert deepcopy(article) == pickle.loads(pickle.dumps(article)) == article  # noqa: S301 - our own bytes


@settings(max_examples=50, deadline=None)
@given(articles())
def test_dumps_are_what_pydantic_would_give(article):
    judge = TypeAdapter(Article)
    assert article.model_dump() == judge.dump_python(article)
    assert list(article.model_dump(mode="json").items()) == list(judge.dump_python(article, mode="json").items())
    assert article.model_dump_json().encode() == judge.dump_json(article)
