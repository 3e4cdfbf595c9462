"""Signals on AI use: each carrier, what it means, and that no verdict changes by any of them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import provenance
from provenance.graph import FORMATS, article_triples, parse, serialize
from provenance.graph.namespaces import OA
from provenance.model import Article
from provenance.model.projection import project
from provenance.readers.raw import Raw
from provenance.readers.signals.links import links
from provenance.readers.signals.paths import fits
from provenance.readers.signals.surroundings import Surroundings
from provenance.reporters.facts import rows
from provenance.reporters.signals import told
from provenance.terms.decide import decide

AT = datetime(2026, 12, 1, tzinfo=UTC)
URL = "https://lantern.example/news/ferry?id=7"
PAGE = "<!doctype html><html><head><title>Ferry</title>{}</head><body><h1>Ferry</h1><p>{}</p></body></html>"
EXAMPLES = Path(__file__).parent.parent / "rules" / "examples"
RECORDS = [path for path in sorted(EXAMPLES.glob("AIS*/*.json")) if ".expected" not in path.name]


def page(*head: str, headers: dict[str, str] | None = None, files: dict[str, str] | None = None) -> Article:
    data = PAGE.format("".join(head), "The ferry came back on Friday.").encode()
    (article,) = provenance.read(data, url=URL, surroundings=Surroundings(URL, headers or {}, files or {}))
    return article


def robots(*lines: str) -> Article:
    return page(files={"/robots.txt": "\n".join(lines)})


def said(article: Article) -> list[tuple[str, str, str | None, tuple[str, ...], str | None]]:
    return [(s.scheme, s.signal, s.value, s.uses, s.answer) for s in article.ai_signals]


def answers(article: Article) -> dict[str, str | None]:
    return {f"{s.signal}={s.value}": s.answer for s in article.ai_signals}


# -- the page --------------------------------------------------------------------------------------------------------


def test_a_page_reserves_its_rights_and_says_where_to_ask():
    article = page('<meta name="TDM-Reservation" content="1">', '<meta name="tdm-policy" content="/tdm.json">')
    (signal,) = article.ai_signals
    assert (signal.scheme, signal.uses, signal.answer) == ("tdmrep", ("tdm", "train"), "reserved")
    assert (signal.scope, signal.basis, signal.policy) == ("article", "stated", "https://lantern.example/tdm.json")
    reserved, policy = article.said("ai_signal")
    assert signal.statements == (reserved.id, policy.id)
    assert (reserved.value, reserved.value_as_read) == ("tdmrep tdm-reservation=1", "1")
    assert reserved.origin.line == 1
    assert reserved.origin.pointer == "html > head > meta:nth-of-type(1)"


def test_directives_for_robots_keep_their_own_property_too():
    article = page('<meta name="robots" content="max-snippet:-1, NoAI,noimageai">')
    assert article.robots == "max-snippet:-1, NoAI,noimageai"
    assert [(s.signal, s.answer, s.scope) for s in article.ai_signals] == [
        ("NoAI", "denied", "article"),
        ("noimageai", "denied", "asset"),
    ]


def test_a_licence_for_machines_is_no_licence_of_the_text():
    article = page('<link rel="license" type="application/rsl+xml" href="/rsl.xml">')
    assert article.licenses == article.said("license") == ()
    (signal,) = article.ai_signals
    assert signal.value == signal.policy == "https://lantern.example/rsl.xml"
    assert signal.answer == "conditional"


SCRIPT = """
<script type="application/rsl+xml">
<?xml version="1.0"?>
<rsl xmlns="https://rslstandard.org/rsl">
  <content url="/sport/*"><license><prohibits>all</prohibits></license></content>
  <content url="/news/*" server="/licences">
    <license><permits>search</permits><prohibits>ai-train</prohibits></license>
  </content>
</rsl></script>"""


def test_a_licence_for_machines_in_a_script_is_for_the_page_that_it_names():
    article = page(SCRIPT)
    assert [(s.value, s.answer, s.scope) for s in article.ai_signals] == [
        ("search", "allowed", "article"),
        ("ai-train", "denied", "article"),
    ]
    assert {s.policy for s in article.ai_signals} == {"https://lantern.example/licences"}
    search, training = (s.origin for s in article.said("ai_signal"))
    assert (search.line, search.column, training.line) == (7, 23, 7)
    assert search.pointer == "html > head > script#/rsl:rsl/rsl:content[2]/rsl:license/rsl:permits"
    assert SCRIPT.split("\n")[search.line - 1][search.column - 1 :].startswith("search<")


@pytest.mark.parametrize(
    "inner", ["", "<rsl", "<html/>", "{}", '<rsl xmlns="https://rslstandard.org/rsl"/>', "<!DOCTYPE x>"]
)
def test_a_script_that_is_no_licence_says_so(inner):
    article = page(f'<script type="application/rsl+xml">{inner}</script>')
    assert [(s.signal, s.answer) for s in article.ai_signals] == [("rsl", None)]


def test_a_page_without_signals_has_none():
    assert page('<meta name="robots" content="noindex">').ai_signals == ()


# -- what stands around the page -------------------------------------------------------------------------------------


def test_headers_speak_of_the_page_and_name_their_place():
    article = page(
        headers={
            "tdm-reservation": "0",
            "content-usage": 'train-ai=n;note="x", search=y, later=1',
            "content-signal": "ai-input=no",
            "x-robots-tag": "noai, otherbot: noimageai",
            "link": '<a,b>; rel=preload, </r.xml>; rel="license"; type="application/rsl+xml", </h>; rel=license',
        }
    )
    assert said(article) == [
        ("tdmrep", "tdm-reservation", "0", ("tdm", "train"), "allowed"),
        ("content-signal", "ai-input", "no", ("input",), "denied"),
        ("content-usage", "train-ai", "n", ("train",), "denied"),
        ("content-usage", "search", "y", ("search",), "allowed"),
        ("content-usage", "later", "1", (), "unspecified"),
        ("robots", "noai", None, ("train",), "denied"),
        ("rsl", "license", "https://lantern.example/r.xml", (), "conditional"),
    ]
    assert {(s.scope, s.basis) for s in article.ai_signals} == {("article", "stated")}
    first = article.statement(article.ai_signals[0].statements[0])
    assert first.origin.pointer == f"{URL}#header=tdm-reservation"
    assert first.origin.line is None, "a line would be one of the page"


def test_robots_txt_is_a_default_of_the_site():
    article = robots("# all", "User-agent: *", "Content-Signal: search=yes, ai-train=no  # please", "License: rsl.xml")
    assert [(s.signal, s.answer, s.scope, s.basis) for s in article.ai_signals] == [
        ("ai-train", "denied", "site", "default"),
        ("search", "allowed", "site", "default"),
        ("license", "conditional", "site", "default"),
    ]
    places = [s.origin.pointer for s in article.said("ai_signal") if s.origin]
    assert places[0] == "https://lantern.example/robots.txt#line=2,3"
    assert article.ai_signals[2].policy == "https://lantern.example/rsl.xml"


def test_of_the_rules_for_a_path_the_longest_counts_key_by_key():
    article = robots(
        "User-Agent: *",
        "Content-Usage: train-ai=n, search=y",
        "Content-Usage: /news/\ttrain-ai=y",
        "Content-Usage: /news/",
        "Content-Usage: /news/*?id=8 train-ai=n",
        "Content-Usage: /sport search=n",
    )
    assert answers(article) == {"train-ai=y": "allowed", "search=y": "allowed"}


@pytest.mark.parametrize(
    ("lines", "heard"),
    [
        (["User-agent: examplebot", "Content-Signal: ai-train=no"], 0),
        (["User-agent: examplebot", "User-agent: *", "Content-Signal: ai-train=no"], 1),
        (["User-agent: *", "User-agent: examplebot", "Content-Signal: ai-train=no"], 1),
        (["User-agent: *", "Disallow: /x", "User-agent: examplebot", "Content-Signal: ai-train=no"], 0),
        (["Content-Signal: ai-train=no", "User-agent: examplebot", "Disallow: /"], 1),
        (["CONTENT-SIGNAL : AI-Train = NO"], 1),
    ],
)
def test_the_group_for_all_robots_is_heard(lines, heard):
    assert len(robots(*lines).ai_signals) == heard


def test_the_first_rule_of_tdmrep_that_fits_counts():
    rules = """[{"location": "/private/*", "tdm-reservation": 0}, {"location": "/news/*", "tdm-reservation": 1,
        "tdm-policy": "/p.json"}, {"location": "/", "tdm-reservation": 0}]"""
    (signal,) = page(files={"/.well-known/tdmrep.json": rules}).ai_signals
    assert (signal.answer, signal.scope, signal.policy) == ("reserved", "site", "https://lantern.example/p.json")


@pytest.mark.parametrize("text", ["{}", "no JSON", "[" * 100_000, '["/"]', '[{"tdm-reservation": 1}]'])
def test_a_tdmrep_file_that_is_none_says_so(text):
    signals = page(files={"/.well-known/tdmrep.json": text}).ai_signals
    assert [s.answer for s in signals] == [None]


def test_a_tdmrep_file_without_a_rule_for_the_page_says_nothing():
    rules = '[{"location": "/sport/*", "tdm-reservation": 1}, {"location": "/news$", "tdm-reservation": true}]'
    assert page(files={"/.well-known/tdmrep.json": rules}).ai_signals == ()


def test_a_policy_that_is_no_address_is_kept_as_written():
    rules = '[{"location": "/", "tdm-reservation": 1, "tdm-policy": "//["}]'
    article = page(headers={"tdm-policy": "//[", "link": '<//[>; rel=license; type="application/rsl+xml"'},
                   files={"/.well-known/tdmrep.json": rules, "/robots.txt": "License: //["})  # fmt: skip
    assert {signal.policy for signal in article.ai_signals} == {"//["}


def test_trust_txt_answers_for_the_site():
    text = "member=https://journal.example/\n# datatrainingallowed=yes\nDataTrainingAllowed = no # never\n"
    assert said(page(files={"/trust.txt": text})) == [
        ("trust-txt", "DataTrainingAllowed", "no", ("train",), "denied"),
    ]


def test_files_of_another_site_do_not_speak_of_an_item():
    def item(url: str) -> Raw:
        raw = Raw("rss", "")
        raw.say("url", url, "item_field")
        return raw

    around = Surroundings(URL, {"tdm-reservation": "1"}, {"/trust.txt": "datatrainingallowed=no"})
    own, other = item("https://lantern.example/a"), item("https://harborbridge.example/a")
    around.speak(own, of_page=False)
    around.speak(other, of_page=False)
    assert [s.scheme for s in own.signals] == ["trust-txt"], "the headers are those of the feed"
    assert other.signals == []


# -- feeds -----------------------------------------------------------------------------------------------------------

FEED = """<rss version="2.0" xmlns:l="https://rslstandard.org/rsl" xmlns:atom="http://www.w3.org/2005/Atom"><channel>
<title>The Lantern Post</title><link>https://lantern.example/</link>{}
<item><title>Ferry</title><link>https://lantern.example/news/ferry</link>{}</item></channel></rss>"""


def items(channel: str = "", item: str = "") -> Article:
    (article,) = provenance.read(FEED.format(channel, item).encode(), format="rss")
    return article


def licence(inner: str, content: str = 'url="/news/*"') -> str:
    return f"<l:content {content}><l:license>{inner}</l:license></l:content>"


def test_an_item_states_its_licence_for_machines_under_any_prefix():
    article = items(
        item=licence(
            "<l:permits>ai-all\nsearch</l:permits><l:prohibits>ai-train</l:prohibits><l:payment type='crawl'/>",
            'url="https://lantern.example/news/ferry" server="https://licences.example/"',
        )
    )
    assert said(article) == [
        ("rsl", "permits", "ai-all", ("tdm", "index", "input"), "payment"),
        ("rsl", "permits", "search", ("search",), "payment"),
        ("rsl", "prohibits", "ai-train", ("train",), "denied"),
    ]
    assert {s.policy for s in article.ai_signals} == {"https://licences.example/"}
    assert article.licenses == ()


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("<l:permits>ai-train</l:permits>", "allowed"),
        ("<l:permits>ai-train</l:permits><l:payment type='free'/>", "allowed"),
        ("<l:permits>ai-train</l:permits><l:payment type='attribution'/>", "conditional"),
        ("<l:permits>ai-train</l:permits><l:payment type='training'/>", "payment"),
        ("<l:permits>ai-train</l:permits><l:permits type='user'>non-commercial</l:permits>", "conditional"),
        ("<l:permits>ai-train</l:permits><l:prohibits type='geo'>US</l:prohibits>", "conditional"),
        ("<l:prohibits type='usage'>all</l:prohibits>", "denied"),
        ("<l:permits>ai-train</l:permits><l:prohibits>ai-all</l:prohibits>", "denied"),
        ("<l:permits>train-ai</l:permits>", None),
        ("<l:payment type='barter'/>", None),
        ("<l:payment type='subscription'/>", "payment"),
        ("", None),
    ],
)
def test_what_a_licence_makes_of_a_use(inner, expected):
    assert {s.answer for s in items(item=licence(inner)).ai_signals} == {expected}


def test_a_licence_of_the_feed_is_for_the_addresses_that_it_names_and_a_default():
    inner = "<l:prohibits>ai-train</l:prohibits>"
    (signal,) = items(licence(inner)).ai_signals
    assert (signal.scope, signal.basis, signal.answer) == ("site", "default", "denied")
    assert items(licence(inner, 'url="/sport/"')).ai_signals == ()
    assert items(licence(inner, 'url="https://other.example/"')).ai_signals == ()
    own = items(licence(inner), licence("<l:permits>ai-train</l:permits>"))
    assert [s.answer for s in own.ai_signals] == ["allowed"], "an item's own licence stands alone"
    elsewhere = "<source url='https://harborbridge.example/rss'>Harbor Bridge</source>"
    assert items(licence(inner), elsewhere).ai_signals == ()


def test_a_link_to_a_licence_for_machines_in_a_feed():
    link = '<atom:link rel="license" type="application/rsl+xml" href="https://lantern.example/r.xml"/>'
    assert [(s.scope, s.policy) for s in items(item=link).ai_signals] == [("article", "https://lantern.example/r.xml")]
    assert [(s.scope, s.policy) for s in items(channel=link).ai_signals] == [("site", "https://lantern.example/r.xml")]
    assert items(item=link).licenses == ()


# -- wire formats ----------------------------------------------------------------------------------------------------

NEWS_ITEM = """<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x:1" version="1" standard="NewsML-G2">
<rightsInfo><dataMining {}/></rightsInfo><itemMeta/><contentMeta><headline>Ferry</headline></contentMeta></newsItem>"""


@pytest.mark.parametrize(
    ("attribute", "expected"),
    [
        ('qcode="pldm:DMI-PROHIBITED"', [("denied", ("tdm", "index", "input", "train", "search"))]),
        ('uri="http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED-AIMLTRAINING"', [("denied", ("train",))]),
        (
            'qcode="pldm:DMI-PROHIBITED-EXCEPTSEARCHENGINEINDEXING"',
            [("denied", ("tdm", "index", "input", "train")), ("allowed", ("search",))],
        ),
        ('qcode="pldm:DMI-UNSPECIFIED"', [("unspecified", ())]),
        ('qcode="pldm:never"', [(None, ())]),
    ],
)
def test_data_mining_stays_a_statement_and_is_a_signal(attribute, expected):
    (article,) = provenance.read(NEWS_ITEM.format(attribute).encode())
    assert [(s.answer, s.uses) for s in article.ai_signals] == expected
    assert len(article.said("data_mining")) == 1


def test_data_mining_in_ninjs():
    data = b'{"uri": "urn:x:1", "headline": "Ferry", "rightsInfo": [{"dataMining": "pldm:DMI-ALLOWED"}]}'
    (article,) = provenance.read(data, format="ninjs")
    assert [(s.value, s.answer) for s in article.ai_signals] == [("DMI-ALLOWED", "allowed")]


# -- the record, the graph, the verdict ------------------------------------------------------------------------------


@pytest.mark.parametrize("format", FORMATS)
def test_signals_come_back_from_every_graph(format):
    article = page(
        '<meta name="tdm-reservation" content="maybe">',
        headers={"content-usage": "train-ai=n"},
        files={"/robots.txt": "Content-Signal: ai-train=yes\nLicense: /r x.xml"},
    )
    assert len(article.ai_signals) == 4
    assert parse(serialize(article, format), format) == article


def test_what_a_file_of_the_site_says_does_not_lie_in_the_bytes_of_the_page():
    article = page('<meta name="robots" content="noai">', files={"/robots.txt": "Content-Signal: ai-train=no"})
    sources = {str(node) for _, predicate, node in article_triples(article) if predicate == OA.hasSource}
    assert sources == {f"{article.id.removesuffix('copy')}bytes", "https://lantern.example/robots.txt"}


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_no_verdict_changes_by_signals(path):
    article = Article.model_validate_json(path.read_bytes())
    record = article.model_dump()
    rest = {key: record[key] for key in ("id", "digest", "source_format", "read_at", "tool_version", "chain", "assets")}
    bare = project([row for row in record["statements"] if row["property"] != "ai_signal"], **rest)
    assert article.ai_signals
    assert not bare.ai_signals
    for use in ({}, {"automation": "systematic"}):
        assert decide(article, use, at=AT).parts == decide(bare, use, at=AT).parts


def test_people_read_what_is_said_and_where():
    article = page(headers={"tdm-reservation": "2"}, files={"/robots.txt": "Content-Signal: search=yes, ai-train=no"})
    assert [line.text for line in told(article)] == [
        "“tdm-reservation=2”: not understood (TDMRep in an HTTP header)",
        "training of AI: denied (Content-Signal in robots.txt)",
        "search results: allowed (Content-Signal in robots.txt)",
    ]


def test_the_table_of_facts_says_that_no_verdict_rests_on_them():
    table = list(rows(page('<meta name="robots" content="noai">')))
    assert [(row.label, row.value) for row in table][-2:] == [
        ("AI signal", "training of AI: denied (noai directive in the page's head)"),
        ("", "said to machines; no verdict rests on it"),
    ]
    assert table[-2].where == "line 1, stated"
    assert not any(row.label == "AI signal" for row in rows(page()))


# -- small parts -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pattern", "does"),
    [
        ("/", True),
        ("", True),
        ("/news/", True),
        ("/news/*?id=", True),
        ("*ferry", True),
        ("/news/ferry$", False),
        ("/news/ferry?id=7$", True),
        ("/n%65ws/", True),
        ("/news/Ferry", False),
        ("/*/*", True),
        ("/news/f*y?id=7$", True),
        ("/news/*r*r*$", True),
        ("/news/*7*7$", False),
        ("https://LANTERN.example/news/*", True),
        ("https://lantern.example", True),
        ("https://other.example/*", False),
        ("http://[", False),
    ],
)
def test_patterns_of_paths(pattern, does):
    assert fits(pattern, URL) is does


def test_a_pattern_of_many_stars_takes_no_time():
    assert not fits("/*a" * 500 + "b", "https://lantern.example/" + "a/" * 20_000)


def test_a_link_header_with_commas_and_quotes():
    found = list(links('<a>; title="b, <c>"; rel="license nofollow" , <http://[>; rel=x, <d>', "https://x.example/"))
    assert [(each.address, each.rel) for each in found] == [
        ("https://x.example/a", ("license", "nofollow")),
        ("http://[", ("x",)),
        ("https://x.example/d", ()),
    ]


@given(text=st.text(max_size=200), header=st.sampled_from(["link", "content-usage", "tdm-policy", "x-robots-tag"]))
def test_whatever_a_site_sends_is_read(text, header):
    files = dict.fromkeys(("/robots.txt", "/.well-known/tdmrep.json", "/trust.txt"), text)
    page(headers={header: text}, files=files)
