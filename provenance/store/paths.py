"""Where the ledger lies: as told, else where the platform keeps a user's data."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from provenance.config import Config

VARIABLE = "PROVENANCE_LEDGER"
_NAME = "ledger.sqlite3"


def ledger_path(told: str | Path | None = None, config: Config | None = None) -> Path:
    """The file of the ledger: `told` (`--ledger`), else PROVENANCE_LEDGER, else the key `ledger` of the configuration
    (from the folder of its file), else `default_path()`.
    """
    if told:
        return Path(told)
    if named := os.environ.get(VARIABLE):
        return Path(named)
    if config is not None and config.ledger:
        return Path(config.source).parent / config.ledger if config.source else Path(config.ledger)
    return default_path()


def default_path() -> Path:
    """`provenance/ledger.sqlite3` in the user's data: XDG_DATA_HOME or `~/.local/share`, `~/Library/Application
    Support` on macOS, LOCALAPPDATA on Windows.
    """
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / "provenance" / _NAME
