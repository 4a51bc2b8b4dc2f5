"""Names that people write, matched to the entities of a graph: exact names first, then spellings, parts and slips.

Names meet under the key of `graph.core.names.normalise` (no case, accents, honorifics or legal forms; "Health Ministry"
is "Ministry of Health"), a person's also under `person_key`. Candidates share a word with what was written, or one that
is a slip of the pen away, and are scored by RapidFuzz:

====== =====================================================================================
100    the same key as the entity's name
97     the same key as one of its aliases
to 95  how alike the words are (Indel similarity of the sorted words)
to 85  one name holds all words of the other
====== =====================================================================================
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pyoxigraph as ox
from rapidfuzz import fuzz, process

from graph.core.errors import DataError
from graph.core.folding import fold
from graph.core.names import normalise, person_key
from graph.core.ontology import HUMAN, TYPES
from graph.core.types import Entity
from graph.publish.vocabulary import DCTERMS, NEWSGRAPH, RDF, SKOS, class_of, node

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

NAME, ALIAS, ALIKE, PART = 100.0, 97.0, 0.95, 0.85
CLOSE = 60.0
"""From this score on a name is taken to mean an entity where nobody can be asked."""
CANDIDATES = 2000
"""At most so many forms are scored for one name; the rarest words that it has choose them."""
LONGEST = 200
"""Characters of a name that are looked for: each unknown word is compared with all words of the graph."""
_SLIP = 80.0
"""Words at least this alike (of 100) may be slips of each other."""


@dataclass(frozen=True, slots=True)
class Match:
    """An entity that a name may mean; ``score`` is in 0 to 100, ``form`` the name or alias that was closest."""

    entity: Entity
    score: float
    form: str


@dataclass(frozen=True, slots=True)
class _Form:
    entity: Entity
    text: str
    key: str
    main: bool


class NameIndex:
    """All names and aliases of a graph, ready to be searched.

    >>> health = Entity("e1", "ministry", "Ministry of Health", ("MoH",), 4)
    >>> noor = Entity("e2", "official", "Noor Hisham Abdullah", ("Noor Hisham",), 2)
    >>> index = NameIndex([health, noor])
    >>> [(match.entity.name, match.score) for match in index.search("the Health Ministry")]
    [('Ministry of Health', 100.0)]
    >>> index.search("Tan Sri Noor Hisham")[0].score, index.search("Minstry of Helth")[0].entity.id
    (97.0, 'e1')
    """

    def __init__(self, entities: Iterable[Entity]) -> None:
        self.entities = {entity.id: entity for entity in entities}
        self._retired = {old: entity.id for entity in self.entities.values() for old in entity.replaces}
        self._forms: list[_Form] = []
        self._by_key: defaultdict[str, list[int]] = defaultdict(list)
        self._by_word: defaultdict[str, list[int]] = defaultdict(list)
        for _, entity in sorted(self.entities.items()):
            for text in dict.fromkeys((entity.name, *entity.aliases)):
                self._add(entity, text)
        self._words = sorted(self._by_word)

    def _add(self, entity: Entity, text: str) -> None:
        for key in _keys(text, entity.type in HUMAN):
            number = len(self._forms)
            self._forms.append(_Form(entity, text, key, text == entity.name))
            self._by_key[key].append(number)
            for word in dict.fromkeys(key.split()):
                self._by_word[word].append(number)

    def search(self, name: str, types: Collection[str] = (), limit: int = 10, least: float = 40.0) -> list[Match]:
        """The entities that a name may mean, best first; of equals those that more articles name.

        ``types`` leaves only entities of these types, ``least`` is the lowest score that counts.
        """
        best: dict[str, Match] = {}
        for key in _keys(name[:LONGEST], human=True):
            for number in self._candidates(key):
                form = self._forms[number]
                if types and form.entity.type not in types:
                    continue
                score = _score(key, form)
                known = best.get(form.entity.id)
                if score >= least and (known is None or score > known.score):
                    best[form.entity.id] = Match(form.entity, score, form.text)
        return sorted(best.values(), key=_rank)[:limit]

    def best(self, name: str, types: Collection[str] = ()) -> list[Match]:
        """The entities that a name or an id means: those that bear the whole name if any does, else the closest ones.

        An id may be retired. ``types`` leaves only entities of these types. Raises `DataError` if nothing is called so,
        with names that are close to it.
        """
        name = self._retired.get(name, name)
        if name in self.entities:
            return [Match(self.entities[name], NAME, self.entities[name].name)]
        found = self.search(name, types)
        close = [match for match in found if match.score >= CLOSE]
        if not close:
            hint = f"; did you mean {', '.join(match.form for match in found[:5])}?" if found else ""
            raise DataError(f"nothing is called {name!r}{hint}")
        return [match for match in close if match.score >= ALIAS] or close

    def suggest(self, prefix: str, types: Collection[str] = (), limit: int = 10) -> list[Match]:
        """Entities of whose names the words that were begun are a part, the last one as a prefix; as one types."""
        prefix = prefix[:LONGEST]
        words = fold(prefix).split()
        if not words:
            return []
        key = normalise(prefix)
        found: dict[str, Match] = {}
        for number in self._beginning(words[-1]):
            form = self._forms[number]
            text = f" {fold(form.text)}"
            if (types and form.entity.type not in types) or not all(f" {word}" in text for word in words):
                continue
            score = max(_score(key, form), 90.0 if text.startswith(f" {fold(prefix)}") else PART * 100)
            known = found.get(form.entity.id)
            if known is None or score > known.score:
                found[form.entity.id] = Match(form.entity, score, form.text)
        return sorted(found.values(), key=_rank)[:limit]

    def _candidates(self, key: str) -> Iterable[int]:
        chosen = dict.fromkeys(self._by_key.get(key, ()))
        known = {word for word in key.split() if word in self._by_word}
        slips = [other for word in key.split() if word not in known for other in self._like(word)]
        for word in sorted((*known, *slips), key=lambda word: (len(self._by_word[word]), word)):
            if len(chosen) >= CANDIDATES:
                break
            chosen.update(dict.fromkeys(self._by_word[word][:CANDIDATES]))
        return chosen

    def _like(self, word: str) -> list[str]:
        if len(word) < 4:
            return []
        close = process.extract(word, self._words, scorer=fuzz.ratio, score_cutoff=_SLIP, limit=5)
        return [found for found, *_ in close]

    def _beginning(self, start: str) -> Iterator[int]:
        for word in self._words[bisect_left(self._words, start) :]:
            if not word.startswith(start):
                return
            yield from self._by_word[word]


def _keys(name: str, human: bool) -> list[str]:
    keys = [normalise(name), " ".join(person_key(name)) if human else ""]
    return [key for key in dict.fromkeys(keys) if key]


def _score(key: str, form: _Form) -> float:
    if key == form.key:
        return NAME if form.main else ALIAS
    alike = fuzz.token_sort_ratio(key, form.key) * ALIKE
    short, long = sorted((set(key.split()), set(form.key.split())), key=len)
    part = 100 * PART * (0.7 + 0.3 * len(short) / len(long)) if short <= long else 0.0
    return round(max(alike, part), 1)


def _rank(match: Match) -> tuple[float, int, str, str]:
    return (-match.score, -match.entity.articles, match.entity.name, match.entity.id)


def read_entities(store: ox.Store) -> dict[str, Entity]:
    """The entities of a graph by IRI, without their ids in other systems."""
    found: dict[str, Entity] = {}
    for kind in TYPES:
        for quad in store.quads_for_pattern(None, node(RDF.type), class_of(kind), ox.DefaultGraph()):
            if isinstance(quad.subject, ox.NamedNode):
                found[quad.subject.value] = _entity(store, quad.subject, kind)
    return dict(sorted(found.items()))


def _entity(store: ox.Store, iri: ox.NamedNode, kind: str) -> Entity:
    named = _texts(store, iri, SKOS.prefLabel)
    articles = _texts(store, iri, NEWSGRAPH.articleCount)
    count = int(articles[0]) if articles and articles[0].isdecimal() else 0
    retired = store.quads_for_pattern(None, node(DCTERMS.isReplacedBy), iri, ox.DefaultGraph())
    replaces = tuple(sorted(id_of(quad.subject.value) for quad in retired if isinstance(quad.subject, ox.NamedNode)))
    aliases = tuple(_texts(store, iri, SKOS.altLabel))
    return Entity(id_of(iri.value), kind, named[0] if named else "", aliases, count, replaces=replaces)


def _texts(store: ox.Store, iri: ox.NamedNode, predicate: str) -> list[str]:
    quads = store.quads_for_pattern(iri, node(predicate), None, ox.DefaultGraph())
    return sorted(quad.object.value for quad in quads if isinstance(quad.object, ox.Literal))


def id_of(iri: str) -> str:
    """The id in an entity's IRI, which is what follows the slug.

    >>> id_of("https://newsgraph.example/entity/port-vell-9f5e4cea82bb")
    '9f5e4cea82bb'
    """
    return unquote(iri.rpartition("/")[2].rpartition("-")[2])
