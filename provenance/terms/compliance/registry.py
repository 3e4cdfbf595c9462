"""Which check answers which duty: every action of the profile, and those of ODRL and ccREL that mean the same."""

from __future__ import annotations

from collections.abc import Callable

from provenance.terms.compliance.access import check_donations, check_paywall, unseen
from provenance.terms.compliance.byline import check_affiliation, check_byline
from provenance.terms.compliance.case import Case, Look
from provenance.terms.compliance.credit import check_credit, check_tagline
from provenance.terms.compliance.edits import check_note
from provenance.terms.compliance.head import check_canonical, check_noindex
from provenance.terms.compliance.licence import check_license, check_notice, check_share_alike
from provenance.terms.compliance.links import check_link, check_links
from provenance.terms.compliance.media import check_image_credits, check_logo, check_tracker
from provenance.terms.compliance.timing import check_take_down
from provenance.terms.policy import Duty

Check = Callable[[Duty, Case], Look]

_CC = "http://creativecommons.org/ns#"

CHECKS: dict[str, Check] = {
    "synd:credit": check_credit,
    "synd:keepByline": check_byline,
    "synd:keepAffiliation": check_affiliation,
    "synd:linkOriginal": check_link,
    "synd:keepLinks": check_links,
    "synd:setCanonical": check_canonical,
    "synd:setNoindex": check_noindex,
    "synd:keepTracker": check_tracker,
    "synd:keepLogo": check_logo,
    "synd:keepTagline": check_tagline,
    "synd:keepImageCredits": check_image_credits,
    "synd:noteEdits": check_note,
    "synd:indicateChanges": check_note,
    "synd:shareAlike": check_share_alike,
    "synd:linkLicense": check_license,
    "synd:keepNotice": check_notice,
    "synd:disablePaywall": check_paywall,
    "synd:noDonationAppeal": check_donations,
    "synd:takeDown": check_take_down,
    "synd:noTechnicalLock": unseen,
    "synd:noSearchFarm": unseen,
    "synd:tagSocial": unseen,
    "synd:notify": unseen,
    "synd:updateOnCorrection": unseen,
    "synd:takeDownOnRequest": unseen,
    "synd:shareFigures": unseen,
    "synd:observe": unseen,
    "odrl:attribute": check_credit,
    "odrl:includeLicense": check_license,
    "odrl:acceptTracking": check_tracker,
    "odrl:delete": check_take_down,
    "odrl:compensate": unseen,
    "odrl:obtainConsent": unseen,
    "odrl:inform": unseen,
    "odrl:nextPolicy": unseen,
    "odrl:reviewPolicy": unseen,
    f"{_CC}Attribution": check_credit,
    f"{_CC}Notice": check_notice,
    f"{_CC}ShareAlike": check_share_alike,
}


def look(duty: Duty, case: Case) -> Look:
    """What came of one duty; of a choice, what came of its options: one that is met is enough.

    An action that nobody here knows can't be told, never met.
    """
    if duty.options:
        return _choice([look(option, case) for option in duty.options])
    check = CHECKS.get(duty.action)
    return check(duty, case) if check else Look("cant_tell", "what it asks for is not known here")


def _choice(looks: list[Look]) -> Look:
    met = next((each for each in looks if each.state == "met"), None)
    if met:
        return met
    told = "; ".join(each.where for each in looks)
    open_one = next((each for each in looks if each.state != "unmet"), None)
    if open_one:
        return Look("cant_tell", told, open_one.number)
    return Look("unmet", f"none of them: {told}", next((each.number for each in looks if each.number), None))
