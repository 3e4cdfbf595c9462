"""The development corpus: real pages with human-made ground truth, read where they lie and never copied.

A corpus is a folder with `pages/<id>.html.gz`, `truth.jsonl` (author, date and URL of every page) and
`syndicated.jsonl` (the pages that were read line by line: who else had a part in the text). It belongs to its
publishers and is no part of this project, so every benchmark must be able to do without: `from_arguments` says so
in one line and ends the run with exit code 0.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
DEFAULT = ROOT.parent / "shared" / "corpus"
VARIABLE = "NEWS_PROVENANCE_CORPUS"


@dataclass(frozen=True, slots=True)
class Syndication:
    """What a reader found on a page that looks syndicated.

    `site` is the name of the site that shows the page; `humans` are people only; `sources` are agencies and original
    publishers, the origin first; `holder`, `year` and `original_url` are set only where the page states them. `kind`
    is `negative` for a trap: it looks syndicated and is not.
    """

    site: str
    humans: tuple[str, ...]
    sources: tuple[str, ...]
    holder: str | None
    year: int | None
    original_url: str | None
    kind: str
    syndicated: bool

    @property
    def trap(self) -> bool:
        """True where the right answer is "not syndicated"."""
        return self.kind == "negative"


@dataclass(frozen=True, slots=True)
class Page:
    """One page and what is true of it. The bytes are read only when `read` is called."""

    id: str
    part: str
    """Which collection the page came from: `trafilatura`, `aed` or `htmldate`."""
    url: str
    authors: tuple[str, ...]
    """As labelled, not yet split; empty where nobody labelled one."""
    date: str | None
    syndication: Syndication | None
    path: Path

    def read(self) -> bytes:
        """The page as stored."""
        return gzip.decompress(self.path.read_bytes())


def load(folder: Path) -> list[Page]:
    """Every page of the corpus in `folder`, in the order of `truth.jsonl`."""
    syndicated = {row["id"]: _syndication(row) for row in _rows(folder / "syndicated.jsonl")}
    return [
        Page(
            id=row["id"],
            part=row["corpus"],
            url=row["url"],
            authors=tuple(row["author"] or ()),
            date=row["date"],
            syndication=syndicated.get(row["id"]),
            path=folder / "pages" / f"{row['id']}.html.gz",
        )
        for row in _rows(folder / "truth.jsonl")
    ]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options that every benchmark over the corpus has."""
    parser.add_argument(
        "--corpus",
        type=Path,
        default=Path(os.environ.get(VARIABLE) or DEFAULT),
        help=f"folder of the corpus (default: ${VARIABLE}, else ../shared/corpus beside the checkout)",
    )
    parser.add_argument("--ids", help="only these pages: ids, or the beginnings of ids, with commas between them")


def available(options: argparse.Namespace) -> bool:
    """Whether the corpus of the options is here."""
    return bool((options.corpus / "truth.jsonl").is_file())


def from_arguments(options: argparse.Namespace) -> list[Page]:
    """The pages that the options ask for. Ends the process with exit code 0 where there is no corpus."""
    if not available(options):
        print(f"corpus not here: skipped (looked in {options.corpus}; set --corpus or ${VARIABLE})")
        sys.exit(0)
    pages = load(options.corpus)
    if options.ids:
        beginnings = tuple(part.strip() for part in options.ids.split(",") if part.strip())
        pages = [page for page in pages if page.id.startswith(beginnings)]
    return pages


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def _syndication(row: dict[str, Any]) -> Syndication:
    return Syndication(
        site=row["site"],
        humans=tuple(row["author"]),
        sources=tuple(row["agency_or_source"]),
        holder=row["copyright_holder"],
        year=row["copyright_year"],
        original_url=row["original_url"],
        kind=row["kind"],
        syndicated=row["syndicated"],
    )
