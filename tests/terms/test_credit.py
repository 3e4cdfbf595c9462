"""Credit sentences: slots are filled from what was said, links are links, and what is missing is shown as missing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.terms.credit import SLOTS, as_html, as_text, facts_of, fill, original_address, slots_of
from tests.terms.worked import article_of, fact, record

URL = "https://harborbridge.example/2026/ferry"


@pytest.mark.parametrize(
    ("template", "slots"),
    [
        ("By {author}, {outlet}", {"author", "outlet"}),
        ("Read [the original]({url}) by [{author}](home).", {"url", "author", "home"}),
        ("No slots at all", set()),
        ("A [bracket] and a {brace", set()),
    ],
)
def test_the_slots_of_a_template(template: str, slots: set[str]) -> None:
    assert slots_of(template) == slots


def test_slots_are_filled_and_spans_linked() -> None:
    home = "https://harborbridge.example/"
    told = {"author": "Mara Quillfeather", "title": "Ferry", "url": URL, "home": home}
    runs = fill("By {author}. [Read {title}]({url}) at {home}.", told)
    assert as_text(runs) == "By Mara Quillfeather. Read Ferry at https://harborbridge.example/."
    assert as_html(runs) == (
        f'By Mara Quillfeather. <a href="{URL}">Read </a><a href="{URL}">Ferry</a> at '
        '<a href="https://harborbridge.example/">https://harborbridge.example/</a>.'
    )
    assert [(run.text, run.link) for run in runs if run.link] == [("Read ", "url"), ("Ferry", "url")]
    assert not any(run.missing for run in runs)


def test_what_is_missing_is_shown_and_never_invented() -> None:
    runs = fill("By {author}, [Harbor Bridge]({url})", {"author": ""})
    assert as_text(runs) == "By [author?], Harbor Bridge [url?]"
    assert as_html(runs) == "By <mark>[author?]</mark>, Harbor Bridge<mark> [url?]</mark>"
    assert [run.missing for run in runs if run.missing] == ["author", "url"]


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "ftp://x.example/", "/relative", 'https://x.example/" onclick="a']
)
def test_only_web_addresses_become_links(address: str) -> None:
    html = as_html(fill("[Harbor Bridge]({url}) {home}", {"url": address, "home": address}))
    assert "<a" not in html
    assert "[url?]" in html


def test_markup_in_facts_is_text() -> None:
    runs = fill(
        "By {author} in [{title}]({url})",
        {"author": "<b>Mara</b> & Co", "title": '"><script>', "url": f"{URL}?a=1&b=2"},
    )
    html = as_html(runs)
    assert "<b>" not in html
    assert "<script>" not in html
    assert "&lt;b&gt;Mara&lt;/b&gt; &amp; Co" in html
    assert 'href="https://harborbridge.example/2026/ferry?a=1&amp;b=2"' in html


@given(st.text(max_size=60), st.dictionaries(st.sampled_from(sorted(SLOTS)), st.text(max_size=20)))
def test_any_text_is_a_template_and_nothing_gets_out_of_its_markup(template: str, facts: dict[str, str]) -> None:
    runs = fill(template, facts)
    assert {run.missing for run in runs} - {None} <= slots_of(template)
    bare = as_html(runs).replace("<mark>", "").replace("</mark>", "").replace("</a>", "")
    assert "<script" not in bare.lower()


@given(st.text(alphabet=st.characters(exclude_characters="[]{}()"), max_size=60))
def test_a_template_without_slots_is_itself(template: str) -> None:
    assert as_text(fill(template, {})) == template


def test_the_facts_are_those_that_were_said() -> None:
    article = article_of(
        {
            "url": "https://lantern.example/a",
            "original": URL,
            "headline": "Ferry",
            "date": "2026-12-01T06:00:00Z",
            "holder": "Harbor Bridge",
            "authors": ["Mara Quillfeather", "Odo Fenn", {"name": "Ina Marsh", "basis": "inferred"}],
            "license": "CC-BY-4.0",
        }
    )
    facts = facts_of(article, article.copyright_holders[0], {"publisher": "The Ellery Courier"})
    assert facts == {
        "author": "Mara Quillfeather and Odo Fenn",
        "title": "Ferry",
        "date": "2026-12-01",
        "url": URL,
        "outlet": "Harbor Bridge",
        "license": "Creative Commons Attribution 4.0 International",
        "license_url": "https://creativecommons.org/licenses/by/4.0/",
        "publisher": "The Ellery Courier",
    }


def test_an_inferred_original_is_no_address_and_a_page_is_its_own_publishers() -> None:
    inferred = record(fact("url", "https://lantern.example/a"), fact("original_url", URL, "inferred"))
    (holder,) = article_of({"holder": "Harbor Bridge"}).copyright_holders
    assert original_address(inferred, holder) is None
    own = article_of({"url": URL, "publisher": "Harbor Bridge"})
    assert original_address(own, holder.model_copy(update={"id": own.publisher.id if own.publisher else ""})) == URL
