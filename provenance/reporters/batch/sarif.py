"""A batch as SARIF 2.1.0, the format of code scanning: https://docs.oasis-open.org/sarif/sarif/v2.1.0/

The rules come first, with their pages as help; results are written as they come; what went wrong on the way comes last.
A finding's fingerprint serves as `primaryLocationLineHash` too, the only one that GitHub looks at, so that an alert
survives lines that move.
"""

from __future__ import annotations

import os
import re
from functools import lru_cache
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from provenance.model import Finding
from provenance.model.report import DISCLAIMER
from provenance.outcome import Excused, Outcome, Total
from provenance.reporters.batch.base import BatchReporter, Spool, worse_than_required
from provenance.reporters.json import text_of
from provenance.reporters.layout import clean
from provenance.rules import RULES
from provenance.rules.context import Rule
from provenance.rules.pages import page

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
FINGERPRINT = "provenance/v1"
MOST = 25_000
"""So many results of a run GitHub's code scanning takes; it refuses a file that has more.
https://docs.github.com/code-security/reference/code-scanning/sarif-files/sarif-support-for-code-scanning
"""
_ROOT = "%SRCROOT%"
_INDEX = {rule.CODE: index for index, rule in enumerate(RULES)}


class Sarif(BatchReporter):
    """Findings of the baseline are `unchanged`, excused ones carry their suppression; neither fails a run."""

    def begin(self) -> None:
        """Everything up to the results."""
        driver = {
            "name": "provenance",
            "fullName": "news-provenance: provenance and licensing of syndicated news",
            "version": self.run.tool_version,
            "semanticVersion": self.run.tool_version,
            "shortDescription": {"text": DISCLAIMER},
            "rules": [_rule(rule) for rule in RULES],
        }
        head = {
            "tool": {"driver": driver},
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": {_ROOT: {"description": {"text": "The folder in which the check was run."}}},
            "properties": {"at": self.run.at, "config_digest": self.run.config_digest, "disclaimer": DISCLAIMER},
        }
        opening = text_of({"$schema": SCHEMA, "version": "2.1.0"})[:-1]
        self.write(f'{opening}, "runs": [\n{text_of(head)[:-1]}, "results": [')
        self._number = 0
        self._notifications = Spool()
        self._between_notifications = "\n"

    def add(self, outcome: Outcome) -> None:
        """One result a line."""
        state = "new" if self.run.has_baseline else None
        for finding in outcome.findings:
            self._result(_result(finding, state))
        for finding in outcome.known:
            self._result(_result(finding, "unchanged"))
        for each in outcome.excused:
            self._result({**_result(each.finding, state), "suppressions": [_suppression(each)]})
        if outcome.fault:
            self._notify("error", f"A fault of the tool: {clean(outcome.fault)}", outcome.source)
        if sentence := worse_than_required(outcome):
            self._notify("note", sentence, outcome.source)

    def end(self, total: Total) -> None:
        """The invocation with its notifications."""
        self.write('\n], "invocations": [{"executionSuccessful": ')
        self.write("false" if total.faults else "true")
        self.write(', "toolExecutionNotifications": [')
        for block in self._notifications.empty():
            self.write(block)
        self.write("\n]}]}\n]}\n")
        if self._number > MOST:
            self.caution = (
                f"GitHub's code scanning takes {MOST} results of a run at most, and the SARIF has {self._number}: "
                "check parts of the sources in runs of their own, or --select fewer rules"
            )

    def _result(self, result: dict[str, Any]) -> None:
        self.write((",\n" if self._number else "\n") + text_of(result))
        self._number += 1

    def _notify(self, level: str, message: str, source: str) -> None:
        said = {
            "level": level,
            "message": {"text": literal(message)},
            "locations": [_location(source, None, None, None)],
        }
        self._notifications.write(self._between_notifications + text_of(said))
        self._between_notifications = ",\n"


def _rule(rule: Rule) -> dict[str, Any]:
    text = page(rule)
    first, checks, *_ = re.split(r"^## .*\n", text, flags=re.MULTILINE)
    return {
        "id": rule.CODE,
        "name": "".join(word.capitalize() for word in rule.NAME.split("-")),
        "shortDescription": {"text": literal(first.strip())},
        "fullDescription": {"text": literal(" ".join(checks.split()))},
        "help": {"text": literal(text), "markdown": text},
        "defaultConfiguration": {"level": rule.LEVEL},
        "properties": {"tags": ["provenance", rule.CODE[:3]]},
    }


def _result(finding: Finding, baseline_state: str | None) -> dict[str, Any]:
    place = finding.location
    message = " ".join(clean(text) for text in (finding.message, finding.help) if text)
    return {
        "ruleId": finding.code,
        **({"ruleIndex": _INDEX[finding.code]} if finding.code in _INDEX else {}),
        "level": finding.level,
        "message": {"text": literal(message)},
        "locations": [_location(place.path, place.line, place.column, place.pointer)],
        "partialFingerprints": {FINGERPRINT: finding.fingerprint, "primaryLocationLineHash": finding.fingerprint},
        "suppressions": [],
        **({"baselineState": baseline_state} if baseline_state else {}),
    }


def _location(path: str | None, line: int | None, column: int | None, pointer: str | None) -> dict[str, Any]:
    # A finding about the whole article has no line; GitHub shows nothing that has none, so it stands at the first.
    region = {"startLine": line or 1, **({"startColumn": column} if line and column else {})}
    return {
        "physicalLocation": {"artifactLocation": artifact(path or "-"), "region": region},
        **({"logicalLocations": [{"fullyQualifiedName": clean(pointer)}]} if pointer else {}),
    }


@lru_cache(maxsize=64)  # the findings of a source come together
def artifact(path: str) -> dict[str, str]:
    """Where a source is, as a URI: an address as it is, a path relative to where the check was run if it lies there."""
    if "://" in path:
        return {"uri": quote(path, safe="%/:?#[]@!$&'()*+,;=~", errors="replace")}
    if os.path.isabs(path):
        return {"uri": PurePath(path).as_uri()}
    return {"uri": quote(path.replace(os.sep, "/"), safe="/~", errors="replace"), "uriBaseId": _ROOT}


def _suppression(excused: Excused) -> dict[str, Any]:
    until = f" (until {excused.until.isoformat()})" if excused.until else ""
    return {"kind": excused.kind, "justification": clean(excused.reason) + until}


def literal(text: str) -> str:
    """Text that a reader shows as it is: braces would be placeholders, `[…](…)` a link (sections 3.11.5 and 3.11.6)."""
    text = text.replace("{", "{{").replace("}", "}}")
    return text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]") if "](" in text else text
