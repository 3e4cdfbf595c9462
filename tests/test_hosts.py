"""Comparing addresses: what is another publisher's page, and what only looks so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.hosts import (
    absolute,
    canonical_is_foreign,
    host_of,
    is_redirector,
    path_of,
    resembles,
    same_page,
    site_label,
)
from tests.strategies import urls

HERE = "https://www.lantern.example/2020/03/second-lamp"


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.Lantern.Example/a", "lantern.example"),
        ("//lantern.example:8080/a", "lantern.example"),
        ("https://lantern.example.", "lantern.example"),
        ("https://bücher.example/a", "xn--bcher-kva.example"),
        ("/2020/03/second-lamp", ""),
        ("mailto:desk@lantern.example", ""),
        ("", ""),
    ],
)
def test_host_of(url, host):
    assert host_of(url) == host


@pytest.mark.parametrize(
    "canonical",
    [
        HERE,
        "http://lantern.example/2020/03/second-lamp/",  # scheme, www, slash
        "https://WWW.LANTERN.EXAMPLE/2020/03/second-lamp",  # letter case
        "https://amp.lantern.example/2020/03/second-lamp",  # a host of the same house
        "https://lantern.co.uk/2020/03/second-lamp",  # another country's edition
        "https://feedproxy.google.com/~r/lantern/~3/second-lamp",  # a redirector
        "https://web.archive.org/web/2020/https://lantern.example/second-lamp",  # an archive
        "https://harborbridge.example/",  # a home page says nothing of a story
        "/2020/03/second-lamp",  # no host
        "https://",
        "http://[",
    ],
)
def test_a_canonical_that_is_no_other_publishers_page(canonical):
    assert not canonical_is_foreign(HERE, canonical)


@pytest.mark.parametrize(
    "canonical",
    [
        "https://harborbridge.example/stories/second-lamp",
        "http://news.tidewater-ledger.co.uk/2020/lamp",
        "https://xn--hfenblatt-02a.example/lampe",
    ],
)
def test_a_canonical_that_is(canonical):
    assert canonical_is_foreign(HERE, canonical)
    assert canonical_is_foreign(canonical, HERE)


def test_punycode_and_unicode_are_one_host():
    assert not canonical_is_foreign(
        "https://bücher.example/lampe-im-hafen", "https://xn--bcher-kva.example/lampe-im-hafen"
    )
    assert same_page("https://bücher.example/lampe", "https://xn--bcher-kva.example/lampe")


def test_a_renamed_institution_keeps_its_paths():
    left, right = "https://old-lanternpost.example/lamp-story", "https://new-lanternpost.example/lamp-story"
    assert not canonical_is_foreign(left, right)
    assert canonical_is_foreign(left, right.replace("lamp-story", "other-story"))


def test_hosts_of_one_label_can_be_compared():
    assert canonical_is_foreign("http://intranet/2020/lamp", "https://harborbridge.example/stories/lamp")


@pytest.mark.parametrize(
    ("host", "label"),
    [("news.harbor-post.co.uk", "harborpost"), ("lantern.example", "lantern"), ("intranet", "intranet"), ("", "")],
)
def test_site_label(host, label):
    assert site_label(host) == label


def test_resembles():
    assert resembles("The Harbor Post", "harborpost")
    assert resembles("Harbor", "harborpost")
    assert not resembles("Tidewater Ledger", "harborpost")
    assert not resembles("", "harborpost")


def test_redirectors_with_their_subdomains():
    assert is_redirector("feedproxy.google.com")
    assert is_redirector("www.t.co")
    assert not is_redirector("not-t.co")


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("http://lantern.example/a?utm_source=x", "https://www.lantern.example/a/", True),
        ("https://lantern.example/%C3%BC", "https://lantern.example/ü", True),
        ("https://lantern.example/a", "https://lantern.example/b", False),
    ],
)
def test_same_page(left, right, same):
    assert same_page(left, right) is same


def test_an_address_that_cannot_be_resolved_stays_as_it_is():
    assert absolute(HERE, " http://[ ") == "http://["
    assert absolute("http://[", "lamp") == "lamp"
    assert absolute(HERE, "../lamp") == "https://www.lantern.example/2020/lamp"
    assert path_of("http://[") == ""


@given(urls, urls)
def test_any_two_texts_can_be_compared(left, right):
    assert canonical_is_foreign(left, right) in (True, False)
    assert same_page(left, left)
    assert same_page(left, right) == same_page(right, left)
    assert not canonical_is_foreign(left, left)
    assert resembles(left, site_label(host_of(right))) in (True, False)


@given(urls, st.text(max_size=12))
def test_any_reference_can_be_resolved(base, reference):
    assert isinstance(absolute(base, reference), str)
