"""Holder, year, notice and licence: only what is stated of this article is chosen."""

from __future__ import annotations

from typing import Any

from provenance.language.licenses import by_name, by_url
from provenance.readers.raw import Candidate, Raw
from provenance.resolve.order import is_said_of_text, of, spot
from provenance.resolve.parties import is_own


def choose_rights(raw: Raw, publisher: Candidate | None) -> None:
    """Holder, year and notice: stated of this article. A notice of the site itself covers the site, not the text."""
    rows = raw.candidates
    places: set[tuple[Any, ...]] = set()
    for row in of(raw, "copyright_holder"):
        if (
            row["basis"] == "stated"
            and row["scope"] == "article"
            and is_own(row["value"], raw, publisher)
            and row["method"] in ("copyright_line", "json_ld", "microdata")
        ):
            row.update(basis="default", scope="site", voice="site_template")
            places.add(spot(row))
    for row in rows:
        if row["property"] not in ("copyright_holder", "copyright_year", "copyright_notice"):
            continue
        if row["method"] == "copyright_line" and spot(row) in places:
            row.update(basis="default", scope="site", voice="site_template")
        row["chosen"] = is_said_of_text(row)


def choose_licenses(raw: Raw) -> None:
    """Licences become references of the registry; those that the page does not say of this text are not chosen."""
    for row in of(raw, "license"):
        text = row["value"]
        known = (by_url(text) if text.startswith("http") else None) or by_name(text)
        row["value"] = {
            "type": "License",
            "id": known.id if known else None,
            "url": known.url if known else text if text.startswith("http") else None,
            "name": known.name if known else None if text.startswith("http") else text,
        }
        row["chosen"] = is_said_of_text(row)
