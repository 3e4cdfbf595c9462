"""JUnit XML, read back by a library that reads what CI systems read."""

from __future__ import annotations

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st
from junitparser import Error, Failure, JUnitXml

from provenance.model import Location
from provenance.outcome import Outcome
from tests.reporters.batch.conftest import OUTCOMES, article, finding, rendered


def suites(text: str) -> dict[str, list]:
    document = JUnitXml.fromstring(text.encode())
    return {suite.name: list(suite) for suite in document}


def test_a_suite_for_each_source_and_a_case_for_each_article():
    document = JUnitXml.fromstring(rendered("junit").encode())
    assert [suite.name for suite in document][:3] == ["wire/a.html", "wire/clean.html", "wire/ä b#.html"]
    for suite in document:
        counted = (suite.tests, suite.failures, suite.errors)
        suite.update_statistics()
        assert (suite.tests, suite.failures, suite.errors) == counted


def test_what_fails_a_run_is_a_failure_and_the_rest_is_output():
    found = suites(rendered("junit"))
    (failing,) = found["wire/a.html"]
    (result,) = failing.result
    assert isinstance(result, Failure)
    assert result.message == "The byline names nobody. Ask who wrote it."
    assert result.type == "ATT003"
    assert "warning CHN005 Nothing links." in failing.system_out
    assert failing.name == "Ferry fares frozen"
    assert failing.classname == "wire/a.html"
    (clean,) = found["wire/clean.html"]
    assert not clean.result
    (by_override,) = found["wire/ä b#.html"]
    assert by_override.result[0].type == "ATT001"


def test_what_could_not_be_read_or_judged_is_an_error():
    found = suites(rendered("junit"))
    for name in ("feed.xml", "gone.html", "odd.html"):
        assert isinstance(found[name][0].result[0], Error)
    assert found["https://wire.example/a?b=1#c"][0].result[0].type == "verdict"


def test_the_items_of_a_feed_share_a_suite():
    outcomes = [article(finding(), source="feed.xml", title=f"Item {number}") for number in range(3)]
    found = suites(rendered("junit", outcomes))
    assert [case.name for case in found["feed.xml"]] == ["Item 0", "Item 1", "Item 2"]


@given(st.text(), st.text())
def test_whatever_the_text_the_document_is_well_formed(text, title):
    outcome = article(finding(message=text, help=text), source=text, title=title, fail_on="error")
    lost = Outcome(text, unread=text, is_unreadable=True)
    document = ElementTree.fromstring(rendered("junit", [outcome, lost]))  # noqa: S314 - our own
    assert len(document.findall(".//testcase")) == 2


def test_every_outcome_is_a_case():
    assert sum(map(len, suites(rendered("junit")).values())) == len(OUTCOMES)


def test_items_without_a_title_are_told_apart_by_their_lines():
    """GitLab takes cases of one name for the same case, and shows one of them."""
    places = [Location(path="feed.xml", line=line) for line in (3, 7)]
    broken = [Outcome("feed.xml", (finding("FMT001", location=each),), is_unreadable=True) for each in places]
    bare = [article(finding(location=each), source="feed.xml", title=None) for each in places]
    names = [case.name for case in suites(rendered("junit", [*broken, *bare]))["feed.xml"]]
    assert names == ["unreadable, line 3", "unreadable, line 7", "untitled, line 3", "untitled, line 7"]
