"""HTML pages, from templates that escape everything; nothing in them runs or loads but this server's own two files."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse

from graph.core.ontology import PREDICATES, TYPES
from graph.query.table import lexical

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.serve.site import Site

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; frame-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors {framing}"
)
"""Content Security Policy (CSP Level 3, W3C) of every page but the explorer, which carries its own."""


def policy(framing: str = "'none'") -> str:
    """The policy of a page that ``framing`` may show inside theirs."""
    return POLICY.format(framing=framing)


@cache
def _templates() -> Environment:
    made = Environment(
        loader=PackageLoader("graph.serve", "data"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {"TYPES": TYPES, "PREDICATES": PREDICATES, "lexical": lexical}
    return made


def page(
    site: Site, template: str, values: Mapping[str, Any], status: int = 200, framing: str = "'none'"
) -> HTMLResponse:
    """A page from ``data/TEMPLATE.html``."""
    text = _templates().get_template(f"{template}.html").render(site=site, here=template, **values)
    headers = {"Content-Security-Policy": policy(framing), "Vary": "Accept"}
    # A lone surrogate, which a request can hold, has no UTF-8 form.
    return HTMLResponse(text.encode("utf-8", "replace"), status, headers)
