"""The JSON Schemas of the record and the report, made from the models: `python -m provenance.schemas` writes them.

The files in `schemas/` are checked in, so that people who never read Python have them; a test fails when they differ
from what the models say. They follow JSON Schema 2020-12. Their `$id` is a name: nothing fetches it.
"""

from __future__ import annotations

import ast
import inspect
import json
from itertools import pairwise
from pathlib import Path
from typing import Any

from provenance import model
from provenance.model.noun import Noun
from provenance.resources import data_root

BASE = "https://w3id.org/news-provenance/schemas/"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
MODELS: dict[str, type[Noun]] = {"article": model.Article, "report": model.Report}


def build(name: str) -> dict[str, Any]:
    """The schema of one of `MODELS`, as plain data; its descriptions are the docstrings of nouns and fields."""
    root = MODELS[name]
    body = root.model_json_schema(mode="serialization")
    _drop_titles(body)
    for noun in (getattr(model, name) for name in model.__all__):
        node = body if noun is root else body.get("$defs", {}).get(noun.__name__, {})
        for field, text in _field_docs(noun).items():
            if field in node.get("properties", {}):
                node["properties"][field]["description"] = text
    return {"$schema": DIALECT, "$id": f"{BASE}{name}.schema.json", "title": root.__name__, **body}


def render(name: str) -> str:
    """The text of the schema file, ending in a line feed."""
    return json.dumps(build(name), indent=2, ensure_ascii=False) + "\n"


def write(folder: Path | None = None) -> list[Path]:
    """Write every schema into `folder` (default: the project's `schemas/`); returns the paths."""
    folder = folder or data_root() / "schemas"
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name in MODELS:
        path = folder / f"{name}.schema.json"
        path.write_text(render(name), encoding="utf-8")
        paths.append(path)
    return paths


def _drop_titles(node: Any) -> None:
    """Drop pydantic's titles, which only repeat the keys. In place."""
    if isinstance(node, dict):
        if isinstance(node.get("title"), str):
            del node["title"]
        for child in node.values():
            _drop_titles(child)
    elif isinstance(node, list):
        for child in node:
            _drop_titles(child)


def _field_docs(noun: type[Noun]) -> dict[str, str]:
    """Field → the string that stands right under it in the class, also where the field is inherited."""
    docs: dict[str, str] = {}
    for base in reversed(noun.__mro__):
        if not issubclass(base, Noun) or base is Noun:
            continue
        (definition,) = ast.parse(inspect.getsource(base)).body
        assert isinstance(definition, ast.ClassDef)  # noqa: S101 - getsource of a class is a class
        for field, below in pairwise(definition.body):
            match field, below:
                case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(text))):
                    docs[name] = inspect.cleandoc(text)
    return docs


if __name__ == "__main__":
    write()
