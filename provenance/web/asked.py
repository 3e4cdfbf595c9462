"""What an answer page is asked, as its address says it: the same address gives the same answer, and can be kept."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import NamedTuple
from urllib.parse import urlencode

from werkzeug.datastructures import MultiDict

from provenance.errors import UsageError
from provenance.web import useform
from provenance.web.intake import Editor
from provenance.web.numbers import to_number


class Asked(NamedTuple):
    """What the address of an answer asks."""

    use: useform.Told | None = None
    """None: the use of the configuration."""
    under: str | None = None
    """The terms under which an editor says that the text stands."""
    at: datetime | None = None
    """The instant of knowledge; None is now."""
    editor: Editor = Editor()
    """What the editor says of the source beyond what was said when it was read."""
    our_url: str | None = None
    """Where our own copy will stand."""
    copy: int | None = None
    """The version of our finished copy that is held against the terms."""

    def query(self) -> str:
        """The address's query; `asked` reads it back."""
        return urlencode([*useform.query(self.use), *self.besides()])

    def besides(self) -> list[tuple[str, str]]:
        """What is asked besides the use, as pairs for an address or hidden fields."""
        plain = {
            "under": self.under,
            "at": self.at.isoformat() if self.at else None,
            **self.editor._asdict(),
            "our_url": self.our_url,
            "copy": self.copy,
        }
        return [(key, str(value)) for key, value in plain.items() if value]


def asked(args: MultiDict[str, str]) -> Asked:
    """What an address asks.

    Raises:
        UsageError: the instant is none.
    """

    def one(key: str) -> str | None:
        return args.get(key, "").strip() or None

    return Asked(
        use=useform.told(args),
        under=one("under"),
        at=_instant(one("at")),
        editor=Editor(one("url"), one("publisher"), one("date")),
        our_url=one("our_url"),
        copy=args.get("copy", type=to_number),
    )


def _instant(text: str | None) -> datetime | None:
    """The instant of an address or a form; a day means its end, in UTC, so that what was known on that day counts."""
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
        if len(text) == len("2026-12-01"):
            moment = moment.replace(hour=23, minute=59, second=59)
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):  # which is an instant before the year 1 or behind 9999
        raise UsageError(f"expected a day as 2026-12-01, found {text!r}", place="at") from None
