"""What other tools say of a page, in one shape, kept so that it need be asked only once.

Peers are optional (dependency group `peers`): one that is not installed is told apart from one that found nothing.
Each runs in a process of its own, because one that crashes or leaks must take nothing else with it, and its answers
are kept under the user's cache folder (`$XDG_CACHE_HOME`, else `~/.cache`) by its version, `REVISION` and the
digest of the page. Run this module to fill the cache: `python -m benchmarks.peers`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import multiprocessing
import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module, metadata
from pathlib import Path
from typing import Any

from benchmarks import corpus

REVISION = 1
"""To be raised when an adapter changes what it returns: kept answers of another revision are not used."""

CALM_DOWN = 10
"""Niceness of the peers' process: it fills a cache, others may be waiting for the machine."""


@dataclass(frozen=True, slots=True)
class Found:
    """A peer's answer: author labels as given, a date, the canonical URL, and all that it says of the page but the
    story itself, as one text to look for names in."""

    authors: tuple[str, ...] = ()
    date: str | None = None
    url: str | None = None
    everything: str = ""


@dataclass(frozen=True, slots=True)
class Job:
    """A page that a peer has not seen yet, and where its answer will be kept."""

    id: str
    url: str
    html: bytes
    kept: Path


def trafilatura(html: bytes, url: str) -> Found:
    """trafilatura's metadata, read as its own extraction does."""
    document = import_module("trafilatura").bare_extraction(html, url=url, with_metadata=True, include_comments=False)
    if document is None:
        return Found()
    said = _without_story(document.as_dict())
    return Found(_listed(said.get("author")), said.get("date"), said.get("url"), _flat(said))


def newspaper4k(html: bytes, url: str) -> Found:
    """newspaper4k's article, parsed from the given bytes without its network or its language models."""
    article = import_module("newspaper").Article(url, fetch_images=False)
    article.download(input_html=_decoded(html))
    article.parse()
    date = article.publish_date.isoformat() if article.publish_date else None
    said = [article.authors, article.meta_site_name, article.meta_description, article.title, article.meta_data]
    return Found(tuple(article.authors), date, article.canonical_link or None, _flat(said))


def extruct(html: bytes, url: str) -> Found:
    """The first author, date and URL in JSON-LD, microdata and OpenGraph; what is said of an article comes first."""
    syntaxes = ["json-ld", "microdata", "opengraph"]
    extract = import_module("extruct").extract
    said = extract(_decoded(html), base_url=url, syntaxes=syntaxes, uniform=True, errors="ignore")
    items = [item for syntax in syntaxes for item in _items(said.get(syntax))]
    by_id = {item["@id"]: item for item in items if item.get("@id") and item.get("name")}
    first: dict[str, Any] = {}
    for item in sorted(items, key=lambda item: not _is_article(item)):
        if not first.get("author") and (authors := tuple(_names(item.get("author"), by_id))):
            first["author"] = authors
        for key in ("datePublished", "article:published_time", "mainEntityOfPage", "url", "og:url"):
            first[key] = first.get(key) or _text(item.get(key))
    return Found(
        authors=first.get("author", ()),
        date=_day(first.get("datePublished") or first.get("article:published_time")),
        url=first.get("mainEntityOfPage") or first.get("url") or first.get("og:url"),
        everything=_flat([_without_story(item) for item in items]),
    )


ADAPTERS: Mapping[str, Callable[[bytes, str], Found]] = {
    "trafilatura": trafilatura,
    "newspaper4k": newspaper4k,
    "extruct": extruct,
}


def version(peer: str) -> str | None:
    """The installed version of a peer, or None."""
    try:
        return metadata.version(peer)
    except metadata.PackageNotFoundError:
        return None


def answers(peer: str, pages: Sequence[corpus.Page]) -> dict[str, Found] | None:
    """What `peer` says of each page, by page id: from the cache where it has been asked before.

    A page that the peer fails on has an empty answer. None where the peer is not installed.
    """
    installed = version(peer)
    if installed is None:
        return None
    folder = _cache_root() / f"{peer}-{installed}-r{REVISION}"
    folder.mkdir(parents=True, exist_ok=True)
    known: dict[str, Found] = {}
    jobs: list[Job] = []
    for page in pages:
        html = page.read()
        kept = folder / f"{hashlib.sha256(page.url.encode() + bytes(1) + html).hexdigest()}.json"
        if kept.is_file():
            fields = json.loads(kept.read_text("utf-8"))
            known[page.id] = Found(**fields | {"authors": tuple(fields["authors"])})
        else:
            jobs.append(Job(page.id, page.url, html, kept))
    for job, found in _in_process(peer, jobs):
        partial = job.kept.with_suffix(f".{os.getpid()}")  # a run that is cut short leaves no half answer
        partial.write_text(json.dumps({name: getattr(found, name) for name in Found.__slots__}), "utf-8")
        partial.replace(job.kept)
        known[job.id] = found
    return known


def _in_process(peer: str, jobs: Sequence[Job]) -> Iterator[tuple[Job, Found]]:
    """Ask in one other process; answers come in the order of the jobs."""
    if not jobs:
        return
    print(f"{peer}: asking for {len(jobs)} pages, once", file=sys.stderr)
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, spawn, initializer=os.nice, initargs=(CALM_DOWN,)) as pool:
        tasks = [pool.submit(_answer, peer, job.html, job.url) for job in jobs]
        for job, task in zip(jobs, tasks, strict=True):
            yield job, task.result()


def _answer(peer: str, html: bytes, url: str) -> Found:
    try:
        return ADAPTERS[peer](html, url)
    except Exception as error:  # whatever a peer does on a bad page, it is that peer's miss and not our end
        print(f"{peer}: {url}: {type(error).__name__}: {error}", file=sys.stderr)
        return Found()


def _cache_root() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "news-provenance-bench"


_CHARSET = re.compile(rb"""charset\s*=\s*["']?([\w-]+)""", re.IGNORECASE)


def _decoded(html: bytes) -> str:
    """Strict UTF-8, else as the page declares near its beginning, else Windows-1252: for peers that want text."""
    with suppress(UnicodeDecodeError):
        return html.decode("utf-8-sig")
    declared = _CHARSET.search(html[:4096])
    with suppress(LookupError, UnicodeDecodeError):
        return html.decode(declared[1].decode() if declared else "cp1252")
    return html.decode("utf-8", "replace")


def _day(date: str | None) -> str | None:
    """An ISO date as it is; any other, of those that people put into markup, read as dateutil reads it."""
    if date and not date[:4].isdigit():
        with suppress(ImportError, ValueError, OverflowError):
            return str(import_module("dateutil.parser").parse(date, fuzzy=True).date())
    return date


_STORY = frozenset({"text", "raw_text", "body", "comments", "commentsbody", "articleBody", "fingerprint", "id"})


def _without_story(item: Any) -> Any:
    if isinstance(item, Mapping):
        return {key: _without_story(value) for key, value in item.items() if key not in _STORY}
    return [_without_story(part) for part in item] if isinstance(item, list) else item


def _flat(value: Any) -> str:
    """Every text in a nested value, with bars between."""
    if isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, list | tuple):
        return " | ".join(filter(None, map(_flat, value)))
    return str(value) if value is not None else ""


def _listed(authors: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (authors or "").split(";") if part.strip())


def _items(value: Any) -> Iterator[dict[str, Any]]:
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            yield item
            yield from _items(item.get("@graph"))


def _is_article(item: Mapping[str, Any]) -> bool:
    types = item.get("@type")
    kinds = " ".join(map(str, types)) if isinstance(types, list) else str(types)
    return "article" in kinds.casefold() or "posting" in kinds.casefold()


def _names(author: Any, by_id: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    for one in author if isinstance(author, list) else [author]:
        if isinstance(one, Mapping):
            one = one.get("name") or by_id.get(str(one.get("@id")), {}).get("name")
        name = _text(one)
        if name and not name.startswith(("http://", "https://")):
            yield name


def _text(value: Any) -> str | None:
    """The first text in a value as JSON-LD gives it: a string, a list, or an object with `@id` or `@value`."""
    if isinstance(value, list):
        return next(filter(None, map(_text, value)), None)
    if isinstance(value, Mapping):
        return _text(value.get("@id") or value.get("@value") or value.get("url"))
    return str(value).strip() or None if value is not None else None


def main() -> None:
    """Ask every peer about every page and keep the answers."""
    parser = argparse.ArgumentParser(description=__doc__)
    corpus.add_arguments(parser)
    pages = corpus.from_arguments(parser.parse_args())
    for peer in ADAPTERS:
        found = answers(peer, pages)
        print(f"{peer}: {'not installed' if found is None else f'{len(found)} pages'}")


if __name__ == "__main__":
    main()
