"""The values that pass between stages: frozen, slotted, without behaviour beyond reading themselves.

Every offset counts Unicode code points in ``Article.text``, the source as it was read, and

    article.text[mention.start:mention.end] == mention.text

holds for each mention, claim and evidence. Cleaning never shifts an offset: it marks parts (`Part`) of the text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

Status = Literal["stated", "planned", "former", "denied"]
STATUSES: tuple[Status, ...] = ("stated", "planned", "former", "denied")

PartKind = Literal[
    "title", "body", "caption", "repeat", "header", "dateline", "place", "agency", "byline", "credit", "end_mark"
]
READ_PARTS: frozenset[PartKind] = frozenset({"title", "body", "caption", "place", "agency", "byline"})
"""Parts that are parsed: prose, and the names in datelines and credits. The others are furniture, blanked before."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch ``text[start:end]`` of an article and what it is.

    ``title``, ``body`` and ``caption`` are prose. ``repeat`` is a caption that only repeats the lead, ``header`` the
    seed format's ``date YYYY-MM-DD``, ``place`` and ``agency`` what a dateline or credit names ("Hanoi", "VNA"),
    ``byline`` an author or editor named there, ``dateline``, ``credit`` and ``end_mark`` the rest of such furniture.
    """

    kind: PartKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Copy:
    """Another publication of the same article, found as an exact or near duplicate."""

    id: str
    source: str
    url: str | None = None
    publisher: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """A news article as read.

    ``published`` is an ISO 8601 date (``YYYY-MM-DD``) or None; ``source`` tells where it was read
    (``folder/file.jsonl:12``); ``parts`` are ordered and do not overlap, and what none covers is white space.
    """

    id: str
    title: str
    text: str
    published: str | None = None
    url: str | None = None
    publisher: str | None = None
    language: str | None = None
    source: str = ""
    parts: tuple[Part, ...] = ()
    copies: tuple[Copy, ...] = ()

    def prose(self) -> str:
        """The text with everything but `READ_PARTS` blanked by spaces: same length, so offsets hold.

        >>> Article("a", "", "Hanoi (VNA) – Rain fell.", parts=(Part("dateline", 0, 13), Part("body", 14, 24))).prose()
        '              Rain fell.'
        """
        if not self.parts:
            return self.text
        pieces, at = [], 0
        for part in self.parts:
            if part.kind in READ_PARTS:
                pieces += [" " * (part.start - at), self.text[part.start : part.end]]
                at = part.end
        return "".join((*pieces, " " * (len(self.text) - at)))


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A stretch of text that names something: ``type`` is an entity type of the ontology, ``score`` in [0, 1]."""

    article: str
    start: int
    end: int
    text: str
    type: str
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Claim:
    """One fact as one stretch ``start:end`` of one article says it, before its mentions are resolved to entities.

    ``valid_from`` and ``valid_to`` are what that stretch says of when it holds: ISO days, months or years, or None.
    """

    article: str
    predicate: str
    subject: Mention
    object: Mention
    start: int
    end: int
    role: str = ""
    status: Status = "stated"
    score: float = 1.0
    valid_from: str | None = None
    valid_to: str | None = None


@dataclass(frozen=True, slots=True)
class ThemeTag:
    """A theme of an article or, where ``mention`` is given, of what that mention names; ``start:end`` shows it.

    ``theme`` is the key of a concept of the theme scheme (``digital-economy``).
    """

    article: str
    theme: str
    score: float
    start: int
    end: int
    mention: Mention | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one article says: ``chains`` groups the indices of ``mentions`` that name the same thing (each in one)."""

    article: str
    mentions: tuple[Mention, ...] = ()
    chains: tuple[tuple[int, ...], ...] = ()
    claims: tuple[Claim, ...] = ()
    themes: tuple[ThemeTag, ...] = ()


@dataclass(frozen=True, slots=True)
class Entity:
    """One real thing: ``aliases`` are its other surface forms, sorted; ``articles`` counts the articles that name it.

    ``ids`` holds its ids in other systems (``wikidata``, ``iptc``, ``iso3166``, ``lei``). ``replaces`` are the
    ids that parts of it had until a merge retired them, sorted.
    """

    id: str
    type: str
    name: str
    aliases: tuple[str, ...] = ()
    articles: int = 0
    ids: Mapping[str, str] = field(default_factory=dict)
    replaces: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """The words ``quote == text[start:end]`` of an article that say a statement.

    ``status``, ``valid_from`` and ``valid_to`` are what these words alone say; a statement's own sum up its evidence.
    Without a status of its own a piece of evidence has the statement's.
    """

    article: str
    start: int
    end: int
    quote: str
    published: str | None = field(default=None, compare=False)
    score: float = field(default=1.0, compare=False)
    status: Status | None = field(default=None, compare=False)
    valid_from: str | None = field(default=None, compare=False)
    valid_to: str | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Statement:
    """A fact of the graph with all its evidence; ``subject`` and ``object`` are entity ids.

    ``valid_from`` and ``valid_to`` are what articles say of when it holds: ISO days, months or years (``2024-05-03``,
    ``2024-05``, ``2024``: `graph.core.periods`), or None; ``confidence`` is in [0, 1].
    """

    id: str
    subject: str
    predicate: str
    object: str
    role: str = ""
    status: Status = "stated"
    valid_from: str | None = None
    valid_to: str | None = None
    confidence: float = 1.0
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class ThemeLink:
    """A theme entity given to an article or to an entity (exactly one of the two is set)."""

    theme: str
    score: float
    article: str | None = None
    entity: str | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class LinkedMention:
    """A mention and the id of the entity that it was resolved to."""

    mention: Mention
    entity: str


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Dataset:
    """A whole graph as values: what a build makes, what the interchange files hold, what exporters write.

    Each tuple is sorted (articles, entities and statements by id; mentions and themes by their first fields).
    """

    articles: tuple[Article, ...] = ()
    mentions: tuple[LinkedMention, ...] = ()
    entities: tuple[Entity, ...] = ()
    statements: tuple[Statement, ...] = ()
    themes: tuple[ThemeLink, ...] = ()
