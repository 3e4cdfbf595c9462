"""XML, safely and as a stream: the parts of a document one after the other, each a small tree with its own bytes.

A format says which elements are containers (`rss`, `channel`; `newsMessage`, `itemSet`); everything that stands in
them is a part, and comes when it is complete. What is kept is one part at a time.
"""

from provenance.readers.xml.element import Element, Part
from provenance.readers.xml.names import Names
from provenance.readers.xml.parts import Shape, read_parts
from provenance.readers.xml.written import Written

__all__ = ["Element", "Names", "Part", "Shape", "Written", "read_parts"]
