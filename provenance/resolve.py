"""Candidates → Article: chooses by named precedence, keeps the losers, marks what is inferred, builds the chain.

The precedences are the tables below, in the order that measuring on real pages supports. A statement that loses stays
in the record with `chosen` false, so that a conflict can be shown and judged.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from provenance.version import __version__
from provenance.chain import build_chain, parties
from provenance.hosts import canonical_is_foreign, host_of, resembles, same_page, site_label
from provenance.language.agencies import registry
from provenance.language.dates import day, instant
from provenance.language.licenses import by_name, by_url
from provenance.language.names import fold, is_site, same_person
from provenance.model.article import Article
from provenance.model.projection import project
from provenance.readers.raw import Candidate, Raw, organisation

AUTHOR_ORDER = (
    "editor", "byline_element", "byline_line", "author_element", "author_link", "json_ld", "sign_off", "microdata",
    "tail_byline", "meta_author", "vendor_meta", "author_box",
)  # fmt: skip
HINT_ORDER = ("follow_name", "tip_address", "bio_sentence")
DATE_ORDER = (
    "editor", "json_ld", "open_graph", "microdata", "byline_line", "time_element", "date_element", "byline_element",
    "date_line", "vendor_meta", "opening_date", "date_tail", "date_label", "url_path",
)  # fmt: skip
ORIGIN_ORDER = ("editor", "origin_formula", "json_ld", "republication_counter", "canonical_link", "vendor_meta")
PUBLISHER_ORDER = ("editor", "og_site_name", "json_ld", "vendor_meta", "more_from", "host")
HEADLINE_ORDER = ("editor", "title_line", "title_element", "json_ld", "open_graph", "vendor_meta", "title_tag")
CREDIT_METHODS = frozenset(
    ("editor", "dateline", "sign_off", "byline_element", "byline_line", "origin_formula", "distributor_formula", "credit_formula", "author_element",
     "json_ld", "json_ld_provider", "json_ld_source_organization", "microdata", "meta_author", "vendor_meta", "tail_byline",
     "copyright_line", "canonical_link")
)  # fmt: skip
SINGLE = {
    "canonical_url": ("canonical_link",),
    "language": ("editor", "lang_attribute", "json_ld", "vendor_meta"),
    "genre": ("json_ld", "vendor_meta"),
    "date_modified": DATE_ORDER,
    "date_published": DATE_ORDER,
    "expires": DATE_ORDER,
    "headline": HEADLINE_ORDER,
    "robots": ("meta_robots",),
    "is_accessible_for_free": ("json_ld", "open_graph"),
    "usage_terms": ("terms_sentence",),
}


def resolve(raw: Raw, *, read_at: datetime | None = None) -> Article:
    """Make the record of one reading.

    Args:
        raw: what the reader found; its candidates are marked in place.
        read_at: the instant of reading; now, where it is not given.

    Returns:
        The article, every candidate a statement of it.
    """
    rows = raw.candidates
    _add_derived(raw)
    _choose_url(raw)
    for property, order in SINGLE.items():
        _choose_first(rows, property, order)
    _prefer_printed_date(rows)
    publisher = _choose_publisher(raw)
    _choose_rights(raw, publisher)
    _choose_credits(raw, publisher)
    _choose_original(raw)
    _choose_byline(rows)
    _choose_authors(raw)
    _choose_licenses(rows)
    for row in rows:
        if row["property"] == "restriction" and row["scope"] == "article":
            row["chosen"] = True
    _give_ids(rows, raw)
    name = _digest_name(raw.digest)
    return project(
        (row for row in rows),
        id=f"{name}#copy",
        digest=raw.digest,
        source_format=raw.format,
        read_at=(read_at or datetime.now(UTC)).isoformat(timespec="seconds"),
        tool_version=__version__,
        chain=build_chain(rows),
        assets=raw.assets,
        corrections=raw.corrections,
    )


def _digest_name(digest: str) -> str:
    """`ni:///sha-256;…` (RFC 6920) of a `sha256:` digest."""
    encoded = base64.urlsafe_b64encode(bytes.fromhex(digest.split(":")[1])).rstrip(b"=").decode()
    return f"ni:///sha-256;{encoded}"


def _of(rows: Iterable[Candidate], property: str) -> list[Candidate]:
    return [row for row in rows if row["property"] == property]


def _by_order(rows: Iterable[Candidate], order: tuple[str, ...]) -> list[Candidate]:
    """The rows whose method the order names, best first; equal methods stay in reading order."""
    rank = {method: number for number, method in enumerate(order)}
    return sorted((row for row in rows if row["method"] in rank), key=lambda row: rank[row["method"]])


def _choose_first(rows: list[Candidate], property: str, order: tuple[str, ...]) -> Candidate | None:
    for row in _by_order(_of(rows, property), order):
        if row["value"] not in (None, "") and not (property in _DATES and _impossible(row["value"])):
            row["chosen"] = True
            return row
    return None


_MARKUP_DATES = frozenset(("json_ld", "open_graph", "microdata", "vendor_meta"))
_PRINTED_DATES = ("byline_element", "byline_line", "author_element", "date_element", "time_element", "date_line", "url_path")


def _prefer_printed_date(rows: list[Candidate]) -> None:
    """Let the date that the page prints win over its markup where markup only shifts it.

    Markup gives an instant, often in UTC: the day before or after the one that readers see. And where the page prints
    a later date beside its byline, markup gives the day on which the page was first made.
    """
    chosen = next((row for row in _of(rows, "date_published") if row["chosen"]), None)
    if chosen is None or chosen["method"] not in _MARKUP_DATES:
        return
    stamp = day(chosen["value"])
    local = next((row for row in _of(rows, "date_published") if row["method"] in _MARKUP_DATES and _same_instant(row, chosen)), None)
    if stamp is None:
        return
    for row in _by_order(_of(rows, "date_published"), _PRINTED_DATES):
        printed = day(row["value"])
        if printed is None or printed == stamp:
            return
        apart = (printed - stamp).days
        if abs(apart) == 1 or (apart > 1 and row["method"] in _PRINTED_DATES[:4]):
            winner = local if local and day(local["value"]) == printed else row
            chosen["chosen"], winner["chosen"] = False, True
        return


def _same_instant(row: Candidate, chosen: Candidate) -> bool:
    left, right = instant(row["value"]), instant(chosen["value"])
    return row is not chosen and left is not None and left == right and row["value"][:10] != chosen["value"][:10]


_DATES = frozenset(("date_published", "date_modified", "expires"))


def _impossible(iso: str) -> bool:
    """Template dates: 0001-01-01, 1970-01-01T00:00, and what is no date at all."""
    return not re.match(r"(?:1[5-9]|20)\d\d-\d\d", iso) or iso.startswith("1970-01-01")


def _add_derived(raw: Raw) -> None:
    """Candidates that compare addresses: a canonical on another host, the site's name from the host, the URL's date."""
    rows = raw.candidates
    url = raw.url or next((row["value"] for row in _by_order(_of(rows, "url"), ("editor", "open_graph"))), None)
    if url:
        host = host_of(url)
        if host:
            raw.say("publisher", organisation(host, registry().at_host(host), url=None), "host", as_read=host, basis="inferred",
                    voice="tool", scope="site")  # fmt: skip
        dated = re.search(r"/(20[012]\d|19[89]\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?=[/_.-]|$|\D)", url)
        if dated:
            year, month, day = (int(part) for part in dated.groups())
            raw.say("date_published", f"{year:04d}-{month:02d}-{day:02d}", "url_path", as_read=dated.group(), basis="inferred", voice="tool")
    canonical = next((row for row in _of(rows, "canonical_url") if row["value"]), None)
    if canonical and url and canonical_is_foreign(url, canonical["value"]):
        where = canonical["origin"]
        raw.say("original_url", canonical["value"], "canonical_link", as_read=canonical["value_as_read"], basis="inferred",
                voice="site_template", origin=where)  # fmt: skip
        host = host_of(canonical["value"])
        agency = registry().at_host(host)
        name = agency.name if agency else _name_of_host(host, url, rows)
        raw.say("credit", organisation(name, agency, role="agency" if agency and agency.kind == "newsAgency" else "original_publisher"),
                "canonical_link", as_read=host, basis="inferred", voice="tool", origin=where)  # fmt: skip


def _name_of_host(host: str, url: str, rows: list[Candidate]) -> str:
    """What the page calls the site at that host; else the name that its template carries and that is not ours; else its label."""
    label = site_label(host)
    for row in rows:
        if row["property"] in ("publisher", "copyright_holder") and isinstance(row["value"], dict):
            squeezed = re.sub(r"[^a-z0-9]", "", fold(row["value"]["name"]).removeprefix("the "))
            if len(squeezed) > 3 and (squeezed in label or label in squeezed):
                return str(row["value"]["name"])
    own = site_label(host_of(url))
    for row in rows:
        if row["property"] == "publisher" and row["method"] in ("json_ld", "og_site_name"):
            squeezed = re.sub(r"[\W_]+", "", fold(row["value"]["name"]).removeprefix("the "))
            if squeezed not in own and own not in squeezed and registry().get(row["value"].get("id") or "") is None:
                return str(row["value"]["name"])
    return site_label(host)


def _choose_url(raw: Raw) -> None:
    rows = raw.candidates
    if raw.url and not any(row["method"] == "editor" for row in _of(rows, "url")):
        raw.say("url", raw.url, "given_url", as_read=raw.url, basis="editor", voice="editor")
    _choose_first(rows, "url", ("editor", "given_url", "open_graph"))


def _choose_publisher(raw: Raw) -> Candidate | None:
    """The site. A template that names an agency as publisher of a local page is passed over."""
    rows = raw.candidates
    chosen = next((row["value"] for row in _of(rows, "url") if row["chosen"]), raw.url)
    host = host_of(chosen or "")
    elsewhere = any(row["method"] == "canonical_link" for row in _of(rows, "original_url"))
    for row in _by_order(_of(rows, "publisher"), PUBLISHER_ORDER):
        agency = registry().get(row["value"].get("id") or "")
        like_host = resembles(row["value"]["name"], site_label(host))
        if row["method"] not in ("editor", "host") and host and not like_host:
            if elsewhere or (agency and registry().at_host(host) != agency):
                continue
        row["chosen"] = True
        return row
    return None


def _is_own(agent: dict[str, Any], raw: Raw, publisher: Candidate | None) -> bool:
    """Whether an organisation is the site itself, by name, by IRI or by its hosts."""
    if is_site(agent["name"], raw.site):
        return True
    agency = registry().get(agent.get("id") or "")
    if agency:
        url = raw.url or next((row["value"] for row in _of(raw.candidates, "url") if row["chosen"]), "")
        if registry().at_host(host_of(url or "")) == agency:
            return True
    if publisher is None or agent is publisher["value"]:
        return False
    left, right = fold(agent["name"]).removeprefix("the "), fold(publisher["value"]["name"]).removeprefix("the ")
    if left == right or bool(agent.get("id")) and agent.get("id") == publisher["value"].get("id"):
        return True
    host = site_label(host_of(str(raw.url or "")))
    if len(host) > 3 and host in re.sub(r"[\W_]+", "", left) and not agency:
        return True
    return len(right) > 4 and (left.startswith(right + " ") or left.startswith(right + ".") or left.startswith(right + ","))


def _choose_rights(raw: Raw, publisher: Candidate | None) -> None:
    """Holder, year and notice: stated of this article. A notice of the site itself covers the site, not the text."""
    rows = raw.candidates
    places: set[tuple[Any, ...]] = set()
    for row in _of(rows, "copyright_holder"):
        if row["basis"] == "stated" and row["scope"] == "article" and _is_own(row["value"], raw, publisher) and row["method"] == "copyright_line":
            row.update(basis="default", scope="site", voice="site_template")
            places.add(_spot(row))
    for row in rows:
        if row["property"] not in ("copyright_holder", "copyright_year", "copyright_notice"):
            continue
        if row["method"] == "copyright_line" and _spot(row) in places:
            row.update(basis="default", scope="site", voice="site_template")
        row["chosen"] = row["basis"] in ("stated", "editor") and row["scope"] == "article"


def _spot(row: Candidate) -> tuple[Any, ...]:
    where = row["origin"] or {}
    return where.get("line"), where.get("column")


def _choose_credits(raw: Raw, publisher: Candidate | None) -> None:
    """Who is credited besides the authors. The site itself is no credit; a party keeps its strongest role."""
    rows = raw.candidates
    for row in _of(rows, "copyright_holder"):
        agency = registry().get(row["value"].get("id") or "")
        if row["chosen"] and row["value"]["type"] == "Organization" and row["method"] == "copyright_line":
            role = "agency" if agency and agency.kind in ("newsAgency", "newsFoundation") else "original_publisher"
            if _is_own(row["value"], raw, publisher):
                continue
            several = [(name, registry().named(name, slot=True)) for name in row["value"]["name"].split("/")]
            if len(several) > 1 and all(each for _, each in several):
                for name, each in several:
                    raw.say("credit", organisation(name, each, role="agency"), "copyright_line", as_read=row["value_as_read"],
                            basis="inferred", voice="tool", origin=row["origin"])  # fmt: skip
                continue
            raw.say("credit", {**row["value"], "role": role}, "copyright_line", as_read=row["value_as_read"], basis="inferred",
                    voice="tool", origin=row["origin"])  # fmt: skip
    roles: dict[str, str] = {}
    for row in _of(rows, "credit"):
        value = row["value"]
        if row["method"] not in CREDIT_METHODS or row["basis"] == "default" or row["scope"] != "article":
            continue
        if value["type"] == "Organization" and _is_own(value, raw, publisher) and not _is_edition(row, publisher):
            continue
        key = value.get("id") or fold(value["name"]).removeprefix("the ")
        value["role"] = roles.setdefault(key, value.get("role") or "agency")
        row["chosen"] = True


def _is_edition(row: Candidate, publisher: Candidate | None) -> bool:
    """Another edition of the same brand, named as the origin in a sentence: "originally appeared on Harbor Post UK"."""
    if row["method"] != "origin_formula" or publisher is None:
        return False
    name, own = fold(row["value"]["name"]), fold(publisher["value"]["name"])
    return name.startswith(own + " ") and len(name) - len(own) < 15 and "." not in name


def _choose_original(raw: Raw) -> None:
    url = next((row["value"] for row in _of(raw.candidates, "url") if row["chosen"]), None)
    for row in _by_order(_of(raw.candidates, "original_url"), ORIGIN_ORDER):
        if url and (same_page(url, row["value"]) or (row["method"] != "origin_formula" and not canonical_is_foreign(url, row["value"]))):
            continue
        row["chosen"] = True
        return


def _choose_byline(rows: list[Candidate]) -> None:
    """The byline that says most: named before withheld before empty before not a name."""
    states = _by_order(_of(rows, "byline_state"), ("editor", "byline_element", "byline_line", "author_element", "tail_byline", "author_box", "json_ld"))
    for wanted in ("withheld", "named", "empty", "not_a_name"):
        for row in states:
            if row["value"] != wanted or (row["method"] == "author_box" and wanted != "named"):
                continue
            row["chosen"] = True
            spot = _spot(row)
            text = next((each for each in _of(rows, "byline") if _spot(each) == spot and each["method"] == row["method"]), None)
            if text:
                text["chosen"] = True
            return


def _choose_authors(raw: Raw) -> None:
    """The people of the best source that names any; a hint only where no byline names or withholds one."""
    rows = raw.candidates
    state = next((row["value"] for row in _of(rows, "byline_state") if row["chosen"]), "absent")
    if state == "withheld":
        return
    ranked = _by_order(_of(rows, "author"), AUTHOR_ORDER)
    people = [row for row in ranked if row["value"]["type"] == "Person" and row["basis"] in ("stated", "editor")]
    bodies = [row for row in ranked if row["value"]["type"] == "Organization" and not _is_own(row["value"], raw, None)]
    pool = people or bodies
    if not pool:
        hints = _by_order(_of(rows, "author"), HINT_ORDER)
        if hints and not any(row["chosen"] for row in _of(rows, "credit") if row["method"] != "copyright_line"):
            for row in hints:
                row["chosen"] = same_person(row["value"]["name"], hints[0]["value"]["name"])
        return
    names = _agreed(pool) if people else {fold(pool[0]["value"]["name"])}
    for row in pool:
        row["chosen"] = fold(row["value"]["name"]) in names


_WEIGHT = {
    "editor": 9.0, "byline": 1.6, "author_element": 1.0, "author_link": 1.0, "json_ld": 1.3, "sign_off": 1.0, "microdata": 0.8,
    "tail_byline": 0.8, "meta_author": 0.8, "vendor_meta": 0.8, "author_box": 0.4,
}  # fmt: skip


def _agreed(pool: list[Candidate]) -> frozenset[str]:
    """The set of names to choose: the best source's, unless sources that share a name with it agree on another set.

    A parsed byline may have lost a name or caught a word too many; markup that names the same people with more or
    fewer corrects it. Markup that names quite other people does not: it often is the account that posted the page.
    """
    sets: dict[str, frozenset[str]] = {}
    for row in pool:
        source = "byline" if row["method"] in ("byline_element", "byline_line") else row["method"]
        sets[source] = sets.get(source, frozenset()) | {fold(row["value"]["name"])}
    best = sets[next(iter(sets))]
    if "author_element" in sets and best == sets["author_element"] and "json_ld" in sets:
        best = best if best & sets["json_ld"] else sets["json_ld"]
    votes: dict[frozenset[str], float] = {}
    for source, names in sets.items():
        if names & best:
            votes[names] = votes.get(names, 0.0) + _WEIGHT[source]
    return max(votes, key=lambda names: votes[names])


def _choose_licenses(rows: list[Candidate]) -> None:
    """Licences become references of the registry; those that the page does not say of this text are not chosen."""
    for row in _of(rows, "license"):
        text = row["value"]
        known = (by_url(text) if text.startswith("http") else None) or by_name(text)
        row["value"] = {
            "type": "License",
            "id": known.id if known else None,
            "url": known.url if known else text if text.startswith("http") else None,
            "name": known.name if known else None if text.startswith("http") else text,
        }
        row["chosen"] = row["scope"] == "article" and row["basis"] in ("stated", "editor")


def _give_ids(rows: list[Candidate], raw: Raw) -> None:
    """Fragment names: statements in order, one id for all agents of one type and name, spelled alike."""
    agents = [row["value"] for row in rows if isinstance(row["value"], dict) and row["value"].get("type") in _PREFIX]
    agents += [asset["holder"] for asset in raw.assets if asset.get("holder")]
    groups: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for agent in agents:
        if not agent.get("id"):
            groups.setdefault((agent["type"], fold(agent["name"])), []).append(agent)
    counts = dict.fromkeys(_PREFIX, 0)
    for (kind, _), same in groups.items():
        counts[kind] += 1
        url = next((agent["url"] for agent in same if agent.get("url")), None)
        for agent in same:
            agent.update(id=f"{_PREFIX[kind]}-{counts[kind]}", name=same[0]["name"], url=url)
    for number, row in enumerate(rows, start=1):
        row["id"] = f"s-{number}"


_PREFIX = {"Person": "person", "Organization": "org"}


__all__ = ["parties", "resolve"]
