"""What is erased is gone: from every answer, from the file, from its log; the tombstone stays."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest

from provenance.errors import GraphError, LedgerError, UsageError
from provenance.store import Filters, Ledger
from provenance.store.graph.generations import folder_of
from tests.store.samples import NOW, article, entry, later, page, report

NAME = "Wilhelmina Overbeek"
SPELLINGS = (b"Wilhelmina", b"Overbeek", b"wilhelmina", b"overbeek", b"WILHELMINA")
WHERE = "https://harbor-post.example/2026/02/wilhelmina-overbeek-resigns"
DATA = page(
    f"{NAME} resigns",
    author=NAME,
    text=f"Nobody expected it of {NAME.upper()}.",
    tail=f"© 2026 {NAME}",
    head='<link rel="author" href="https://harbor-post.example/by/wilhelmina-overbeek">',
)


def bytes_of(ledger: Ledger) -> bytes:
    """All bytes that the ledger has on the disk, and what is deflated in them."""
    paths = sorted(ledger.path.parent.glob(f"{ledger.path.name}*"))
    found = b"".join(path.read_bytes() for path in paths if path.is_file())
    unpacked = []
    for start in range(len(found)):
        if found[start] == 0x78 and found[start + 1 : start + 2] == b"\x01":  # how deflated data begins at level 1
            try:
                unpacked.append(zlib.decompressobj().decompress(found[start:]))
            except zlib.error:
                continue
    return found + b"".join(unpacked)


def shelf(ledger: Ledger) -> int:
    """A ledger with others' stories before and behind the one about her."""
    for number in range(30):
        ledger.add(*entry(number)[:2], now=NOW)
    story = article(DATA, WHERE)
    version = ledger.add(story, report(story), source=WHERE, text=DATA, now=NOW)
    ledger.add(story.model_copy(update={"status": "corrected"}), report(story), now=later(1))
    for number in range(30, 60):
        ledger.add(*entry(number)[:2], now=later(1))
    return version


def test_a_name_is_gone_from_the_file_and_its_log(ledger: Ledger) -> None:
    version = shelf(ledger)
    ledger.record_usage(version, where=WHERE, note=f"agreed with {NAME}", now=later(2))
    ledger.record_permit({"who": NAME, "note": f"call of {NAME}"}, email=NAME, now=later(2))
    assert all(spelling in bytes_of(ledger) for spelling in SPELLINGS[:4])
    tombstones = ledger.redact(None, what="name", name=NAME, reason="she asked for it", by="desk", now=later(3))
    assert len(tombstones) == 2
    left = bytes_of(ledger)
    assert [spelling for spelling in SPELLINGS if spelling in left] == []
    found = ledger.article(version)
    assert found is not None
    assert found.article is not None
    assert found.article.headline == "[erased] resigns"
    assert found.article.date_published == "2026-02-20"
    assert found.redaction is not None
    assert (found.redaction.what, found.redaction.reason, found.redaction.by) == ("name", "she asked for it", "desk")
    assert ledger.text(version) is None
    assert ledger.search("Overbeek").rows == ()
    assert ledger.list(Filters(holder=NAME)).rows == ()
    assert ledger.party(NAME) is None
    assert ledger.search("resigns").rows[0].is_redacted
    assert len(ledger.versions(version)) == 2
    assert len(ledger.usages(version)) == 1


def test_a_record_is_gone_and_its_dates_and_digest_stay(ledger: Ledger) -> None:
    version = shelf(ledger)
    story = article(DATA, WHERE)
    ledger.redact(version, reason="the holder asked", by="desk", now=later(3))
    found = ledger.article(version)
    assert found is not None
    assert (found.article, found.source) == (None, WHERE)
    assert found.judgement is not None
    assert (found.judgement.decision, found.judgement.findings) == (None, ())
    assert found.judgement.verdict is not None
    old = ledger.article(version, as_of=later(0.5))
    assert old is not None
    assert old.article is None, "what is erased stays erased, whatever the instant"
    assert old.redaction is None
    assert [each.digest for each in ledger.versions(version)] == [story.digest] * 2
    assert [event.kind for event in ledger.history(version)][-2:] == ["redaction", "redaction"]
    left = bytes_of(ledger)
    assert b"WILHELMINA" not in left
    assert b"Nobody expected" not in left
    assert ledger.search("resigns").rows == ()


def test_nobody_is_named_in_what_is_left_of_a_record(ledger: Ledger) -> None:
    story = article(DATA, "https://harbor-post.example/2026/02/17")
    version = ledger.add(story, report(story), text=DATA, now=NOW)
    ledger.add(*entry(1)[:2], now=NOW)
    assert ledger.party(NAME) is not None
    ledger.redact(version, reason="asked", by="desk")
    left = bytes_of(ledger)
    assert [spelling for spelling in SPELLINGS if spelling in left] == []
    assert ledger.party(NAME) is None
    assert ledger.party("Harbor Post") is not None, "it is in other articles"


def test_a_text_alone_can_be_erased(ledger: Ledger) -> None:
    version = ledger.add(article(), report(article()), text=page(), now=NOW)
    assert len(ledger.redact(version, what="text", reason="no right to keep it", by="desk")) == 1
    found = ledger.article(version)
    assert found is not None
    assert found.article == article()
    assert found.judgement is not None
    assert found.judgement.decision is not None
    assert not ledger.versions(version)[0].is_redacted
    assert b"Residents of the northern quay" not in bytes_of(ledger)
    assert ledger.redact(version, what="text", reason="no right to keep it", by="desk") == ()


def test_only_the_name_that_is_meant_is_erased(ledger: Ledger) -> None:
    version = ledger.add(article(page("Oakes and Oakeson", author="Maria Oakes")))
    ledger.redact(version, what="name", name="Oakes", reason="asked", by="desk")
    found = ledger.article(version)
    assert found is not None
    assert found.article is not None
    assert found.article.headline == "[erased] and Oakeson"
    assert ledger.redact(version, what="name", name="Nobody", reason="asked", by="desk") == ()


@pytest.mark.parametrize(
    ("told", "message"),
    [
        ({"id": 1, "reason": " ", "by": "desk"}, "reason"),
        ({"id": 1, "reason": "asked", "by": ""}, "who"),
        ({"id": None, "reason": "asked", "by": "desk"}, "article"),
        ({"id": 99, "reason": "asked", "by": "desk"}, "an article of the ledger"),
        ({"id": 1, "what": "name", "reason": "asked", "by": "desk"}, "name"),
        ({"id": 1, "what": "name", "name": "Oakes", "reason": "Ms. Oakes asked", "by": "desk"}, "would keep the name"),
    ],
)
def test_a_redaction_that_makes_no_sense_is_refused(ledger: Ledger, told: dict[str, object], message: str) -> None:
    ledger.add(article())
    with pytest.raises(UsageError, match=message):
        ledger.redact(**told)  # type: ignore[arg-type]
    assert ledger.last_sequence() == 1


def test_an_open_reader_is_named_as_the_one_who_keeps_old_pages(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("provenance.store.engine.BUSY_SECONDS", 0.2)
    path = Path(ledger.path)
    with Ledger.open(path) as writer, Ledger.open(path) as reader:
        version = writer.add(article(), text=page())
        with reader.database.reading(), pytest.raises(LedgerError, match="another process is reading"):
            writer.redact(version, reason="asked", by="desk")
        found = writer.article(version)
        assert found is not None
        assert found.article is None
        writer.redact(version, reason="asked", by="desk")


def indexed(ledger: Ledger) -> Path:
    """The graph beside the ledger, brought up to it."""
    pytest.importorskip("pyoxigraph", reason="the graph needs pyoxigraph")
    from provenance.store.graph.from_ledger import LedgerSource
    from provenance.store.graph.index import GraphIndex

    folder = folder_of(ledger.path)
    GraphIndex(folder).refresh(LedgerSource(ledger))
    return folder


def generations(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name != "lock")


@pytest.mark.parametrize("told", [{"id": 1}, {"id": 1, "what": "name", "name": "Oakes"}])
def test_what_is_erased_is_gone_from_the_graph_at_once(ledger: Ledger, told: dict[str, object]) -> None:
    ledger.add(article(), text=page())
    folder = indexed(ledger)
    assert len(generations(folder)) == 2
    ledger.redact(**told, reason="asked", by="desk")  # type: ignore[arg-type]
    assert generations(folder) == []
    indexed(ledger)
    assert b"Oakes" not in b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_the_graph_holds_no_texts_and_stays_when_one_is_erased(ledger: Ledger) -> None:
    ledger.add(article(), text=page())
    folder = indexed(ledger)
    ledger.redact(1, what="text", reason="no right to keep it", by="desk")
    assert len(generations(folder)) == 2


def test_no_graph_is_made_to_erase_from_it(ledger: Ledger) -> None:
    ledger.redact(ledger.add(article()), reason="asked", by="desk")
    assert not folder_of(ledger.path).exists()


def test_the_log_is_wiped_even_where_the_graph_can_not_be_removed(ledger: Ledger) -> None:
    version = ledger.add(article(DATA, WHERE), text=DATA)
    folder_of(ledger.path).mkdir()
    (folder_of(ledger.path) / "lock").mkdir()
    with pytest.raises(GraphError, match="cannot be written"):
        ledger.redact(version, reason="asked", by="desk")
    assert b"Nobody expected" not in bytes_of(ledger)
