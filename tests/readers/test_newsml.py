"""Invented NewsML-G2 and NITF documents and what is read from each: `newsml/*` with `*.expected.json` beside them.

`pytest --regenerate` writes the expected files anew; the difference is to be read before it is kept.
"""

from __future__ import annotations

import json
import random
import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import provenance
from provenance.errors import UnreadableError
from provenance.readers import sniff
from tests.readers.facts import names
from tests.readers.test_feeds import content, properties, read, record
from tests.readers.test_hostile import mutate, survives

FILES = Path(__file__).parent / "newsml"
ALL = sorted(path for path in FILES.iterdir() if path.suffix in (".xml", ".nitf"))


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)
def test_document(path, regenerate):
    articles, lost = read(path)
    found = {
        "articles": [record(article) for article in articles],
        "unreadable": [f"{error.place}, line {error.line}: {error.message}" for error in lost],
    }
    expected = path.with_suffix(".expected.json")
    if regenerate:
        expected.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert found == json.loads(expected.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)
def test_records_are_whole(path):
    for article in read(path)[0]:
        assert provenance.Article.model_validate_json(article.model_dump_json()) == article
        assert provenance.from_graph(provenance.to_graph(article)) == article


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)
def test_every_statement_has_its_place(path):
    """Each stands at a line, a column and a pointer; where its literal is written plainly, that is the place."""
    data = path.read_bytes()
    text = data.decode("latin-1" if b"ISO-8859-1" in data else "utf-8")
    lines = text.split("\n")
    for article in read(path)[0]:
        for statement in article.statements:
            origin = statement.origin
            assert origin, statement
            assert None not in (origin.line, origin.column, origin.pointer), statement
            words = re.split(r"[\n&\"]", origin.text or "")[0]
            if words and words in lines[origin.line - 1]:
                assert lines[origin.line - 1][origin.column - 1 :].startswith(words), statement


def test_formats_are_told_by_their_root():
    found = {path.name: sniff(path.read_bytes()) for path in ALL}
    assert {name for name, format in found.items() if format == "nitf"} == {"story.nitf", "structured-rights.nitf"}
    assert set(found.values()) == {"nitf", "newsml-g2"}
    with pytest.raises(UnreadableError):
        read(b'<?xml version="1.0"?><newsItem xmlns="urn:nobody"/>', format="newsml-g2")


# -- rights, each of its own -------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def lamp():
    return read(FILES / "message.xml")[0][0]


@pytest.fixture(scope="module")
def ferry():
    return read(FILES / "message.xml")[0][1]


def test_rights_of_the_item(lamp):
    assert names(lamp, "copyright_holders") == ["The Lantern", "Quay Press"]  # one in a field, one in a text
    assert lamp.copyright_notice == "© 2026 The Lantern. All rights reserved."
    assert lamp.copyright_years == (2026, 2024)
    assert lamp.usage_terms == "No use in print before Sunday."
    assert "https://lantern.example/legal" in properties(lamp, "usage_terms", scope="article")
    assert [license.id for license in lamp.licenses] == ["CC-BY-ND-4.0"]
    assert properties(lamp, "data_mining") == ["DMI-PROHIBITED-SEECONSTRAINT"]
    assert [agent.name for agent in properties(lamp, "accountable")] == ["Rights Desk"]


def test_rights_of_parts_and_assets_stay_theirs(lamp):
    assert properties(lamp, "usage_terms", scope="asset") == ["Online only."]
    assert properties(lamp, "usage_terms", scope="part") == ["The box may stand alone."]
    assert [agent.name for agent in properties(lamp, "copyright_holder", scope="part")] == ["Tidewater Wire"]
    (picture,) = lamp.assets
    assert (picture.credit, picture.holder.name, picture.notice) == ("Nils Berg", "Nils Berg", "2025 Nils Berg")


def test_what_is_said_of_a_picture_item_holds_for_its_renditions():
    (item,), _ = read(FILES / "picture.xml")
    web, large = item.assets
    assert (web.credit, web.holder.name, web.caption) == (
        "Nils Berg/Quay Press", "Quay Press", "The lamp on its first evening.",
    )  # fmt: skip
    assert (large.holder.name, large.notice) == ("Nils Berg", "© 2026 Quay Press")
    assert properties(item, "usage_terms") == ["NONE", "Online"]


def test_rights_whose_ids_name_nothing_are_of_a_part():
    (_, odd), _ = read(FILES / "broken-items.xml")
    assert properties(odd, "usage_terms", scope="part") == ["Ask us."]
    assert odd.usage_terms is None


def test_rights_that_name_all_of_the_text_are_those_of_the_item():
    data = (FILES / "message.xml").read_bytes().replace(b'idrefs="box"', b'idrefs="box story"')
    assert "The box may stand alone." in properties(read(data)[0][0], "usage_terms", scope="article")


# -- the way, the parties, the state -----------------------------------------------------------------------------------


def test_the_chain_is_the_one_that_is_told(lamp):
    assert [(hop.party.name, hop.action, hop.date, hop.basis) for hop in lamp.chain] == [
        ("The Lantern", "created", "2026-03-01T09:30:00+01:00", "stated"),
        ("Tidewater Wire", "distributed", "2026-03-01T12:00:00Z", "stated"),
        ("Harbor Bridge News", "edited", None, "stated"),
    ]
    assert [hop.follows for hop in lamp.chain] == [(), (1,), (2,)]
    for hop in lamp.chain:
        assert all(lamp.statement(id).method == "hop_history" for id in hop.statements)


def test_parties_have_their_roles(lamp):
    roles = {agent.name: agent.role for agent in lamp.credits}
    assert roles["Tidewater Wire"] == "distributor"
    assert roles["Tom Reed"] == "contributor"
    assert names(lamp, "authors") == ["Maria Oake", "Lena Ford"]
    assert lamp.byline == "By Maria Oake and Lena Ford"


def test_a_provider_passes_on_what_another_house_made():
    creator = b"<creator><name>Tidewater Television Ltd</name></creator>"
    data = (FILES / "picture.xml").read_bytes()
    other = re.sub(
        rb"<nar:creator>.*</nar:creator>", creator.replace(b"<", b"<nar:").replace(b"<nar:/", b"</nar:"), data
    )
    (item,), _ = read(other)
    roles = {agent.name: agent.role for agent in item.credits}
    assert (roles["Tidewater Television Ltd"], roles["quay.example"]) == ("original_publisher", "distributor")


def test_parties_by_code_alone():
    data = (FILES / "picture.xml").read_bytes().replace(b'uri="http://quay.example/"', b'qcode="nprov:reuters"')
    assert "Reuters" in names(read(data)[0][0], "credits")


def test_parties_whose_name_stands_elsewhere_in_the_item():
    data = (FILES / "picture.xml").read_bytes()
    told = b'<nar:assert uri="http://quay.example/"><nar:name>Quay Picture Desk</nar:name></nar:assert><nar:itemMeta>'
    (item,), _ = read(data.replace(b"<nar:itemMeta>", told))
    assert "Quay Picture Desk" in names(item, "credits")
    assert "quay.example" not in names(item, "credits")


def test_states_and_dates(lamp, ferry):
    assert (lamp.status, ferry.status) == ("corrected", "canceled")
    assert (lamp.embargo_until, lamp.embargo_open_ended) == ("2026-03-03T00:00:00Z", False)
    assert (ferry.embargo_until, ferry.embargo_open_ended) == (None, True)
    assert lamp.expires == "2026-04-01T00:00:00Z"
    assert lamp.date_published == "2026-03-01T09:30:00+01:00"
    assert lamp.date_modified == "2026-03-02T07:45:00+00:00"
    assert lamp.original_url == "https://lantern.example/2026/03/lamp"
    assert (lamp.language, ferry.language) == ("en", "de")


def test_texts_are_read_for_what_they_say(lamp, ferry):
    assert any(row.method == "origin_formula" for row in lamp.said("credit"))
    assert "Deutsche Presse-Agentur" in {row.value.name for row in ferry.said("credit") if row.method == "dateline"}
    assert names(ferry, "copyright_holders") == ["Quay Press"]
    assert names(ferry, "authors") == ["Lena Ford"]


def test_nitf():
    (story,), lost = read(FILES / "story.nitf")
    assert lost == []
    assert story.headline == "The second lamp"
    assert names(story, "authors") == ["Maria Oake"]
    assert (story.date_published, story.embargo_until, story.expires) == (
        "2026-03-02T07:45:00Z", "2026-03-03T00:00:00Z", "2026-04-01T00:00:00Z",
    )  # fmt: skip
    assert "The Lantern" in names(story, "copyright_holders")
    assert set(story.restrictions) == {"No archive", "Europe", "Not for use in print."}
    assert [(asset.type, asset.credit, asset.caption) for asset in story.assets] == [
        ("image", "Nils Berg", "The lamp."),
    ]  # fmt: skip


def test_rights_in_elements_are_no_notice():
    """The `rights` of NITF hold elements, or words among them: only the latter are a notice."""
    (story,), _ = read(FILES / "structured-rights.nitf")
    assert story.copyright_notice is None
    assert story.usage_terms == "A non-exclusive right to print the story once."
    assert {(holder.name, holder.type) for holder in story.copyright_holders} == {("PA Quayside", "Organization")}
    assert (story.byline, story.byline_state, story.authors) == ("moa/tre", "not_a_name", ())
    assert [(credit.name, credit.role) for credit in story.credits][:1] == [("Tidewater Wire", "distributor")]


def test_parties_as_agencies_write_them():
    lamps, film = read(FILES / "agency.xml")[0]
    assert [(author.name, author.role) for author in lamps.authors] == [
        ("Maria Oake", "Staff Writer"), ("Tom Reed", None),
    ]  # fmt: skip
    assert {credit.name: credit.role for credit in lamps.credits if credit.basis == "stated"} == {
        "Lantern Television": "original_publisher", "Tidewater Wire": "distributor", "quay.example": "distributor",
    }  # fmt: skip
    assert lamps.restrictions == ("NO ARCHIVE. Mandatory credit.", "NORWAY OUT")
    assert names(film, "authors") == ["Lantern Television"]
    assert names(film, "credits") == ["QuayPress"]


@pytest.mark.parametrize("name", ["conceptItem", "planningItem", "knowledgeItem", "catalogItem"])
@pytest.mark.parametrize("declaration", ["", '<?xml version="1.0"?>'])
def test_what_is_no_news_is_refused_by_name(name, declaration):
    document = f'{declaration}<{name} xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x"/>'
    with pytest.raises(UnreadableError, match=f"<{name}> holds .* no article"):
        read(document.encode())


def test_nitf_tells_its_delivery_trail():
    (story,), _ = read(FILES / "story.nitf")
    assert [(hop.party.name, hop.action, hop.basis) for hop in story.chain] == [
        ("The Associated Press", "created", "stated"), ("Tidewater Wire", "distributed", "stated"),
    ]  # fmt: skip
    assert story.byline == "By Maria Oake, Associated Press Writer"


def test_the_address_of_a_source_is_that_of_an_only_item():
    url = "https://quay.example/2026/lamp"
    (item,), _ = read(FILES / "picture.xml", url=url)
    assert item.url == url
    assert {each.url for each in read(FILES / "message.xml", url=url)[0]} == {None}


def test_encoded_rights_are_policies():
    data = (FILES / "picture.xml").read_bytes()
    odrl = b'{"policytype": "http://www.w3.org/ns/odrl/2/Set", "policyid": "http://quay.example/p", "permissions": []}'
    encoded = b"<nar:rightsInfo><nar:rightsExpressionData langid='x'>%s</nar:rightsExpressionData></nar:rightsInfo>"
    written = (
        b"<nar:rightsInfo><nar:rightsExpressionXML langid='y'><o:Policy xmlns:o='urn:o'/></nar:rightsExpressionXML>"
    )
    other = data.replace(b"<nar:itemMeta>", encoded % odrl + written + b"</nar:rightsInfo><nar:itemMeta>", 1)
    (item,), _ = read(other)
    known, unknown = properties(item, "policy", scope="article")
    assert json.loads(known)["@graph"][0]["@type"] == "odrl:Set"
    assert unknown == "<o:Policy xmlns:o='urn:o'/>"


def test_nitf_rights_that_name_an_owner_alone():
    rights = "<rights><!-- > of all --><rights.owner>Quay Press</rights.owner></rights>"
    text = f'<nitf baselang="es"><body><body.head>{rights}</body.head></body></nitf>'
    (story,), _ = read(text.encode())
    assert (names(story, "copyright_holders"), story.usage_terms) == (["Quay Press"], None)
    assert story.language == "es"


def test_a_document_type_is_passed_over_and_an_entity_refused():
    text = "<nitf><head><title>Lamp lit</title></head></nitf>"
    elements = read(f"<!DOCTYPE nitf [<!ELEMENT nitf ANY>]>{text}".encode())[0]
    outside = read(f'<!DOCTYPE nitf PUBLIC "-//X" "file:///etc/hostname">{text.replace(" ", "&nbsp;")}'.encode())[0]
    assert [article.headline for article in elements + outside] == ["Lamp lit", "Lamp lit"]
    with pytest.raises(UnreadableError):
        read(f'<!DOCTYPE nitf [<!ENTITY a SYSTEM "file:///etc/hostname">]>{text}'.encode())


# -- invariants --------------------------------------------------------------------------------------------------------

PREFIX = st.from_regex(r"[a-z][a-z0-9]{0,6}", fullmatch=True).filter(lambda name: not name.startswith("xml"))


@given(prefix=PREFIX)
def test_names_by_namespace_and_not_by_prefix(prefix):
    data = (FILES / "picture.xml").read_bytes()
    other = re.sub(rb"(?<=[</:])nar(?=[:=])", prefix.encode(), data)
    assert [content(article) for article in read(other)[0]] == [content(article) for article in read(data)[0]]
    if prefix != "nar":
        data = (FILES / "message.xml").read_bytes()
        other = re.sub(rb"(?<=[</:])h(?=[:=])", prefix.encode(), data)
        assert [content(article) for article in read(other)[0]] == [content(article) for article in read(data)[0]]


@given(seed=st.integers(0, 1000))
def test_the_order_of_hops_is_that_of_their_numbers(seed):
    text = (FILES / "message.xml").read_text("utf-8")
    hops = re.findall(r"<hop .*?</hop>", text, re.DOTALL)
    mixed = random.Random(seed).sample(hops, len(hops))  # noqa: S311
    other = re.sub(r"<hopHistory>.*</hopHistory>", "<hopHistory>" + "".join(mixed) + "</hopHistory>", text, flags=re.S)
    assert [hop.party.name for hop in read(other.encode())[0][0].chain] == [
        "The Lantern", "Tidewater Wire", "Harbor Bridge News",
    ]  # fmt: skip


@pytest.mark.parametrize("filler", [" ", ", ", "a ,", "<b/>", "<![CDATA[<?]]>", "<![CDATA[<!--]]>", "<b>", "a:"])
def test_long_fields_take_no_long_time(filler):
    filler *= 60 if filler == "<b>" else 200_000 // len(filler)
    inside = f"<i/>{filler}<i/>" if "<b>" not in filler else filler + "</b>" * 60
    fields = "".join(f"<{name}>{inside}</{name}>" for name in ("rights", "byline", "distributor", "note"))
    begun = time.perf_counter()
    read(f"<nitf><body><body.head>{fields}</body.head></body></nitf>".encode())
    assert time.perf_counter() - begun < 5


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)
def test_mutants(path):
    chance = random.Random(path.name)  # noqa: S311 - the same mutants each time
    for _ in range(25):
        survives(mutate(bytearray(path.read_bytes()), chance), None, chance.choice((None, None, "newsml-g2", "nitf")))
