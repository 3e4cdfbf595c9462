"""A ninjs object, held against the schema of its version.

An object of 2.x and 3.x may name its version in `standard`, one of 1.x from 1.3 on in `$standard`. Where none is named,
the names that it uses tell: those of 3.x are in camelCase, 2.x has arrays under plural names.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provenance.readers.forms.documents import check_document, checker, names_of
from provenance.readers.jsontext import Places
from provenance.readers.raw import Raw

_VERSIONS = ("1", "2", "3")


def check_form(raw: Raw, item: Mapping[str, Any], places: Places) -> None:
    """Tell of the faults of an object."""
    check_document(raw, checker(f"ninjs-{version_of(item)}"), item, places)


def version_of(item: Mapping[str, Any]) -> str:
    """The major version of ninjs that an object is of."""
    for key in ("standard", "$standard"):
        standard = item.get(key)
        number = standard.get("version") if isinstance(standard, Mapping) else None
        if isinstance(number, str) and number[:1] in _VERSIONS:
            return number[:1]
    return max(_VERSIONS, key=lambda version: sum(name in names_of(f"ninjs-{version}") for name in item))
