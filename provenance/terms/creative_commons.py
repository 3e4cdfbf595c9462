"""The Creative Commons licences as ODRL policies: `python -m provenance.terms.creative_commons` writes
`vocab/terms/CC-*.ttl`, a file for each family and a policy for each row of `vocab/licenses.ttl` with elements.

What a licence requires, prohibits and permits comes from its row (ccREL). What each version adds to that, the words for
the editor, and which legal code was read, stand here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Literal, NamedTuple

from provenance.graph.namespaces import PREFIXES
from provenance.language.licenses import License, licenses
from provenance.resources import vocab

READ_PORTS = frozenset({("3.0", "US"), ("3.0", "IGO"), ("3.0", "DE")})
"""Ports whose legal code was read. Any other shares the clauses of the unported licence, unverified."""

DATE_READ = "2026-11-22"
"""Of the legal code; it never changes."""

HEADER = """\
# What these Creative Commons licences grant, require and prohibit: a policy for each row of vocab/licenses.ttl.
# Written by `python -m provenance.terms.creative_commons`; a test fails when the two drift apart.
#
# Source    The legal code of BY-NC-SA and BY-NC-ND, which between them have every clause, in each unported version and
#           in the 3.0 ports of US, IGO and DE; of 1.0 also SA and ND-NC. Read in Creative Commons' own repository.
# Families  (CC-BY-ND, no version) have every duty and every prohibition that any unported version has.
# Versions  1.0 has licences without BY. Say what was changed: in 3.0 of adaptations, in 4.0 of any change. Up to 3.0 a
#           breach ends the rights; in 4.0 they come back when it is mended within 30 days. Only 4.0 says "in whole or
#           in part"; of all Creative Commons holds that an unaltered excerpt is, as a rule, no adaptation.
# Ports     Those that were read differ thus: IGO has the 30 days of 4.0; the ND licences of DE forbid every change that
#           is not technically necessary. The others were not read: they share the clauses of the unported licence of
#           their version, where there is one, and are not verified.
# Contested Whether page ads or a paywall are commercial; whether a small edit is an adaptation.
# Paywalls  Creative Commons' own answers hold that a paywall is no technological measure by itself.
# Not here  Moral rights, compulsory licence fees, databases, taking out the credit when the licensor asks for it.
"""

Kind = Literal["permission", "duty", "prohibition", "obligation"]


class Clause(NamedTuple):
    """One rule of a licence (odrl:Permission, odrl:Duty, odrl:Prohibition)."""

    name: str
    """What follows the licence's identifier in its IRI: `noncommercial`."""
    kind: Kind
    actions: tuple[str, ...]
    label: str
    contested: bool = False
    if_edited: bool = False
    """A duty that binds only those who change the work."""


def clauses(license: License) -> Iterator[Clause]:
    """The clauses of a licence, or of a family, as its own row and version have them."""
    version, port = license.version, license.port
    is_by, is_sa = "Attribution" in license.requires, "ShareAlike" in license.requires
    is_nc, is_nd = "CommercialUse" in license.prohibits, "DerivativeWorks" not in license.permits

    commercially, adapted = () if is_nc else ("synd:useCommercially",), () if is_nd else ("synd:adapt",)
    grants = ("synd:republish", "odrl:extract", "synd:republishSystematically", *commercially, *adapted)
    how = "unchanged, in whole or in part." if is_nd else "in whole or in part, edited or translated."
    yield Clause("republish", "permission", grants, f"Republish it {how}")

    if is_by:
        yield Clause("attribution", "duty", ("synd:credit",), _CREDIT[version])
    link = "Say that it is under this licence, and link it." if version in ("4.0", None) else "Link the licence."
    yield Clause("link-license", "duty", ("synd:linkLicense",), link)
    kept = "Keep the copyright notice, and the" if is_by else "Keep the"
    yield Clause("keep-notice", "duty", ("synd:keepNotice",), f"{kept} notices of the licence and of its disclaimer.")
    if version in ("4.0", None) or (version == "3.0" and not is_nd):
        changes = "Say that it was changed." if version == "3.0" else "Say that it was changed, now or earlier."
        yield Clause("indicate-changes", "duty", ("synd:indicateChanges",), changes, if_edited=True)
    lock = "No technical lock on the readers' own rights in it; a paywall by itself is none."
    yield Clause("no-technical-lock", "duty", ("synd:noTechnicalLock",), lock)
    if is_sa:
        later = "" if version in ("1.0", None) else ", or a later version of it"
        label = f"Put what you adapt from it under this licence{later}."
        yield Clause("share-alike", "duty", ("synd:shareAlike",), label, if_edited=True)

    if is_nc:
        yield Clause("noncommercial", "prohibition", ("synd:useCommercially",), "No sale, and no ads sold against it.")
        ads, wall = (f"Whether {it} make the use commercial is disputed." for it in ("ads on the page", "paywalls"))
        yield Clause("page-ads", "prohibition", ("synd:showPageAds",), ads, contested=True)
        yield Clause("paywall", "prohibition", ("synd:restrictAccess",), wall, contested=True)
    if is_nd:
        yield Clause("no-translation", "prohibition", ("odrl:translate",), "No translation: it is an adaptation.")
        is_strict = (version, port) == ("3.0", "DE")
        disputed = "Whether small edits are adaptations is disputed."
        label = "No change but what is technically necessary." if is_strict else disputed
        yield Clause("no-edits", "prohibition", _SMALL_EDITS, label, contested=not is_strict)

    yield Clause("termination", "obligation", ("synd:observe",), _BREACH["4.0" if port == "IGO" else version])


_SMALL_EDITS = ("synd:editStyle", "synd:changeHeadline", "synd:shorten", "synd:addText")

_CREDIT = {
    "1.0": "Credit the author and the title.",
    "2.0": "Credit the author, the title and, where practicable, the address given for it.",
    "2.1": "Credit the author, the title and, where practicable, the address given for it.",
    "2.5": "Credit the author or party named, the title and, where practicable, the address given for it.",
    "3.0": "Credit the author or party named, the title and the address given; imply no endorsement.",
    "4.0": "Credit the author and any party named, with a link where practicable; imply no endorsement.",
    None: "Credit the author and any party named, the title and the address given; imply no endorsement.",
}
"""Version → what its attribution clause asks for; a family asks for all of it."""

_BREACH: dict[str | None, str] = dict.fromkeys(
    ("1.0", "2.0", "2.1", "2.5", "3.0"), "A breach ends the rights; only the licensor can give them back."
)
_BREACH["4.0"] = "A breach ends the rights; they come back if it is mended within 30 days of finding it."
_BREACH[None] = "A breach ends the rights; up to version 3.0 only the licensor can give them back."


def source_of_clauses(license: License) -> License:
    """The licence whose clauses a licence has: its own, or for a port that was not read those of the unported one."""
    if license.port is None or (license.version, license.port) in READ_PORTS:
        return license
    parts = (license.elements, license.version, None)
    return next((row for row in licenses() if (row.elements, row.version, row.port) == parts), license)


def families() -> dict[str, list[License]]:
    """The rows with elements, by the family that names their file: `CC-BY-ND`."""
    found: dict[str, list[License]] = {}
    for license in licenses():
        if license.elements:
            family = license.id.partition(f"-{license.version}")[0] if license.version else license.id
            found.setdefault(family, []).append(license)
    return found


def render(family: str) -> str:
    """The file of one family, as Turtle."""
    namespaces = PREFIXES | {"rdfs": "http://www.w3.org/2000/01/rdf-schema#"}
    used = ("dcterms", "odrl", "rdfs", "schema", "synd", "terms", "xsd")
    prefixes = "".join(f"@prefix {name}: <{namespaces[name]}> .\n" for name in used)
    rows = families()[family]
    conditional = any(clause.if_edited for row in rows for clause in clauses(row))
    edited = _turtle(_edited(family), "a odrl:Constraint", *_compares("synd:edit", "odrl:neq", '"none"'))
    owners = {owner.id for owner in map(source_of_clauses, rows)} - {row.id for row in rows}
    if owners:
        raise ValueError(f"{family} shares clauses with another family: {owners}")
    policies = (_policy(row, family) for row in rows)
    return "\n".join([HEADER, f"@base <{_BASE}> .\n{prefixes}", *([edited] if conditional else []), *policies])


def write() -> None:
    """Write the files into `vocab/terms/`."""
    for family in families():
        vocab("terms", f"{family}.ttl").write_text(render(family), encoding="utf-8")


def _edited(family: str) -> str:
    return f"terms:{family}-edited"


_BASE = "https://creativecommons.org/licenses/"
_PREDICATES = {"permission": "odrl:permission", "prohibition": "odrl:prohibition", "obligation": "odrl:obligation"}
_TYPES = {"permission": "odrl:Permission", "prohibition": "odrl:Prohibition"}


def _policy(license: License, family: str) -> str:
    """A policy, its target, and the clauses that are its own."""
    id, owner = f"terms:{license.id}", source_of_clauses(license)
    own = tuple(clauses(owner))
    rules = [(predicate, [c for c in own if c.kind == kind]) for kind, predicate in _PREDICATES.items()]
    named = f"<{license.url.removeprefix(_BASE)}>" if license.url else json.dumps(license.id)
    is_read = license.port is None or (license.version, license.port) in READ_PORTS
    parts = [
        _turtle(
            id,
            "a odrl:Offer",
            f"odrl:uid {id}",
            "odrl:profile <https://w3id.org/news-provenance/odrl>",
            "odrl:conflict odrl:prohibit",
            f"dcterms:title {json.dumps(license.name, ensure_ascii=False)}@en",
            *([f"schema:license {named}"] if license.url else []),
            "synd:layer synd:licence",
            "synd:binding synd:irrevocableOnceOffered",
            "synd:fixed true",
            f"synd:verified {str(is_read).lower()}",
            *([f'synd:dateRead "{DATE_READ}"^^xsd:date'] if is_read else []),
            f"dcterms:source {' , '.join(_legal_codes(license))}",
            f"odrl:target {id}-works",
            *(f"{predicate} {_iris(owner, found)}" for predicate, found in rules if found),
        ),
        _turtle(f"{id}-works", "a odrl:AssetCollection", f"odrl:refinement {id}-license"),
        _turtle(f"{id}-license", "a odrl:Constraint", *_compares("synd:license", "odrl:eq", named)),
    ]
    if owner is license:
        duties = _iris(owner, [c for c in own if c.kind == "duty"])
        parts += [_turtle(f"{id}-{clause.name}", *_said(clause, duties, family)) for clause in own]
    return "".join(parts)


def _legal_codes(license: License) -> Iterator[str]:
    """Where the licence can be read; for a family, every unported version, the newest first."""
    versions = [row for row in licenses() if (row.elements, row.port) == (license.elements, None) and row.version]
    for row in [license] if license.url else sorted(versions, key=lambda row: row.version or "", reverse=True):
        yield f"<{(row.url or '').removeprefix(_BASE)}legalcode>"


def _said(clause: Clause, duties: str, family: str) -> Iterator[str]:
    """What is said of a clause."""
    yield f"a {_TYPES.get(clause.kind, 'odrl:Duty')}"
    yield f"odrl:action {' , '.join(clause.actions)}"
    if clause.if_edited:
        yield f"odrl:constraint {_edited(family)}"
    if clause.contested:
        yield "synd:contested true"
    if clause.kind == "permission":
        yield f"odrl:duty {duties}"
    yield f"rdfs:label {json.dumps(clause.label)}@en"


def _iris(owner: License, found: list[Clause]) -> str:
    return " , ".join(f"terms:{owner.id}-{clause.name}" for clause in found)


def _compares(operand: str, operator: str, value: str) -> tuple[str, ...]:
    return f"odrl:leftOperand {operand}", f"odrl:operator {operator}", f"odrl:rightOperand {value}"


def _turtle(subject: str, *said: str) -> str:
    """A subject and what is said of it, filled to lines of 120."""
    lines = [subject]
    for piece in (" ;\n".join(said) + " .").replace(" , ", " ,\n").split("\n"):
        if len(lines[-1]) + 1 + len(piece) > 120:
            lines.append("   ")
        lines[-1] += f" {piece}"
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    write()
