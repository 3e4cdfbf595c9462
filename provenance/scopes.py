"""For which copies a part of the configuration holds: those at some paths, those of some publishers."""

from __future__ import annotations

import os
import re
from functools import lru_cache

from provenance.config import Config, Override
from provenance.rules.names import key

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
_TOKEN = re.compile(r"\*\*/|\*\*|\*|\?|.", re.DOTALL)
_MEANING = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}


def config_for(config: Config, path: str | None, publisher: str | None) -> Config:
    """The configuration that holds for a copy at `path` of that `publisher`: its overrides merged, and none left.

    An override's `select`, `fail_on` and `inline_suppressions` take the place of what was said before it, its `ignore`
    and `rules` (by code) are added; overrides count in their order. The same configuration comes back as the same
    object.
    """
    if not config.overrides:
        return config
    place = place_of(path, config)
    fitting = tuple(number for number, override in enumerate(config.overrides) if _fits(override, place, publisher))
    if (config.digest, fitting) not in _merged:
        _merged[config.digest, fitting] = _merge(config, [config.overrides[number] for number in fitting])
    return _merged[config.digest, fitting]


_merged: dict[tuple[str, tuple[int, ...]], Config] = {}


def place_of(path: str | None, config: Config) -> str | None:
    """What patterns are held against: an address as it is, a path as seen from the configuration's folder (from here,
    where there is no file), with forward slashes. None stays None.
    """
    if path is None or path == "-" or _ADDRESS.match(path):
        return path
    folder = os.path.dirname(os.path.abspath(config.source)) if config.source else os.getcwd()
    try:
        return os.path.relpath(path, folder).replace(os.sep, "/")
    except ValueError:  # another drive
        return path.replace(os.sep, "/")


def matches(pattern: str, place: str | None) -> bool:
    """Whether a place fits a pattern of `*` and `?` (within a folder) and `**` (across folders).

    A pattern without `/` fits the name of a file in any folder, one that ends in `/` everything in that folder.

    >>> matches("wire/**", "wire/2026/a.html"), matches("*.txt", "wire/a.txt"), matches("wire/*", "wire/2026/a.html")
    (True, True, False)
    """
    return place is not None and _compiled(pattern).fullmatch(place) is not None


@lru_cache(maxsize=512)
def _compiled(pattern: str) -> re.Pattern[str]:
    pattern = pattern.removeprefix("./")
    if pattern.endswith("/"):
        pattern += "**"
    if "/" not in pattern:
        pattern = "**/" + pattern
    return re.compile("".join(_MEANING.get(token) or re.escape(token) for token in _TOKEN.findall(pattern)), re.DOTALL)


def _fits(override: Override, place: str | None, publisher: str | None) -> bool:
    if override.paths and not any(matches(pattern, place) for pattern in override.paths):
        return False
    return not override.publishers or (
        publisher is not None and key(publisher) in {key(name) for name in override.publishers}
    )


def _merge(config: Config, overrides: list[Override]) -> Config:
    merged = config.model_copy(update={"overrides": []})
    for override in overrides:
        said = {name: getattr(override, name) for name in ("select", "fail_on", "inline_suppressions")}
        merged = merged.model_copy(
            update={
                **{name: value for name, value in said.items() if value is not None},
                "ignore": [*merged.ignore, *override.ignore],
                "rules": {**merged.rules, **override.rules},
            }
        )
    return merged
