"""JSON Schema, compiled to a plain yes or no for the keywords that our schemas of formats use.

Nearly all items of a feed are well formed, and telling so takes a general validator a third of the time that reading
them takes. So this says only whether a value is valid; where it is not, `jsonschema` says why.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

Test = Callable[[Any], bool]
"""Whether a value is valid."""
_ANNOTATIONS = frozenset(("$schema", "$id", "$defs", "title", "description", "fault", "otherVersions"))
_NUMBER = (int, float)


def compile_schema(
    schema: Mapping[str, Any], root: Mapping[str, Any], formats: Mapping[str, Callable[[str], bool]]
) -> Test:
    """A test that says of every value what JSON Schema 2020-12 says of it.

    Args:
        schema: the schema, or a part of one.
        root: the whole schema: a `$ref` points into its `$defs`.
        formats: name → test of the formats that are asserted.

    Raises:
        ValueError: a keyword that is not known here.
    """
    return _Compiler(root, formats).test(schema)


class _Compiler:
    def __init__(self, root: Mapping[str, Any], formats: Mapping[str, Callable[[str], bool]]) -> None:
        self._root, self._formats = root, formats
        self._defined: dict[str, list[Test]] = {}

    def test(self, schema: Mapping[str, Any] | bool) -> Test:
        if isinstance(schema, bool):
            return lambda value: schema
        tests = [self._keyword(name, schema) for name in schema if name not in _ANNOTATIONS]
        tests = [test for test in tests if test is not _ANYTHING]
        if len(tests) == 1:
            return tests[0]
        if len(tests) == 2:  # a type and a form: without a loop, since there are so many
            first, second = tests
            return lambda value: first(value) and second(value)
        return lambda value: all(test(value) for test in tests)

    def _keyword(self, name: str, schema: Mapping[str, Any]) -> Test:
        given = schema[name]
        match name:
            case "$ref":
                return self._reference(given)
            case "type":
                return _TYPES[given]
            case "required":
                return lambda value: not isinstance(value, dict) or all(key in value for key in given)
            case "enum":
                return lambda value: value in given
            case "format":
                fits = self._formats[given]
                return lambda value: not isinstance(value, str) or fits(value)
            case "pattern":
                found = re.compile(given).search
                return lambda value: not isinstance(value, str) or found(value) is not None
            case "minimum":
                return lambda value: not _is_number(value) or value >= given
            case "maximum":
                return lambda value: not _is_number(value) or value <= given
            case "items":
                test = self.test(given)
                return lambda value: not isinstance(value, list) or all(map(test, value))
            case "anyOf":
                tests = [self.test(each) for each in given]
                return lambda value: any(test(value) for test in tests)
            case "oneOf":
                tests = [self.test(each) for each in given]
                return lambda value: sum(test(value) for test in tests) == 1
            case "allOf":
                tests = [self.test(each) for each in given]
                return lambda value: all(test(value) for test in tests)
            case "properties" | "patternProperties" | "additionalProperties":
                return self._members(schema, name)
        raise ValueError(f"expected a keyword that is compiled, found {name!r}")

    def _reference(self, pointer: str) -> Test:
        name = pointer.removeprefix("#/$defs/")
        if name not in self._defined:
            self._defined[name] = tests = []
            tests.append(self.test(self._root["$defs"][name]))
        tests = self._defined[name]  # empty still where a definition holds itself
        return lambda value: tests[0](value)

    def _members(self, schema: Mapping[str, Any], name: str) -> Test:
        """One test for the three keywords about members of an object; it stands where the first of them does."""
        if name != next(key for key in schema if key in ("properties", "patternProperties", "additionalProperties")):
            return _ANYTHING
        known = {key: self.test(each) for key, each in schema.get("properties", {}).items()}
        patterns = [(re.compile(key), self.test(each)) for key, each in schema.get("patternProperties", {}).items()]
        rest = self.test(schema.get("additionalProperties", True))

        def are_valid(value: Any) -> bool:
            if not isinstance(value, dict):
                return True
            for key, each in value.items():
                tests = [found for pattern, found in patterns if pattern.search(key)] if patterns else []
                own = known.get(key)
                if own is not None:
                    tests.append(own)
                elif not tests:
                    tests.append(rest)
                for test in tests:
                    if not test(each):
                        return False
            return True

        return are_valid


def _ANYTHING(value: Any) -> bool:  # noqa: N802 - a constant
    return True


def _is_number(value: Any) -> bool:
    return isinstance(value, _NUMBER) and not isinstance(value, bool)


def _is_integer(value: Any) -> bool:
    return _is_number(value) and (isinstance(value, int) or value.is_integer())


_TYPES: dict[str, Test] = {
    "string": lambda value: isinstance(value, str),
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "boolean": lambda value: isinstance(value, bool),
    "number": _is_number,
    "integer": _is_integer,
}
