"""What a rule is given besides the article, and what it gives back.

A rule yields `Hit`s: what is wrong, of which property and value, by which statement. The code, the name, the level and
the fingerprint are the same business for all rules, so that `finding` adds them.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from provenance.hosts import canonical_is_foreign, host_of, site_label
from provenance.language.agencies import NAMESPACE, Agency, registry
from provenance.model import Agent, Article, Credited, Finding, LicenseRef, Location, Statement
from provenance.model.values import RIGHTS_PROPERTIES, SAID, Level
from provenance.rules.addresses import normalise
from provenance.rules.names import agency, key, same

if TYPE_CHECKING:
    from provenance.terms.compliance.result import Held

VISIBLE = frozenset({"byline_element", "byline_line", "author_link", "tail_byline", "sign_off", "editor"})
"""Methods that read an author where a reader of the page sees one."""

MARKUP = frozenset({"json_ld", "microdata"})
"""Methods that read an author out of schema.org markup."""

WIRE = frozenset({"ans", "newsml-1", "newsml-g2", "ninjs", "nitf"})
"""Formats of files that suppliers send: fields are all they have, and they are the original."""
METADATA = MARKUP | {
    "json_ld_provider",
    "json_ld_source_organization",
    "meta_author",
    "open_graph",
    "dublin_core",
    "vendor_meta",
    "item_field",
    "source_field",
    "feed_field",
}
"""Methods that read what machines see and people don't."""

UPSTREAM = frozenset({"agency", "original_publisher", "distributor"})
"""Credits that say that the story came from elsewhere; a contributor's does not."""

_CIRCUMSTANCES = ("held", "marked_authors", "upstream", "visible_people")
"""What a rule may need that is neither a field of the record nor a property: attributes of the context."""


class Hit(NamedTuple):
    """One thing that a rule found, before it has a code and a level.

    `value` tells two hits of one rule on one property apart, and goes into the fingerprint; `statement` gives the
    place.
    """

    message: str
    help: str | None = None
    property: str | None = None
    value: object = None
    statement: Statement | None = None
    line: int | None = None
    """For what has a line and no statement: an asset."""
    of_source: bool = False
    """Whether it is said of the source around the article, which names it then in the fingerprint."""


class MarkedAuthor(NamedTuple):
    """An author as schema.org markup names it, before anybody took the name apart."""

    statement: Statement
    name: str
    type: str | None
    """The `@type` as read; None where the markup gave a bare text."""


class Rule(Protocol):
    """A rule, which is a module: its docstring is its page. `OPTIONS`, if it has any, are their defaults by name.

    `NEEDS`, if it has any, are names out of `Context.present`: where none of them is there, the rule has nothing to say
    and is not asked. Empty for a rule whose findings are made elsewhere.
    """

    __doc__: str | None
    CODE: str
    NAME: str
    LEVEL: Level

    def check(self, article: Article, context: Context) -> Iterator[Hit]:
        """The hits of the rule on one article; no clock, no network, no state."""


class Context:
    """One article's facts, sorted once for all rules, and the circumstances of the run.

    Args:
        article: the article that is judged.
        at: the instant of knowledge, with its zone.
        options: the options of the rules by code, as configured over their defaults.
        path: where the bytes came from, for locations.
        held: what came of holding the article, a copy of ours, against terms; None where it was not.
    """

    def __init__(
        self,
        article: Article,
        at: datetime,
        options: Mapping[str, Mapping[str, Any]] | None = None,
        path: str | None = None,
        held: Held | None = None,
    ) -> None:
        self.article = article
        self.at = at
        self.options = options or {}
        self.path = path
        self.held = held
        self.said: dict[str, list[Statement]] = {}
        """All statements, chosen and lost, by property, in the order read."""
        self.plain: dict[str, set[object]] = {}
        """The different values that stand as plain triples in the graph, by property; agents count by their id."""
        for statement in article.statements:
            property = statement.property
            if property in self.said:
                self.said[property].append(statement)
            else:
                self.said[property] = [statement]
            if (
                statement.chosen
                and statement.basis in SAID
                and (value := statement.value) is not None
                and (statement.scope == "article" or property not in RIGHTS_PROPERTIES)
            ):
                self.plain.setdefault(property, set()).add(value.id if isinstance(value, Agent) else value)

    def chosen(self, property: str) -> Statement | None:
        """The first statement that the field rests on."""
        return next((s for s in self.said.get(property, ()) if s.chosen), None)

    @cached_property
    def present(self) -> frozenset[str]:
        """What there is to judge, by the names that rules have for it in `NEEDS`: the fields of the record that hold
        something, the properties that a statement is of, and of this context `held`, `marked_authors`, `upstream` and
        `visible_people`.
        """
        fields = [name for name, value in vars(self.article).items() if value]
        return frozenset((*fields, *self.said, *(name for name in _CIRCUMSTANCES if getattr(self, name))))

    @cached_property
    def identity(self) -> str:
        """What names the article across readings: its normalised address; else its headline and date, which stay when
        lines move; else the digest of what was read.
        """
        article = self.article
        if article.url:
            return normalise(article.url)
        return f"{plain(article.headline)} {article.date_published or ''}" if article.headline else article.digest

    def option(self, code: str, name: str, default: Any) -> Any:
        """The configured option of a rule, or its default."""
        return self.options.get(code, {}).get(name, default)

    def agents(self, property: str, methods: frozenset[str] | None = None) -> Iterator[tuple[Statement, Credited]]:
        """Each statement of the property that names an agent, with that agent; of these methods only, if given."""
        for statement in self.said.get(property, ()):
            value = statement.value
            if isinstance(value, Credited) and (methods is None or statement.method in methods):
                yield statement, value

    def people(self, property: str, methods: frozenset[str]) -> Iterator[tuple[Statement, Credited]]:
        """The persons among `agents`, without those who carry the name of the site or of an agency."""
        for statement, agent in self.agents(property, methods):
            if agent.type == "Person" and agency(agent) is None and not self.is_site(agent):
                yield statement, agent

    @cached_property
    def visible_people(self) -> tuple[tuple[Statement, Credited], ...]:
        """The authors that a reader of the page sees named: chosen, and stated of this article."""
        return tuple(
            (statement, agent)
            for statement, agent in self.people("author", VISIBLE)
            if statement.chosen and statement.basis in SAID and statement.scope == "article"
        )

    @cached_property
    def marked_authors(self) -> tuple[MarkedAuthor, ...]:
        """The authors in schema.org markup, each name once and as written.

        A reader that keeps the markup's own words says them as `author_markup` (value the name, as read the type);
        of another, the authors that it read from markup stand for them.
        """
        found: dict[str, MarkedAuthor] = {}
        for statement in self.said.get("author_markup", ()):
            name = str(statement.value)
            found.setdefault(name, MarkedAuthor(statement, name, statement.value_as_read))
        if not found:
            for statement, agent in self.agents("author", MARKUP):
                name = statement.value_as_read or agent.name
                found.setdefault(name, MarkedAuthor(statement, name, agent.type))
        return tuple(found.values())

    @cached_property
    def named_by(self) -> Mapping[str, frozenset[str]]:
        """How the page names each party, as author, in a credit or as holder: the methods, by the key of the name."""
        found: dict[str, set[str]] = {}
        for property in ("author", "credit", "copyright_holder"):
            for statement, agent in self.agents(property):
                if statement.basis in SAID and statement.scope == "article":
                    found.setdefault(key(agent.name), set()).add(statement.method)
        return {name: frozenset(methods) for name, methods in found.items()}

    def methods_naming(self, agent: Agent) -> frozenset[str]:
        """How the page names the agent, under the name that the agent has here."""
        return self.named_by.get(key(agent.name), frozenset())

    @cached_property
    def upstream(self) -> tuple[tuple[Statement, Credited], ...]:
        """Whom the story comes from, other than this site: chosen and said, in the order read.

        Credits of an upstream role, organisations of the registry in the byline, and, where the site is known,
        organisations in a whole copyright notice. Holders come last, since a credit says more about the way.
        """
        found = [
            (statement, agent)
            for property in ("credit", "author", "copyright_holder")
            for statement, agent in self.agents(property)
            if statement.chosen
            and statement.basis in SAID
            and statement.scope == "article"
            and self._is_upstream(statement, agent)
            and not self.is_site(agent)
        ]
        return tuple(found)

    @cached_property
    def wire(self) -> tuple[tuple[Statement, Credited], ...]:
        """The part of `upstream` that says that an agency supplied the text, apart from claims of ownership."""
        return tuple(
            (statement, agent)
            for statement, agent in self.upstream
            if statement.property == "author" or (statement.property == "credit" and agent.role == "agency")
        )

    @cached_property
    def is_syndicated(self) -> bool:
        """Whether the page says that the story comes from elsewhere. A canonical link alone does not say so."""
        return bool(self.upstream) or self.stated_original is not None

    @cached_property
    def stated_original(self) -> Statement | None:
        """The statement that links an original on another site, where the page says that it is the original."""
        original = self.chosen("original_url")
        if original is None or original.basis not in SAID or self.article.url is None:
            return None
        return original if canonical_is_foreign(self.article.url, str(original.value)) else None

    def is_claim(self, statement: Statement) -> bool:
        """Whether a statement of a holder is made of this text: in words, or by a template in the story's own markup.

        A notice in the footer is not.
        """
        return statement.basis in ("stated", "default") and (
            statement.scope == "article" or statement.method in METADATA
        )

    def is_site(self, agent: Agent) -> bool:
        """Whether the agent is the site that the copy stands on: its publisher, or the owner of its host."""
        publisher = self.article.publisher
        if publisher is not None and same(agent, publisher):
            return True
        if self._host_owner is not None:
            return self._host_owner.id == agent.id
        return self.is_site_name(agent.name)

    def is_site_name(self, name: str) -> bool:
        """Whether it is the name of the site: its publisher's, with or without "Ltd" or the like, or its host's."""
        plain = key(name)
        publisher, labels = self._site_names
        if publisher and (plain == publisher or plain.startswith(publisher + " ")):
            return True
        return plain.replace(" ", "") in labels

    @cached_property
    def _site_names(self) -> tuple[str, tuple[str, ...]]:
        """The key of the publisher's name ("" for none), and the site as its host writes it, in one word."""
        publisher, host = self.article.publisher, self._host
        return key(publisher.name) if publisher else "", (site_label(host), host.replace(".", "")) if host else ()

    @cached_property
    def _host(self) -> str:
        return host_of(self.article.url or "")

    @cached_property
    def _host_owner(self) -> Agency | None:
        return registry().at_host(self._host) if self._host else None

    def _is_upstream(self, statement: Statement, agent: Credited) -> bool:
        if statement.property == "credit":
            return agent.role in UPSTREAM
        is_known = agent.id.startswith(NAMESPACE)
        if agent.type == "Person" or statement.property == "author":
            return is_known
        # "© Some Name" without a year is how pictures are credited, where no agency is known by that name
        return (self.article.publisher is not None or bool(self._host)) and (is_known or self._has_year(statement))

    def _has_year(self, holder: Statement) -> bool:
        """Whether a year is stated in the holder's own notice, or both in markup."""
        place = holder.origin.line if holder.origin else None
        return any(
            year.chosen and (year.origin.line if year.origin else None) == place
            for year in self.said.get("copyright_year", ())
        )


def finding(rule: Rule, level: Level, hit: Hit, context: Context, ordinal: int = 0) -> Finding:
    """The finding that a hit amounts to, placed where its statement was read.

    `ordinal` counts the earlier hits of this rule on the same property and value.
    """
    article = context.article
    origin = hit.statement.origin if hit.statement else None
    return Finding(
        code=rule.CODE,
        name=rule.NAME,
        level=level,
        message=hit.message,
        help=hit.help,
        article=article.id,
        location=Location(
            path=context.path,
            line=origin.line if origin else hit.line,
            column=origin.column if origin else None,
            pointer=origin.pointer if origin else None,
        ),
        property=hit.property,
        fingerprint=fingerprint(
            rule.CODE, context.path or "-" if hit.of_source else context.identity, hit.property, hit.value, ordinal
        ),
    )


def fingerprint(code: str, identity: str, property: str | None, value: object, ordinal: int) -> str:
    """32 hexadecimal digits that stay the same when lines move, levels change or messages are reworded."""
    parts = (code, identity, property or "", plain(value), str(ordinal))
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def plain(value: object) -> str:
    """A value in the form that survives another reading: the name of an agent, not its number on this page."""
    if isinstance(value, Agent):
        return key(value.name)
    if isinstance(value, LicenseRef):
        return value.id or value.url or plain(value.name)
    if value is None:
        return ""
    return " ".join(unicodedata.normalize("NFKC", str(value)).casefold().split())
