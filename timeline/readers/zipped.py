"""ZIP containers, opened with bounds: no more comes out than was agreed, and nothing touches the file system."""

from __future__ import annotations

import zipfile
import zlib
from typing import BinaryIO

from timeline.readers.base import UnreadableError
from timeline.readers.limits import Limits, megabytes

__all__ = ["Package", "SpentError"]

_SMALL = 1_000_000
_ENCRYPTED = 0x1


class SpentError(UnreadableError):
    """All that may come out of one archive came out."""


class Package:
    """The members of a ZIP file. Raises `UnreadableError` for a file that is none or has too many members."""

    def __init__(self, stream: BinaryIO, limits: Limits, *, what: str = "ZIP archive") -> None:
        try:
            self._zip = zipfile.ZipFile(stream)
        except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError) as error:
            raise UnreadableError(f"is no {what}, or a damaged one") from error
        self._limits, self._left = limits, limits.archive
        self.names = [info.filename for info in self._zip.infolist() if not info.is_dir()]
        if len(self.names) > limits.members:
            raise UnreadableError(f"holds more than {limits.members:,} files")

    def check(self) -> None:
        """Raises `UnreadableError` where the members are too large, or one is too well compressed.

        For libraries that open the file themselves: XML, which grows tenfold in memory, counts as text.
        """
        infos = self._zip.infolist()
        for info in infos:
            self._check_ratio(info)
            if info.filename.endswith(".xml") and info.file_size > self._limits.text:
                raise UnreadableError(f"holds more than {megabytes(self._limits.text)} of text")
        if sum(info.file_size for info in infos) > self._limits.archive:
            raise SpentError(f"unpacks to more than {megabytes(self._limits.archive)}")

    def read(self, name: str, limit: int) -> bytes:
        """The bytes of a member. Raises `UnreadableError`, as `SpentError` once the archive is exhausted."""
        try:
            info = self._zip.getinfo(name)
        except KeyError as error:
            raise UnreadableError(f"holds no {name}") from error
        if info.flag_bits & _ENCRYPTED:
            raise UnreadableError("is encrypted; unpack it with its password first")
        self._check_ratio(info)
        if self._left <= 0:
            raise SpentError(f"more than {megabytes(self._limits.archive)} come out of the archive")
        bound = min(limit, self._left)
        try:
            with self._zip.open(info) as member:
                data = member.read(bound + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            NotImplementedError,
            RuntimeError,
            OSError,
            ValueError,
        ) as error:
            raise UnreadableError("is damaged, or compressed in a way that is not known") from error
        self._left -= len(data)
        if len(data) > bound:
            raise UnreadableError(f"is larger than {megabytes(bound)}, which is the most that is read")
        return data

    def _check_ratio(self, info: zipfile.ZipInfo) -> None:
        if info.file_size > _SMALL and info.file_size > self._limits.ratio * max(info.compress_size, 1):
            raise UnreadableError(
                f"unpacks to more than {self._limits.ratio} times its size, as no text does; it is not opened"
            )
