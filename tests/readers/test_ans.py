"""Invented ANS files and what is read from each: `ans/*` with `*.expected.json` beside them.

`pytest --regenerate` writes the expected files anew; the difference is to be read before it is kept.
"""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

import provenance
from provenance.errors import UnreadableError
from provenance.readers import sniff
from tests.readers.facts import names
from tests.readers.test_feeds import properties, read
from tests.readers.test_hostile import mutate, survives
from tests.readers.wire import check_expected, check_places, check_whole

ANS = Path(__file__).parent / "ans"
ALL = sorted(path for path in ANS.iterdir() if "expected" not in path.name)


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)
def test_document(path, regenerate):
    check_expected(path, regenerate)


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)
def test_records_are_whole_and_every_statement_has_its_place(path):
    check_whole(path)
    check_places(path)


def test_the_format_is_told_from_other_json():
    assert {sniff(path.read_bytes()) for path in ALL} == {"ans"}
    assert sniff(b'{"version": "https://jsonfeed.org/version/1.1", "items": []}') == "jsonfeed"
    assert sniff(b'{"uri": "x", "version": "1", "headlines": [], "usageterms": ""}') == "ninjs"
    assert sniff(b'{"name": "x", "version": "0.10.2"}') == "text"
    assert sniff(b'{"version": "0.10.2", "type": "image"}') == "ans"


@pytest.fixture(scope="module")
def lamp():
    (article,), lost = read(ANS / "story.json")
    assert lost == []
    return article


@pytest.fixture(scope="module")
def results():
    articles, lost = read(ANS / "results.json")
    assert lost == []
    return articles


def test_who_made_it(lamp):
    assert names(lamp, "authors") == ["Maria Oake", "Tom Reed"]
    assert [author.affiliation for author in lamp.authors] == ["The Associated Press", None]
    roles = {agent.name: agent.role for agent in lamp.credits}
    assert roles == {
        "The Associated Press": "agency", "Lena Ford": "contributor",
        "Tidewater Wire": "agency", "Quay Press": "agency",
    }  # fmt: skip
    assert [agent.name for agent in properties(lamp, "credit", scope="asset", method="association_field")][:1] == [
        "Nils Berg"
    ]


def test_rights(lamp):
    assert lamp.copyright_notice == "© 2026 Tidewater Wire. All rights reserved."
    assert [license.id for license in lamp.licenses] == ["CC-BY-ND-4.0"]
    assert lamp.usage_terms == "Web use only."
    assert lamp.restrictions == (
        "Not before the council has met.", "Territory restricted: eu-only", "Not for use in print.",
        "No external distribution",
    )  # fmt: skip
    assert (lamp.embargo_until, lamp.expires, lamp.status) == (
        "2026-03-03T00:00:00Z", "2026-04-01T00:00:00Z", "usable",
    )  # fmt: skip
    assert lamp.corrections[0].text == "An earlier version named the wrong pier."


def test_what_is_said_in_the_text_stands_where_its_element_stands(lamp):
    (dateline,) = [row for row in lamp.said("credit") if row.method == "dateline"]
    assert dateline.origin.pointer == "/content_elements/0/content"
    text = (ANS / "story.json").read_text("utf-8").split("\n")[dateline.origin.line - 1]
    assert text[dateline.origin.column - 1 :].startswith("HARBOR BRIDGE (AP)")
    (formula,) = [row for row in lamp.said("credit") if row.method == "origin_formula"]
    assert formula.origin.pointer == "/content_elements/7/content"
    assert "Quay Press" in names(lamp, "copyright_holders")


def test_pictures_stand_once_and_keep_what_is_theirs(lamp):
    first, second, third, film = lamp.assets
    assert (first.credit, first.holder.name, first.notice, first.license, first.caption) == (
        "Nils Berg / Quay Press", "Nils Berg", "© 2025 Nils Berg", "https://creativecommons.org/licenses/by/4.0/",
        "The lamp & its keeper",
    )  # fmt: skip
    assert (second.credit, third.url[-5:], film.type) == ("Anna Lake", "3.jpg", "video")
    assert properties(lamp, "restriction", scope="asset") == ["Not to be licensed to others", "Restricted"]
    assert "Someone Else" not in {agent.name for agent in properties(lamp, "credit")}


def test_states(results):
    scheduled, planned, down, picture = results
    assert [each.status for each in results] == [None, "withheld", "withdrawn", None]
    assert (scheduled.embargo_until, planned.embargo_until) == ("2026-03-04T06:00:00Z", "2026-03-05T06:00:00Z")
    assert down.embargo_open_ended
    assert scheduled.publisher.name == "The Lantern"
    assert planned.canonical_url == "https://quay.example/2026/planned-story"
    assert names(down, "authors") == ["The Associated Press"]  # as it is shown
    assert [agent.name for agent in properties(down, "credited_author")] == ["Wire Desk"]
    assert (picture.assets[0].holder.name, names(picture, "credits")) == ("Nils Berg", ["Agence France-Presse"])


def test_an_embargo_that_is_not_active_is_none():
    story = json.loads((ANS / "story.json").read_text("utf-8"))
    story["content_restrictions"]["embargo"]["active"] = False
    ((article,), _) = read(json.dumps(story).encode())
    assert (article.embargo_until, article.embargo_open_ended) == (None, False)


def test_relative_addresses_are_those_of_the_site_that_is_named():
    story = json.loads((ANS / "story.json").read_text("utf-8")) | {"website_url": None}
    ((article,), _) = read(json.dumps(story).encode(), url="https://harbor.example/2026/03/02/second-lamp/")
    assert article.url == article.canonical_url == "https://harbor.example/2026/03/02/second-lamp/"


def test_broken_items_do_not_hide_the_others():
    articles, lost = read(ANS / "broken-items.json")
    assert [article.headline for article in articles] == ["Whole", None]
    assert [error.place for error in lost] == ["/content_elements/1", "/content_elements/3", "/content_elements/4"]


@pytest.mark.parametrize("data", [b"", b"7", b'{"type": "story", "content_elements": [', b"[" * 200_000])
def test_what_is_no_story(data):
    articles: list = []
    try:
        articles, lost = read(data, format="ans")
        assert lost
    except UnreadableError:
        pass
    assert articles == []


def test_deep_elements_end():
    element: dict = {"type": "text", "content": "© 2026 Quay Press"}
    for _ in range(60):
        element = {"type": "element_group", "content_elements": [element]}
    story = {"type": "story", "version": "0.10.9", "content_elements": [element] * 50}
    ((article,), _) = read(json.dumps(story).encode())
    assert article.copyright_holders == ()


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)
def test_mutants(path):
    chance = random.Random(path.name)  # noqa: S311 - the same mutants each time
    for _ in range(25):
        survives(mutate(bytearray(path.read_bytes()), chance), None, chance.choice((None, None, "ans")))


def test_a_check_takes_it(lamp):
    assert provenance.check(lamp).findings
