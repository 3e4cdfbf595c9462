"""`provenance rules`: what is checked, and the page of each rule."""

from __future__ import annotations

import inspect
import json

import click

from provenance.cli.output import style, write
from provenance.reporters.layout import Style
from provenance.rules import RULES, Rule, get


@click.command("rules", epilog="Example: provenance rules ATT003")
@click.argument("code", required=False)
@click.option("--format", "face", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(code: str | None, face: str) -> None:
    """List the rules, or print the page of the rule with that CODE: what it checks, why, an example, the fix."""
    chosen = (get(code),) if code else RULES
    if face == "json":
        write(json.dumps([_entry(rule) for rule in chosen], ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    elif code:
        rule = chosen[0]
        write(f"{style().paint(rule.CODE, bold=True)} {rule.NAME} ({rule.LEVEL})\n\n{_page(rule)}\n")
    else:
        write("".join(_line(rule, style()) for rule in chosen))


def _page(rule: Rule) -> str:
    return inspect.cleandoc(rule.__doc__ or "")


def _summary(rule: Rule) -> str:
    return _page(rule).partition("\n")[0]


def _line(rule: Rule, look: Style) -> str:
    return f"{look.paint(rule.CODE, bold=True)}  {rule.LEVEL:7}  {rule.NAME:34}  {_summary(rule)}\n"


def _entry(rule: Rule) -> dict[str, str]:
    return {
        "code": rule.CODE,
        "name": rule.NAME,
        "level": rule.LEVEL,
        "summary": _summary(rule),
        "page": _page(rule),
    }
