"""Reports and records as JSON, for programs: always valid UTF-8 JSON, whatever was read.

A report follows `schemas/report.schema.json`, a record `schemas/article.schema.json`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from provenance.model import Article, Report
from provenance.model.noun import Noun
from provenance.reporters.layout import Style

_SURROGATE = re.compile("[\ud800-\udfff]")
_ACTIVE = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff]")
"""What JSON allows as it is, while terminals obey it and other readers take some of it for the end of a line."""


def dump(noun: Noun | Sequence[Noun], *, indent: int | None = 2) -> str:
    """One noun, or a list of them, as JSON text without a final line feed.

    Characters stand as themselves, but for those that terminals obey, which are escaped; a lone surrogate, which UTF-8
    cannot carry, becomes U+FFFD. `indent=None` gives one line.
    """
    data = noun.model_dump(mode="json") if isinstance(noun, Noun) else [n.model_dump(mode="json") for n in noun]
    return text_of(data, indent=indent)


def text_of(data: object, *, indent: int | None = None) -> str:
    """Plain data as JSON text; characters as in `dump`."""
    text = json.dumps(data, ensure_ascii=False, indent=indent)
    return text if text.isascii() and "\x7f" not in text else _ACTIVE.sub(_escaped, _SURROGATE.sub("\ufffd", text))


def _escaped(char: re.Match[str]) -> str:
    return f"\\u{ord(char[0]):04x}"


def render(report: Report, articles: Sequence[Article] = (), style: Style | None = None) -> str:
    """The report as JSON. The records are not repeated in it: `provenance read` prints them."""
    return dump(report) + "\n"
