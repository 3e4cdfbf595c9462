"""`rightsInfo`: rights that are linked, or encoded in ODRL → licences, terms and policies.

A policy is a statement whose value is a JSON-LD document of its own, as `readers.html.policies` makes them. ODRL 2.0 in
JSON, which the examples of ninjs use, is turned into ODRL 2.2; what is not understood stays as it is written, so that
whoever judges it sees a policy that nobody can read, and no permission.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from provenance.language.licenses import by_url
from provenance.readers.fields import read_license
from provenance.readers.ninjs.table import part, table
from provenance.readers.ninjs.texts import Said, Teller, said, several, text_of
from provenance.readers.signals.data_mining import read_data_mining

LONGEST = 100_000
"""A policy is at most so many characters; a longer one is cut, and then cannot be read, which is what it then says."""


def read_rights_info(teller: Teller, property: str, value: Any, path: str) -> None:
    """Emit what `rightsInfo` links and encodes.

    Args:
        teller: who says it.
        property: the property of a policy.
        value: an object, or an array of them.
        path: its pointer.
    """
    for at, info in several(value, path):
        if not isinstance(info, dict):
            continue
        key, mining = part(info, "data_mining")
        for each in said(mining, f"{at}/{key}"):
            read_data_mining(teller.raw, "data_mining", teller.field(each))
        language = text_of(part(info, "language_of_rights")[1])
        key, linked = part(info, "linked_rights")
        for where, each in several(linked, f"{at}/{key}"):
            if address := text_of(each):
                _linked(teller, property, Said(address, where, {}), is_odrl="odrl" in language.lower())
        key, encoded = part(info, "encoded_rights")
        for where, each in several(encoded, f"{at}/{key}"):
            text = each if isinstance(each, str) else json.dumps(each, ensure_ascii=False, sort_keys=True)
            teller.say(property, policy(text)[:LONGEST], where, longest=LONGEST)


def _linked(teller: Teller, property: str, said: Said, *, is_odrl: bool) -> None:
    """A licence that is known; else the address of terms, and of a policy that was not read where it is one."""
    if by_url(said.text):
        read_license(teller.raw, "license", teller.field(said))
        return
    teller.field(said).say(teller.raw, "usage_terms", said.text)
    if is_odrl:
        teller.say(property, _document([{"@id": said.text}]), said.path, as_read=said.text)


def policy(text: str) -> str:
    """A policy as JSON-LD with ODRL 2.2's terms; the text itself where it is of another kind or is not understood."""
    try:
        return _policy(json.loads(text)) or text
    except (ValueError, KeyError, RecursionError):
        return text


def _policy(data: Any) -> str | None:
    if not isinstance(data, dict):
        return None
    if "@context" in data:
        context = data.pop("@context")
        return _document(data["@graph"] if isinstance(data.get("@graph"), list) else [data], context)
    if table().odrl.modern & data.keys():
        return _document([data])
    modern = _mapped(data, table().odrl.policy)
    return _document([modern]) if "@type" in modern else None


def _document(graph: Any, context: Any = None) -> str:
    document = {"@context": context or table().odrl.context, "@graph": graph}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def _mapped(data: Mapping[str, Any], keys: Mapping[str, str]) -> dict[str, Any]:
    """An object with its keys replaced, those of the objects in it too.

    Raises:
        KeyError: a key that is not known, or an object where none is expected.
    """
    return {keys[key]: _value(value, keys[key]) for key, value in data.items()}


def _value(value: Any, key: str) -> Any:
    odrl = table().odrl
    if isinstance(value, list):
        return [_value(each, key) for each in value]
    if isinstance(value, dict):
        inner = {"permission": odrl.rule, "prohibition": odrl.rule, "duty": odrl.rule, "constraint": odrl.constraint}
        return _mapped(value, inner[key])
    if isinstance(value, str):
        space = next((space for space in odrl.namespaces if value.startswith(space)), "")
        return (
            f"odrl:{value[len(space) :]}" if space else f"odrl:{value}" if key in _WORDS and ":" not in value else value
        )
    return value


_WORDS = frozenset(("@type", "action", "leftOperand", "operator", "conflict"))
"""Keys whose bare words are terms of ODRL."""
