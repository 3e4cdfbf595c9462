"""Lists: filters, pages, and the same answer as of any instant."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.errors import UsageError
from provenance.store import COUNTED, Filters, Ledger, Page
from provenance.store.writing import Entry
from tests.store.samples import NOW, article, entry, later, page, report


def headlines(found: Page) -> list[str | None]:
    return [row.headline for row in found.rows]


def story(
    title: str, number: int, *, publisher: str = "Harbor Post", agency: str | None = None, date: str = "2026-02-20"
) -> Entry:
    tail = "© 2026 Quay Writers" if publisher == "Harbor Post" else ""
    data = page(title, publisher=publisher, agency=agency, date=date, tail=tail)
    found = article(data, f"https://paper{number}.example/{number}")
    return Entry(found, report(found))


@pytest.fixture
def shelf(ledger: Ledger) -> Ledger:
    stories = [
        story("Flood at the northern quay", 1),
        story("Café council meets", 2, agency="AP", date="2026-02-21"),
        story("Flood council meets", 3, publisher="Tide Weekly", date="2026-02-22T09:00:00+01:00"),
        story("The Associated Press on floods", 4, publisher="Tide Weekly", agency="Reuters"),
    ]
    assert len(list(ledger.add_all(stories, now=NOW))) == 4
    return ledger


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (
            Filters(),
            [
                "The Associated Press on floods",
                "Flood council meets",
                "Café council meets",
                "Flood at the northern quay",
            ],
        ),
        (Filters(text="flood"), ["Flood council meets", "Flood at the northern quay"]),
        (Filters(text="COUNCIL flood"), ["Flood council meets"]),
        (Filters(text="cafe"), ["Café council meets"]),
        (Filters(text="tide"), ["The Associated Press on floods", "Flood council meets"]),
        (Filters(text="paper2"), ["Café council meets"]),
        (Filters(text="nowhere"), []),
        (Filters(publisher="tide weekly"), ["The Associated Press on floods", "Flood council meets"]),
        (Filters(agency="Associated Press"), ["Café council meets"]),
        (Filters(agency="https://w3id.org/news-provenance/agency/reuters"), ["The Associated Press on floods"]),
        (Filters(holder="quay writers"), ["Café council meets", "Flood at the northern quay"]),
        (Filters(holder="Nobody"), []),
        (Filters(since="2026-02-21", until="2026-02-21"), ["Café council meets"]),
        (Filters(since="2026-02-21"), ["Flood council meets", "Café council meets"]),
        (Filters(until="2026-02-20"), ["The Associated Press on floods", "Flood at the northern quay"]),
        (Filters(until="2026-02", publisher="Harbor Post"), ["Café council meets", "Flood at the northern quay"]),
        (Filters(since="2027"), []),
        (Filters(in_use=True), []),
    ],
)  # fmt: skip
def test_filters(shelf: Ledger, filters: Filters, found: list[str]) -> None:
    assert headlines(shelf.list(filters)) == found
    assert shelf.list(filters).count == len(found)
    assert shelf.list(filters).is_counted_out


def test_a_verdict_and_a_finding_are_those_of_the_latest_judgement(shelf: Ledger) -> None:
    rows = shelf.list().rows
    for verdict in {row.verdict for row in rows}:
        found = shelf.list(Filters(verdict=verdict))
        assert {row.sequence for row in found.rows} == {row.sequence for row in rows if row.verdict == verdict}
    wire = story("Café council meets", 2, agency="AP", date="2026-02-21")
    assert wire.report is not None
    code = wire.report.findings[0].code
    assert "Café council meets" in headlines(shelf.list(Filters(finding=code.lower())))
    shelf.add(wire.article, wire.report.model_copy(update={"findings": (), "decisions": ()}))
    assert "Café council meets" not in headlines(shelf.list(Filters(finding=code)))
    assert shelf.search("cafe council").rows[0].verdict is None


def test_only_the_latest_version_is_listed_and_as_of_then_the_one_before(shelf: Ledger) -> None:
    first = story("Flood at the northern quay", 1).article
    shelf.add(first.model_copy(update={"headline": "Flood ends"}), now=later(2))
    assert headlines(shelf.search("northern")) == []
    assert headlines(shelf.search("ends")) == ["Flood ends"]
    assert headlines(shelf.search("northern", as_of=later(1))) == ["Flood at the northern quay"]
    assert headlines(shelf.search("ends", as_of=later(1))) == []
    assert shelf.list(as_of=later(-1)) == Page((), None, 0, True)


def test_an_organisation_is_one_under_all_its_names(ledger: Ledger) -> None:
    for number, agency in enumerate(["AP", "The Associated Press", "Associated Press"]):
        ledger.add(*story(f"Story {number}", number, agency=agency)[:2])
    party = ledger.party("AP")
    assert party is not None
    assert party.key == "https://w3id.org/news-provenance/agency/ap"
    assert party.counts["agency"] == ledger.list(Filters(agency="apnews.com")).count > 0
    keys = [each.key for each in ledger.parties()]
    assert keys == sorted(set(keys))
    assert ledger.parties(after=keys[-1]) == ()
    assert ledger.party("Nobody at all") is None


def test_an_organisation_that_the_registry_learned_of_later_is_found(ledger: Ledger) -> None:
    found = story("A story", 1).article
    assert found.publisher is not None
    ledger.add(found.model_copy(update={"publisher": found.publisher.model_copy(update={"name": "Some Wire"})}))
    with ledger.database.writing(NOW) as writer:  # as if it had been recorded before the registry knew the name
        writer.connection.exec_driver_sql(
            "UPDATE organisations SET key = 'name:the associated press' WHERE name = 'Some Wire'"
        )
        writer.connection.exec_driver_sql(
            "UPDATE postings SET term = 'publisher:name:the associated press' WHERE term = 'publisher:name:some wire'"
        )
    assert ledger.list(Filters(publisher="AP")).count == 1


@settings(max_examples=25)
@given(
    limit=st.integers(1, 30),
    filters=st.sampled_from(
        [Filters(), Filters(text="harbour"), Filters(publisher="Harbor Post"), Filters(since="2026-02-01"),
         Filters(since="2026-01", text="story"), Filters(until="2026-02-14", publisher="Harbor Post")]
    ),
)  # fmt: skip
def test_pages_hold_every_row_once_in_order(many: Ledger, limit: int, filters: Filters) -> None:
    whole = many.list(filters, limit=500)
    assert whole.after is None
    rows, after = [], None
    while True:
        found = many.list(filters, after=after, limit=limit)
        rows += found.rows
        after = found.after
        if after is None:
            break
        assert len(found.rows) == limit
    assert tuple(rows) == whole.rows


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    ledger = Ledger.open(Path(tmp_path_factory.mktemp("many")) / "ledger.sqlite3")
    base = entry(0)

    def one(number: int) -> Entry:
        day = (NOW - timedelta(days=number % 40)).date().isoformat()
        id = f"ni:///sha-256;{number:043d}#copy"
        url = f"https://harbor-post.example/story-{number}"
        return Entry(base.article.model_copy(update={"id": id, "url": url, "date_published": day}))

    assert len(list(ledger.add_all(one(number) for number in range(60)))) == 60
    return ledger


def test_counting_ends_where_nobody_reads_on(many: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    assert COUNTED >= 100
    monkeypatch.setattr("provenance.store.lists.COUNTED", 20)
    found = many.list(limit=5)
    assert (found.count, found.is_counted_out) == (20, False)
    assert len(many.list(limit=500).rows) == 60


@pytest.mark.parametrize("after", ["x", "12~", "2026~x", "-1"])
def test_a_place_of_another_list_is_refused(shelf: Ledger, after: str) -> None:
    with pytest.raises(UsageError, match="after"):
        shelf.list(after=after)
    with pytest.raises(UsageError, match="after"):
        shelf.due(after=after)


def test_a_date_that_is_none_is_refused(shelf: Ledger) -> None:
    with pytest.raises(UsageError, match="since"):
        shelf.list(Filters(since="last week"))
