"""A house's own rows as policies: `[[contracts]]`, `[[permits]]` and `[[terms]]` of provenance.toml.

They become the same nouns as ODRL, so that one engine judges all. What a row does not mention it does not cover; what
an editor wrote down counts as verified, until its own end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any

from provenance.errors import ConfigError
from provenance.hosts import host_of
from provenance.language.agencies import registry
from provenance.terms.actions import BY_EDIT, BY_EXTENT, BY_MONEY
from provenance.terms.instants import interval
from provenance.terms.policy import Condition, Constraint, Duty, Evidence, Policy, Rule
from provenance.terms.use import EDITS, EXTENTS, MEDIA, MONETISATION
from provenance.terms.words import is_duty

PARTS = ("text", "image", "chart", "video", "audio", "embed")
LINKS = ("article", "home", "articleOrHome")

CONTRACT_KEYS = frozenset(
    ("with", "media", "territory", "parts", "excludes", "from", "until", "zone", "days", "edits", "extent",
     "monetisation", "systematic", "duties", "credit", "note", "source")
)  # fmt: skip
PERMIT_KEYS = frozenset(
    ("who", "story", "allow", "media", "territory", "parts", "edits", "extent", "monetisation", "systematic", "from",
     "until", "zone", "note", "by", "source")
)  # fmt: skip
TERMS_KEYS = frozenset(
    ("holder", "licence", "media", "territory", "parts", "edits", "extent", "monetisation", "systematic", "forbids",
     "duties", "credit", "link", "days", "delay", "note", "source", "read", "verified")
)  # fmt: skip
_FORBIDDEN = {**BY_EDIT, **BY_MONEY, "excerpt": "odrl:extract", "systematic": "synd:republishSystematically"}


def party_id(name: str) -> str:
    """The IRI of the registry for a name, short name, host, slug or IRI; the name itself where it is not there.

    Parties that the registry does not know are matched by their name.
    """
    from provenance.language.agencies import NAMESPACE

    rows = registry()
    if row := rows.get(name) or rows.get(NAMESPACE + name):
        return row.id
    if row := rows.named(name, slot=True) or rows.at_host(host_of(name) or name):
        return row.id
    return name


def contract(row: Mapping[str, Any], number: int, source: str | None = None) -> Policy:
    """The policy of a `[[contracts]]` row (odrl:Agreement).

    Keys: `with` (name, short name, host or IRI of the party), `media`, `territory`, `parts` (default text), `excludes`
    (parts that it rules out), `from`, `until` (that day included), `zone` (of these days), `days` (after publication),
    `edits`, `monetisation`, `systematic` (what it permits beside republishing as it is), `extent` (what it covers;
    default full), `duties` (words of the profile such as `keep_links`, or sentences), `credit`, `note`, `source`.

    Raises:
        ConfigError: an unknown key, a missing party, or a value of the wrong kind.
    """
    place = f"contracts.{number}"
    _known(row, CONTRACT_KEYS, place, source)
    party = _text(row, "with", place, source)
    id = f"urn:provenance:contract:{number}"
    evidence = _evidence(row, f"contract with {party}", place, source)
    conditions = [*_coverage(row, id, place, source), *_window(row, id, place, source)]
    rules = [
        Rule(f"{id}#use", "permission", _actions(row, place, source), evidence, tuple(conditions),
             duties=tuple(_duties(row, id, evidence, place, source))),
        *_excluded(row, id, evidence, place, source),
    ]  # fmt: skip
    if (days := row.get("days")) is not None:
        rules += _days(days, id, evidence, place, source)
    return _policy(id, "Agreement", f"contract with {party}", "contract", evidence, rules, party)


def permit(row: Mapping[str, Any], number: int, source: str | None = None) -> Policy:
    """The policy of a `[[permits]]` row: what somebody was allowed, or refused (odrl:Agreement).

    Keys: `who` (the party that said so), `story` (an address; without it, all its stories), `allow` (default true;
    false is a refusal, of everything that the row does not limit it to), `media`, `territory`, `parts`, `edits`,
    `extent`, `monetisation`, `systematic`, `from`, `until`, `zone`, `note`, `by`, `source`.

    Raises:
        ConfigError: as for `contract`.
    """
    place = f"permits.{number}"
    _known(row, PERMIT_KEYS, place, source)
    party = _text(row, "who", place, source)
    allow = _flag(row, "allow", place, source, default=True)
    id = f"urn:provenance:permit:{number}"
    word = "permission" if allow else "refusal"
    evidence = _evidence(row, f"{word} of {party}", place, source)
    conditions = (
        *_coverage(row, id, place, source, parts=("text",) if allow else ()),
        *_window(row, id, place, source),
    )
    actions = _actions(row, place, source) if allow else _refused(row, place, source)
    rule = Rule(f"{id}#use", "permission" if allow else "prohibition", actions, evidence, conditions)
    targets: tuple[Condition, ...] = ()
    if "story" in row:
        address = _text(row, "story", place, source)
        targets = (Constraint(f"{id}#story", "odrl:uid", "odrl:isPartOf", (address,)),)
    policy = _policy(id, "Agreement", f"{word} of {party}", "permit", evidence, [rule], party)
    return policy._replace(targets=targets)


def own_terms(row: Mapping[str, Any], number: int, source: str | None = None) -> Policy:
    """The policy of a `[[terms]]` row: terms of a holder that the registry lacks (odrl:Offer).

    Keys: `holder`, `licence` (SPDX identifier that they stand on), `media`, `territory`, `parts`, `edits`,
    `monetisation`, `systematic` (what is permitted beside republishing as it is), `extent` (default full), `forbids`,
    `duties`, `credit` (a template), `link` (`article`, `home` or `articleOrHome`), `days` (after publication, when it
    must come down), `delay` (days), `note`, `source`, `read` (date), `verified`.

    Raises:
        ConfigError: as for `contract`.
    """
    place = f"terms.{number}"
    _known(row, TERMS_KEYS, place, source)
    party = _text(row, "holder", place, source)
    id = f"urn:provenance:terms:{number}"
    evidence = Evidence(
        source=_text(row, "source", place, source) if "source" in row else source,
        quote=_text(row, "note", place, source) if "note" in row else None,
        date_read=_iso(row["read"], f"{place}.read", source) if "read" in row else None,
        verified=_flag(row, "verified", place, source),
    )
    conditions = list(_coverage(row, id, place, source))
    if (delay := row.get("delay")) is not None:
        span = f"P{_number(delay, 'delay', place, source)}D"
        conditions.append(Constraint(f"{id}#delay", "synd:sincePublication", "odrl:gteq", (span,)))
    rules = [
        Rule(f"{id}#use", "permission", _actions(row, place, source), evidence, tuple(conditions),
             duties=tuple(_duties(row, id, evidence, place, source))),
    ]  # fmt: skip
    if (days := row.get("days")) is not None:
        rules += _days(days, id, evidence, place, source)
    rules += [
        Rule(f"{id}#no-{word}", "prohibition", (_FORBIDDEN[word],), evidence)
        for word in _list(row, "forbids", place, source, tuple(_FORBIDDEN))
    ]
    policy = _policy(id, "Offer", f"terms of {party}", "licence", evidence, rules, party)
    if licence := row.get("licence"):
        from provenance.terms.rdf import PREFIXES

        policy = policy._replace(layer="addition", parents=(PREFIXES["terms"] + str(licence),))
    return policy


def _policy(
    id: str, type: str, title: str, layer: Any, evidence: Evidence, rules: Iterable[Rule], party: str
) -> Policy:
    return Policy(
        id, type, title, layer, evidence, tuple(rules), (party_id(party),), binding="at_use", conflict="prohibit"
    )


def _actions(row: Mapping[str, Any], place: str, source: str | None) -> tuple[str, ...]:
    """What a row permits: so much of the story as it covers, and what it adds."""
    extents = _list(row, "extent", place, source, EXTENTS) or ("full",)
    return (*(BY_EXTENT[word] for word in extents), *_besides(row, place, source))


def _refused(row: Mapping[str, Any], place: str, source: str | None) -> tuple[str, ...]:
    """What a row refuses: what it names, or everything."""
    extents = _list(row, "extent", place, source, EXTENTS)
    return (*(BY_EXTENT[word] for word in extents), *_besides(row, place, source)) or ("odrl:use",)


def _besides(row: Mapping[str, Any], place: str, source: str | None) -> Iterator[str]:
    """The actions beside republishing that a row names."""
    for key, known, actions in (("edits", EDITS, BY_EDIT), ("monetisation", MONETISATION, BY_MONEY)):
        yield from (actions[word] for word in _list(row, key, place, source, known) if word != "none")
    if _flag(row, "systematic", place, source):
        yield "synd:republishSystematically"


def _coverage(
    row: Mapping[str, Any], id: str, place: str, source: str | None, parts: tuple[str, ...] = ("text",)
) -> Iterator[Constraint]:
    """What the row reaches: media, territory, kinds of parts; `parts` where it names none, and all for none at all."""
    if media := _list(row, "media", place, source, MEDIA):
        yield Constraint(f"{id}#media", "synd:medium", "odrl:isAnyOf", media)
    if territory := _list(row, "territory", place, source):
        yield Constraint(f"{id}#territory", "odrl:spatial", "odrl:isAnyOf", territory)
    parts = _list(row, "parts", place, source, PARTS) or parts
    parts += _list(row, "excludes", place, source, PARTS)  # it speaks of them, if only to rule them out
    if parts:
        yield Constraint(f"{id}#parts", "synd:part", "odrl:isAnyOf", parts)


def _window(row: Mapping[str, Any], id: str, place: str, source: str | None) -> Iterator[Constraint]:
    """From when until when: days in the row's own zone, the last one included."""
    zone = _zone(row, place, source)
    if "from" in row:
        edge = _edge(row["from"], zone, False, f"{place}.from", source)
        yield Constraint(f"{id}#from", "odrl:dateTime", "odrl:gteq", (edge,))
    if "until" in row:
        edge = _edge(row["until"], zone, True, f"{place}.until", source)
        yield Constraint(f"{id}#until", "odrl:dateTime", "odrl:lteq", (edge,))


def _days(days: Any, id: str, evidence: Evidence, place: str, source: str | None) -> Iterator[Rule]:
    """So many days after publication: not to be published later, and to be taken down then."""
    span = f"P{_number(days, 'days', place, source)}D"
    closed = Constraint(f"{id}#days", "synd:sincePublication", "odrl:gt", (span,))
    label = f"It allows {days} days after publication."
    yield Rule(f"{id}#late", "prohibition", tuple(BY_EXTENT.values()), evidence, (closed,), label=label)
    duty = Duty(f"{id}#down", "synd:takeDown", evidence, after=span)
    yield Rule(f"{id}#down", "obligation", (), evidence, duties=(duty,))


def _excluded(row: Mapping[str, Any], id: str, evidence: Evidence, place: str, source: str | None) -> Iterator[Rule]:
    if parts := _list(row, "excludes", place, source, PARTS):
        target = Constraint(f"{id}#excluded", "synd:part", "odrl:isAnyOf", parts)
        yield Rule(f"{id}#excludes", "prohibition", ("odrl:use",), evidence, targets=(target,))


def _duties(row: Mapping[str, Any], id: str, evidence: Evidence, place: str, source: str | None) -> Iterator[Duty]:
    """What a row asks for in return: a credit, a link, words of the profile (`keep_links`), or sentences."""
    if "credit" in row:
        template = _text(row, "credit", place, source)
        yield Duty(f"{id}#credit", "synd:credit", evidence, template=template)
    if "link" in row:
        target = _text(row, "link", place, source)
        if target not in LINKS:
            raise ConfigError(f"expected {', '.join(LINKS)}, found {target!r}", source=source, place=f"{place}.link")
        yield Duty(f"{id}#link", "synd:linkOriginal", evidence, link_to=target)
    for number, word in enumerate(_list(row, "duties", place, source), 1):
        if " " in word:
            yield Duty(f"{id}#duty-{number}", "synd:observe", evidence, label=word)
            continue
        head, *rest = word.split("_")
        action = "synd:" + head + "".join(part.title() for part in rest)
        if not is_duty(action):
            raise ConfigError(
                f"expected a duty as keep_byline, or a sentence, found {word!r}", source=source, place=f"{place}.duties"
            )
        yield Duty(f"{id}#{word}", action, evidence)


def _evidence(row: Mapping[str, Any], title: str, place: str, source: str | None) -> Evidence:
    """An editor's own row: verified by being written, and never stale before its own end."""
    source = _text(row, "source", place, source) if "source" in row else source
    quote = _text(row, "note", place, source) if "note" in row else title
    return Evidence(source, quote, verified=True, fixed=True)


def _known(row: Mapping[str, Any], keys: frozenset[str], place: str, source: str | None) -> None:
    from provenance.config import unknown

    if stray := sorted(set(row) - keys):
        raise ConfigError(unknown("key", stray[0], keys), source=source, place=f"{place}.{stray[0]}")


def _text(row: Mapping[str, Any], key: str, place: str, source: str | None) -> str:
    value = row.get(key)
    if not isinstance(value, str) or not value.strip():
        raise ConfigError(f"expected a name, found {value!r}", source=source, place=f"{place}.{key}")
    return value.strip()


def _list(
    row: Mapping[str, Any], key: str, place: str, source: str | None, known: tuple[str, ...] | None = None
) -> tuple[str, ...]:
    value = row.get(key)
    if value is None:
        return ()
    words = (value,) if isinstance(value, str) else value
    if not isinstance(words, (list, tuple)) or not all(isinstance(word, str) for word in words):
        raise ConfigError(f"expected words, found {value!r}", source=source, place=f"{place}.{key}")
    words = tuple({f"{part}s": part for part in PARTS[1:]}.get(word, word) for word in words)
    for word in words:
        if known is not None and word not in known:
            raise ConfigError(f"expected {', '.join(known)}, found {word!r}", source=source, place=f"{place}.{key}")
    return words


def _flag(row: Mapping[str, Any], key: str, place: str, source: str | None, *, default: bool = False) -> bool:
    value = row.get(key, default)
    if not isinstance(value, bool):
        raise ConfigError(f"expected true or false, found {value!r}", source=source, place=f"{place}.{key}")
    return value


def _number(value: Any, key: str, place: str, source: str | None) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ConfigError(f"expected a number of days, found {value!r}", source=source, place=f"{place}.{key}")
    return value


def _zone(row: Mapping[str, Any], place: str, source: str | None) -> tzinfo | None:
    name = row.get("zone")
    if name is None:
        return None
    if name in ("UTC", "Z"):
        return UTC
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(str(name))
    except (KeyError, ValueError, OSError):
        raise ConfigError(
            f"expected a time zone as Europe/Berlin, found {name!r}", source=source, place=f"{place}.zone"
        ) from None


def _edge(value: Any, zone: tzinfo | None, is_end: bool, place: str, source: str | None) -> str:
    """The instant at which a day begins or has ended in its zone; without a zone, the day itself.

    A year or a month has no such edge in a zone of a row: it stays as wide as it is.
    """
    text = _iso(value, place, source)
    if zone is None:
        return text
    if len(text) == 10:
        day = date.fromisoformat(text) + timedelta(days=1 if is_end else 0)
        return datetime.combine(day, time.min, zone).isoformat()
    if len(text) < 10:
        return text
    moment = datetime.fromisoformat(text)
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).isoformat()


def _iso(value: Any, place: str, source: str | None) -> str:
    text = value.isoformat() if isinstance(value, date) else value
    try:
        interval(text)
    except (AttributeError, TypeError, ValueError):
        raise ConfigError(f"expected a date as 2026-12-31, found {value!r}", source=source, place=place) from None
    return str(text).strip()
