"""The findings that were there when checking began: only new ones fail.

A baseline is a JSON file, `{"schema_version": "0.1", "findings": [{"fingerprint", "code", "path", "message"}, …]}`, one
finding a line, so that a change of it can be reviewed. Only the fingerprints count, and how often each stands there;
the rest is for readers.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from provenance.errors import ConfigError
from provenance.model import Finding

VERSION = "0.1"


class Baseline:
    """How many findings of each fingerprint were known, less those that were met again."""

    def __init__(self, fingerprints: Iterable[str] = ()) -> None:
        self.left = Counter(fingerprints)

    @classmethod
    def load(cls, path: str) -> Baseline:
        """Read a baseline.

        Raises:
            ConfigError: it cannot be read or is none.
        """
        try:
            document = json.loads(Path(path).read_text("utf-8"))
            if document["schema_version"] != VERSION:
                raise ConfigError(
                    f"expected a baseline of version {VERSION}, found {document['schema_version']!r}", source=path
                )
            return cls(str(row["fingerprint"]) for row in document["findings"])
        except OSError as error:
            raise ConfigError(f"cannot be read: {error.strerror}; --write-baseline writes it", source=path) from None
        except (ValueError, TypeError, KeyError) as error:
            raise ConfigError(f"expected a baseline as --write-baseline writes it: {error!r}", source=path) from None

    def split(self, findings: Iterable[Finding]) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
        """The new ones, and the known ones: each known one can be met once."""
        new, known = [], []
        for finding in findings:
            if self.left[finding.fingerprint] > 0:
                self.left[finding.fingerprint] -= 1
                known.append(finding)
            else:
                new.append(finding)
        return tuple(new), tuple(known)

    @property
    def gone(self) -> int:
        """How many known findings were not met."""
        return sum(self.left.values())


def row(finding: Finding) -> str:
    """The line of one finding."""
    said = {
        "fingerprint": finding.fingerprint,
        "code": finding.code,
        "path": finding.location.path,
        "message": finding.message,
    }
    return json.dumps(said)


HEAD, BETWEEN, TAIL = f'{{"schema_version": "{VERSION}", "findings": [\n', ",\n", "\n]}\n"
"""What stands around the lines."""
