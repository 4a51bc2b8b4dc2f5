"""Which names of two articles are one thing, by type: truth tables."""

from dataclasses import replace

import pytest
from resolve_builders import entity, linked, same, story

from graph.core.types import Part

ONE = [
    ("Netcast Bhd", "Netcast", "company", "", ""),
    ("World Reef Organization", "World Reef Organisation", "organization", "", ""),
    ("Datuk Seri Ann Lee", "Ann Lee", "official", "", ""),
    ("Prime Minister Ann Lee", "Kelora leader Ann Lee", "official", "", ""),
    ("Ann B. Lee", "Ann Lee", "person", "", ""),
    ("KL", "Kuala Lumpur", "place", "", ""),
    ("German", "Germany", "place", "", ""),
    ("Varo Valley", "Varo Valley", "place", "", ""),
    ("NRT", "NRT", "organization", "", ""),
    ("NRT", "NRT Bhd", "company", "", ""),
    ("Finance Ministry", "Ministry of Finance", "ministry", "KUALA LUMPUR", "Penang"),
    ("German Finance Ministry", "Ministry of Finance", "ministry", "KUALA LUMPUR", "Berlin"),
    ("Malaysian Parliament", "Parliament", "government_body", "", "IPOH"),
    ("German Federal Ministry of Health", "Germany's Health Ministry", "ministry", "", ""),
    ("MOH", "MOH", "ministry", "IPOH", "Penang"),
    ("Coral Roads Conference", "Coral Roads Conference", "event", "", ""),
    ("Budget 2031", "Budget 2031", "instrument", "IPOH", "Penang"),
    ("Kelora Reef Act", "Kelora Reef Act", "instrument", "", ""),
]
TWO = [
    ("Lee", "Lee", "official", "", ""),
    ("Ann Lee", "Anna Lee", "person", "", ""),
    ("Finance Ministry", "Finance Ministry", "ministry", "", ""),
    ("Finance Ministry", "Finance Ministry", "ministry", "IPOH", "Berlin"),
    ("Finance Ministry", "Finance Ministry", "ministry", "IPOH", ""),
    ("German Finance Ministry", "Malaysian Finance Ministry", "ministry", "IPOH", "IPOH"),
    ("Supreme Court", "Supreme Court", "government_body", "IPOH", "Hanoi"),
    ("Cabinet", "Cabinet", "government_body", "", ""),
    ("MOH", "MOH", "ministry", "IPOH", "Berlin"),
    ("conference", "conference", "event", "IPOH", "IPOH"),
    ("General Election", "General Election", "event", "IPOH", "IPOH"),
    ("memorandum of understanding", "memorandum of understanding", "instrument", "IPOH", "IPOH"),
    ("MoU", "MoU", "instrument", "IPOH", "IPOH"),
    ("Budget 2031", "Budget 2031", "instrument", "IPOH", "Hanoi"),
    ("new programme", "new programme", "instrument", "", ""),
]


@pytest.mark.parametrize(("a", "b", "kind", "where_a", "where_b"), ONE)
def test_one_thing(a: str, b: str, kind: str, where_a: str, where_b: str) -> None:
    assert same(a, b, kind, where_a, where_b)


@pytest.mark.parametrize(("a", "b", "kind", "where_a", "where_b"), TWO)
def test_two_things(a: str, b: str, kind: str, where_a: str, where_b: str) -> None:
    assert not same(a, b, kind, where_a, where_b)


def test_types_of_one_group_meet_and_of_two_groups_do_not() -> None:
    meet = linked(story("a", "[person:1 Ann Lee]"), story("b", "[official:1 Ann Lee]"))
    assert [one.type for one in meet.entities] == ["official"]
    apart = linked(story("a", "[company:1 Reef Fair Kelora]"), story("b", "[event:1 Reef Fair Kelora]"))
    assert len(apart.entities) == 2


def test_acronym_goes_with_the_name_that_an_article_binds_it_to() -> None:
    found = linked(
        story("a", "The [organization:1 Reef Trust of Kelora] ([organization:1 KRX]) met."),
        story("b", "[organization:1 KRX] met."),
        story("c", "[organization:1 Reef Trust of Kelora] met."),
    )
    assert [(one.name, one.aliases, one.articles) for one in found.entities] == [("Reef Trust of Kelora", ("KRX",), 3)]
    assert "short form that an article explains: krx" in {merge.reason for merge in found.merges}


def test_acronym_without_binding_goes_with_the_only_name_it_spells() -> None:
    full = story("a", "[organization:1 Varo Reef Roads Trust] met.")
    assert len(linked(full, story("b", "[organization:1 VRRT] met.")).entities) == 1
    other = story("c", "[organization:1 Vale River Rowing Team] met.")
    assert len(linked(full, other, story("b", "[organization:1 VRRT] met.")).entities) == 3


def test_acronym_that_two_names_share_joins_neither() -> None:
    found = linked(
        story("a", "[organization:1 Reef Trust] ([organization:1 RT])"),
        story("b", "[organization:1 Rowing Trust] ([organization:1 RT])"),
        story("c", "[organization:1 RT]"),
        story("d", "[organization:1 RT]"),
    )
    assert len(found.entities) == 4


def test_ministry_acronym_stays_in_its_country() -> None:
    bound = story("a", "IPOH | [ministry:1 Ministry of Health] ([ministry:1 MOH])")
    assert len(linked(bound, story("b", "Penang | [ministry:1 MOH]")).entities) == 1
    assert len(linked(bound, story("b", "Berlin | [ministry:1 MOH]")).entities) == 2
    assert len(linked(bound, story("b", "[ministry:1 MOH]")).entities) == 2


def test_acronym_of_a_general_name_without_country_joins_nothing() -> None:
    found = linked(
        story("a", "[ministry:1 Ministry of Health] ([ministry:1 MOH])"),
        story("b", "IPOH | [ministry:1 MOH]"),
        story("c", "[organization:1 MOH]"),
    )
    assert len(found.entities) == 3


def test_shortened_name_goes_with_the_fuller_one_but_is_no_key_of_it() -> None:
    found = linked(
        story("a", "[company:1 Varo Air Cargo], or [company:1 Varo]"),
        story("b", "[company:1 Varo]"),
        story("c", "[company:1 Varo Foods]"),
    )
    assert entity(found, "Varo", "b").name == "Varo Air Cargo"
    assert entity(found, "Varo Foods").articles == 1


@pytest.mark.parametrize("short", ["Varo", "VARO"])
def test_a_holding_goes_by_its_name_without_the_word_where_nothing_else_has_it(short: str) -> None:
    full, bare = story("a", "[company:1 Varo Holdings plc] met."), story("b", f"[company:1 {short}] met.")
    found = linked(full, bare)
    assert [(one.name, one.articles) for one in found.entities] == [("Varo Holdings plc", 2)]
    assert found.merges[0].reason == "only holding in the build of this name: varo"
    assert len(linked(full, bare, story("c", "[company:1 Varo Telecom] met.")).entities) == 3
    explained = story("c", "[company:1 Varo Air Cargo], or [company:1 Varo]")
    assert entity(linked(full, bare, explained), short, "b").name == "Varo Air Cargo"


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("Dubai Holding", "Dubai"),
        ("National Holdings", "National"),
        ("Varo Telecom", "Varo"),
        ("Varo Holdings", "Varo Telecom"),
    ],
)
def test_names_that_tell_no_holding_stay_apart(full: str, short: str) -> None:
    assert not same(full, short, "company")


def test_a_country_no_gazetteer_has_is_learnt_from_its_articles() -> None:
    found = linked(
        story(
            "a", "Otavia | The [ministry:1 Ministry of Finance] of [place:2 Kelmora] spoke; Kelmoran banks listened."
        ),
        story("b", "Otavia | The [ministry:1 Finance Ministry] of [place:2 Kelmora] spoke."),
        story("c", "Port Sandrin | The [ministry:1 Finance Ministry] spoke to [place:2 Kelmora]."),
        story("d", "Berlin | The [ministry:1 Finance Ministry] spoke about [place:2 Kelmora]."),
        story("e", "A [ministry:1 Kelmoran Finance Ministry] said so."),
    )
    assert entity(found, "Ministry of Finance").articles == 4
    assert entity(found, "Finance Ministry", "d").articles == 1


def test_cities_of_a_learnt_country_stay_cities() -> None:
    found = linked(
        story("a", "Otavia | [place:1 Otavia] lies in [place:2 Kelmora]; Kelmorans know."),
        story("b", "Otavia | [place:1 Kelmoran] and [place:2 Kelmora]"),
    )
    assert {(one.name, one.aliases) for one in found.entities} == {("Otavia", ()), ("Kelmora", ("Kelmoran",))}


def test_a_person_s_shortened_full_name_goes_with_the_longer_one() -> None:
    long = story("a", "[official:1 Ann Mary Lee], or [official:1 Ann Lee], spoke.")
    found = linked(long, story("b", "[official:1 Ann Lee] spoke."))
    assert [(one.name, one.articles) for one in found.entities] == [("Ann Mary Lee", 2)]


def test_a_title_is_learnt_from_the_people_who_bear_it() -> None:
    people = ["Ann Lee", "Otto Vale", "Mary Hill"]
    titled = [story(f"t{i}", f"[official:1 Aldar {name}] spoke.") for i, name in enumerate(people)]
    plain = [story(f"p{i}", f"[official:1 {name}] spoke.") for i, name in enumerate(people)]
    assert sorted(one.name for one in linked(*titled, *plain).entities) == sorted(people)
    assert len(linked(*titled[:1], *plain).entities) == 4
    assert len(linked(*titled, *plain[:1]).entities) == 4


def test_the_agency_of_the_dateline_is_not_what_shares_its_initials() -> None:
    article, extraction = story(
        "a", "[company:1 KNA] - The [organization:1 Kelmora Nurses Alliance] ([organization:1 KNA]) spoke."
    )
    nurses = replace(article, parts=(Part("agency", 0, 3), Part("body", 6, len(article.text)))), extraction
    others = []
    for id_ in ("b", "c"):
        article, extraction = story(id_, "[company:1 KNA] - Nothing happened.")
        others.append((replace(article, parts=(Part("agency", 0, 3), Part("body", 6, len(article.text)))), extraction))
    found = linked(nurses, *others, story("d", "The [organization:1 KNA] spoke."))
    assert {(one.name, one.articles) for one in found.entities} == {("KNA", 3), ("Kelmora Nurses Alliance", 2)}
    explained = story("e", "The [company:1 Kelmora News Agency] ([company:1 KNA]) is ten.")
    found = linked(nurses, *others, explained)
    assert {(one.name, one.articles) for one in found.entities} == {
        ("Kelmora News Agency", 4),
        ("Kelmora Nurses Alliance", 1),
    }


def test_an_office_holder_tells_which_ministry() -> None:
    held = [("holds_position", 1, 2, "minister")]
    known = story("a", "IPOH | [official:1 Ann Lee] of the [ministry:2 Finance Ministry]", facts=held)
    silent = story("b", "[official:1 Ann Lee] of the [ministry:2 Ministry of Finance]", facts=held)
    also = story("c", "[official:1 Ann Lee] of the [ministry:2 Finance Ministry]", facts=held)
    stranger = story("d", "[official:1 Otto Vale] of the [ministry:2 Finance Ministry]", facts=held)
    assert entity(linked(known, silent, stranger), "Ministry of Finance").articles == 2
    assert entity(linked(silent, also, stranger), "Ministry of Finance").articles == 2
    abroad = story("e", "Berlin | [official:1 Ann Lee] of the [ministry:2 Finance Ministry]", facts=held)
    assert entity(linked(known, abroad, silent), "Ministry of Finance").articles == 1


def test_two_people_of_one_name_stay_apart_where_all_that_is_known_differs() -> None:
    minister = story(
        "a",
        "[official:1 Ann Lee] heads [ministry:2 Kelora Roads Ministry]",
        facts=[("holds_position", 1, 2, "minister")],
    )
    player = story("b", "[person:1 Ann Lee] plays for [organization:2 Varo Rovers]", facts=[("member_of", 1, 2)])
    fan = story("c", "[person:1 Ann Lee] was seen.")
    assert len(linked(minister, player).entities) == 4
    assert entity(linked(minister, player, fan), "Ann Lee", "c").type == "official"
    beside = story(
        "b",
        "[person:1 Ann Lee] plays for [organization:2 Varo Rovers], says [ministry:3 Kelora Roads Ministry]",
        facts=[("member_of", 1, 2)],
    )
    assert entity(linked(minister, beside), "Ann Lee").articles == 2


@pytest.mark.parametrize(
    ("mentions", "name", "aliases"),
    [
        ("[official:1 Datuk Ann Lee], [official:1 Lee], [official:1 Ann Lee]", "Ann Lee", ("Datuk Ann Lee", "Lee")),
        ("[organization:1 KRX], [organization:1 KRX], [organization:1 Reef Trust]", "Reef Trust", ("KRX",)),
        ("[organization:1 KRX]", "KRX", ()),
        ("[place:1 German]", "Germany", ("German",)),
        ("[place:1 UK] and [place:1 British]", "UK", ("British",)),
        ("[company:1 the Varo\n Bank]'s", "Varo Bank", ("the Varo Bank",)),
    ],
)
def test_name_and_aliases(mentions: str, name: str, aliases: tuple[str, ...]) -> None:
    (found,) = linked(story("a", mentions)).entities
    assert (found.name, found.aliases) == (name, aliases)


def test_a_country_has_its_iso_code_and_a_city_none() -> None:
    found = linked(story("a", "[place:1 Vietnam] and [place:2 Hanoi]"))
    assert dict(entity(found, "Vietnam").ids) == {"iso3166": "VN"}
    assert dict(entity(found, "Hanoi").ids) == {}
