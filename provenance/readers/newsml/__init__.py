"""Wire formats of the IPTC in XML: NewsML-G2 (news items, packages, messages of many) and NITF → one `Raw` each."""

from provenance.readers.newsml.g2 import read_newsml_g2
from provenance.readers.newsml.nitf import read_nitf

__all__ = ["read_newsml_g2", "read_nitf"]
