"""The linear models of extraction: those that the package ships, or those of a folder from ``newsgraph train``."""

from __future__ import annotations

import zipfile
from functools import cache
from importlib.resources import files
from pathlib import Path

from graph.core.errors import ConfigError
from graph.extract.linear import LinearModel

MODELS = ("mentions", "relations", "status")
"""Types of names, what links two names, and whether a fact is stated, planned, former or denied."""


@cache
def load_model(name: str, folder: str = "") -> LinearModel:
    """One of `MODELS`, of a folder or, without one, of the package.

    Raises `ConfigError` where the folder has no such model or the file is none.
    """
    path = (Path(folder) if folder else files("graph.extract").joinpath("data")).joinpath(f"{name}.npz")
    try:
        return LinearModel.load(path)
    except OSError as error:
        reason = error.strerror or str(error)
    except (ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        reason = f"not a model: {error}"
    raise ConfigError(f"extract.models: {path}: {reason}; give a folder that newsgraph train wrote")


def load_models(folder: str = "") -> dict[str, LinearModel]:
    """All `MODELS` by name."""
    return {name: load_model(name, folder) for name in MODELS}
