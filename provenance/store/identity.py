"""What is the same: the same work at one address or of one text, the same organisation under several names.

An organisation's key is its IRI in the registry of agencies, whatever name it went by; a party that the registry lacks
has its folded name as key.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator

from provenance.errors import SourceError
from provenance.language.agencies import NAMESPACE, registry
from provenance.language.names import fold
from provenance.model import Agent, Article
from provenance.model.values import SAID
from provenance.rules.addresses import normalise
from provenance.store.nouns import Role
from provenance.terms.rows import party_id

_WORD = re.compile(r"\w+")
_LONGEST = 40
_MOST = 60


def work_key(article: Article, fingerprint: str | None) -> str:
    """Under which the versions of a work are joined: its normalised address, else its text, else itself.

    A canonical address alone does not count: a republished copy names its original there.
    """
    if article.url:
        return address_key(article.url)
    return f"text:{fingerprint}" if fingerprint else article.id


def address_key(url: str) -> str:
    """The key of a work at this address, in whatever spelling."""
    return f"url:{normalise(url)}"


def fingerprint(text: str) -> str:
    """The hash of a text's words: the same for the same story with other line breaks, quotes, dashes or accents."""
    return hashlib.sha256(" ".join(words(text)).encode()).hexdigest()


def fingerprint_of(data: bytes, article: Article, charset: str | None = None) -> str | None:
    """The fingerprint of the story in these bytes: of a page its paragraphs, of another format all its text.

    None where no text is to be seen, for formats in which a text is a part among others, and for bytes that cannot be
    read in the article's format.
    """
    if article.source_format not in ("html", "text"):
        return None
    from provenance.terms.compliance import read_copy  # the parser loads only where a text is kept

    try:
        copy = read_copy(data, article, charset)
    except SourceError:
        return None
    story = [line.text for line in copy.lines if line.where == "story" and (line.is_paragraph or not copy.is_page)]
    return fingerprint("\n".join(story)) if story else None


def party_key(agent: Agent) -> str:
    """The key of a party of an article."""
    return agent.id if agent.id.startswith(NAMESPACE) else key_of(agent.name)


def key_of(name: str) -> str:
    """The key of a name, IRI or key."""
    if name.startswith("name:"):
        return name
    found = party_id(name)
    return found if found.startswith(NAMESPACE) else f"name:{fold(name)}"


def keys_of(name: str) -> tuple[str, ...]:
    """Every key under which an organisation may be recorded: by its IRI, and by each of its names as long as the
    registry did not know them.
    """
    key = key_of(name)
    row = registry().get(key)
    if row is None:
        return (key,)
    return (key, *dict.fromkeys(f"name:{fold(each)}" for each in (row.name, *row.aliases)))


def parties(article: Article) -> Iterator[tuple[Role, Agent]]:
    """The organisations of an article, and people who hold its copyright, with the part that each plays."""
    for holder in article.copyright_holders:
        yield "holder", holder
    if article.publisher is not None:
        yield "publisher", article.publisher
    for credit in article.credits:
        if credit.role in ("agency", "distributor", "original_publisher"):
            yield "agency", credit


def words_of(article: Article) -> list[str]:
    """The words by which an article is found: headline, names that are stated, address."""
    named = [article.publisher, *article.copyright_holders, *article.credits, *article.authors]
    texts = [agent.name for agent in named if agent is not None and agent.basis in (*SAID, "default")]
    found = words(" ".join(filter(None, (article.headline, article.url, *texts))))
    return list(dict.fromkeys(found))[:_MOST]


def words(text: str) -> list[str]:
    """The words of a text in lower case, without accents."""
    if not text.isascii():
        plain = unicodedata.normalize("NFKD", text).casefold()
        text = "".join(char for char in plain if not unicodedata.combining(char))
    return [word[:_LONGEST] for word in _WORD.findall(text.lower())]
