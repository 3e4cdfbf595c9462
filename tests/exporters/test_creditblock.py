"""The credit block: the sentences that terms prescribe, filled with what was said and with nothing else."""

from __future__ import annotations

from datetime import UTC, datetime

from provenance.exporters import credit_block
from provenance.exporters.creditblock import render
from provenance.model import PartDecision
from provenance.terms.decide import decide
from provenance.terms.loading import load_policies
from provenance.terms.rdf import PREFIXES, read_rdf
from provenance.terms.registry import Terms

from .records import ANA, FOUNDATION, ORIGINAL, fact, record

AT = datetime(2026, 12, 1, tzinfo=UTC)
PREFIX = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
POLICY = """
<urn:terms> a odrl:Offer ; odrl:conflict odrl:prohibit ; odrl:assigner "Harbor Bridge News Foundation" ;
    synd:verified true ; synd:dateRead "2026-11-22" ; dcterms:source <https://harborbridge.example/republish> ;
    odrl:permission <urn:use> .
<urn:use> a odrl:Permission ; odrl:action synd:republish ;
    odrl:duty <urn:credit> , <urn:canonical> , <urn:counter> , <urn:one-of> .
<urn:credit> odrl:action synd:credit ; synd:position synd:top ;
    synd:template "By {author}. Originally published by [Harbor <Bridge>]({url}), run by {publisher}."@en .
<urn:canonical> odrl:action synd:setCanonical .
<urn:counter> odrl:action synd:keepTracker ; synd:fingerprint "count.harborbridge.example" .
<urn:one-of> synd:anyOf <urn:tagline> , <urn:noindex> .
<urn:tagline> odrl:action synd:keepTagline ; synd:template "Harbor Bridge is a newsroom." .
<urn:noindex> odrl:action synd:setNoindex .
"""
TERMS = Terms(load_policies(read_rdf((PREFIX + POLICY).encode())).values())


def story(*rows: dict[str, object]) -> tuple[object, PartDecision]:
    article = record(fact("copyright_holder", FOUNDATION), *rows)
    (part,) = decide(article, {"monetisation": "none", "automation": "individual"}, at=AT, terms=TERMS).parts
    assert part.verdict == "conditional"
    return article, part


def test_the_prescribed_sentence_is_filled_linked_and_escaped() -> None:
    article, part = story(fact("author", ANA), fact("original_url", ORIGINAL))
    first, *rest = credit_block(article, part, TERMS, {"publisher": "The <Lantern> Post"})  # type: ignore[arg-type]  # an article
    assert first.where == "at the top"
    assert first.missing == ()
    assert first.text == f"By {ANA['name']}. Originally published by Harbor <Bridge>, run by The <Lantern> Post."
    assert f'<a href="{ORIGINAL}">Harbor &lt;Bridge&gt;</a>, run by The &lt;Lantern&gt; Post.' in first.html
    assert f'<link rel="canonical" href="{ORIGINAL}">' in [piece.html for piece in rest]


def test_what_is_missing_is_shown_and_never_filled_by_an_inference() -> None:
    article, part = story(fact("author", ANA, "inferred"), fact("original_url", ORIGINAL, "inferred"))
    first, *rest = credit_block(article, part, TERMS)  # type: ignore[arg-type]  # an article
    assert first.text == "By [author?]. Originally published by Harbor <Bridge> [url?], run by [publisher?]."
    assert first.missing == ("author", "url", "publisher")
    assert "<mark>[author?]</mark>" in first.html
    assert {slot for piece in rest for slot in piece.missing} == {"url", "counter"}


def test_the_counter_of_the_original_comes_along() -> None:
    counter = "https://count.harborbridge.example/p?id=7&x=<y>"
    article, part = story(fact("republication_counter", "count.harborbridge.example", value_as_read=counter))
    pieces = credit_block(article, part, TERMS)  # type: ignore[arg-type]  # an article
    assert any('src="https://count.harborbridge.example/p?id=7&amp;x=&lt;y&gt;"' in piece.html for piece in pieces)


def test_every_option_of_a_choice_can_be_pasted() -> None:
    html = render(credit_block(*story(), TERMS))  # type: ignore[arg-type]  # an article
    assert "Harbor Bridge is a newsroom." in html
    assert '<meta name="robots" content="noindex">' in html


def test_without_terms_the_generic_line_stands_in() -> None:
    article = record(fact("author", ANA))
    (piece,) = credit_block(article)
    assert piece.text == f"By {ANA['name']}."
    assert render((piece,)).startswith(piece.text)
    assert render(()) == ""


def test_a_licence_that_must_be_shown_is_named_and_linked() -> None:
    licence = {
        "type": "License",
        "id": "CC-BY-4.0",
        "name": "CC <BY>",
        "url": "https://creativecommons.org/licenses/by/4.0/",
    }
    article = record(fact("copyright_holder", FOUNDATION), fact("publisher", FOUNDATION), fact("license", licence))
    (part,) = decide(article, {"monetisation": "none", "automation": "individual"}, at=AT).parts
    pieces = credit_block(article, part, Terms())
    assert '<p><a rel="license" href="https://creativecommons.org/licenses/by/4.0/">CC &lt;BY&gt;</a></p>' in [
        piece.html for piece in pieces
    ]
