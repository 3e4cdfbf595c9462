"""The tables of `cases/<grammar>/<language>.toml`: invented texts, and what is to be read from each.

Data instead of code, so that who knows a language and no Python can add the line that was misread.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parent / "cases"


def cases(grammar: str) -> list[Any]:
    """The rows of a grammar, each a pytest parameter named by its language and text."""
    return [
        pytest.param(row, id=f"{path.stem}: {row['text'][:70]}")
        for path in sorted((FOLDER / grammar).glob("*.toml"))
        for row in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
    ]
