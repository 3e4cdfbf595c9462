from __future__ import annotations

import json

from jsonschema import Draft202012Validator

from provenance.model import Report
from provenance.schemas import build
from tests.reporters.batch.conftest import OUTCOMES, RUN, rendered


def test_it_is_a_report_that_its_schema_and_its_noun_accept():
    report = json.loads(rendered("json"))
    Draft202012Validator(build("report")).validate(report)
    assert Report.model_validate(report).summary.articles == 6
    assert len(report["findings"]) == sum(len(outcome.findings) for outcome in OUTCOMES)
    assert len(report["decisions"]) == 5
    assert report["at"] == RUN.at


def test_a_run_without_anything_is_a_report_too():
    Draft202012Validator(build("report")).validate(json.loads(rendered("json", ())))


def test_every_line_is_an_object_that_says_what_it_is():
    lines = [json.loads(line) for line in rendered("jsonl").splitlines()]
    assert lines[0]["type"] == "run"
    assert lines[-1]["type"] == "summary"
    types = [line["type"] for line in lines]
    assert {kind: types.count(kind) for kind in set(types)} == {
        "run": 1, "finding": 7, "known": 1, "excused": 2, "decision": 5, "unread": 1, "fault": 1, "summary": 1,
    }  # fmt: skip
    schema = build("report")
    finding = Draft202012Validator({**schema["$defs"]["Finding"], "$defs": schema["$defs"]})
    for line in lines:
        if line.pop("type") in ("finding", "known"):
            finding.validate(line)
    assert lines[-1]["verdicts"] == {"ask": 5, "unknown": 1}


def test_an_excused_finding_names_its_reason_and_end():
    lines = [json.loads(line) for line in rendered("jsonl").splitlines()]
    first, second = (line for line in lines if line["type"] == "excused")
    assert (first["kind"], first["reason"], first["until"]) == ("inSource", "Withheld for safety.", "2027-01-01")
    assert (second["kind"], second["until"]) == ("external", None)
