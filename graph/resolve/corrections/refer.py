"""What a reference in a correction speaks of, among the entities of a build.

An id is that of any mention, so one that a merge retired is still found inside the survivor. A name is compared without
case and accents: first with entities' names, then with aliases.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from graph.core.folding import fold
from graph.core.ids import mention_id

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.core.types import Entity, LinkedMention
    from graph.resolve.corrections.file import Reference

LISTED = 3
"""How many ids are named where a name is ambiguous."""


class Unclear(Exception):  # noqa: N818 - never leaves graph.resolve, which reports it
    """A reference to nothing, or to several things; ``str()`` says so."""


class Finder:
    """Finds entities by reference. Indexes are made at the first question, and only those asked for."""

    def __init__(self, entities: Iterable[Entity], links: Iterable[LinkedMention]) -> None:
        """Among these entities, with their mentions."""
        self._entities = {one.id: one for one in entities}
        self._links = list(links)
        self._names: dict[str, list[str]] | None = None
        self._aliases: dict[str, list[str]] | None = None
        self._mentions: dict[str, str] | None = None

    def find(self, reference: Reference) -> str:
        """The id of the one entity meant. Raises `Unclear`."""
        if reference.id is not None:
            return self._by_id(reference.id)
        found = self._by_article(reference) if reference.article else self._by_name(reference)
        found = [id_ for id_ in found if reference.type in (None, self._entities[id_].type)]
        if not found:
            kind = f" of type {reference.type}" if reference.type else ""
            raise Unclear(f"no entity{kind} is called {reference}")
        if len(found) > 1:
            ids = ", ".join(sorted(found)[:LISTED]) + (", …" if len(found) > LISTED else "")
            raise Unclear(f"{len(found)} entities are called {reference}: give the id of one ({ids})")
        return found[0]

    def _by_id(self, id_: str) -> str:
        if id_ in self._entities:
            return id_
        if self._mentions is None:
            self._mentions = {mention_id(one.mention): one.entity for one in self._links}
        if id_ not in self._mentions:
            raise Unclear(f"no entity and no mention has the id {id_}")
        return self._mentions[id_]

    def _by_article(self, reference: Reference) -> list[str]:
        wanted = fold(reference.name or "")
        return sorted(
            {
                one.entity
                for one in self._links
                if one.mention.article == reference.article and fold(" ".join(one.mention.text.split())) == wanted
            }
        )

    def _by_name(self, reference: Reference) -> list[str]:
        wanted = fold(reference.name or "")
        if self._names is None or self._aliases is None:
            self._names, self._aliases = defaultdict(list), defaultdict(list)
            for one in self._entities.values():
                self._names[fold(one.name)].append(one.id)
                for alias in {fold(alias) for alias in one.aliases} - {fold(one.name)}:
                    self._aliases[alias].append(one.id)
        return self._names.get(wanted) or self._aliases.get(wanted) or []
