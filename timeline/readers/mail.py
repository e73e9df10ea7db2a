"""Mails (`.eml`, RFC 5322) with their attachments, and pages saved as one file (`.mhtml`, RFC 2557)."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage, MIMEPart
from email.utils import parsedate_to_datetime
from pathlib import PurePath
from typing import TYPE_CHECKING, BinaryIO, cast

from timeline.model import Diagnostic
from timeline.readers.archive import CONTAINERS, read_inner
from timeline.readers.base import Draft, Metadata, Origin, UnreadableError, note
from timeline.readers.html_page import read_page
from timeline.readers.limits import DEFAULT_LIMITS, read_bounded
from timeline.readers.markup import blocks_of, joined

if TYPE_CHECKING:
    from email.policy import Policy

__all__ = ["MailReader", "WebArchiveReader"]

_LONGEST_HEADER = 2_000
_MOST_PARTS = 20_000
_FORWARDED = re.compile(r"(?i)^(?:(?:fwd?|re|wg|aw)\s*:\s*)+")


class _Bounded(email.policy.EmailPolicy):
    """The parser of the library takes time that grows with the square of a header's length."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_LONGEST_HEADER]


class MailReader:
    """The text of a mail, then its attachments by the readers of their suffixes."""

    name = "eml"
    suffixes = (".eml",)
    many = True

    def read(self, stream: BinaryIO, origin: Origin) -> Iterator[Draft | Diagnostic]:
        from timeline.readers.registry import suffixes

        message = _parse(stream, origin)
        text = _text(message)
        day = _day(message)
        if text:
            metadata = Metadata(
                title=_FORWARDED.sub("", _header(message, "subject")), published=day, published_in="`Date` of the mail"
            )
            yield Draft(text=text, place=origin.name, id=origin.id, metadata=metadata)
        read_any = bool(text)
        for number, part in enumerate(message.iter_attachments(), start=1):
            name = PurePath((part.get_filename() or "").replace("\\", "/")).name
            suffix = PurePath(name).suffix.lower()
            if suffix not in suffixes() or suffix in CONTAINERS:
                if name:
                    yield note(origin.name, f"the attachment {name} is not read")
                continue
            data = part.get_payload(decode=True)
            inner = replace(
                origin,
                name=f"{origin.name}/{name}",
                id=f"{origin.id}-{number}",
                suffix=suffix,
                row=Metadata(),
                rows={},
                latest=day or origin.latest,
                inner=True,
            )
            for result in read_inner(data if isinstance(data, bytes) else b"", inner):
                if isinstance(result, Draft) and not result.metadata.published and result.guess is None and day:
                    result = replace(
                        result,
                        metadata=replace(
                            result.metadata, published=day, published_in="`Date` of the mail it was attached to"
                        ),
                    )
                read_any = read_any or isinstance(result, Draft)
                yield result
        if not read_any:
            raise UnreadableError("holds no text")


class WebArchiveReader:
    """The page of the archive by the reader of web pages; the day of saving bounds the search for that of the page."""

    name = "mhtml"
    suffixes = (".mhtml", ".mht")
    many = False

    def read(self, stream: BinaryIO, origin: Origin) -> Iterator[Draft | Diagnostic]:
        message = _parse(stream, origin)
        page = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
        if page is None:
            raise UnreadableError("holds no web page")
        url = _header(message, "snapshot-content-location") or _header(page, "content-location")
        url = url if url.startswith(("http://", "https://")) else ""
        yield read_page(_content(page), origin, url=url, latest=_day(message) or None)


def _parse(stream: BinaryIO, origin: Origin) -> EmailMessage:
    data = read_bounded(stream, (origin.limits or DEFAULT_LIMITS).document)
    if not data.strip():
        raise UnreadableError("is empty")
    if data.count(b"\n--") > _MOST_PARTS:
        raise UnreadableError(f"has more than {_MOST_PARTS:,} parts")
    try:
        return email.message_from_bytes(data, policy=cast("Policy[EmailMessage]", _Bounded()))
    except (ValueError, LookupError, RecursionError, AttributeError, IndexError) as error:
        raise UnreadableError("is no mail, or a damaged one") from error


def _text(message: EmailMessage) -> str:
    body = message.get_body(("plain", "html"))
    if body is None:
        return ""
    content = _content(body)
    if body.get_content_type() == "text/html":
        return joined(blocks_of(content))
    return content.replace("\r\n", "\n").strip("\n")


def _content(part: MIMEPart) -> str:
    """The text of a part; bytes that do not fit its encoding become U+FFFD, an unknown encoding is read as UTF-8."""
    data = part.get_payload(decode=True)
    charset = part.get_content_charset("utf-8")
    data = data if isinstance(data, bytes) else b""
    try:
        return data.decode(charset, errors="replace")
    except LookupError:
        return data.decode("utf-8", errors="replace")


def _header(message: MIMEPart, name: str) -> str:
    try:
        return " ".join(str(message.get(name, "")).split())
    except (ValueError, LookupError, AttributeError, IndexError, TypeError):  # a header that breaks its own grammar
        return ""


def _day(message: EmailMessage) -> str:
    try:
        return parsedate_to_datetime(_header(message, "date")).date().isoformat()
    except ValueError:
        return ""
