"""Licences, terms of use, paywalls and empty credits, as a page shows them."""

from __future__ import annotations

import pytest

import provenance
from provenance.model import Article, LicenseRef, Statement

BY_ND = "https://creativecommons.org/licenses/by-nd/4.0/"
TEXT = "<p>The five towns of the marsh asked the state for gauges of their own, and the state said it would think.</p>"
PAGE = """<!DOCTYPE html>
<html lang="en">
<head><title>Five towns ask for gauges</title>
<meta property="og:site_name" content="The Lantern Post">{head}</head>
<body>
<main><article>
<h1>Five towns ask for gauges</h1>
<p class="byline">By Ines Calloway</p>
{body}
{text}{text}{text}
{tail}
</article></main>
<footer>{footer}<p>© 2026 The Lantern Post</p></footer>
</body></html>"""


def read(tail: str = "", *, head: str = "", body: str = "", footer: str = "") -> Article:
    page = PAGE.format(head=head, body=body, text=TEXT, tail=tail, footer=footer)
    return provenance.read(page.encode(), url="https://lantern.example/gauges")[0]


def licenses(article: Article) -> list[Statement]:
    return list(article.said("license"))


def named(statement: Statement) -> str | None:
    assert isinstance(statement.value, LicenseRef)
    return statement.value.id


@pytest.mark.parametrize(
    "sentence",
    [
        f'This article is licensed under <a href="{BY_ND}deed.en">CC BY-ND 4.0</a>.',
        f'<a rel="license" href="{BY_ND}">Some rights reserved</a>',
        "This story is licensed under a Creative Commons Attribution-NoDerivatives 4.0 International License.",
        "CC BY-ND 4.0",
        "License: CC BY-ND 4.0",
        "Dieser Text steht unter der Lizenz CC BY-ND 4.0.",
        "Cet article est publié sous licence CC BY-ND 4.0.",
        "Este artículo se publica bajo licencia CC BY-ND 4.0.",
        f'<a href="https://web.archive.org/web/20160330101229/{BY_ND}">CC BY-ND 4.0</a>',
    ],
)
def test_a_licence_of_this_text(sentence):
    article = read(f"<p>{sentence}</p>")
    assert [(license.id, license.url, license.scope) for license in article.licenses] == [
        ("CC-BY-ND-4.0", BY_ND, "article")
    ]
    (said,) = licenses(article)
    assert said.chosen
    assert said.origin is not None
    assert said.origin.line == 11


def test_a_link_says_more_than_the_family_that_names_it():
    article = read('<p>This text: <a href="http://creativecommons.org/licenses/by/3.0/">CC BY</a></p>')
    assert [license.id for license in article.licenses] == ["CC-BY-3.0"]


def test_a_link_that_contradicts_its_words_stays_visible():
    article = read(f'<p>This article: <a href="{BY_ND}">CC BY-SA 4.0</a></p>')
    assert [named(s) for s in licenses(article)] == ["CC-BY-ND-4.0", "CC-BY-SA-4.0"]


def test_the_sentence_that_credits_the_origin_speaks_as_the_republisher():
    article = read(
        '<p>Originally published by <a href="https://harborbridge.example/2026/gauges">Harbor Bridge News'
        " Foundation</a> on 12 May 2026 and republished here under a"
        f' <a rel="license" href="{BY_ND}">Creative Commons licence</a>.</p>'
    )
    (said,) = licenses(article)
    assert (said.method, said.voice, said.scope, said.chosen) == ("origin_formula", "republisher", "article", True)
    assert [credit.name for credit in article.credits] == ["Harbor Bridge News Foundation"]
    assert article.original_url == "https://harborbridge.example/2026/gauges"


def test_the_footer_s_licence_is_the_site_s():
    article = read(footer=f'<p>This work is licensed under <a rel="license" href="{BY_ND}">CC BY-ND 4.0</a>.</p>')
    assert article.licenses == ()
    (said,) = licenses(article)
    assert (said.scope, said.basis, said.voice, said.chosen) == ("site", "default", "site_template", False)


@pytest.mark.parametrize(
    "sentence",
    [
        "Unless otherwise noted, all content on this site is under CC BY-ND 4.0.",
        "Sofern nicht anders vermerkt, stehen die Inhalte dieser Website unter CC BY-ND 4.0.",
    ],
)
def test_words_about_the_site_are_no_licence_of_this_text(sentence):
    (said,) = licenses(read(f"<p>{sentence}</p>"))
    assert (said.scope, said.basis) == ("site", "default")


def test_a_licence_of_something_else_is_not_this_text_s():
    body = "<p>The county's report on the gauges, which runs to two hundred pages, is published under CC BY-ND 4.0.</p>"
    article = read(body=TEXT + body)
    assert article.licenses == ()
    assert [s.scope for s in licenses(article)] == ["other_work"]


@pytest.mark.parametrize("credit", ["Photo: Tomas Arkwell / CC BY-ND 4.0", "Foto: Tomas Arkwell (CC BY-ND 4.0)"])
def test_a_picture_s_licence_is_the_picture_s(credit):
    article = read(f"<p>{credit}</p>")
    assert article.licenses == ()
    assert [s.scope for s in licenses(article)] == ["asset"]


@pytest.mark.parametrize(
    ("caption", "license"),
    [
        (f'A gauge. Tomas Arkwell, <a href="{BY_ND}">CC BY-ND 4.0</a>', BY_ND),
        ("A gauge. Photo: Tomas Arkwell / CC BY-ND 4.0", BY_ND),
        ("A gauge. Photo: Tomas Arkwell", None),
    ],
)
def test_a_figure_s_licence_is_kept_with_its_image(caption, license):
    figure = f'<figure><img src="/gauge.jpg" width="800"><figcaption>{caption}</figcaption></figure>'
    article = read(body=TEXT + figure)
    assert [asset.license for asset in article.assets] == [license]
    assert article.licenses == ()


def test_a_button_without_words_counts_behind_the_text_only():
    button = f'<a rel="license" href="{BY_ND}"><img alt="CC" src="/by-nd.png"></a>'
    tail = read(f"<p>This story is free for all. {button}</p>")
    assert [license.id for license in tail.licenses] == ["CC-BY-ND-4.0"]
    head = read(body=f"<div>Picture of the day {button}</div>")
    assert head.licenses == ()
    footer = read(footer=button)
    assert [s.scope for s in licenses(footer)] == ["site"]


def test_a_licence_page_of_the_site_s_own_is_read_as_an_address():
    article = read('<p>This article: <a rel="license" href="/terms">our terms</a></p>')
    assert [(license.id, license.url) for license in article.licenses] == [(None, "https://lantern.example/terms")]


def test_paywalled_parts_are_named_by_their_selectors():
    head = """<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle",
      "headline": "Five towns ask for gauges", "isAccessibleForFree": "False",
      "hasPart": [{"@type": "WebPageElement", "isAccessibleForFree": false, "cssSelector": ".paid"},
                  {"@type": "WebPageElement", "isAccessibleForFree": true, "cssSelector": ".free"}]}</script>"""
    article = read(head=head)
    assert article.is_accessible_for_free is False
    assert [s.value for s in article.chosen("paywall_selector")] == [".paid"]


@pytest.mark.parametrize(("tier", "free"), [("free", True), ("locked", False), ("metered", None)])
def test_content_tiers(tier, free):
    article = read(head=f'<meta property="article:content_tier" content="{tier}">')
    assert article.is_accessible_for_free is free
    assert [s.value_as_read for s in article.said("is_accessible_for_free")] == [tier]


@pytest.mark.parametrize(
    "slot",
    [
        "<p>This story was originally published by .</p>",
        '<p>This story was originally published by <a href="https://harborbridge.example/"></a>.</p>',
        "<p>Source:</p>",
        "<p>Quelle:</p>",
        "<div>Credit: <span></span></div>",
        "<p>Distributed by</p>",
    ],
)
def test_a_credit_slot_left_empty(slot):
    article = read(slot)
    assert [s.value for s in article.said("credit")] == [None]
    assert article.credits == ()
    report = provenance.check(article)
    assert "CHN004" in {finding.code for finding in report.findings}


@pytest.mark.parametrize(
    "slot",
    [
        '<p>Source:</p><p><a href="https://harborbridge.example/">harborbridge.example</a></p>',
        "<p>Source:</p><ul><li>State water office</li></ul>",
        '<p>Source: <img src="/logo.png" alt="Harbor Bridge"></p>',
        "<figure><img src='/g.jpg' width='800'><figcaption>Credit:</figcaption></figure>",
        "<p>Source: Harbor Bridge News Foundation</p>",
        "<p>It was originally published in 1911.</p>",
    ],
)
def test_a_credit_slot_that_is_filled_elsewhere_is_not_empty(slot):
    assert None not in [s.value for s in read(slot).said("credit")]


def test_the_page_s_language_has_its_place():
    (said,) = read().said("language")
    assert said.origin is not None
    assert (said.origin.line, said.origin.zone) == (2, "metadata")


def test_a_notice_in_markup_is_the_template_s_until_it_names_somebody_else():
    page = """<script type="application/ld+json">{{"@context": "https://schema.org", "@type": "NewsArticle",
      "headline": "Five towns ask for gauges", "copyrightNotice": "© 2026 {}"}}</script>"""
    assert read(head=page.format("The Lantern Post")).copyright_notice is None
    foreign = read(head=page.format("Harbor Bridge News Foundation"))
    assert foreign.copyright_notice == "© 2026 Harbor Bridge News Foundation"


def test_credit_text_in_markup_credits_a_known_party_only():
    page = """<script type="application/ld+json">{{"@context": "https://schema.org", "@type": "NewsArticle",
      "headline": "Five towns ask for gauges", "creditText": "{}"}}</script>"""
    known = read(head=page.format("The Associated Press"))
    assert [(credit.name, credit.role) for credit in known.credits] == [("The Associated Press", "agency")]
    assert read(head=page.format("Thanks to all who helped")).said("credit") == ()


def test_a_release_names_the_company_it_is_from():
    page = PAGE.replace(
        "By Ines Calloway", "News provided by <a href='https://northquay.example/'>Northquay Gauges</a>"
    )
    html = page.format(head="", body="<p>Sep 03, 2026, 08:00 ET</p>", text=TEXT, tail="", footer="")
    article = provenance.read(html.encode(), url="https://lantern.example/gauges")[0]
    assert [(author.name, author.type) for author in article.authors] == [("Northquay Gauges", "Organization")]
    assert [(credit.name, credit.role) for credit in article.credits] == [("Northquay Gauges", "original_publisher")]


def test_who_published_it_is_no_author():
    page = PAGE.replace("By Ines Calloway", "By Ines Calloway and Tomas Arkwell, Tidewater Ledger")
    tail = "<p>This story was originally published by Tidewater Ledger.</p><p>© 2026 Tidewater Ledger</p>"
    html = page.format(head="", body="", text=TEXT, tail=tail, footer="")
    article = provenance.read(html.encode(), url="https://lantern.example/gauges")[0]
    assert [author.name for author in article.authors] == ["Ines Calloway", "Tomas Arkwell"]
    assert [(holder.name, holder.type) for holder in article.copyright_holders] == [
        ("Tidewater Ledger", "Organization")
    ]


def test_who_published_their_own_story_stays_a_person():
    article = read("<p>This story was first published by Ines Calloway.</p>")
    assert [(author.name, author.type) for author in article.authors] == [("Ines Calloway", "Person")]


def test_the_holder_of_microdata_is_the_templates_unless_it_is_an_agency():
    item = (
        '<div itemscope itemtype="https://schema.org/NewsArticle"><meta itemprop="copyrightHolder" content="{}">'
        '<div itemprop="image" itemscope itemtype="https://schema.org/ImageObject">'
        '<meta itemprop="copyrightHolder" content="Reuters"></div></div>'
    )
    said = [
        [(each.name, each.basis) for each in read(body=item.format(name)).copyright_holders]
        for name in ("© Lantern Media GmbH", "The Associated Press")
    ]
    assert said == [[], [("The Associated Press", "stated")]]
