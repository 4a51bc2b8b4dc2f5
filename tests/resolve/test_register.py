"""Registers: users' own tables of things with their ids elsewhere."""

import pytest
from resolve_builders import story

from graph.core.errors import ConfigError
from graph.resolve import resolve
from graph.resolve.known import Known
from graph.resolve.register import read_registers

STORIES = [
    story(
        "a1",
        "KUALA LUMPUR | The [ministry:1 Ministry of Finance] and [company:2 Acme Ferries Bhd] met [official:3 Datuk Ann Lee].",
    ),
    story(
        "a2", "HANOI | The [ministry:1 Ministry of Finance] praised [company:2 Acme Ferries] and [organization:3 ACM]."
    ),
]


@pytest.fixture
def ids(tmp_path):
    """The ids of entities, by name, type and article, with a register of some text."""

    def run(text, stories=STORIES, name="register.csv"):
        (tmp_path / name).write_text(text, "utf-8")
        data = resolve(
            *(list(part) for part in zip(*stories, strict=True)),
            known=Known(register=read_registers([tmp_path / name])),
        )
        first = {one.entity: one.mention.article for one in reversed(data.mentions)}
        return {(one.name, first[one.id]): dict(one.ids) for one in data.entities if one.id in first}

    return run


def test_a_name_or_alias_gives_the_ids_of_its_row(ids):
    found = ids(
        "name,aliases,type,wikidata,lei\nACME FERRIES BERHAD,Acme Boats; Acme Ships,company,Q1,5299\nLee Ann,Ann Lee,person,Q2,\n"
    )
    assert found["Acme Ferries Bhd", "a1"] == {"wikidata": "Q1", "lei": "5299"}
    assert found["Ann Lee", "a1"] == {"wikidata": "Q2"}
    assert found["ACM", "a2"] == {}


def test_a_general_name_needs_the_country(ids):
    rows = "Ministry of Finance,MY,Q3\nMinistry of Finance,VNM,Q4\n"
    found = ids("name,country,wikidata\n" + rows)
    assert found["Ministry of Finance", "a1"] == {"wikidata": "Q3"}
    assert found["Ministry of Finance", "a2"] == {"wikidata": "Q4"}
    found = ids("name,wikidata\nMinistry of Finance,Q5\n")
    assert found["Ministry of Finance", "a1"] == found["Ministry of Finance", "a2"] == {}


def test_another_type_is_another_thing(ids):
    assert ids("name,type,wikidata\nAcme Ferries,official,Q6\n")["Acme Ferries Bhd", "a1"] == {}


@pytest.mark.parametrize(
    ("row", "sign"),
    [
        ("ACM,,,,Q7", False),
        ("Arden Cable Makers,ACM,,,Q7", False),
        ("ACM,,organization,,Q7", True),
        ("ACM,,company,,Q7", False),
        ("ACM,,,VN,Q7", True),
        ("ACM,,,MY,Q7", False),
    ],
)
def test_an_acronym_alone_needs_a_second_sign(ids, row, sign):
    told = story("a3", "HANOI | Vietnam's [organization:1 ACM] met in [place:2 Hanoi].")
    found = ids(f"name,aliases,type,country,wikidata\n{row}\n", [told])
    assert found["ACM", "a3"] == ({"wikidata": "Q7"} if sign else {})


def test_a_longer_name_in_an_article_is_a_sign(ids):
    told = story("a3", "The [organization:1 Arden Cable Makers] (ACM) met. [organization:1 ACM] voted.")
    found = ids("name,aliases,wikidata\nACM,Arden Cable Makers,Q7\n", [told])
    assert found["Arden Cable Makers", "a3"] == {"wikidata": "Q7"}


def test_the_country_of_a_place_is_kept(ids):
    place = [story("a1", "[place:1 Malaysia] won.")]
    assert ids("name,wikidata\nMalaysia,Q833\n", place)["Malaysia", "a1"] == {"iso3166": "MY", "wikidata": "Q833"}


def test_tables_as_programs_write_them(ids):
    found = ids('\ufeffName;Type;LEI\r\n\r\n"Acme Ferries";company;"12;34"\r\n')
    assert found["Acme Ferries Bhd", "a1"] == {"lei": "12;34"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name,lei\nAcme,1\n,2\n", r"register\.csv:3: no name; every row needs one"),
        (
            "name,lei\nAcme,1\nBolt,3\nacme Ltd,2\n",
            r"register\.csv:4: the name 'acme Ltd' is that of register\.csv:2 already; leave one out, or tell them apart",
        ),
        ("name,aliases\nAcme,Bolt\nBolt,\n", r"register\.csv:3: the name 'Bolt' is that of register\.csv:2 already"),
        ("name,type\nAcme,firm\n", r"register\.csv:2: unknown type 'firm'; take one of official, person, ministry"),
        (
            'name,country\n"Acme\nLtd",MY\nBolt,Malaya\n',
            r"register\.csv:4: unknown country 'MALAYA'; take a code of ISO 3166-1",
        ),
        ("title,lei\nAcme,1\n", r"register\.csv:1: no column 'name'"),
        ("name,lei,LEI\nAcme,1,2\n", r"register\.csv:1: two columns 'lei'"),
        ("", r"register\.csv:1: no column 'name'"),
        ('name\n"Acme\n', r"register\.csv:\d: not a CSV table"),
    ],
)
def test_a_table_that_cannot_be_used_is_named_with_its_line(ids, text, message):
    with pytest.raises(ConfigError, match=message):
        ids(text)


def test_a_file_that_is_not_there_or_no_text(tmp_path):
    with pytest.raises(ConfigError, match="give --register a CSV file"):
        read_registers([tmp_path / "gone.csv"])
    (tmp_path / "x.csv").write_bytes(b"name\nCaf\xe9\n")
    with pytest.raises(ConfigError, match=r"x\.csv: not UTF-8: .*save the table as CSV UTF-8"):
        read_registers([tmp_path / "x.csv"])


def test_rows_of_one_name_in_two_countries_or_types_are_two(ids):
    ids("name,type,country,lei\nAcme,company,MY,1\nAcme,company,VN,2\nAcme,place,,3\n")
