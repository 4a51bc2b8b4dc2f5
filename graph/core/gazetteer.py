"""Which country, region, state or city a name stands for, as English-language news writes it.

Countries and subdivisions come from ISO 3166 (pycountry), cities above 15,000 people and populations from GeoNames
(CC BY 4.0; ``data/geonames.tsv.gz``, which `training.gazetteer` makes), names that news gives them from
``data/places.toml`` and ``data/demonyms.toml``. Everything is read on first use, cities when a name is nothing larger.
"""

from __future__ import annotations

import gzip
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from operator import itemgetter
from typing import Literal

from graph.core.folding import read_table

PlaceKind = Literal["country", "subdivision", "city", "region"]


@dataclass(frozen=True, slots=True)
class Place:
    """A place under its usual English name; ``country`` is its ISO 3166-1 alpha-2 code, None for a region.

    ``population`` is 0 where GeoNames gives none (states, regions).
    """

    name: str
    kind: PlaceKind
    country: str | None
    population: int = 0


def place_key(name: str) -> str:
    """What the spellings of a place's name share.

    Lower case without accents, full stops, hyphens, a possessive and the leading article.

    >>> place_key("The São-Tomé's"), place_key("U.S.")
    ('sao tome', 'us')
    """
    if not name.isascii():
        decomposed = unicodedata.normalize("NFKD", name.replace("’", "'"))
        name = "".join(c for c in decomposed if not unicodedata.combining(c))
    key = " ".join(name.casefold().removesuffix("'s").replace(".", "").replace("-", " ").replace(",", " ").split())
    return key.removeprefix("the ")


_INITIALS = 3
"""Letters up to which a folded name may be a country's initials."""


@cache
def _geonames() -> tuple[tuple[str, str, int], ...]:
    """Name, country code and population, the largest city first; a country's name is empty."""
    packed = files("graph.core").joinpath("data/geonames.tsv.gz").read_bytes()
    lines = gzip.decompress(packed).decode("utf-8").splitlines()
    return tuple((name, code, int(people)) for name, code, people in (line.split("\t") for line in lines))


@cache
def _countries() -> dict[str, tuple[str, int]]:
    """Common short name and population of each country by alpha-2 code."""
    import pycountry  # imported here: it reads its databases when imported

    population = {code: people for name, code, people in _geonames() if not name}
    names = {row.alpha_2: getattr(row, "common_name", row.name) for row in pycountry.countries}
    names |= read_table("places")["country_names"]
    return {code: (name, population.get(code, 0)) for code, name in sorted(names.items())}


@cache
def _large() -> dict[str, Place]:
    """Countries, regions and subdivisions by key; where two share a key, the first of these kinds."""
    import pycountry

    table = read_table("places")
    found: dict[str, Place] = {}
    for code, (name, population) in _countries().items():
        official = getattr(pycountry.countries.get(alpha_2=code), "official_name", name)
        for alias in (name, official, *table["countries"].get(code, ())):
            found.setdefault(place_key(alias), Place(name, "country", code, population))
    for name in table["regions"]["names"]:
        found.setdefault(place_key(name), Place(name, "region", None))
    for code, names in table["subdivisions"].items():
        for name in names:
            found.setdefault(place_key(name), Place(name, "subdivision", code))
    return found


@cache
def _small() -> dict[str, Place]:
    """Cities by key, the largest of a name, and below them subdivisions of the countries that pycountry names well."""
    import pycountry

    table = read_table("places")
    stopped = {place_key(name) for name in table["stop"]["names"]}
    given: dict[str, str] = table["cities"]
    found: dict[str, Place] = {place_key(name): Place(name, "city", code) for name, code in given.items()}
    chosen = frozenset(found)
    for name, code, people in filter(itemgetter(0), _geonames()):
        key = place_key(name)
        known = key not in stopped or people >= table["stop"]["population"]
        if known if key not in found else (given.get(name) == code and key in chosen and not found[key].population):
            found[key] = Place(name, "city", code, people)
    for code in table["pycountry"]["subdivisions"]:
        for row in sorted(pycountry.subdivisions.get(country_code=code), key=lambda row: str(row.code)):
            key = place_key(row.name)
            if key not in stopped and (key not in found or found[key].population < _BIG_CITY):
                found[key] = Place(row.name, "subdivision", code)
    return found


_TOWN = 100_000
"""A city of fewer people is not meant by a name in four capitals or fewer: that is an acronym."""
_BIG_CITY = 500_000
"""A city of this many people keeps a name that it shares with a state (New York)."""
_METROPOLIS = 1_000_000
"""A city of this many people is known even by a name of three letters (Hue)."""


@cache
def _aliases() -> dict[str, str]:
    return {place_key(alias): place_key(name) for alias, name in read_table("places")["aliases"].items()}


@lru_cache(maxsize=1 << 16)
def find_place(name: str) -> Place | None:
    """The place that a capitalised name stands for, the largest kind first; None where there is none.

    Names of up to three letters count in capitals only ("US", never "Us") unless they are those of a metropolis; a
    town's name in four capitals or fewer does not count (more likely an acronym).

    >>> find_place("U.S."), find_place("KUALA LUMPUR").country, find_place("Bavaria").kind
    (Place(name='United States', kind='country', country='US', population=327167434), 'MY', 'subdivision')
    >>> find_place("reading"), find_place("Reading"), find_place("South-East Asia").kind
    (None, None, 'region')
    """
    key = place_key(name)
    if not key or (not name.lstrip("'\"“‘(")[:1].isupper() and not _small_start(name)):
        return None
    key = _aliases().get(key, key)
    place = _large().get(key) or _small().get(key)
    return place if place and _fits(name, place) else None


def _fits(name: str, place: Place) -> bool:
    """Whether the letter case of a short name fits the place: "US" but not "Us", "Hue" but not "BAM"."""
    bare = name.replace(".", "").removesuffix("'s").removesuffix("’s").removeprefix("the ")
    if place.kind == "city" and len(bare) <= 4 and bare.isupper():
        return not 0 < place.population < _TOWN
    return len(bare) > 3 or bare.isupper() or (place.population >= _METROPOLIS and place.kind == "city")


def _small_start(name: str) -> bool:
    """Whether a name may begin in lower case: after "the", or as the euro zone does."""
    return (name.startswith("the ") and name[4:5].isupper()) or name.startswith("euro")


@cache
def _demonyms() -> dict[str, str]:
    return {place_key(word): code for code, words in read_table("demonyms").items() for word in words}


def demonym(word: str) -> str | None:
    """The alpha-2 code of the country that a capitalised adjective or noun for a people belongs to.

    >>> demonym("Malaysian"), demonym("Swedes"), demonym("polish"), demonym("South Korean")
    ('MY', 'SE', None, 'KR')
    """
    key = place_key(word)
    if not word[:1].isupper():
        return None
    return _demonyms().get(key) or _demonyms().get(key.removesuffix("s"))


def country_name(alpha2: str) -> str:
    """The common short English name of a country. Raises KeyError for a code that ISO 3166-1 does not have.

    >>> country_name("VN"), country_name("GB")
    ('Vietnam', 'United Kingdom')
    """
    return _countries()[alpha2.upper()][0]


def country_named(folded: str) -> str | None:
    """The alpha-2 code of the country that a folded name, adjective or initials of up to three letters stand for.

    >>> country_named("american"), country_named("us"), country_named("america"), country_named("reef trust")
    ('US', 'US', 'US', None)
    """
    name = folded.upper() if len(folded) <= _INITIALS else folded.title()
    place = find_place(name)
    return place.country if place is not None and place.kind == "country" else demonym(name)
