"""Widths of text in the fonts that the charts are drawn with, and the characters that none of these fonts has."""

from __future__ import annotations

import logging
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache

from matplotlib import cbook, font_manager
from matplotlib.ft2font import FT2Font, LoadFlags

__all__ = ["FAMILIES", "advance", "discover", "families", "families_for", "missing", "quiet"]

FAMILIES = (
    "DejaVu Sans",  # comes with matplotlib
    "Noto Sans CJK SC", "Noto Sans CJK JP", "Noto Sans SC", "Noto Sans JP", "Source Han Sans SC", "Microsoft YaHei",
    "PingFang SC", "Hiragino Sans", "WenQuanYi Zen Hei", "Noto Sans KR", "Malgun Gothic", "Apple SD Gothic Neo",
    "Noto Sans Arabic", "Noto Sans Hebrew", "Noto Sans Devanagari", "Nirmala UI", "Noto Sans Bengali",
    "Noto Sans Tamil", "Noto Sans Thai", "Noto Sans Symbols", "Noto Sans Symbols 2", "Noto Emoji",
    "Segoe UI Symbol", "Apple Symbols", "Arial Unicode MS",
)  # fmt: skip
"""The font of the charts, and those that may stand in for characters that it lacks."""


@cache
def families() -> tuple[str, ...]:
    """Those of `FAMILIES` that are installed."""
    installed = {entry.name for entry in font_manager.fontManager.ttflist}
    return tuple(name for name in FAMILIES if name in installed)


@contextmanager
def quiet() -> Iterator[None]:
    """Without matplotlib's messages about fonts that have no bold face: a regular one does as well."""
    logger = logging.getLogger("matplotlib.font_manager")
    level = logger.level
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logger.setLevel(level)


def discover() -> bool:
    """Look for fonts that were installed after matplotlib made its list; whether one of `FAMILIES` was among them."""
    before = families()
    listed = {entry.fname for entry in font_manager.fontManager.ttflist}
    for path in sorted(font_manager.findSystemFonts()):
        if path not in listed:
            # A broken font file is no reason to fail: it was not needed so far.
            with suppress(OSError, RuntimeError, ValueError):
                font_manager.fontManager.addfont(path)
    families.cache_clear()
    _fonts.cache_clear()
    _glyph.cache_clear()
    return families() != before


@cache
def _fonts(bold: bool) -> tuple[FT2Font, ...]:
    weight = "bold" if bold else "normal"
    with quiet():
        properties = [font_manager.FontProperties(family=name, weight=weight) for name in families()]
        fonts = tuple(FT2Font(str(font_manager.findfont(one))) for one in properties)
    for font in fonts:
        font.set_size(100, 72)
    return fonts


@cache
def _last_resort() -> FT2Font | None:
    """The font of empty boxes that matplotlib takes for what no other font has."""
    try:
        font = FT2Font(str(cbook._get_data_path("fonts/ttf/LastResortHE-Regular.ttf")))
    except (AttributeError, OSError):
        return None
    font.set_size(100, 72)
    return font


@cache
def _glyph(character: str, bold: bool) -> tuple[float, str]:
    """Advance at size 1, and the family that has the character ("" for none)."""
    code = ord(character)
    fonts = _fonts(bold)
    found = next((name for name, font in zip(families(), fonts, strict=True) if font.get_char_index(code)), "")
    font = fonts[families().index(found)] if found else _last_resort() or fonts[0]
    index = font.get_char_index(code)
    return font.load_glyph(index, flags=LoadFlags.NO_HINTING).linearHoriAdvance / 65536 / 100, found


def advance(text: str, bold: bool) -> float:
    """Width of a text at size 1, without kerning, which only ever makes it a little narrower."""
    return sum(_glyph(character, bold)[0] for character in text)


def families_for(text: str) -> tuple[str, ...]:
    """The family of the charts, and those that this text needs besides. Other installed fonts change nothing."""
    needed = {_glyph(character, False)[1] for character in set(text)}
    return tuple(name for name in families() if name in needed or name == FAMILIES[0])


def missing(text: str) -> set[str]:
    """The characters of `text` that will be drawn as empty boxes. Marks without a shape of their own do not count."""
    return {
        character
        for character in set(text)
        if unicodedata.category(character) not in ("Cf", "Cc", "Mn", "Zs") and not _glyph(character, False)[1]
    }
