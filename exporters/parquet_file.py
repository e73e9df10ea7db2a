"""Parquet for data frames, one row an event, sources as a nested list. Needs pyarrow (the extra `parquet`).

Dates are ISO texts, not the date type: years before the common era have no place in that.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, BinaryIO

import pyarrow as pa  # type: ignore[import-untyped,unused-ignore]
from pyarrow import parquet

from exporters.base import Options
from exporters.json_lines import event_to_dict
from timeline.model import Diagnostic, Timeline

__all__ = ["EXPORTER", "ParquetFile"]

_TEXTS = ("uid", "title", "edtf", "start", "end", "precision", "status", "certainty")
_SOURCE_TEXTS = ("article", "title", "url", "published", "text", "rule", "because", "quote", "edtf")
_SOURCE_PLACES = ("start", "end", "trigger_start", "trigger_end", "page")
_SCHEMA = pa.schema(
    [
        *((name, pa.string()) for name in _TEXTS),
        ("confidence", pa.float64()),
        ("actors", pa.list_(pa.string())),
        ("trigger", pa.string()),
        ("quote", pa.string()),
        (
            "sources",
            pa.list_(
                pa.struct(
                    [
                        *((name, pa.string()) for name in _SOURCE_TEXTS),
                        *((name, pa.int64()) for name in _SOURCE_PLACES),
                    ]
                )
            ),
        ),
    ]
)


class ParquetFile:
    """Exporter for `.parquet`. The columns are the keys of JSON Lines."""

    name = "parquet"
    suffix = ".parquet"

    def write(self, timeline: Timeline, stream: BinaryIO, *, options: Options) -> Sequence[Diagnostic]:
        """One row group; the file names no date."""
        rows = [_unicode(event_to_dict(event)) for event in timeline.events]
        parquet.write_table(pa.Table.from_pylist(rows, schema=_SCHEMA), stream, compression="zstd")
        return []


def _unicode(value: Any) -> Any:
    """The value with its texts as Unicode: a lone half of a surrogate pair becomes a question mark."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, list):
        return [_unicode(item) for item in value]
    return {key: _unicode(item) for key, item in value.items()} if isinstance(value, dict) else value


EXPORTER = ParquetFile()
