from __future__ import annotations

from pathlib import Path

import pytest

PAGE = """<!doctype html>
<html lang="en">
<head><title>{title}</title>{head}</head>
<body><article>
<h1>{title}</h1>
<p class="byline">By Published on June 7, 2016</p>
<p>The harbour council voted on Monday to keep the fares as they are until spring.</p>
</article></body>
</html>
"""


def page(title: str = "Ferry fares frozen", head: str = "") -> str:
    """A page whose byline names nobody."""
    return PAGE.format(title=title, head=head)


@pytest.fixture
def wire(tmp_path: Path) -> Path:
    """A folder with thirty such pages."""
    folder = tmp_path / "wire"
    folder.mkdir()
    for number in range(30):
        (folder / f"{number:02}.html").write_text(page(f"Fares frozen, part {number}"), encoding="utf-8")
    return folder
