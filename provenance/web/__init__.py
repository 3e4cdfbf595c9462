"""The desk: a local web page that answers "may we run this?" at a glance, over the ledger.

`create_app` makes it, `provenance desk` serves it. It is rendered on the server, and works without JavaScript. Flask
is loaded with the application, not at import; the extra `desk` brings it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from provenance.web.app import create_app

__all__ = ["create_app"]

_NEEDED = frozenset(("flask", "jinja2", "markupsafe", "sqlalchemy", "werkzeug"))


def __getattr__(name: str) -> object:
    """Load the application when it is first asked for.

    Raises:
        MissingExtraError: Flask or SQLAlchemy is not installed.
    """
    if name != "create_app":
        raise AttributeError(f"module 'provenance.web' has no attribute {name!r}")
    try:
        from provenance.web.app import create_app
    except ModuleNotFoundError as error:
        if (missing := (error.name or "").partition(".")[0]) not in _NEEDED:
            raise
        from provenance.errors import MissingExtraError

        raise MissingExtraError(f"the desk needs {missing}: pip install 'news-provenance[desk]'") from None
    globals()["create_app"] = create_app
    return create_app
