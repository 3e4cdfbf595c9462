"""The graph of everything: an embedded Oxigraph store beside the ledger, and what SPARQL asks of it.

The index (`GraphIndex`) is rebuilt from the ledger and never the system of record. A query (`ask`) runs in a process of
its own. The queries that have a name are data, in `vocab/queries/`. pyoxigraph loads where a store is opened.
"""
