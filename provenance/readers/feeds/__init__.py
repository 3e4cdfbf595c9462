"""Feeds: RSS 0.9x, 1.0 and 2.0, Atom 1.0 and 0.3, JSON Feed 1.x → one `Raw` for each item, one after the other."""

from provenance.readers.feeds.jsonfeed import read_json_feed
from provenance.readers.feeds.xmlfeed import read_xml_feed

__all__ = ["read_json_feed", "read_xml_feed"]
