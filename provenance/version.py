"""The version, in one place: the package, the record and the user agent read it here."""

__version__ = "0.1.0"
