"""The Code Quality report by its documented fields:
https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from __future__ import annotations

import json

from jsonschema import Draft202012Validator

from tests.reporters.batch.conftest import OUTCOMES, article, finding, rendered

DOCUMENTED = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "not": {"pattern": r"^\./"}},
                    "lines": {"type": "object", "required": ["begin"], "properties": {"begin": {"type": "integer"}}},
                },
            },
        },
    },
}


def test_the_documented_fields_are_there():
    issues = json.loads(rendered("gitlab"))
    Draft202012Validator(DOCUMENTED).validate(issues)
    assert len(issues) == sum(len(outcome.findings) for outcome in OUTCOMES)
    assert [issue["severity"] for issue in issues[:3]] == ["major", "minor", "info"]
    assert issues[0]["location"] == {"path": "wire/a.html", "lines": {"begin": 3}}
    assert json.loads(rendered("gitlab", ())) == []


def test_the_same_story_at_two_paths_has_two_fingerprints():
    one, other = finding(), finding(location=finding().location.model_copy(update={"path": "wire/b.html"}))
    prints = [issue["fingerprint"] for issue in json.loads(rendered("gitlab", [article(one), article(other)]))]
    assert len(set(prints)) == 2
    moved = finding(location=finding().location.model_copy(update={"line": 90}))
    assert json.loads(rendered("gitlab", [article(moved)]))[0]["fingerprint"] == prints[0]
