"""A field about rights is there, and its form keeps it from being understood.

## What it checks
Embargoes and dates of expiry that are no dates, a status out of no list, restrictions that neither allow nor deny,
licences without an address, notices that stand several times where one is allowed, rights that are both linked and
encoded, or that are said of a part that is not there.

## Why it matters
The supplier wanted to say something about what may be done with the story, and it is lost. An embargo that no machine
can read is broken by a machine.

## Example
`<embargoed>next Monday</embargoed>`; `<media:restriction type="country">de at</media:restriction>`, which does not
say whether it allows or denies.

## Fix
Write the value as the message shows, and ask the supplier until then.

## References
- https://iptc.org/std/NewsML-G2/specification/
- https://www.rssboard.org/media-rss
- https://www.rfc-editor.org/rfc/rfc4287#section-4.2.10
- https://www.rfc-editor.org/rfc/rfc4946
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.model import Article
from provenance.model.values import Level
from provenance.rules.context import Context, Hit
from provenance.rules.forms import FAULTS, hits

CODE = "FMT006"
NAME = "malformed-rights-field"
LEVEL: Level = "error"
NEEDS = FAULTS


def check(article: Article, context: Context) -> Iterator[Hit]:
    """One hit for each such fault."""
    yield from hits(context, "rights", "Write the value as the format asks; until then, ask the supplier.")
