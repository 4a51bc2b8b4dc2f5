"""The page in a notebook: an object that Jupyter and other front ends of IPython display by its ``_repr_html_``.

The page stands in a frame of its own (``srcdoc``), with no origin, so its script can reach neither the notebook nor
anything else; downloads and links that the reader clicks are let through. IPython is not needed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape

SANDBOX = "allow-scripts allow-downloads allow-modals allow-popups allow-popups-to-escape-sandbox"


@dataclass(frozen=True, slots=True)
class Frame:
    """A page of HTML and the height in pixels at which it is shown.

    >>> Frame("<p>Hanoi</p>", 300)._repr_html_().startswith('<iframe title="newsgraph" height="300"')
    True
    >>> Frame("<p>Hanoi</p>", 300)
    Frame(height=300)
    """

    html: str = field(repr=False)
    height: int

    def _repr_html_(self) -> str:
        """The frame, as notebooks ask for it."""
        return (
            f'<iframe title="newsgraph" height="{self.height}" sandbox="{SANDBOX}" '
            f'style="width: 100%; border: 1px solid #8884; border-radius: 8px" srcdoc="{escape(self.html)}"></iframe>'
        )
