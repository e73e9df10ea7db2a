"""Dated events out of news articles: find the time expressions, resolve them, merge what was reported.

The names below are loaded on first use, so that `import timeline` costs nothing::

    >>> import timeline
    >>> [(d.timex.text, str(d.edtf)) for d in timeline.tag("They met on March 8, 2025.")]
    [('March 8, 2025', '2025-03-08')]
"""

from __future__ import annotations

__version__ = "0.1.0"
