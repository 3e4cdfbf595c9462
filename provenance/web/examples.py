"""The examples that the start page offers: invented stories in the shapes that real ones come in."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from provenance.resources import data_root


class Example(NamedTuple):
    """A file of `examples/`, and in one sentence what to look at."""

    name: str
    file: str
    title: str
    text: str

    @property
    def path(self) -> Path:
        """Where it lies, in a checkout and in a wheel."""
        return data_root() / "examples" / self.file


_ALL = (
    Example("pasted", "pasted-story.txt", "Pasted text", "A foundation’s story with an empty byline and no credit."),
    Example("wire", "wire-story.html", "Wire story", "An agency’s notice on a page whose markup names the site."),
    Example("licensed", "licensed-story.html", "Licensed story", "Republished under a Creative Commons licence."),
    Example("press", "press-release.html", "Press release", "The distributor and the company are not the site."),
    Example("german", "agenturmeldung.html", "German wire copy", "An agency in the dateline, and no human author."),
    Example("own", "own-story.html", "Own story", "A site’s own story; nothing is missing."),
)


def all_of() -> tuple[Example, ...]:
    """The examples that this installation has."""
    return tuple(example for example in _ALL if example.path.is_file())


def find(name: str) -> Example | None:
    """The example of that name."""
    return next((example for example in all_of() if example.name == name), None)
