"""The graph as one HTML file that opens from disk, needs no network and shows the sentence behind every edge.

pyvis brings vis-network, which keeps the view; positions are computed beforehand, and what draws, searches, filters and
tells is this package's own script (``data/page/``). Article text enters the page only as escaped JSON, which the
script puts on the page as text, and in a table through a template that escapes, for readers without JavaScript.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from graph.publish.page.content import content
from graph.publish.page.files import own, parts
from graph.publish.page.packed import pack
from graph.publish.page.selection import select

if TYPE_CHECKING:
    from graph.core.config import PublishSettings
    from graph.core.types import Dataset


ROWS = 2000
"""At most so many facts are in the table for readers without JavaScript."""


def write(dataset: Dataset, file: BinaryIO, settings: PublishSettings) -> None:
    """Write the page. Beyond ``settings.page_nodes`` entities it holds the most important ones, and says so."""
    data = content(dataset, select(dataset, settings.page_nodes), settings)
    code, packed = parts(), pack(data)
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    page = environment.from_string(own("page.html")).render(
        about=data["about"],
        rows=_rows(data),
        data_type=packed.type,
        data=Markup(packed.text),
        quotes=Markup(packed.quotes),
        library=Markup(code.library),
        script=Markup(code.script),
        style=Markup(code.style),
        policy=code.policy,
    )
    # A lone surrogate, which a broken source can hold, has no UTF-8 form.
    file.write(page.encode("utf-8", "replace"))


def _rows(data: dict[str, Any]) -> list[dict[str, Any]]:
    """The facts of the most important entities as rows of the table, by name, each with its first quote."""
    facts = sorted(data["statements"], key=lambda fact: (fact["subject"] + fact["object"], fact["id"]))[:ROWS]
    rows = [_row(fact, data) for fact in facts]
    keys = ("subject", "predicate", "object", "id")
    return sorted(rows, key=lambda row: tuple(row[key].casefold() for key in keys))


def _row(fact: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    first = fact["evidence"][0] if fact["evidence"] else {"quote": []}
    return {
        "id": fact["id"],
        "subject": data["nodes"][fact["subject"]]["label"],
        "predicate": data["predicates"][fact["predicate"]]["label"],
        "object": data["nodes"][fact["object"]]["label"],
        "role": fact.get("role", ""),
        "status": fact.get("status", "stated"),
        "quote": "".join(part if isinstance(part, str) else part[1] for part in first["quote"]),
        "published": first.get("published", ""),
        "article": data["articles"][first["article"]] if "article" in first else {},
    }
