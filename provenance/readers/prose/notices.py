"""Copyright notices by where they stand: of the text, of a picture, of the site."""

from __future__ import annotations

from provenance.language.agencies import registry
from provenance.language.lexicon import lexicon
from provenance.language.names import evident, fold, looks_like_organisation
from provenance.language.notices import Notice, find_notices
from provenance.readers.lines import Line, Story
from provenance.readers.raw import MAX_IN_LINE, Raw, organisation, person


def read_notices(line: Line, story: Story, raw: Raw) -> None:
    """Emit the notices of a line, with the scope that its zone gives them."""
    for notice in find_notices(line.text, line.low)[:MAX_IN_LINE]:
        furniture = line.zone == "furniture"
        caption = line.kind == "caption" or (not furniture and _is_picture_credit(notice, line))
        where = story.place(line, notice.start, notice.text)
        scope = "asset" if caption else "site" if furniture else "article"
        basis = "default" if furniture else "stated"
        voice = "site_template" if furniture else "unattributed"
        said = {"basis": basis, "scope": scope, "voice": voice, "origin": where}
        raw.say("copyright_notice", notice.text, "copyright_line", as_read=notice.text, **said)  # type: ignore[arg-type]
        for year in notice.years:
            raw.say("copyright_year", year, "copyright_line", as_read=str(year), **said)  # type: ignore[arg-type]
        if notice.holder:
            raw.say("copyright_holder", _holder(notice.holder), "copyright_line", as_read=notice.holder, **said)  # type: ignore[arg-type]


def _is_picture_credit(notice: Notice, line: Line) -> bool:
    """`© Agency` without a year stands under a picture, until it closes the text; a photo agency always does."""
    if notice.holder and any(fold(notice.holder).startswith(supplier) for supplier in lexicon().photo_suppliers):
        return True
    if notice.years or "rights reserved" in line.low:
        return False
    agency = registry().named(notice.holder or "", slot=True)
    return "/" in (notice.holder or "") or not (
        line.zone == "tail" or (agency and agency.kind == "newsAgency" and "dpa:" in line.low)
    )


def _holder(name: str) -> dict[str, object]:
    agency = registry().named(name, slot=True)
    if not agency and not looks_like_organisation(name) and evident(name):
        return person(name)
    return organisation(name, agency)
