"""What a stored row depends on beside its article: code, data, weights, libraries and settings, as one hash a stage.

There is no version number to forget: the files themselves are hashed. A row is used again only under the same hash.
"""

from __future__ import annotations

import platform
import re
import sys
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from graph.core.config import ExtractSettings

HERE = Path(__file__).parents[1]
READING = ("charset-normalizer", "dateparser", "py3langid", "datasketch", "numpy")
EXTRACTION = ("spacy", "thinc", "numpy", "onnxruntime", "tokenizers", "pycountry")
OURS = "newsgraph_"
"""What the names of this package's spaCy factories begin with."""
BUILT_IN = frozenset(
    {
        *("attribute_ruler", "entity_linker", "entity_ruler", "lemmatizer", "morphologizer", "ner", "parser", "senter"),
        *("sentencizer", "span_finder", "span_ruler", "spancat", "spancat_singlelabel", "tagger", "textcat"),
        *("textcat_multilabel", "tok2vec", "trainable_lemmatizer", "merge_entities", "merge_noun_chunks"),
    }
)
"""Factories of spaCy itself, which its version tells."""


def reading_version() -> str:
    """A hash of what parts, language and signature of a text depend on beside the text."""
    return _digest("reading", *_here("articles", "core"), *_machine(), *_versions(READING))


def extraction_version(settings: ExtractSettings) -> str | None:
    """A hash of what an extraction depends on beside text and parts; None where the pipeline is not here.

    The number of worker processes changes nothing and is left out. Raises `LookupError` for a component whose code
    cannot be found, so that nobody can tell when it changes.
    """
    pipeline = _pipeline(settings.model)
    if pipeline is None:
        return None
    steps = {name: factory for name, factory in settings.components.items() if factory}
    foreign = [_foreign(one) for one in sorted({*steps.values(), *_factories(pipeline)}) if not one.startswith(OURS)]
    given = repr((list(steps.items()), settings.model_dump(include={"model", "settings"})))
    parts = [*foreign, *_tree(pipeline), *_mentioned(settings.models, settings.settings), given]
    return _digest("extraction", *_here("extract", "core"), *_machine(), *_versions(EXTRACTION), *parts)


def _digest(*parts: str) -> str:
    return sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


@cache
def _here(*stages: str) -> tuple[str, ...]:
    """Files of some stages. Read once: a process goes on with the code that it has loaded."""
    return tuple(one for stage in stages for one in _tree(HERE / stage))


def _tree(path: Path) -> Iterator[str]:
    """Names and hashes of all files below a folder, or of a file. Compiled modules only repeat others."""
    found = [path] if path.is_file() else sorted(one for one in path.rglob("*") if one.is_file())
    for one in found:
        if one.suffix != ".pyc":
            yield one.relative_to(path.parent).as_posix()
            yield sha256(one.read_bytes()).hexdigest()


def _machine() -> tuple[str, ...]:
    """Unicode tables come with Python; the last bits of floating point with the processor."""
    return (".".join(map(str, sys.version_info[:2])), platform.machine())


def _versions(packages: Iterable[str]) -> Iterator[str]:
    for name in packages:
        try:
            yield f"{name} {version(name)}"
        except PackageNotFoundError:
            yield name


def _pipeline(name: str) -> Path | None:
    """The folder of a spaCy pipeline, found without importing it."""
    if Path(name).is_dir():
        return Path(name)
    return _package(name)


def _package(name: str) -> Path | None:
    """The folder of an installed package, or the file of a module."""
    try:
        spec = find_spec(name)
    except (ImportError, ValueError):
        return None
    if spec is None:
        return None
    if spec.submodule_search_locations:
        return Path(next(iter(spec.submodule_search_locations)))
    return Path(spec.origin) if spec.origin and Path(spec.origin).is_file() else None


def _factories(pipeline: Path) -> set[str]:
    """The factories that a pipeline's own settings name."""
    found: set[str] = set()
    for path in pipeline.rglob("config.cfg"):
        found |= set(re.findall(r'^factory\s*=\s*"([^"]+)"', path.read_text("utf-8", "replace"), re.MULTILINE))
    return found


def _foreign(factory: str) -> str:
    """A hash of the package that provides a spaCy factory. Raises `LookupError` where it cannot be found."""
    if factory in BUILT_IN:
        return factory
    from spacy.language import Language  # only where a component is not ours: spaCy takes a second to import
    from spacy.util import registry

    modules = _modules(registry.get("factories", factory)) if Language.has_factory(factory) else set()
    paths = [(module, _package(module.partition(".")[0])) for module in sorted(modules - {"__main__"})]
    found = [f"{module} {part}" for module, path in paths if path for part in _tree(path)]
    if not found:
        raise LookupError(f"the code of component {factory!r} cannot be found")
    return _digest(factory, *found)


def _modules(function: Any) -> set[str]:
    """The modules of a factory; one made of a plain component is spaCy's own, with the component inside."""
    inner = [cell.cell_contents for cell in getattr(function, "__closure__", None) or ()]
    names = {getattr(one, "__module__", None) or "" for one in (function, *filter(callable, inner))}
    return {name for name in names if name and name.partition(".")[0] != "spacy"}


def _mentioned(*values: object) -> Iterator[str]:
    """The content of files and folders that settings name."""
    for value in values:
        if isinstance(value, dict):
            yield from _mentioned(*value.values())
        elif isinstance(value, (list, tuple)):
            yield from _mentioned(*value)
        elif isinstance(value, str) and value and "\0" not in value and len(value) < 1000 and Path(value).exists():
            yield from _tree(Path(value))
