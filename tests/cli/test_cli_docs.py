"""The documentation names every command, argument, option, exit status and setting, and none that does not exist."""

import re
import tomllib
from pathlib import Path

import pytest
import typer.main
from pydantic import BaseModel

from graph.cli import app
from graph.core.config import Settings

DOCS = Path(__file__).parents[2] / "docs"
GROUP = typer.main.get_command(app)
COMMANDS = sorted(GROUP.commands)


def _shown(command):
    """The parameters that help lists; old names of options are hidden."""
    return [param for param in GROUP.commands[command].params if not getattr(param, "hidden", False)]


def _section(command):
    parts = re.split(r"^## ", (DOCS / "command-line.md").read_text("utf-8"), flags=re.MULTILINE)
    return next((part for part in parts if part.startswith(f"newsgraph {command}\n")), "")


@pytest.mark.parametrize("command", COMMANDS)
def test_command_is_documented(command):
    section, usage = _section(command), _section(command).split("\n")[2:3]
    assert section, f"docs/command-line.md has no section newsgraph {command}"
    for param in _shown(command):
        if param.param_type_name == "argument":
            assert re.search(rf"\b{re.escape(param.metavar)}\b", usage[0]), param.name
        else:
            assert all(f"| `{name}" in section for name in param.opts), param.opts


@pytest.mark.parametrize("command", COMMANDS)
def test_documentation_names_no_option_that_is_gone(command):
    known = {name for param in _shown(command) for name in param.opts if name.startswith("--")}
    rows = set(re.findall(r"^\| `(--[a-z-]+)", _section(command), flags=re.MULTILINE))
    usage = set(re.findall(r"--[a-z-]+", _section(command).split("\n")[2]))
    assert rows == known
    assert usage == known


def test_options_of_the_command_itself_are_documented():
    intro = (DOCS / "command-line.md").read_text("utf-8").split("## ")[0]
    assert set(re.findall(r"^\| `(--[a-z-]+)", intro, flags=re.MULTILINE)) == {n for p in GROUP.params for n in p.opts}


def test_every_option_has_help():
    for name, command in GROUP.commands.items():
        assert command.help, name
        assert all(param.help for param in command.params), name


def _defaults(model, path=()):
    """Every key of the settings with its default; mappings (components) count as one key."""
    for name in type(model).model_fields:
        value = getattr(model, name)
        if isinstance(value, BaseModel):
            yield from _defaults(value, (*path, name))
        else:
            yield (*path, name), value


@pytest.mark.parametrize(("path", "default"), list(_defaults(Settings())), ids=lambda value: str(value)[:40])
def test_setting_is_documented_with_its_default(path, default):
    text = (DOCS / "configuration.md").read_text("utf-8")
    assert f"| `{'.'.join(path)}` |" in text
    value = tomllib.loads(re.search(r"```toml\n(.*?)```", text, re.DOTALL)[1])
    for part in path:
        value = value[part]
    assert value == (list(default) if isinstance(default, tuple) else default)


def test_documented_defaults_are_valid_and_complete():
    text = (DOCS / "configuration.md").read_text("utf-8")
    assert Settings.model_validate(tomllib.loads(re.search(r"```toml\n(.*?)```", text, re.DOTALL)[1])) == Settings()
    rows = set(re.findall(r"^\| `([a-z_.]+)` \|", text, flags=re.MULTILINE))
    assert rows == {".".join(path) for path, _ in _defaults(Settings())}
