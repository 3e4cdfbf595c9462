"""The rules as a set: codes, pages, the manual."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from provenance.errors import UsageError
from provenance.model.values import Level
from provenance.resources import vocab
from provenance.rules import RULES, get, pages

FAMILIES = {"ATT", "HLD", "CHN", "DAT", "LIC", "AST", "SRC", "AIS", "DUT", "FMT", "SUP"}


def code(rule):
    return rule.CODE


def test_codes_and_names_are_unique():
    assert len({rule.CODE for rule in RULES}) == len(RULES)
    assert len({rule.NAME for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("rule", RULES, ids=code)
def test_a_rule_is_well_formed(rule):
    assert re.fullmatch(r"[A-Z]{3}\d{3}", rule.CODE)
    assert rule.CODE[:3] in FAMILIES
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.NAME)
    assert rule.LEVEL in get_args(Level)
    assert rule.__name__ == f"provenance.rules.{rule.CODE.lower()}_{rule.NAME.replace('-', '_')}"


@pytest.mark.parametrize("rule", RULES, ids=code)
def test_a_page_has_its_sections_in_order_and_none_is_empty(rule):
    page = pages.page(rule)
    first, *sections = re.split(r"^## ", page, flags=re.MULTILINE)
    assert re.fullmatch(r"[^\n]+\.\n\n", first), "the page begins with one sentence"
    headings = [section.partition("\n")[0] for section in sections]
    assert headings == list(pages.HEADINGS)
    assert all(section.partition("\n")[2].strip() for section in sections)


@pytest.mark.parametrize("rule", RULES, ids=code)
def test_options_are_documented(rule):
    for option in getattr(rule, "OPTIONS", {}):
        assert f"`{option}`" in pages.page(rule)


def test_the_registry_lists_every_module():
    folder = vocab().parent / "provenance" / "rules"
    if not folder.is_dir():
        pytest.skip("not a checkout")
    files = {path.stem for path in folder.glob("*.py") if re.match(r"[a-z]{3}\d{3}_", path.name)}
    assert files == {rule.__name__.rpartition(".")[2] for rule in RULES}


def test_the_manual_is_up_to_date(regenerate):
    if regenerate:
        pages.write()
    assert vocab(pages.FILE).read_text("utf-8") == pages.manual(), "run python -m provenance.rules.pages"


def test_a_rule_is_found_by_code_or_name():
    assert get("att003") is get("byline-empty") is get(" ATT003 ")


def test_an_unknown_rule_names_the_nearest():
    with pytest.raises(UsageError, match=r"unknown rule 'ATT03'; did you mean 'ATT003'"):
        get("ATT03")
