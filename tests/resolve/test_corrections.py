"""Corrections: what a file may say, what each entry does, and what contradicts what."""

import random
import sys
from pathlib import Path

import pytest
from resolve_builders import story

from graph.core.errors import ConfigError
from graph.core.ids import mention_id
from graph.resolve import resolve
from graph.resolve.corrections import agree, read_corrections
from graph.resolve.corrections.file import MODELS, Correction
from graph.resolve.known import Known

STORIES = [
    story(
        "a1",
        "[official:1 Ann Lee] heads the [ministry:2 Ministry of Ports].",
        published="2023-01-01",
        facts=[("holds_position", 1, 2, "minister")],
    ),
    story("a2", "[official:1 Ann Lee] met [company:2 Acme Ferries].", published="2023-02-01", facts=[("meets", 1, 2)]),
    story("a3", "[official:1 Ann Lee] coaches [organization:2 Varo Rovers].", published="2023-03-01"),
    story("a4", "[company:1 Acme Lines] sank.", published="2023-04-01"),
]


@pytest.fixture
def corrected(tmp_path):
    """The data set of some stories after the corrections in a text, and the notes on them."""

    def run(text, stories=STORIES):
        (tmp_path / "corrections.toml").write_text(text)
        notes = []
        data = resolve(
            *(list(part) for part in zip(*stories, strict=True)),
            lambda resolution: notes.extend((note.line, note.reason) for note in resolution.notes),
            Known(read_corrections(tmp_path / "corrections.toml")),
        )
        return data, notes

    return run


def called(data, name):
    return [one for one in data.entities if one.name == name]


def holders(data, text):
    """The entity of each article's mention of a text."""
    return {one.mention.article: one.entity for one in data.mentions if one.mention.text == text}


def test_merge_by_name_and_the_reason_of_it(corrected):
    data, notes = corrected('[[merge]]\nentities = ["Acme Ferries", "acme lines"]\nbecause = "renamed"\n')
    (acme,) = [one for one in data.entities if "Acme" in one.name]
    assert {acme.name, *acme.aliases} == {"Acme Ferries", "Acme Lines"}
    assert acme.articles == 2
    assert notes == []
    assert len(acme.replaces) == 1
    assert acme.id not in acme.replaces


def test_merge_by_ids_that_a_merge_retired(corrected):
    plain, _ = corrected("")
    ferries, lines = (called(plain, name)[0].id for name in ("Acme Ferries", "Acme Lines"))
    data, notes = corrected(f'[[merge]]\nentities = ["{ferries}", "{lines}"]\n')
    assert [one.id for one in data.entities if "Acme" in one.name] == [ferries]
    assert called(data, "Acme Ferries")[0].replaces == (lines,)
    data, notes = corrected(
        f'[[merge]]\nentities = ["Acme Ferries", "Acme Lines"]\n[[rename]]\nentity = "{lines}"\nname = "Acme"\n'
    )
    assert notes == []
    assert called(data, "Acme")[0].id == ferries


def test_apart_by_article_and_others_go_where_they_fit(corrected):
    text = '[[apart]]\nentities = [{ name = "Ann Lee", article = "a1" }, { name = "Ann Lee", article = "a3" }]\n'
    fourth = story("a5", "[official:1 Ann Lee] of [organization:2 Varo Rovers] rests.", published="2024-01-01")
    data, notes = corrected(text, [*STORIES, fourth])
    held = holders(data, "Ann Lee")
    assert notes == []
    assert held["a1"] == held["a2"] != held["a3"] == held["a5"]


def test_apart_does_not_depend_on_the_order_of_articles(corrected):
    text = '[[apart]]\nentities = [{ name = "Ann Lee", article = "a1" }, { name = "Ann Lee", article = "a3" }]\n'
    wanted, _ = corrected(text)
    for seed in range(5):
        stories = list(STORIES)
        random.Random(seed).shuffle(stories)
        assert corrected(text, stories)[0] == wanted


def test_apart_by_name(corrected):
    stories = [
        story("a1", "[company:1 Acme] and [company:1 Acme Holdings] grew.", published="2023-01-01"),
        story("a2", "[company:1 Acme Holdings] grew.", published="2023-01-02"),
        story("a3", "[company:1 Acme] fell.", published="2023-01-03"),
    ]
    together, _ = corrected("", stories)
    assert len(set(holders(together, "Acme").values()) | set(holders(together, "Acme Holdings").values())) == 1
    data, notes = corrected('[[apart]]\nentities = ["Acme Holdings", "Acme"]\n', stories)
    assert notes == []
    assert holders(data, "Acme")["a3"] != holders(data, "Acme Holdings")["a2"]


def test_rename_and_retype(corrected):
    data, notes = corrected(
        '[[rename]]\nentity = "Acme Lines"\nname = "Acme Shipping Lines"\n[[retype]]\nentity = "Acme Lines"\ntype = "organization"\n'
    )
    (one,) = called(data, "Acme Shipping Lines")
    assert (one.type, one.aliases) == ("organization", ("Acme Lines",))
    assert notes == []


@pytest.mark.parametrize("role", ["", 'role = "Minister"\n'])
def test_drop(corrected, role):
    entry = f'[[drop]]\nsubject = "Ann Lee"\npredicate = "holds_position"\nobject = "Ministry of Ports"\n{role}'
    data, notes = corrected(entry)
    assert [one.predicate for one in data.statements] == ["meets"]
    assert notes == []


def test_drop_by_id(corrected):
    plain, _ = corrected("")
    first = plain.statements[0].id
    data, _ = corrected(f'[[drop]]\nstatement = "{first}"\n')
    assert first not in {one.id for one in data.statements}


def test_confirm(corrected):
    data, notes = corrected('[[confirm]]\nsubject = "Acme Ferries"\npredicate = "meets"\nobject = "Ann Lee"\n')
    assert {one.predicate: one.confidence for one in data.statements} == {"meets": 1.0, "holds_position": 0.5}
    assert notes == []


ADD = """
[[add]]
subject = "Acme Ferries"
predicate = "owns"
object = "Acme Lines"
source = "Ports Gazette 12/2023, https://gazette.example/12"
quote = "Acme Ferries holds all shares of Acme Lines."
date = "2023-12-01"
valid_from = "2023"
"""


def test_add_shows_its_source_as_evidence(corrected):
    data, notes = corrected(ADD)
    (owns,) = [one for one in data.statements if one.predicate == "owns"]
    (evidence,) = owns.evidence
    (source,) = [one for one in data.articles if one.id == evidence.article]
    assert (
        source.text[evidence.start : evidence.end] == evidence.quote == "Acme Ferries holds all shares of Acme Lines."
    )
    assert (source.source, source.url, source.published) == (
        "corrections.toml:2",
        "https://gazette.example/12",
        "2023-12-01",
    )
    assert (owns.confidence, owns.valid_from, owns.status) == (1.0, "2023", "stated")
    assert notes == []


def test_add_of_a_fact_that_articles_state_joins_their_evidence(corrected):
    text = '[[add]]\nsubject = "Ann Lee"\npredicate = "holds_position"\nobject = "Ministry of Ports"\nrole = "minister"\nsource = "her card"\n'
    data, _ = corrected(text)
    (post,) = [one for one in data.statements if one.predicate == "holds_position"]
    assert sorted(one.quote for one in post.evidence)[1] == "her card"
    assert len(post.evidence) == 2


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('[[merge]]\nentities = ["Acme Ferries", "Nobody"]\n', "merges nothing: no entity is called 'Nobody'"),
        ('[[apart]]\nentities = ["Ann Lee", "Nobody"]\n', "keeps nothing apart: nothing is called 'Nobody'"),
        (
            '[[apart]]\nentities = ["Ann Lee", "ann lee"]\n',
            "keeps nothing apart: an article takes all of it for one thing",
        ),
        (
            '[[rename]]\nentity = "0123456789ab"\nname = "X"\n',
            "renames nothing: no entity and no mention has the id 0123456789ab",
        ),
        (
            '[[retype]]\nentity = { name = "Ann Lee", type = "company" }\ntype = "place"\n',
            "retypes nothing: no entity of type company is called 'Ann Lee'",
        ),
        (
            '[[drop]]\nsubject = "Ann Lee"\npredicate = "owns"\nobject = "Acme Lines"\n',
            "drops nothing: no such fact is in the graph",
        ),
        (
            '[[add]]\nsubject = "Ann Lee"\npredicate = "part_of"\nobject = "Acme Lines"\nsource = "x"\n',
            "adds nothing: no official part_of a company",
        ),
    ],
)
def test_what_matches_nothing_is_told_with_its_line(corrected, text, reason):
    plain, _ = corrected("")
    data, ((line, told),) = corrected("# a comment\n\n" + text)
    assert told.startswith(reason)
    assert line == 3
    assert data == plain


def test_an_ambiguous_name_is_told_with_the_ids_to_choose_from(corrected):
    stories = [
        story("a1", "KELORA | The [ministry:1 Ministry of Health] spoke.", published="2023-01-01"),
        story(
            "a2",
            "The [ministry:1 Vietnam Ministry of Health] and [ministry:2 Ministry of Health] spoke.",
            published="2023-01-02",
        ),
    ]
    data, notes = corrected('[[rename]]\nentity = "Ministry of Health"\nname = "X"\n', stories)
    same = called(data, "Ministry of Health")
    assert len(same) > 1
    assert notes == [
        (
            1,
            f"renames nothing: {len(same)} entities are called 'Ministry of Health': give the id of one ({', '.join(sorted(one.id for one in same))})",
        )
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            '[[merge]]\nentities = ["A", "B"]\n[[apart]]\nentities = ["B", "A", "C"]\n',
            r"toml:3: \[\[apart\]\] contradicts \[\[merge\]\] at corrections\.toml:1: 'A' and 'B' cannot be one and apart",
        ),
        (
            '[[rename]]\nentity = "A"\nname = "B"\n[[rename]]\nentity = "A"\nname = "C"\n',
            r"toml:4: \[\[rename\]\] contradicts \[\[rename\]\] at corrections\.toml:1: 'A' gets two names",
        ),
        (
            '[[retype]]\nentity = "A"\ntype = "place"\n\n\n[[retype]]\nentity = "A"\ntype = "event"\n',
            r"toml:6: .*'A' gets two types",
        ),
        (
            '[[drop]]\nsubject = "A"\npredicate = "owns"\nobject = "B"\n'
            + ADD.replace("Acme Ferries", "A", 1).replace('"Acme Lines"', '"B"', 1),
            r"a fact cannot be wrong and right",
        ),
        (
            '[[drop]]\nstatement = "0123456789ab"\n[[confirm]]\nstatement = "0123456789ab"\n',
            r"toml:3: \[\[confirm\]\] contradicts \[\[drop\]\] at corrections\.toml:1: a fact cannot be wrong and right",
        ),
        (
            '[[apart]]\nentities = ["A", "B"]\n[[apart]]\nentities = ["B", "C"]\n[[merge]]\nentities = ["C", "B"]\n',
            r"toml:5: \[\[merge\]\] contradicts \[\[apart\]\] at corrections\.toml:3: 'B' and 'C' cannot be one and apart",
        ),
        ("[[merge]\n", r"corrections\.toml: not valid TOML: .*line 1"),
        ('[[marge]]\nentities = ["A", "B"]\n', r"'marge' is no kind of correction; write \[\[merge\]\], \[\[apart\]\]"),
        ('[merge]\nentities = ["A", "B"]\n', "'merge' is no kind of correction"),
        ('\n[[merge]]\nentities = ["A"]\n', r"toml:2: \[\[merge\]\] entities: Tuple should have at least 2 items"),
        ('[[rename]]\nentity = "A"\nnmae = "B"\n', r"toml:1: \[\[rename\]\] "),
        ('[[retype]]\nentity = "A"\ntype = "minister"\n', r"toml:1: \[\[retype\]\] type: "),
        (
            '[[rename]]\nentity = { article = "a1" }\nname = "B"\n',
            r"toml:1: \[\[rename\]\] entity: give an id or a name",
        ),
    ],
)
def test_a_file_that_cannot_be_used_is_named_with_its_line(corrected, text, message):
    with pytest.raises(ConfigError, match=message):
        corrected(text)


def test_entries_that_only_look_like_a_contradiction_stand(tmp_path):
    path = tmp_path / "corrections.toml"
    path.write_text(
        '[[merge]]\nentities = ["A", "B"]\n[[merge]]\nentities = ["B", "C"]\n[[apart]]\nentities = ["A", "D"]\n'
        '[[rename]]\nentity = "A"\nname = "X"\n[[rename]]\nentity = "A"\nname = "X"\n[[retype]]\nentity = "A"\ntype = "place"\n'
        '[[drop]]\nsubject = "A"\npredicate = "owns"\nobject = "B"\n[[confirm]]\nstatement = "0123456789ab"\n'
        '[[confirm]]\nsubject = "B"\npredicate = "owns"\nobject = "A"\n'
    )
    assert len(read_corrections(path).entries) == 9


def lines_run(count):
    """How many lines the check of so many entries runs; most speak of one and the same entity."""
    rows = []
    for number in range(count // 4):
        rows += [
            ("merge", {"entities": ["Hub", f"Joined {number}"]}),
            ("apart", {"entities": ["Hub", f"Other {number}"]}),
            ("rename", {"entity": f"Old {number}", "name": "New"}),
            ("drop", {"subject": "Hub", "predicate": "owns", "object": f"Firm {number}"}),
        ]
    entries = [Correction(kind, line, MODELS[kind].model_validate(row)) for line, (kind, row) in enumerate(rows)]
    run = 0

    def trace(frame, event, _):
        nonlocal run
        run += event == "line"
        return trace if frame.f_code.co_filename == agree.__file__ else None

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        agree.agree(Path("corrections.toml"), entries)
    finally:
        sys.settrace(before)
    return run


def test_ten_times_as_many_entries_are_ten_times_the_work():
    few = lines_run(2_000)
    assert few > 2_000
    assert lines_run(20_000) <= 10.1 * few


def test_two_entities_that_many_entries_name_cannot_be_one_and_apart(tmp_path):
    path = tmp_path / "corrections.toml"
    many = "".join(f'[[apart]]\nentities = ["{hub}", "{hub}{at}"]\n' for hub in "AB" for at in range(3))
    path.write_text(f'{many}[[apart]]\nentities = ["A", "B", "C"]\n[[merge]]\nentities = ["D", "B", "A"]\n')
    with pytest.raises(ConfigError, match=r"toml:15: .* at corrections\.toml:13: 'A' and 'B' cannot be one and apart"):
        read_corrections(path)


def test_lines_are_right_after_strings_that_look_like_entries(corrected):
    text = '[[rename]]\nentity = "Ann Lee"\nname = "Ann"\nbecause = """\n[[rename]]\n"""\n[[rename]]\nentity = "Nobody"\nname = "X"\n'
    assert [line for line, _ in corrected(text)[1]] == [7]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            '[[merge]]\nentities = ["Acme Ferries", "Varo Rovers"]\n[[merge]]\nentities = ["Varo Rovers", "Acme Lines"]\n[[apart]]\nentities = ["Acme Lines", "Acme Ferries"]\n',
            r"corrections\.toml:5: \[\[apart\]\] contradicts \[\[merge\]\] at corrections\.toml:1 and corrections\.toml:3; remove one of them",
        ),
        (
            '[[merge]]\nentities = ["Acme Ferries", "Acme Lines"]\n[[rename]]\nentity = "Acme Lines"\nname = "A"\n[[rename]]\nentity = "Acme Ferries"\nname = "B"\n',
            r"corrections\.toml:6: contradicts corrections\.toml:3: 'Acme Ferries' gets two names; remove one of them",
        ),
        (
            '[[confirm]]\nsubject = "Ann Lee"\npredicate = "meets"\nobject = "Acme Ferries"\n[[drop]]\nsubject = "Acme Ferries"\npredicate = "meets"\nobject = "Ann Lee"\n',
            r"corrections\.toml:5: \[\[drop\]\] contradicts \[\[confirm\]\] at corrections\.toml:1; remove one of them",
        ),
    ],
)
def test_contradictions_in_effect_name_the_entries(corrected, text, message):
    with pytest.raises(ConfigError, match=message):
        corrected(text)


def test_any_mention_of_a_thing_leads_to_it(corrected):
    plain, _ = corrected("")
    for linked in plain.mentions:
        data, notes = corrected(f'[[rename]]\nentity = "{mention_id(linked.mention)}"\nname = "Found"\n')
        assert notes == []
        assert called(data, "Found")[0].id == linked.entity


def test_without_entries_nothing_changes(corrected):
    assert corrected("")[0] == resolve(*(list(part) for part in zip(*STORIES, strict=True)))


ENVOY = '[[add]]\nsubject = "Ann Lee"\npredicate = "holds_position"\nobject = "Ministry of Ports"\nrole = "envoy"\nsource = "Register"\n'


@pytest.mark.parametrize(
    ("dates", "message"),
    [
        ('valid_from = "2024-13-45"', "'2024-13-45' is no date"),
        ('date = "2024-02-31"', "'2024-02-31' is no date"),
        ('valid_from = "2024"\nvalid_to = "2019-05"', "valid_to 2019-05 is before valid_from 2024"),
    ],
)
def test_dates_that_no_calendar_has_are_refused(corrected, dates, message):
    with pytest.raises(ConfigError, match=message):
        corrected(ENVOY + dates + "\n")


def test_an_added_fact_brings_its_dates_with_it(corrected):
    data, _ = corrected(ENVOY + 'valid_to = "2015"\ndate = "2024-05-01"\nstatus = "former"\n')
    (fact,) = [one for one in data.statements if one.role == "envoy"]
    (evidence,) = fact.evidence
    assert (fact.valid_to, evidence.status, evidence.valid_to) == ("2015", "former", "2015")
