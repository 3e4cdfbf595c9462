"""What options tell in words: an instant, the facts of a use."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from provenance.errors import UsageError


def told_use(text: str) -> Mapping[str, Any]:
    """The facts that `--use` tells: pairs, or a file of JSON or TOML.

    Raises:
        UsageError: it is neither, or the file cannot be read.
    """
    from provenance.terms.use import split_use

    path = Path(text)
    if "=" in text or path.suffix not in (".json", ".toml"):
        return split_use(text)
    try:
        data = path.read_text("utf-8")
        if path.suffix == ".json":
            import json

            table = json.loads(data)
        else:
            import tomllib

            table = tomllib.loads(data)
    except (OSError, ValueError) as error:
        raise UsageError(f"expected a table of facts in {path.suffix[1:].upper()}: {error}", source=text) from None
    if not isinstance(table, Mapping):
        raise UsageError(f"expected a table of facts, found {type(table).__name__}", source=text)
    return table


def instant(text: str | None) -> datetime:
    """The instant that `--at` names, with its zone; the clock's, if it names none.

    Raises:
        UsageError: it is not ISO 8601.
    """
    if text is None:
        return datetime.now(UTC).replace(microsecond=0)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise UsageError(
            f"expected an ISO 8601 instant as 2026-12-01T09:00:00Z, found {text!r}", place="--at"
        ) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
