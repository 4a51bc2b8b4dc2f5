"""The page's own files and vis-network's, put into one: script, style, and the policy that allows only these two.

The script is one asynchronous function, since a large graph's data is unpacked before the modules after it can start.
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files

SCRIPTS = (
    *("words", "data", "dates", "looks", "elements", "state", "keys", "filters", "groups", "neighbours", "labels"),
    *("scene", "canvas", "vector", "camera", "pointer", "quotes", "facts", "cards", "panel", "search", "remote"),
    *("legend", "timebar", "path", "trail", "table", "save", "address", "tools", "main"),
)
"""Our modules in the order of their use; each declares one constant of its name."""
BUNDLE = "templates/lib/vis-9.1.2/vis-network.min.js"


@dataclass(frozen=True, slots=True)
class Parts:
    """Text of the elements of a page, and its Content Security Policy (CSP Level 3, W3C)."""

    library: str
    script: str
    style: str
    policy: str


def parts() -> Parts:
    """The page's code; the policy names both scripts and the style by hash, and nothing else may run or load."""
    library = files("pyvis").joinpath(BUNDLE).read_text("utf-8").replace("\r\n", "\n")
    library = library.rpartition("//# sourceMappingURL")[0] or library
    modules = "\n".join(own(f"{name}.js") for name in SCRIPTS)
    script = f'(async () => {{\n"use strict";\n{modules}}})();\n'
    style = own("page.css")
    policy = (
        f"default-src 'none'; script-src {_hash(library)} {_hash(script)}; style-src {_hash(style)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    return Parts(library, script, style, policy)


def own(name: str) -> str:
    """Text of one of the page's data files."""
    return files("graph.publish").joinpath("data/page", name).read_text("utf-8")


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
