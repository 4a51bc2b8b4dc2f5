"""holds_position: a post, who holds it and where; with the country or the ministry where the text names no body."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from graph.core.gazetteer import demonym, find_place
from graph.extract.relations import status
from graph.extract.relations.homes import home_votes
from graph.extract.relations.lexicon import LEXICON
from graph.extract.relations.nominals import complements, denoted, opening
from graph.extract.relations.proposal import Proposal
from graph.extract.relations.roles import Role, find_roles, inside_title, singular

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from graph.core.types import Status
    from graph.extract.relations.sentences import Sentence, Slot

SURE = {"title": 0.8, "apposed": 0.75, "named": 0.7, "title:of": 0.75, "named:of": 0.7, "inside": 0.75}
ENVOYS = frozenset({"ambassador", "envoy", "representative", "correspondent", "consul"})
ACRONYM = 3
"""Letters up to which a name in capitals may be a country's (UK, USA, UAE)."""
DOMINANT = 0.5
"""Share of all mentions of countries that makes one the article's."""
GAP = 9
"""Tokens between two posts below which "and" may join them."""
OTHERS = frozenset({"the", "a", "an", "his", "her", "their", "its", "our"})
STOP = frozenset({"the", "of", "and", "for", "ministry", "department", "minister", "deputy"})


class Held(NamedTuple):
    """A post, the persons that a sentence says it of, and the name of the pattern that tells."""

    role: Role
    holders: tuple[Slot, ...]
    how: str


@dataclass(frozen=True, slots=True)
class Background:
    """What the article names besides the sentence: ministries with their words, its main country if any (``lesser``: a
    state or town), its most named state (else a main country that no gazetteer knows, which may be one), the posts that
    it gives a country, and by code each country named, the most named first; all as mention numbers."""

    ministries: tuple[tuple[frozenset[str], int], ...]
    country: int | None
    lesser: bool = False
    state: int | None = None
    posts: Mapping[str, int] = field(default_factory=dict)
    countries: Mapping[str, int] = field(default_factory=dict)

    @property
    def code(self) -> str:
        """The main country's code, "" without one."""
        return next((code for code, mention in self.countries.items() if mention == self.country), "")


def _standing(text: str) -> tuple[str, bool]:
    """What a place's name counts for as the article's country, and whether it is a lesser place, of a known country.

    >>> _standing("Malaysian"), _standing("Penang"), _standing("Zolda")
    (('MY', False), ('penang', True), ('zolda', False))
    """
    place = find_place(text)
    if place is None:
        return demonym(text) or text.lower(), False
    return (place.country or text.lower(), False) if place.kind == "country" else (text.lower(), True)


def _country(named: Sequence[tuple[str, int]], votes: Mapping[str, int]) -> tuple[int | None, bool]:
    """The mention of the country that an article names most, of names and mention numbers in text order, and whether
    it is a state or town.

    ``votes`` count as further names of countries; a country that is not named itself has no mention to give.
    A town is none: neither one that the gazetteer knows nor one in capitals, as a dateline writes it. Where no country
    is named the most named state or town serves; where none stands out, none: British ministers on a war abroad.
    """
    datelines = {text.lower() for text, _ in named if text.isupper() and len(text) > ACRONYM}
    ranks: dict[str, list[int]] = {}
    lesser: set[str] = set()
    for text, mention in named:
        key, small = _standing(text)
        ranks.setdefault(key, []).append(mention)
        if small or key in datelines:
            lesser.add(key)
    if not ranks:
        return None, False
    weights = {key: len(ranks.get(key, ())) + votes.get(key, 0) for key in {*ranks, *votes}}
    best = min(ranks, key=lambda key: (key in lesser, -weights[key], ranks[key][0]))
    countries = sum(weight for key, weight in weights.items() if key not in lesser) or weights[best]
    return (ranks[best][0], best in lesser) if weights[best] >= DOMINANT * countries else (None, False)


def read_background(sentences: Sequence[Sentence]) -> Background:
    """Ministries and the most named place of an article, as mention numbers."""
    ministries: list[tuple[frozenset[str], int]] = []
    places: list[tuple[str, int]] = []
    for sentence in sentences:
        for slot in sentence.slots:
            text = sentence.doc[slot.start : slot.end].text
            if slot.kind == "ministry" and not slot.anaphor:
                ministries.append((frozenset(text.lower().replace(",", " ").split()) - STOP, slot.mention))
            elif slot.kind == "place":
                places.append((text, slot.mention))
    votes = home_votes(sentences)
    country, lesser = _country(places, votes)
    state = _state(places)
    if state is None and any(mention == country and _is_unknown(text) for text, mention in places):
        state = country
    posts, countries = _known_posts(sentences), _countries(places, votes)
    return Background(tuple(ministries), country, lesser, state, posts, countries)


def _is_unknown(place: str) -> bool:
    return find_place(place) is None and demonym(place) is None


def _state(named: Iterable[tuple[str, int]]) -> int | None:
    """The mention of the state, province or nation within a country that an article names most."""
    mentions: dict[str, list[int]] = {}
    for text, mention in named:
        place = find_place(text)
        if place is not None and place.kind == "subdivision":
            mentions.setdefault(place.name, []).append(mention)
    best = min(mentions.values(), key=lambda found: (-len(found), found[0]), default=None)
    return best[0] if best else None


def _countries(named: Sequence[tuple[str, int]], votes: Mapping[str, int]) -> dict[str, int]:
    """The countries that an article names, by ISO code, the most named first, each with its first mention.

    ``votes`` count as further names.
    """
    mentions: dict[str, list[int]] = {}
    for text, mention in named:
        code, lesser = _standing(text)
        if not lesser and code.isupper():
            mentions.setdefault(code, []).append(mention)
    ranked = sorted(mentions, key=lambda code: (-len(mentions[code]) - votes.get(code, 0), mentions[code][0]))
    return {code: mentions[code][0] for code in ranked}


def _known_posts(sentences: Sequence[Sentence]) -> dict[str, int]:
    """National posts that the article gives one country wherever it gives any: "the German chancellor" tells whose
    "Chancellor Lena Marsh" is. By the post's words, with a mention of the country."""
    found: dict[str, dict[str, int]] = {}
    for sentence in sentences:
        for role in find_roles(sentence):
            if not {singular(word) for word in role.text.lower().split()} & LEXICON.national:
                continue
            slots = [*complements(sentence, role.noun, _wanted, False).slots, *inside_title(sentence, role)]
            for slot in slots:
                if slot.kind == "place":
                    key, _ = _standing(sentence.doc[slot.start : slot.end].text)
                    found.setdefault(role.text.lower(), {}).setdefault(key, slot.mention)
    return {post: next(iter(countries.values())) for post, countries in found.items() if len(countries) == 1}


def _wanted(slot: Slot) -> bool:
    return slot.body or slot.kind == "place"


def _status(sentence: Sentence, role: Role, how: str) -> Status:
    if found := status.of_noun(sentence, role.noun.start):
        return found
    first = sentence.lower(role.noun.start)
    if first.startswith("ex-") or first == "ex":
        return "former"
    if sentence.parsed and how in {"copula", "as", "predicative"}:
        verb = sentence.token(role.noun.head).head
        verb = verb.head if verb.lower_ == "as" else verb
        if verb.lemma_ in LEXICON.status["former_verbs"]:
            return "former"
        return status.of_copula(verb) if how == "copula" else status.of_verb(verb)
    return "stated"


def _unnamed_body(sentence: Sentence, role: Role, background: Background) -> tuple[int, str] | None:
    """Where a post without a body belongs: the ministry of its portfolio, else the article's main country (of a chief
    or first minister the main state).

    None where its body is named but unknown: "the Port Guild (PG) president", "PG president".
    """
    words = frozenset(role.text.lower().replace(",", " ").split())
    portfolio = words - STOP
    if words & {"minister", "secretary"} and portfolio:
        for name, mention in background.ministries:
            if name and (name <= portfolio or portfolio <= name):
                return mention, "ministry"
    if opening(sentence, role.noun.start) is not None or _has_short_form(role.text):
        return None
    national = {singular(word) for word in words} & LEXICON.national
    if words & LEXICON.private:
        return None
    if national and (told := background.posts.get(role.text.lower())) is not None:
        return told, "told"
    return _whose(words, background) if national else None


def _whose(words: frozenset[str], background: Background) -> tuple[int, str] | None:
    """The country or state that a national post belongs to, by its words and what else the article names."""
    for needed, countries in LEXICON.some_countries:
        if needed <= words:
            best = next((mention for code, mention in background.countries.items() if code in countries), None)
            return None if best is None else (best, "country")
    if any(needed <= words and background.code in countries for needed, countries in LEXICON.no_countries):
        return None
    if "minister" in words and words & {"chief", "first"}:
        return None if background.state is None else (background.state, "state")
    if background.country is None or (background.lesser and not words & LEXICON.regional):
        return None
    return background.country, "country"


def _has_short_form(post: str) -> bool:
    """Whether a post is written with a body's initials: "PG President", but not "MP" or a headline in capitals."""
    short = [word for word in post.split() if word.isupper() and word.isalpha() and len(word) > 1]
    return not post.isupper() and any(singular(word.lower()) not in LEXICON.role_heads for word in short)


def find_holders(sentence: Sentence) -> Sequence[Held]:
    """All posts in a sentence, in order, each with those it is said of and by which pattern. Read once, then kept."""
    if sentence.holders is None:
        roles = find_roles(sentence)
        sentence.holders = tuple(Held(role, *_holders(sentence, role, roles)) for role in roles)
    return sentence.holders


def _holders(sentence: Sentence, role: Role, roles: Sequence[Role]) -> tuple[tuple[Slot, ...], str]:
    """Persons that a post is said of; a post joined to another by "and" has the other's holder."""
    if role.holder is not None:
        return (role.holder,), "inside"
    found = denoted(sentence, role.noun, lambda slot: slot.human)
    if found.slots:
        return found.slots, found.how
    for other in roles:
        gap = range(min(role.noun.end, other.noun.end), max(role.noun.start, other.noun.start))
        if other is not role and _one_holders(sentence, gap):
            found = denoted(sentence, other.noun, lambda slot: slot.human)
            if found.slots:
                return found.slots, "joined"
    return (), ""


def _one_holders(sentence: Sentence, gap: range) -> bool:
    """Whether the words between two posts join them as one person's: not those of "the chairman and his deputy"."""
    if not 0 < len(gap) < GAP:
        return False
    return any(sentence.lower(i) == "and" and sentence.lower(i + 1) not in OTHERS for i in gap)


def find_posts(sentence: Sentence, background: Background) -> Iterator[Proposal]:
    """Each post of each named person in a sentence, with the body or country it belongs to."""
    for role, holders, how in find_holders(sentence):
        if not holders:
            continue
        envoy = singular(sentence.lower(role.noun.head)) in ENVOYS
        where = complements(sentence, role.noun, _wanted, envoy)
        said = _status(sentence, role, how)
        score = SURE.get(how, 0.55)
        for holder in holders:
            slots = where.slots or tuple(inside_title(sentence, role))
            for slot in slots:
                yield Proposal(
                    "holds_position",
                    holder.mention,
                    slot.mention,
                    sentence,
                    role.noun.head,
                    role.text,
                    said,
                    score,
                    f"post:{how}:{where.how}",
                )
            if not slots and (fallback := _unnamed_body(sentence, role, background)):
                yield Proposal(
                    "holds_position",
                    holder.mention,
                    fallback[0],
                    sentence,
                    role.noun.head,
                    role.text,
                    said,
                    score - 0.15,
                    f"post:{how}:{fallback[1]}",
                )
