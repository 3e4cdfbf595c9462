"""The nouns beside the statements: the chain of hops, assets, corrections, signals on AI use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from provenance.errors import GraphError
from provenance.graph.mapping import ASSET_CLASSES, HOP_ROLES, listed, word_iri
from provenance.graph.namespaces import DCTERMS, PROV, RDF, SCHEMA, SYND
from provenance.graph.naming import Names
from provenance.graph.term import IRI, Node, Triple, date_node, integer_node, is_web_iri, text_node, url_node
from provenance.model import Article, Hop, Statement
from provenance.model.values import SAID


class Chain:
    """The hops as a partial order of works: what each one took in and what it put out.

    A hop that no other follows put out our copy, unless its URL is another than the copy's. The others put out a
    `schema:CreativeWork`, named by the hop's URL where it has a valid one; it is no `synd:Copy`, for nobody read it.

    Args:
        said: as `claims.said_statements` finds them; an original that is said is a work too.

    Attributes:
        nodes: the hops' names, in the order of the record.
        makers: the hops that are said, not inferred, to have made the copy.
    """

    def __init__(self, article: Article, names: Names, said: Iterable[Statement]) -> None:
        self._originals = [
            IRI(statement.value)
            for statement in said
            if statement.property == "original_url" and isinstance(statement.value, str) and is_web_iri(statement.value)
        ]
        self._names = names
        self._hops = article.chain
        self._own_url = article.url
        self.nodes = [names.minted("hop", n) for n, _ in enumerate(article.chain, 1)]
        self._by_sequence = {hop.sequence: n for n, hop in reversed(list(enumerate(article.chain)))}
        followed = {sequence for hop in article.chain for sequence in hop.follows}
        self._outputs = [self._output(n, hop, followed) for n, hop in enumerate(article.chain)]
        self.makers = self._makers(names.copy)

    def triples(self) -> Iterator[Triple]:
        """The works, then hop by hop with its association. A hop that is only inferred is no `prov:Activity`."""
        works = [work for work in self._outputs if work != self._names.copy]
        for work in dict.fromkeys(works + self._originals):
            yield work, RDF.type, SCHEMA.CreativeWork
            yield work, RDF.type, PROV.Entity
            for hop in self._makers(work):
                yield work, PROV.wasGeneratedBy, hop
        for n, _ in enumerate(self._hops):
            yield from self._hop(n)

    def _hop(self, n: int) -> Iterator[Triple]:
        hop, node, names = self._hops[n], self.nodes[n], self._names
        parents = [self._by_sequence[sequence] for sequence in hop.follows if sequence in self._by_sequence]
        yield node, RDF.type, SYND.Hop
        if hop.basis in SAID:
            yield node, RDF.type, PROV.Activity
        yield node, SYND.sequence, integer_node(hop.sequence)
        yield from listed(node, SYND.follows, [self._parent(sequence) for sequence in hop.follows])
        yield node, SYND.action, word_iri(hop.action)
        if hop.party:
            yield node, SYND.party, names.of("agent", hop.party.id)
        for parent in parents:
            yield node, SYND.input, self._outputs[parent]
        yield node, SYND.output, self._outputs[n]
        if hop.url is not None:
            yield node, SCHEMA.url, url_node(hop.url)
        yield from _dated(node, DCTERMS.date, hop.date)
        yield node, SYND.basis, word_iri(hop.basis)
        yield from _supported(node, hop.statements, names)
        if hop.basis in SAID:
            yield from self._activity(n, [parent for parent in parents if self._hops[parent].basis in SAID])

    def _activity(self, n: int, parents: list[int]) -> Iterator[Triple]:
        hop, node, names = self._hops[n], self.nodes[n], self._names
        for parent in parents:
            yield node, PROV.used, self._outputs[parent]
        if hop.party:
            association = names.minted("assoc", n + 1)
            yield node, PROV.qualifiedAssociation, association
            yield association, RDF.type, PROV.Association
            yield association, PROV.agent, names.of("agent", hop.party.id)
            yield association, PROV.hadRole, HOP_ROLES[hop.action]

    def _makers(self, work: IRI) -> list[IRI]:
        return [
            node
            for node, hop, output in zip(self.nodes, self._hops, self._outputs, strict=True)
            if output == work and hop.basis in SAID
        ]

    def _output(self, n: int, hop: Hop, followed: set[int]) -> IRI:
        if hop.url and is_web_iri(hop.url) and (hop.sequence in followed or hop.url != self._own_url):
            return IRI(hop.url)
        return self._names.minted("work", n + 1) if hop.sequence in followed else self._names.copy

    def _parent(self, sequence: int) -> Node:
        n = self._by_sequence.get(sequence)
        return self._names.unknown_hop(sequence) if n is None else self.nodes[n]


def asset_triples(article: Article, names: Names) -> Iterator[Triple]:
    """Photos, charts, videos, audio: rights of their own, each as it stands on the page."""
    seen: set[str] = set()
    for number, asset in enumerate(article.assets, 1):
        if asset.id in seen:
            raise GraphError(f"expected an id of its own for every asset, found {asset.id!r} twice")
        seen.add(asset.id)
        node = names.of("asset", asset.id)
        yield node, RDF.type, ASSET_CLASSES[asset.type]
        yield node, SYND.assetType, word_iri(asset.type)
        yield node, SYND.sequence, integer_node(number)
        if asset.url is not None:
            yield node, SCHEMA.contentUrl, url_node(asset.url)
        if asset.caption is not None:
            yield node, SCHEMA.caption, text_node(asset.caption)
        if asset.credit is not None:
            yield node, SCHEMA.creditText, text_node(asset.credit)
        if asset.holder is not None:
            yield node, SCHEMA.copyrightHolder, names.of("agent", asset.holder.id)
        if asset.notice is not None:
            yield node, SCHEMA.copyrightNotice, text_node(asset.notice)
        if asset.license is not None:
            yield node, SCHEMA.license, url_node(asset.license)
        if asset.line is not None:
            yield node, SYND.line, integer_node(asset.line)


def correction_triples(article: Article, names: Names) -> Iterator[Triple]:
    """Corrections as the page prints them."""
    for number, correction in enumerate(article.corrections, 1):
        node = names.minted("correction", number)
        yield node, RDF.type, SCHEMA.CorrectionComment
        yield node, SCHEMA.text, text_node(correction.text)
        yield from _dated(node, SCHEMA.datePublished, correction.date)


def signal_triples(article: Article, names: Names) -> Iterator[Triple]:
    """What the source, or its site, tells machines about AI use. The words of a verdict are none of these."""
    for number, signal in enumerate(article.ai_signals, 1):
        node = names.minted("signal", number)
        yield node, RDF.type, SYND.AiSignal
        yield node, SYND.scheme, text_node(signal.scheme)
        yield node, SYND.signal, text_node(signal.signal)
        if signal.value is not None:
            yield node, RDF.value, text_node(signal.value)
        yield from listed(node, SYND.aiUse, [text_node(use) for use in signal.uses])
        if signal.answer is not None:
            yield node, SYND.answer, text_node(signal.answer)
        yield node, SYND.scope, word_iri(signal.scope)
        yield node, SYND.basis, word_iri(signal.basis)
        if signal.policy is not None:
            yield node, SYND.policyAddress, url_node(signal.policy)
        yield from _supported(node, signal.statements, names)


def _dated(node: IRI, predicate: IRI, text: str | None) -> Iterator[Triple]:
    if text is not None:
        literal = date_node(text)
        yield node, predicate, literal
        if literal.text != text:
            yield node, SYND.lexical, text_node(text)


def _supported(node: IRI, statements: tuple[str, ...], names: Names) -> Iterator[Triple]:
    yield from listed(node, SYND.supportedBy, [names.of("statement", id) for id in statements])
