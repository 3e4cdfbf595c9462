"""Objects in JSON texts, and in what wraps them."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from provenance.readers.jsonitems import Broken, Item, items
from provenance.readers.jsontext import JsonText

KEYS = ("data", "items", "a/b~c")
VALUES = st.recursive(st.none() | st.integers(0, 9) | st.text(max_size=5), lambda inner: st.lists(inner, max_size=3))
OBJECTS = st.dictionaries(st.sampled_from(("x", "y", '"', "data")), VALUES, min_size=1, max_size=3).map(
    lambda found: {"uri": "u", **found}
)


def wraps(value):
    return None if "uri" in value else next((key for key in KEYS if isinstance(value.get(key), dict | list)), None)


@given(
    objects=st.lists(OBJECTS, max_size=4),
    path=st.lists(st.sampled_from(KEYS), max_size=4),
    indent=st.none() | st.just(1),
)
def test_wrapped_objects_are_the_same_and_stand_where_it_is_said(objects, path, indent):
    whole = objects
    for key in reversed(path):
        whole = {"meta": [1, {"n": "}"}], key: whole, "more": "]"}
    json_text = JsonText(json.dumps(whole, indent=indent))
    found = list(items(json_text, wraps))
    assert [item.value for item in found] == objects
    for number, item in enumerate(found):
        assert isinstance(item, Item)
        assert json.loads(json_text.text[item.start : item.end]) == item.value
        steps = [key.replace("~", "~0").replace("/", "~1") for key in path]
        assert item.pointer == "".join(f"/{step}" for step in [*steps, number])


@given(objects=st.lists(OBJECTS, min_size=1, max_size=4), broken=st.integers(0, 4))
def test_a_broken_member_hides_no_other(objects, broken):
    texts = [json.dumps(each) for each in objects]
    texts.insert(min(broken, len(texts)), '{"uri": "x" "y"}')
    if broken == 0:
        texts.insert(0, '{"uri": "first"}')
        objects = [{"uri": "first"}, *objects]
    found = list(items(JsonText(f'{{"data": {{"items": [{", ".join(texts)}]}}}}'), wraps))
    assert [item.value for item in found if isinstance(item, Item)] == objects
    assert sum(isinstance(item, Broken) for item in found) == 1
