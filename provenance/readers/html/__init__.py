"""HTML pages: `read_html` turns one into candidates."""

from provenance.readers.html.page import read_html

__all__ = ["read_html"]
