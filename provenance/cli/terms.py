"""`provenance terms`: what is recorded, one policy whole, what is wrong with files, what changed between two."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from provenance.cli.output import style, write
from provenance.config import Config
from provenance.errors import UsageError

if TYPE_CHECKING:
    from provenance.terms.policy import Policy
    from provenance.terms.registry import Terms
    from provenance.terms.sheet import Layer, Line

FOUND = 1
_CONFIG = click.option("--config", metavar="FILE", help="Use this configuration; default: the nearest provenance.toml.")
_FACE = click.option("--format", "face", type=click.Choice(["text", "json"]), default="text", show_default=True)


@click.group("terms", epilog="Example: provenance terms show propublica")
def command() -> None:
    """List, show, check and compare recorded terms: whose they are, what they ask, how old and how sure they are."""


@command.command("list", epilog="Example: provenance terms list --party ProPublica")
@click.option("--party", metavar="NAME", help="Only what this holder grants: name, short name, host or slug.")
@_CONFIG
@_FACE
def list_terms(party: str | None, config: str | None, face: str) -> None:
    """List recorded terms: the house's own rows, then newsrooms and licences by name."""
    from provenance.reporters.terms import table
    from provenance.terms.table import rows

    policies = sorted(_recorded(config).all(), key=lambda policy: not policy.assigners)
    found = list(rows(policies, party=party))
    if face == "json":
        _write_json([row._asdict() for row in found])
    else:
        write(table(found, style()))


@command.command("show", epilog="Example: provenance terms show propublica --format turtle")
@click.argument("name", metavar="NAME|FILE")
@_CONFIG
@click.option(
    "--format", "face", type=click.Choice(["text", "json", "turtle", "jsonld"]), default="text", show_default=True
)
def show(name: str, config: str | None, face: str) -> None:
    """Show one policy for an editor: what may be done, what is forbidden, disputed, to do, owed after.

    What it inherits stands under it, with what it waives marked. turtle and jsonld write the policy alone, in ODRL 2.2.
    """
    from provenance.reporters.terms import sheet
    from provenance.terms.sheet import layers
    from provenance.terms.writing import to_jsonld, to_turtle

    recorded = _recorded(config)
    policies = _named(name, recorded)
    if face in ("turtle", "jsonld"):
        write((to_turtle if face == "turtle" else to_jsonld)(policies), encoding="utf-8")
        return
    given = {policy.id: policy for policy in policies}
    sheets = [layers(policy, lambda id: given.get(id) or recorded.get(id)) for policy in policies]
    if face == "json":
        _write_json([[_layer(layer) for layer in each] for each in sheets])
    else:
        write("\n".join(sheet(each, style()) for each in sheets))


@command.command("check", epilog="Example: provenance terms check our-terms.ttl --at 2026-12-01")
@click.argument("files", metavar="FILE...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--at", metavar="INSTANT", help="Readings are stale as of this instant (ISO 8601); default: now.")
@_CONFIG
@_FACE
@click.option("--verbose", is_flag=True, help="Also show notes.")
@click.pass_context
def check(
    ctx: click.Context, files: tuple[Path, ...], at: str | None, config: str | None, face: str, verbose: bool
) -> None:
    """Find what is wrong with files of terms; without FILE, with everything that is recorded.

    Exit code 1 if there is an error: a policy that says something else than it means, or nothing.
    """
    from provenance.cli.told import instant
    from provenance.reporters.terms import problems
    from provenance.resources import vocab
    from provenance.terms.lint import lint
    from provenance.terms.rdf import read_file

    folder = vocab("terms")
    documents = {path: read_file(path) for path in files or map(_from_here, sorted(folder.glob("*.ttl")))}
    found = lint(documents, _recorded(config), at=instant(at), folder=folder)
    if face == "json":
        _write_json([problem._asdict() for problem in found])
    else:
        write(problems(found, len(documents), style(verbose=verbose)))
    if any(problem.level == "error" for problem in found):
        ctx.exit(FOUND)


@command.command("diff", epilog="Example: provenance terms diff conversation-us conversation-uk")
@click.argument("before", metavar="NAME|FILE")
@click.argument("after", metavar="NAME|FILE")
@_CONFIG
@_FACE
def diff(before: str, after: str, config: str | None, face: str) -> None:
    """Say what became stricter, milder, new or gone from one policy to another.

    Two files are compared policy by policy, by their names.
    """
    from provenance.reporters.terms import changes
    from provenance.terms.compare import compare

    recorded = _recorded(config)
    sides = [{policy.id: policy for policy in _named(name, recorded)} for name in (before, after)]
    pairs = _pairs(sides[0], sides[1], before, after)

    def found(one: Policy, other: Policy) -> Any:
        lookups = [lambda id, side=side: side.get(id) or recorded.get(id) for side in sides]
        return compare(one, other, *lookups)

    if face == "json":
        rows = [(one.id, other.id, found(one, other)) for one, other in pairs]
        _write_json([{"before": a, "after": b, "changes": [change._asdict() for change in c]} for a, b, c in rows])
        return
    told = (changes(found(one, other), *_titles(one, other), style()) for one, other in pairs)
    write("\n".join(told))


def _from_here(path: Path) -> Path:
    """The path from the working directory, where it lies below it."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def _recorded(config: str | None) -> Terms:
    from provenance.terms.house import terms_of

    return terms_of(Config.load(config))


def _named(name: str, recorded: Terms) -> list[Policy]:
    """The policy of that name, or those of a file.

    Raises:
        UsageError: there is neither.
        TermsError: the file cannot be read.
    """
    from provenance.terms.loading import load_policies
    from provenance.terms.rdf import FORMATS, read_file

    found = recorded.get(name)
    if found is not None:
        return [found]
    path = Path(name)
    if path.suffix.lower() not in FORMATS and not path.exists():
        raise UsageError(f"expected the name of recorded terms or a file, found {name!r}; see `provenance terms list`")
    policies = list(load_policies(read_file(path)).values())
    if not policies:
        raise UsageError("expected a policy of ODRL 2.2, found none", source=name)
    return policies


def _pairs(old: dict[str, Policy], new: dict[str, Policy], before: str, after: str) -> list[tuple[Policy, Policy]]:
    """What to compare with what: the only one of each side, or those of the same name.

    Raises:
        UsageError: there are several, and no two have one name.
    """
    if len(old) == len(new) == 1:
        return [(*old.values(), *new.values())]  # type: ignore[list-item]  # of one each
    pairs = [(old[id], new[id]) for id in old if id in new]
    if not pairs:
        raise UsageError(f"{before} and {after} hold several policies, and no two of the same name")
    return pairs


def _titles(one: Policy, other: Policy) -> tuple[str, str]:
    """How to call the two sides: by title, and by name where the titles are the same."""
    if one.title != other.title:
        return one.title, other.title
    return _dated(one), _dated(other)


def _dated(policy: Policy) -> str:
    from provenance.terms.table import short_id

    day = policy.valid_from or policy.evidence.date_read or "undated"
    return f"{policy.title} ({short_id(policy.id)}, {day})"


def _layer(layer: Layer) -> dict[str, Any]:
    from provenance.terms.table import row

    return {**row(layer.policy)._asdict(), "targets": layer.targets, "lines": [_line(line) for line in layer.lines]}


def _line(line: Line) -> dict[str, Any]:
    return {**line._asdict(), "evidence": line.evidence._asdict()}


def _write_json(data: Any) -> None:
    write(json.dumps(data, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
