"""Form: what a format's own specification requires of the fields that this project reads.

XML formats are held against a table (`vocab/formats.toml`), JSON formats against our JSON Schemas (`schemas/`). What is
not as it should be becomes a statement, see `faults`; nothing stops the reading.
"""

from provenance.readers.faults import PROPERTY, Kind, tell
from provenance.readers.forms.around import Around
from provenance.readers.forms.elements import check_element
from provenance.readers.forms.table import Profile, profile

__all__ = ["PROPERTY", "Around", "Kind", "Profile", "check_element", "profile", "tell"]
