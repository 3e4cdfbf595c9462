"""Outcomes of a batch → what is shown, as they come: a reporter writes, and keeps next to nothing.

`BATCH_REPORTERS` is the whole list: a new face is a module with a `BatchReporter` and a line here.
"""

from __future__ import annotations

from provenance.reporters.batch.base import BatchReporter
from provenance.reporters.batch.github import GitHub
from provenance.reporters.batch.gitlab import GitLab
from provenance.reporters.batch.json import Json
from provenance.reporters.batch.jsonl import JsonLines
from provenance.reporters.batch.junit import JUnit
from provenance.reporters.batch.markdown import Markdown
from provenance.reporters.batch.sarif import Sarif
from provenance.reporters.batch.text import Text

BATCH_REPORTERS: dict[str, type[BatchReporter]] = {
    "text": Text,
    "json": Json,
    "jsonl": JsonLines,
    "github": GitHub,
    "sarif": Sarif,
    "junit": JUnit,
    "gitlab": GitLab,
    "markdown": Markdown,
}

__all__ = ["BATCH_REPORTERS", "BatchReporter"]
