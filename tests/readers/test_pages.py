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


AUTHORS = {
    "byline-in-figure": [],
    "byline-roles": ["Maria Oake", "Tom Reed"],
    "byline-withheld": [],
    "comments": [],
    "german": ["Maria Eichner"],
    "french": ["Marie Chêne"],
    "jsonld-author-string": ["Maria Oake", "Tom Reed"],
    "jsonld-blocks": ["Siobhan O'Hara"],
    "jsonld-graph": ["Maria Oake", "Tom Reed"],
    "license-anchor": [],
    "sign-off": ["Maria Oake", "Tom Reed"],
    "teasers-only": [],
    "template-author-login": [],
    "template-author-site": [],
}
"""Who wrote each page; Maria Oake wrote the others."""


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_who_wrote_it(path):
    assert names(read_page(path), "authors") == AUTHORS.get(path.stem, ["Maria Oake"])


ORIGINS = {
    "canonical-foreign": ("harborbridge", "https://www.harborbridge.example/stories/2020/second-lamp"),
    "originally-published": ("Harbor Bridge News", "https://harborbridge.example/stories/second-lamp"),
    "german": ("Deutsche Presse-Agentur", "https://hafenblatt.example/2020/zweite-lampe"),
    "vendor-metas": ("Reuters", "https://harborbridge.example/stories/second-lamp"),
    "counter-pixel": ("The Conversation", "https://theconversation.com/123456"),
    "byline-empty": ("Harbor Bridge News Foundation", None),
    "notices-by-zone": ("Harbor Bridge News Foundation", None),
    "jsonld-rights": ("Harbor Bridge News Foundation", None),
    "jsonld-author-string": ("The Associated Press", None),
    "byline-roles": ("The Associated Press", None),
    "dateline": ("The Associated Press", None),
    "sign-off": ("Reuters", None),
    "french": ("Agence France-Presse", None),
}
"""Where each story came from: the first of its chain, and its first address; the other pages have no chain."""


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_where_it_came_from(path):
    article = read_page(path)
    first = article.chain[0].party if article.chain else None
    assert (first.name if first else None, article.original_url) == ORIGINS.get(path.stem, (None, None))


def test_what_is_said_of_whom():
    notices = read_page(PAGES / "notices-by-zone.html")
    assert {(s.value, s.scope) for s in notices.said("copyright_notice")} == {
        ("© 2019 Nils Berg", "asset"),
        ("Copyright 2020 Harbor Bridge News Foundation", "article"),
        ("© 2020 The Lantern Post", "site"),
    }
    rights = read_page(PAGES / "license-anchor.html")
    assert [each.id for each in rights.licenses] == ["CC-BY-NC-4.0"]
    assert len({s.value.id for s in rights.said("license") if s.value}) == 2
    microdata = read_page(PAGES / "microdata.html")
    assert [each.id for each in microdata.licenses] == ["CC-BY-4.0"]
