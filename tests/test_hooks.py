"""What CI systems run is run here: the commands are taken out of their files."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from junitparser import JUnitXml
from ruamel.yaml import YAML

from provenance.config import Config
from provenance.rules import RuleSet
from tests.batch.conftest import page

ROOT = Path(__file__).resolve().parent.parent
pytestmark = pytest.mark.skipif(not (ROOT / "action.yml").is_file(), reason="not a checkout")


def load(name: str) -> Any:
    return YAML(typ="safe").load(ROOT / name)


def bash(script: str, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    """Run as the systems do: bash, ending at the first error, with the command where an installation puts it."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "-eo", "pipefail", "-c", script],
        cwd=cwd,
        env={**os.environ, "PATH": path, **env},
        capture_output=True,
        text=True,
    )


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder with a good page, and one without an author."""
    (tmp_path / "public").mkdir()
    (tmp_path / "public" / "a.html").write_text(page(), encoding="utf-8")
    (tmp_path / "public" / "b c.html").write_text(page(), encoding="utf-8")
    (tmp_path / "provenance.toml").write_text('fail_on = "warning"\n', encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("file", "schema"), [("action.yml", "vendor.github-actions"), ("examples/gitlab-ci.yml", "vendor.gitlab-ci")]
)
def test_the_file_is_what_its_system_takes(file, schema):
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(ROOT / file)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_the_pre_commit_hook(site):
    (hook,) = load(".pre-commit-hooks.yaml")
    assert {"id", "name", "entry", "language"} <= set(hook)
    files = ["public/a.html", "public/b c.html"]
    done = bash(f"{hook['entry']} {shlex.join(files)}", site)
    assert done.returncode == 1
    assert all(file in done.stdout for file in files)


ACTION = {
    step.get("id", step.get("name")): step
    for step in (load("action.yml")["runs"]["steps"] if (ROOT / "action.yml").is_file() else ())
}


def act(site: Path, **inputs: str) -> tuple[subprocess.CompletedProcess[str], dict[str, str], str]:
    """Run the step that validates, as the runner does; its outputs, and the page of the job."""
    defaults = {name: row.get("default", "") for name, row in load("action.yml")["inputs"].items()}
    given = {**defaults, **inputs}
    told = ACTION["validate"]["env"].items()
    env = {name: given[value.removeprefix("${{ inputs.").removesuffix(" }}")] for name, value in told}
    output, summary = site / ".output", site / ".summary"
    output.write_text("")
    summary.write_text("")
    done = bash(ACTION["validate"]["run"], site, **env, GITHUB_OUTPUT=str(output), GITHUB_STEP_SUMMARY=str(summary))
    return done, dict(line.split("=", 1) for line in output.read_text().splitlines()), summary.read_text()


def test_the_action_fails_and_leaves_sarif_and_a_page(site):
    done, outputs, summary = act(site, sources="public\n")
    assert done.returncode == 1, done.stderr
    assert "::warning file=public/a.html,line=6,col=19,title=ATT003 byline-empty::" in done.stdout
    results = json.loads((site / outputs["sarif"]).read_text())["runs"][0]["results"]
    uris = {each["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for each in results}
    assert uris == {"public/a.html", "public/b%20c.html"}
    assert summary.startswith("## Provenance: failed")


def test_the_action_uploads_although_the_check_failed():
    condition = ACTION["Upload"]["if"]
    assert "always()" in condition
    assert "steps.validate.outputs.sarif" in condition
    assert ACTION["Upload"]["with"]["sarif_file"] == "${{ steps.validate.outputs.sarif }}"


def test_the_actions_inputs_are_data_and_never_shell(site):
    done, outputs, _ = act(site, sources="public/a.html\npublic/b c.html\n$(touch owned)", args="--fail-on=never")
    assert done.returncode == 2  # the third cannot be read
    assert outputs["sarif"]
    assert not (site / "owned").exists()
    done, outputs, _ = act(site, sources="public", args="--no-such-option")
    assert done.returncode == 2
    assert outputs == {}
    for step in ACTION.values():
        assert "${{" not in step.get("run", "")


def test_the_gitlab_job(site):
    job = load("examples/gitlab-ci.yml")["provenance"]
    name = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["name"]
    assert job["before_script"] == [f"pip install {name}"]
    done = bash("\n".join(job["script"]), site)
    assert done.returncode == 1
    assert job["artifacts"]["when"] == "always"
    reports = job["artifacts"]["reports"]
    assert json.loads((site / reports["codequality"]).read_text())
    assert sum(suite.tests for suite in JUnitXml.fromfile(str(site / reports["junit"]))) == 2


@pytest.mark.parametrize("file", [".pre-commit-hooks.yaml", "action.yml", "examples/gitlab-ci.yml"])
def test_the_readme_names_it(file):
    assert file in (ROOT / "README.md").read_text("utf-8")


def test_the_configuration_that_the_readme_shows_is_one():
    (table,) = re.findall(r"```toml\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    config = Config.parse(tomllib.loads(table))
    RuleSet.of(config)
    assert config.overrides
    assert config.suppressions
