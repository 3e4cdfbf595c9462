"""JSON values, held against our JSON Schemas of the formats (`schemas/`)."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cache, cached_property, partial
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from provenance.model.values import Scope
from provenance.readers.faults import Kind, tell
from provenance.readers.forms.quick import compile_schema
from provenance.readers.forms.values import FORMS
from provenance.readers.jsontext import Places
from provenance.readers.raw import Raw
from provenance.resources import schema

if TYPE_CHECKING:
    from jsonschema import ValidationError
    from jsonschema.protocols import Validator

_FORMS = {"uri": "address", "date-time": "rfc3339", "language": "language", "readable-date": "date"}
"""Format of our schemas → the form that it asks for."""
_MAX_NAMES = 8
"""So many names that a format does not have are named in one fault."""
_MAX_FAULTS = 500
"""So many faults of one value are looked at."""


class Fault(NamedTuple):
    """A fault of a JSON value: its kind, the pointer of the value, the field, what is expected and what was found."""

    kind: Kind
    path: str
    field: str
    expected: str
    found: str | None


class Checker:
    """A schema, or a definition in it, ready to hold values against.

    `document` is what is held against values; `title` names the format and its version; `foreign` are names of the
    format's other versions.
    """

    def __init__(self, schema: Mapping[str, Any], definition: str = "") -> None:
        self.title: str = schema["title"]
        self.foreign = frozenset(name for other in schema.get("otherVersions", ()) for name in names_of(other))
        self.document = schema
        if definition:
            self.document = {key: schema[key] for key in ("$schema", "$defs")} | {"$ref": f"#/$defs/{definition}"}
        self.is_valid = compile_schema(self.document, schema, {name: _fits(form) for name, form in _FORMS.items()})

    def faults(self, value: Any) -> list[Fault]:
        """What is wrong with a value; nothing, at little cost, of a valid one."""
        try:
            return [] if self.is_valid(value) else _worst(islice(self._faults(value), _MAX_FAULTS))
        except RecursionError:
            return [Fault("form", "", "the object", "fewer levels", None)]

    def _faults(self, value: Any) -> Iterator[Fault]:
        for error in self._validator.iter_errors(value):
            yield from _fault_of(error, self.foreign)

    @cached_property
    def _validator(self) -> Validator:
        from jsonschema import Draft202012Validator, FormatChecker  # a tenth of a second, for what is seldom asked

        formats = FormatChecker(formats=())
        for name, form in _FORMS.items():
            formats.checks(name)(_lenient(_fits(form)))
        return Draft202012Validator(self.document, format_checker=formats)


@cache
def checker(name: str, definition: str = "") -> Checker:
    """The checker of a file of `schemas/`, by its name without endings, or of one of its `$defs`."""
    return Checker(_load(name), definition)


def names_of(name: str) -> Collection[str]:
    """The names that an object of a format may have, by the schema's `$defs/object`."""
    names: Collection[str] = _load(name)["$defs"]["object"]["properties"]
    return names


@cache
def _load(name: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads(schema(f"{name}.schema.json").read_text(encoding="utf-8"))
    return found


def check_document(raw: Raw, held: Checker, value: Any, places: Places, *, scope: Scope = "article") -> None:
    """Tell of the faults of a JSON value.

    Args:
        raw: where they go.
        held: what it is held against.
        value: the value.
        places: where its parts are written.
        scope: what the faults are said of.
    """
    for fault in held.faults(value):
        expected = f"{fault.expected} ({held.title})"
        tell(raw, fault.kind, fault.field, expected, fault.found, partial(places.origin, None, fault.path), scope)


def _fits(form: str) -> Callable[[str], bool]:
    fits = FORMS[form].fits
    return lambda text: fits(text.strip(), None)


def _lenient(fits: Callable[[str], bool]) -> Callable[[object], bool]:
    """JSON Schema's formats are of strings; whatever else has them."""
    return lambda value: not isinstance(value, str) or fits(value)


def _worst(faults: Iterator[Fault]) -> list[Fault]:
    """The faults, of the form of each value one: that by which rights are lost, else the first."""
    found: dict[tuple[str, str], Fault] = {}
    for fault in faults:
        about = (fault.path, fault.field if fault.kind in ("missing", "version", "advice") else "")
        if about not in found or (fault.kind == "rights" and found[about].kind != "rights"):
            found[about] = fault
    return list(found.values())


def _fault_of(error: ValidationError, foreign: Collection[str]) -> Iterator[Fault]:
    own: Mapping[str, Any] = error.schema if isinstance(error.schema, dict) else {}
    steps = list(error.absolute_path)
    path = "".join(f"/{_step(str(step))}" for step in steps)
    field = next((str(step) for step in reversed(steps) if isinstance(step, str)), "")
    kind: Kind = own.get("fault", "form")
    value: Any = error.instance
    given: Any = error.validator_value
    match error.validator:
        case "required":
            for name in given:
                if name not in value:
                    yield Fault(own.get("fault", "missing"), path, name, f"in {field or 'the object'}", None)
        case "additionalProperties":
            names = [key for key in value if not _is_known(key, own)]
            if other := [name for name in names if name in foreign]:
                yield Fault(
                    "version", f"{path}/{_step(other[0])}", _listed(other), "names of this version", "those of another"
                )
            if unknown := [name for name in names if name not in foreign]:
                yield Fault("advice", f"{path}/{_step(unknown[0])}", _listed(unknown), "names of this format", "others")
        case "anyOf" if not own.get("fault"):
            yield Fault("missing", path, own["description"], f"in {field or 'the object'}", None)
        case keyword:
            expected = own.get("description") or _words(str(keyword), given)
            yield Fault(kind, path, field, expected, _shown(value))


def _step(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")


def _listed(names: list[str]) -> str:
    return ", ".join(names[:_MAX_NAMES])


def _is_known(key: str, own: Mapping[str, Any]) -> bool:
    return key in own.get("properties", {}) or any(re.search(each, key) for each in own.get("patternProperties", {}))


def _words(keyword: str, given: Any) -> str:
    match keyword:
        case "type":
            return f"{'an' if given[0] in 'aio' else 'a'} {given}"
        case "format":
            return FORMS[_FORMS[given]].words
        case "enum":
            return " or ".join(map(str, given))
        case "minimum":
            return f"at least {given}"
        case "maximum":
            return f"at most {given}"
    return "another value"


def _shown(value: Any) -> str:
    """A value in few words: what an object or an array holds may be long."""
    if isinstance(value, dict | list):
        return "{…}" if isinstance(value, dict) else "[…]"
    return value if isinstance(value, str) else json.dumps(value)
