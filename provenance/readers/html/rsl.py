"""RSL written into a page: `<script type="application/rsl+xml">`, with the licences of this page among others."""

from __future__ import annotations

import io
from typing import Any

from turbohtml import Element

from provenance.errors import SourceError
from provenance.readers.html.document import Page
from provenance.readers.html.place import at_element, line_column
from provenance.readers.raw import Raw
from provenance.readers.signals.paths import fits
from provenance.readers.signals.say import Voiced, pass_signals, say_signal
from provenance.readers.signals.words import RSL_TYPE

_VOICED = Voiced("rsl_script")
MAX_SCRIPTS = 20


def read_rsl_scripts(page: Page, raw: Raw) -> None:
    """Say what the licences in the scripts of a page say of it. A script that is no RSL says so itself."""
    if RSL_TYPE not in page.text:
        return
    for script in page.document.select(f"script[type='{RSL_TYPE}']")[:MAX_SCRIPTS]:
        told = Raw(raw.format, "")
        if not _read(page, script, told):
            say_signal(raw, "rsl", "rsl", None, _VOICED, at_element(page, script, None))
        pass_signals(raw, told)


def _read(page: Page, script: Element, told: Raw) -> bool:
    """Read one script; whether it was one to its end."""
    from provenance.readers.signals.rsl import CONTENT, NAMES, SHAPE, read_rsl  # few pages need the XML parser
    from provenance.readers.stream import Stream
    from provenance.readers.xml import Names, Part, read_parts

    source = script.text.lstrip()
    stream = Stream(io.BytesIO(source.encode("utf-8", "replace")))
    found = False
    try:
        for part in read_parts(stream, stream.start, SHAPE, Names(NAMES)):
            if not isinstance(part, Part) or not part.around:
                return False
            if part.element.name == CONTENT:
                found = True
                if not page.base or fits(part.element.attributes.get("url", "").strip(), page.base):
                    read_rsl(told, part, part.element, "", _VOICED, page.base)
    except SourceError:
        return False
    for signal in told.signals:
        _move(page, script, len(script.text) - len(source), signal.said["origin"])
    return found


def _move(page: Page, script: Element, skipped: int, origin: dict[str, Any]) -> None:
    """A place in the script → the place in the page."""
    where = script.source_location
    begin = where.start_tag.end_offset + skipped if where else 0
    line, column = line_column(page.text, begin, 1, 0)
    if origin["line"] == 1:
        origin["column"] += column - 1
    origin["line"] += line - 1
    origin["pointer"] = f"{script.css_path()}#{origin['pointer']}"
