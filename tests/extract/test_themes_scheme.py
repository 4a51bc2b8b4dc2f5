"""The theme scheme: what every row must hold, what it must not, and its codes against IPTC's own file."""

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from graph.core.errors import DataError
from graph.extract.themes.lexicon import NAME, build_lexicon
from graph.extract.themes.scheme import MATCHES, load_scheme, parse_scheme
from graph.extract.themes.words import phrase

SHARED = Path(__file__).parents[2].parent / "shared"
TOPICS = SHARED / "data" / "iptc-mediatopics.ttl"
SCHEME = load_scheme()
GROUP = '[groups.g]\nlabel = "G"\niptc = "11000000"\ndefinition = "D."\n'
THEME = (
    '[themes.t]\nlabel = "T"\ngroup = "g"\niptc = "20000593"\nwikidata = "Q7188"\nmatch = "exact"\ndefinition = "D."\n'
)


def test_it_has_the_size_that_the_documentation_promises():
    assert 120 <= len(SCHEME.themes) <= 175
    assert 18 <= len(SCHEME.groups) <= 24
    assert {one.group for one in SCHEME.themes.values()} == set(SCHEME.groups)


@pytest.mark.parametrize("label", ["Cultural industries", "Digital economy", "Intellectual property", "Cybersecurity"])
def test_it_has_the_themes_that_users_named(label):
    assert label in {one.label for one in SCHEME.themes.values()}


def test_keys_labels_and_codes_are_unique():
    themes, groups = SCHEME.themes.values(), SCHEME.groups.values()
    labels = Counter(one.label.casefold() for one in (*themes, *groups))
    assert [label for label, n in labels.items() if n > 1] == []
    assert [code for code, n in Counter(one.iptc for one in themes).items() if n > 1] == []
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", key) for key in (*SCHEME.themes, *SCHEME.groups))


def test_a_name_stands_for_one_theme():
    phrases = (one for found in build_lexicon(SCHEME).phrases.values() for one in found)
    assert [one.text for one in phrases if sum(weight == NAME for weight in one.themes.values()) > 1] == []


@pytest.mark.parametrize("theme", SCHEME.themes.values(), ids=SCHEME.themes)
def test_a_theme_is_described(theme):
    assert theme.definition.endswith(".")
    assert theme.definition[0].isupper()
    assert theme.alt_labels
    assert theme.terms
    assert theme.match in MATCHES
    names = [phrase(one) for one in (theme.label, *theme.alt_labels, *theme.terms)]
    assert all(names)
    assert len(set(names)) == len(names)


@pytest.mark.shared
def test_codes_and_items_are_those_of_iptc():
    if not TOPICS.exists():
        pytest.skip(f"no {TOPICS}")
    blocks = TOPICS.read_text("utf-8").split("\n\n")
    items = {
        match[1]: re.findall(r"Match [^;]*?(Q\d+)", one)
        for one in blocks
        if (match := re.match(r"\s*medtop:(\d+) a", one))
    }
    assert {one.iptc for one in (*SCHEME.themes.values(), *SCHEME.groups.values())} <= set(items)
    assert [one.key for one in SCHEME.themes.values() if one.wikidata and one.wikidata not in items[one.iptc]] == []
    owners = Counter(item for found in items.values() for item in found)
    absent = [one.key for one in SCHEME.themes.values() if not one.wikidata and items[one.iptc]]
    assert [key for key in absent if all(owners[item] == 1 for item in items[SCHEME.themes[key].iptc])] == []


def test_it_loads_without_spacy():
    code = "import sys; from graph.extract.themes.scheme import load_scheme; load_scheme(); sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_correct_row_is_read():
    theme = parse_scheme(GROUP + THEME + 'alt = ["U"]\nterms = ["v"]\n').themes["t"]
    assert (theme.label, theme.alt_labels, theme.terms, theme.wikidata) == ("T", ("U",), ("v",), "Q7188")


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("[themes", "not valid TOML"),
        (THEME, "themes.t: group 'g' is not one of"),
        (GROUP + THEME.replace('"exact"', '"near"'), "themes.t: match 'near' is not one of exact, close, broad"),
        (GROUP + THEME.replace("20000593", "593"), "themes.t: iptc '593' is not a Media Topic code of 8 digits"),
        (GROUP + THEME.replace("Q7188", "7188"), "themes.t: wikidata '7188' is not an item id"),
        (GROUP + THEME.replace('label = "T"', ""), "themes.t: label is absent or empty"),
        (GROUP.replace('"D."', '" "'), "groups.g: definition is absent or empty"),
    ],
)
def test_a_wrong_row_is_named(source, message):
    with pytest.raises(DataError, match=re.escape(message)):
        parse_scheme(source)
