"""The site, and the organisations that are credited besides it."""

from __future__ import annotations

import re
from typing import Any

from provenance.hosts import host_of, resembles, site_label
from provenance.language.agencies import registry
from provenance.language.names import fold, is_site
from provenance.readers.raw import Candidate, Raw, organisation
from provenance.resolve.order import PUBLISHER_ORDER, by_order, of

CREDIT_METHODS = frozenset(
    (
        "editor",
        "dateline",
        "sign_off",
        "byline_element",
        "byline_line",
        "origin_formula",
        "distributor_formula",
        "credit_formula",
        "author_element",
        "json_ld",
        "json_ld_provider",
        "json_ld_source_organization",
        "item_field",
        "hop_history",
        "source_field",
        "microdata",
        "meta_author",
        "vendor_meta",
        "tail_byline",
        "copyright_line",
        "canonical_link",
        "republication_counter",
    )
)


_NOTICES = frozenset(("copyright_line", "item_field"))
"""Methods that read a holder where a story names the party that it belongs to."""


def choose_publisher(raw: Raw) -> Candidate | None:
    """The site. A template that names an agency as publisher of a local page is passed over."""
    chosen = next((row["value"] for row in of(raw, "url") if row["chosen"]), raw.url)
    host = host_of(chosen or "")
    elsewhere = any(row["method"] == "canonical_link" for row in of(raw, "original_url"))
    for row in by_order(of(raw, "publisher"), PUBLISHER_ORDER):
        agency = registry().get(row["value"].get("id") or "")
        like_host = resembles(row["value"]["name"], site_label(host))
        known = row["method"] in ("editor", "host") or not host or like_host
        if not known and (elsewhere or (agency and registry().at_host(host) != agency)):
            continue
        row["chosen"] = True
        return row
    return None


def is_own(agent: dict[str, Any], raw: Raw, publisher: Candidate | None) -> bool:
    """Whether an organisation is the site itself, by name, by IRI or by its hosts."""
    if is_site(agent["name"], raw.site):
        return True
    agency = registry().get(agent.get("id") or "")
    if agency:
        url = raw.url or next((row["value"] for row in of(raw, "url") if row["chosen"]), "")
        if registry().at_host(host_of(url or "")) == agency:
            return True
    if publisher is None or agent is publisher["value"]:
        return False
    left, right = fold(agent["name"]).removeprefix("the "), fold(publisher["value"]["name"]).removeprefix("the ")
    if left == right or (bool(agent.get("id")) and agent.get("id") == publisher["value"].get("id")):
        return True
    host = site_label(host_of(str(raw.url or "")))
    if len(host) > 3 and host in re.sub(r"[\W_]+", "", left) and not agency:
        return True
    return len(right) > 4 and left.startswith((right + " ", right + ".", right + ","))


def settle_houses(raw: Raw) -> None:
    """Let a name be an organisation everywhere where the page says that it published the text.

    "Tidewater Ledger" looks like a person's name in a byline or a notice; "originally published by Tidewater Ledger"
    tells what it is. One who is the only author stays a person: bloggers publish under their own names.
    """
    houses = {
        fold(row["value"]["name"])
        for row in of(raw, "credit")
        if row["value"]
        and row["value"]["type"] == "Organization"
        and row["method"] in ("origin_formula", "distributor_formula")
    }
    authors = {fold(row["value"]["name"]) for row in of(raw, "author")}
    if authors and authors <= houses:
        return
    for row in of(raw, "author") + of(raw, "copyright_holder"):
        if row["value"]["type"] == "Person" and fold(row["value"]["name"]) in houses:
            row["value"]["type"] = "Organization"


def choose_credits(raw: Raw, publisher: Candidate | None) -> None:
    """Who is credited besides the authors. The site itself is no credit; a party keeps its strongest role."""
    for row in of(raw, "copyright_holder"):
        agency = registry().get(row["value"].get("id") or "")
        if row["chosen"] and row["value"]["type"] == "Organization" and row["method"] in _NOTICES:
            role = "agency" if agency and agency.kind in ("newsAgency", "newsFoundation") else "original_publisher"
            if is_own(row["value"], raw, publisher):
                continue
            several = [(name, registry().named(name, slot=True)) for name in row["value"]["name"].split("/")]
            if len(several) > 1 and all(each for _, each in several):
                for name, each in several:
                    raw.say(
                        "credit",
                        organisation(name, each, role="agency"),
                        "copyright_line",
                        as_read=row["value_as_read"],
                        basis="inferred",
                        voice="tool",
                        origin=row["origin"],
                    )
                continue
            raw.say(
                "credit",
                {**row["value"], "role": role},
                "copyright_line",
                as_read=row["value_as_read"],
                basis="inferred",
                voice="tool",
                origin=row["origin"],
            )
    credited: dict[str, list[dict[str, Any]]] = {}
    for row in of(raw, "credit"):
        value = row["value"]
        if (
            value is None
            or row["method"] not in CREDIT_METHODS
            or row["basis"] == "default"
            or row["scope"] != "article"
        ):
            continue
        if value["type"] == "Organization" and is_own(value, raw, publisher) and not _is_edition(row, publisher):
            continue
        key = value.get("id") or fold(value["name"]).removeprefix("the ")
        credited.setdefault(key, []).append(value)
        row["chosen"] = True
    for values in credited.values():
        roles = [value.get("role") or "agency" for value in values]
        strongest = next((role for role in roles if role != "contributor"), roles[0])
        for value in values:
            value["role"] = strongest


def _is_edition(row: Candidate, publisher: Candidate | None) -> bool:
    """Another edition of the same brand, named as the origin in a sentence: "originally appeared on Harbor Post UK"."""
    if row["method"] != "origin_formula" or publisher is None:
        return False
    name, own = fold(row["value"]["name"]), fold(publisher["value"]["name"])
    return name.startswith(own + " ") and len(name) - len(own) < 15 and "." not in name
