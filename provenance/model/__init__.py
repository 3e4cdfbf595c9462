"""The nouns. They are frozen, know nothing of formats or rules, and import nothing else of ours."""

from provenance.model.article import AiSignal, Article, Asset, Correction, Hop, License, Named
from provenance.model.report import Decision, Finding, Location, PartDecision, Reason, Report, Summary
from provenance.model.statement import Agent, Credited, LicenseRef, Origin, Statement

__all__ = [
    "Agent",
    "AiSignal",
    "Article",
    "Asset",
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
    "PartDecision",
    "Reason",
    "Report",
    "Statement",
    "Summary",
]
