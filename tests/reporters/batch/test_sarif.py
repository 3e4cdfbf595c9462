"""SARIF 2.1.0, read back into the object model that was generated from the OASIS schema."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any
from urllib.parse import unquote, urlsplit

import attr
import pytest
import sarif_om
from hypothesis import given
from hypothesis import strategies as st

from provenance.outcome import Total
from provenance.reporters.batch.sarif import MOST, Sarif, artifact, literal
from provenance.rules import RULES
from tests.reporters.batch.conftest import RUN, article, finding, rendered

NOUNS = {
    "runs": "Run",
    "tool": "Tool",
    "driver": "ToolComponent",
    "rules": "ReportingDescriptor",
    "shortDescription": "MultiformatMessageString",
    "fullDescription": "MultiformatMessageString",
    "help": "MultiformatMessageString",
    "defaultConfiguration": "ReportingConfiguration",
    "results": "Result",
    "message": "Message",
    "description": "Message",
    "locations": "Location",
    "physicalLocation": "PhysicalLocation",
    "artifactLocation": "ArtifactLocation",
    "region": "Region",
    "logicalLocations": "LogicalLocation",
    "suppressions": "Suppression",
    "invocations": "Invocation",
    "toolExecutionNotifications": "Notification",
}
"""The model's class for what stands under a property."""
LISTS = {"runs", "rules", "results", "locations", "logicalLocations", "suppressions", "invocations"} | {
    "toolExecutionNotifications"
}


def read(text: str) -> Any:
    """The document as nouns of the model, which fail on a property that is unknown or lacking."""
    return noun("SarifLog", json.loads(text))


def noun(kind: str, data: dict[str, Any]) -> Any:
    made = getattr(sarif_om, kind)
    names = {each.metadata["schema_property_name"]: each.name for each in attr.fields(made)}
    values = {}
    for key, value in data.items():
        assert key in names, f"SARIF has no {kind}.{key}"
        assert isinstance(value, list) == (key in LISTS), key
        if key in NOUNS:
            value = [noun(NOUNS[key], each) for each in value] if key in LISTS else noun(NOUNS[key], value)
        values[names[key]] = value
    return made(**values)


def results(text: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(text)["runs"][0]["results"]
    return found


def test_it_is_sarif():
    log = read(rendered("sarif"))
    (run,) = log.runs
    assert log.version == "2.1.0"
    assert len(run.results) == 10
    assert run.results[0].suppressions == []
    assert run.column_kind == "unicodeCodePoints"
    read(rendered("sarif", ()))


def test_what_the_schema_asks_beyond_names_and_types():
    document = json.loads(rendered("sarif"))
    (run,) = document["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    for each in run["results"]:
        assert rules[each["ruleIndex"]]["id"] == each["ruleId"]
        assert each["level"] in ("none", "note", "warning", "error")
        assert each["message"]["text"]
        for place in each["locations"]:
            assert place["physicalLocation"]["region"]["startLine"] >= 1
            uri = place["physicalLocation"]["artifactLocation"]["uri"]
            assert re.fullmatch(r"[!-~]+", uri)
            urlsplit(uri)
        for suppression in each["suppressions"]:
            assert suppression["kind"] in ("inSource", "external")
    assert re.fullmatch(r"\d+\.\d+\.\d+\S*", run["tool"]["driver"]["semanticVersion"])
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    assert {each["level"] for each in invocation["toolExecutionNotifications"]} == {"error", "note"}


def test_every_rule_comes_with_its_page():
    rules = json.loads(rendered("sarif", ()))["runs"][0]["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [rule.CODE for rule in RULES]
    for rule in rules:
        assert rule["shortDescription"]["text"].endswith(".")
        assert rule["fullDescription"]["text"]
        assert "## Fix" in rule["help"]["markdown"]
        assert rule["defaultConfiguration"]["level"] in ("note", "warning", "error")
        assert re.fullmatch(r"([A-Z][a-z]*)+", rule["name"])


def test_a_result_has_its_place_and_its_fingerprint():
    first = results(rendered("sarif"))[0]
    place = first["locations"][0]
    assert place["physicalLocation"] == {
        "artifactLocation": {"uri": "wire/a.html", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 3, "startColumn": 7},
    }
    assert place["logicalLocations"] == [{"fullyQualifiedName": "html > body > p"}]
    assert set(first["partialFingerprints"]) == {"provenance/v1", "primaryLocationLineHash"}
    assert set(first["partialFingerprints"].values()) == {finding().fingerprint}
    assert first["message"]["text"] == "The byline names nobody. Ask who wrote it."


def test_suppressions_say_how_and_why():
    excused = [each for each in results(rendered("sarif")) if each["suppressions"]]
    assert [each["suppressions"][0] for each in excused] == [
        {"kind": "inSource", "justification": "Withheld for safety. (until 2027-01-01)"},
        {"kind": "external", "justification": "An old page."},
    ]


def test_the_baseline_shows_only_where_there_is_one():
    assert not any("baselineState" in each for each in results(rendered("sarif", [article(finding())])))
    outcome = article(finding(), known=(finding("ATT001"),))
    states = results(rendered("sarif", [outcome], run=replace(RUN, has_baseline=True)))
    assert [each["baselineState"] for each in states] == ["new", "unchanged"]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("wire/ä b#.html", {"uri": "wire/%C3%A4%20b%23.html", "uriBaseId": "%SRCROOT%"}),
        ("https://wire.example/ä?b=1#c", {"uri": "https://wire.example/%C3%A4?b=1#c"}),
        ("/srv/wire/a b.html", {"uri": "file:///srv/wire/a%20b.html"}),
        ("100%.html", {"uri": "100%25.html", "uriBaseId": "%SRCROOT%"}),
        ("a:b.html", {"uri": "a%3Ab.html", "uriBaseId": "%SRCROOT%"}),
    ],
)
def test_a_path_is_a_uri(path, expected):
    assert artifact(path) == expected


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0/\\"), min_size=1))
def test_a_relative_path_survives_as_uri(name):
    assert unquote(artifact(name)["uri"]) == name or "://" in name


@given(st.text())
def test_whatever_the_text_it_is_sarif(text):
    read(rendered("sarif", [article(finding(message=text, help=text), source=text or "a")]))


def test_text_is_neither_placeholder_nor_link():
    assert literal("{0} of {1}") == "{{0}} of {{1}}"
    assert literal("see [1]") == "see [1]"
    assert literal("[click](https://evil.example)") == r"\[click\](https://evil.example)"


def test_more_results_than_code_scanning_takes_are_told_of():
    def caution(number: int) -> str | None:
        reporter = Sarif(lambda text: None, RUN)
        reporter.begin()
        for _ in range(number // 1000):
            reporter.add(article(*[finding()] * 1000))
        reporter.add(article(*[finding()] * (number % 1000)))
        reporter.end(Total())
        return reporter.caution

    assert caution(MOST) is None
    assert "takes 25000 results of a run at most, and the SARIF has 25001" in (caution(MOST + 1) or "")
