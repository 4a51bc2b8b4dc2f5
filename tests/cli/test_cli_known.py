"""Options of build about what is kept and what people know: how they override the settings, and what is refused."""

from pathlib import Path

import pytest

from graph.cli.build import choose_known, choose_store
from graph.core.config import ResolveSettings, StoreSettings
from graph.core.errors import UsageError


def test_a_store_given_is_an_absolute_path_and_none_is_empty(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    settings = StoreSettings(path="kept")
    assert choose_store(settings, None, False) == settings
    assert choose_store(settings, Path("mine"), False).path == str(tmp_path / "mine")
    assert choose_store(settings, None, True).path == ""
    with pytest.raises(UsageError, match="give --store or --no-store, not both"):
        choose_store(settings, Path("mine"), True)


def test_corrections_and_registers_given_replace_those_of_the_settings(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    settings = ResolveSettings(corrections="a.toml", registers=("r.csv",))
    assert choose_known(settings, None, None) == settings
    changed = choose_known(settings, Path("b.toml"), [Path("s.csv"), Path("t.csv")])
    assert changed == ResolveSettings(corrections=str(tmp_path / "b.toml"), registers=("s.csv", "t.csv"))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--store", "x", "--no-store"], "give --store or --no-store, not both"),
        (["--corrections", "gone.toml"], "gone.toml: No such file or directory; give --corrections a TOML file"),
        (["--register", "gone.csv"], "gone.csv: No such file or directory; give --register a CSV file"),
    ],
)
def test_what_cannot_be_is_status_2_before_anything_is_read(newsgraph, tmp_path, options, message):
    (tmp_path / "a.txt").write_text("Rain fell.")
    done = newsgraph("build", tmp_path / "a.txt", "--out", tmp_path / "out", *options)
    assert done.exit_code == 2
    assert message in done.stderr


def test_show_finds_the_entity_of_a_retired_id(newsgraph, folder, dataset):
    from graph.core.ids import mention_id

    link = dataset.mentions[3]  # the second mention of the Harbour Agency
    done = newsgraph("show", folder, "--id", mention_id(link.mention))
    assert done.exit_code == 0
    assert done.stdout.startswith("Harbour Agency")
