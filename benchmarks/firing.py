"""How often each rule speaks: the share of corpus pages on which it fires, ordinary pages and syndicated ones apart.

    python -m benchmarks.firing                    the table
    python -m benchmarks.firing --gate             exit code 1 where an error cries wolf
    python -m benchmarks.firing --pages ATT001     where a rule fires, and what it says

What is normal is not an error. A rule that fires as an error on more than `WOLF` per cent of the pages that are not
syndicated is wrong about the pages, not the pages about the rule.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import provenance
from benchmarks import corpus
from provenance.errors import ProvenanceError
from provenance.model import Finding

WOLF = 2.0
"""Per cent of the non-syndicated pages on which an error may fire."""

KINDS = ("ordinary", "syndicated")


@dataclass(frozen=True, slots=True)
class Judged:
    """A page, which kind it is, and what the rules found on it."""

    page: corpus.Page
    kind: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Firing:
    """One rule at one level: on how many pages of each kind it fires."""

    code: str
    name: str
    level: str
    pages: Mapping[str, int]


def kind_of(page: corpus.Page) -> str:
    """`syndicated` where a reader found the page to be so; `ordinary` for all others, traps included."""
    return "syndicated" if page.syndication and page.syndication.syndicated else "ordinary"


def judge(pages: Iterable[corpus.Page]) -> list[Judged]:
    """Read and check every page with the built-in configuration. Unreadable pages are named and left out."""
    judged = []
    for page in pages:
        try:
            articles = provenance.read(page.read(), url=page.url)
        except ProvenanceError as error:
            print(f"{page.id}: {error}", file=sys.stderr)
            continue
        findings = tuple(finding for article in articles for finding in provenance.check(article).findings)
        judged.append(Judged(page, kind_of(page), findings))
    return judged


def firings(judged: Iterable[Judged]) -> list[Firing]:
    """Each rule and level that fired anywhere; a rule counts once a page, however often it speaks there."""
    counts: dict[tuple[str, str, str], dict[str, int]] = defaultdict(lambda: dict.fromkeys(KINDS, 0))
    for one in judged:
        for key in {(finding.code, finding.name, finding.level) for finding in one.findings}:
            counts[key][one.kind] += 1
    return [Firing(*key, pages) for key, pages in sorted(counts.items())]


def totals(judged: Iterable[Judged]) -> dict[str, int]:
    """How many pages of each kind were judged."""
    counts = dict.fromkeys(KINDS, 0)
    for one in judged:
        counts[one.kind] += 1
    return counts


def wolves(rows: Iterable[Firing], of: Mapping[str, int]) -> list[str]:
    """One sentence for each error that fires on too many ordinary pages."""
    shares = [(row, _share(row.pages["ordinary"], of["ordinary"])) for row in rows if row.level == "error"]
    return [f"{row.code} {row.name}: an error on {share:.1f} % of the ordinary pages" for row, share in shares
            if share > WOLF]  # fmt: skip


def table(rows: Iterable[Firing], of: Mapping[str, int]) -> str:
    """The rules that fired, in per cent of the pages of each kind."""
    lines = [f"{'per cent of pages':50}{'level':9}" + "".join(f"{f'{kind} ({of[kind]})':>18}" for kind in KINDS)]
    for row in rows:
        shares = "".join(f"{_share(row.pages[kind], of[kind]):>18.1f}" for kind in KINDS)
        lines.append(f"{row.code} {row.name:43}{row.level:9}{shares}")
    return "\n".join(lines)


def where(code: str, judged: Sequence[Judged]) -> str:
    """Every page on which a rule fires, with its messages."""
    lines = []
    for one in judged:
        said = [finding for finding in one.findings if finding.code == code]
        lines += [f"{one.page.id}  {one.kind}  {one.page.url}"] if said else []
        lines += [f"  {finding.location.line or '–'}: {finding.message}" for finding in said]
    return "\n".join(lines)


def _share(count: int, of: int) -> float:
    return 100 * count / of if of else 0.0


def main() -> None:
    """Judge, print, and with `--gate` end with exit code 1 where an error cries wolf."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    corpus.add_arguments(parser)
    parser.add_argument("--pages", metavar="CODE", help="where this rule fires, instead of the table")
    parser.add_argument("--gate", action="store_true", help=f"exit code 1 where an error is over {WOLF:g} %%")
    parser.add_argument("--json", action="store_true", help="the table for machines")
    options = parser.parse_args()
    judged = judge(corpus.from_arguments(options))
    rows, of = firings(judged), totals(judged)
    if options.pages:
        print(where(options.pages, judged))
    elif options.json:
        rules = [{"code": r.code, "name": r.name, "level": r.level, "pages": dict(r.pages)} for r in rows]
        print(json.dumps({"pages": of, "rules": rules}, indent=2))
    else:
        print(table(rows, of))
    if options.gate and (cries := wolves(rows, of)):
        print("too often:", *cries, sep="\n  ", file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
