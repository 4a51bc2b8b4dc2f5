"""What the graph says of itself as a data set (VoID, W3C 2011; DCAT, W3C 2024): size, period, licence, provenance.

The time is that of the input, the newest article's date: a clock would give every build other bytes.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pyoxigraph as ox

from graph.core.ontology import PREDICATES, TYPES
from graph.core.version import VERSION
from graph.publish.describe import LABEL, TYPE, Description, Pair
from graph.publish.terms import count, date, literal
from graph.publish.vocabulary import DCAT, DCTERMS, NEWSGRAPH, PREFIXES, PROV, SDO, VOID, class_of, node

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from graph.core.config import PublishSettings
    from graph.core.types import Dataset

_IDS = frozenset({"iptc", "wd", "xsd"})
"""Prefixes of identifiers and data types: no vocabularies."""


def data_set(
    base: str, dataset: Dataset, settings: PublishSettings, facts: Mapping[ox.NamedNode, int], triples: int
) -> list[Description]:
    """The data set, its period, what made it, and a partition for each class and predicate that occurs.

    ``facts`` counts the direct triples of each predicate, ``triples`` those of the whole graph but for these.
    """
    iri = ox.NamedNode(f"{base}dataset")
    parts = [part for part in _partitions(dataset, facts) if part[-1]]
    pairs: list[Pair] = [(TYPE, node(VOID.Dataset)), (TYPE, node(DCAT.Dataset))]
    pairs += [(node(DCTERMS.title), literal(settings.title)), (node(VOID.uriSpace), literal(base))]
    pairs += [(node(DCTERMS.license), ox.NamedNode(settings.license))] if settings.license else []
    pairs += [(node(VOID.entities), count(len(dataset.entities))), (node(VOID.documents), count(len(dataset.articles)))]
    days = sorted(one.published for one in dataset.articles if one.published)
    period, build, software = (ox.NamedNode(f"{iri.value}/{name}") for name in ("period", "build", "software"))
    if days:
        pairs += [(node(DCTERMS.modified), date(days[-1])), (node(DCTERMS.temporal), period)]
        pairs += [(node(SDO.temporalCoverage), literal(f"{days[0]}/{days[-1]}"))]
    pairs += [(node(PROV.wasGeneratedBy), build)]
    pairs += [(node(VOID.vocabulary), ox.NamedNode(PREFIXES[name])) for name in sorted(PREFIXES) if name not in _IDS]
    told = [*_period(period, days), *_provenance(build, software)]
    for path, of, what, size, total in parts:
        part = ox.NamedNode(f"{iri.value}/{path}")
        pairs.append((node(VOID.classPartition if of == VOID["class"] else VOID.propertyPartition), part))
        told.append((part, [(node(of), what), (node(size), count(total))]))
    own = len(pairs) + 1 + sum(len(said) for _, said in told)
    pairs.insert(4, (node(VOID.triples), count(triples + own)))
    return [(iri, pairs), *told]


def _period(iri: ox.NamedNode, days: list[str]) -> Iterator[Description]:
    """From the oldest to the newest article."""
    if days:
        bounds: list[Pair] = [(node(DCAT.startDate), date(days[0])), (node(DCAT.endDate), date(days[-1]))]
        yield iri, [(TYPE, node(DCTERMS.PeriodOfTime)), *bounds]


def _provenance(build: ox.NamedNode, software: ox.NamedNode) -> Iterator[Description]:
    """The build as an activity, and the software that did it with its version."""
    yield build, [(TYPE, node(PROV.Activity)), (node(PROV.wasAssociatedWith), software)]
    kinds: list[Pair] = [(TYPE, node(PROV.SoftwareAgent)), (TYPE, node(SDO.SoftwareApplication))]
    names: list[Pair] = [(LABEL, literal("newsgraph")), (node(SDO.softwareVersion), literal(VERSION))]
    yield software, [*kinds, *names]


def _partitions(
    dataset: Dataset, facts: Mapping[ox.NamedNode, int]
) -> Iterator[tuple[str, str, ox.NamedNode, str, int]]:
    kinds = Counter(one.type for one in dataset.entities)
    for name in TYPES:
        yield f"class/{name}", VOID["class"], class_of(name), VOID.entities, kinds[name]
    yield "class/statement", VOID["class"], node(NEWSGRAPH.Statement), VOID.entities, len(dataset.statements)
    for name in PREDICATES:
        predicate = node(NEWSGRAPH[name])
        yield f"predicate/{name}", VOID.property, predicate, VOID.triples, facts.get(predicate, 0)
