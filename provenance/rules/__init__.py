"""The rules: one module each, listed here by hand, so that what runs can be read in one place.

A rule has a page (its docstring), `CODE`, `NAME`, `LEVEL` and `check(article, context)`. Codes are a family and three
digits, are never used again for another rule, and say nothing of the level. Families: `ATT` attribution and byline,
`HLD` holder and notice, `CHN` chain and origin, `DAT` dates, `LIC` licence and terms, `AST` assets, `SRC` search
markup, `AIS` signals on AI use, `DUT` duties on our copy, `FMT` format, `SUP` suppressions.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from provenance.config import Config, Override, unknown
from provenance.errors import ConfigError, UsageError
from provenance.model import Article, Finding
from provenance.model.values import Level
from provenance.rules import (
    ais001_signal_malformed,
    ais002_signals_contradict,
    ais003_signal_against_license,
    ais004_reserved_without_policy,
    ast001_photo_without_credit,
    att001_byline_absent,
    att002_author_only_hinted_at,
    att003_byline_empty,
    att004_byline_not_a_name,
    att005_byline_withheld,
    att006_merged_authors,
    att007_words_around_a_name,
    att008_agency_as_person,
    att009_bylines_disagree,
    att010_doubtful_name,
    chn001_undeclared_wire_copy,
    chn002_no_credit_line,
    chn003_credit_only_in_markup,
    chn004_empty_credit,
    chn005_no_origin_link,
    chn006_chain_out_of_order,
    chn007_chain_circular,
    chn008_chain_gap,
    chn009_canonical_against_claim,
    chn010_origins_disagree,
    dat001_date_missing,
    dat002_time_without_zone,
    dat003_impossible_date,
    dat004_embargo_running,
    dat005_expired,
    dat006_withdrawn,
    dut001_credit_not_printed,
    dut002_byline_lost,
    dut003_affiliation_lost,
    dut004_original_not_linked,
    dut005_links_lost,
    dut006_canonical_not_set,
    dut007_noindex_not_set,
    dut008_tracker_lost,
    dut009_logo_missing,
    dut010_tagline_lost,
    dut011_image_credits_lost,
    dut012_edits_not_noted,
    dut013_license_not_shown,
    dut014_notice_lost,
    dut015_no_option_taken,
    dut016_paywall_left_on,
    dut017_donation_appeal,
    dut018_published_out_of_time,
    dut019_image_not_covered,
    dut020_markup_disagrees,
    dut021_canonical_against_noindex,
    dut022_request_open,
    dut023_duty_not_visible,
    fmt001_unreadable_item,
    fmt002_required_field_missing,
    fmt003_malformed_value,
    fmt004_field_repeated,
    fmt005_other_version,
    fmt006_malformed_rights_field,
    fmt007_advice_not_followed,
    hld001_holder_not_stated,
    hld002_holder_against_byline,
    hld003_notice_without_holder,
    hld004_impossible_year,
    hld005_holders_without_roles,
    hld006_template_notice_only,
    hld007_notice_without_year,
    lic001_license_not_recognised,
    lic002_licenses_contradict,
    lic003_license_deprecated,
    lic004_license_over_others_text,
    lic005_terms_not_stated,
    src001_author_missing_from_markup,
    src002_author_without_link,
    src003_site_as_author,
    src004_author_of_wrong_type,
    sup001_void_suppression,
)
from provenance.rules.context import Context, Rule, finding, plain
from provenance.rules.fmt001_unreadable_item import unreadable

if TYPE_CHECKING:
    from provenance.terms.compliance.result import Held

__all__ = ["RULES", "Context", "Rule", "RuleSet", "get", "is_known", "unreadable"]

RULES: tuple[Rule, ...] = (
    att001_byline_absent,
    att002_author_only_hinted_at,
    att003_byline_empty,
    att004_byline_not_a_name,
    att005_byline_withheld,
    att006_merged_authors,
    att007_words_around_a_name,
    att008_agency_as_person,
    att009_bylines_disagree,
    att010_doubtful_name,
    hld001_holder_not_stated,
    hld002_holder_against_byline,
    hld003_notice_without_holder,
    hld004_impossible_year,
    hld005_holders_without_roles,
    hld006_template_notice_only,
    hld007_notice_without_year,
    chn001_undeclared_wire_copy,
    chn002_no_credit_line,
    chn003_credit_only_in_markup,
    chn004_empty_credit,
    chn005_no_origin_link,
    chn006_chain_out_of_order,
    chn007_chain_circular,
    chn008_chain_gap,
    chn009_canonical_against_claim,
    chn010_origins_disagree,
    dat001_date_missing,
    dat002_time_without_zone,
    dat003_impossible_date,
    dat004_embargo_running,
    dat005_expired,
    dat006_withdrawn,
    lic001_license_not_recognised,
    lic002_licenses_contradict,
    lic003_license_deprecated,
    lic004_license_over_others_text,
    lic005_terms_not_stated,
    ast001_photo_without_credit,
    src001_author_missing_from_markup,
    src002_author_without_link,
    src003_site_as_author,
    src004_author_of_wrong_type,
    ais001_signal_malformed,
    ais002_signals_contradict,
    ais003_signal_against_license,
    ais004_reserved_without_policy,
    dut001_credit_not_printed,
    dut002_byline_lost,
    dut003_affiliation_lost,
    dut004_original_not_linked,
    dut005_links_lost,
    dut006_canonical_not_set,
    dut007_noindex_not_set,
    dut008_tracker_lost,
    dut009_logo_missing,
    dut010_tagline_lost,
    dut011_image_credits_lost,
    dut012_edits_not_noted,
    dut013_license_not_shown,
    dut014_notice_lost,
    dut015_no_option_taken,
    dut016_paywall_left_on,
    dut017_donation_appeal,
    dut018_published_out_of_time,
    dut019_image_not_covered,
    dut020_markup_disagrees,
    dut021_canonical_against_noindex,
    dut022_request_open,
    dut023_duty_not_visible,
    fmt001_unreadable_item,
    fmt002_required_field_missing,
    fmt003_malformed_value,
    fmt004_field_repeated,
    fmt005_other_version,
    fmt006_malformed_rights_field,
    fmt007_advice_not_followed,
    sup001_void_suppression,
)
"""Every rule, in the order of the manual."""

_BY_CODE = {rule.CODE: rule for rule in RULES}
_ALWAYS_SELECTED = ("FMT001", "SUP")
"""Unreadable is never clean, nor is what was excused in vain: what `select` leaves out here would pass in silence.
`ignore` still works."""


def get(code: str) -> Rule:
    """The rule of that code, in any letter case, or of that name.

    Raises:
        UsageError: there is none; the nearest code is named.
    """
    word = code.strip()
    for rule in RULES:
        if word.upper() == rule.CODE or word.lower() == rule.NAME:
            return rule
    raise UsageError(unknown("rule", word, _BY_CODE))


def needs_of(rule: Rule) -> frozenset[str] | None:
    """What the rule needs, one of these (`Rule`); None for a rule that is always asked."""
    return getattr(rule, "NEEDS", None)


def is_known(prefix: str) -> bool:
    """Whether it is a code, or the beginning of one."""
    return bool(prefix) and any(code.startswith(prefix) for code in _BY_CODE)


class RuleSet:
    """The rules that a configuration leaves running.

    Args:
        levels: by code; a rule that is not in it does not run.
        options: by code, as far as the configuration has any.
    """

    def __init__(self, levels: Mapping[str, Level], options: Mapping[str, Mapping[str, Any]]) -> None:
        self.levels = levels
        self.options = options
        self._running = [(_BY_CODE[code], level, needs_of(_BY_CODE[code])) for code, level in levels.items()]

    @classmethod
    def of(cls, config: Config) -> RuleSet:
        """Select, ignore, enable and level the rules.

        Raises:
            ConfigError: the configuration names a rule, a family or an option that does not exist, or gives an option
                a value of another kind than its default.
        """
        try:
            _check_names(config)
        except ConfigError as error:
            error.source = error.source or config.source
            raise
        levels: dict[str, Level] = {}
        for rule in RULES:
            own = config.rules.get(rule.CODE)
            is_selected = not config.select or rule.CODE.startswith((*config.select, *_ALWAYS_SELECTED))
            if is_selected and not rule.CODE.startswith(tuple(config.ignore)) and (own is None or own.enabled):
                levels[rule.CODE] = (own.level if own else None) or rule.LEVEL
        return cls(levels, {code: row.options for code, row in config.rules.items() if row.options})

    def judge(
        self, article: Article, *, at: datetime, path: str | None = None, held: Held | None = None
    ) -> list[Finding]:
        """Every finding on one article, in the order of the rules; the same for the same arguments.

        `held` says what came of holding the article, a copy of ours, against terms: the rules about duties read it.
        """
        context = Context(article, at, self.options, path, held)
        present, findings = context.present, []
        for rule, level, needs in self._running:
            if needs is not None and needs.isdisjoint(present):  # most rules on most articles
                continue
            seen: dict[tuple[str | None, str], int] = {}
            for hit in rule.check(article, context):
                same = (hit.property, plain(hit.value))
                findings.append(finding(rule, level, hit, context, ordinal=seen.get(same, 0)))
                seen[same] = seen.get(same, 0) + 1
        return findings

    def adopt(self, found: Finding) -> Finding | None:
        """A finding that was made elsewhere (FMT001), at the configured level; None where its rule does not run."""
        level = self.levels.get(found.code)
        return found.model_copy(update={"level": level}) if level else None


def _check_names(config: Config) -> None:
    """Refuse what names no rule, in the whole of the configuration: an override may be asked for late or never."""
    _check_choice(config, "")
    for number, override in enumerate(config.overrides, 1):
        _check_choice(override, f"overrides.{number}.")
    for number, suppression in enumerate(config.suppressions, 1):
        if suppression.code is not None:
            _check_prefix(suppression.code, f"suppressions.{number}.code")


def _check_choice(choice: Config | Override, place: str) -> None:
    for key in ("select", "ignore"):
        for prefix in getattr(choice, key) or ():
            _check_prefix(prefix, place + key)
    for code, row in choice.rules.items():
        if code not in _BY_CODE:
            raise ConfigError(unknown("rule", code, _BY_CODE), place=f"{place}rules")
        _check_options(code, row.options, place)


def _check_prefix(prefix: str, place: str) -> None:
    if not is_known(prefix):
        raise ConfigError(unknown("rule", prefix, _BY_CODE), place=place)


def _check_options(code: str, options: Mapping[str, Any], within: str) -> None:
    defaults: Mapping[str, Any] = getattr(_BY_CODE[code], "OPTIONS", {})
    for name, value in options.items():
        place = f"{within}rules.{code}.options.{name}"
        if name not in defaults:
            raise ConfigError(unknown("option", name, defaults), place=place)
        kind = type(defaults[name])
        is_number = kind in (int, float) and isinstance(value, (int, float)) and not isinstance(value, bool)
        if not is_number and type(value) is not kind:
            raise ConfigError(f"expected {kind.__name__}, found {value!r}", place=place)
