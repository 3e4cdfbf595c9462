"""`provenance ledger list|show|due|history|permits`: what the ledger knows."""

from __future__ import annotations

from typing import Any, get_args

import click

from provenance.cli import say
from provenance.cli.ledger import output
from provenance.cli.ledger.options import as_of_option, face_option, moment, opened, places
from provenance.cli.output import style, write
from provenance.errors import UsageError
from provenance.model import Report, Summary
from provenance.model.values import Verdict
from provenance.store.nouns import DueKind, Filters, Stored

_FACES = ("text", "json", "csv")
_AFTER = click.option("--after", metavar="PLACE", help="The next page: what the page before named.")
_LIMIT = click.option("--limit", type=click.IntRange(1, 500), default=50, show_default=True, help="So many rows.")


@click.command("list", epilog="Example: provenance ledger list flood --agency AP --verdict ask")
@click.argument("words", nargs=-1)
@click.option("--holder", metavar="NAME", help="Whose copyright is claimed; also under earlier names.")
@click.option("--publisher", metavar="NAME", help="Who published this copy.")
@click.option("--agency", metavar="NAME", help="Which agency, distributor or first publisher is credited.")
@click.option("--verdict", type=click.Choice(get_args(Verdict)), help="Of the latest judgement.")
@click.option("--finding", metavar="CODE", help="A finding of the latest judgement.")
@click.option("--since", metavar="DATE", help="Published on this day or later.")
@click.option("--until", metavar="DATE", help="Published on this day or earlier.")
@click.option("--in-use", is_flag=True, help="Only what we published.")
@_AFTER
@_LIMIT
@as_of_option
@places
@face_option(*_FACES)
def list_articles(
    words: tuple[str, ...],
    holder: str | None,
    publisher: str | None,
    agency: str | None,
    verdict: Verdict | None,
    finding: str | None,
    since: str | None,
    until: str | None,
    in_use: bool,
    after: str | None,
    limit: int,
    as_of: str | None,
    ledger: str | None,
    config: str | None,
    face: str,
) -> None:
    """List the articles that have all these WORDS in headline, names or address: the latest recorded first.

    With --since or --until the latest published come first.
    """
    text = " ".join(words) or None
    filters = Filters(text, holder, publisher, agency, verdict, finding, since, until, in_use)
    with opened(ledger, config) as store:
        page = store.list(filters, after=after, limit=limit, as_of=moment(as_of))
    rows = [{"entry": row.sequence, **row._asdict()} for row in page.rows]
    for row in rows:
        del row["sequence"]
    columns = ("entry", "verdict", "date_published", "publisher", "agency", "holder", "headline")
    output.rows(rows, face, columns, "No article fits.")
    if page.after:
        count = f"{page.count} fit" if page.is_counted_out else f"more than {page.count} fit"
        say(f"{count}; the next: --after {page.after}")


@click.command("show", epilog="Example: provenance ledger show https://post.example/story")
@click.argument("article")
@click.option("--verbose", is_flag=True, help="Also show notes, more facts, and what was read and not used.")
@as_of_option
@places
@face_option("text", "json")
def show(article: str, verbose: bool, as_of: str | None, ledger: str | None, config: str | None, face: str) -> None:
    """Show an article as it was read, with its latest judgement; nothing is judged anew."""
    from provenance.reporters import REPORTERS

    with opened(ledger, config) as store:
        found = store.article(article, as_of=moment(as_of))
        if found is None:
            raise UsageError(f"expected an article of the ledger, found {article!r}")
        versions = store.versions(found.sequence, as_of=moment(as_of))
    if face == "json":
        output.as_json(_plain(found))
        return
    number = [each.sequence for each in versions].index(found.sequence) + 1
    lines = [f"Entry {found.sequence}, recorded {found.recorded_at[:19]}Z: version {number} of {len(versions)}"]
    if found.redaction:
        lines.append(f"Erased ({found.redaction.what}) by {found.redaction.by}: {found.redaction.reason}")
    write("\n".join(lines) + "\n\n")
    if found.article is not None:
        write(REPORTERS["text"](_report(found), [found.article], style(verbose=verbose)))


def _report(found: Stored) -> Report:
    """The latest judgement as a report."""
    judged = found.judgement
    levels = [finding.level for finding in judged.findings] if judged else []
    return Report(
        tool_version=judged.tool_version if judged else "",
        config_digest=judged.config_digest if judged else "",
        at=judged.at if judged else found.recorded_at,
        findings=judged.findings if judged else (),
        decisions=(judged.decision,) if judged and judged.decision else (),
        summary=Summary(
            articles=1, errors=levels.count("error"), warnings=levels.count("warning"), notes=levels.count("note")
        ),
    )


def _plain(found: Stored) -> dict[str, Any]:
    judged = found.judgement
    return {
        **found._asdict(),
        "article": found.article.model_dump(mode="json") if found.article else None,
        "redaction": found.redaction._asdict() if found.redaction else None,
        "judgement": judged
        and {
            **judged._asdict(),
            "decision": judged.decision.model_dump(mode="json") if judged.decision else None,
            "findings": [finding.model_dump(mode="json") for finding in judged.findings],
        },
    }


@click.command("due", epilog="Example: provenance ledger due --within 14")
@click.option(
    "--within", type=click.IntRange(0), default=30, show_default=True, metavar="DAYS", help="Look so far ahead."
)
@click.option("--kind", type=click.Choice(get_args(DueKind)), help="Only this kind.")
@click.option("--party", metavar="NAME", help="Only what concerns this holder, publisher or agency.")
@click.option("--at", metavar="INSTANT", help="Seen from this instant; default: now.")
@_AFTER
@_LIMIT
@as_of_option
@places
@face_option(*_FACES)
def due(
    within: int,
    kind: DueKind | None,
    party: str | None,
    at: str | None,
    after: str | None,
    limit: int,
    as_of: str | None,
    ledger: str | None,
    config: str | None,
    face: str,
) -> None:
    """List what needs a hand, the earliest first.

    Embargoes lifting, windows closing, permits and terms ending; take-downs and notices owed for what we published;
    originals corrected, withdrawn or re-licensed since (see refresh); copies of ours whose duties are unmet.
    `provenance ledger done KEY` takes one off the list.
    """
    with opened(ledger, config) as store:
        page = store.due(
            moment(at), within=within, kind=kind, party=party, after=after, limit=limit, as_of=moment(as_of)
        )
    rows = [row._asdict() for row in page.rows]
    output.rows(rows, face, ("key", "instant", "kind", "headline", "text"), "Nothing needs a hand.")
    if page.after:
        say(f"there is more; the next: --after {page.after}")


@click.command("history", epilog="Example: provenance ledger history https://post.example/story")
@click.argument("article")
@as_of_option
@places
@face_option(*_FACES)
def history(article: str, as_of: str | None, ledger: str | None, config: str | None, face: str) -> None:
    """List everything that was recorded about an article and its versions, in order."""
    with opened(ledger, config) as store:
        events = store.history(article, as_of=moment(as_of))
    rows = [{"entry": event.sequence, **event._asdict()} for event in events]
    for row in rows:
        del row["sequence"]
        row["clock"] = "went back" if row["clock_went_back"] else ""
    output.rows(rows, face, ("entry", "recorded_at", "clock", "kind", "text"), "Nothing was recorded of it.")


@click.command("permits", epilog="Example: provenance ledger permits")
@as_of_option
@places
@face_option(*_FACES)
def permits(as_of: str | None, ledger: str | None, config: str | None, face: str) -> None:
    """List the permits and refusals that were recorded, those taken back too."""
    with opened(ledger, config) as store:
        found = store.permits(as_of=moment(as_of))
    rows = [
        {
            "entry": permit.sequence,
            "answer": "allowed" if permit.allow else "refused",
            "who": permit.who,
            "story": permit.row.get("story"),
            "until": permit.row.get("until"),
            "ended": permit.ended,
            "recorded_at": permit.recorded_at,
            "by": permit.by,
            "contract": permit.contract,
            "email": permit.email,
            "row": permit.row,
        }
        for permit in found
    ]
    output.rows(rows, face, ("entry", "answer", "who", "until", "ended", "story"), "No permit was recorded.")


COMMANDS = {"list": list_articles, "show": show, "due": due, "history": history, "permits": permits}
