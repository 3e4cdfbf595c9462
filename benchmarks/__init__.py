"""How right and how fast, beside others and in the same run. See README.md in this folder."""
