"""RSL 1.0 in XML: `<content>` with its licences, each of which permits uses, prohibits others, and names a price."""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.hosts import absolute
from provenance.language.ai_signals import Meaning, in_order, schemes
from provenance.model.values import AiAnswer
from provenance.readers.raw import MAX_SAME, Raw
from provenance.readers.signals.say import Voiced, say_signal
from provenance.readers.xml import Element, Part, Shape

NAMES = {"https://rslstandard.org/rsl": "rsl"}
"""Namespace → prefix of the short names of its elements, whatever prefix a document uses."""
CONTENT, LICENSE = "rsl:content", "rsl:license"
SHAPE = Shape(frozenset(("rsl:rsl",)), frozenset((CONTENT,)))
_TOKENS = re.compile(r"[\s,]+")


def read_rsl(raw: Raw, part: Part, element: Element, pointer: str, voiced: Voiced, base: str) -> None:
    """Say what a `<content>`, or a licence that stands without one, says.

    Args:
        raw: where the signals go.
        part: the part that it stands in.
        element: the element.
        pointer: the path from the part to it.
        voiced: how it speaks.
        base: what relative addresses are resolved against.
    """
    server = element.attributes.get("server", "").strip()
    terms = _address(element, base, "rsl:terms")
    policy = absolute(base, server) if server else terms
    licenses = [element] if element.name == LICENSE else [child for child in element if child.name == LICENSE]
    for number, license in enumerate(licenses[:MAX_SAME], 1):
        below = f"/{LICENSE}[{number}]" if len(licenses) > 1 else f"/{LICENSE}"
        own = pointer if license is element else pointer + below
        _license(raw, part, license, own, voiced, policy or _priced_at(license, base))
    if not licenses:
        url = element.attributes.get("url", "").strip()
        where = part.origin(element, url, pointer, attribute="url") if url else part.origin(element, pointer=pointer)
        if server:
            say_signal(raw, "rsl", "license", policy, voiced, where, as_read=server, policy=policy)
        else:
            say_signal(raw, "rsl", "content", url or None, voiced, where)


def _license(raw: Raw, part: Part, license: Element, pointer: str, voiced: Voiced, policy: str | None) -> None:
    known = schemes()["rsl"]
    payment = license.first("rsl:payment")
    price = payment.attributes.get("type", "").strip() if payment is not None else "free"
    costs = known.means("payment", price)
    answer: AiAnswer = costs[0].answer if costs else "payment"
    if answer == "allowed" and any(_is_limit(child) for child in license):
        answer = "conditional"
    prohibited = list(_words(license, "rsl:prohibits"))
    denied = {use for _, _, word in prohibited for meaning in known.means("prohibits", word) for use in meaning.uses}
    permitted = list(_words(license, "rsl:permits"))
    for child, at, word in permitted:
        uses = [use for meaning in known.means("permits", word) for use in meaning.uses]
        left = [use for use in uses if use not in denied]  # what is also prohibited is not permitted: section 3.1.1
        meant = [Meaning(answer, in_order(left)) if left else Meaning("denied", in_order(uses))] if uses else []
        where = part.origin(child, word, pointer + at)
        say_signal(raw, "rsl", "permits", word, voiced, where, policy=policy, meanings=meant)
    for child, at, word in prohibited:
        say_signal(raw, "rsl", "prohibits", word, voiced, part.origin(child, word, pointer + at), policy=policy)
    if payment is not None and (not costs or not (permitted or prohibited)):
        where = part.origin(payment, price, f"{pointer}/rsl:payment", attribute="type")
        say_signal(raw, "rsl", "payment", price or None, voiced, where, policy=policy)
    elif payment is None and not (permitted or prohibited):
        say_signal(raw, "rsl", "license", None, voiced, part.origin(license, pointer=pointer), meanings=())


def _words(license: Element, name: str) -> Iterator[tuple[Element, str, str]]:
    """(element, pointer below the licence, word) of the uses that a licence names in elements of one name."""
    elements = [child for child in license if child.name == name]
    for number, child in enumerate(elements[:MAX_SAME], 1):
        at = f"/{name}[{number}]" if len(elements) > 1 else f"/{name}"
        if child.attributes.get("type", "usage").strip().lower() == "usage":
            yield from ((child, at, word) for word in _TOKENS.split(child.text.strip())[:MAX_SAME] if word)


def _is_limit(child: Element) -> bool:
    """Whether it limits a licence to some users or places."""
    return (
        child.name in ("rsl:permits", "rsl:prohibits")
        and child.attributes.get("type", "usage").strip().lower() != "usage"
    )


def _address(element: Element, base: str, *names: str) -> str | None:
    child = element.first(*names)
    text = child.text.strip() if child is not None else ""
    return absolute(base, text) if text.startswith(("http://", "https://", "/")) else None


def _priced_at(license: Element, base: str) -> str | None:
    payment = license.first("rsl:payment")
    return (payment is not None and _address(payment, base, "rsl:standard", "rsl:custom")) or _address(
        license, base, "rsl:terms"
    )
