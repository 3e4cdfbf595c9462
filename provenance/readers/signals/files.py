"""Two more files of a site: `/.well-known/tdmrep.json` (TDMRep) and `/trust.txt` (JournalList)."""

from __future__ import annotations

import json
from typing import Any

from provenance.hosts import absolute
from provenance.readers.raw import Raw
from provenance.readers.signals.outside import outside
from provenance.readers.signals.paths import fits
from provenance.readers.signals.say import Voiced, say_signal

TDMREP, TRUST = "/.well-known/tdmrep.json", "/trust.txt"
_TDMREP_VOICED = Voiced("tdmrep_file", "default", "site_template", "site")
_TRUST_VOICED = Voiced("trust_file", "default", "site_template", "site")
_KEYS = ("tdm-reservation", "tdm-policy")
MAX_RULES = 10_000


def read_tdmrep(raw: Raw, text: str, site: str, url: str) -> None:
    """Say what tdmrep.json says of an address: the first rule whose location fits. One that is none says so itself.

    Args:
        raw: where the signals go.
        text: the file.
        site: scheme and host of the site, without a slash at the end.
        url: the address.
    """
    try:
        rules = json.loads(text)
    except (ValueError, RecursionError):
        rules = None
    if not isinstance(rules, list):
        _say(raw, "rules", "none", site, "", text[:40].strip())
        return
    for number, rule in enumerate(rules[:MAX_RULES]):
        location = rule.get("location") if isinstance(rule, dict) else None
        if not isinstance(location, str):
            _say(raw, "location", "none", site, f"/{number}", None)
        elif fits(location, url):
            for key in _KEYS:
                if (value := rule.get(key)) is not None:
                    word = absolute(site + TDMREP, value) if key == "tdm-policy" and isinstance(value, str) else value
                    _say(raw, key, _written(word), site, f"/{number}/{key}", _written(value))
            return


def _say(raw: Raw, key: str, word: str, site: str, pointer: str, text: str | None) -> None:
    where = outside(site + TDMREP, text, pointer=pointer)
    say_signal(raw, "tdmrep", key, word, _TDMREP_VOICED, where, as_read=text)


def _written(value: Any) -> str:
    """A value as text; half a surrogate pair, which JSON can write, is no character and has no place in a record."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else json.dumps(value)[:100]


def read_trust_txt(raw: Raw, text: str, site: str) -> None:
    """Say what trust.txt says of training with the data of the site."""
    for number, line in enumerate(text.splitlines()[:MAX_RULES], 1):
        key, found, word = line.partition("#")[0].partition("=")
        if found and key.strip().lower() == "datatrainingallowed":
            where = outside(site + TRUST, line.strip(), line=number)
            say_signal(raw, "trust-txt", key.strip(), word.strip() or None, _TRUST_VOICED, where, as_read=line.strip())
