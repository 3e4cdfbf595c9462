"""What all nouns share: they are frozen, compare by value, and turn into plain data and back.

A noun is a dataclass of the standard library, whose methods are written once here: to generate them for each of twenty
classes takes 15 ms of every start. pydantic checks what comes from outside and describes the shapes; it is imported
for nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, NoReturn, Self, dataclass_transform

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, TypeAdapter
    from pydantic_core import CoreSchema

Mode = Literal["python", "json"]


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(field,))
class Noun:
    """Base of the nouns: a subclass becomes a frozen dataclass whose fields are given by name.

    What our own code gives to a noun is not checked; `model_validate` and `model_validate_json` are for what comes from
    outside. The methods have pydantic's names and meanings, since everybody knows them.
    """

    __pydantic_config__: ClassVar[Mapping[str, Any]] = {"extra": "forbid"}
    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]
    _defaults: ClassVar[dict[str, Any]]
    _made: ClassVar[dict[str, Callable[[], Any]]]
    _adapter: ClassVar[Any]

    def __init_subclass__(cls) -> None:
        dataclass(init=False, repr=False, eq=False, match_args=False, kw_only=True)(cls)
        cls._defaults = {each.name: each.default for each in fields(cls) if each.default is not MISSING}
        cls._made = {each.name: each.default_factory for each in fields(cls) if each.default_factory is not MISSING}

    def __init__(self, **values: Any) -> None:
        for name, make in self._made.items():
            values.setdefault(name, make())
        values = {**self._defaults, **values}
        if values.keys() != self.__dataclass_fields__.keys():
            wrong = ", ".join(sorted(values.keys() ^ self.__dataclass_fields__.keys()))
            raise TypeError(f"{type(self).__name__}() lacks or does not know: {wrong}")
        object.__setattr__(self, "__dict__", values)

    @classmethod
    def trusted(cls, values: dict[str, Any]) -> Self:
        """The noun with these values, of which the caller knows that they are what it needs; takes the dict over.

        The fast way to make many: a fifth of the time of a call by name.
        """
        if len(values) < len(cls.__dataclass_fields__):
            values = {**cls._defaults, **values}
        noun = _new(cls)
        _set(noun, "__dict__", values)
        return noun

    @classmethod
    def model_validate(cls, data: Any) -> Self:
        """The noun that plain data holds, every value of the kind that its field says.

        Raises:
            pydantic.ValidationError: a key is unknown or lacking, or a value of the wrong kind; it names each of them.
        """
        return cls._border().validate_python(data)

    @classmethod
    def model_validate_json(cls, text: str | bytes) -> Self:
        """The noun that a JSON text holds; as `model_validate`."""
        return cls._border().validate_json(text)

    @classmethod
    def model_json_schema(cls, *, mode: Literal["validation", "serialization"] = "validation") -> dict[str, Any]:
        """The JSON Schema (2020-12) of what `model_validate` takes or of what `model_dump` gives."""
        return cls._border().json_schema(mode=mode)

    def model_dump(
        self, *, mode: Mode = "python", include: Collection[str] | None = None, exclude: Collection[str] = ()
    ) -> dict[str, Any]:
        """The noun as plain data: nouns become dicts, in the order of their fields; in mode `json` tuples become lists.

        `include` and `exclude` name fields of this noun, not of those inside it.
        """
        names = self.__dataclass_fields__ if include is None else [n for n in self.__dataclass_fields__ if n in include]
        return {name: _plain(getattr(self, name), mode) for name in names if name not in exclude}

    def model_dump_json(self, *, include: Collection[str] | None = None, exclude: Collection[str] = ()) -> str:
        """The noun as JSON text without white space."""
        data = self.model_dump(mode="json", include=include, exclude=exclude)
        return json.dumps(data, ensure_ascii=False, separators=(",", ":"))

    def model_copy(self, *, update: Mapping[str, Any] | None = None) -> Self:
        """The same noun with other values in the fields that `update` names; they are not checked."""
        own = dict(zip(self.__dataclass_fields__, self._values(), strict=True))
        return type(self)(**{**own, **(update or {})})

    @classmethod
    def _border(cls) -> TypeAdapter[Self]:
        """What checks and describes this noun, built when it is first asked for."""
        if "_adapter" not in vars(cls):
            from pydantic import TypeAdapter

            cls._adapter = TypeAdapter(cls)
        adapter: TypeAdapter[Self] = cls._adapter
        return adapter

    def _values(self) -> tuple[Any, ...]:
        return tuple([getattr(self, name) for name in self.__dataclass_fields__])

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Noun) or type(other) is not type(self):
            return NotImplemented
        return self._values() == other._values()

    def __hash__(self) -> int:
        return hash(self._values())

    def __repr__(self) -> str:
        shown = [f"{each.name}={getattr(self, each.name)!r}" for each in fields(self) if each.repr]
        return f"{type(self).__name__}({', '.join(shown)})"

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> NoReturn:
        raise FrozenInstanceError(f"cannot delete field {name!r}")


class ToldBy:
    """Marks a union of nouns whose members one field tells apart: pydantic's discriminator, without importing it."""

    def __init__(self, field: str) -> None:
        self.field = field

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic import Field

        return handler.generate_schema(Annotated[source, Field(discriminator=self.field)])


_new, _set = object.__new__, object.__setattr__  # looked up once: a record has dozens of nouns
_ATOMS = frozenset((str, int, bool, float, type(None)))


def _plain(value: Any, mode: Mode) -> Any:
    if type(value) in _ATOMS:
        return value
    if isinstance(value, Noun):
        return value.model_dump(mode=mode)
    if isinstance(value, tuple) and mode == "python":
        return tuple([_plain(each, mode) for each in value])
    if isinstance(value, (tuple, list)):
        return [_plain(each, mode) for each in value]
    if isinstance(value, Mapping):
        return {key: _plain(each, mode) for key, each in value.items()}
    return value.isoformat() if mode == "json" and isinstance(value, date) else value
