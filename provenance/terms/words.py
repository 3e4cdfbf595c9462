"""Clauses in plain words: the sentences of `vocab/terms_words.toml`, filled from a clause."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from provenance.resources import vocab
from provenance.terms.policy import Constraint, Duty

_CAMEL = re.compile(r"(?<=[a-z])([A-Z])")
_DURATION = re.compile(r"P(\d+)([DWMY])", re.ASCII)
_UNITS = {"D": "day", "W": "week", "M": "month", "Y": "year"}
_UNTIL = frozenset(("odrl:lt", "odrl:lteq"))


def does(action: str) -> str:
    """What a use does: "translate it"."""
    return str(_table("does").get(action, [plain(action)])[0])


def doing(action: str) -> str:
    """The same as a noun: "translations"."""
    return str(_table("does").get(action, ["", plain(action)])[1])


@lru_cache(maxsize=4096)  # stories of one holder owe the same again and again
def duty_sentence(duty: Duty, holder: str) -> str:
    """What a duty asks for, as one instruction to the editor."""
    if duty.options:
        options = "; or ".join(duty_sentence(option, holder).rstrip(".") for option in duty.options)
        return str(_table("duty")["choice"]).format(options=options) + "."
    if duty.label and not duty.template:
        return duty.label
    words = _table("duty")
    bare = not (duty.template or duty.contact)
    sentence = words.get(duty.action + "!" if bare else duty.action) or words.get(duty.action)
    if sentence is None:
        return f"Do what the terms call {plain(duty.action)}."
    span = duty.within or duty.after
    return str(sentence).format(
        holder=holder,
        template=unlinked(duty.template or ""),
        form=f" in this form: “{unlinked(duty.template)}”" if duty.template else "",
        place=_table("place").get(duty.position or "anywhere", ""),
        target=str(_table("target").get(duty.link_to or "article") or _table("target")["article"]).format(
            holder=holder
        ),
        contact=duty.contact or "",
        time=f" {'within' if duty.within else 'after'} {duration(span)}" if span else "",
    )


def has_words(action: str) -> bool:
    """Whether there is a sentence for the duty to do that action."""
    words = _table("duty")
    return action in words or f"{action}!" in words


def is_duty(action: str) -> bool:
    """Whether the action is one that terms ask for in return."""
    return action in _table("duty")


def covers(constraint: Constraint) -> str:
    """What a constraint limits a grant to: "these media: web, print"."""
    sentence = _table("operand").get(constraint.operand)
    values = ", ".join(duration(plain(value)) for value in constraint.values)
    if sentence is None:
        return constraint.label or f"{plain(constraint.operand)} {plain(constraint.operator)} {values}"
    until = constraint.operator in _UNTIL
    if constraint.operator in ("odrl:neq", "odrl:isNoneOf"):
        values = f"all but {values}"
    return str(sentence).format(
        values=values, bound="until" if until else "from", span="the first" if until else "from"
    )


def unlinked(template: str) -> str:
    """A template without its links: `[words]({url})` becomes the words."""
    return re.sub(r"\[([^\]]*)\]\(\{?\w+\}?\)", r"\1", template)


def duration(text: str) -> str:
    """`90 days` for P90D; another text as it is."""
    match = _DURATION.fullmatch(text)
    if not match:
        return text
    return f"{match[1]} {_UNITS[match[2]]}{'' if match[1] == '1' else 's'}"


def plain(term: str) -> str:
    """The last part of a term as words: `synd:keepByline` is "keep byline"."""
    if term.startswith(("odrl:", "synd:")):
        return _CAMEL.sub(r" \1", term.partition(":")[2]).lower()
    if "://" in term:
        return re.split(r"[/#]", term.rstrip("/#"))[-1] or term
    return term


@lru_cache(maxsize=1024)
def snake(term: str) -> str:
    """A term as a word of the record: `synd:keepByline` is `keep_byline`."""
    return plain(term).replace(" ", "_").replace("-", "_")


@cache
def _words() -> dict[str, Any]:
    import tomllib  # asked for only where there are terms

    return tomllib.loads(vocab("terms_words.toml").read_text("utf-8"))


def _table(name: str) -> dict[str, Any]:
    table: dict[str, Any] = _words()[name]
    return table
