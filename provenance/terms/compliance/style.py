"""What style says of visibility: inline styles, and the simple rules of style sheets that stand in the page.

Sheets of other files are not loaded. Rules inside at-rules (`@media print`) and selectors of several steps are left
alone: whether they apply is not known. So is what a sheet only fades in (`opacity`, `visibility`): scripts show it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_OFF_SCREEN = (
    r"(?<![\w-])(?:left|right|top|text-indent)\s*:\s*-(?:\d{4,}px|\d{3,}r?em)"
    r"|(?<![\w-])clip\s*:\s*rect\(\s*[01](?:px)?[\s,]|clip-path\s*:\s*inset\(\s*(?:50|100)%"
)
_UNSEEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0(?:\.0+)?\s*(?:;|$|!)"
    rf"|font-size\s*:\s*0(?:px|em|rem|pt|%)?\s*(?:;|$|!)|{_OFF_SCREEN}",
    re.IGNORECASE,
)
_GONE = re.compile(rf"(?<![\w-])display\s*:\s*(?P<display>[\w-]+)|{_OFF_SCREEN}", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_NAME = re.compile(r"[\w-]*(?P<name>[.#][\w-]+)$")
_MAY_HIDE = re.compile(
    r"\bhidden\b|display\s*:|visibility\s*:|opacity\s*:|font-size\s*:|-\d{3,}(?:px|r?em)|clip(?:-path)?\s*:"
)


def is_unseen(style: str) -> bool:
    """Whether an inline style keeps its element from readers."""
    return bool(style) and _UNSEEN.search(style) is not None


def may_hide(source: str) -> bool:
    """Whether a page, in lower case, can have style that hides at all."""
    return _MAY_HIDE.search(source) is not None


def hidden_names(sheets: Iterable[str]) -> frozenset[str]:
    """The classes and ids (`.source-note`, `#credit`) that these style sheets take off the page; the last rule wins."""
    hidden: set[str] = set()
    for selectors, body in (rule for sheet in sheets for rule in _rules(_COMMENT.sub(" ", sheet))):
        says = _GONE.search(body)
        if says is None:
            continue
        names = {match["name"] for each in selectors.split(",") if (match := _NAME.match(each.strip()))}
        if (says["display"] or "none").lower() == "none":
            hidden |= names
        else:
            hidden -= names
    return frozenset(hidden)


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """(selectors, declarations) of the rules that no at-rule encloses."""
    depth = begin = 0
    selectors = ""
    for match in re.finditer(r"[{};]", sheet):
        mark, at = match.group(), match.start()
        if mark == "{":
            if depth == 0:
                selectors = sheet[begin:at].strip()
                begin = at + 1
            depth += 1
        elif mark == "}":
            depth = max(depth - 1, 0)
            if depth == 0:
                if not selectors.startswith("@"):
                    yield selectors, sheet[begin:at]
                begin = at + 1
        elif depth == 0:
            begin = at + 1
