"""A pasted story gives the same facts however it was pasted, and every place lies where the words stand."""

# ruff: noqa: E501 - pages and paragraphs stand here as they are written
from __future__ import annotations

import re

import pytest

import provenance
from provenance.errors import TooLargeError
from provenance.readers.text import MAX_CHARS
from tests.readers.facts import names
from tests.readers.test_places import misplaced

STORY = """Ferry Pilots Ask for a Second Lamp on the Long Pier

By Published on June 7, 2016

The harbor board of Port Ellery heard on Monday that the second lamp on the Long Pier has been dark for a year, and that nobody has asked who should mend it.

“We steer by memory,” Ferry Warden Orla Finch told the Coast Courier, where she counts the steps of the pier on mornings when the fog hides the end of it.

The board promised an answer before the autumn storms. It asked the engineers of the town what a lamp, a cable and two days of a boat would cost, and who else could use the light.

Several boats have touched the pier since, reportedly without harm. The wardens keep a list of them in the little office, and read it aloud at the beginning of every meeting.



Follow Maria Oake on Twitter.  Send tips to [email protected].

Copyright 2016 Harbor Bridge News Foundation

Print Friendly, PDF & Email

Like the article? Share it with your friends! Find us on Facebook, Twitter and Instagram.

Weather
The Patience of Tides
Robert Graves Hill
More from The Lantern Post
Connect with Us"""

NBSP = "\u00a0"
WAYS = {
    "as it is": STORY.encode(),
    "CRLF": STORY.replace("\n", "\r\n").encode(),
    "CR": STORY.replace("\n", "\r").encode(),
    "line separators": STORY.replace("\n", "\u2028").encode(),
    "no-break spaces": STORY.replace(" ", NBSP).encode(),
    "no-break spaces on empty lines": STORY.replace("\n\n", f"\n{NBSP}\n").encode(),
    "indented": STORY.replace("\n", "\n\t  ").encode(),
    "single line ends": re.sub(r"\n+", "\n", STORY).encode(),
    "byte order mark": b"\xef\xbb\xbf" + STORY.encode(),
    "utf-16": STORY.encode("utf-16"),
    "windows-1252": STORY.encode("windows-1252"),
    "one paragraph": re.sub(r"\s*\n\s*", " ", STORY).encode(),
    "one paragraph of no-break spaces": re.sub(r"\s+", NBSP, STORY).encode(),
    "one paragraph with tabs": re.sub(r"\s*\n\s*", "\t", STORY).encode(),
}


@pytest.mark.parametrize("way", WAYS)
def test_the_same_facts_however_it_was_pasted(way):
    (article,) = provenance.read(WAYS[way])
    assert article.source_format == "text"
    assert article.headline == "Ferry Pilots Ask for a Second Lamp on the Long Pier"
    assert (article.byline_state, article.byline) == ("empty", "By Published on June 7, 2016")
    assert article.date_published == "2016-06-07"
    assert [(author.name, author.basis) for author in article.authors] == [("Maria Oake", "inferred")]
    assert [(holder.name, holder.basis) for holder in article.copyright_holders] == [
        ("Harbor Bridge News Foundation", "stated")
    ]
    assert article.copyright_years == (2016,)
    assert article.copyright_notice == "Copyright 2016 Harbor Bridge News Foundation"
    assert article.publisher
    assert (article.publisher.name, article.publisher.basis) == ("The Lantern Post", "inferred")
    assert [(hop.party.name, hop.action, hop.basis) for hop in article.chain if hop.party] == [
        ("Harbor Bridge News Foundation", "created", "inferred"),
        ("The Lantern Post", "republished", "inferred"),
    ]
    assert article.original_url is None
    assert article.licenses == ()
    assert article.usage_terms is None


def decoded(data: bytes) -> str:
    text = data.decode("utf-16") if data[:2] == b"\xff\xfe" else data.decode("utf-8-sig") if b"\x93" not in data else ""
    return re.sub("\r\n|[\r\u2028]", "\n", text or data.decode("windows-1252"))


@pytest.mark.parametrize("way", [way for way in WAYS if way != "windows-1252"])
def test_places_lie_in_the_text_as_given(way):
    (article,) = provenance.read(WAYS[way])
    assert misplaced(article, decoded(WAYS[way])) == []


def test_the_hint_and_the_notice_are_told_with_their_lines():
    (article,) = provenance.read(WAYS["CRLF"])
    places = {(s.property, s.method): s.origin.line for s in article.statements if s.origin}
    assert places["byline", "byline_line"] == 3
    assert places["author", "follow_name"] == 15
    assert places["copyright_holder", "copyright_line"] == 17
    assert places["publisher", "more_from"] == 26


def test_quoted_and_promoted_names_are_nobodys_byline():
    (article,) = provenance.read(WAYS["as it is"])
    said = {s.value.name for s in article.statements if s.property in ("author", "credit") and s.value}
    assert said <= {"Maria Oake", "Harbor Bridge News Foundation"}


GERMAN = """Lotsen bitten um eine zweite Lampe an der Langen Mole

Von Maria Eichner

2. März 2020

Hafenstadt (dpa) - Der Hafenrat hat am Montag erfahren, dass die zweite Lampe an der Langen Mole seit einem Jahr dunkel ist und niemand sie reparieren will.

„Wir steuern aus dem Gedächtnis“, sagte die Lotsin, die seit 1998 die Morgenfähre führt und im Nebel die Stufen der Mole zählt.

© 2020 Küstenfunk Stiftung

Mehr zum Thema
Die Geduld der Gezeiten
"""
FRENCH = """Les pilotes demandent une deuxième lampe sur la longue jetée

Par Marie Chêne

Publié le 2 mars 2020

Le conseil du port a appris lundi que la deuxième lampe de la longue jetée est éteinte depuis un an, et que personne ne sait qui doit la réparer.

« Nous naviguons de mémoire », a dit la pilote, qui conduit le bac du matin depuis 1998 et compte les marches de la jetée par temps de brume. (AFP)

© 2020 Fondation du Phare
"""
SPANISH = """Los pilotos piden una segunda lámpara en el muelle largo

Por María Roble

2 de marzo de 2020

La junta del puerto supo el lunes que la segunda lámpara del muelle largo lleva un año apagada, y que nadie ha preguntado quién debe repararla.

«Navegamos de memoria», dijo la piloto, que lleva el transbordador de la mañana desde 1998 y cuenta los escalones del muelle cuando hay niebla. (EFE)

© 2020 Fundación del Faro
"""


@pytest.mark.parametrize(
    ("text", "author", "holder", "agency"),
    [
        (GERMAN, "Maria Eichner", "Küstenfunk Stiftung", "Deutsche Presse-Agentur"),
        (FRENCH, "Marie Chêne", "Fondation du Phare", "Agence France-Presse"),
        (SPANISH, "María Roble", "Fundación del Faro", "Agencia EFE"),
    ],
)
def test_other_languages(text, author, holder, agency):
    (article,) = provenance.read(text)
    assert article.headline == text.splitlines()[0]
    assert [(each.name, each.basis) for each in article.authors] == [(author, "stated")]
    assert names(article, "copyright_holders") == [holder]
    assert article.date_published == "2020-03-02"
    assert agency in names(article, "credits")
    assert misplaced(article, text) == []


@pytest.mark.parametrize(
    ("sentence", "credits"),
    [
        (
            "This story was originally published by Bridge Weekly at https://bridge.example/2016/lamp.",
            ["Bridge Weekly"],
        ),
        ("This story first appeared in Bridge Weekly: https://bridge.example/2016/lamp", ["Bridge Weekly"]),
        ("Originally published at https://bridge.example/2016/lamp.", []),
    ],
)
def test_a_printed_address_is_the_origins(sentence, credits):
    text = STORY.partition("Copyright")[0] + sentence
    (article,) = provenance.read(text)
    assert article.original_url == "https://bridge.example/2016/lamp"
    assert names(article, "credits") == credits
    assert misplaced(article, text) == []


def test_one_paragraph_whose_author_begins_with_an_accent():
    text = re.sub(r"\s+", " ", FRENCH.replace("Marie Chêne", "Éloïse Chêne"))
    (article,) = provenance.read(text)
    assert names(article, "authors") == ["Éloïse Chêne"]


def test_an_agencys_writer_contributed():
    text = STORY.partition("Follow")[0] + "Associated Press writer Ida Quill in Port Ellery contributed to this report."
    (article,) = provenance.read(text)
    found = {(each.name, each.type, each.role) for each in article.credits}
    assert found == {("The Associated Press", "Organization", "contributor"), ("Ida Quill", "Person", "contributor")}


def test_a_text_may_be_read_from_a_string_a_file_and_a_path(tmp_path):
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    with path.open(encoding="utf-8") as words, path.open("rb") as data:
        read = [provenance.read(source)[0] for source in (STORY, path, str(path), words, data)]
    assert len({article.model_dump_json(exclude={"read_at"}) for article in read}) == 1


def test_too_long_a_text_is_refused():
    with pytest.raises(TooLargeError):
        provenance.read(b"a" * (MAX_CHARS * 4 + 1), format="text")
