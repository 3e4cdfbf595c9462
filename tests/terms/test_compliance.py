"""The parts that hold a copy against terms: words and sentences, addresses, plain texts, what is hidden."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.errors import UsageError
from provenance.reading import read
from provenance.terms.compliance import held_as_copy, read_copy
from provenance.terms.compliance.addresses import is_article, is_home, leads_to
from provenance.terms.compliance.copy import Copy, Line
from provenance.terms.compliance.registry import CHECKS
from provenance.terms.compliance.sentences import Stream, pattern_of, pieces_of, plain, words_of
from provenance.terms.compliance.style import hidden_names, is_unseen
from provenance.terms.rdf import PREFIXES
from provenance.terms.registry import Terms
from provenance.terms.words import _table

AT = datetime(2026, 12, 1, tzinfo=UTC)
STORY = "https://harborbridge.example/2026/11/03/the-dredger/"
PROSE = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=60)


def copy_of(text: str, format: str = "html") -> Copy:
    data = text.encode()
    return read_copy(data, read(data, format=format)[0])


def stream(*texts: str) -> Stream:
    return Stream((i, Line(text, i + 1, "body", "story")) for i, text in enumerate(texts))


# -- words ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Grist’s “weekly” newsletter", "grist's 'weekly'  NEWSLETTER."),
        ("KFF—an independent source", "KFF - an independent\u00a0source"),
        ("Küstenblatt", "Ku\u0308stenblatt"),
        ("orig\u00adinally pub\u200blished", "originally published"),
        ("Bread & Roses", "bread and roses"),
        ("ﬁrst", "first"),
    ],
)
def test_what_makes_no_difference_between_words(one, other):
    assert plain(one) == plain(other)


@pytest.mark.parametrize(("one", "other"), [("story", "article"), ("Harbor", "Harbour"), ("Küste", "Kueste")])
def test_another_word_is_another_word(one, other):
    assert plain(one) != plain(other)


@given(PROSE)
def test_plain_is_plain_already(text):
    assert plain(plain(text)) == plain(text)


@given(PROSE)
def test_words_lie_in_the_text_in_order(text):
    ends = [0]
    for _, start, end in words_of(text):
        assert ends[-1] <= start < end <= len(text)
        ends.append(end)


@given(PROSE, PROSE, st.integers(0, 60))
def test_a_sentence_is_found_wherever_elements_split_it(before, sentence, cut):
    words = plain(sentence)
    if not words:
        return
    first, rest = words[:cut], words[cut:]
    found = stream(before, *([words] if plain(first) + " " + plain(rest) != words else [first, rest]))
    assert list(found.find(pattern_of(pieces_of(words), lambda slot: None)))


def test_a_template_knows_its_slots_and_links():
    pieces = pieces_of("By [{author}, Harbor]({home}) on {date}.")
    assert [(p.word, p.slot, p.link) for p in pieces] == [
        ("by", "", ""),
        ("", "author", "home"),
        ("harbor", "", "home"),
        ("on", "", ""),
        ("", "date", ""),
    ]


def test_a_slot_takes_what_stands_there():
    pieces = pieces_of("This story by {author} first appeared")
    (found,) = stream("Note: this story by", "Mara Quillfeather first appeared here").find(
        pattern_of(pieces, lambda slot: None)
    )
    assert found.pieces == {3: (4, 5)}


# -- addresses --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "url",
    [
        STORY,
        "http://www.harborbridge.example/2026/11/03/the-dredger",
        STORY + "?utm_source=x&fbclid=1#top",
        "https://out.example/r?u=https%3A%2F%2Fharborbridge.example%2F2026%2F11%2F03%2Fthe-dredger%2F",
        "//harborbridge.example/2026/11/03/the-dredger/index.html",
        "https://HarborBridge.example/2026/11/03/the%2Ddredger/",
    ],
)
def test_addresses_that_lead_to_the_article(url):
    assert leads_to(url, (STORY,))


@pytest.mark.parametrize(
    "url",
    [
        "https://harborbridge.example/",
        "https://harborbridge.example/2026/11/03/",
        "https://harborbridge.example/2026/11/03/the-dredger-speaks/",
        "https://harborbridge.example.evil.example/2026/11/03/the-dredger/",
        "/2026/11/03/the-dredger/",
        "https://harborbridge.example/?p=12",
        "javascript:void(0)",
        "http://[",
        "",
    ],
)
def test_addresses_that_do_not(url):
    assert not leads_to(url, (STORY,))


def test_home_pages_and_articles():
    hosts = ("harborbridge.example",)
    assert is_home("https://www.harborbridge.example/en-us/?utm_source=x", hosts)
    assert not is_home(STORY, hosts)
    assert not is_home("https://otherharborbridge.example/", hosts)
    assert is_article("https://harborbridge.example/?p=12")
    assert not is_article("https://harborbridge.example/")


# -- what a copy shows ------------------------------------------------------------------------------------------------

PAGE = """<!DOCTYPE html><html><head><title>A ferry</title>{head}</head><body><article><h1>A ferry</h1>
<p class="byline">By Mara Quillfeather</p>{text}</article><footer>{foot}</footer></body></html>"""
TEXT = "<p>" + "The ferry has not come since the third of October, and nobody knows where it is. " * 2 + "</p>"


@pytest.mark.parametrize(
    "hidden",
    [
        '<p style="display:none">Secret words</p>',
        '<p style="visibility: hidden">Secret words</p>',
        "<div hidden><p>Secret words</p></div>",
        '<p class="note sr-only">Secret words</p>',
        '<p>Seen <span style="font-size:0">Secret words</span></p>',
        "<template><p>Secret words</p></template>",
        "<!-- <p>Secret words</p> -->",
        "<noscript><p>Secret words</p></noscript>",
    ],
)
def test_what_the_page_hides_is_not_shown(hidden):
    copy = copy_of(PAGE.format(head="", text=TEXT * 3 + hidden, foot=""))
    assert not Stream(enumerate(copy.lines)).has("secret words")


def test_lines_know_their_place():
    teaser = '<section class="related"><h2>More</h2><ul><li><a href="/x">A crane</a></li></ul></section>'
    copy = copy_of(PAGE.format(head="", text=TEXT * 3 + teaser, foot="<p>Imprint of the site</p>"))
    places = {line.text: line.where for line in copy.lines}
    assert places["By Mara Quillfeather"] == "story"
    assert places["A crane"] == "elsewhere"
    assert places["Imprint of the site"] == "footer"
    assert [link.where for link in copy.links] == ["elsewhere"]
    assert sum(line.is_paragraph for line in copy.lines) == 3


def test_a_plain_text_prints_its_links():
    copy = copy_of("A ferry\n\nBy Mara\n\nSee [the ledger](https://a.example/l) and https://b.example/x.\n", "text")
    assert not copy.is_page
    assert [(link.text, link.url) for link in copy.links] == [
        ("the ledger", "https://a.example/l"),
        ("https://b.example/x", "https://b.example/x"),
    ]
    assert copy.lines[2].text == "See the ledger and https://b.example/x."


@given(PROSE)
def test_no_text_breaks_the_reading_of_a_copy(text):
    copy = copy_of(PAGE.format(head="", text=TEXT, foot="")[:400] + text)
    assert held_as_copy(copy, "propublica", at=AT).duties


# -- the registry -----------------------------------------------------------------------------------------------------


def test_every_duty_that_has_words_has_a_check():
    actions = {action.rstrip("!") for action in _table("duty") if action != "choice"}
    assert actions <= set(CHECKS)


def test_every_duty_that_is_recorded_has_a_check():
    recorded = {
        duty.action
        for policy in Terms().all()
        for rule in policy.rules
        for owed in rule.duties
        for duty in (owed, *owed.options)
        if duty.action
    }
    assert recorded <= set(CHECKS), {action for action in recorded if action not in CHECKS}


def test_all_recorded_terms_can_be_held_against_a_copy():
    copy = copy_of(PAGE.format(head="", text=TEXT * 3, foot=""))
    for policy in Terms().all():
        if not policy.id.startswith(PREFIXES["terms"] + "CC-"):
            held = held_as_copy(copy, policy.id, at=AT)
            assert all(each.duty.state in ("met", "unmet", "cant_tell", "requested", "due") for each in held.duties)


def test_terms_that_nobody_recorded_are_refused():
    with pytest.raises(UsageError, match="no-such-terms"):
        held_as_copy(copy_of(PAGE.format(head="", text=TEXT, foot="")), "no-such-terms", at=AT)


# -- what is seen -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sheet", "hidden"),
    [
        (".note{display:none}", {".note"}),
        ("body{margin:0} /* } */ p.note, #source { display : none !important }", {".note", "#source"}),
        (".note{position:absolute;left:-9999px}", {".note"}),
        (".note{clip:rect(1px,1px,1px,1px)}", {".note"}),
        (".note{display:none}.note{display:block}", set()),
        ("@media print{.note{display:none}}.other{color:red}", set()),
        ("@import 'a.css';.note{display:none}", {".note"}),
        (".no-js .note,.note:hover,.note > p{display:none}", set()),
        (".note{opacity:0;margin-left:-10px}", set()),
        ("}}.note{", set()),
    ],
)
def test_what_a_style_sheet_takes_off_the_page(sheet, hidden):
    assert hidden_names([sheet]) == hidden


@given(st.text("{}@;.#a:/* display:none", max_size=60))
def test_any_style_sheet_is_read(sheet):
    assert all(name[0] in ".#" for name in hidden_names([sheet]))


@pytest.mark.parametrize("style", ["display:none", "opacity: 0", "text-indent:-9999px", "left: -1000em", "font-size:0"])
def test_inline_styles_that_hide(style):
    assert is_unseen(style)


@pytest.mark.parametrize("style", ["", "display:block", "opacity:.5", "margin-left:-20px", "left:-10px"])
def test_inline_styles_that_do_not(style):
    assert not is_unseen(style)


def test_names_and_dates_that_only_style_keeps_apart_are_two_words():
    (line,) = copy_of("<p><b>By Jane Roe</b><a href='/d'>20 November</a>, CO<sub>2</sub></p>").lines
    assert line.text == "By Jane Roe 20 November, CO2"


def test_links_keep_their_words_where_a_seam_is_parted():
    copy = copy_of("<p><b>Roe</b><a href='/d'>20</a><i>May</i> <a href='/e'>here</a></p>")
    assert [link.text for link in copy.links] == ["20", "here"]


def test_an_address_behind_words_is_no_part_of_the_sentence():
    copy = copy_of(f"A title\n\nFirst at Harbor Bridge ({STORY}) — for you.\nMore: see ({STORY}).\n", "text")
    assert copy.lines[1].text == "First at Harbor Bridge — for you."
    assert STORY in copy.lines[2].text
    assert [link.url for link in copy.links] == [STORY, STORY]
