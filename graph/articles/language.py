"""Which language an article is in, by py3langid (Lui & Baldwin 2012), decided only where there is enough text."""

from __future__ import annotations

from functools import cache
from typing import Any

MIN_WORDS = 20
"""Below this many words nothing is decided: headlines full of names look like anything."""
MIN_CONFIDENCE = 0.6
_SAMPLE = 1500

# Languages with a news press that reaches English-language archives. With all 140 that the model knows,
# names alone make an English text look like Latin, Scots or Tok Pisin.
_LANGUAGES = """
af am ar az be bg bn bs ca cs da de el en es et fa fi fr he hi hr hu hy id is it ja ka kk km ko lo lt lv mk mn ms my ne
nl no pl ps pt ro ru si sk sl so sq sr sv sw ta te th tl tr uk ur uz vi zh
"""


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([code for code in _LANGUAGES.split() if code in identifier.labels])
    return identifier


def language_of(prose: str) -> str | None:
    """The ISO 639-1 code of the language, or None where the text is too short or too mixed to say.

    >>> language_of("Rain fell.") is None
    True
    """
    words = prose.split()
    if len(words) < MIN_WORDS and sum(not c.isascii() and c.isalpha() for c in prose) < 4 * MIN_WORDS:
        return None  # writing without spaces (Chinese, Thai) has few words but many letters
    code, confidence = _identifier().classify(" ".join(words)[:_SAMPLE])
    return str(code) if confidence >= MIN_CONFIDENCE else None
