"""Linked data: schema.org JSON-LD files and RDF in any syntax, of our own and of others → records, or one `Raw` each.

Whatever the syntax, it becomes things with the names of schema.org (`things`); what a thing says of an article is read
by the same code as the JSON-LD of a page (`article`), which is why nothing is imported here. `jsonld` and `rdf` read.
"""
