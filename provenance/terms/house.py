"""The terms of one house: those that are recorded for everybody, and what its configuration adds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from provenance.config import Config
from provenance.errors import ConfigError, UsageError
from provenance.terms.policy import Policy
from provenance.terms.registry import Terms, recorded_terms
from provenance.terms.use import DEFAULT_USE, parse_use

_known: dict[tuple[str, str | None], Terms] = {}


def terms_of(config: Config) -> Terms:
    """Recorded terms with the contracts, permits, own terms and ODRL files of a configuration; read once for each.

    Raises:
        ConfigError: a row has an unknown key or a value of the wrong kind, or a pattern of files finds none.
        TermsError: a file cannot be read as RDF.
    """
    if not (config.contracts or config.permits or config.terms or config.policies):
        return recorded_terms()
    key = config.digest, config.source
    if key not in _known:
        _known[key] = Terms(_own(config))
    return _known[key]


def use_of(config: Config) -> Mapping[str, Any]:
    """The facts that hold where a use is silent: the configuration's over the general ones.

    Raises:
        ConfigError: the table `use` has an unknown key or word.
    """
    if not config.use:
        return DEFAULT_USE
    try:
        parse_use(config.use)
    except UsageError as error:
        raise ConfigError(error.message, source=config.source, place=error.place) from None
    return MappingProxyType({**DEFAULT_USE, **config.use})


def _own(config: Config) -> Iterator[Policy]:
    from provenance.terms.rows import contract, own_terms, permit

    for rows, read in ((config.contracts, contract), (config.permits, permit), (config.terms, own_terms)):
        for number, row in enumerate(rows, 1):
            yield read(row, number, config.source)
    if config.policies:
        yield from _files(config)


def _files(config: Config) -> Iterator[Policy]:
    from provenance.terms.loading import load_policies
    from provenance.terms.rdf import read_file

    folder = Path(config.source).parent if config.source else Path()
    for pattern in config.policies:
        found = sorted(folder.glob(pattern)) if not Path(pattern).is_absolute() else [Path(pattern)]
        if not found:
            raise ConfigError(f"no file matches {pattern!r}", source=config.source, place="policies")
        for path in found:
            yield from load_policies(read_file(path)).values()
