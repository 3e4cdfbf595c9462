"""Places in JSON: every pointer leads to where its value is written, however it is written."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.errors import TooLargeError, UnreadableError
from provenance.readers.jsontext import MAX_BYTES, BrokenJsonError, JsonText, Places, decode

_KEYS = st.text(st.sampled_from('ab/~"\\é😀 '), max_size=4)
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.sampled_from('ab,:{}[]"\\\n é😀'), max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_KEYS, inner, max_size=4),
    max_leaves=15,
)


def pointers(value, path=""):
    yield path, value
    if isinstance(value, dict):
        for key, each in value.items():
            yield from pointers(each, f"{path}/{key.replace('~', '~0').replace('/', '~1')}")
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from pointers(each, f"{path}/{number}")


@given(_VALUES, st.booleans(), st.sampled_from([None, 1]))
def test_every_pointer_leads_to_its_value(value, ascii, indent):
    text = json.dumps(value, ensure_ascii=ascii, indent=indent)
    places = Places(JsonText(text), 0, len(text))
    for path, each in pointers(value):
        offset = places.offset(path) - isinstance(each, str)
        assert json.JSONDecoder().raw_decode(text, offset)[0] == each


@given(st.text(st.sampled_from('ab"\\\n\té😀/'), max_size=12), st.booleans())
def test_every_character_of_a_string_is_found(text, ascii):
    written = json.dumps({"a": text}, ensure_ascii=ascii)
    places = Places(JsonText(written), 0, len(written))
    for offset, char in enumerate(text):
        line, column = places.in_string("/a", offset)
        assert line == 1
        assert written[column - 1 :].startswith(json.dumps(char, ensure_ascii=ascii)[1:-1])


def test_a_value_that_is_broken_is_passed_over_by_its_brackets():
    json_text = JsonText('[{"a": "}", oops}, 2]')
    with pytest.raises(BrokenJsonError, match="expected JSON"):
        json_text.value(1)
    assert json_text.behind(1) == 17


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a": ' * 50_000, "1" * 10_000])
def test_depth_and_length_are_refused(text):
    with pytest.raises(BrokenJsonError):
        JsonText(text).value(0)


def test_bytes():
    assert decode("\ufeff{}".encode("utf-8")) == "{}"
    assert decode('{"a": "é"}'.encode("utf-16-le")) == '{"a": "é"}'
    assert decode('{"a": "é"}'.encode("latin-1"), "iso-8859-1") == '{"a": "é"}'
    with pytest.raises(UnreadableError, match="UTF-8"):
        decode(b'{"a": "\xe9"}')
    with pytest.raises(TooLargeError):
        decode(b" " * (MAX_BYTES + 1))
