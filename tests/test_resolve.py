"""Choosing among candidates: named precedence, losers kept, rights only as stated, agencies never persons."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import provenance
from provenance.language.agencies import registry
from provenance.model import Article
from provenance.model.projection import project
from provenance.readers.raw import Raw, organisation, origin, person
from provenance.resolve import resolve
from tests.readers.facts import PAGES, names, read_page

AT = datetime(2020, 3, 4, tzinfo=UTC)
URL = "https://lantern.example/2020/03/second-lamp"
AP = registry().get("https://w3id.org/news-provenance/agency/ap")


def raw(url: str | None = URL, site: tuple[str, ...] = ("the lantern post",)) -> Raw:
    return Raw("html", "sha256:" + "0" * 64, url, site=frozenset(site))


def chosen(article: Article, property: str) -> list[Any]:
    return [statement.value for statement in article.chosen(property)]


# -- authors and bylines ----------------------------------------------------------------------------------------------


def test_the_byline_wins_over_markup_and_the_losers_stay():
    said = raw()
    said.say("author", person("Desk Account"), "json_ld")
    said.say("author", person("Site Login"), "meta_author")
    said.say("author", person("Maria Oake"), "byline_element")
    article = resolve(said, read_at=AT)
    assert names(article, "authors") == ["Maria Oake"]
    assert [(s.value.name, s.chosen) for s in article.said("author")] == [
        ("Desk Account", False),
        ("Site Login", False),
        ("Maria Oake", True),
    ]


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("editor", "byline_element"),
        ("byline_line", "json_ld"),
        ("json_ld", "meta_author"),
        ("sign_off", "microdata"),
        ("meta_author", "author_box"),
    ],
)
def test_precedence_of_authors(better, worse):
    said = raw()
    said.say("author", person("Worse Source"), worse)
    said.say("author", person("Better Source"), better, basis="editor" if better == "editor" else "stated")
    assert names(resolve(said, read_at=AT), "authors") == ["Better Source"]


def test_markup_that_shares_a_name_with_the_byline_completes_it():
    said = raw()
    said.say("author", person("Maria Oake"), "byline_element")
    for method in ("json_ld", "meta_author"):
        said.say("author", person("Maria Oake"), method)
        said.say("author", person("Tom Reed"), method)
    assert names(resolve(said, read_at=AT), "authors") == ["Maria Oake", "Tom Reed"]


def test_a_hint_is_chosen_only_where_nobody_is_named_and_stays_inferred():
    said = raw()
    said.say("byline_state", "empty", "byline_line")
    said.say("author", person("Maria Oake"), "follow_name", basis="inferred")
    said.say("author", person("Tom Reed"), "bio_sentence", basis="inferred")
    article = resolve(said, read_at=AT)
    assert [(each.name, each.basis) for each in article.authors] == [("Maria Oake", "inferred")]
    said = raw()
    said.say("author", person("Maria Oake"), "follow_name", basis="inferred")
    said.say("author", person("Ann Lake"), "byline_line")
    assert names(resolve(said, read_at=AT), "authors") == ["Ann Lake"]


@pytest.mark.parametrize("method", ["byline_element", "byline_line", "json_ld", "meta_author", "microdata"])
def test_a_withheld_byline_stops_all_inference(method):
    said = raw()
    said.say("byline_state", "withheld", method)
    said.say("author", person("Maria Oake"), "follow_name", basis="inferred")
    said.say("author", person("Maria Oake"), "json_ld")
    article = resolve(said, read_at=AT)
    assert article.byline_state == "withheld"
    assert article.authors == ()


def test_the_state_that_says_most_is_chosen():
    said = raw()
    for state in ("not_a_name", "empty", "named"):
        said.say("byline_state", state, "byline_line", origin=origin("head", line=len(state)))
    assert resolve(said, read_at=AT).byline_state == "named"


@pytest.mark.parametrize("kind", ["Person", "Organization"])
@pytest.mark.parametrize("name", ["Reuters", "The Associated Press", "dpa", "AFP"])
def test_an_agency_is_never_a_person(name, kind):
    author = f'{{"@type": "{kind}", "name": "{name}"}}'
    page = f"""<h1>Ferry pilots ask for a second lamp</h1><p class="byline">By {name}</p>
    <script type="application/ld+json">{{"@type": "NewsArticle", "author": {author}}}</script>
    <p>{"The harbor board heard on Monday that the second lamp has been dark for a year. " * 3}</p>"""
    (article,) = provenance.read(page, url=URL, format="html")
    agents = [s.value for s in article.statements if hasattr(s.value, "type") and s.value.type != "License"]
    agency = registry().named(name, slot=True)
    assert agency
    assert {each.type for each in agents} == {"Organization"}
    assert agency.id in {each.id for each in article.credits}


# -- rights -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "said_so",
    [{"basis": "inferred"}, {"basis": "default"}, {"scope": "site"}, {"scope": "asset"}, {"scope": "other_work"}],
    ids=str,
)
def test_rights_fields_hold_only_what_is_stated_of_this_article(said_so):
    said = raw()
    said.say("copyright_holder", organisation("Harbor Bridge"), "copyright_line", **said_so)
    said.say("copyright_year", 2020, "copyright_line", **said_so)
    said.say("copyright_notice", "© 2020 Harbor Bridge", "copyright_line", **said_so)
    said.say("license", "https://creativecommons.org/licenses/by/4.0/", "license_link", **said_so)
    said.say("usage_terms", "May be used by anyone.", "terms_sentence", **said_so)
    article = resolve(said, read_at=AT)
    assert article.copyright_holders == ()
    assert article.copyright_years == ()
    assert article.copyright_notice is None
    assert article.licenses == ()
    assert article.usage_terms is None
    assert len(article.said("copyright_holder")) == 1


def test_a_notice_of_the_site_itself_is_the_templates_word():
    said = raw()
    where = origin("tail", line=9, column=1)
    said.say("copyright_holder", organisation("The Lantern Post"), "copyright_line", origin=where)
    said.say("copyright_year", 2020, "copyright_line", origin=where)
    article = resolve(said, read_at=AT)
    assert article.copyright_holders == ()
    assert article.copyright_years == ()
    assert {s.basis for s in article.said("copyright_holder") + article.said("copyright_year")} == {"default"}


def test_conflicting_holders_both_stay():
    said = raw()
    said.say("copyright_holder", organisation("Harbor Bridge"), "copyright_line", origin=origin("tail", line=9))
    said.say("copyright_holder", organisation("Tidewater Ledger"), "json_ld", voice="republisher")
    assert names(resolve(said, read_at=AT), "copyright_holders") == ["Harbor Bridge", "Tidewater Ledger"]


# -- what an editor tells ---------------------------------------------------------------------------------------------


def test_what_an_editor_tells_wins():
    page = """<meta property="og:url" content="https://elsewhere.example/a">
    <meta property="og:site_name" content="Elsewhere">
    <meta property="article:published_time" content="2019-01-01"><h1>Ferry pilots ask for a second lamp</h1>"""
    (article,) = provenance.read(page, url=URL, publisher="Lantern Press", date="March 2, 2020")
    assert article.url == URL
    assert article.publisher
    assert (article.publisher.name, article.publisher.basis) == ("Lantern Press", "editor")
    assert article.date_published == "2020-03-02"
    assert {s.voice for property in ("url", "date_published") for s in article.chosen(property)} == {"editor"}
    assert "2019-01-01" in [s.value for s in article.said("date_published") if not s.chosen]


# -- dates ------------------------------------------------------------------------------------------------------------


def test_template_dates_are_passed_over():
    said = raw(url=None)
    for date in ("0001-01-01T00:00:00", "1970-01-01", "soon", ""):
        said.say("date_published", date, "json_ld")
    said.say("date_published", "2020-03-02", "date_line")
    assert resolve(said, read_at=AT).date_published == "2020-03-02"


def test_the_printed_day_wins_over_markup_that_only_shifts_it():
    said = raw(url=None)
    said.say("date_published", "2020-03-02T23:30:00Z", "json_ld")
    said.say("date_published", "2020-03-03", "date_element")
    assert resolve(said, read_at=AT).date_published == "2020-03-03"


def test_the_instant_with_the_printed_day_is_preferred_to_the_bare_day():
    said = raw(url=None)
    said.say("date_published", "2020-03-02T23:30:00Z", "json_ld")
    said.say("date_published", "2020-03-03T00:30:00+01:00", "open_graph")
    said.say("date_published", "2020-03-03", "date_element")
    assert resolve(said, read_at=AT).date_published == "2020-03-03T00:30:00+01:00"


# -- the site, the origin, the chain ----------------------------------------------------------------------------------


def test_a_template_that_names_an_agency_as_publisher_is_passed_over():
    said = raw()
    said.say("publisher", organisation("The Associated Press", AP), "json_ld")
    said.say("publisher", organisation("The Lantern Post"), "vendor_meta")
    article = resolve(said, read_at=AT)
    assert article.publisher
    assert article.publisher.name == "The Lantern Post"


def test_the_agencys_own_site_is_no_syndication():
    page = """<h1>Ferry pilots ask for a second lamp</h1><p class="byline">By MARIA OAKE, Associated Press</p>
    <p>PORT ELLERY, Maine (AP) — The harbor board heard on Monday that the second lamp has been dark for a year.</p>
    <p>Copyright 2020 The Associated Press. All rights reserved.</p>"""
    (here,) = provenance.read(page, url="https://apnews.com/article/second-lamp-0001", format="html")
    assert here.chain == ()
    assert here.credits == ()
    (there,) = provenance.read(page, url=URL, format="html")
    assert [hop.party.name for hop in there.chain if hop.party] == ["The Associated Press", "lantern.example"]


def test_nobody_credited_means_no_chain():
    said = raw()
    said.say("author", person("Maria Oake"), "byline_line")
    assert resolve(said, read_at=AT).chain == ()


def test_the_site_itself_is_no_credit():
    said = raw()
    said.say("credit", organisation("The Lantern Post", role="original_publisher"), "origin_formula")
    article = resolve(said, read_at=AT)
    assert article.credits == ()
    assert article.chain == ()


def test_the_chain_runs_from_the_origin_to_this_copy():
    said = raw()
    said.say("publisher", organisation("The Lantern Post"), "og_site_name")
    said.say("credit", organisation("Shore Syndicate", role="distributor"), "distributor_formula")
    said.say("credit", organisation("Tidewater Ledger", role="original_publisher"), "origin_formula")
    said.say("credit", organisation("The Associated Press", AP, role="agency"), "dateline")
    said.say("original_url", "https://tidewater.example/stories/lamp", "origin_formula")
    said.say("date_published", "2020-03-02", "json_ld")
    chain = resolve(said, read_at=AT).chain
    assert [(hop.party.name, hop.action, hop.basis, hop.url, hop.follows) for hop in chain if hop.party] == [
        ("The Associated Press", "created", "inferred", None, ()),
        ("Tidewater Ledger", "republished", "stated", "https://tidewater.example/stories/lamp", (1,)),
        ("Shore Syndicate", "distributed", "stated", None, (2,)),
        ("The Lantern Post", "republished", "inferred", URL, (3,)),
    ]
    assert chain[-1].date == "2020-03-02"


def test_a_distributor_alone_did_not_make_the_story():
    said = raw()
    said.say("credit", organisation("Shore Syndicate", role="distributor"), "dateline")
    assert resolve(said, read_at=AT).chain[0].action == "distributed"


def test_a_holder_is_no_stop_on_the_way_where_a_sentence_names_the_origin():
    said = raw()
    said.say("credit", organisation("Harbor Bridge News", role="original_publisher"), "origin_formula")
    said.say("copyright_holder", organisation("Harbor Bridge News Foundation"), "copyright_line")
    chain = resolve(said, read_at=AT).chain
    assert [hop.party.name for hop in chain if hop.party] == ["Harbor Bridge News", "lantern.example"]


def test_a_credit_that_is_said_somewhere_is_not_called_inferred():
    said = raw()
    said.say("credit", organisation("Tidewater Ledger", role="original_publisher"), "byline_line", basis="inferred")
    said.say("credit", organisation("Tidewater Ledger", role="original_publisher"), "origin_formula")
    article = resolve(said, read_at=AT)
    (credit,) = article.credits
    assert credit.basis == "stated"
    first, second = (article.statement(id) for id in credit.statements)
    assert first
    assert second
    assert [first.method, second.method] == ["origin_formula", "byline_line"]


def test_a_foreign_canonical_is_an_inferred_origin():
    said = raw()
    said.say("canonical_url", "https://harborbridge.example/stories/lamp", "canonical_link")
    article = resolve(said, read_at=AT)
    assert article.original_url == "https://harborbridge.example/stories/lamp"
    assert article.chosen("original_url")[0].basis == "inferred"
    assert names(article, "credits") == ["harborbridge"]


def test_an_original_address_that_is_this_page_is_none():
    said = raw()
    said.say("original_url", URL + "?utm_source=feed", "json_ld")
    assert resolve(said, read_at=AT).original_url is None


# -- ids and the record -----------------------------------------------------------------------------------------------


def test_one_name_is_one_agent_and_a_known_agency_keeps_its_iri():
    said = raw()
    said.say("author", person("MARIA OAKE"), "byline_line")
    said.say("author", person("Maria Oake", url="https://lantern.example/by/oake"), "json_ld")
    said.say("credit", organisation("AP", AP, role="agency"), "dateline")
    article = resolve(said, read_at=AT)
    assert len({s.value.id for s in article.said("author")}) == 1
    assert article.authors[0].url == "https://lantern.example/by/oake"
    assert AP
    assert article.credits[0].id == AP.id
    assert len({s.id for s in article.statements}) == len(article.statements)


@pytest.mark.parametrize("path", sorted(PAGES.glob("*.html")), ids=lambda path: path.stem)
def test_the_record_is_a_projection_of_its_statements(path):
    article = read_page(path)
    rest = article.model_dump(
        include={
            "id",
            "digest",
            "source_format",
            "read_at",
            "tool_version",
            "chain",
            "assets",
            "corrections",
            "ai_signals",
        }
    )
    assert project((s.model_dump() for s in article.statements), **rest) == article
    known = {s.id for s in article.statements}
    assert all(set(hop.statements) <= known for hop in article.chain)
    assert all(
        set(agent.statements) <= known for agent in article.authors + article.credits + article.copyright_holders
    )
    assert not any(value == "" for value in article.model_dump(exclude={"statements"}).values())


_METHODS = st.sampled_from(
    [
        "editor",
        "byline_line",
        "json_ld",
        "meta_author",
        "copyright_line",
        "origin_formula",
        "follow_name",
        "canonical_link",
        "odd",
    ]
)
_NAMES = st.sampled_from(["Maria Oake", "Tom Reed", "AP", "Harbor Bridge", "The Lantern Post", "ÆØÅ", "x", "  ", "©"])
_URLS = st.sampled_from(
    [URL, "https://harborbridge.example/stories/lamp", "http://[", "", "https://", "//x/", "https://…/a-long-path"]
)


@st.composite
def raws(draw: st.DrawFn) -> Raw:
    said = raw(draw(st.none() | _URLS))
    for _ in range(draw(st.integers(0, 12))):
        property = draw(
            st.sampled_from(
                [
                    "author",
                    "credit",
                    "copyright_holder",
                    "publisher",
                    "original_url",
                    "canonical_url",
                    "url",
                    "license",
                    "date_published",
                    "byline_state",
                    "copyright_year",
                    "headline",
                ]
            )
        )
        if property in ("author", "credit", "copyright_holder", "publisher"):
            make = draw(st.sampled_from([person, organisation]))
            value: Any = make(
                draw(_NAMES),
                role=draw(st.sampled_from([None, "agency", "distributor", "original_publisher", "contributor"])),
            )
        elif property == "byline_state":
            value = draw(st.sampled_from(["absent", "empty", "named", "withheld", "not_a_name"]))
        elif property == "copyright_year":
            value = draw(st.integers(0, 9999))
        elif property == "date_published":
            value = draw(
                st.sampled_from(["2020-03-02", "2020-03-02T23:30:00Z", "2020-13-45", "0001-01-01", "soon", "2020"])
            )
        else:
            value = draw(_URLS | _NAMES)
        basis = draw(st.sampled_from(["stated", "inferred", "default", "editor"]))
        scope = draw(st.sampled_from(["article", "site", "asset"]))
        said.say(
            property,
            value,
            draw(_METHODS),
            basis=basis,
            scope=scope,
            origin=draw(st.none() | st.just(origin("tail", line=3, column=1))),
        )
    return said


@given(raws())
def test_any_candidates_resolve_to_a_record(said):
    article = resolve(said, read_at=AT)
    for statement in article.statements:
        if statement.chosen and statement.property in ("copyright_holder", "copyright_year", "license"):
            assert (statement.basis in ("stated", "editor"), statement.scope) == (True, "article")
    if article.byline_state == "withheld":
        assert article.authors == ()
    assert [hop.sequence for hop in article.chain] == list(range(1, len(article.chain) + 1))
    assert all(parent < hop.sequence for hop in article.chain for parent in hop.follows)
    assert Article.model_validate_json(article.model_dump_json()) == article
