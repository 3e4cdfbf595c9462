"""Whether a condition of terms holds: each left operand of ODRL's and our own against the facts, in four values.

An operand or operator that is not known here is `unknown`, never true. Sets of facts (media, territories, edits) are
read by what asks: a permission must cover all that is asked for (`every`), a prohibition hits if it hits any of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import NamedTuple

from provenance.model import Question
from provenance.terms.instants import Interval, day_bounds, later, phase
from provenance.terms.policy import Condition, Constraint, Logical
from provenance.terms.situation import Situation
from provenance.terms.territories import meets, within
from provenance.terms.truth import Truth, all_of, any_of, known, one_of
from provenance.terms.use import KINDS


class Answer(NamedTuple):
    """What came of a condition: its truth, what would settle it, and the instants at which it changes."""

    truth: Truth
    constraint: Constraint | None = None
    """The leaf that decided: which one failed, or is open."""
    questions: tuple[Question, ...] = ()
    instants: tuple[datetime, ...] = ()


_YES = Answer("yes")
_JOINS = {"and": all_of, "or": any_of, "xone": one_of}


def holds(condition: Condition, situation: Situation, *, every: bool) -> Answer:
    """The truth of a condition.

    Args:
        condition: a constraint, or several of them.
        situation: the facts.
        every: whether all values of a set of facts must satisfy it (permissions) or any one (prohibitions, duties).
    """
    if isinstance(condition, Constraint):
        return _leaf(condition, situation, every)
    return _combined(condition, situation, every)


def hold(conditions: tuple[Condition, ...], situation: Situation, *, every: bool) -> Answer:
    """The truth of all conditions together."""
    if not conditions:
        return _YES
    if len(conditions) == 1:
        return holds(conditions[0], situation, every=every)
    return _combined(Logical("", "and", conditions), situation, every)


def _combined(condition: Logical, situation: Situation, every: bool) -> Answer:
    answers = [holds(member, situation, every=every) for member in condition.members]
    truth = _JOINS[condition.kind](answer.truth for answer in answers)
    deciding = [answer for answer in answers if answer.truth == truth]
    open_ones = deciding if truth in ("unknown", "judged") else []
    return Answer(
        truth,
        next((answer.constraint for answer in deciding), None),
        tuple(question for answer in open_ones for question in answer.questions),
        tuple(instant for answer in answers for instant in answer.instants),
    )


def _leaf(constraint: Constraint, situation: Situation, every: bool) -> Answer:
    if constraint.operand in JUDGED:
        if constraint.id in situation.use.confirmed:
            return Answer("yes", constraint)
        question = Question(fact="confirmed", text=constraint.label or JUDGED[constraint.operand], value=constraint.id)
        return Answer("judged", constraint, (question,))
    read = _OPERANDS.get(constraint.operand)
    if read is None or not constraint.values:  # a value may stand elsewhere: nothing is fetched
        return Answer("unknown", constraint)
    try:
        answer = read(constraint, situation, every)
    except ValueError:
        return Answer("unknown", constraint)  # a value that is no date, duration or number
    if answer.truth == "unknown" and (fact := FACTS.get(constraint.operand)):
        return answer._replace(questions=(Question(fact=fact, text=QUESTIONS[fact]),))
    return answer


JUDGED = {
    "synd:licensorJudgement": "Does the licensor agree that you may?",
    "synd:permissionObtained": "Do you have the holder's permission?",
    "odrl:assignee": "Are you the one to whom the terms are made out?",
}
"""Operands that nobody computes, with the question that is asked instead."""

FACTS = {
    "synd:medium": "medium",
    "odrl:media": "medium",
    "odrl:deliveryChannel": "medium",
    "odrl:spatial": "audience_territory",
    "synd:organisationKind": "organisation.kind",
    "synd:organisationCountry": "organisation.country",
    "synd:organisationSubdivision": "organisation.subdivision",
    "odrl:recipient": "organisation.name",
    "synd:edit": "edits",
    "synd:extent": "extent",
    "synd:excerptWords": "words",
    "odrl:percentage": "share",
    "synd:monetisation": "monetisation",
    "synd:automation": "automation",
    "synd:obtainedFrom": "obtained_from",
    "synd:edition": "edition",
}
"""Operand → the key of the use that answers it."""

QUESTIONS = {
    "medium": "Where will it run: web, print, radio, social, newsletter, app?",
    "audience_territory": "In which countries will it be seen?",
    "organisation.kind": "What kind of organisation are you: newsroom, nonprofit, company?",
    "organisation.country": "In which country is your organisation?",
    "organisation.subdivision": "In which state or region is your organisation?",
    "organisation.name": "Which organisation will publish it?",
    "edits": "What will you change: nothing, style, headline, cuts, additions, a translation?",
    "extent": "Will you run all of it, an excerpt, or the headline?",
    "words": "How many words will you take?",
    "share": "How large a part of the whole will you take?",
    "monetisation": "How do you earn on the page: not at all, page ads, ads sold against the story, paywall, resale?",
    "automation": "Is each story selected by a person, or are they taken systematically?",
    "obtained_from": "From whom did you get the text?",
    "engagement": "How did the author work for the holder: as staff, commissioned, freelance, for an agency?",
    "edition": "Which edition of the source does the story come from?",
}
"""Key of a use → the question for it."""

WHEN_PUBLISHED = Question(fact="date_published", text="When was the original published?")

_ALSO = {"nonprofit_newsroom": frozenset(("newsroom", "nonprofit"))}
"""Kind of organisation → what it is besides."""

_PERHAPS = {"newsroom": frozenset(("nonprofit", "nonprofit_newsroom", "company"))}
"""Kind of organisation → what it may be besides, which only its owners know."""


def _among(have: tuple[str, ...] | None, constraint: Constraint, every: bool) -> Truth:
    """Words against words; None is a fact that nobody told."""
    if have is None:
        return "unknown"
    wanted, found = _folded(constraint.values), _folded(have)
    operator = constraint.operator
    if operator in _IS:
        return known((all if every else any)(word in wanted for word in found))
    if operator in _IS_NOT:
        return known((all if every else any)(word not in wanted for word in found))
    if operator in ("odrl:isAllOf", "odrl:hasPart"):
        return known(wanted <= found)
    return "unknown"


_IS = frozenset(("odrl:eq", "odrl:isAnyOf", "odrl:isPartOf", "odrl:isA"))
_IS_NOT = frozenset(("odrl:neq", "odrl:isNoneOf"))


def _folded(values: tuple[str, ...]) -> frozenset[str]:
    """Words of the vocabulary and words of the record are the same; so are capital and small letters."""
    return frozenset(value.removeprefix("synd:").casefold() for value in values)


def _is(holds: bool | None, constraint: Constraint) -> Truth:
    """A yes or no as the operator wants it."""
    if constraint.operator in _IS_NOT and holds is not None:
        holds = not holds
    return known(holds) if constraint.operator in _IS | _IS_NOT else "unknown"


def _fact(name: str) -> Callable[[Constraint, Situation, bool], Answer]:
    def read(constraint: Constraint, situation: Situation, every: bool) -> Answer:
        value = getattr(situation.use, name)
        have = value if value is None or isinstance(value, tuple) else (value,)
        return Answer(_among(have, constraint, every), constraint)

    return read


def _organisation(name: str) -> Callable[[Constraint, Situation, bool], Answer]:
    def read(constraint: Constraint, situation: Situation, every: bool) -> Answer:
        value = situation.use.organisation.get(name)
        return Answer(_among((value,) if value else None, constraint, every), constraint)

    return read


def _kind(constraint: Constraint, situation: Situation, every: bool) -> Answer:
    """What kind of organisation we are: a nonprofit newsroom is both; a kind that terms do not know may be any."""
    kind, wanted = situation.use.organisation.get("kind"), _folded(constraint.values)
    if kind is None:
        return Answer("unknown", constraint)
    if _folded((kind, *_ALSO.get(kind, ()))) & wanted:
        return Answer(_is(True, constraint), constraint)
    is_open = kind not in KINDS or _PERHAPS.get(kind, frozenset()) & wanted
    return Answer(_is(None if is_open else False, constraint), constraint)


def _subdivision(constraint: Constraint, situation: Situation, every: bool) -> Answer:
    """In which state or region we are; in another country we are in none of this one's."""
    ours = situation.use.organisation
    value, country = ours.get("subdivision"), ours.get("country")
    if value is None and country and not any(each.upper().startswith(f"{country}-") for each in constraint.values):
        value = country
    return Answer(_among((value,) if value else None, constraint, every), constraint)


def _number(name: str) -> Callable[[Constraint, Situation, bool], Answer]:
    def read(constraint: Constraint, situation: Situation, every: bool) -> Answer:
        value = getattr(situation.use, name)
        if name == "share" and value is not None:
            value *= 100  # odrl:percentage counts in hundredths
        if value is None:
            whole = situation.use.extent == "full" and name == "share"
            if not whole:
                return Answer("unknown", constraint)
            value = 100
        (bound,) = (float(text) for text in constraint.values)
        return Answer(_compared(value, constraint.operator, bound), constraint)

    return read


def _compared(value: float, operator: str, bound: float) -> Truth:
    orders = {
        "odrl:eq": value == bound,
        "odrl:neq": value != bound,
        "odrl:lt": value < bound,
        "odrl:lteq": value <= bound,
        "odrl:gt": value > bound,
        "odrl:gteq": value >= bound,
    }
    return known(orders.get(operator))


def _territory(constraint: Constraint, situation: Situation, every: bool) -> Answer:
    have = situation.use.audience_territory
    operator = constraint.operator
    if have is None:
        return Answer("unknown", constraint)
    if operator in ("odrl:eq", "odrl:isAnyOf", "odrl:isPartOf", "odrl:isA"):
        truth = within(have, constraint.values) if every else meets(have, constraint.values)
    elif operator in ("odrl:neq", "odrl:isNoneOf"):
        inverse = meets(have, constraint.values) if every else within(have, constraint.values)
        truth = {"yes": "no", "no": "yes"}.get(inverse, "unknown")  # type: ignore[assignment]  # of four words, four
    else:
        truth = "unknown"
    return Answer(truth, constraint)


def _instant(constraint: Constraint, situation: Situation, every: bool) -> Answer:
    """odrl:dateTime: the time of the use."""
    (text,) = constraint.values
    begins, ends = day_bounds(text)
    return _time(constraint, situation.when, begins, ends)


def _since_publication(constraint: Constraint, situation: Situation, every: bool) -> Answer:
    if situation.published is None:
        return Answer("unknown", constraint, (WHEN_PUBLISHED,))
    (text,) = constraint.values
    end = later(situation.published, text)
    return _time(constraint, situation.when, end, end)


def _date_published(constraint: Constraint, situation: Situation, every: bool) -> Answer:
    if situation.published is None:
        return Answer("unknown", constraint, (WHEN_PUBLISHED,))
    (text,) = constraint.values
    begins, ends = day_bounds(text)
    return _time(constraint, situation.published, begins, ends)._replace(instants=())


def _time(constraint: Constraint, moment: Interval, begins: Interval, ends: Interval) -> Answer:
    """`moment` against a bound that begins and ends at these: "until" a day is to its end, "from" is its beginning.

    What ends at an instant is over at that instant, as everywhere in this project.
    """
    operator = constraint.operator
    if operator in ("odrl:lteq", "odrl:gt"):
        edge = ends
    elif operator in ("odrl:lt", "odrl:gteq"):
        edge = begins
    else:
        return Answer("unknown", constraint)
    found = phase(edge, moment)
    if found == "around":
        return Answer("unknown", constraint, (), edge)
    return Answer(known((found == "ahead") == (operator in ("odrl:lt", "odrl:lteq"))), constraint, (), edge)


def _holder(constraint: Constraint, situation: Situation, every: bool) -> Answer:
    party = situation.party
    return Answer(_among((party.id,) if party else None, constraint, every), constraint)


def _part(constraint: Constraint, situation: Situation, every: bool) -> Answer:
    return Answer(_among((situation.kind,), constraint, every), constraint)


def _license(constraint: Constraint, situation: Situation, every: bool) -> Answer:
    stated = tuple(word for found in situation.article.licenses for word in (found.id, found.url) if word)
    if not stated:
        return Answer("unknown", constraint)
    return Answer(_among(stated, constraint, every=False), constraint)


def _by_holder(constraint: Constraint, situation: Situation, every: bool) -> Answer:
    """Whether the holder's own people wrote it, or it first ran there; somebody may know what the page does not say."""
    is_author = constraint.operand == "synd:authoredByHolder"
    own = situation.wrote if is_author else situation.published_first
    wanted = constraint.values not in (("false",), ("0",))
    if own is None and constraint.id in situation.use.confirmed:
        return Answer("yes", constraint)
    if own is None:
        text = constraint.label or ("Did its own people write it?" if is_author else "Did it publish this first?")
        return Answer("unknown", constraint, (Question(fact="confirmed", text=text, value=constraint.id),))
    return Answer(_is(own == wanted, constraint), constraint)


def _image_credit(constraint: Constraint, situation: Situation, every: bool) -> Answer:
    """Whether the image's credit holds one of the words."""
    credit = situation.asset.credit if situation.asset else None
    if credit is None:
        return Answer("unknown", constraint, (Question(fact="image_credit", text="Whom does the image credit?"),))
    found = any(value.casefold() in credit.casefold() for value in constraint.values)
    if constraint.operator == "odrl:hasPart":
        return Answer(known(found), constraint)
    return Answer(_is(found, constraint), constraint)


def _same_work(constraint: Constraint, situation: Situation, every: bool) -> Answer:
    """The target of a stranger's policy, or the story that a permit names (`odrl:isPartOf`: its images are of it).

    A stranger may name a work by any IRI: another than ours says nothing. A permit names an address, and another is
    another story.
    """
    if constraint.operator == "odrl:isPartOf":
        return Answer(any_of(situation.is_at(address) for address in constraint.values), constraint)
    article, asset = situation.article, situation.asset
    named = {asset.url} if asset else {article.url, article.canonical_url, article.original_url, article.id}
    return Answer("yes" if set(constraint.values) & named else "unknown", constraint)


_OPERANDS: dict[str, Callable[[Constraint, Situation, bool], Answer]] = {
    "synd:medium": _fact("medium"),
    "synd:edit": _fact("edits"),
    "synd:extent": _fact("extent"),
    "synd:monetisation": _fact("monetisation"),
    "synd:automation": _fact("automation"),
    "synd:obtainedFrom": _fact("obtained_from"),
    "synd:edition": _fact("edition"),
    "synd:excerptWords": _number("words"),
    "odrl:percentage": _number("share"),
    "synd:organisationKind": _kind,
    "synd:organisationCountry": _organisation("country"),
    "synd:organisationSubdivision": _subdivision,
    "odrl:recipient": _organisation("name"),
    "odrl:spatial": _territory,
    "odrl:dateTime": _instant,
    "synd:sincePublication": _since_publication,
    "synd:datePublished": _date_published,
    "synd:copyrightHolder": _holder,
    "synd:part": _part,
    "synd:license": _license,
    "synd:authoredByHolder": _by_holder,
    "synd:firstPublishedByHolder": _by_holder,
    "synd:imageCredit": _image_credit,
    "odrl:uid": _same_work,
}


def leaves(conditions: tuple[Condition, ...]) -> Iterator[Constraint]:
    """Every single constraint in conditions."""
    for condition in conditions:
        if isinstance(condition, Constraint):
            yield condition
        else:
            yield from leaves(condition.members)


COMPUTED = frozenset(_OPERANDS) | frozenset(JUDGED)
"""Every left operand that has an answer here; any other is unknown, whatever the facts."""
