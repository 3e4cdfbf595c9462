"""A desk over a fresh ledger, and a browser's part of it without a browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("flask", reason="the desk needs Flask: pip install 'news-provenance[desk]'")

from flask import Flask
from werkzeug.test import TestResponse

from provenance.config import Config
from provenance.store import Ledger
from provenance.web import create_app

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "ledger.sqlite3") as opened:
        yield opened


@pytest.fixture
def app(ledger: Ledger) -> Flask:
    return create_app(ledger, Config())


class Browser:
    """Asks a desk as a browser of it would: forms carry their word, redirects are followed."""

    def __init__(self, app: Flask) -> None:
        self.client = app.test_client()

    @property
    def word(self) -> str:
        found = re.search(r'name="csrf" value="([^"]+)"', self.client.get("/").text)
        assert found
        return found[1]

    def get(self, path: str, **kwargs: object) -> TestResponse:
        return self.client.get(path, **kwargs)

    def post(self, path: str, follow: bool = True, **fields: object) -> TestResponse:
        return self.client.post(path, data={"csrf": self.word, **fields}, follow_redirects=follow)

    def read(self, source: str, **fields: object) -> str:
        """The address of the answer for a pasted source."""
        answer = self.post("/read", follow=False, source=source, **fields)
        assert answer.status_code == 303, answer.text
        return answer.headers["Location"]

    def example(self, file: str, **fields: object) -> str:
        return self.read((EXAMPLES / file).read_text("utf-8"), **fields)


@pytest.fixture
def browser(app: Flask) -> Browser:
    return Browser(app)
