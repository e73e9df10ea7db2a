"""Widths of text in the fonts that the charts are drawn with, and the characters that none of these fonts has."""

from __future__ import annotations

import unicodedata
from functools import cache

from matplotlib import cbook, font_manager
from matplotlib.ft2font import FT2Font, LoadFlags

__all__ = ["FAMILIES", "advance", "families", "missing"]

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


@cache
def _fonts(bold: bool) -> tuple[FT2Font, ...]:
    weight = "bold" if bold else "normal"
    paths = (font_manager.findfont(font_manager.FontProperties(family=name, weight=weight)) for name in families())
    fonts = tuple(FT2Font(str(path)) for path in paths)
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
def _glyph(character: str, bold: bool) -> tuple[float, bool]:
    """Advance at size 1, and whether a font has the character."""
    code = ord(character)
    fonts = _fonts(bold)
    font = next((font for font in fonts if font.get_char_index(code)), None)
    found = font is not None
    font = font or _last_resort() or fonts[0]
    index = font.get_char_index(code)
    return font.load_glyph(index, flags=LoadFlags.NO_HINTING).linearHoriAdvance / 65536 / 100, found


def advance(text: str, bold: bool) -> float:
    """Width of a text at size 1, without kerning, which only ever makes it a little narrower."""
    return sum(_glyph(character, bold)[0] for character in text)


def missing(text: str) -> set[str]:
    """The characters of `text` that will be drawn as empty boxes. Marks without a shape of their own do not count."""
    return {
        character
        for character in set(text)
        if unicodedata.category(character) not in ("Cf", "Cc", "Mn", "Zs") and not _glyph(character, False)[1]
    }
