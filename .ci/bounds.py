"""Print what `pip-compile` should pin: the project's own dependencies, its extras and one group, as pyproject.toml
bounds them.

python .ci/bounds.py dev | pip-compile …
"""

import sys
import tomllib
from itertools import chain
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main(group: str) -> None:
    """Write the requirement lines of `group` to stdout."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    extras = project["project"]["optional-dependencies"].values()
    lines = [*project["project"]["dependencies"], *chain.from_iterable(extras), *project["dependency-groups"][group]]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
