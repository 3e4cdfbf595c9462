"""The namespaces of the graph. What schema.org, PROV-O, DCTERMS, DCAT, ODRL or Web Annotation has is not coined anew.

`synd:` is ours and documented in `vocab/syndication.ttl`; a test compares it with what the mapping can write.
"""

from __future__ import annotations

from provenance.graph.term import IRI

BASE = "https://w3id.org/news-provenance/"
SCHEMA_VERSIONS = BASE + "ns/"
"""`dcterms:conformsTo` of a graph: this and the version of the record, the `owl:versionIRI` of the ontology."""
SOFTWARE = BASE + "software/"


class Namespace:
    """A namespace whose attributes are its terms: `SCHEMA.author` is `IRI("https://schema.org/author")`."""

    def __init__(self, base: str) -> None:
        self.base = base

    def __getattr__(self, local: str) -> IRI:
        if local.startswith("__"):  # what copy and pickle ask for is no term
            raise AttributeError(local)
        term = IRI(self.base + local)
        setattr(self, local, term)  # the next access is an ordinary attribute
        return term


RDF = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
XSD = Namespace("http://www.w3.org/2001/XMLSchema#")
SCHEMA = Namespace("https://schema.org/")
PROV = Namespace("http://www.w3.org/ns/prov#")
DCTERMS = Namespace("http://purl.org/dc/terms/")
DCAT = Namespace("http://www.w3.org/ns/dcat#")
OA = Namespace("http://www.w3.org/ns/oa#")
ODRL = Namespace("http://www.w3.org/ns/odrl/2/")
SH = Namespace("http://www.w3.org/ns/shacl#")
SYND = Namespace(BASE + "ns#")
AGENCY = Namespace(BASE + "agency/")
TERMS = Namespace(BASE + "terms/")

PREFIXES: dict[str, str] = {
    "rdf": RDF.base,
    "xsd": XSD.base,
    "schema": SCHEMA.base,
    "prov": PROV.base,
    "dcterms": DCTERMS.base,
    "dcat": DCAT.base,
    "oa": OA.base,
    "odrl": ODRL.base,
    "sh": SH.base,
    "synd": SYND.base,
    "agency": AGENCY.base,
    "terms": TERMS.base,
}
"""The prefixes of every file that we write; `r` is added for the nodes of the reading."""
READING_PREFIX = "r"
