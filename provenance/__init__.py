"""Provenance and licensing of syndicated news: read an article as it is, say what attribution is missing."""

__version__ = "0.1.0"
