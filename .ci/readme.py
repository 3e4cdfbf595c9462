"""Run the commands that README.md shows, and put their real output under them.

    python .ci/readme.py            writes README.md
    python .ci/readme.py --check    ends with 1 if that would change it

A shown command is a line `<!-- output of: provenance … -->`, followed by a fenced block.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_SHOWN = re.compile(
    r"(?P<head><!-- output of: provenance (?P<args>[^\n]+) -->\n```text\n)(?P<body>.*?)(?P<tail>```\n)", re.S
)


def refreshed(text: str) -> str:
    """The README's text with the output of today's code."""

    def run(shown: re.Match[str]) -> str:
        command = [sys.executable, "-m", "provenance", *shown["args"].split()]
        utf8 = os.environ | {"PYTHONUTF8": "1"}
        done = subprocess.run(command, cwd=ROOT, env=utf8, capture_output=True, encoding="utf-8", check=False)
        if done.returncode not in (0, 1):
            raise SystemExit(f"{shown['args']}: ended with {done.returncode}\n{done.stderr}")
        return shown["head"] + done.stdout + shown["tail"]

    return _SHOWN.sub(run, text)


def main() -> int:
    """Write or check the README; the exit code."""
    path = ROOT / "README.md"
    text = path.read_text("utf-8")
    fresh = refreshed(text)
    if "--check" in sys.argv[1:]:
        return int(fresh != text)
    path.write_text(fresh, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
