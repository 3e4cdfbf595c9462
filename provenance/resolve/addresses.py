"""Addresses: where this copy stands, where the original stands, and what comparing them tells."""

from __future__ import annotations

import re

from provenance.hosts import canonical_is_foreign, host_of, same_page, site_label
from provenance.language.agencies import registry
from provenance.language.names import fold
from provenance.readers.raw import Candidate, Raw, organisation
from provenance.resolve.order import ORIGIN_ORDER, URL_ORDER, by_order, choose_first, of


def add_derived(raw: Raw) -> None:
    """Candidates that compare addresses: a canonical on another host, the site's name from the host, the URL's date."""
    rows = raw.candidates
    url = raw.url or next((row["value"] for row in by_order(of(raw, "url"), URL_ORDER)), None)
    if url:
        host = host_of(url)
        if host:
            raw.say(
                "publisher",
                organisation(host, registry().at_host(host), url=None),
                "host",
                as_read=host,
                basis="inferred",
                voice="tool",
                scope="site",
            )
        dated = re.search(r"/(20[012]\d|19[89]\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?=[/_.-]|$|\D)", url)
        if dated:
            year, month, day = (int(part) for part in dated.groups())
            raw.say(
                "date_published",
                f"{year:04d}-{month:02d}-{day:02d}",
                "url_path",
                as_read=dated.group(),
                basis="inferred",
                voice="tool",
            )
    canonical = next((row for row in of(raw, "canonical_url") if row["value"]), None)
    if canonical and url and canonical_is_foreign(url, canonical["value"]):
        where = canonical["origin"]
        raw.say(
            "original_url",
            canonical["value"],
            "canonical_link",
            as_read=canonical["value_as_read"],
            basis="inferred",
            voice="site_template",
            origin=where,
        )
        host = host_of(canonical["value"])
        agency = registry().at_host(host)
        name = agency.name if agency else _name_of_host(host, url, rows)
        raw.say(
            "credit",
            organisation(
                name, agency, role="agency" if agency and agency.kind == "newsAgency" else "original_publisher"
            ),
            "canonical_link",
            as_read=host,
            basis="inferred",
            voice="tool",
            origin=where,
        )


def _name_of_host(host: str, url: str, rows: list[Candidate]) -> str:
    """What the page calls the site at that host; else the name in its template that is not ours; else its label."""
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
    return site_label(host) or host


def choose_url(raw: Raw) -> None:
    """Where this copy stands: as an editor or the fetch says, else as the page says."""
    if raw.url and not any(row["method"] == "editor" for row in of(raw, "url")):
        raw.say("url", raw.url, "given_url", as_read=raw.url, basis="editor", voice="editor")
    choose_first(raw, "url", URL_ORDER)


def choose_original(raw: Raw) -> None:
    """Where the original stands: the best address that is not this page, or another page of this site."""
    url = next((row["value"] for row in of(raw, "url") if row["chosen"]), None)
    for row in by_order(of(raw, "original_url"), ORIGIN_ORDER):
        if url and (
            same_page(url, row["value"])
            or (row["method"] != "origin_formula" and not canonical_is_foreign(url, row["value"]))
        ):
            continue
        row["chosen"] = True
        return
