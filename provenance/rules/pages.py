"""The manual of the rules: `python -m provenance.rules.pages` writes `vocab/rules.md` from the modules' docstrings."""

from __future__ import annotations

import inspect

from provenance.resources import vocab
from provenance.rules import RULES
from provenance.rules.context import Rule

FILE = "rules.md"
HEADINGS = ("What it checks", "Why it matters", "Example", "Fix", "References")
"""The sections of every page, in this order."""

_FAMILIES = {
    "ATT": "Attribution and byline",
    "HLD": "Holder and notice",
    "CHN": "Chain and origin",
    "DAT": "Dates",
    "LIC": "Licence and terms",
    "AST": "Assets",
    "SRC": "Search markup",
    "AIS": "Signals on AI use",
    "DUT": "Duties on our copy",
    "FMT": "Format",
    "SUP": "Suppressions",
}


def page(rule: Rule) -> str:
    """The page of one rule as Markdown, without a heading of its own: a sentence, then the sections."""
    return inspect.cleandoc(rule.__doc__ or "")


def shape_note(rule: Rule) -> str:
    """Whether SHACL can say the rule, in one sentence."""
    if hasattr(rule, "SHAPE"):
        return f"In SHACL as `synd:{rule.CODE}` in `vocab/shapes.ttl`."
    return "No SHACL shape: the check compares more than one graph can say."


def manual() -> str:
    """All pages as one Markdown document, with a table of contents by family."""
    lines = [
        "# The rules",
        "",
        "Generated from the rules by `python -m provenance.rules.pages`: change those, not this.",
        "",
        "| code | name | level | what |",
        "|---|---|---|---|",
    ]
    for rule in RULES:
        first = page(rule).partition("\n")[0]
        lines.append(f"| [{rule.CODE}](#{rule.CODE.lower()}-{rule.NAME}) | {rule.NAME} | {rule.LEVEL} | {first} |")
    family = None
    for rule in RULES:
        if rule.CODE[:3] != family:
            family = rule.CODE[:3]
            lines += ["", f"## {_FAMILIES[family]}"]
        body = page(rule).replace("\n## ", "\n#### ")
        lines += ["", f"### {rule.CODE} {rule.NAME}", "", f"*Level: {rule.LEVEL}. {shape_note(rule)}*", "", body]
    return "\n".join(lines) + "\n"


def write() -> None:
    """Write the manual into `vocab/`."""
    vocab(FILE).write_text(manual(), encoding="utf-8")


if __name__ == "__main__":
    write()
