"""Small invented pages and what is read from each: `pages/*.html` with `*.expected.json` beside them.

`pytest --regenerate` writes the expected files anew; the difference is to be read before it is kept.
"""

from __future__ import annotations

import json

import pytest

from tests.readers.facts import PAGES, facts, names, read_page

ALL = sorted(PAGES.glob("*.html"))


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_page(path, regenerate):
    expected = path.with_suffix(".expected.json")
    found = facts(read_page(path))
    if regenerate:
        expected.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert found == json.loads(expected.read_text(encoding="utf-8"))
