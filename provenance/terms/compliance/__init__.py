"""Our finished copy against the terms of its original: the check that matters most before publication."""

from __future__ import annotations

from provenance.terms.compliance.copy import Copy
from provenance.terms.compliance.holding import held_against, held_as_copy
from provenance.terms.compliance.reading import read_copy
from provenance.terms.compliance.result import Breach, Held, HeldDuty

__all__ = ["Breach", "Copy", "Held", "HeldDuty", "held_against", "held_as_copy", "read_copy"]
