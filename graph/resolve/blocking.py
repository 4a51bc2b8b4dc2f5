"""Keys of units: those under which units are one thing at once, and short forms that must first be looked up.

Only units with a key in common are ever compared, so the work grows with the number of mentions, not its square
(blocking, as in Christen, Data Matching, 2012). A key is (ontology group, folded name, qualifier); the qualifier is the
country of a name that many countries share, else empty.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graph.core.gazetteer import country_name, demonym, find_place
from graph.core.names import looks_like_acronym, normalise, person_key
from graph.resolve.bodies import body_key
from graph.resolve.generic import has_year, is_agency, is_generic, names_nation
from graph.resolve.units import clean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.resolve.countries import Countries
    from graph.resolve.units import Unit

Key = tuple[str, str, str]


_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})

ANYWHERE = "*"
"""The qualifier of a short form looked for in whatever country it is explained."""

_AGENCY = "agency"
"""The qualifier of a short form of a name that may be an agency's: what a dateline credits looks for no other."""


@dataclass(frozen=True, slots=True)
class Keys:
    """A unit's keys.

    ``same`` join at once. ``short`` are acronyms and shortened names beside a full one, by which other units may call
    it. ``seeks`` are names under which it looks for a fuller one, the best first; ``alone`` those under which it joins
    others that found none.
    """

    same: tuple[Key, ...] = ()
    short: tuple[Key, ...] = ()
    seeks: tuple[Key, ...] = ()
    alone: tuple[Key, ...] = ()


def keys_of(unit: Unit, countries: Countries, titles: frozenset[str] = frozenset()) -> Keys:
    """The keys of a unit.

    A person has one only under a full name, an event or instrument only under a specific one, a body with a general
    name only where its country is known. ``titles`` are words to take off people's names (`learn_titles`).
    """
    if unit.group == "human":
        keys = [words for name in _spelt_out(unit.surfaces) if len(words := person_words(name, titles)) > 1]
        full = _fullest(frozenset(words) for words in keys)
        same = tuple(sorted({("human", " ".join(words), "") for words in keys if frozenset(words) in full}))
        short = tuple(sorted({("human", " ".join(words), "") for words in keys if frozenset(words) not in full}))
        return Keys(same=same, short=short, seeks=same)
    if unit.group == "place":
        return _place_keys(unit, countries)
    return _named_keys(unit, countries)


def _spelt_out(names: Iterable[str]) -> list[str]:
    """Names, and those with an umlaut also as German writes them without ("Müller", "Mueller"). Sorted."""
    return sorted({spelling for name in names for spelling in (name, name.translate(_UMLAUTS))})


def person_words(name: str, titles: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """Identifying words without learnt titles and without initials in the middle: "George W. Bush" is "George Bush"."""
    words = person_key(name)
    if len(words) > 2 and words[0] in titles:
        words = words[1:]
    return (*words[:1], *(word for word in words[1:-1] if len(word) > 1), *words[1:][-1:])


def learn_titles(units: Iterable[Unit]) -> frozenset[str]:
    """Titles that no word list has, learnt from the people of the build: words that stand before the full names of two
    or more people who are also named without it, and who are at least half of all whose names begin so.
    """
    names = {words for unit in units if unit.group == "human" for name in unit.surfaces if (words := person_key(name))}
    longer = [words for words in names if len(words) > 2]
    begins = Counter(words[0] for words in longer)
    titled = Counter(words[0] for words in longer if words[1:] in names)
    return frozenset(word for word, people in titled.items() if people > 1 and people * 2 >= begins[word])


def _fullest(names: Iterable[frozenset[str]]) -> set[frozenset[str]]:
    """The sets of words that no other of the sets contains: a shortened name is not its own key."""
    found = set(names)
    return {words for words in found if not any(words < other for other in found)}


def _place_keys(unit: Unit, countries: Countries) -> Keys:
    """One key, by the commonest name: the gazetteer's where it knows it, so that "KL" and "Kuala Lumpur" meet."""
    counts = Counter(clean(mention.text) for mention in unit.mentions)
    name = min(counts, key=lambda one: (-counts[one], -len(one), one))
    place = find_place(name)
    if place:
        return Keys(same=(("place", normalise(place.name), place.country or ""),))
    if code := demonym(name):
        return Keys(same=(("place", normalise(country_name(code)), code),))
    key = countries.learnt.get(normalise(name), normalise(name))
    return Keys(same=(("place", key, ""),) if key else ())


def _named_keys(unit: Unit, countries: Countries) -> Keys:
    happening = unit.group != "body"
    acronyms = {normalise(name) for name in unit.surfaces if looks_like_acronym(name)}
    names = [name for name in _spelt_out(unit.surfaces) if not looks_like_acronym(name) and _is_name(name, unit.type)]
    general: set[str] = set()
    special: dict[str, int] = {}
    known = {name: key for name in {*unit.surfaces, *names} if not happening and (key := body_key(name))}
    usual = set(known.values())
    for name in names:
        core = _core(name, countries)
        if name in known:
            special[known[name]] = len(known[name].split())
        elif core and is_generic(core, happening=happening):
            general.add(core)
        elif key := normalise(name):
            special[key] = max(special.get(key, 0), sum(word[:1].isupper() for word in name.split()))
    full = _fullest(frozenset(key.split()) for key in (*special, *general))
    same = [_special(unit.group, key, caps) for key, caps in special.items() if frozenset(key.split()) in full]
    same += [_general(unit, key, happening) for key in general if frozenset(key.split()) in full]
    whole = sorted({key for key in same if key})
    if names and not whole:  # a general name of no known country: its acronym is no better known
        return Keys()
    shortened = {(unit.group, key, "") for key in special.keys() - usual if frozenset(key.split()) not in full}
    found = _with_acronyms(unit, whole, shortened, acronyms)
    return _with_known(found, {(unit.group, key, "") for key in usual})


def _with_known(keys: Keys, known: set[Key]) -> Keys:
    """A body known beforehand looks for no fuller name, and its initials alone are its name if no article says else."""
    if keys.same:
        return replace(keys, seeks=tuple(key for key in keys.seeks if key not in known))
    return replace(keys, alone=tuple(sorted(known)) or keys.alone)


def _is_name(name: str, kind: str) -> bool:
    """Whether a surface form is a name, not a description: capitalised, or a ministry's, or an agency's short "dpa"."""
    if name != name.lower():
        return True
    return kind == "ministry" or (kind == "company" and name.isalpha() and not is_generic(normalise(name)))


def _core(name: str, countries: Countries) -> str:
    """A normalised name without the country in it and without "federal", which says no more than the country.

    A nation within a state stays: the Scottish Parliament is no other's.
    """
    key = normalise(name if names_nation(name) else countries.country_in(name)[1])
    return key.removeprefix("federal ") if key.count(" ") > 1 else key


def _special(group: str, key: str, capitals: int) -> Key | None:
    """The key of a name that tells which; an event or instrument needs two capitalised words or a year."""
    return (group, key, "") if group == "body" or capitals > 1 or has_year(key) else None


def _general(unit: Unit, key: str, happening: bool) -> Key | None:
    """The key of a general name: with its country, for a happening its year as well; else None."""
    if unit.jurisdiction is None or (happening and not has_year(key)):
        return None
    return (unit.group, key, unit.jurisdiction)


def _with_acronyms(unit: Unit, same: list[Key], shortened: set[Key], acronyms: set[str]) -> Keys:
    """Acronyms beside a full name are short forms of it; alone they look for one."""
    if same:
        places = {key[2] for key in same}
        inside = {word for key in same for word in key[1].split()}  # "Kelora KRC" does not explain "KRC"
        places |= {_AGENCY for key in same if is_agency(key[1])}
        short = shortened | {(unit.group, acronym, place) for acronym in acronyms - inside for place in places}
        return Keys(tuple(same), tuple(sorted(short)), () if acronyms else tuple(key for key in same if not key[2]))
    if unit.agency and unit.group == "body":
        return Keys(
            seeks=tuple((unit.group, acronym, _AGENCY) for acronym in sorted(acronyms)),
            alone=tuple((unit.group, acronym, "") for acronym in sorted(acronyms)),
        )
    where = unit.jurisdiction or ""
    if unit.type == "ministry":
        seeks = tuple((unit.group, acronym, where) for acronym in sorted(acronyms) if where)
        return Keys(seeks=seeks, alone=seeks)
    scopes = (where, "") if where else ("", ANYWHERE)
    return Keys(
        seeks=tuple((unit.group, acronym, scope) for acronym in sorted(acronyms) for scope in scopes),
        alone=tuple((unit.group, acronym, "") for acronym in sorted(acronyms)) if unit.group == "body" else (),
    )
