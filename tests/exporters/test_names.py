from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.exporters.names import Name, split_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("By Dr. Ana Ruiz, PhD", Name("Ana Ruiz", "Dr.", "PhD")),
        ("posted by  Ana   Ruiz", Name("Ana Ruiz")),
        ("Von: Ana Ruiz", Name("Ana Ruiz")),
        ("Prof. Dr. Ana Ruiz", Name("Ana Ruiz", "Prof. Dr.")),
        ("Ben Ode Jr.", Name("Ben Ode Jr.")),
        ("Von Miller", Name("Von Miller")),
        ("Dame Diouf", Name("Dame Diouf")),
        ("Bya Ruiz", Name("Bya Ruiz")),
        ("Drew Ode", Name("Drew Ode")),
        ("Dr.", Name("Dr.")),
        ("By", Name("By")),
    ],
)
def test_titles_and_introductions_come_off(text: str, name: Name) -> None:
    assert split_name(text) == name


@given(st.text(min_size=1).filter(str.strip))
def test_a_name_is_never_emptied_and_splitting_again_changes_nothing(text: str) -> None:
    name = split_name(text)
    assert name.bare.strip()
    assert split_name(name.bare).bare == name.bare
