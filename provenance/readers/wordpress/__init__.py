"""WordPress exports (WXR, RSS with `wp:` elements) → one `Raw` for each post and page, one after the other."""

from provenance.readers.wordpress.export import read_wordpress

__all__ = ["read_wordpress"]
