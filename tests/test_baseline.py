"""What was there when checking began does not count; what came since does."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.baseline import BETWEEN, HEAD, TAIL, Baseline, row
from provenance.errors import ConfigError
from provenance.model import Finding


def finding(fingerprint: str) -> Finding:
    return Finding(code="ATT003", name="byline-empty", level="error", message="Nobody.", fingerprint=fingerprint)


def test_each_known_finding_is_met_once():
    baseline = Baseline(["a", "a", "b"])
    new, known = baseline.split([finding("a"), finding("c")])
    assert [[f.fingerprint for f in some] for some in (new, known)] == [["c"], ["a"]]
    new, known = baseline.split([finding("a"), finding("a")])
    assert (len(new), len(known)) == (1, 1)
    assert baseline.gone == 1


@given(st.lists(st.sampled_from("abc")), st.lists(st.sampled_from("abcd")))
def test_nothing_is_lost_and_nothing_made(known, found):
    baseline = Baseline(known)
    new, old = baseline.split(map(finding, found))
    assert len(new) + len(old) == len(found)
    assert baseline.gone == len(known) - len(old)


def test_what_is_written_is_read(tmp_path):
    path = tmp_path / "baseline.json"
    path.write_text(HEAD + BETWEEN.join(map(row, [finding("a"), finding("b")])) + TAIL)
    assert set(Baseline.load(str(path)).left) == {"a", "b"}
    path.write_text(HEAD + TAIL)
    assert Baseline.load(str(path)).gone == 0


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"schema_version": "9", "findings": []}', '{"schema_version": "0.1", "findings": [1]}']
)
def test_what_is_no_baseline_is_refused(tmp_path, text):
    path = tmp_path / "baseline.json"
    path.write_text(text)
    with pytest.raises(ConfigError, match="expected a baseline"):
        Baseline.load(str(path))


def test_a_missing_one_says_how_it_is_written(tmp_path):
    with pytest.raises(ConfigError, match="--write-baseline writes it"):
        Baseline.load(str(tmp_path / "none.json"))


def test_a_row_is_one_line_of_json():
    assert json.loads(row(finding("a")))["fingerprint"] == "a"
    assert "\n" not in row(finding("a\n\u2028"))
