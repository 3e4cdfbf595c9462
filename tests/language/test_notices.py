"""Copyright notices: mark, years and holder in every order that pages use, and what is no notice."""

from __future__ import annotations

from typing import Any

import pytest

from provenance.language.notices import find_notices
from tests.language.tables import cases


@pytest.mark.parametrize("case", cases("notices"))
def test_notices_are_found(case: dict[str, Any]) -> None:
    expected = [(tuple(notice.get("years", ())), notice.get("holder")) for notice in case["notices"]]
    assert [(notice.years, notice.holder) for notice in find_notices(case["text"])] == expected


@pytest.mark.parametrize(
    ("text", "literal"),
    [
        ("Read on. © 2020 The Lantern Post. All rights reserved.", "© 2020 The Lantern Post"),
        ("The Lantern Post © 2020", "The Lantern Post © 2020"),
        ("2020 © The Lantern Post", "2020 © The Lantern Post"),
        ("Photo © Jane Roe", "© Jane Roe"),
        ("The-CNN-Wire™ & © 2020 Cable News Network, Inc.", "The-CNN-Wire™ & © 2020 Cable News Network, Inc."),
    ],
)
def test_a_notice_is_quoted_as_it_stands(text: str, literal: str) -> None:
    (notice,) = find_notices(text)
    assert notice.text == text[notice.start : notice.end].strip() == literal
