"""Writers of timelines, one module a format. `export` writes files, `formats` lists what can be written."""

from exporters.base import Exporter, ExportError, Options, ReadError
from exporters.registry import Format, export, formats, load

__all__ = ["ExportError", "Exporter", "Format", "Options", "ReadError", "export", "formats", "load"]
