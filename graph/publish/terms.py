"""IRIs and literals that are valid in every format: what untrusted text must pass to become RDF.

RDF/XML allows fewer characters than the other formats (XML 1.0, section 2.2), and no format a lone surrogate. `plain`
takes them out once, before any format, so that all formats hold the same graph.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

import pyoxigraph as ox

from graph.core.ids import digest, slug
from graph.publish.vocabulary import PREFIXES, XSD, node

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.core.types import Article, Dataset, Entity, Evidence

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SAFE = re.compile(r"[\w~-]*", re.ASCII)
_NOT_IRI = re.compile(r"%(?![0-9A-Fa-f]{2})|[^\w%:/?#\[\]@!$&'()*+,;=.~-]")
_DATES = (
    (re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", re.ASCII), XSD.date),
    (re.compile(r"\d{4}-(0[1-9]|1[0-2])", re.ASCII), XSD.gYearMonth),
    (re.compile(r"\d{4}", re.ASCII), XSD.gYear),
)


def plain(text: str) -> str:
    """Text with what XML cannot hold replaced by U+FFFD, one for one: offsets into it still hold.

    >>> plain("a\\x00b\\ud800")
    'a\ufffdb\ufffd'
    """
    return _NOT_XML.sub("\ufffd", text)


def literal(text: str, language: str | None = None) -> ox.Literal:
    """A string literal of untrusted text."""
    return ox.Literal(plain(text), language=language)


@cache
def number(value: float) -> ox.Literal:
    """A score as xsd:decimal, to four places, in the lexical form that stores also give back."""
    text = f"{value:.4f}".rstrip("0").rstrip(".")
    return ox.Literal(text, datatype=node(XSD.decimal))


@cache
def count(value: int) -> ox.Literal:
    """A count as xsd:integer."""
    return ox.Literal(str(value), datatype=node(XSD.integer))


@lru_cache(maxsize=65536)
def date(text: str) -> ox.Literal:
    """An ISO 8601 date, month or year as the XML Schema type that fits it, else a string.

    >>> date("2024-05").datatype.value, date("soon").datatype.value
    ('http://www.w3.org/2001/XMLSchema#gYearMonth', 'http://www.w3.org/2001/XMLSchema#string')
    """
    found = next((kind for pattern, kind in _DATES if pattern.fullmatch(text)), XSD.string)
    return ox.Literal(plain(text), datatype=node(found))


def url(text: str) -> ox.NamedNode | None:
    """An article's web address as an IRI, forbidden characters percent-encoded; None unless it is http(s) and valid.

    >>> url("https://herald.example/a b").value
    'https://herald.example/a%20b'
    >>> url("javascript:alert(1)") is None
    True
    """
    encoded = _NOT_IRI.sub(lambda match: quote(match[0], errors="replace"), text.strip())
    try:
        parts = urlsplit(encoded)
        return ox.NamedNode(encoded) if parts.scheme.lower() in ("http", "https") and parts.hostname else None
    except ValueError:
        return None


def named(base: str, kind: str, name: str, key: str) -> ox.NamedNode:
    """``{base}{kind}/{slug of the name}-{key}``; the key alone tells it apart, the slug is for people."""
    return ox.NamedNode(f"{base}{kind}/{'-'.join(filter(None, (slug(name), _encoded(key, safe=''))))}")


def _encoded(text: str, safe: str) -> str:
    """Percent-encoded, dots too: rdflib does not read back a prefixed name in Turtle that ends in one."""
    if _SAFE.fullmatch(text):
        return text
    return quote(plain(text), safe=safe).replace(".", "%2E")


@dataclass(frozen=True, slots=True)
class Iris:
    """The IRIs of a data set under ``base``: its entities and articles by id."""

    base: str
    entities: Mapping[str, ox.NamedNode]
    articles: Mapping[str, ox.NamedNode]

    @classmethod
    def of(cls, dataset: Dataset, base: str) -> Iris:
        """Name everything in ``dataset``."""
        return cls(
            base,
            {entity.id: entity_iri(base, entity) for entity in dataset.entities},
            {article.id: article_iri(base, article) for article in dataset.articles},
        )

    def local(self, kind: str, *keys: object) -> ox.NamedNode:
        """``{base}{kind}/{keys joined by hyphens}``."""
        return ox.NamedNode(f"{self.base}{kind}/{'-'.join(_encoded(str(key), safe='-') for key in keys)}")

    def quote(self, evidence: Evidence) -> ox.NamedNode:
        """The node of a stretch of an article's text: one for all that it says."""
        return ox.NamedNode(f"{self.base}quote/{_hashed(evidence.article)}-{evidence.start}-{evidence.end}")


@lru_cache(maxsize=4096)
def _hashed(article: str) -> str:
    """The hash of an article's id; quotes come article by article, each with the same."""
    return digest(article)


def entity_iri(base: str, entity: Entity) -> ox.NamedNode:
    """``{base}entity/{slug}-{id}``."""
    return named(base, "entity", entity.name, entity.id)


def article_iri(base: str, article: Article) -> ox.NamedNode:
    """``{base}article/{slug}-{digest of the id}``: ids of articles come from outside and may be anything."""
    return named(base, "article", article.title, _hashed(article.id))


def prefixes(base: str) -> dict[str, str]:
    """The prefixes of an output file: the vocabularies, and what we name under ``base`` where none of these clashes."""
    local = {kind: f"{base}{kind}/" for kind in ("article", "entity", "quote", "role", "statement", "tag", "theme")}
    taken = tuple(PREFIXES.values())
    return {**PREFIXES, **{kind: iri for kind, iri in local.items() if not iri.startswith(taken)}}
