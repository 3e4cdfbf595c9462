"""The configuration: `[tool.provenance]` of a pyproject.toml, or the whole of a provenance.toml.

    select = ["ATT", "CHN001"]      # codes or families that run; all, if left out (FMT always runs)
    ignore = ["SRC002"]             # codes or families that do not run, whatever `select` says
    fail_on = "warning"             # error | warning | note | never: what makes `check` end with exit code 1

    [rules.DAT003]
    level = "note"                  # error | warning | note
    enabled = true
    options = { tolerance_hours = 6 }

This module knows the shape of the file. Which codes and options exist is the business of `provenance.rules`, whose
`active` refuses unknown ones in the same words.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from provenance.errors import ConfigError
from provenance.model.values import Level

OWN_FILE = "provenance.toml"
SHARED_FILE = "pyproject.toml"

FailOn = Literal["error", "warning", "note", "never"]


class RuleConfig(BaseModel):
    """What a configuration says of one rule. `level` None keeps the rule's own."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)

    level: Level | None = None
    enabled: bool = True
    options: Mapping[str, bool | int | float | str | list[str]] = Field(default_factory=dict)


class Config(BaseModel):
    """A whole configuration; `Config()` is the default one. Frozen: two equal ones have the same `digest`."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)

    select: list[str] = Field(default_factory=list)
    """Codes or their beginnings; empty selects every rule."""
    ignore: list[str] = Field(default_factory=list)
    fail_on: FailOn = "error"
    rules: Mapping[str, RuleConfig] = Field(default_factory=dict)

    @cached_property
    def digest(self) -> str:
        """`sha256:` and the hash of the canonical JSON: what a report names, so that two runs can be compared."""
        text = json.dumps(self, default=_fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return "sha256:" + hashlib.sha256(text.encode()).hexdigest()

    @classmethod
    def parse(cls, table: Mapping[str, Any], *, source: str | None = None) -> Config:
        """The configuration that a parsed TOML table holds.

        Raises:
            ConfigError: a key is unknown (the nearest known one is named) or a value is of the wrong kind.
        """
        try:
            return cls.model_validate(dict(table))
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(str(part) for part in first["loc"])
            if first["type"] == "extra_forbidden":
                known = RuleConfig.model_fields if first["loc"][0] == "rules" else cls.model_fields
                raise ConfigError(unknown("key", str(first["loc"][-1]), known), source=source, place=place) from None
            found = json.dumps(first["input"], default=str, ensure_ascii=False)
            raise ConfigError(f"{first['msg']}; found {found}", source=source, place=place) from None

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
        return cls.model_construct()  # the defaults need no checking, and most runs have no file


def _fields(model: BaseModel) -> dict[str, Any]:
    return {name: getattr(model, name) for name in type(model).model_fields}


def unknown(kind: str, word: str, known: Iterable[str]) -> str:
    """The sentence for an unknown key, code or option, with the nearest known one or else all of them."""
    from difflib import get_close_matches  # mistakes are rare

    names = sorted(known)
    near = get_close_matches(word, names, n=1, cutoff=0.6)
    hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(names) or 'none'}"
    return f"unknown {kind} {word!r}; {hint}"


def _read(path: Path) -> Mapping[str, Any] | None:
    """The table in the file, or None for a shared file that has none of ours."""
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
