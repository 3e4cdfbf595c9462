"""Invented NewsML 1 documents and what is read from each: `newsml1/*` with `*.expected.json` beside them.

`pytest --regenerate` writes the expected files anew; the difference is to be read before it is kept.
"""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

import provenance
from provenance.errors import UnreadableError
from provenance.readers import sniff
from tests.readers.facts import names
from tests.readers.test_feeds import properties, read
from tests.readers.test_hostile import mutate, survives
from tests.readers.wire import check_expected, check_places, check_whole

FILES = Path(__file__).parent / "newsml1"
ALL = sorted(FILES.glob("*.xml"))


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)
def test_document(path, regenerate):
    check_expected(path, regenerate)


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)
def test_records_are_whole_and_every_statement_has_its_place(path):
    check_whole(path)
    check_places(path)


def test_the_format_is_told_by_its_root():
    assert {sniff(path.read_bytes()) for path in ALL} == {"newsml-1"}
    with pytest.raises(UnreadableError):
        read(b"<NewsItem/>", format="newsml-1")


@pytest.fixture(scope="module")
def lamp():
    (article,), lost = read(FILES / "story.xml")
    assert lost == []
    return article


@pytest.fixture(scope="module")
def several():
    articles, lost = read(FILES / "items.xml")
    assert lost == []
    return articles


# -- rights, handed down -----------------------------------------------------------------------------------------------


def test_what_the_text_says_itself_wins_over_what_is_handed_down(lamp):
    assert names(lamp, "copyright_holders") == ["Lantern Exchange Ltd", "Tidewater Wire"]  # of the line, of the text
    assert [agent.name for agent in properties(lamp, "copyright_holder", scope="part")] == [
        "Lantern Exchange Ltd", "Harbor Bridge News",
    ]  # fmt: skip
    assert lamp.copyright_years == (2026, 2025)
    assert lamp.copyright_notice == "© 2026 Lantern Exchange Ltd. All rights reserved."


def test_usage_rights_are_handed_down(lamp):
    assert properties(lamp, "usage_terms", scope="article") == ["Not for use in print before Sunday.", "Web and apps"]
    assert lamp.restrictions == ("No archive", "Europe only")
    assert lamp.expires == "2026-04-01T00:00:00Z"
    assert [agent.name for agent in properties(lamp, "rights_holder")] == ["Subscribers of the Exchange Ltd"]
    assert properties(lamp, "rights_property") == ["Resale: not allowed"]


def test_rights_of_assets_stay_theirs(lamp):
    picture, film = lamp.assets
    assert (picture.url, picture.credit, picture.holder.name, picture.notice, picture.caption) == (
        "large.jpg", "Nils Berg / Quay Press", "Lantern Exchange Ltd", "© 2026 Nils Berg",
        "The lamp on its first evening.",
    )  # fmt: skip
    assert (film.type, film.credit, film.holder.name) == ("video", None, "Lantern Exchange Ltd")
    assert properties(lamp, "restriction", scope="asset") == ["One use only"]
    assert properties(lamp, "usage_end", scope="asset") == ["2026-03-10"]


def test_periods_of_several_usages_are_none_of_the_article(several):
    assert properties(several[0], "usage_end") == ["2026-06-01", "2026-04-01"]
    assert several[0].expires == "2026-03-08T11:00:00Z"  # when it will be cancelled
    assert several[0].restrictions == ("France",)


# -- parties, state ----------------------------------------------------------------------------------------------------


def test_the_way_goes_from_sources_by_the_creator_to_the_provider(lamp):
    assert [(hop.party.name, hop.action, hop.follows) for hop in lamp.chain] == [
        ("Quay Press", "created", ()),
        ("Harbor Bridge News", "created", ()),
        ("Tidewater Wire", "created", (1, 2)),  # named by a topic of the document
        ("Lantern Exchange Ltd", "distributed", (3,)),
    ]
    assert {hop.basis for hop in lamp.chain} == {"stated"}
    assert properties(lamp, "original_id")[0] == "urn:newsml:quay.example:20260228:lamp-1:1"


def test_a_provider_alone_tells_no_way(several):
    assert names(several[0], "credits")[0] == "Agence France-Presse"
    assert several[0].headline == "La deuxième lampe"
    assert {agent.name for agent in several[0].copyright_holders} == {"Agence France-Presse", "Quay Press"}


def test_states(lamp, several):
    assert (lamp.embargo_until, lamp.embargo_open_ended, lamp.status) == ("2026-03-03T00:00:00Z", False, None)
    usable, killed, embargoed, withheld = several
    assert [each.status for each in several] == ["usable", "withdrawn", None, "withheld"]
    assert embargoed.embargo_open_ended
    assert (embargoed.language, names(embargoed, "authors")) == ("de", ["Lena Ford"])
    assert killed.digest != embargoed.digest != withheld.digest != usable.digest


def test_an_item_that_is_withheld_until_a_date():
    data = (FILES / "story.xml").read_bytes().replace(b'"Embargoed"', b'"Withheld"')
    (article,), _ = read(data)
    assert (article.status, article.embargo_until) == (None, "2026-03-03T00:00:00Z")
    data = data.replace(b"<DateAndTime>20260303T000000Z</DateAndTime>", b"<DateAndTime>soon</DateAndTime>")
    assert read(data)[0][0].status == "withheld"


def test_a_picture_is_an_asset_with_all_its_forms(several):
    assert [(each.url, each.credit, each.holder.name) for each in several[3].assets] == [
        ("lamp-small.jpg", "Quay Press", "Nils Berg"), ("lamp.jpg", "Quay Press", "Nils Berg"),
    ]  # fmt: skip


# -- broken and hostile ------------------------------------------------------------------------------------------------


def test_a_picture_that_stands_alone_is_credited_to_its_maker():
    (photo,), _ = read(FILES / "photo.xml")
    assert [(asset.type, asset.credit) for asset in photo.assets] == [("image", "MARIA OAKE / Quay Press")]
    assert photo.restrictions == ("RESTRICTED TO EDITORIAL USE. NO USE IN BETTING OR GAMES.",)
    assert names(photo, "authors") == ["Maria Oake"]


def test_broken_items_do_not_hide_the_others():
    articles, lost = read(FILES / "broken-items.xml")
    assert [article.headline for article in articles] == ["Whole", None, "Behind one that was not closed"]
    assert [error.line for error in lost] == [8, 19, 23]


def test_no_entity_is_ever_read():
    text = '<!DOCTYPE NewsML [<!ENTITY a SYSTEM "file:///etc/hostname">]><NewsML><NewsItem>&a;</NewsItem></NewsML>'
    with pytest.raises(UnreadableError):
        read(text.encode())


def test_deep_nesting_of_components_ends():
    deep = b"<NewsML><NewsItem>" + b"<NewsComponent>" * 3000
    _, lost = read(deep + b"</NewsComponent>" * 3000 + b"</NewsItem></NewsML>")
    assert len(lost) == 1


@pytest.mark.parametrize("depth", [0, 90])
def test_many_components_take_no_long_time(depth):
    part = b"<NewsComponent><NewsLines><ByLine>By Maria Oake</ByLine></NewsLines>"
    part += b'<ContentItem Href="a"><MediaType FormalName="Photo"/></ContentItem></NewsComponent>'
    inside = b"<NewsComponent>" * depth + part * 6000 + b"</NewsComponent>" * depth
    begun = time.perf_counter()
    ((article,), _) = read(b"<NewsML><NewsItem><NewsComponent>" + inside + b"</NewsComponent></NewsItem></NewsML>")
    assert time.perf_counter() - begun < 20
    assert article.assets


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)
def test_mutants(path):
    chance = random.Random(path.name)  # noqa: S311 - the same mutants each time
    for _ in range(25):
        survives(mutate(bytearray(path.read_bytes()), chance), None, chance.choice((None, None, "newsml-1")))


def test_a_check_takes_it():
    assert provenance.check(read(FILES / "story.xml")[0][0]).findings
