"""The part that an organisation plays for a story, by its kind in the registry."""

from __future__ import annotations

from provenance.language.agencies import registry
from provenance.model.values import CreditRole


def role_of_kind(kind: str | None, *, slot: bool = False) -> CreditRole:
    """The role of a credited organisation.

    Args:
        kind: its kind in `vocab/agencies.ttl`; None where the registry does not know it.
        slot: it stands where agencies stand (a dateline, a closing mark), so that a publisher there acts as one.
    """
    if kind in ("syndicate", "releaseWire", "distributor"):
        return "distributor"
    if kind in ("newsAgency", "newsFoundation"):
        return "agency"
    return "agency" if slot and kind != "nonprofitNewsroom" else "original_publisher"


def role_of(iri: str) -> CreditRole:
    """The role of the organisation with this IRI."""
    agency = registry().get(iri)
    return role_of_kind(agency.kind if agency else None)
