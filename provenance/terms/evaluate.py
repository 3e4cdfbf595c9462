"""One grant against one use: every clause gives a verdict, and the strictest of them is the grant's.

Within a grant every clause binds. What a use does must be permitted and not prohibited; a fact that is missing leaves a
prohibition possible; what only the licensor can judge, and what is disputed, is to be asked; a clause that nobody
verified, or that was read too long ago, grants nothing by itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from provenance.model import OwedDuty, Question, Reason
from provenance.model.values import DutyState, Verdict
from provenance.terms.actions import BY_EXTENT, SILENT, Asked, asked, forbids, permits
from provenance.terms.conditions import QUESTIONS, WHEN_PUBLISHED, Answer, hold
from provenance.terms.grants import Grant
from provenance.terms.instants import interval, later
from provenance.terms.policy import Condition, Duty, Evidence, Force, Policy, Rule
from provenance.terms.situation import Situation
from provenance.terms.truth import Truth, all_of, any_of, known
from provenance.terms.verdicts import worst
from provenance.terms.versions import binds, validity
from provenance.terms.words import covers, doing, duty_sentence, snake

STALE = timedelta(days=180)
"""A clause read longer ago than this grants nothing by itself (decided for this tool)."""

_UNCLEAR: dict[Force, str] = {"unclear": "(The terms leave open whether this is a condition: treat it as one.)"}
_AS_PERMISSION: dict[Truth, Verdict] = {"yes": "allowed", "judged": "ask", "unknown": "unknown", "no": "denied"}
_AS_PROHIBITION: dict[Truth, Verdict] = {"yes": "denied", "judged": "ask", "unknown": "unknown", "no": "allowed"}


class Outcome(NamedTuple):
    """What came of a grant. `verdict` None: it does not reach this use, and `why` says so.

    A policy that permits nothing of what is asked is no grant; what it forbids all the same are its `reasons`.
    """

    grant: Grant
    verdict: Verdict | None
    why: str
    reasons: tuple[Reason, ...] = ()
    duties: tuple[OwedDuty, ...] = ()
    questions: tuple[Question, ...] = ()
    instants: tuple[datetime, ...] = ()


def evaluate(grant: Grant, situation: Situation) -> Outcome:
    """The verdict of one grant for one use, with every reason."""
    return _Evaluation(grant, situation).outcome()


class _Evaluation:
    def __init__(self, grant: Grant, situation: Situation) -> None:
        self.grant, self.situation = grant, situation
        self.reasons: list[Reason] = []
        self.duties: dict[str, OwedDuty] = {}
        self.questions: list[Question] = []
        self.instants: list[datetime] = []
        self.lost: str | None = None
        """Why the grant does not reach this use; the rest is read all the same, for the instants."""
        self.only_forbids = False

    def outcome(self) -> Outcome:
        self._watch()
        self._doubts()
        self._target()
        self._validity(self.grant.policy)
        asked_for = tuple(asked(self.situation.use))
        rested_on = self._permissions(asked_for)
        if self.only_forbids:
            self.reasons.clear()
            self.questions.clear()
        if not self._void():  # of a void policy the prohibition does not hold either
            self._prohibitions(asked_for)
        if self.lost is not None:
            return self._lost(self.lost)
        self._obligations()
        self._proof([self.grant.policy.evidence, *(rule.evidence for rule in rested_on)])
        self.reasons += self.grant.caps
        if any(duty.state != "requested" for duty in self.duties.values()):
            self._say("conditional", f"{self.grant.holder}'s terms ask for something in return.")
        verdict = worst((reason.verdict for reason in self.reasons), default="allowed")
        strict = [reason for reason in self.reasons if reason.verdict == verdict]
        return Outcome(
            self.grant,
            verdict,
            strict[0].message if strict else "Every clause is satisfied.",
            tuple(self.reasons),
            tuple(self.duties.values()),
            tuple(dict.fromkeys(self.questions)),
            tuple(self.instants),
        )

    def _lost(self, why: str) -> Outcome:
        against, questions = (self.reasons, self.questions) if self.only_forbids else ([], [])
        return Outcome(
            self.grant,
            None,
            why,
            tuple(against),
            questions=tuple(dict.fromkeys(questions)),
            instants=tuple(self.instants),
        )

    # -- the clauses, kind by kind ---------------------------------------------------------------------------------

    def _doubts(self) -> None:
        for doubt in self.grant.doubts:
            self._say("unknown", f"The terms cannot be read for sure: {doubt}.")
        if clash := self._void():
            self._say("unknown", f"The policy both permits and forbids {doing(clash)}, which makes it invalid.")

    def _void(self) -> str | None:
        """An action that the policy permits and prohibits, without saying that prohibitions win: that voids it."""
        if self.grant.policy.conflict == "prohibit":
            return None
        permitted = {action for rule in self.grant.rules if rule.kind == "permission" for action in rule.actions}
        forbidden = {action for rule in self.grant.rules if rule.kind == "prohibition" for action in rule.actions}
        return next(iter(sorted(permitted & forbidden)), None)

    def _target(self) -> None:
        answer = self._hold(self.grant.policy.targets, every=True)
        if answer.truth == "no":
            self._miss(f"It covers only {covers(answer.constraint)}." if answer.constraint else "Not this work.")
        self.questions += answer.questions
        if answer.truth != "yes":
            what = covers(answer.constraint) if answer.constraint else "certain works"
            self._say(_AS_PERMISSION[answer.truth], f"The terms cover only {what}: whether this is one is open.")

    def _validity(self, policy: Policy) -> None:
        """Whether this version of the terms is the one that binds."""
        if policy.valid_from is None and policy.valid_through is None:
            return
        bound = binds(policy, self.situation.when, self.situation.published)
        self.instants += bound.instants
        if bound.truth == "no":
            self._miss(f"It was in force {validity(policy)}.")
        elif bound.has_changed:
            message = f"{self.grant.holder}'s terms changed between publication and use"
            self._say("ask", f"{message} ({validity(policy)}), and do not say which version binds.")
        elif bound.truth != "yes":
            self._say(_AS_PERMISSION[bound.truth], f"Whether the terms ({validity(policy)}) bind is open.")
        if bound.truth == "unknown" and self.situation.published is None:
            self.questions.append(WHEN_PUBLISHED)

    def _permissions(self, asked_for: Iterable[Asked]) -> list[Rule]:
        """What the use does must be permitted; the rules that it rests on, whose duties it takes on."""
        rested_on: dict[str, Rule] = {}
        for action, truth, _ in asked_for:
            if truth != "yes":
                continue  # what is perhaps done is the business of prohibitions
            found = [pair for layer in self.grant.layers for pair in self._mildest(layer, action)]
            for rule, answer in found:
                rested_on[rule.id] = rule
                self._permitted(rule, answer, action)
            if found:
                continue
            if action not in BY_EXTENT.values():
                if action not in SILENT and not self._speaks_of(action):
                    self._say("ask", f"{self.grant.holder}'s terms do not speak of {doing(action)}.")
            elif not self.grant.doubts:  # what cannot be read may be the very permission
                self.only_forbids = self.lost is None
                self._miss(f"It does not permit {doing(action)}.")
        for rule in rested_on.values():
            for duty in rule.duties:
                self._owe(duty)
        return list(rested_on.values())

    def _mildest(self, layer: tuple[Rule, ...], action: str) -> list[tuple[Rule, Answer]]:
        """A layer's permissions of the action whose conditions come out mildest: all of them, since each binds."""
        found = [
            (rule, self._hold((*rule.targets, *rule.conditions), every=True))
            for rule in layer
            if rule.kind == "permission" and any(permits(permitted, action) for permitted in rule.actions)
        ]
        mildest = any_of(answer.truth for _, answer in found)
        found = [(rule, answer) for rule, answer in found if answer.truth == mildest]
        if mildest == "no":  # of what fails, a rule about this work says more than one about another
            return [pair for pair in found if self._hold(pair[0].targets, every=True).truth != "no"] or found
        return found

    def _speaks_of(self, action: str) -> bool:
        """Whether a prohibition hits the action, or may: then that is the reason, not silence."""
        use = self.situation.use
        return any(
            rule.kind == "prohibition"
            and rule.force != "request"
            and any(forbids(forbidden, action, use) for forbidden in rule.actions)
            and self._hold((*rule.targets, *rule.conditions), every=False).truth != "no"
            for rule in self.grant.rules
        )

    def _permitted(self, rule: Rule, answer: Answer, action: str) -> None:
        self.questions += answer.questions
        if answer.truth == "yes":
            return
        limit = covers(answer.constraint) if answer.constraint else "certain uses"
        if answer.truth == "no":
            if self.grant.policy.layer in ("contract", "permit") or self.grant.policy.type == "Agreement":
                self._miss(f"It covers only {limit}.")
            self._clause("denied", rule, f"{self.grant.holder} permits {doing(action)} only for {limit}.")
        elif answer.truth == "judged":
            label = answer.questions[0].text if answer.questions else "The licensor decides."
            self._clause("ask", rule, f"{self.grant.holder} decides for itself: {label}")
        else:
            self._clause("unknown", rule, f"{self.grant.holder} permits {doing(action)} only for {limit}.")

    def _prohibitions(self, asked_for: Iterable[Asked]) -> None:
        """A prohibition hits what the use does; where a fact is missing it may."""
        for rule in self.grant.rules:
            if rule.kind != "prohibition":
                continue
            answer: Answer | None = None
            hits: dict[Truth, list[Asked]] = {}
            for each in asked_for:
                found = [forbids(forbidden, each.action, self.situation.use) for forbidden in rule.actions]
                if True in found or None in found:
                    answer = answer or self._hold((*rule.targets, *rule.conditions), every=False)
                    hit = all_of((each.truth, known(True in found or None), answer.truth))
                    hits.setdefault(hit, []).append(each)
            for truth in ("yes", "judged", "unknown"):
                if answer is not None and truth in hits:
                    self._forbidden(rule, truth, hits[truth], answer)
                    if truth == "yes" and not rule.contested:
                        break  # nothing that is not known could make it stricter

    def _forbidden(self, rule: Rule, truth: Truth, hits: list[Asked], answer: Answer) -> None:
        holder, what = self.grant.holder, _listed([doing(each.action) for each in hits])
        if rule.force == "request":
            text = rule.label or f"{holder} asks you to do without {what}."
            self.duties.setdefault(rule.id, _owed("observe", text, "requested", rule.evidence, rule.id))
            return
        verdict = _AS_PROHIBITION[truth]
        if self.grant.policy.layer == "permit":
            message = f"A refusal of {holder} is recorded{'.' if truth == 'yes' else ', and may reach this use.'}"
        elif truth == "yes" and rule.contested:
            verdict, message = "ask", f"Whether {holder}'s terms allow {what} is disputed."
        elif truth == "yes":
            message = f"{holder}'s terms forbid {what}."
        elif truth == "judged":
            message = f"{holder}'s terms may forbid {what}: that is for {holder} to say."
        else:
            message = f"{holder}'s terms limit {what}, and a fact is missing."
            open_facts = dict.fromkeys(each.fact for each in hits if each.truth == "unknown")
            self.questions += [Question(fact=fact, text=QUESTIONS[fact]) for fact in open_facts if fact in QUESTIONS]
        self.questions += answer.questions
        self._clause(verdict, rule, " ".join(filter(None, (message, rule.label, _UNCLEAR.get(rule.force)))))

    def _obligations(self) -> None:
        for rule in self.grant.rules:
            if rule.kind == "obligation" and self._hold(rule.targets, every=False).truth != "no":
                for duty in rule.duties:
                    self._owe(duty, state="due")

    def _owe(self, duty: Duty, state: DutyState = "to_do") -> None:
        """Take on a duty whose conditions hold, or may hold."""
        answer = self._hold(duty.conditions, every=False)
        options = tuple(each for each in duty.options if self._hold(each.conditions, every=False).truth != "no")
        if answer.truth == "no" or duty.id in self.duties or (duty.options and not options):
            return
        duty = duty._replace(options=options)
        if answer.truth == "unknown":
            self.questions += answer.questions
        text = duty_sentence(duty, self.grant.holder)
        if duty.force in _UNCLEAR:
            text = f"{text} {_UNCLEAR[duty.force]}"
        owed = _owed(
            snake(duty.action) if duty.action else "any_of",
            text,
            "requested" if duty.force == "request" else state,
            duty.evidence,
            duty.id,
        )
        self.duties[duty.id] = owed.model_copy(update={"due": self._due(duty)}) if duty.after else owed
        if duty.action == "odrl:obtainConsent":
            self._say("ask", f"{self.grant.holder}'s consent must be obtained first.")

    def _due(self, duty: Duty) -> str | None:
        if self.situation.published is None or duty.after is None:
            return None
        try:
            due = later(self.situation.published, duty.after)
        except ValueError:
            return None
        self.instants += due
        return due[0].isoformat()

    def _proof(self, evidences: list[Evidence]) -> None:
        """An unverified or stale clause can only make a verdict stricter: a grant that rests on one is to be asked."""
        for evidence in dict.fromkeys(evidence._replace(quote=None) for evidence in evidences):
            where = f": read {evidence.source}" if evidence.source else ""
            if not evidence.verified:
                self._say("ask", f"{self.grant.holder}'s terms were not verified at their source{where}.", evidence)
            elif not evidence.fixed and self._is_stale(evidence):
                day = evidence.date_read or "an unknown day"
                self._say("ask", f"{self.grant.holder}'s terms were last read on {day}{where}.", evidence)

    def _is_stale(self, evidence: Evidence) -> bool:
        stale = _stale_from(evidence.date_read) if evidence.date_read else None
        if stale is None:
            return True
        if evidence.verified and not evidence.fixed:
            self.instants.append(stale)
        return self.situation.at >= stale

    def _watch(self) -> None:
        """Note the instants of what may not matter now and may later: of every permission, duty and obligation."""
        self._is_stale(self.grant.policy.evidence)
        for rule in self.grant.rules:
            if rule.kind == "permission":
                self._is_stale(rule.evidence)
            for duty in rule.duties:
                self._hold(duty.conditions, every=False)
                self._due(duty)

    # -- small tools -----------------------------------------------------------------------------------------------

    def _hold(self, conditions: tuple[Condition, ...], every: bool) -> Answer:
        answer = hold(conditions, self.situation, every=every)
        self.instants += answer.instants
        return answer

    def _miss(self, why: str) -> None:
        self.lost = self.lost or why

    def _say(self, verdict: Verdict, message: str, evidence: Evidence | None = None) -> None:
        self.reasons.append(_reason(verdict, message, evidence or self.grant.policy.evidence, self.grant.policy.id))

    def _clause(self, verdict: Verdict, rule: Rule, message: str) -> None:
        self.reasons.append(_reason(verdict, message, rule.evidence, rule.id))


@lru_cache(maxsize=1024)  # whole files of clauses were read on one day
def _stale_from(date_read: str) -> datetime | None:
    """The instant from which a clause read then is stale; None for what is no date."""
    try:
        return interval(date_read)[0] + STALE
    except (ValueError, OverflowError):
        return None


def _reason(verdict: Verdict, message: str, evidence: Evidence, clause: str) -> Reason:
    return Reason(
        verdict=verdict,
        message=message,
        clause=clause,
        quote=evidence.quote,
        source=evidence.source,
        date_read=evidence.date_read,
        verified=evidence.verified,
    )


def _owed(action: str, text: str, state: DutyState, evidence: Evidence, clause: str) -> OwedDuty:
    return OwedDuty(
        action=action,
        text=text,
        state=state,
        clause=clause,
        quote=evidence.quote,
        source=evidence.source,
        date_read=evidence.date_read,
        verified=evidence.verified,
    )


def _listed(words: list[str]) -> str:
    """a, b and c"""
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))
