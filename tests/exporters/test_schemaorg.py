from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest
from hypothesis import given

from provenance.errors import UsageError
from provenance.exporters import CopyFacts, to_schemaorg
from provenance.exporters.facts import web_url
from provenance.resources import schema
from provenance.terms.instants import interval

from .records import AGENCY, ANA, FOUNDATION, LANTERN, ORIGINAL, PAGE, articles, fact, only_said, record, syndicated

OURS = CopyFacts("https://courier.example/ferry", "The Courier", "2026-06-09")

# schema.org 30.0: the types each property may have, on the nodes that we write.
RANGES: dict[str, set[str]] = {
    "affiliation": {"Organization"},
    "author": {"Organization", "Person"},
    "caption": {"MediaObject", "Text"},
    "contentUrl": {"URL"},
    "contributor": {"Organization", "Person"},
    "copyrightHolder": {"Organization", "Person"},
    "copyrightNotice": {"Text"},
    "copyrightYear": {"Number"},
    "correction": {"CorrectionComment", "Text", "URL"},
    "creditText": {"Text"},
    "cssSelector": {"Text"},
    "dateModified": {"Date", "DateTime"},
    "datePublished": {"Date", "DateTime"},
    "expires": {"Date", "DateTime"},
    "hasPart": {"CreativeWork"},
    "headline": {"Text"},
    "honorificPrefix": {"Text"},
    "honorificSuffix": {"Text"},
    "image": {"ImageObject", "URL"},
    "inLanguage": {"Language", "Text"},
    "isAccessibleForFree": {"Boolean"},
    "isBasedOn": {"CreativeWork", "Product", "URL"},
    "jobTitle": {"DefinedTerm", "Text"},
    "license": {"CreativeWork", "URL"},
    "mainEntityOfPage": {"CreativeWork", "URL"},
    "name": {"Text"},
    "publisher": {"Organization", "Person"},
    "sameAs": {"URL"},
    "sourceOrganization": {"Organization"},
    "text": {"Text"},
    "url": {"URL"},
}
SUPERTYPES = {
    "NewsArticle": "CreativeWork",
    "WebPage": "CreativeWork",
    "WebPageElement": "CreativeWork",
    "ImageObject": "MediaObject",
}


def types_of(value: Any) -> set[str]:
    if isinstance(value, dict):
        kind = value["@type"]
        return {kind, SUPERTYPES.get(kind, kind)}
    if isinstance(value, bool):
        return {"Boolean"}
    if isinstance(value, int):
        return {"Number"}
    found = {"Text"}
    if web_url(value) == value:
        found.add("URL")
    try:
        interval(value)
        found |= {"Date", "DateTime"}
    except ValueError:
        pass
    return found


def misfits(node: dict[str, Any]) -> list[str]:
    """Properties whose value has a type that schema.org does not give them, or that are empty."""
    found = []
    for key, values in node.items():
        if key.startswith("@"):
            continue
        for value in values if isinstance(values, list) else [values]:
            if value in ("", None) or values == [] or not types_of(value) & RANGES[key]:
                found.append(f"{node['@type']}.{key}: {value!r}")
            elif isinstance(value, dict):
                found += misfits(value)
    return found


@cache
def shape() -> Any:
    from jsonschema import Draft202012Validator

    rules = json.loads(schema("schemaorg-newsarticle.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(rules)
    return Draft202012Validator(rules)


@given(article=articles())
def test_every_export_obeys_the_ranges_and_the_shape(article: Any) -> None:
    for node in (to_schemaorg(article), to_schemaorg(article, as_copy=OURS)):
        assert misfits(node) == []
        assert [error.message for error in shape().iter_errors(node)] == []
        assert json.loads(json.dumps(node)) == node


@given(article=articles())
def test_an_inference_or_a_default_changes_nothing(article: Any) -> None:
    said = only_said(article)
    assert to_schemaorg(article) == to_schemaorg(said)
    assert to_schemaorg(article, as_copy=OURS) == to_schemaorg(said, as_copy=OURS)


def test_the_page_read() -> None:
    node = to_schemaorg(syndicated())
    assert node["@id"] == node["url"] == node["mainEntityOfPage"]["@id"] == PAGE
    assert node["author"] == [
        {
            "@type": "Person",
            "name": "Ana Ruiz",
            "url": "https://lantern.example/staff/ana",
            "jobTitle": "Harbour Reporter",
            "affiliation": {"@type": "Organization", "name": FOUNDATION["name"]},
        }
    ]
    assert node["publisher"]["name"] == "The Lantern Post"
    assert node["copyrightHolder"] == {"@type": "Organization", "name": FOUNDATION["name"]}
    assert node["copyrightYear"] == 2026
    assert node["creditText"] == "Ana Ruiz, Harbor Bridge News Foundation"
    assert node["datePublished"] == "2026-06-07T09:30+02:00"
    assert node["dateModified"] == "2026-06-08"
    assert node["isBasedOn"]["@id"] == ORIGINAL
    assert node["isBasedOn"]["publisher"]["name"] == FOUNDATION["name"]


def test_our_copy_is_ours_and_based_on_the_page_read() -> None:
    page, ours = to_schemaorg(syndicated()), to_schemaorg(syndicated(), as_copy=OURS)
    assert ours["@id"] == ours["url"] == OURS.url
    assert ours["publisher"] == {"@type": "Organization", "name": "The Courier"}
    assert ours["datePublished"] == "2026-06-09"
    assert "dateModified" not in ours
    for kept in ("author", "copyrightHolder", "copyrightNotice", "copyrightYear", "creditText", "sourceOrganization"):
        assert ours[kept] == page[kept]
    assert ours["isBasedOn"]["@id"] == PAGE
    assert ours["isBasedOn"]["isBasedOn"]["@id"] == ORIGINAL


def test_our_copy_of_a_pasted_text_is_based_on_its_stated_origin() -> None:
    ours = to_schemaorg(record(fact("original_url", ORIGINAL)), as_copy=OURS)
    assert ours["isBasedOn"] == {"@type": "CreativeWork", "@id": ORIGINAL, "url": ORIGINAL}


def test_our_copy_leaves_out_what_belongs_to_the_page_alone() -> None:
    article = record(
        fact("url", PAGE),
        fact("publisher", LANTERN),
        fact("license", {"type": "License", "url": "https://creativecommons.org/licenses/by/4.0/"}),
        fact("is_accessible_for_free", False),
        fact("paywall_selector", ".paid"),
        assets=[{"id": "img-1", "url": "/ferry.jpg"}],
        corrections=[{"text": "The ferry is blue."}],
    )
    alone = {"license", "isAccessibleForFree", "hasPart", "image", "correction"}
    assert alone <= to_schemaorg(article).keys()
    ours = to_schemaorg(article, as_copy=OURS)
    assert not alone & ours.keys()
    assert ours["sourceOrganization"]["name"] == "The Lantern Post"  # nobody else is credited: the page supplied it


def test_an_agency_story_without_a_human_has_the_agency_as_author() -> None:
    assert to_schemaorg(record(fact("credit", AGENCY)))["author"] == [{"@type": "Organization", "name": "Tidewire"}]
    inferred = record(fact("credit", AGENCY, "inferred"), fact("author", ANA, "inferred"))
    assert to_schemaorg(inferred) == {"@context": "https://schema.org", "@type": "NewsArticle"}
    human = record(fact("author", ANA), fact("credit", AGENCY))
    assert [author["name"] for author in to_schemaorg(human)["author"]] == ["Ana Ruiz"]
    assert to_schemaorg(human)["sourceOrganization"]["name"] == "Tidewire"


def test_one_author_per_object() -> None:
    article = record(fact("author", ANA), fact("author", {"id": "person-2", "type": "Person", "name": "Ben Ode"}))
    assert [author["name"] for author in to_schemaorg(article)["author"]] == ["Ana Ruiz", "Ben Ode"]


def test_several_years_give_the_latest() -> None:
    article = record(
        fact("copyright_year", 2010), fact("copyright_year", 2026), fact("copyright_year", 2031, "default")
    )
    assert to_schemaorg(article)["copyrightYear"] == 2026


def test_a_page_is_not_based_on_itself() -> None:
    article = record(fact("url", PAGE), fact("original_url", PAGE))
    assert "isBasedOn" not in to_schemaorg(article)


def test_a_stated_loser_does_not_vouch_for_an_inferred_winner() -> None:
    article = record(fact("headline", "Guessed", "inferred"), fact("headline", "Said", chosen=False))
    assert article.headline == "Guessed"
    assert "headline" not in to_schemaorg(article)


def test_dates_that_no_calendar_has_stay_behind() -> None:
    article = record(
        fact("date_published", "2026-02-30"), fact("date_modified", "yesterday"), fact("expires", "2026-07")
    )
    node = to_schemaorg(article)
    assert "datePublished" not in node
    assert "dateModified" not in node
    assert node["expires"] == "2026-07"


def test_paywall_and_images_as_read() -> None:
    article = record(
        fact("url", PAGE),
        fact("is_accessible_for_free", False),
        fact("paywall_selector", ".paid"),
        assets=[
            {"id": "img-1", "url": "/ferry.jpg", "credit": "Photo: Ana Ruiz", "notice": "© 2026 Tidewire",
             "license": "https://lantern.example/terms"},
            {"id": "img-2", "caption": "no address"},
        ],
    )  # fmt: skip
    node = to_schemaorg(article)
    assert node["isAccessibleForFree"] is False
    assert node["hasPart"] == [{"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".paid"}]
    assert node["image"] == [
        {
            "@type": "ImageObject",
            "contentUrl": "https://lantern.example/ferry.jpg",
            "creditText": "Photo: Ana Ruiz",
            "copyrightNotice": "© 2026 Tidewire",
            "license": "https://lantern.example/terms",
        }
    ]


def test_a_licence_of_the_site_is_not_exported_as_the_articles() -> None:
    site = {"type": "License", "url": "https://creativecommons.org/licenses/by/4.0/"}
    assert "license" not in to_schemaorg(record(fact("license", site, scope="site")))
    assert to_schemaorg(record(fact("license", site)))["license"] == site["url"]


@pytest.mark.parametrize(
    ("url", "publisher", "date"),
    [("/ferry", "The Courier", None), ("https://c.example/", " ", None), ("https://c.example/", "The Courier", "soon")],
)
def test_copy_facts_are_checked(url: str, publisher: str, date: str | None) -> None:
    with pytest.raises(UsageError):
        CopyFacts(url, publisher, date)
