"""The nouns. They are frozen, know nothing of formats or rules, and import nothing else of ours.

They are dataclasses and no pydantic models, since building the models was a third of the time in which a page is
checked (100 of 310 ms); pydantic is loaded where something from outside is validated, and for the JSON Schemas.
"""

from provenance.model.article import AiSignal, Article, Asset, Correction, Hop, License, Named
from provenance.model.report import (
    ConsideredGrant,
    Decision,
    Finding,
    Location,
    OwedDuty,
    PartDecision,
    Question,
    Reason,
    Report,
    Summary,
)
from provenance.model.statement import Agent, Credited, LicenseRef, Origin, Statement

__all__ = [
    "Agent",
    "AiSignal",
    "Article",
    "Asset",
    "ConsideredGrant",
    "Correction",
    "Credited",
    "Decision",
    "Finding",
    "Hop",
    "License",
    "LicenseRef",
    "Location",
    "Named",
    "Origin",
    "OwedDuty",
    "PartDecision",
    "Question",
    "Reason",
    "Report",
    "Statement",
    "Summary",
]
