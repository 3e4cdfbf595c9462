"""A batch as JUnit XML: a suite for each source, a case for each article.

There is no one standard; this keeps to what the schemas of Jenkins and of Maven Surefire share. The findings for which
the run fails are the case's failure, the others its output; what could not be read is an error.
"""

from __future__ import annotations

import re
from html import escape  # the same in XML; the XML module loads half of the network

from provenance.model import Finding
from provenance.outcome import Outcome, Total
from provenance.reporters.batch.base import BatchReporter, Spool, counted, with_remedy, worse_than_required
from provenance.reporters.layout import clean

_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class JUnit(BatchReporter):
    """A suite is written when its source is finished, since it begins with its numbers."""

    def begin(self) -> None:
        """Open the document."""
        self.write('<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="provenance">\n')
        self._source: str | None = None
        self._cases = Spool()
        self._counts = {"tests": 0, "failures": 0, "errors": 0}

    def add(self, outcome: Outcome) -> None:
        """One case."""
        if outcome.source != self._source:
            self._end_suite()
            self._source = outcome.source
        self._counts["tests"] += 1
        title = clean(outcome.title or "") or _untitled(outcome)
        self._cases.write(f"    <testcase classname={_attribute(clean(outcome.source))} name={_attribute(title)}>\n")
        failing = outcome.failing
        broken = [each for each in (outcome.unread, outcome.fault) if each]
        if broken or outcome.is_unreadable:
            self._counts["errors"] += 1
            why = broken[0] if broken else "could not be read"
            self._cases.write(f"      <error message={_attribute(clean(why))}>{_text(_listed(failing))}</error>\n")
        elif failing or outcome.required:
            self._counts["failures"] += 1
            sentence = worse_than_required(outcome)
            short = "; ".join(filter(None, [_short(failing), sentence]))
            codes = " ".join(dict.fromkeys(f.code for f in failing)) or "verdict"
            body = _text("\n".join(filter(None, [_listed(failing), sentence])))
            self._cases.write(f"      <failure message={_attribute(short)} type={_attribute(codes)}>{body}</failure>\n")
        if rest := [finding for finding in outcome.findings if finding not in failing]:
            self._cases.write(f"      <system-out>{_text(_listed(rest))}</system-out>\n")
        self._cases.write("    </testcase>\n")

    def end(self, total: Total) -> None:
        """Close the last suite and the document."""
        self._end_suite()
        self.write("</testsuites>\n")

    def _end_suite(self) -> None:
        if self._source is None:
            return
        counts = " ".join(f'{name}="{number}"' for name, number in self._counts.items())
        self.write(f'  <testsuite name={_attribute(clean(self._source))} {counts} skipped="0">\n')
        for block in self._cases.empty():
            self.write(block)
        self.write("  </testsuite>\n")
        self._counts = dict.fromkeys(self._counts, 0)


def _untitled(outcome: Outcome) -> str:
    """A name for a case without one; with a line, since GitLab takes cases of one name for the same case."""
    line = next((finding.location.line for finding in outcome.findings if finding.location.line), None)
    name = "unreadable" if outcome.article is None else "untitled"
    return f"{name}, line {line}" if line else name


def _short(findings: tuple[Finding, ...]) -> str:
    if len(findings) == 1:
        return with_remedy(findings[0])
    return counted(len(findings), "finding") if findings else ""


def _listed(findings: tuple[Finding, ...] | list[Finding]) -> str:
    return "\n".join(
        f"{clean(f.location.path or '-')}:{f.location.line or 1}: {f.level} {f.code} {with_remedy(f)}" for f in findings
    )


def _attribute(text: str) -> str:
    return '"' + escape(_ILLEGAL.sub("\ufffd", text)) + '"'


def _text(text: str) -> str:
    return escape(_ILLEGAL.sub("\ufffd", text), quote=False)
