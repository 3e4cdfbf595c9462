"""Where the data of the project lies: `vocab/`, `schemas/` and `examples/`, in a checkout and in a wheel.

The folders stand at the top of the repository, so that people who never read Python find them. A wheel carries them
inside the package instead, as `provenance/_data/vocab` and its siblings.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


@cache
def data_root() -> Path:
    """The folder that holds `vocab/`, `schemas/` and `examples/`.

    Raises:
        FileNotFoundError: the installation is broken: neither place has them.
    """
    for root in (_PACKAGE / "_data", _PACKAGE.parent):
        if (root / "vocab").is_dir():
            return root
    raise FileNotFoundError(f"vocab/ is neither in {_PACKAGE / '_data'} nor in {_PACKAGE.parent}")


def vocab(*parts: str) -> Path:
    """The path of a file or folder in `vocab/`."""
    return data_root().joinpath("vocab", *parts)


def schema(*parts: str) -> Path:
    """The path of a file or folder in `schemas/`."""
    return data_root().joinpath("schemas", *parts)
