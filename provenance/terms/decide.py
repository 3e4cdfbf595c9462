"""The decision: "may we run this, here, now, like this?", by the recorded terms and nothing else.

For each part asked for: the strictest, over all parties whose right it touches, of the mildest grant that each party
made, of the strictest clause of that grant. Then what overrides every grant: an embargo, a kill, an expiry, a recorded
refusal. `decide` is a pure function: the instant of knowledge and the recorded terms are arguments.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from provenance.errors import UsageError
from provenance.model import Agent, Article, Asset, ConsideredGrant, Decision, OwedDuty, PartDecision, Question, Reason
from provenance.terms.conditions import QUESTIONS, leaves
from provenance.terms.evaluate import Outcome, evaluate
from provenance.terms.evidence import reason_from, said_agents
from provenance.terms.grants import grant_of
from provenance.terms.instants import Interval, day_bounds, interval, phase
from provenance.terms.parties import (
    Party,
    accounted_for,
    asset_parties,
    grants_of,
    is_about,
    is_refusal,
    perhaps_touched,
    text_parties,
)
from provenance.terms.policy import Condition, Constraint, Layer, Policy
from provenance.terms.registry import Terms, agent_of, recorded_terms
from provenance.terms.rows import party_id
from provenance.terms.situation import Situation
from provenance.terms.stops import changes_at, stops
from provenance.terms.use import DEFAULT_USE, Use, parse_use
from provenance.terms.verdicts import rank, worst

NOT_CONSIDERED = (
    "fair use and fair dealing",
    "quotation",
    "moral rights",
    "privacy and personality rights",
    "the press publishers' right",
)
"""What no recorded terms decide, listed with every decision."""

_NOBODY = "The page names nobody who could be asked: no holder, no agency, no licence."
_MILD = ("allowed", "conditional")
_WHOSE_TEXT = Question(fact="copyright_holder", text="Who owns this text?")
_NO_TERMS = "its terms are not recorded here"


def decide(
    article: Article,
    use: Mapping[str, Any] | None = None,
    *,
    at: datetime,
    terms: Terms | None = None,
    defaults: Mapping[str, Any] = DEFAULT_USE,
    under: str | None = None,
) -> Decision:
    """The verdict for every part of `article` that `use` asks for.

    Args:
        article: the record.
        use: facts about the use, keys of `provenance.terms.use.Use` or their short forms. `parts` names `text`,
            `images` or ids of assets; `when` is the date of the use, ISO 8601, and defaults to `at`.
        at: the instant of knowledge, with its zone.
        terms: what is recorded; the project's own terms, if None.
        defaults: the facts that hold where `use` is silent.
        under: a policy's IRI or name, where an editor says under which terms the text stands.

    Returns:
        One `PartDecision` per part, in the order asked; one that is unknown, where the story has none of them. Each
        holds every reason, not only the strictest, and every grant that was looked at. `changes_at` holds, in UTC and
        in order, every instant at which an answer can change.

    Raises:
        UsageError: `at` has no zone; `use` has an unknown key or word, an unknown part, or a `when` that is no date;
            no terms of the name `under`.
    """
    if at.tzinfo is None:
        raise UsageError("expected an instant with a zone, found one without", place="at")
    facts = parse_use(use, defaults)
    recorded = terms or recorded_terms()
    forced = _forced(under, recorded) if under else ()
    when = interval(facts.when) if facts.when else (at, at)
    stopping = tuple(stops(article, when))
    decided = [
        _Part(article, facts, when, at, recorded, asset, () if asset else forced).decision(stopping)
        for asset in _assets(article, facts.parts)
    ]
    instants = {moment for _, moments in decided for moment in moments}
    instants |= {datetime.fromisoformat(text) for text in changes_at(article)}
    return Decision(
        article=article.id,
        use=facts.facts(),
        at=at.isoformat(),
        parts=tuple(part for part, _ in decided) or (_no_such_part(facts),),
        changes_at=tuple(moment.astimezone(UTC).isoformat() for moment in sorted(instants)),
        not_considered=(*NOT_CONSIDERED, *_left_out(recorded, article, when)),
    )


class _Part:
    """The decision on one part: its parties, what each offers, what overrides."""

    def __init__(
        self,
        article: Article,
        use: Use,
        when: Interval,
        at: datetime,
        terms: Terms,
        asset: Asset | None,
        forced: tuple[Policy, ...],
    ) -> None:
        self.article, self.use, self.when, self.at, self.terms = article, use, when, at, terms
        self.asset, self.forced = asset, forced
        self.name = asset.id if asset else "text"

    def decision(self, stopping: tuple[Reason, ...]) -> tuple[PartDecision, set[datetime]]:
        """The decision, and the instants at which it can change."""
        parties = self._parties()
        reasons: list[Reason] = list(stopping)
        questions = [Question(fact="date", text=stop.message) for stop in stopping if stop.verdict == "unknown"]
        duties: list[OwedDuty] = []
        considered: list[ConsideredGrant] = []
        instants: set[datetime] = set()
        for refusal in self._refusals(parties):
            instants.update(refusal.instants)
            considered.append(_considered(refusal, used=refusal.verdict != "allowed"))
            reasons += refusal.reasons
            questions += refusal.questions
        covered = self.asset is not None or bool(self.forced) or accounted_for(self.article, parties)
        for party in parties:
            outcomes = self._outcomes(party, covered)
            best = min((outcome for outcome in outcomes if outcome.verdict), key=_preference, default=None)
            why = _reasons(self.article, party, best, outcomes)
            reasons += (reason.model_copy(update={"party": party.agent.name}) for reason in why)
            considered += [_considered(outcome, used=outcome is best) for outcome in outcomes]
            instants.update(moment for outcome in outcomes for moment in outcome.instants)
            if best is not None:
                duties += best.duties
            for outcome in outcomes if best is None else (best,):
                questions += outcome.questions
        if worst(reason.verdict for reason in reasons) in _MILD and self.asset is None and not self.forced:
            reasons += self._doubts(parties)
            questions += self._engagement()
        if not parties:
            reasons.append(self._nobody())
            questions.append(self._whose())
        elif not any(party.part.startswith("claims") for party in parties) and not any(c.used for c in considered):
            questions.append(_WHOSE_TEXT)
        return (
            PartDecision(
                part=self.name,
                verdict=worst(reason.verdict for reason in reasons),
                reasons=tuple(dict.fromkeys(reasons)),
                duties=tuple(dict.fromkeys(duties)),
                questions=tuple(dict.fromkeys(questions)),
                grants_considered=tuple(considered),
            ),
            instants,
        )

    def _doubts(self, parties: tuple[Party, ...]) -> Iterator[Reason]:
        """Everybody who is known to have a say has agreed: whether somebody else may have one."""
        if touched := perhaps_touched(self.article, parties, self.use.engagement):
            yield Reason(verdict="ask", message=touched)

    def _engagement(self) -> Iterator[Question]:
        """A holder's grant may not reach what a freelance wrote: asked of authors who are not said to work for it."""
        people = [author for author in said_agents(self.article.authors) if author.type == "Person"]
        if self.use.engagement is None and not all(author.affiliation for author in people):
            yield Question(fact="engagement", text=QUESTIONS["engagement"])

    def _parties(self) -> tuple[Party, ...]:
        if self.asset is not None:
            return asset_parties(self.asset)
        if self.forced:
            assigners = dict.fromkeys(iri for policy in self.forced for iri in policy.assigners)
            agents = [agent_of(iri) for iri in assigners] or [self._licensor()]
            return tuple(Party(agent, "claims this text", None) for agent in agents)
        found = text_parties(self.article, self.use.engagement)
        if found:
            return found
        return tuple(
            Party(agent_of(policy.assigners[0]), "claims this text", None)
            for policy in self.terms.rows("permit")
            if policy.targets and not is_refusal(policy) and is_about(policy, self._situation(None))
        )

    def _licensor(self) -> Agent:
        """Who offers a licence that anybody can offer, where an editor says that the text stands under it."""
        holders = said_agents(self.article.copyright_holders)
        named = (*holders, self.article.publisher) if len(holders) < 2 else (self.article.publisher, *holders)
        return next(filter(None, named), Agent(id="licensor", name="the licensor", type="Organization"))

    def _outcomes(self, party: Party, covered: bool) -> list[Outcome]:
        situation = self._situation(party.agent)
        if self.forced:
            return [evaluate(grant_of(policy, self.terms.get, party.agent), situation) for policy in self.forced]
        return [evaluate(grant, situation) for grant in grants_of(party, situation, self.terms, covered)]

    def _refusals(self, parties: tuple[Party, ...]) -> Iterator[Outcome]:
        """Recorded refusals that reach this story: of one of its parties, or of this very address."""
        own = {id(policy) for party in parties for policy in self.terms.of(party.agent)}
        here = self._situation(None)
        for policy in self.terms.rows("permit"):
            if is_refusal(policy) and (is_about(policy, here) if policy.targets else id(policy) in own):
                agent = agent_of(policy.assigners[0])
                outcome = evaluate(grant_of(policy, self.terms.get, agent), self._situation(agent))
                why = outcome.reasons[0].message if outcome.reasons else "It does not refuse this use."
                yield outcome._replace(verdict=worst((r.verdict for r in outcome.reasons), default="allowed"), why=why)

    def _situation(self, party: Agent | None) -> Situation:
        return Situation(self.article, self.use, self.when, self.at, part=self.name, party=party, asset=self.asset)

    def _nobody(self) -> Reason:
        if self.asset is not None:
            return Reason(
                verdict="unknown", message=f"No holder of this {self.asset.type} is stated: the text's is not its."
            )
        publisher = self.article.publisher
        hint = ""
        if publisher is not None and self.terms.of(publisher):
            hint = f" {publisher.name} publishes it and has recorded terms: --terms says that they apply."
        return Reason(verdict="unknown", message=_NOBODY + hint)

    def _whose(self) -> Question:
        if self.asset is not None:
            return Question(fact="copyright_holder", text=f"Who owns {self.asset.url or self.asset.id}?")
        return _WHOSE_TEXT


def _preference(outcome: Outcome) -> tuple[int, int]:
    """The mildest first; of equals the one with the fewest obstacles."""
    verdict = outcome.verdict or "denied"
    return rank(verdict), sum(reason.verdict == verdict for reason in outcome.reasons)


def _reasons(article: Article, party: Party, best: Outcome | None, outcomes: list[Outcome]) -> Iterator[Reason]:
    """Why a party's answer is what it is."""
    who = f"{party.agent.name} {party.part}"
    if best is None:
        lost = f"nothing that it granted reaches this use: {outcomes[0].why}" if outcomes else _why_none(party)
        yield reason_from(article, "ask", f"{who}, and {lost.rstrip('.')}.", party.statement)
        for outcome in outcomes:
            yield from outcome.reasons
        return
    yield from best.reasons
    if best.verdict == "allowed":
        policy = best.grant.policy
        yield Reason(
            verdict="allowed",
            message=f"{who}, and permits this: {policy.title}.",
            clause=policy.id,
            quote=policy.evidence.quote,
            source=policy.evidence.source,
            date_read=policy.evidence.date_read,
            verified=policy.evidence.verified,
        )


def _why_none(party: Party) -> str:
    if party.license is None:
        return _NO_TERMS
    name = party.license.id or party.license.name or party.license.url
    return f"the conditions of {name} are not recorded here: read {party.license.url or 'them'}"


def _considered(outcome: Outcome, used: bool) -> ConsideredGrant:
    policy = outcome.grant.policy
    return ConsideredGrant(
        id=policy.id,
        title=policy.title,
        party=outcome.grant.party.name if outcome.grant.party else None,
        layer=policy.layer,
        verdict=outcome.verdict,
        used=used,
        why=outcome.why,
    )


def _assets(article: Article, names: Iterable[str]) -> Iterator[Asset | None]:
    """The parts by name, each once: None is the text.

    Raises:
        UsageError: no such part.
    """
    known = {asset.id: asset for asset in article.assets}
    seen: set[str] = set()
    for name in names:
        group = [i for i, a in known.items() if a.type == name.removesuffix("s")] if name not in known else [name]
        if name != "text" and name not in known and name not in _GROUPS:
            expected = ", ".join(("text", "images", *known))
            raise UsageError(f"expected one of {expected}, found {name}", place="use.parts")
        for id in ["text"] if name == "text" else group:
            if id not in seen:
                seen.add(id)
                yield None if id == "text" else known[id]


def _no_such_part(use: Use) -> PartDecision:
    """Who asks for images only, and none was found, gets no permission out of that."""
    names = " + ".join(use.parts)
    return PartDecision(
        part=names,
        verdict="unknown",
        reasons=(Reason(verdict="unknown", message=f"No {names} of this story are known."),),
    )


_GROUPS = frozenset(word + plural for word in ("image", "chart", "video", "audio", "embed") for plural in ("", "s"))


def _forced(name: str, terms: Terms) -> tuple[Policy, ...]:
    """The terms of that name with what its holder grants beside them: waivers and exceptions that stand on it.

    The name of a holder stands for everything that it grants. That the work is one of those is what the editor says.
    """
    policy = terms.get(name)
    if policy is None:
        found = terms.of(agent_of(party_id(name)))
        if not found:
            raise UsageError(f"expected the name of recorded terms, found {name!r}; `provenance terms list` shows them")
    else:
        beside = (other for iri in policy.assigners for other in terms.of(agent_of(iri)) if policy.id in other.parents)
        found = (policy, *beside)
    return tuple(each._replace(targets=tuple(c for c in each.targets if not _says_whose(c))) for each in found)


def _says_whose(target: Condition) -> bool:
    return isinstance(target, Constraint) and target.operand in ("synd:copyrightHolder", "synd:license")


def _left_out(terms: Terms, article: Article, when: Interval) -> Iterator[str]:
    """Contracts and permits of the text's parties that are over: named, since they reach nothing any more."""
    own = [policy for layer in _OWN for policy in terms.rows(layer)]
    if not own:
        return
    theirs = {policy.id for party in text_parties(article) for policy in terms.of(party.agent)}
    for policy in own:
        for leaf in leaves(tuple(condition for rule in policy.rules for condition in rule.conditions)):
            is_end = leaf.operand == "odrl:dateTime" and leaf.operator == "odrl:lteq"
            if is_end and policy.id in theirs and phase(day_bounds(leaf.values[0])[1], when) == "passed":
                yield f"the {policy.title}, which ended on {leaf.values[0]}"


_OWN: tuple[Layer, ...] = ("contract", "permit")
