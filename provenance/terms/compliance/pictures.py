"""Pictures that the grant does not cover: the copy shows one of the original's, and its terms leave pictures out."""

from __future__ import annotations

from collections.abc import Iterator

from provenance.model import Asset
from provenance.terms.compliance.addresses import is_at
from provenance.terms.compliance.case import Case, cut
from provenance.terms.compliance.copy import Embed
from provenance.terms.compliance.media import file_of, is_logo, is_tracker, names_holder, story_pictures
from provenance.terms.compliance.result import Breach
from provenance.terms.compliance.sentences import plain
from provenance.terms.evaluate import evaluate
from provenance.terms.grants import Grant
from provenance.terms.situation import Situation

_COVERED = frozenset(("allowed", "conditional"))


def uncovered_pictures(case: Case, grant: Grant) -> Iterator[Breach]:
    """Each picture of the original, or of its holder, that the copy shows without a grant that covers it.

    The terms themselves are asked, picture by picture: a grant for texts only does not reach it, a prohibition hits it,
    or somebody must be asked first.
    """
    for embed in story_pictures(case.copy):
        if is_logo(embed, case) or is_tracker(embed, case.duties):
            continue
        asset = _asset_of(case, embed)
        if asset is None:
            continue
        situation = Situation(
            case.article, case.use, (case.at, case.at), case.at, part=asset.id, party=case.party, asset=asset
        )
        outcome = evaluate(grant, situation)
        if outcome.verdict in _COVERED:
            continue
        is_sure = outcome.verdict in (None, "denied")
        what = f"The picture {asset.url or embed.addresses[0]}"
        says = "is not covered by the terms" if is_sure else "may not be covered by the terms"
        credit = f" (“{cut(asset.credit)}”)" if asset.credit else ""
        yield Breach(
            "image", f"{what}{credit} {says}: {outcome.why}", is_sure, embed.number, file_of(embed.addresses[0])
        )


def _asset_of(case: Case, embed: Embed) -> Asset | None:
    """The picture as an asset of the original: by its file, its credit, its place; None if it is another's."""
    caption = f" {plain(embed.caption)} "
    if not case.is_own_word:
        files = {file_of(url) for url in embed.addresses}
        for asset in case.article.assets:
            if asset.url and file_of(asset.url) in files:
                return asset
            if asset.credit and f" {plain(asset.credit)} " in caption:
                return asset
    is_theirs = any(is_at(url, case.hosts) for url in embed.addresses)
    if is_theirs or (embed.caption and names_holder(embed.caption, case)):
        shown = next((a for a in case.copy.article.assets if a.url in embed.addresses), None)
        return shown or Asset(id="asset-0", url=embed.addresses[0], caption=embed.caption or None, line=embed.number)
    return None
