"""The byline and the authors: the best source, corrected by those that agree with it."""

from __future__ import annotations

from provenance.language.names import fold, same_person
from provenance.readers.raw import Candidate, Raw
from provenance.resolve.order import AUTHOR_ORDER, BYLINE_ORDER, HINT_ORDER, by_order, of, spot
from provenance.resolve.parties import is_own


def choose_byline(raw: Raw) -> None:
    """The byline that says most: named before withheld before empty before not a name."""
    states = by_order(of(raw, "byline_state"), BYLINE_ORDER)
    for wanted in ("withheld", "named", "empty", "not_a_name"):
        for row in states:
            if row["value"] != wanted or (row["method"] == "author_box" and wanted != "named"):
                continue
            row["chosen"] = True
            where = spot(row)
            text = next(
                (each for each in of(raw, "byline") if spot(each) == where and each["method"] == row["method"]), None
            )
            if text:
                text["chosen"] = True
            return


def choose_authors(raw: Raw) -> None:
    """The people of the best source that names any; a hint only where no byline names or withholds one."""
    state = next((row["value"] for row in of(raw, "byline_state") if row["chosen"]), "absent")
    if state == "withheld":
        return
    ranked = by_order(of(raw, "author"), AUTHOR_ORDER)
    people = [row for row in ranked if row["value"]["type"] == "Person" and row["basis"] in ("stated", "editor")]
    bodies = [row for row in ranked if row["value"]["type"] == "Organization" and not is_own(row["value"], raw, None)]
    pool = people or bodies
    if not pool:
        hints = by_order(of(raw, "author"), HINT_ORDER)
        if hints and not any(row["chosen"] for row in of(raw, "credit") if row["method"] != "copyright_line"):
            for row in hints:
                row["chosen"] = same_person(row["value"]["name"], hints[0]["value"]["name"])
        return
    names = _agreed(pool) if people else {fold(pool[0]["value"]["name"])}
    for row in pool:
        row["chosen"] = fold(row["value"]["name"]) in names
    _complete([row for row in pool if row["chosen"] and row["method"] == "item_field"])


def _complete(rows: list[Candidate]) -> None:
    """An author in two fields is one: what one field says of the role and the house holds in the other."""
    for key in ("role", "affiliation"):
        said = {fold(row["value"]["name"]): row["value"][key] for row in reversed(rows) if row["value"].get(key)}
        for row in rows:
            row["value"][key] = row["value"].get(key) or said.get(fold(row["value"]["name"]))


_WEIGHT = {
    "editor": 9.0,
    "byline_element": 1.6,
    "byline_line": 1.2,
    "item_field": 1.3,
    "json_ld": 1.3,
    "author_element": 1.0,
    "author_link": 1.0,
    "sign_off": 1.0,
    "microdata": 0.8,
    "tail_byline": 0.8,
    "meta_author": 0.8,
    "vendor_meta": 0.8,
    "author_box": 0.4,
}


def _agreed(pool: list[Candidate]) -> frozenset[str]:
    """The set of names to choose: the best source's, unless sources that share a name with it agree on another set.

    A parsed byline may have lost a name or caught a word too many; markup that names the same people with more or
    fewer corrects it. Markup that names quite other people does not: it often is the account that posted the page.
    """
    sets: dict[str, frozenset[str]] = {}
    for row in pool:
        source = row["method"]
        sets[source] = sets.get(source, frozenset()) | {fold(row["value"]["name"])}
    best = sets[next(iter(sets))]
    if "author_element" in sets and best == sets["author_element"] and "json_ld" in sets:
        best = best if best & sets["json_ld"] else sets["json_ld"]
    votes: dict[frozenset[str], float] = {}
    for source, names in sets.items():
        if names & best:
            votes[names] = votes.get(names, 0.0) + _WEIGHT[source]
    return max(votes, key=lambda names: votes[names])
