from __future__ import annotations

import json

import pytest

from provenance.errors import UsageError
from provenance.exporters import EXPORTERS, CopyFacts, export

from .records import syndicated

OURS = CopyFacts("https://courier.example/ferry", "The Courier", "2026-06-09")


@pytest.mark.parametrize("name", EXPORTERS)
def test_every_exporter_writes_text_with_an_end_and_says_what_it_is(name: str) -> None:
    exporter = EXPORTERS[name]
    text = export(syndicated(), name)
    assert text.strip()
    assert text.endswith("\n")
    assert "/" in exporter.media_type
    assert exporter.description


@pytest.mark.parametrize("name", EXPORTERS)
def test_only_what_can_describe_a_copy_does(name: str) -> None:
    if EXPORTERS[name].of_copy:
        assert OURS.url in export(syndicated(), name, as_copy=OURS)
    else:
        with pytest.raises(UsageError, match="copy of ours"):
            export(syndicated(), name, as_copy=OURS)


def test_json_comes_out_as_json() -> None:
    assert json.loads(export(syndicated(), "schemaorg"))["@type"] == "NewsArticle"


def test_an_unknown_format_is_named_with_the_known_ones() -> None:
    with pytest.raises(UsageError, match=r"turtle.*found morse"):
        export(syndicated(), "morse")
