"""A sentence that terms prescribe: word for word, its slots filled with the right facts, its links, its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice, permutations

from provenance.language.dates import parse
from provenance.language.licenses import mentions
from provenance.terms.compliance.addresses import is_home, leads_to
from provenance.terms.compliance.case import Case, Look, cut
from provenance.terms.compliance.position import misplaced
from provenance.terms.compliance.sentences import Found, Piece, pattern_of, phrase_pattern, pieces_of, plain, words_of
from provenance.terms.policy import Duty

_MOST = 40
"""So many places are looked at in which a sentence may stand."""
_LINES = 4
"""A sentence with wrong words in its slots is looked for in so many lines."""
_NEAR = 0.6
"""So large a part of a sentence's words makes a line a near miss."""
_BETWEEN = r"(?: [^ ]+){0,6}? "
_PLACEHOLDER = re.compile(r"[\[\]{}<>]|\byour (?:organi[sz]ation|outlet|publication|newsroom|name)\b", re.IGNORECASE)


_OURS = frozenset(("publisher", "contributor", "our_url"))
"""Slots that we fill: what is right for them the page itself says."""
_NAMES = {
    "author": "the author",
    "outlet": "the first publisher",
    "title": "the title",
    "url": "the original's address",
    "home": "the home page",
    "date": "the date",
    "publisher": "your own name",
    "our_url": "your own address",
    "license": "the licence",
    "license_url": "the licence's address",
    "contributor": "the contributor",
}
"""Slot → what it is for, in a sentence."""


def check_sentence(duty: Duty, case: Case, what: str, *, gap: str = "", pieces: tuple[Piece, ...] = ()) -> Look:
    """Whether a prescribed sentence stands on the page, in its place, with its links.

    Args:
        duty: its template, position and language.
        case: the copy.
        what: what the sentence is, for people.
        gap: see `pattern_of`.
        pieces: of the template, if not all of it is asked for.
    """
    pieces = pieces or pieces_of(duty.template or "")
    faults: list[tuple[int, Look]] = []
    open_ones: list[Look] = []
    for found in _places(case, pieces, gap):
        first, last = case.span(found)
        place = case.quoted(first)
        number = case.line(first).number
        fault = (
            _wrong_slot(case, pieces, found)
            or _wrong_link(case, pieces, found)
            or misplaced(case, first, last, duty.position, _paragraphs(case))
        )
        if fault is None:
            unknown = _unknown_slot(case, pieces)
            if unknown is None:
                return Look("met", place, number)
            open_ones.append(Look("cant_tell", f"{place}, but {unknown}", number))
        elif fault.state == "cant_tell":
            open_ones.append(Look("cant_tell", f"{place}, but {fault.where}", number))
        else:
            faults.append((first, Look("unmet", f"{place}, but {fault.where}", number)))
    if open_ones:
        return open_ones[0]
    if faults:
        return faults[0][1]
    return _not_found(case, pieces, what)


@lru_cache(maxsize=8)
def _paragraphs(case: Case) -> tuple[int, ...]:
    """The paragraphs of the story itself, without those that the terms prescribe: one may stand behind the other."""
    prescribed = {
        index
        for duty in case.duties
        for each in (duty, *duty.options)
        if each.template
        for place in _places(case, pieces_of(each.template), is_exact=True)
        for index in range(case.span(place)[0], case.span(place)[1] + 1)
    }
    return tuple(index for index in case.paragraphs if index not in prescribed)


# -- where the sentence stands --------------------------------------------------------------------------------------


def _places(case: Case, pieces: tuple[Piece, ...], gap: str = "", *, is_exact: bool = False) -> Iterator[Found]:
    """Every place of the sentence: with what is known in its slots, then, if not `is_exact`, with anything in them."""
    if not pieces:
        return
    yield from islice(case.stream.find(pattern_of(pieces, lambda slot: _forms(case, slot), gap=gap)), _MOST)
    if not is_exact and not pieces[0].slot:
        anything = islice(case.stream.find(pattern_of(pieces, lambda slot: None, gap=gap)), _MOST)
        yield from (found for found in anything if case.span(found)[1] - case.span(found)[0] < _LINES)


def _forms(case: Case, slot: str) -> Iterable[str] | None:
    """The ways to write what is known of a slot; None where the words are checked after they are found, or unknown."""
    if slot == "author" and case.authors:
        names = [phrase_pattern(name) for name in case.authors]
        orders = permutations(names) if len(names) <= 4 else [names]
        return [_BETWEEN.join(order) for order in orders]
    if slot == "outlet" and case.names:
        return [phrase_pattern(name) for name in case.names]
    if slot == "title" and case.facts.get("title"):
        return [phrase_pattern(case.facts["title"])]
    return None


def _wrong_slot(case: Case, pieces: tuple[Piece, ...], found: Found) -> Look | None:
    """What stands in a slot and is not what is known: another author, another day, a slot that nobody filled."""
    for number, piece in enumerate(pieces):
        if not piece.slot or number not in found.pieces:
            continue
        first, last = found.pieces[number]
        printed = _printed(case, first, last)
        if _PLACEHOLDER.search(printed):
            return Look("unmet", f"its slot for {_NAMES.get(piece.slot, piece.slot)} was not filled: “{cut(printed)}”")
        known = case.facts.get(piece.slot)
        if known is None or _fits(case, piece.slot, known, first, last):
            continue
        return Look("unmet", f"it says “{cut(case.raw(first, last))}” where “{cut(known)}” is due")
    return None


def _fits(case: Case, slot: str, known: str, first: int, last: int) -> bool:
    printed = case.raw(first, last)
    words = f" {plain(printed)} "
    if slot == "author":
        return all(f" {plain(name)} " in words for name in case.authors)
    if slot == "outlet":
        return any(plain(name) == words.strip() for name in case.names)
    if slot == "publisher":
        return plain(printed) in plain(known) or plain(known) in plain(printed)
    if slot == "date":
        day = parse(_printed(case, first, last))
        return day is not None and (day.iso[:10] == known[:10] or day.iso == known[: len(day.iso)])
    if slot == "license":
        return known == printed or any(_is_licence(case, license.id) for _, _, license in mentions(printed))
    if slot in ("url", "home", "our_url", "license_url"):
        return any(_leads(case, slot, url) for url in _addresses(case, first))
    return plain(known) == words.strip()


def _is_licence(case: Case, id: str) -> bool:
    return case.license is not None and (id == case.license.id or case.license.id.startswith(f"{id}-"))


def _unknown_slot(case: Case, pieces: tuple[Piece, ...]) -> str | None:
    """The first slot that only somebody who knows more can check."""
    for piece in pieces:
        for slot in filter(None, (piece.slot, piece.link)):
            is_known = (
                slot in case.facts or (slot == "home" and case.hosts) or slot in ("publisher", "contributor", "our_url")
            )
            if not is_known:
                return f"what is right for {_NAMES.get(slot, slot)} is not known"
    return None


def _printed(case: Case, first: int, last: int) -> str:
    """The words with the brackets and marks right around them: a slot that was left as it was."""
    words = case.stream.words
    begin, end = words[first], words[last]
    if begin.line != end.line:
        return case.raw(first, last)
    text = case.line(begin.line).text
    after = words[last + 1].start if last + 1 < len(words) and words[last + 1].line == end.line else end.end + 1
    before = words[first - 1].end if first and words[first - 1].line == begin.line else max(begin.start - 1, 0)
    return text[before:after].strip()


# -- its links -------------------------------------------------------------------------------------------------------


def _wrong_link(case: Case, pieces: tuple[Piece, ...], found: Found) -> Look | None:
    """A linked span that is not linked, or leads elsewhere."""
    spans: dict[str, list[tuple[int, int]]] = {}
    for number, piece in enumerate(pieces):
        if piece.link and number in found.pieces:
            spans.setdefault(piece.link, []).append(found.pieces[number])
    for slot, span in spans.items():
        first, last = span[0][0], span[-1][1]
        words = case.raw(first, last)
        urls = [url for word in range(first, last + 1) for url in _addresses(case, word)]
        if any(_leads(case, slot, url) for url in urls):
            continue
        if not case.copy.is_page and not urls:
            lines = {case.stream.words[first].line, case.stream.words[first].line + 1}
            beside = [link.url for link in case.live_links if link.line in lines]
            if any(_leads(case, slot, url) for url in beside):
                continue
            if not beside:
                return Look("cant_tell", f"a plain text does not show whether “{cut(words)}” is linked")
        due = case.facts.get(slot)
        if urls:
            if due is None and slot != "home":
                continue
            home = " (the home page)" if slot == "url" and is_home(urls[0], case.hosts) else ""
            return Look("unmet", f"“{cut(words)}” links {urls[0]}{home}" + (f", not {due}" if due else ""))
        other = _linked_elsewhere(case, found, slot)
        return Look("unmet", other or f"“{cut(words)}” is not linked" + (f" to {due}" if due else ""))
    return None


def _linked_elsewhere(case: Case, found: Found, slot: str) -> str | None:
    """The right link on other words of the sentence."""
    for number in range(found.first, found.last + 1):
        word = case.stream.words[number]
        for link in case.live_links:
            if link.line == word.line and link.start <= word.start < link.end and _leads(case, slot, link.url):
                return f"the link stands on “{cut(link.text)}”, and not where the terms put it"
    return None


def _addresses(case: Case, number: int) -> Iterator[str]:
    """The addresses at a word: of the link that it stands in, or the address that is printed there."""
    word = case.stream.words[number]
    for link in case.live_links:
        if link.line == word.line and link.start <= word.start < link.end:
            yield link.url
    text = case.line(word.line).text
    printed = text[text.rfind(" ", 0, word.start) + 1 :].split(" ")[0].strip("()[]<>.,;:“”\"'")
    if "." in printed and "/" in printed:
        yield printed if "://" in printed else f"https://{printed}"


def _leads(case: Case, slot: str, url: str) -> bool:
    if slot == "home":
        return is_home(url, case.hosts)
    due = case.targets if slot == "url" else (case.facts.get(slot, ""),)
    return leads_to(url, filter(None, due))


# -- where it does not stand -----------------------------------------------------------------------------------------


def _not_found(case: Case, pieces: tuple[Piece, ...], what: str) -> Look:
    """What there is instead: the sentence out of sight, or the line that comes nearest to it."""
    literal = " ".join(piece.word for piece in pieces if piece.word)
    looked = f"not found in the text ({case.copy.text_range()})"
    if not any(piece.slot for piece in pieces) and case.unseen.has(literal):
        return Look("unmet", f"{what} stands only where it is hidden, or with other stories")
    wanted = {piece.word for piece in pieces if piece.word}
    for slot in {piece.slot for piece in pieces}:
        if slot == "outlet" or slot == "author":
            wanted.update(word for word, _, _ in words_of(case.facts.get(slot, "")))
    best, index = 0.0, -1
    for number, line in enumerate(case.copy.lines):
        if line.where != "elsewhere":
            have = {word for word, _, _ in words_of(line.text)}
            share = len(wanted & have) / len(wanted) if wanted and len(have) <= 6 * len(wanted) else 0.0
            if share > best:
                best, index = share, number
    if best >= _NEAR:
        return Look("unmet", f"{looked}; nearest: {case.quoted(index)}", case.line(index).number)
    return Look("unmet", looked)
