"""A built graph in Python: its values, its networkx form and its answers to SPARQL, behind one small object."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.core.errors import UsageError
from graph.core.ids import mention_id
from graph.publish.interchange import read_interchange

if TYPE_CHECKING:
    import networkx
    import pyoxigraph
    import rdflib

    from graph.core.config import PublishSettings
    from graph.core.types import Article, Dataset, Entity, LinkedMention, Statement, ThemeLink
    from graph.network.posts import History
    from graph.publish.page.notebook import Frame
    from graph.query import Table

_UNMARKED = str.maketrans({"đ": "d", "ø": "o", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"})


class KnowledgeGraph:
    """A data set and what can be asked of it. Nothing heavy happens before the first question.

    >>> from graph.core.types import Dataset, Entity, Statement
    >>> ada = Entity("e1", "official", "Ada Verné", ("Verné",), 1)
    >>> ports = Entity("e2", "ministry", "Ministry of Ports", (), 1)
    >>> known = KnowledgeGraph(Dataset(entities=(ada, ports), statements=(
    ...     Statement("s1", "e1", "holds_position", "e2", "minister"),)))
    >>> [entity.name for entity in known.find("verne")]
    ['Ada Verné']
    >>> [statement.role for statement in known.statements_of(ports)]
    ['minister']
    >>> known.query("SELECT ?name WHERE { ?ministry a newsgraph:Ministry ; rdfs:label ?name }").rows
    (('Ministry of Ports',),)
    """

    def __init__(self, dataset: Dataset, folder: Path | None = None, settings: PublishSettings | None = None) -> None:
        """Wrap ``dataset``; ``folder`` is where a build wrote it, else ``settings`` give the IRIs."""
        self.dataset, self._folder, self._settings = dataset, folder, settings
        self._opened: pyoxigraph.Store | None = None

    @property
    def articles(self) -> tuple[Article, ...]:
        """The articles, by id; without text where the graph was loaded from files."""
        return self.dataset.articles

    @property
    def mentions(self) -> tuple[LinkedMention, ...]:
        """Where each entity is named."""
        return self.dataset.mentions

    @property
    def entities(self) -> tuple[Entity, ...]:
        """The entities, by id."""
        return self.dataset.entities

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The facts with their evidence, by id."""
        return self.dataset.statements

    @property
    def themes(self) -> tuple[ThemeLink, ...]:
        """The themes of articles and of entities."""
        return self.dataset.themes

    def find(self, name: str) -> list[Entity]:
        """Entities that a name may mean; case, accents and punctuation do not matter.

        First those whose name is the one given, then those with such an alias, then those of whose names it is a part;
        within these the most reported, then by name and id.
        """
        wanted = _folded(name)
        ranked = [(rank, entity) for entity in self.entities if (rank := _rank(entity, wanted)) is not None]
        return [
            entity for _, entity in sorted(ranked, key=lambda row: (row[0], -row[1].articles, row[1].name, row[1].id))
        ]

    def entity(self, id_: str) -> Entity | None:
        """The entity of an id; of one that a merge or an older article retired, the entity that holds its mention now.

        None where no entity and no mention has the id.
        """
        entities = {one.id: one for one in self.entities}
        if id_ in entities:
            return entities[id_]
        return next((entities[one.entity] for one in self.mentions if mention_id(one.mention) == id_), None)

    def statements_of(self, entity: Entity | str) -> list[Statement]:
        """The statements of which an entity (or the entity of an id) is subject or object, by id."""
        id_ = entity if isinstance(entity, str) else entity.id
        return [one for one in self.statements if id_ in (one.subject, one.object)]

    def to_networkx(self) -> networkx.MultiDiGraph:
        """The graph of networkx: a node for each entity, an edge for each statement."""
        from graph.network.graph import to_networkx

        return to_networkx(self.dataset)

    def as_of(self, day: str | date) -> KnowledgeGraph:
        """The graph as of a day (a date, or ``YYYY-MM-DD``): the facts that held then, or were last known to.

        `graph.network.moment` tells what counts. Raises `UsageError` for what is no day.
        """
        from graph.network.moment import as_of

        return KnowledgeGraph(as_of(self.dataset, checked_day(day)), settings=self._published())

    def posts(self) -> tuple[History, ...]:
        """The history of each post: who held it, from when until when, by which statements; and conflicts."""
        from graph.network.posts import histories

        return histories(self.dataset)

    def query(self, sparql: str) -> Table | str:
        """The answer to a SPARQL query: rows, or Turtle for CONSTRUCT and DESCRIBE. Raises `QueryError`."""
        from graph.query import ask

        return ask(self._store(), sparql)

    def run_saved(self, name: str, /, **parameters: str) -> Table:
        """The answer of a saved query. Raises `UsageError` for an unknown name or parameter."""
        from graph.query import run_saved

        return run_saved(self._store(), name, **parameters)

    def to_rdflib(self) -> rdflib.Dataset:
        """The graph as an rdflib Dataset on the Oxigraph store: the default graph is complete."""
        import oxrdflib
        import rdflib

        return rdflib.Dataset(store=oxrdflib.OxigraphStore(store=self._store()))

    def show(self, height: int = 720) -> Frame:
        """The interactive page, ``height`` pixels high, for a notebook: as the last line of a cell it is displayed.

        >>> from graph.core.types import Dataset
        >>> KnowledgeGraph(Dataset()).show()
        Frame(height=720)
        """
        from io import BytesIO

        from graph.core.config import PublishSettings
        from graph.publish.html import write
        from graph.publish.page.notebook import Frame

        file = BytesIO()
        write(self.dataset, file, self._published() or PublishSettings())
        return Frame(file.getvalue().decode("utf-8"), height)

    def _published(self) -> PublishSettings | None:
        """How the graph was published, or is to be; None where nobody has said."""
        from graph.publish.interchange_read import settings_of

        return settings_of(self._folder) if self._folder else self._settings

    def _store(self) -> Any:
        from graph.query.store import open_store, store_of

        if self._opened is None:
            self._opened = open_store(self._folder) if self._folder else store_of(self.dataset, self._settings)
        return self._opened


def checked_day(day: str | date) -> str:
    """A day as ``YYYY-MM-DD``. Raises `UsageError` for what is none.

    >>> checked_day(date(2024, 5, 3))
    '2024-05-03'
    """
    try:
        return (
            date.fromisoformat(day).isoformat()
            if isinstance(day, str)
            else date(day.year, day.month, day.day).isoformat()
        )
    except ValueError as error:
        raise UsageError(f"as of {day!r}: no such day; write it as YYYY-MM-DD, for example 2024-05-03") from error


def load(path: str | Path) -> KnowledgeGraph:
    """The graph in a folder that a build wrote. Raises `DataError` if there is none, or a damaged one."""
    folder = Path(path)
    return KnowledgeGraph(read_interchange(folder), folder)


def _folded(name: str) -> str:
    """Words in lower case without accents or punctuation: NFKD (UAX #15), and letters that it leaves whole."""
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_UNMARKED))
    bare = "".join(char for char in plain if not unicodedata.combining(char)).translate(_UNMARKED)
    return " ".join(re.findall(r"\w+", bare))


def _rank(entity: Entity, wanted: str) -> int | None:
    if not wanted:
        return None
    if _folded(entity.name) == wanted:
        return 0
    names = [_folded(name) for name in (entity.name, *entity.aliases)]
    if wanted in names:
        return 1
    return 2 if any(wanted in name for name in names) else None
