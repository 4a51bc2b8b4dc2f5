"""Why two names are one thing, or two: the merges between them, or what is alike in them and what is not.

A merge joins what two articles name; so the merges of an entity link the articles that it is in, and the shortest way
from an article that uses one name to an article that uses the other is the explanation. Where there are two entities,
the features that resolution goes by are laid side by side.
"""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from graph.core.names import acronyms, looks_like_acronym, normalise, person_key
from graph.core.ontology import TYPES
from graph.resolve.generic import is_generic

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from graph.core.types import Dataset, Entity, Mention
    from graph.resolve.compare import Merge


HELD = frozenset({"holds_position", "member_of"})


@dataclass(frozen=True, slots=True)
class Feature:
    """One thing compared: its name, what each of the two has, and whether it speaks for one thing (None: neither)."""

    name: str
    left: str
    right: str
    speaks_for_one: bool | None


def way(merges: Iterable[Merge], left: Sequence[Mention], right: Sequence[Mention]) -> list[Merge] | None:
    """The fewest merges that lead from an article of one of the mentions to one of the others', each with its reason.

    Empty where one article has both: there its own coreference joined them. None where no merges lead there.
    ``left`` and ``right`` are mentions of one entity, ``merges`` those of that entity.
    """
    links: dict[str, list[tuple[str, Merge]]] = defaultdict(list)
    for merge in sorted(merges, key=lambda one: (one.left, one.right)):
        links[merge.left.article].append((merge.right.article, merge))
        links[merge.right.article].append((merge.left.article, merge))
    goals = {mention.article for mention in right}
    queue = deque((article, ()) for article in sorted({mention.article for mention in left}))
    seen = {article for article, _ in queue}
    while queue:
        article, path = queue.popleft()
        if article in goals:
            return list(path)
        for other, merge in links[article]:
            if other not in seen:
                seen.add(other)
                queue.append((other, (*path, merge)))  # type: ignore[arg-type]
    return None


def features(dataset: Dataset, left: Entity, right: Entity) -> list[Feature]:
    """What resolution compares in two entities, in a fixed order."""
    groups = [TYPES[one.type].group for one in (left, right)]
    keys = [_keys(one) for one in (left, right)]
    shared = keys[0] & keys[1]
    found = [Feature("kind", left.type, right.type, None if groups[0] == groups[1] else False)]
    general = [{key for key in one if is_generic(key)} for one in keys]
    both_general = groups == ["body", "body"] and all(keys[i] == general[i] for i in (0, 1))
    found.append(
        Feature("names as compared", _list(keys[0]), _list(keys[1]), (bool(shared) and not both_general) or None)
    )
    if both_general:
        words = "names that many bodies have: one only where the country is known and the same"
        found.append(Feature(words, _list(general[0]), _list(general[1]), speaks_for_one=False))
    posts = [_posts(dataset, one) for one in (left, right)]
    if groups == ["human", "human"] and all(posts):
        found.append(Feature("posts and memberships", _list(posts[0]), _list(posts[1]), bool(posts[0] & posts[1])))
    if initials := _initials(left, right):
        found.append(Feature("initials", *initials, speaks_for_one=True))
    if near := _near(keys[0], keys[1]):
        found.append(Feature("one letter apart", *near, speaks_for_one=True))
    articles = [{link.mention.article for link in dataset.mentions if link.entity == one.id} for one in (left, right)]
    if together := articles[0] & articles[1]:
        found.append(Feature("articles that name both", str(len(together)), str(len(together)), speaks_for_one=False))
    else:
        told = _list(_beside(dataset, articles[0]) & _beside(dataset, articles[1]) - {left.name, right.name})
        found.append(Feature("named beside both", told, told, bool(told) or None))
    ids = [dict(sorted(one.ids.items())) for one in (left, right)]
    if any(ids):
        both = ids[0].keys() & ids[1].keys()
        same = all(ids[0][key] == ids[1][key] for key in both) if both else None
        found.append(Feature("ids", _ids(left), _ids(right), same))
    return found


def _keys(entity: Entity) -> set[str]:
    human = TYPES[entity.type].group == "human"
    names = (entity.name, *entity.aliases)
    return {key for name in names if (key := " ".join(person_key(name)) if human else normalise(name))}


def _posts(dataset: Dataset, entity: Entity) -> set[str]:
    """The names of what someone has a post in or is a member of."""
    found = {one.object for one in dataset.statements if one.subject == entity.id and one.predicate in HELD}
    return {one.name for one in dataset.entities if one.id in found}


def _initials(left: Entity, right: Entity) -> tuple[str, str] | None:
    """Initials of the one that spell a name of the other."""
    for turned, (one, other) in enumerate(((left, right), (right, left))):
        for short in filter(looks_like_acronym, (one.name, *one.aliases)):
            for full in (other.name, *other.aliases):
                if " " in full and normalise(short) in acronyms(full):
                    return (full, short) if turned else (short, full)
    return None


def _near(left: set[str], right: set[str]) -> tuple[str, str] | None:
    pairs = ((one, other) for one in sorted(left) for other in sorted(right))
    return next((pair for pair in pairs if OSA.distance(*pair, score_cutoff=1) == 1), None)


def _beside(dataset: Dataset, articles: set[str]) -> set[str]:
    """The names of what some articles name."""
    ids = {link.entity for link in dataset.mentions if link.mention.article in articles}
    return {one.name for one in dataset.entities if one.id in ids}


def _ids(entity: Entity) -> str:
    return ", ".join(f"{key} {value}" for key, value in sorted(entity.ids.items()))


def _list(values: Iterable[str], most: int = 6) -> str:
    some = sorted(values)
    return "; ".join(some[:most]) + (f"; … {len(some) - most} more" if len(some) > most else "")
