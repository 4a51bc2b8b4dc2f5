"""What changed between two graphs: entities known again by their mentions, facts by what they say."""

import json
from dataclasses import replace

import pytest

from graph.core.types import Article, Dataset, Entity, Evidence, LinkedMention, Mention, Statement
from graph.diff import compare
from graph.diff.render import as_json, as_markdown, escape, sections
from graph.publish.interchange import write_interchange


def graph(*rows, facts=(), names=None, types=None):
    """``rows`` are (entity, article, start); an entity's mention bears its name, which is the id in capitals at first."""
    names, types = names or {}, types or {}
    entities = {id_ for id_, _, _ in rows}
    links = [
        LinkedMention(Mention(article, start, start + 3, f"{article}@{start}", "company"), id_)
        for id_, article, start in rows
    ]
    return Dataset(
        articles=tuple(Article(one, one, "", source=one) for one in sorted({article for _, article, _ in rows})),
        mentions=tuple(links),
        entities=tuple(
            Entity(id_, types.get(id_, "company"), names.get(id_, id_.upper()), (), 1) for id_ in sorted(entities)
        ),
        statements=tuple(facts),
    )


def fact(id_, subject, predicate, object_, role="", status="stated", day="2024-01-01"):
    quote = Evidence("a", 0, 3, f"{id_} said", day)
    return Statement(id_, subject, predicate, object_, role, status, confidence=0.8, evidence=(quote,))


def names(entities):
    return [one.name for one in entities]


def test_entities_are_known_again_by_their_mentions_not_by_their_ids():
    old = graph(("e1", "a", 0), ("e2", "a", 10))
    new = graph(("e9", "a", 0), ("e9", "b", 0), ("e2", "a", 10), names={"e9": "E1"})
    changes = compare(old, new).entities
    assert (changes.new, changes.vanished, changes.merged, changes.split) == ((), (), (), ())
    assert [(one.before[0].id, one.after[0].id) for one in changes.retired] == [("e1", "e9")]


def test_new_and_vanished():
    changes = compare(graph(("e1", "a", 0)), graph(("e2", "b", 0)))
    assert names(changes.entities.new) == ["E2"]
    assert names(changes.entities.vanished) == ["E1"]
    assert changes.articles == (1, 1)
    assert [(one.before[0].id, one.after) for one in changes.entities.retired] == [("e1", ())]


def test_merged_and_split_are_mirror_images():
    apart, one = graph(("e1", "a", 0), ("e2", "a", 10)), graph(("e1", "a", 0), ("e1", "a", 10))
    merged, split = compare(apart, one).entities, compare(one, apart).entities
    assert [(names(move.before), names(move.after)) for move in merged.merged] == [(["E1", "E2"], ["E1"])]
    assert [(move.before[0].id, move.after[0].id) for move in merged.retired] == [("e2", "e1")]
    assert [(names(move.before), names(move.after)) for move in split.split] == [(["E1"], ["E1", "E2"])]
    assert split.retired == merged.split == split.merged == ()


def test_renamed_and_retyped():
    old = graph(("e1", "a", 0))
    changes = compare(old, graph(("e1", "a", 0), names={"e1": "Acme"}, types={"e1": "ministry"})).entities
    assert [names(move.after) for move in changes.renamed] == [["Acme"]]
    assert [move.after[0].type for move in changes.retyped] == ["ministry"]


def test_an_article_whose_offsets_moved_still_tells_its_entities():
    old = Dataset(
        mentions=(LinkedMention(Mention("a", 0, 3, "Ann", "person"), "e1"),), entities=(Entity("e1", "person", "Ann"),)
    )
    new = Dataset(
        mentions=(LinkedMention(Mention("a", 9, 12, "Ann", "person"), "e2"),), entities=(Entity("e2", "person", "Ann"),)
    )
    changes = compare(old, new).entities
    assert changes.new == changes.vanished == ()


def test_facts_are_the_same_whatever_the_ids_of_their_ends():
    rows = (("e1", "a", 0), ("e2", "a", 10), ("e3", "a", 20))
    old = graph(
        *rows,
        facts=[
            fact("s1", "e1", "owns", "e2"),
            fact("s2", "e2", "cooperates_with", "e3"),
            fact("s3", "e1", "funds", "e3"),
        ],
    )
    moved = [("x1", "a", 0), ("a2", "a", 10), ("e3", "a", 20)]
    new = graph(
        *moved,
        facts=[
            fact("t1", "x1", "owns", "a2"),
            fact("t2", "e3", "cooperates_with", "a2"),
            fact("t3", "x1", "owns", "e3"),
        ],
    )
    changes = compare(old, new).links
    assert [one.id for one in changes.new] == ["t3"]
    assert [one.id for one in changes.gone] == ["s3"]
    assert changes.status == ()


def test_a_fact_of_other_dates():
    def dated(start, end):
        one = replace(fact("s", "e1", "owns", "e2"), valid_from=start, valid_to=end)
        return graph(("e1", "a", 0), ("e2", "a", 9), facts=[one])

    changes = compare(dated("2024-01", None), dated("2024-01", "2025"))
    assert (changes.links.new, changes.links.gone, changes.links.status) == ((), (), ())
    (section,) = sections(changes)
    assert section.title == "facts of other dates"
    assert section.rows == (("E1", "owns", "E2", "from 2024-01", "from 2024-01 until 2025"),)
    (told,) = as_json(changes)["links"]["dates"]
    assert (told["valid_to"], told["before"]) == ("2025", {"valid_from": "2024-01", "valid_to": None})
    (section,) = sections(compare(dated("2024-01", "2025"), dated(None, None)))
    assert section.rows[0][-2:] == ("from 2024-01 until 2025", "no dates")
    assert compare(dated("2024-01", None), dated("2024-01", None)).links.dates == ()


def test_a_fact_of_another_status():
    old, new = (
        graph(("e1", "a", 0), ("e2", "a", 9), facts=[fact("s", "e1", "owns", "e2", status=status)])
        for status in ("planned", "stated")
    )
    changes = compare(old, new).links
    assert [(then.status, now.status) for then, now in changes.status] == [("planned", "stated")]
    assert changes.new == changes.gone == ()


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ([("e2", "Minister", "2024-02-01")], [("e2",)]),  # a successor, and the predecessor is still in the graph
        ([("e2", "deputy minister", "2024-02-01")], []),  # another post
        ([("e2", "minister", "2023-01-01")], []),  # an older article that came late
        ([("e2", "minister", "2024-01-01")], []),  # of the same day: both hold it
    ],
)
def test_posts_that_changed_hands(now, expected):
    types = {"e1": "official", "e2": "official", "m": "ministry"}
    rows = (("e1", "a", 0), ("m", "a", 9))
    first = fact("s1", "e1", "holds_position", "m", "minister")
    old = graph(*rows, facts=[first], types=types)
    added = [fact(f"t{n}", who, "holds_position", "m", role, day=day) for n, (who, role, day) in enumerate(now)]
    new = graph(*rows, ("e2", "b", 0), facts=[first, *added], types=types)
    assert [tuple(one.subject for one in post.after) for post in compare(old, new).posts] == expected


def test_nothing_changed():
    same = graph(("e1", "a", 0))
    assert sections(compare(same, same)) == ()
    assert as_markdown(compare(same, same)).endswith("No article was added and none removed.\n\nNothing changed.\n")


@pytest.mark.parametrize(
    "name",
    [
        "[x](https://evil.example)",
        "<script>alert(1)</script>",
        "![i](x)",
        "# head",
        "- item",
        "1. item",
        "`code`",
        "www.evil.example",
        "a|b",
        "*b*",
        "&lt;",
    ],
)
def test_names_never_become_markdown(name):
    pytest.importorskip("markdown_it")
    from markdown_it import MarkdownIt

    note = as_markdown(compare(Dataset(), graph(("e1", "a", 0), names={"e1": name})))
    tokens = MarkdownIt("commonmark").parse(note)
    inline = [child for token in tokens if token.type == "inline" for child in token.children]
    assert {child.type for child in inline} == {"text"}
    assert any(child.content.startswith(name) for child in inline)
    assert sum(token.type == "bullet_list_open" for token in tokens) == 1


def test_control_characters_and_lines_do_not_survive():
    assert escape("a\x1b[31m\nb\u2028c") == "a \\[31m b c"


def test_the_command_prints_each_form(newsgraph, tmp_path):
    for name, data in (("old", graph(("e1", "a", 0))), ("new", graph(("e1", "a", 0), ("e2", "b", 0)))):
        (tmp_path / name).mkdir()
        write_interchange(data, tmp_path / name)
    run = lambda *args: newsgraph("diff", tmp_path / "old", tmp_path / "new", *args).stdout  # noqa: E731
    assert "new entities\t1\n" in run()
    assert "\nE2\tCompany\te2\n" in run()
    assert json.loads(run("--format", "json"))["entities"]["new"] == [{"id": "e2", "type": "company", "name": "E2"}]
    assert json.loads(run("--format", "json")) == json.loads(
        json.dumps(as_json(compare(graph(("e1", "a", 0)), graph(("e1", "a", 0), ("e2", "b", 0)))))
    )
    assert "## New entities (1)\n\n- E2 · Company · e2\n" in run("--format", "markdown")


def test_a_folder_that_is_none_is_named(newsgraph, tmp_path):
    done = newsgraph("diff", tmp_path / "old", tmp_path / "new")
    assert done.exit_code == 1
    assert "old: no such folder" in done.stderr
