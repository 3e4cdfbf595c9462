"""The wheel, as a stranger gets it: installed into an environment of its own, away from the checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built without isolation, so that no network is needed: hatchling is one of the tools of this project."""
    pytest.importorskip("hatchling")
    folder = tmp_path_factory.mktemp("wheel")
    pip("wheel", "--no-deps", "--no-index", "--no-build-isolation", "--wheel-dir", str(folder), str(ROOT))
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def scripts(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of commands of an environment that has the wheel, and the dependencies of this one by a path."""
    home = tmp_path_factory.mktemp("env")
    venv.create(home, with_pip=False, symlinks=os.name != "nt")
    python = home / ("Scripts" if os.name == "nt" else "bin") / "python"
    pip("--python", str(python), "install", "--no-deps", "--no-index", str(wheel))
    (site,) = home.rglob("site-packages")
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return python.parent


def pip(*args: str) -> None:
    done = subprocess.run([sys.executable, "-m", "pip", "--quiet", *args], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def run(scripts: Path, command: str, *args: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return subprocess.run([scripts / command, *args], capture_output=True, encoding="utf-8", cwd=cwd, env=environment)


def test_the_wheel_holds_the_data_and_nothing_else_of_ours(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    for folder in ("vocab", "schemas"):
        files = {str(path.relative_to(ROOT)) for path in (ROOT / folder).rglob("*") if path.is_file()}
        assert {f"provenance/_data/{name}" for name in files} <= set(names)
    assert "provenance/py.typed" in names
    assert {name.split("/")[0] for name in names if ".dist-info/" not in name} == {"provenance"}


def test_the_command_runs_from_the_wheel(scripts, tmp_path):
    where = run(scripts, "python", "-c", "import provenance; print(provenance.__file__)", cwd=tmp_path)
    assert str(scripts.parent) in where.stdout
    assert run(scripts, "provenance", "--version", cwd=tmp_path).stdout.startswith("provenance, version ")
    shutil.copy(ROOT / "examples" / "wire-story.html", tmp_path / "story.html")
    done = run(scripts, "provenance", "check", "story.html", "--fail-on", "never", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "The Associated Press" in done.stdout
    assert not [path for path in tmp_path.iterdir() if path.name != "story.html"]


def test_the_schemas_are_found_in_the_wheel(scripts, tmp_path):
    code = "from provenance.resources import schema; print(schema('report.schema.json').is_file())"
    assert run(scripts, "python", "-c", code, cwd=tmp_path).stdout == "True\n"
