from __future__ import annotations

import json
from html.parser import HTMLParser
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from provenance.exporters import CopyFacts, to_head, to_schemaorg
from provenance.exporters.head import comment, script_json

from .records import ORIGINAL, PAGE, articles, fact, record, syndicated

OURS = CopyFacts("https://courier.example/a?b=1&c=\u2019--2", "The </script> Courier")


class Page(HTMLParser):
    """What a browser would see: tags with their attributes, comments, and the text of scripts."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.comments: list[str] = []
        self.text: list[str] = []
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.text.append(data)


@given(article=articles())
def test_a_browser_reads_back_the_very_same_data(article: Any) -> None:
    for copy in (None, OURS):
        page = Page(to_head(article, as_copy=copy))
        assert [tag for tag, _ in page.tags] in (["script"], ["link", "script"])
        assert len(page.comments) <= 1
        assert len(page.text) == 1
        assert json.loads(page.text[0]) == to_schemaorg(article, as_copy=copy)


@given(
    st.recursive(
        st.none() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
    )
)
def test_script_json_is_the_same_data_without_a_dangerous_character(data: Any) -> None:
    written = script_json(data)
    assert json.loads(written) == data
    assert not set(written) & set("<>&\u2028\u2029")


@given(st.text(alphabet="-<>!a", max_size=12))
def test_a_comment_cannot_be_left(text: str) -> None:
    page = Page(f"<!-- {comment(text)} --><p>")
    assert len(page.comments) == 1
    assert page.tags == [("p", {})]


def test_the_page_read_keeps_its_own_canonical_link() -> None:
    head = Page(to_head(record(fact("url", PAGE))))
    assert head.tags[0] == ("link", {"rel": "canonical", "href": PAGE})
    assert head.comments == []
    stated = Page(to_head(record(fact("url", PAGE), fact("canonical_url", ORIGINAL))))
    assert stated.tags[0] == ("link", {"rel": "canonical", "href": ORIGINAL})


def test_a_partner_copy_gets_advice_and_no_choice() -> None:
    head = Page(to_head(syndicated(), as_copy=OURS))
    assert [tag for tag, _ in head.tags] == ["script"]
    (advice,) = head.comments
    assert ORIGINAL in advice
    assert "noindex" in advice
    assert "canonical" in advice


def test_a_copy_in_our_own_house_needs_no_advice() -> None:
    article = record(fact("url", PAGE))
    assert Page(to_head(article, as_copy=CopyFacts("https://lantern.example/print/ferry", "Lantern"))).comments == []
    assert "another site" in Page(to_head(record(), as_copy=OURS)).comments[0]


def test_an_address_is_escaped_in_its_attribute() -> None:
    url = "https://lantern.example/?a=1&b='2'"
    markup = to_head(record(fact("url", url)))
    assert "&amp;b=&#x27;2" in markup
    assert Page(markup).tags[0][1]["href"] == url
