"""What the benchmarks stand on: the corpus folder, and the answers of peers."""

from __future__ import annotations

import argparse
import gzip
import json
from pathlib import Path

import pytest

from benchmarks import corpus, peers

TRUTH = [
    {"id": "aa1", "corpus": "aed", "url": "https://quay.example/a", "author": ["Ann Reed"], "date": "2016-06-07"},
    {"id": "bb2", "corpus": "aed", "url": "https://quay.example/b", "author": None, "date": None},
]
SYNDICATED = {
    "id": "bb2",
    "site": "The Quay Times",
    "author": [],
    "agency_or_source": ["Harbor Bridge News Foundation"],
    "copyright_holder": None,
    "copyright_year": None,
    "original_url": None,
    "kind": "wire",
    "syndicated": True,
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "pages").mkdir()
    (tmp_path / "truth.jsonl").write_text("".join(json.dumps(row) + "\n" for row in TRUTH), "utf-8")
    (tmp_path / "syndicated.jsonl").write_text(json.dumps(SYNDICATED) + "\n", "utf-8")
    (tmp_path / "pages" / "aa1.html.gz").write_bytes(gzip.compress(b"<p>By Ann Reed</p>"))
    return tmp_path


def options(*arguments: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    corpus.add_arguments(parser)
    return parser.parse_args(arguments)


def test_pages_carry_their_truth_and_are_read_late(folder: Path) -> None:
    first, second = corpus.load(folder)
    assert (first.id, first.part, first.authors, first.date) == ("aa1", "aed", ("Ann Reed",), "2016-06-07")
    assert first.syndication is None
    assert first.read() == b"<p>By Ann Reed</p>"
    assert second.authors == ()
    assert second.syndication is not None
    assert second.syndication.sources == ("Harbor Bridge News Foundation",)
    assert not second.syndication.trap


def test_ids_choose_pages_by_their_beginnings(folder: Path) -> None:
    assert [page.id for page in corpus.from_arguments(options("--corpus", str(folder), "--ids", "bb, zz"))] == ["bb2"]


def test_without_a_corpus_a_run_says_so_and_succeeds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        corpus.from_arguments(options("--corpus", str(tmp_path / "none")))
    assert ended.value.code == 0
    assert "corpus not here: skipped" in capsys.readouterr().out


def test_the_environment_names_the_corpus(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(corpus.VARIABLE, str(folder))
    assert corpus.available(options())


def test_a_peer_that_is_not_installed_has_no_answers() -> None:
    assert peers.answers("no-such-peer-of-ours", []) is None


def test_kept_answers_are_not_asked_for_again(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = peers.Found(("Ann Reed",), "2016-06-07", None, "Ann \ud800 Reed")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(peers, "version", lambda peer: "1.0")
    monkeypatch.setattr(peers, "_in_process", lambda peer, jobs: ((job, found) for job in jobs))
    page = corpus.load(folder)[0]
    assert peers.answers("some-peer", [page]) == {"aa1": found}
    monkeypatch.setattr(peers, "_in_process", lambda peer, jobs: pytest.fail("asked again") if jobs else ())
    assert peers.answers("some-peer", [page]) == {"aa1": found}


def test_extruct_prefers_the_article_and_follows_references() -> None:
    pytest.importorskip("extruct")
    graph = [
        {"@type": "WebSite", "@id": "#site", "author": {"@type": "Person", "name": "Site Owner"}},
        {"@type": "Person", "@id": "#ann", "name": "Ann Reed"},
        {"@type": "NewsArticle", "author": [{"@id": "#ann"}, "Bo Lind"], "datePublished": "June 7, 2016"},
    ]
    block = json.dumps({"@context": "https://schema.org", "@graph": graph})
    html = f"<html><head><script type='application/ld+json'>{block}</script></head><body></body></html>"
    found = peers.extruct(html.encode(), "https://quay.example/a")
    assert found.authors == ("Ann Reed", "Bo Lind")
    assert found.date == "2016-06-07"


def test_a_peer_that_fails_on_a_page_has_an_empty_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(html: bytes, url: str) -> peers.Found:
        raise RecursionError("too deep")

    monkeypatch.setattr(peers, "ADAPTERS", {"some-peer": fail})
    assert peers._answer("some-peer", b"", "https://quay.example/a") == peers.Found()
