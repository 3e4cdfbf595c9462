"""Permissions to mine data in wire formats: a value of the PLUS vocabulary, as a QCode, an address or a bare word."""

from __future__ import annotations

import re

from provenance.readers.fields import Field
from provenance.readers.raw import Raw
from provenance.readers.signals.say import Voiced, say_signal

_SEPARATOR = re.compile(r"[:/#]")


def read_data_mining(raw: Raw, property: str, field: Field) -> None:
    """A permission to mine data: by its word, and as a signal on AI use."""
    text = field.text.strip()
    word = _SEPARATOR.split(text.rstrip("/"))[-1].strip()
    if word:
        field.say(raw, property, word)
        voiced = Voiced(field.method, field.basis, field.voice, field.scope)
        say_signal(raw, "data-mining", "dataMining", word, voiced, field.place(field.text), as_read=text)
