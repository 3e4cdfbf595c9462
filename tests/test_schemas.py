from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator

from provenance import schemas
from provenance.reporters.json import dump
from provenance.resources import schema
from tests.reporters.samples import build, finding, judged


@pytest.mark.parametrize("name", schemas.MODELS)
def test_the_checked_in_schema_is_what_the_models_say(name):
    text = schema(f"{name}.schema.json").read_text("utf-8")
    assert text == schemas.render(name), "run `make generated`"


@pytest.mark.parametrize("name", schemas.MODELS)
def test_it_is_a_schema_with_a_name_and_words(name):
    document = schemas.build(name)
    Draft202012Validator.check_schema(document)
    assert document["$id"] == f"https://w3id.org/news-provenance/schemas/{name}.schema.json"
    assert document["description"]


def test_field_docstrings_become_descriptions():
    digest = schemas.build("article")["properties"]["digest"]
    assert "sha256" in digest["description"]


def test_records_and_reports_validate():
    for name, noun in (("article", build()), ("report", judged(finding("ATT003", "error", "“Nobody”", 3)))):
        Draft202012Validator(schemas.build(name)).validate(json.loads(dump(noun)))


def test_a_key_that_the_record_does_not_have_is_refused():
    record = json.loads(dump(build())) | {"licence": "CC0"}
    assert not Draft202012Validator(schemas.build("article")).is_valid(record)


def test_write_puts_every_schema_into_a_folder(tmp_path):
    assert [path.name for path in schemas.write(tmp_path)] == ["article.schema.json", "report.schema.json"]
    assert json.loads((tmp_path / "report.schema.json").read_text("utf-8"))["title"] == "Report"
