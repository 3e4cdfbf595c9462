"""Terms and triples without an RDF library: a name, a literal, and the rules for deriving both from the record's text.

A triple is a plain tuple `(subject, predicate, object)`. Whatever a literal cannot give back exactly, the mapping keeps
as text beside it: nothing here has to be lossless.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import NamedTuple, TypeAlias
from urllib.parse import quote

from provenance.errors import GraphError

_XSD = "http://www.w3.org/2001/XMLSchema#"

# RFC 3987 without what no address on the web needs and what readers of lines stumble over: brackets (IPv6, and the
# unescaped `a[]=1` of sloppy queries, which is invalid anyway), all white space, bidirectional formatting, private use.
_CHAR = (
    r"(?:[A-Za-z0-9\-._~!$&'()*+,;=:@]|%[0-9A-Fa-f]{2}"
    r"|(?![\s\u200e\u200f\u202a-\u202e\u2066-\u2069])"
    r"[\u00a1-\ud7ff\uf900-\ufdcf\ufdf0-\uffef\U00010000-\U0001fffd\U00020000-\U0002fffd\U00030000-\U0003fffd])"
)
_HOST = _CHAR.replace(":@", "")
_REST = rf"(?:\?(?:{_CHAR}|[/?])*)?(?:#(?:{_CHAR}|[/?])*)?"
_WEB = re.compile(rf"(?i:https?)://(?:(?:{_HOST}|:)*@)?{_HOST}+(?::[0-9]{{1,5}})?(?:/(?:{_CHAR}|/)*)?{_REST}")
# Names that are no addresses. Any other scheme might be an abbreviation, which JSON-LD would expand.
_NAME = re.compile(rf"(?:urn|ni|tag|did):(?://(?=/))?(?!//)(?:{_CHAR}|/)+{_REST}")

_DATE = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
    r"(?P<time>T(?!24)[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?"
    r"(?:Z|[+\-](?:0[0-9]|1[0-3]):[0-5][0-9]|[+\-]14:00)?)?"
)
_MONTH = re.compile(r"(?!0000)[0-9]{4}-(?:0[1-9]|1[0-2])")
_YEAR = re.compile(r"(?!0000)[0-9]{4}")


class IRI(str):
    """The absolute name of a node, a property or a class."""

    __slots__ = ()


class Literal(NamedTuple):
    """A value: its text, its datatype (None is `xsd:string`), or its language tag in lower case."""

    text: str
    datatype: IRI | None = None
    language: str | None = None


Node: TypeAlias = IRI | Literal
Triple: TypeAlias = tuple[IRI, IRI, Node]

XSD_BOOLEAN = IRI(_XSD + "boolean")
XSD_DATE = IRI(_XSD + "date")
XSD_DATETIME = IRI(_XSD + "dateTime")
XSD_GYEAR = IRI(_XSD + "gYear")
XSD_GYEAR_MONTH = IRI(_XSD + "gYearMonth")
XSD_INTEGER = IRI(_XSD + "integer")
XSD_STRING = IRI(_XSD + "string")
TRUE = Literal("true", XSD_BOOLEAN)
FALSE = Literal("false", XSD_BOOLEAN)


def is_web_iri(text: str) -> bool:
    """Whether an address may stand as an IRI: absolute, http or https, with no character that needs escaping.

    Not with a full stop at its end: rdflib does not read what Turtle then makes of it.
    """
    return not text.endswith(".") and _WEB.fullmatch(text) is not None


def is_absolute_iri(text: str) -> bool:
    """Whether a name may stand as an IRI: as `is_web_iri`, or a name in `urn:`, `ni:`, `tag:` or `did:`."""
    return is_web_iri(text) or (not text.endswith(".") and _NAME.fullmatch(text) is not None)


def text_node(text: str, language: str | None = None) -> Literal:
    """A plain literal of any characters that Unicode text can have, NUL included.

    Raises:
        GraphError: the text holds a lone surrogate, which is no character and has no place in RDF.
    """
    return Literal(text if text.isascii() else _encodable(text), None, language)


def integer_node(number: int) -> Literal:
    """A whole number as `xsd:integer`."""
    return Literal(str(number), XSD_INTEGER)


def boolean_node(flag: bool) -> Literal:
    """A flag as `xsd:boolean`."""
    return TRUE if flag else FALSE


def url_node(url: str) -> Node:
    """A URL as an IRI where it is a valid one, else as a literal: it is then a finding, and nothing mends it."""
    return IRI(url) if is_web_iri(url) else text_node(url)


def date_node(text: str) -> Literal:
    """An ISO 8601 text as the typed literal of its precision, or as a string where it is no date of the calendar.

    `xsd:gYear`, `xsd:gYearMonth`, `xsd:date` or `xsd:dateTime`, never widened to the next. The zone of UTC is written
    `+00:00`, the spelling that rdflib turns `Z` into: so a graph stays the same whatever engine it passed through.
    """
    found = _DATE.fullmatch(text)
    try:
        if found and found["time"]:
            return Literal(datetime.fromisoformat(text).isoformat(), XSD_DATETIME)
        if found:
            return Literal(date.fromisoformat(text).isoformat(), XSD_DATE)
    except ValueError:
        return text_node(text)
    if _MONTH.fullmatch(text):
        return Literal(text, XSD_GYEAR_MONTH)
    return Literal(text, XSD_GYEAR) if _YEAR.fullmatch(text) else text_node(text)


def text_of(node: Node) -> str:
    """The text of a literal, or the IRI itself as plain text."""
    return node.text if isinstance(node, Literal) else str(node)


def quoted(text: str) -> str:
    """A text as part of an IRI: percent-encoded but for letters, digits and `-._~`; `unquote` gives it back.

    Full stops at its end are encoded too: a part that is `.` or `..` means another place, and Turtle ends there.

    Raises:
        GraphError: as `text_node`.
    """
    found = quote(_encodable(text), safe="")
    return found.rstrip(".") + "%2E" * (len(found) - len(found.rstrip(".")))


def _encodable(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise GraphError(f"expected Unicode text, found the lone surrogate U+{ord(text[error.start]):04X}") from error
    return text
