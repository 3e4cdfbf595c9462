"""From articles to a report: the findings of all rules, the decisions, and how many of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from provenance import __version__
from provenance.config import Config
from provenance.errors import UsageError
from provenance.model import Article, Decision, Finding, Report, Summary
from provenance.rules import RuleSet


def check(
    articles: Article | Iterable[Article | Finding],
    *,
    config: Config | None = None,
    at: datetime | None = None,
    path: str | None = None,
    use: Mapping[str, object] | None = None,
) -> Report:
    """Judge articles by the rules and by the recorded terms.

    Args:
        articles: one article, or a stream of them; an item that could not be read stands in the stream as its finding
            (`provenance.rules.unreadable`).
        config: which rules run, and how; the defaults, if None. No file is looked for here.
        at: the instant of knowledge, with its zone; now, if None.
        path: where the bytes came from, for the findings' locations.
        use: the use that is asked about, as `provenance.terms.decide.decide` takes it.

    Returns:
        The report: findings by article in the order read, within one by line; decisions in the order read.

    Raises:
        ConfigError: the configuration names a rule or an option that does not exist.
        UsageError: `at` has no zone, or `use` holds an unknown fact.
    """
    from provenance.terms.decide import decide  # not needed to list or configure rules

    config = config or _DEFAULT
    rules = _rules_of(config)
    at = at or datetime.now(UTC)
    if at.tzinfo is None:
        raise UsageError("check() needs an instant with a zone", place="at")

    findings: list[Finding] = []
    decisions: list[Decision] = []
    unreadable = 0
    for item in (articles,) if isinstance(articles, Article) else articles:
        if isinstance(item, Finding):
            unreadable += 1  # counted even where FMT001 is ignored
            findings += [adopted] if (adopted := rules.adopt(item)) else []
            continue
        findings += sorted(rules.judge(item, at=at, path=path), key=_place)
        decisions.append(decide(item, use, at=at))
    return Report(
        tool_version=__version__,
        config_digest=config.digest,
        at=at.isoformat(),
        findings=tuple(findings),
        decisions=tuple(decisions),
        summary=_summary(len(decisions), unreadable, findings),
    )


_DEFAULT = Config.model_construct()
_rule_sets: dict[str, RuleSet] = {}


def _rules_of(config: Config) -> RuleSet:
    """The rules of a configuration, worked out once for each: a batch asks for every article."""
    if config.digest not in _rule_sets:
        _rule_sets[config.digest] = RuleSet.of(config)
    return _rule_sets[config.digest]


def _place(finding: Finding) -> tuple[int, int, str, str]:
    """From top to bottom; what has no place comes first, since it is about the whole article."""
    location = finding.location
    return location.line or 0, location.column or 0, finding.code, finding.fingerprint


def _summary(articles: int, unreadable: int, findings: Iterable[Finding]) -> Summary:
    levels = Counter(finding.level for finding in findings)
    return Summary(
        articles=articles,
        errors=levels["error"],
        warnings=levels["warning"],
        notes=levels["note"],
        unreadable=unreadable,
    )
