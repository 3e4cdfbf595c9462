"""From articles to a report: the findings of all rules, the decisions, and how many of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from provenance import __version__
from provenance.config import Config
from provenance.errors import UsageError
from provenance.model import Article, Decision, Finding, Report, Summary
from provenance.rules import RuleSet
from provenance.scopes import config_for

if TYPE_CHECKING:
    from provenance.terms.compliance import Copy
    from provenance.terms.registry import Terms


def check(
    articles: Article | Iterable[Article | Finding],
    *,
    config: Config | None = None,
    at: datetime | None = None,
    path: str | None = None,
    use: Mapping[str, Any] | None = None,
    terms: Terms | None = None,
    under: str | None = None,
) -> Report:
    """Judge articles by the rules and by the recorded terms.

    Args:
        articles: one article, or a stream of them; an item that could not be read stands in the stream as its finding
            (`provenance.rules.unreadable`).
        config: which rules run, and how; the defaults, if None. No file is looked for here.
        at: the instant of knowledge, with its zone; now, if None.
        path: where the bytes came from, for the findings' locations and the configuration's overrides.
        use: the use that is asked about, as `provenance.terms.decide.decide` takes it; over the configuration's own.
        terms: the terms that are recorded, if not those of the project and the configuration.
        under: the name of the terms under which an editor says that the text stands.

    Returns:
        The report: findings by article in the order read, within one by line; decisions in the order read.

    Raises:
        ConfigError: the configuration names a rule or an option that does not exist.
        UsageError: `at` has no zone, or `use` holds an unknown fact.
    """
    from provenance.terms.decide import decide  # not needed to list or configure rules
    from provenance.terms.house import terms_of, use_of

    config = config or _DEFAULT
    _rules_of(config)  # refuses a mistake in an override before any article asks for it
    at = at or datetime.now(UTC)
    if at.tzinfo is None:
        raise UsageError("check() needs an instant with a zone", place="at")

    recorded, defaults = terms or terms_of(config), use_of(config)
    findings: list[Finding] = []
    decisions: list[Decision] = []
    unreadable = 0
    for item in (articles,) if isinstance(articles, Article) else articles:
        if isinstance(item, Finding):
            unreadable += 1  # counted even where FMT001 is ignored
            rules = _rules_of(config_for(config, path, None))
            findings += [adopted] if (adopted := rules.adopt(item)) else []
            continue
        findings += sorted(_own_rules(config, path, item).judge(item, at=at, path=path), key=_place)
        decisions.append(decide(item, use, at=at, terms=recorded, defaults=defaults, under=under))
    return Report(
        tool_version=__version__,
        config_digest=config.digest,
        at=at.isoformat(),
        findings=tuple(findings),
        decisions=tuple(decisions),
        summary=_summary(len(decisions), unreadable, findings),
    )


def check_copy(
    copy: Copy,
    *,
    original: Copy | None = None,
    config: Config | None = None,
    at: datetime | None = None,
    use: Mapping[str, Any] | None = None,
    terms: Terms | None = None,
    under: str | None = None,
    address: str | None = None,
    path: str | None = None,
    original_path: str | None = None,
) -> Report:
    """Hold a finished copy of ours against the terms of its original, and judge both by the rules.

    Args:
        copy: what our copy shows (`provenance.terms.compliance.read_copy`).
        original: what its original shows; without it the copy is held against the terms of `under`, and what it says of
            its original is taken as said.
        config, at, use, terms, under: as `check` has them; the day on which the copy says that it was published is
            the `when` of the use, if that is not told.
        address: where the original stands, if somebody says so.
        path, original_path: where the bytes of the two came from.

    Returns:
        The report: the findings on the copy, then those on the original; one decision, whose duties say whether the
        copy meets them.

    Raises:
        ConfigError, UsageError: as `check`; neither an original nor terms are named.
    """
    from provenance.terms.compliance import held_against, held_as_copy
    from provenance.terms.decide import decide
    from provenance.terms.house import terms_of, use_of

    config = config or _DEFAULT
    at = at or datetime.now(UTC)
    recorded, defaults = terms or terms_of(config), use_of(config)
    findings: list[Finding] = []
    if original is not None:
        facts = {**_when_published(copy.article), **(use or {})}
        decision = decide(original.article, facts, at=at, terms=recorded, defaults=defaults, under=under)
        held = held_against(decision, original.article, copy, at=at, terms=recorded, original=original, address=address)
        own = _own_rules(config, original_path, original.article)
        findings = sorted(own.judge(original.article, at=at, path=original_path), key=_place)
    elif under is not None:
        held = held_as_copy(copy, under, at=at, terms=recorded, use=use, defaults=defaults, address=address)
    else:
        raise UsageError("expected an original or the name of terms, found neither")
    own = _own_rules(config, path, copy.article)
    findings = [*sorted(own.judge(copy.article, at=at, path=path, held=held), key=_place), *findings]
    return Report(
        tool_version=__version__,
        config_digest=config.digest,
        at=at.isoformat(),
        findings=tuple(findings),
        decisions=(held.decision,),
        summary=_summary(1, 0, findings),
    )


_DEFAULT = Config()
_rule_sets: dict[str, RuleSet] = {}


def _rules_of(config: Config) -> RuleSet:
    """The rules of a configuration, worked out once for each: a batch asks for every article."""
    if config.digest not in _rule_sets:
        _rule_sets[config.digest] = RuleSet.of(config)
    return _rule_sets[config.digest]


def _own_rules(config: Config, path: str | None, article: Article) -> RuleSet:
    """The rules for one article: those of the configuration with its overrides."""
    return _rules_of(config_for(config, path, article.publisher.name if article.publisher else None))


def _when_published(copy: Article) -> dict[str, str]:
    """The time of the use that a copy is: the date that it prints, if that is one."""
    from provenance.terms.instants import interval

    try:
        interval(copy.date_published or "")
    except ValueError:
        return {}
    return {"when": copy.date_published or ""}


def _place(finding: Finding) -> tuple[int, int, str, str]:
    """From top to bottom; what has no place comes first, since it is about the whole article."""
    location = finding.location
    return location.line or 0, location.column or 0, finding.code, finding.fingerprint


def _summary(articles: int, unreadable: int, findings: Iterable[Finding]) -> Summary:
    levels = [finding.level for finding in findings]
    return Summary(
        articles=articles,
        errors=levels.count("error"),
        warnings=levels.count("warning"),
        notes=levels.count("note"),
        unreadable=unreadable,
    )
