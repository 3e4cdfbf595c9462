"""The yardstick: when two names, days, URLs and organisations are the same, and when an answer is right."""

from __future__ import annotations

import json
import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.accuracy import GOALS, Score, as_json, chosen, missed_goals, misses, score, table
from benchmarks.corpus import Page, Syndication
from benchmarks.measures import (
    MEASURES,
    Answer,
    from_article,
    host,
    left_alone,
    right_authors,
    right_holder,
    right_source,
)
from benchmarks.scoring import address, day, mentions, names, same_holder, same_organization, tidy, words
from provenance.model import Agent, Article, Hop, Named

REGISTRY = {"hbn": "hbn", "Harbor Bridge News Foundation": "hbn", "The Lantern Post": "lantern"}


def known(name: str) -> str | None:
    return REGISTRY.get(name)


class TestNames:
    @pytest.mark.parametrize(
        ("labels", "expected"),
        [
            (["Ann Reed"], {"ann reed"}),
            (["By Ann Reed"], {"ann reed"}),
            (["VON ANN\u00a0REED  und Bo Lind"], {"ann reed", "bo lind"}),
            (["Par Ann Reed et Bo Lind"], {"ann reed", "bo lind"}),
            (["Ana Cruz y Bo Lind"], {"ana cruz", "bo lind"}),
            (
                ["Ann Reed, Bo Lind; Cy Moss & Di Nash AND Ed Orr"],
                {"ann reed", "bo lind", "cy moss", "di nash", "ed orr"},
            ),
            (["Ann Reed, PhD, Bo Lind, Jr. and Cy Moss, MD"], {"ann reed, phd", "bo lind, jr.", "cy moss, md"}),
            (["Ann Reed, Mdina Desk"], {"ann reed", "mdina desk"}),
            (["Andy Sandy", "Undine Etty"], {"andy sandy", "undine etty"}),
            (["Ａnn Reed"], {"ann reed"}),
            (["xx/hbn"], {"xx/hbn"}),
            (["", "  ", ","], set()),
        ],
    )
    def test_labels_become_a_set(self, labels: list[str], expected: set[str]) -> None:
        assert names(labels) == expected

    @given(st.lists(st.text(string.ascii_letters + " ,;&.", max_size=40), max_size=4))
    def test_normal_names_are_normal(self, labels: list[str]) -> None:
        once = names(labels)
        assert all(name == tidy(name) for name in once)
        assert "" not in once

    @given(st.permutations(["Ann Reed", "Bo Lind", "Cy Moss"]))
    def test_order_and_packing_make_no_difference(self, people: list[str]) -> None:
        assert names(people) == names([" and ".join(people)]) == names(["; ".join(people)])


class TestDays:
    @pytest.mark.parametrize(
        ("date", "expected"),
        [
            ("2016-06-07", "2016-06-07"),
            ("2016-6-7", "2016-06-07"),
            ("2016-06-07T23:59:00-05:00", "2016-06-07"),
            ("2016-06-07 08:00", "2016-06-07"),
            ("2016-06", None),
            ("June 7, 2016", None),
            ("", None),
            (None, None),
        ],
    )
    def test_the_day_as_written(self, date: str | None, expected: str | None) -> None:
        assert day(date) == expected


class TestAddresses:
    @pytest.mark.parametrize(
        "url",
        [
            "https://www.lantern.example/a/b",
            "http://lantern.example/a/b/",
            "https://LANTERN.example/a/b/?utm_source=x#top",
            "//lantern.example/a/b",
        ],
    )
    def test_one_page_has_one_address(self, url: str) -> None:
        assert address(url) == "lantern.example/a/b"

    def test_the_path_keeps_its_letter_case(self) -> None:
        assert address("https://lantern.example/A") != address("https://lantern.example/a")

    @pytest.mark.parametrize("url", [None, "", "https://["])
    def test_what_is_no_url_raises_nothing(self, url: str | None) -> None:
        assert address(url) == (url or None)

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("https://www.lantern.example/a", "lantern.example"),
            ("Lantern.example", "lantern.example"),
            ("The Lantern Post", None),
            ("St. Mary News", None),
            ("http://[", None),
            (None, None),
        ],
    )
    def test_a_host(self, text: str | None, expected: str | None) -> None:
        assert host(text) == expected


class TestOrganizations:
    def test_words(self) -> None:
        assert words("The  Lantern-Post, Inc.") == "lantern post inc"

    def test_the_registry_knows_aliases(self) -> None:
        assert same_organization("hbn", "Harbor Bridge News Foundation", known)
        assert not same_organization("hbn", "The Lantern Post", known)

    def test_two_unknown_names_are_not_the_same(self) -> None:
        assert not same_organization("Quay Times", "Pier Times", known)

    def test_a_holder_may_be_short(self) -> None:
        assert same_holder("Lantern Post", "Lantern Post, Inc., a Harbor Company", known)
        assert not same_holder("Lantern", "Lanterns of the World", known)
        assert not same_holder("", "Lantern Post", known)

    def test_mentions_are_whole_words(self) -> None:
        assert mentions("Ann Reed | HBN/Lantern Post", "hbn")
        assert not mentions("Ann Reed | hbnx", "hbn")
        assert mentions("Ann Reed | hbn", "Harbor Bridge News Foundation", ["hbn"])
        assert not mentions("", "hbn")


def truth(**changes: object) -> Syndication:
    fields: dict[str, object] = {
        "site": "The Quay Times",
        "humans": ("Ann Reed",),
        "sources": ("Harbor Bridge News Foundation", "The Lantern Post"),
        "holder": "Harbor Bridge News Foundation, Inc.",
        "year": 2016,
        "original_url": "https://lantern.example/a",
        "kind": "republished",
        "syndicated": True,
    }
    return Syndication(**{**fields, **changes})  # type: ignore[arg-type]


def page(**changes: object) -> Page:
    fields: dict[str, object] = {
        "id": "p1",
        "part": "aed",
        "url": "https://quay.example/a",
        "authors": ("Ann Reed",),
        "date": "2016-06-07",
        "syndication": truth(),
        "path": Path("nowhere"),
    }
    return Page(**{**fields, **changes})  # type: ignore[arg-type]


class TestRight:
    def test_people_alone_or_the_whole_list(self) -> None:
        both = Answer(authors=("Ann Reed", "HBN"), people=("Ann Reed",))
        assert right_authors(page(), both)
        assert right_authors(page(authors=("HBN and Ann Reed",)), both)
        assert not right_authors(page(authors=("HBN",)), both)

    def test_any_true_source_will_do(self) -> None:
        assert right_source(truth(), Answer(sources=("Lantern Post",)))
        assert not right_source(truth(), Answer(sources=("Pier Times",)))
        assert not right_source(truth(), Answer())

    def test_the_host_of_the_original_names_it(self) -> None:
        answer = Answer(source_hosts=frozenset({"lantern.example"}))
        assert right_source(truth(), answer)
        assert not right_source(truth(), answer, by_host=False)

    def test_a_wrong_origin_spoils_a_right_source(self) -> None:
        right = ("The Lantern Post",)
        assert not right_source(truth(), Answer(sources=right, origins=("Pier Times",)))
        assert right_source(truth(), Answer(sources=right, origins=("The Quay Times", "Lantern Post")))

    def test_a_peer_needs_only_mention_it(self) -> None:
        assert right_source(truth(), Answer(everything="Ann Reed | The Lantern Post"))

    def test_any_holder_in_a_short_or_a_legal_form(self) -> None:
        assert right_holder(truth(), Answer(holders=("Pier Times", "Harbor Bridge News Foundation")))
        assert not right_holder(truth(), Answer(holders=("The Quay Times",)))
        assert not right_holder(truth(), Answer())

    def test_a_trap_is_left_alone(self) -> None:
        trap = truth(kind="negative", sources=())
        assert trap.trap
        assert left_alone(trap, Answer(authors=("Ann Reed",)))
        assert left_alone(trap, Answer(syndication=("author: Quay Times",)))
        assert not left_alone(trap, Answer(syndication=("author: Pier Times",)))
        assert not left_alone(trap, Answer(syndication=("agency: Quay Times",)))


class TestShapes:
    def test_an_article_becomes_an_answer(self) -> None:
        agency = {"id": "org-1", "name": "Reuters", "type": "Organization", "basis": "stated"}
        article = Article(
            id="ni:///sha-256;x#copy",
            digest="sha256:x",
            source_format="html",
            read_at="2024-01-01T00:00:00Z",
            tool_version="0",
            authors=(
                Named(id="person-1", name="Ann Reed", type="Person", basis="stated"),
                Named(id="person-2", name="Bo Lind", type="Person", basis="inferred"),
                Named.model_validate(agency),
            ),
            credits=(
                Named(id="o", name="lantern.example", type="Organization", basis="stated", role="original_publisher"),
                Named(id="person-3", name="Cy Moss", type="Person", role="contributor", basis="stated"),
            ),
            chain=(
                Hop(sequence=1, action="created", basis="stated",
                    party=Agent(id="org-2", name="lantern.example", type="Organization")),
                Hop(sequence=2, action="republished", basis="stated", follows=(1,)),
            ),
        )  # fmt: skip
        answer = from_article(article)
        assert answer.people == ("Ann Reed", "Bo Lind")
        assert answer.stated_people == ("Ann Reed",)
        assert answer.sources == ("lantern.example", "Reuters")
        assert answer.source_hosts == {"lantern.example"}
        assert set(answer.origins) == {"lantern.example"}
        assert "original_publisher: lantern.example" in answer.syndication
        assert "author: Reuters" in answer.syndication

    def test_keys_are_unique_and_goals_exist(self) -> None:
        keys = [measure.key for measure in MEASURES]
        assert len(set(keys)) == len(keys)
        assert set(GOALS) <= set(keys)

    def test_silence_is_right_only_where_there_is_nothing_to_say(self) -> None:
        everything = (page(), page(part="trafilatura"))
        nothing = page(authors=(), date=None, syndication=truth(kind="negative", humans=(), sources=(), holder=None))
        for measure in MEASURES:
            asked = [one for one in everything if measure.applies(one)]
            assert not any(measure.right(one, Answer()) for one in asked), measure.key
            assert not measure.applies(nothing) or measure.right(nothing, Answer()) or measure.key in ("url", "year")


class TestTable:
    def test_a_row_counts_only_its_own_pages(self) -> None:
        pages = [page(), page(id="p2", authors=("Bo Lind",)), page(id="p3", part="trafilatura")]
        answers = {one.id: Answer(authors=("Ann Reed",), people=("Ann Reed",)) for one in pages}
        measure = next(m for m in MEASURES if m.key == "authors-aed")
        assert score(measure, pages, answers) == Score(1, 2)
        assert "p2" in misses(measure, pages, {"ours": answers})
        assert "p1" not in misses(measure, pages, {"ours": answers})

    def test_a_missing_peer_is_told_apart_from_a_silent_one(self) -> None:
        printed = table([page()], {"ours": {"p1": Answer()}, "extruct": None})
        assert "not installed" in printed
        assert "extruct" in printed.splitlines()[0]

    def test_a_field_is_a_key_or_the_beginning_of_goals(self) -> None:
        assert [m.key for m in chosen("authors")] == ["authors-trafilatura", "authors-aed"]
        assert [m.key for m in chosen("authors-list-aed")] == ["authors-list-aed"]
        assert chosen("nothing") == []

    def test_goals_are_met_or_named(self) -> None:
        right = Answer(("Ann Reed",), ("Ann Reed",), ("Ann Reed",), "2016-06-07", "http://lantern.example/a/")
        assert missed_goals([page()], {"p1": right}) == ["agency: 0.0 % is below 85 %", "holder: 0.0 % is below 80 %"]

    def test_json_leaves_out_what_cannot_be_scored(self) -> None:
        report = json.loads(as_json([page()], {"ours": {"p1": Answer()}, "extruct": {"p1": Answer()}}))
        rows = {row["key"]: row for row in report["measures"]}
        assert set(rows["holder"]["tools"]) == {"ours"}
        assert rows["authors-aed"]["tools"]["extruct"] == {"right": 0, "pages": 1, "percent": 0.0}
