"""What the table of licences knows of a licence that a page states."""

from __future__ import annotations

from provenance.language.licenses import License, by_id, by_name, by_url
from provenance.model.article import License as Stated


def known(license: Stated) -> License | None:
    """The row of `vocab/licenses.ttl` that the identifier, the address or the name stands for, in this order."""
    return (
        (by_id(license.id) if license.id else None)
        or (by_url(license.url) if license.url else None)
        or (by_name(license.name) if license.name else None)
    )
