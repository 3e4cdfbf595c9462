"""What a page loads: the holder's counter, its logo, and the credits of pictures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from provenance.hosts import host_of, path_of
from provenance.terms.compliance.addresses import is_at
from provenance.terms.compliance.case import Case, Look, cut
from provenance.terms.compliance.copy import Copy, Embed
from provenance.terms.compliance.lexicon import words
from provenance.terms.compliance.sentences import plain
from provenance.terms.policy import Duty

_SLOT = re.compile(r"\\?\{\w+\\?\}")
_COUNTERS = frozenset(("img", "amp-img", "amp-pixel", "script", "iframe", "amp-iframe", "object", "embed", "input"))
_PICTURES = frozenset(("img", "amp-img", "source", "svg", "object"))
_CLASSED = re.compile(r"<(?!img|svg)[a-z]+[^>]{0,300}?class\s*=\s*[\"']?([^\"'>]{3,200})", re.IGNORECASE)
_SIZED = re.compile(r"(?:[-_@](?:\d{2,4}x\d{2,4}|\d{2,4}w|\dx|scaled|large|medium|small))+$|-e\d{6,}$", re.IGNORECASE)


def check_tracker(duty: Duty, case: Case) -> Look:
    """`synd:keepTracker`: something that the page loads has one of the fingerprints; other counters don't count."""
    if not case.copy.is_page:
        return Look("cant_tell", "a plain text loads nothing")
    if not duty.fingerprints:
        return _unrecorded(case)
    idle: Embed | None = None
    for embed in case.copy.embeds:
        if is_tracker(embed, (duty,)):
            if not embed.is_idle:
                return Look("met", f"line {embed.number}: {embed.tag} {_first(embed, duty.fingerprints)}", embed.number)
            idle = embed
    if idle:
        return Look("unmet", f"line {idle.number}: only inside <noscript>, where browsers do not load it", idle.number)
    for text, number in case.copy.scripts:
        if _has(_without_comments(text), duty.fingerprints):
            return Look("met", f"line {number}: a script in the page loads {duty.fingerprints[0]}", number)
    literal = next((found for f in duty.fingerprints if (found := case.copy.number_of(_SLOT.split(f)[0]))), None)
    if literal:
        return Look("unmet", f"line {literal}: it stands there, but nothing loads it", literal)
    return Look("unmet", f"not found among what the page loads{_others(case)}")


def check_logo(duty: Duty, case: Case) -> Look:
    """`synd:keepLogo`: a picture that names the holder, by its text, its file or its title, and is no photo."""
    if not case.copy.is_page:
        return Look("cant_tell", "a plain text shows no picture")
    if not case.names:
        return Look("cant_tell", "whose logo it must be is not known")
    logos = [embed for embed in case.copy.embeds if is_logo(embed, case)]
    shown = next((embed for embed in logos if embed.where == "story"), None)
    if shown:
        return Look("met", f"line {shown.number}: {shown.tag} {_label(shown)}", shown.number)
    if logos:
        place = "in the footer of the page" if logos[0].where == "footer" else "with other stories"
        return Look("cant_tell", f"line {logos[0].number}: the logo stands {place}", logos[0].number)
    styled = _styled(case)
    if styled:
        return Look("cant_tell", f"line {styled}: an element is named so, and a style sheet may draw the logo", styled)
    return Look("unmet", f"no picture that names {case.holder}")


def check_image_credits(duty: Duty, case: Case) -> Look:
    """`synd:keepImageCredits`: each picture of the original that the copy shows still has its credit."""
    if not case.copy.is_page:
        return Look("cant_tell", "a plain text shows no picture")
    shown = story_pictures(case.copy)
    pictures = [embed for embed in shown if not is_logo(embed, case) and not is_tracker(embed, case.duties)]
    if not pictures:
        return Look("met", "no picture is shown")
    credits = {} if case.is_own_word else {file_of(a.url): a.credit for a in case.article.assets if a.url and a.credit}
    doubtful: Embed | None = None
    for embed in pictures:
        credit = next((credits[file] for url in embed.addresses if (file := file_of(url)) in credits), None)
        if credit is None:
            doubtful = doubtful or (None if embed.caption and not case.is_own_word else embed)
        elif f" {plain(credit)} " not in f" {plain(embed.caption)} " and not _credited_near(case, credit, embed):
            return Look("unmet", f"line {embed.number}: the picture lacks its credit, “{cut(credit)}”", embed.number)
    if doubtful and not _has_credit(case.copy, doubtful):
        where = f"line {doubtful.number}: a picture without a credit, and whose it is is not known"
        return Look("cant_tell", where, doubtful.number)
    return Look(
        "met", f"{len(pictures)} {'picture has its credit' if len(pictures) == 1 else 'pictures have their credits'}"
    )


def story_pictures(copy: Copy) -> Iterator[Embed]:
    """The photos and drawings of the story: no counters, icons or portraits."""
    for embed in copy.embeds:
        small = any(side is not None and side < 100 for side in embed.size)
        if (
            embed.tag in ("img", "amp-img")
            and embed.where == "story"
            and not embed.is_idle
            and not small
            and embed.addresses
        ):
            yield embed


def is_tracker(embed: Embed, duties: Iterable[Duty]) -> bool:
    """Whether something that is loaded is a counter that one of the duties asks for."""
    fingerprints = [each for duty in duties for one in (duty, *duty.options) for each in one.fingerprints]
    return any(_has(url, fingerprints) for url in embed.addresses)


def is_logo(embed: Embed, case: Case) -> bool:
    """Whether a picture is the holder's logo: it names the holder, and calls itself a logo or says nothing else."""
    if embed.is_tiny or (embed.tag not in _PICTURES and not embed.addresses) or embed.tag in ("script", "iframe"):
        return False
    files = [path_of(url).rpartition("/")[2].rpartition(".")[0] or url for url in embed.addresses]
    named = [text for text in (*embed.words, *files, embed.names) if names_holder(text, case)]
    if not named:
        return False
    said = " ".join(plain(text) for text in (*embed.words, *files, embed.names)).split()
    if not words("logo").isdisjoint(said):
        return True
    return any(_only_names(text, case) for text in named)


def names_holder(text: str, case: Case) -> bool:
    """Whether a text names the holder, in words or squeezed into one as file names have it."""
    spaced, squeezed = f" {plain(text)} ", plain(text).replace(" ", "")
    if any(f" {plain(name)} " in spaced or (len(name) > 5 and _squeezed(name) in squeezed) for name in case.names):
        return True
    return any(f" {name.casefold()} " in spaced for name in case.short_names)


def file_of(url: str) -> str:
    """The name of a picture's file without the size that content systems add to it."""
    name = path_of(url).rpartition("/")[2]
    return _SIZED.sub("", name.rpartition(".")[0] or name).lower()


def _only_names(text: str, case: Case) -> bool:
    squeezed = plain(text).replace(" ", "")
    return any(squeezed == _squeezed(name) for name in (*case.names, *case.short_names))


def _squeezed(name: str) -> str:
    return plain(name).replace(" ", "")


def _styled(case: Case) -> int | None:
    """The line of an element whose class is the holder's logo, for a style sheet elsewhere to draw."""
    for match in re.finditer(
        r"<(?!img|svg)[a-z]+[^>]{0,300}?class\s*=\s*[\"']?([^\"'>]{3,200})", case.copy.source, re.I
    ):
        said = plain(match[1])
        if not words("logo").isdisjoint(said.split()) and names_holder(match[1], case):
            return case.copy.source.count("\n", 0, match.start()) + 1
    return None


def _has(url: str, fingerprints: Iterable[str]) -> bool:
    low = url.lower()
    return any(
        re.search(_SLOT.sub("[^/?&]+", re.escape(fingerprint.lower())), low) is not None for fingerprint in fingerprints
    )


def _first(embed: Embed, fingerprints: Iterable[str]) -> str:
    return next(url for url in embed.addresses if _has(url, fingerprints))


def _without_comments(script: str) -> str:
    return re.sub(r"/\*.*?\*/|(?m:^\s*//.*$)", "", script, flags=re.DOTALL)


def _unrecorded(case: Case) -> Look:
    """A counter whose looks the terms do not record: perhaps one that lies at the holder's."""
    tiny = [embed for embed in case.copy.embeds if embed.tag in _COUNTERS and (embed.is_tiny or embed.tag == "script")]
    own = next((e for e in tiny if any(is_at(url, case.hosts) for url in e.addresses)), None)
    if own:
        return Look("met", f"line {own.number}: {own.tag} {own.addresses[0]}", own.number)
    if not any(host_of(url) for embed in tiny for url in embed.addresses) and not case.copy.scripts:
        return Look("unmet", "the page loads no counter at all")
    return Look("cant_tell", f"the terms do not record what the counter looks like{_others(case)}")


def _others(case: Case) -> str:
    """Whose counters the page has, for people: those of ads and statistics are not the one."""
    hosts = dict.fromkeys(host_of(url) for e in case.copy.embeds if e.is_tiny for url in e.addresses if host_of(url))
    return f"; the counters there are of {', '.join(hosts)}" if hosts else ""


def _label(embed: Embed) -> str:
    return f"“{embed.words[0]}”" if embed.words else embed.addresses[0] if embed.addresses else ""


def _credited_near(case: Case, credit: str, embed: Embed) -> bool:
    """Whether a caption right below the picture has the credit: themes without `<figure>` put it there."""
    wanted = f" {plain(credit)} "
    return any(
        wanted in f" {plain(line.text)} "
        for line in case.copy.lines
        if line.number and embed.number and embed.number <= line.number <= embed.number + 6
    )


def _has_credit(copy: Copy, embed: Embed) -> bool:
    return any(a.credit for a in copy.article.assets if a.url and file_of(a.url) in map(file_of, embed.addresses))
