"""The configuration: `[tool.provenance]` of a pyproject.toml, or the whole of a provenance.toml.

    select = ["ATT", "CHN001"]      # codes or families that run; all, if left out (FMT always runs)
    ignore = ["SRC002"]             # codes or families that do not run, whatever `select` says
    fail_on = "warning"             # error | warning | note | never: what makes `check` end with exit code 1

    [rules.DAT003]
    level = "note"                  # error | warning | note
    enabled = true
    options = { tolerance_hours = 6 }

    [use]                           # the use that is meant where `--use` is silent
    medium = "web"
    organisation = { name = "The Lantern Post", kind = "newsroom", country = "US" }

    [[contracts]]                   # and [[permits]], [[terms]]: see `provenance.terms.rows`
    with = "AP"
    media = ["web"]
    until = 2027-01-01

    policies = ["terms/*.ttl"]      # ODRL files, from the folder of this file

    ledger = "ledger.sqlite3"       # the file of the ledger, from the folder of this file; no part of the digest

    [[overrides]]                   # what holds for some copies only; the later of two goes first
    paths = ["wire/**"]             # patterns of paths from the folder of this file, or of addresses
    publishers = ["The Lantern Post"]   # where both are given, both must fit
    select = ["CHN"]                # in place of the general ones, as is fail_on
    ignore = ["SRC002"]             # besides the general ones, as are rules

    [[suppressions]]                # findings that are known and excused; without a reason it has no effect
    code = "ATT003"
    path = "archive/**"
    fingerprint = "0f3c..."         # each that is given must fit; code or fingerprint is needed
    reason = "The names were lost in the move of 2009."
    until = 2027-01-01              # the last day on which it counts

    inline_suppressions = false     # pay no attention to `<!-- provenance: ignore ... -->` on pages

This module knows the shape of the file; what the rows of terms may hold is the business of `provenance.terms`. Which
codes and options exist is the business of `provenance.rules`, whose `RuleSet.of` refuses unknown ones in the same
words.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, get_args

from provenance.errors import ConfigError
from provenance.model.noun import Noun
from provenance.model.values import Level

OWN_FILE = "provenance.toml"
SHARED_FILE = "pyproject.toml"

FailOn = Literal["error", "warning", "note", "never"]


class RuleConfig(Noun):
    """What a configuration says of one rule. `level` None keeps the rule's own."""

    level: Level | None = None
    enabled: bool = True
    options: Mapping[str, bool | int | float | str | list[str]] = field(default_factory=dict)


class Override(Noun):
    """What a configuration says of some copies only. Which they are, `provenance.scopes` knows."""

    paths: list[str] = field(default_factory=list)
    """Patterns; empty fits every path."""
    publishers: list[str] = field(default_factory=list)
    """Names; empty fits every publisher."""
    select: list[str] | None = None
    ignore: list[str] = field(default_factory=list)
    fail_on: FailOn | None = None
    rules: Mapping[str, RuleConfig] = field(default_factory=dict)
    inline_suppressions: bool | None = None


class SuppressionConfig(Noun):
    """A row of excused findings as it stands in the file; whether it counts, `provenance.suppress` knows."""

    code: str | None = None
    """A code or its beginning."""
    path: str | None = None
    fingerprint: str | None = None
    reason: str | None = None
    until: date | None = None


class Config(Noun):
    """A whole configuration; `Config()` is the default one. Frozen: two equal ones have the same `digest`."""

    select: list[str] = field(default_factory=list)
    """Codes or their beginnings; empty selects every rule."""
    ignore: list[str] = field(default_factory=list)
    fail_on: FailOn = "error"
    rules: Mapping[str, RuleConfig] = field(default_factory=dict)
    use: Mapping[str, Any] = field(default_factory=dict)
    """The facts of the use that is meant where nobody says more."""
    contracts: list[Mapping[str, Any]] = field(default_factory=list)
    permits: list[Mapping[str, Any]] = field(default_factory=list)
    terms: list[Mapping[str, Any]] = field(default_factory=list)
    policies: list[str] = field(default_factory=list)
    """Files, or patterns of files, with ODRL."""
    overrides: list[Override] = field(default_factory=list)
    suppressions: list[SuppressionConfig] = field(default_factory=list)
    inline_suppressions: bool = True
    """Whether comments on a page excuse findings on it."""
    ledger: str | None = None
    """The file of the ledger, from the folder of `source`."""
    source: str | None = None
    """The file that it was read from."""

    @cached_property
    def digest(self) -> str:
        """`sha256:` and the hash of the canonical JSON: what a report names, so that two runs can be compared."""
        said = self.model_dump(exclude=("ledger", "source"))
        text = json.dumps(said, default=str, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return "sha256:" + hashlib.sha256(text.encode()).hexdigest()

    @classmethod
    def parse(cls, table: Mapping[str, Any], *, source: str | None = None) -> Config:
        """The configuration that a parsed TOML table holds.

        Raises:
            ConfigError: a key is unknown (the nearest known one is named) or a value is of the wrong kind.
        """
        try:
            return cls(**_fields(table, "", _FILE), source=source)
        except ConfigError as error:
            error.source = source
            raise

    @classmethod
    def load(cls, path: Path | str | None = None, *, start: Path | str = ".") -> Config:
        """Read `path`, or else the nearest configuration in the folder `start` or above it; the default, if none.

        In one folder provenance.toml goes before pyproject.toml, and a pyproject.toml without `[tool.provenance]`
        does not end the search.

        Raises:
            ConfigError: the file is missing, is not TOML, or does not hold what a configuration may hold.
        """
        if path is not None:
            table = _read(Path(path))
            return cls.parse({} if table is None else table, source=str(path))
        folder = Path(start).resolve()
        for candidate in (parent / name for parent in (folder, *folder.parents) for name in (OWN_FILE, SHARED_FILE)):
            if candidate.is_file() and (table := _read(candidate)) is not None:
                return cls.parse(table, source=str(candidate))
        return cls()


def unknown(kind: str, word: str, known: Iterable[str]) -> str:
    """The sentence for an unknown key, code or option, with the nearest known one or else all of them."""
    from difflib import get_close_matches  # mistakes are rare

    names = sorted(known)
    folded = {name.lower(): name for name in names}
    near = get_close_matches(word.lower(), folded, n=1, cutoff=0.6)
    hint = f"did you mean {folded[near[0]]!r}?" if near else f"known: {', '.join(names) or 'none'}"
    return f"unknown {kind} {word!r}; {hint}"


def _read(path: Path) -> Mapping[str, Any] | None:
    """The table in the file, or None for a shared file that has none of ours."""
    import tomllib  # most runs have no file

    try:
        document = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise ConfigError(f"cannot be read: {error.strerror or error}", source=str(path)) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"expected TOML in UTF-8: {error}", source=str(path)) from None
    if path.name != SHARED_FILE:
        return document
    tool = document.get("tool", {})
    table = tool.get("provenance", {}) if isinstance(tool, dict) else tool
    if not isinstance(table, dict):
        raise ConfigError("expected a table", source=str(path), place="tool.provenance")
    return table or None


Kind = Callable[[object, str], Any]
"""Takes a value and its key in full, gives the value as the configuration holds it, or raises `ConfigError`."""


def _table(value: object, key: str) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        raise _fault("a table", value, key)
    return value


def _tables(value: object, key: str) -> list[Mapping[str, object]]:
    if not isinstance(value, list):
        raise _fault("a list of tables", value, key)
    return [_table(each, f"{key}.{number}") for number, each in enumerate(value, 1)]


def _fields(value: object, key: str, kinds: Mapping[str, Kind]) -> dict[str, Any]:
    """A table whose keys are known, each with the kind of its value."""
    found = {}
    for name, each in _table(value, key).items():
        place = f"{key}.{name}" if key else name
        if name not in kinds:
            raise ConfigError(unknown("key", name, kinds), place=place)
        found[name] = kinds[name](each, place)
    return found


def _each(kind: Kind) -> Kind:
    """A table with any keys, and values of one kind."""
    return lambda value, key: {name: kind(each, f"{key}.{name}") for name, each in _table(value, key).items()}


def _one_of(*words: str) -> Kind:
    def kind(value: object, key: str) -> object:
        if value not in words:
            raise _fault(f"{', '.join(map(repr, words[:-1]))} or {words[-1]!r}", value, key)
        return value

    return kind


def _flag(value: object, key: str) -> bool:
    if not isinstance(value, bool):
        raise _fault("true or false", value, key)
    return value


def _texts(value: object, key: str) -> list[str]:
    if not isinstance(value, list):
        raise _fault("a list", value, key)
    for number, each in enumerate(value):
        if not isinstance(each, str):
            raise _fault("a string", each, f"{key}.{number}")
    return value


def _text(value: object, key: str) -> str:
    if not isinstance(value, str):
        raise _fault("a string", value, key)
    return value


def _day(value: object, key: str) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        return date.fromisoformat(_text(value, key))
    except ValueError:
        raise _fault("a day as 2026-12-31", value, key) from None


def _rows(kind: Callable[..., Any], kinds: Mapping[str, Kind], needed: tuple[str, ...]) -> Kind:
    """A list of tables, each of which has one of the `needed` keys and becomes a `kind`."""

    def rows(value: object, key: str) -> list[Any]:
        found = []
        for number, table in enumerate(_tables(value, key), 1):
            place = f"{key}.{number}"
            values = _fields(table, place, kinds)
            if not any(values.get(name) for name in needed):
                raise _fault(f"{' or '.join(map(repr, needed))}, to say what it is about", table, place)
            found.append(kind(**values))
        return found

    return rows


def _simple(value: object, key: str) -> object:
    """What an option may be at all; of which kind a rule's option is, `provenance.rules` knows."""
    if isinstance(value, list):
        return _texts(value, key)
    if not isinstance(value, (bool, int, float, str)):
        raise _fault("a flag, a number, a string or a list of strings", value, key)
    return value


_RULE: dict[str, Kind] = {"level": _one_of(*get_args(Level)), "enabled": _flag, "options": _each(_simple)}
_CHOICE: dict[str, Kind] = {
    "select": _texts,
    "ignore": _texts,
    "fail_on": _one_of(*get_args(FailOn)),
    "rules": _each(lambda value, key: RuleConfig(**_fields(value, key, _RULE))),
    "inline_suppressions": _flag,
}
_SUPPRESSION: dict[str, Kind] = {"code": _text, "path": _text, "fingerprint": _text, "reason": _text, "until": _day}
_FILE: dict[str, Kind] = {
    **_CHOICE,
    "use": _table,
    "contracts": _tables,
    "permits": _tables,
    "terms": _tables,
    "policies": _texts,
    "ledger": _text,
    "overrides": _rows(Override, {"paths": _texts, "publishers": _texts, **_CHOICE}, ("paths", "publishers")),
    "suppressions": _rows(SuppressionConfig, _SUPPRESSION, ("code", "fingerprint")),
}


def _fault(expected: str, found: object, key: str) -> ConfigError:
    return ConfigError(f"expected {expected}, found {json.dumps(found, default=str, ensure_ascii=False)}", place=key)
