"""Two steps of spaCy's pipelines with a memory: they work out anew for every token what depends on little of it.

The rule lemmatizer's answer depends on a token's word, part of speech and morphology; that of the attribute ruler, for
patterns of one token, on the attributes that its patterns speak of. Results are the same as without, only sooner.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from spacy.lang.en.lemmatizer import EnglishLemmatizer
from spacy.matcher import Matcher
from spacy.tokens._retokenize import set_token_attrs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.language import Language
    from spacy.tokens import Doc, Token

WHOLE = "newsgraph_with_memory"
"""Attribute of a component that does what the component does to a Doc, only sooner."""

SEEN = frozenset({"TAG", "LOWER", "DEP", "IS_SPACE"})
"""Attributes that patterns may speak of to be remembered."""


class Lemmas:
    """A rule lemmatizer that is asked once for each word with its part of speech and morphology."""

    def __init__(self, lemmatizer: Any) -> None:
        """``lemmatizer`` is spaCy's, whose settings and tables count."""
        self.lemmatizer = lemmatizer
        self.known: dict[tuple[int, ...], int] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Set the lemmas of a Doc; those that stand there already stay unless the lemmatizer overwrites."""
        lemmas: Any = doc.to_array("LEMMA")
        for at, key in enumerate(map(tuple, doc.to_array(["ORTH", "POS", "MORPH"]).tolist())):
            if self.lemmatizer.overwrite or not lemmas[at]:
                found = self.known.get(key)
                if found is None:
                    best = self.lemmatizer.rule_lemmatize(doc[at])[0]
                    found = self.known[key] = doc.vocab.strings.add(best)
                lemmas[at] = found
        return doc.from_array(["LEMMA"], lemmas.reshape(-1, 1))


class Attributes:
    """What an attribute ruler sets on each token of a Doc."""

    def __init__(self, ruler: Any) -> None:
        """Sort the ruler's patterns into those of one token and longer ones."""
        self.ruler = ruler
        self.alone, self.longer = Matcher(ruler.vocab), Matcher(ruler.vocab)
        words: set[str] = set()
        for number, row in enumerate(ruler.patterns):
            for at, pattern in enumerate(row["patterns"]):
                matcher = self.alone if len(pattern) == 1 else self.longer
                matcher.add(f"{number}:{at}", [pattern])
                words.update(one for token in pattern for one in _words(token))
        self.words = re.compile("|".join(f"(?:{word})" for word in sorted(words)) or r"(?!)")
        self.named: dict[int, int] = {}
        self.known: dict[tuple[int, int, int, bool], tuple[tuple[int, ...], dict[int, Any]]] = {}

    def match(self, doc: Doc) -> dict[int, list[int]]:
        """The numbers of longer patterns that speak of a token."""
        found: dict[int, list[int]] = {}
        for name, start, end in self.longer(doc, allow_missing=True):
            number = _number(doc, name)
            index = self.ruler.indices[number]
            found.setdefault(start + index if index >= 0 else end + index, []).append(number)
        return found

    def annotate(self, doc: Doc, longer: dict[int, list[int]]) -> None:
        """Set the attributes; where several patterns speak of a token the later has the last word."""
        for token in doc:
            key = (token.tag, token.dep, self._named(token), token.is_space)
            row = self.known.get(key)
            if row is None:
                row = self.known[key] = self._ask(doc, token.i)
            numbers, attributes = row
            if token.i in longer:
                attributes = self._joined(sorted({*numbers, *longer[token.i]}))
            set_token_attrs(token, attributes)

    def _named(self, token: Token) -> int:
        """The word, if a pattern may name it, else 0."""
        found = self.named.get(token.lower)
        if found is None:
            found = self.named[token.lower] = token.lower if self.words.search(token.lower_) else 0
        return found

    def _ask(self, doc: Doc, at: int) -> tuple[tuple[int, ...], dict[int, Any]]:
        found = {_number(doc, name) for name, _, _ in self.alone(doc[at : at + 1], allow_missing=True)}
        return tuple(sorted(found)), self._joined(sorted(found))

    def _joined(self, numbers: list[int]) -> dict[int, Any]:
        return {key: value for number in numbers for key, value in self.ruler.attrs[number].items()}


def _number(doc: Doc, name: int) -> int:
    return int(doc.vocab.strings[name].partition(":")[0])


def _words(token: dict[str, Any]) -> Iterator[str]:
    """Regular expressions for the words that a pattern's token may name."""
    wanted = token.get("LOWER", {})
    for how, words in wanted.items() if isinstance(wanted, dict) else [("IN", [wanted])]:
        for word in [words] if how == "REGEX" else words:
            yield str(word) if how == "REGEX" else rf"^{re.escape(str(word))}$"


def _plain(ruler: Any) -> bool:
    """Whether the ruler's patterns speak only of what `Attributes` looks at, each of one place."""
    tokens = [token for row in ruler.patterns for pattern in row["patterns"] for token in pattern]
    words = [token["LOWER"] for token in tokens if isinstance(token.get("LOWER"), dict)]
    return all(set(token) <= SEEN for token in tokens) and all(set(word) <= {"IN", "NOT_IN", "REGEX"} for word in words)


def _by_rules(lemmatizer: Any) -> bool:
    """Whether it is spaCy's own for English, with its tables: others may look at more of a token."""
    if type(lemmatizer) is not EnglishLemmatizer or lemmatizer.mode != "rule":
        return False
    return all(lemmatizer.lookups.has_table(name) for name in ("lemma_index", "lemma_exc", "lemma_rules"))


def remember(nlp: Language) -> None:
    """Give memory to a pipeline's lemmatizer, where it works by rules, and to its attribute ruler, if plain."""
    lemmatizer: Any = nlp.get_pipe("lemmatizer") if "lemmatizer" in nlp.pipe_names else None
    if _by_rules(lemmatizer):
        setattr(lemmatizer, WHOLE, Lemmas(lemmatizer))
        index = lemmatizer.lookups.get_table("lemma_index", {})
        for kind, words in index.items():  # lists of some ten thousand words, in which each form is looked up
            index[kind] = dict.fromkeys(words)
    ruler: Any = nlp.get_pipe("attribute_ruler") if "attribute_ruler" in nlp.pipe_names else None
    if ruler is not None and _plain(ruler):
        attributes = Attributes(ruler)
        ruler.match, ruler.set_annotations = attributes.match, attributes.annotate
