"""NewsML 1 (1.0 to 1.2), the first wire format of the IPTC in XML: each news item of a document → one `Raw`."""

from provenance.readers.newsml1.items import read_newsml_1

__all__ = ["read_newsml_1"]
