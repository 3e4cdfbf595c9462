"""Findings that somebody excuses, with a reason and best with an end date: in a comment on the page, or configured.

    <!-- provenance: ignore ATT003, SRC reason="Withheld for safety." until=2027-12-31 -->

excuses findings of these rules (or families) on the page that it stands on; a row of `[[suppressions]]` those that fit
its code, path and fingerprint. One that gives no reason, or whose last day is over, excuses nothing: it is a finding.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Literal, NamedTuple

from provenance.config import Config
from provenance.model import Finding, Location
from provenance.outcome import Excused
from provenance.rules import is_known
from provenance.rules.sup001_void_suppression import void
from provenance.scopes import matches, place_of

MARK = b"provenance:"
_NEVER = frozenset({"FMT001", "SUP001"})
"""What cannot be excused on the page itself: that it can't be read, and that an excuse is none."""
_COMMENT = re.compile(rb"<!--\s{0,99}provenance:\s{0,99}ignore\b(.{0,2000}?)-->", re.DOTALL)
"""Bounded, so that a page of comments that never end is searched in no more than its own length."""
_PIECE = re.compile(
    r"""\s*(?:(?P<key>[a-z]+)\s*=\s*(?:"(?P<quoted>[^"]*)"|(?P<bare>[^\s"]+))|(?P<code>[A-Z]{3}\d*)\s*,?)"""
)


class Suppression(NamedTuple):
    """What is excused, why and until when; `fault` says why it excuses nothing."""

    kind: Literal["inSource", "external"]
    text: str
    """As written, or as told in one line."""
    codes: tuple[str, ...] = ()
    path: str | None = None
    fingerprint: str | None = None
    reason: str = ""
    until: date | None = None
    location: Location = Location()
    fault: str | None = None

    @property
    def file(self) -> str:
        """The file that it stands in, under a name that is the same on every machine."""
        path = self.location.path or "-"
        return os.path.basename(path) if self.kind == "external" else path

    def fits(self, finding: Finding, place: str | None) -> bool:
        """Whether it is about this finding, of an article at this place."""
        return (
            (not self.codes or finding.code.startswith(self.codes))
            and (self.path is None or matches(self.path, place))
            and (self.fingerprint is None or self.fingerprint == finding.fingerprint)
            and not (self.kind == "inSource" and finding.code in _NEVER)
        )


def configured(config: Config, at: datetime) -> tuple[Suppression, ...]:
    """The rows of `[[suppressions]]`, as they stand at an instant; codes were checked with the configuration."""
    found = []
    for row in config.suppressions:
        said = {"code": row.code, "path": row.path, "fingerprint": row.fingerprint}
        found.append(
            Suppression(
                kind="external",
                text=", ".join(f"{name} {value}" for name, value in said.items() if value),
                codes=(row.code,) if row.code else (),
                path=row.path,
                fingerprint=row.fingerprint,
                reason=(row.reason or "").strip(),
                until=row.until,
                location=Location(path=config.source),
                fault=_fault((row.reason or "").strip(), row.until, at),
            )
        )
    return tuple(found)


def inline(page: bytes, path: str | None, at: datetime) -> tuple[Suppression, ...]:
    """The suppressions in the comments of a page. Most pages have none, and cost one search.

    The bytes are searched, not the parsed page: what looks like such a comment inside a script counts too.
    """
    if MARK not in page:
        return ()
    return tuple(_parsed(comment, _location(page, comment.start(), path), at) for comment in _COMMENT.finditer(page))


def _location(page: bytes, offset: int, path: str | None) -> Location:
    before = page[page.rfind(b"\n", 0, offset) + 1 : offset]
    return Location(path=path, line=page.count(b"\n", 0, offset) + 1, column=len(before.decode("utf-8", "replace")) + 1)


def excuse(
    findings: Iterable[Finding], suppressions: Sequence[Suppression], place: str | None
) -> tuple[tuple[Finding, ...], tuple[Excused, ...]]:
    """The findings that count, and those that the first fitting suppression excuses."""
    counting, excused = [], []
    valid = [each for each in suppressions if each.fault is None]
    for finding in findings:
        by = next((each for each in valid if each.fits(finding, place)), None)
        if by is None:
            counting.append(finding)
        else:
            excused.append(Excused(finding, by.kind, by.reason, by.until))
    return tuple(counting), tuple(excused)


def faulty(suppressions: Iterable[Suppression], article: str | None = None) -> list[Finding]:
    """A finding for each suppression that excuses nothing."""
    return [
        void(
            f"{each.fault} ({each.text})" if each.kind == "external" else each.fault,
            each.text,
            each.location,
            each.file,
            article,
        )
        for each in suppressions
        if each.fault is not None
    ]


def place_in(config: Config, path: str | None) -> str | None:
    """What the paths of configured suppressions are held against; not worked out where there are none."""
    return place_of(path, config) if config.suppressions else None


def _parsed(comment: re.Match[bytes], location: Location, at: datetime) -> Suppression:
    words = comment[1].decode("utf-8", "replace").strip()
    codes: list[str] = []
    told: dict[str, str] = {}
    position, fault = 0, None
    while position < len(words) and fault is None:
        piece = _PIECE.match(words, position)
        if piece is None:
            fault = f'expected codes, reason="…" and until=…, found {words[position:].strip()[:40]!r}'
        elif piece["code"]:
            codes.append(piece["code"])
        elif piece["key"] not in ("reason", "until"):
            fault = f"it says {piece['key']!r}, which is neither 'reason' nor 'until'"
        else:
            told[piece["key"]] = (piece["quoted"] if piece["bare"] is None else piece["bare"]).strip()
        position = piece.end() if piece else len(words)
    until = None
    if "until" in told and fault is None:
        try:
            until = date.fromisoformat(told["until"])
        except ValueError:
            fault = f"expected until= with a day as 2026-12-31, found {told['until']!r}"
    if fault is None:
        unknown = [code for code in codes if not is_known(code)]
        fault = f"no rule is called {', '.join(unknown)}" if unknown else None if codes else "it names no rule"
    reason = told.get("reason", "")
    return Suppression(
        kind="inSource",
        text=" ".join(words.split()),
        codes=tuple(codes),
        reason=reason,
        until=until,
        location=location,
        fault=fault or _fault(reason, until, at),
    )


def _fault(reason: str, until: date | None, at: datetime) -> str | None:
    if not reason:
        return "it gives no reason"
    if until is not None and at.astimezone(UTC).date() > until:
        return f"it ended with {until.isoformat()}"
    return None
