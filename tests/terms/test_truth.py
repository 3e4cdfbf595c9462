"""Three-valued logic with a fourth word: its laws, over all values."""

from __future__ import annotations

from itertools import permutations, product
from typing import get_args

import pytest

from provenance.terms.truth import Truth, all_of, any_of, known, one_of

TRUTHS: tuple[Truth, ...] = get_args(Truth)
JOINS = (all_of, any_of, one_of)


@pytest.mark.parametrize("join", JOINS)
def test_the_order_makes_no_difference(join):
    for found in product(TRUTHS, repeat=3):
        assert {join(each) for each in permutations(found)} == {join(found)}


@pytest.mark.parametrize("join", [all_of, any_of])
def test_nesting_and_repeating_make_no_difference(join):
    for a, b, c in product(TRUTHS, repeat=3):
        assert join((a, join((b, c)))) == join((join((a, b)), c)) == join((a, b, c))
        assert join((a, a)) == a


def test_each_absorbs_the_other():
    for a, b in product(TRUTHS, repeat=2):
        assert all_of((a, any_of((a, b)))) == a == any_of((a, all_of((a, b))))


def test_none_at_all():
    assert (all_of(()), any_of(()), one_of(())) == ("yes", "no", "no")


@pytest.mark.parametrize("join", JOINS)
def test_what_is_sure_though_something_is_open_stays_so_when_it_is_known(join):
    for found in product(TRUTHS, repeat=3):
        if join(found) not in ("yes", "no"):
            continue
        choices = [(each,) if each in ("yes", "no") else ("yes", "no") for each in found]
        assert {join(filled) for filled in product(*choices)} == {join(found)}


@pytest.mark.parametrize("join", JOINS)
def test_of_yes_and_no_it_is_ordinary_logic(join):
    ordinary = {all_of: all, any_of: any, one_of: lambda found: sum(found) == 1}[join]
    for found in product((True, False), repeat=3):
        assert join(known(each) for each in found) == known(ordinary(found))


def test_unknown_weighs_more_than_what_can_be_asked():
    assert all_of(("judged", "unknown")) == "unknown"
    assert any_of(("judged", "unknown")) == "judged"
    assert one_of(("judged", "unknown")) == "unknown"
    assert one_of(("yes", "yes", "unknown")) == "no"
    assert known(None) == "unknown"
