"""How fast feeds are read and judged, against feedparser's parse alone in the same run; and in how much memory.

    python -m benchmarks.feeds                 2,000 items a round
    python -m benchmarks.feeds --items 10000 --gate

The feed is generated, the same each time: items as news sites write them with dc, media and content:encoded. Most are
the site's own stories, some an agency's with a dateline, some republished with an origin in words; most have a
picture.
For every round our `iter_articles` and `check` and feedparser run directly after one another, in this process; the
figure is the median of the rounds' ratios. feedparser gives no statement, no place, no judgement and no rights of
media; it is what others read feeds with.

Memory is the growth of the peak of a process that reads a feed from a stream, of 10,000 and of 100,000 items.
"""

from __future__ import annotations

import argparse
import gc
import io
import json
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from importlib import import_module
from statistics import median

import provenance
from benchmarks import peers

BUDGETS = {"feedparser": ("at least", 5.0), "memory": ("at most", 1.2)}
"""What `--gate` holds us to: items a second over feedparser's, the peak with 100,000 items over that with 10,000."""

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
<title>The Lantern Post</title>
<atom:link href="https://lantern.example/feed/" rel="self" type="application/rss+xml" />
<link>https://lantern.example</link>
<description>News of the harbour</description>
<copyright>Copyright 2026 Lantern Media</copyright>
<language>en-US</language>
"""
TAIL = "</channel></rss>\n"
_WORDS = (  # noqa: SIM905 - it reads better
    "harbour council budget vote mayor residents station river bridge plan report city week month officials committee "
    "housing project funding school board local state court judge company workers union price market storm coast"
).split()
_PEOPLE = ("Maria Oake", "Tom Reed", "Siobhan O'Hara", "Nils Berg", "Anna Lake", "Owen Brightwater")


def _sentence(chance: random.Random) -> str:
    return " ".join(chance.choices(_WORDS, k=chance.randint(9, 22))).capitalize() + "."


def _paragraph(chance: random.Random) -> str:
    return " ".join(_sentence(chance) for _ in range(chance.randint(2, 4)))


def item(number: int, chance: random.Random) -> str:
    """One item: 1 to 6 kB."""
    kind, address = chance.random(), f"https://lantern.example/2026/03/story-{number}"
    paragraphs = [_paragraph(chance) for _ in range(chance.randint(3, 12))]
    if kind < 0.15:
        paragraphs[0] = f"HARBOR BRIDGE (AP) — {paragraphs[0]}"
    elif kind < 0.25:
        source = f'<a href="https://harborbridge.example/stories/{number}-lamp">Harbor Bridge News</a>'
        paragraphs.append(f"<em>This story was originally published by {source}.</em>")
    text = "\n".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    picture = media = ""
    if chance.random() < 0.7:
        image = f"https://lantern.example/images/{number}.jpg"
        picture = f'<figure><img src="{image}" width="800" /><figcaption>{_sentence(chance)}</figcaption></figure>'
        media = (
            f'<media:content url="{image}" medium="image"><media:title type="html">{_sentence(chance)}</media:title>'
            f"<media:credit>{chance.choice(_PEOPLE)}</media:credit></media:content>\n"
        )
    return f"""<item>
<title>{_sentence(chance)[:60]}</title>
<link>{address}</link>
<dc:creator><![CDATA[{chance.choice(_PEOPLE)}]]></dc:creator>
<pubDate>Tue, 03 Mar 2026 {number // 60 % 24:02d}:{number % 60:02d}:00 +0000</pubDate>
<category><![CDATA[Local]]></category>
<category><![CDATA[{chance.choice(_WORDS)}]]></category>
<guid isPermaLink="false">https://lantern.example/?p={number}</guid>
<description><![CDATA[{paragraphs[0]}]]></description>
<content:encoded><![CDATA[{picture}{text}]]></content:encoded>
{media}</item>
"""


def feed(items: int) -> Iterator[bytes]:
    """The feed, in pieces."""
    chance = random.Random(20260303)  # noqa: S311 - the same feed each time
    yield HEAD.encode()
    for number in range(items):
        yield item(number, chance).encode()
    yield TAIL.encode()


class Generated(io.RawIOBase):
    """The feed as a stream that is nowhere held."""

    def __init__(self, items: int) -> None:
        self._pieces = feed(items)
        self._ahead = b""

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        while (size < 0 or len(self._ahead) < size) and (piece := next(self._pieces, None)):
            self._ahead += piece
        data, self._ahead = (self._ahead, b"") if size < 0 else (self._ahead[:size], self._ahead[size:])
        return data


def ours(data: bytes, at: datetime) -> int:
    """Read and judge every item; how many there were."""
    return sum(len(provenance.check(article, at=at).decisions) for article in provenance.iter_articles(data))


def reading(data: bytes) -> int:
    """Only read."""
    return sum(1 for _ in provenance.iter_articles(data))


def rounds(data: bytes, items: int, number: int) -> list[dict[str, float]]:
    """Seconds per round and task. A short round before them, not counted, fills caches and imports."""
    at = datetime.now(UTC)
    tasks: dict[str, Callable[[bytes], int]] = {"read + check": lambda feed: ours(feed, at), "read": reading}
    if peers.version("feedparser"):
        parse = import_module("feedparser").parse
        tasks["feedparser"] = lambda feed: len(parse(feed).entries)
    short = b"".join(feed(50))
    for task in tasks.values():
        task(short)
    results = []
    for _ in range(number):
        seconds = {}
        for name, task in tasks.items():
            gc.collect()
            begun = time.perf_counter()
            found = task(data)
            seconds[name] = time.perf_counter() - begun
            assert found == items, (name, found)
        results.append(seconds)
    return results


_PEAK = """
import resource, sys, provenance
from benchmarks.feeds import Generated
for article in provenance.iter_articles(Generated(int(sys.argv[1]))): pass
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def peak(items: int) -> int:
    """The peak resident set of a process that reads so many items, in the system's units."""
    command = [sys.executable, "-c", _PEAK, str(items)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - ours
    return int(done.stdout)


def main() -> None:
    """Measure, print, and with `--gate` judge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--items", type=int, default=2_000, help="items of the feed (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds (default: %(default)s)")
    parser.add_argument("--memory", action="store_true", help="also the memory for 10,000 and 100,000 items: minutes")
    parser.add_argument("--gate", action="store_true", help="exit code 1 where a budget is missed")
    parser.add_argument("--json", action="store_true", help="the figures for machines")
    options = parser.parse_args()
    data = b"".join(feed(options.items))
    seconds = rounds(data, options.items, options.rounds)
    rates = {name: options.items / median(each[name] for each in seconds) for name in seconds[0]}
    ratios: dict[str, float] = {}
    if "feedparser" in rates:
        ratios["feedparser"] = median(each["feedparser"] / each["read + check"] for each in seconds)
        ratios["feedparser, read only"] = median(each["feedparser"] / each["read"] for each in seconds)
    if options.memory:
        ratios["memory"] = peak(100_000) / peak(10_000)
    if options.json:
        print(json.dumps({"items": options.items, "items_per_second": rates, "ratios": ratios}, indent=2))
    else:
        print(f"{options.items} items of {len(data) // options.items} bytes; items a second here: "
              + ", ".join(f"{name} {rate:.0f}" for name, rate in rates.items()))  # fmt: skip
        for name, ratio in ratios.items():
            side, budget = BUDGETS.get(name, ("", ""))
            print(f"{name:40}{ratio:6.2f}  {side} {budget}".rstrip())
    missed = [
        f"{name}: {ratios[name]:.2f} is not {side} {budget}"
        for name, (side, budget) in BUDGETS.items()
        if name in ratios and (ratios[name] < budget if side == "at least" else ratios[name] > budget)
    ]
    if options.gate and missed:
        print("missed:", *missed, sep="\n  ", file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
