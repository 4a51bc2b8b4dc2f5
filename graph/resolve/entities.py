"""Entities from clusters: id, type, name, aliases. What was in the text stays in the text's words."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from graph.core.gazetteer import country_name, demonym, find_place
from graph.core.ids import mention_id
from graph.core.names import looks_like_acronym, normalise, person_key, strip_titles
from graph.core.ontology import TYPES
from graph.core.types import Entity
from graph.resolve.bodies import bodies, body_key
from graph.resolve.units import clean

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graph.resolve.units import Unit


def entity_of(units: Sequence[Unit], titles: frozenset[str] = frozenset()) -> Entity:
    """The entity of a cluster; ``units`` in `Unit.order`, ``titles`` as learnt from the build.

    Its id is a hash of the earliest mention.
    """
    counts = Counter(clean(mention.text) for unit in units for mention in unit.mentions)
    kind = _type(units)
    code = _country_code(counts) if kind == "place" else None
    name = _name(counts, TYPES[kind].group, code, titles)
    return Entity(
        id=mention_id(units[0].first),
        type=kind,
        name=name,
        aliases=tuple(sorted(set(counts) - {name})),
        articles=len({unit.first.article for unit in units}),
        ids={"iso3166": code} if code else _known_ids(name, kind),
    )


def _known_ids(name: str, kind: str) -> Mapping[str, str]:
    """Ids in other systems of a body known beforehand."""
    usual = body_key(name) if TYPES[kind].group == "body" else None
    return bodies().ids.get(usual, {}) if usual else {}


def _type(units: Sequence[Unit]) -> str:
    """Official if any article says so, else the type with most weight of mentions; of equals the ontology's first."""
    weight: dict[str, float] = {}
    for unit in units:
        if unit.type == "official":
            return "official"
        weight[unit.type] = weight.get(unit.type, 0.0) + sum(mention.score for mention in unit.mentions)
    rank = list(TYPES)
    return min(weight, key=lambda kind: (-round(weight[kind], 6), rank.index(kind)))


def _country_code(counts: Counter[str]) -> str | None:
    """The alpha-2 code if the commonest surface form is a country's name or demonym."""
    name = min(counts, key=lambda one: (-counts[one], -len(one), one))
    place = find_place(name)
    if place:
        return place.country if place.kind == "country" else None
    return demonym(name)


def _name(counts: Counter[str], group: str, code: str | None, titles: frozenset[str]) -> str:
    """The fullest form: no acronym and no part of a fuller form if there is another, then the most frequent, longest.

    A person's is without title; a country that is only called by its people's name gets the gazetteer's.
    """
    forms: Counter[str] = Counter()
    for surface, count in counts.items():
        if not (code and find_place(surface) is None):
            forms[_bare(surface, group, titles)] += count
    if not forms:
        return country_name(code) if code else min(counts)
    words = {
        form: frozenset(person_key(form) if group == "human" else normalise(_proper(form)).split()) for form in forms
    }
    wholes = {words[form] for form in forms if not looks_like_acronym(form)}
    # "West Germany" is no fuller name of Germany: places go by frequency alone
    fullest = wholes if group == "place" else {one for one in wholes if not any(one < other for other in wholes)}
    best = [form for form in forms if words[form] in fullest and not looks_like_acronym(form)] or list(forms)
    return min(best, key=lambda form: (form.isupper(), form.islower(), -forms[form], -len(form), form))


def _proper(form: str) -> str:
    """The capitalised words of a form: "Reuters news agency" is no fuller name than "Reuters". All words if none is."""
    words = form.split()
    return " ".join(word for word in words if any(char.isupper() or char.isdigit() for char in word)) or form


def _bare(surface: str, group: str, titles: frozenset[str]) -> str:
    """A surface form without possessive, a person's also without titles, others without "the"."""
    for ending in ("'s", "’s"):
        surface = surface.removesuffix(ending)
    if group != "human":
        return surface.removeprefix("the ") or surface
    name = strip_titles(surface)
    first, _, rest = name.partition(" ")
    return rest if " " in rest and normalise(first) in titles else name
