from __future__ import annotations

import json

from provenance.model import Article, Report
from provenance.reporters import REPORTERS, Style
from provenance.reporters.json import dump


def test_a_report_comes_back_as_it_was(article, found, report):
    result = report(found("ATT003", "error", "“Nobody” — ein Wort, 漢字", 3))
    text = REPORTERS["json"](result, [article], Style())
    assert Report.model_validate_json(text) == result
    assert "漢字" in text


def test_a_record_comes_back_as_it_was(article):
    assert Article.model_validate_json(dump(article)) == article
    assert "\n" not in dump(article, indent=None)


def test_a_lone_surrogate_does_not_spoil_the_output(article):
    broken = article.model_copy(update={"headline": "a\ud83d b"})
    data = json.loads(dump([broken]).encode("utf-8"))
    assert data[0]["headline"] == "a\ufffd b"
