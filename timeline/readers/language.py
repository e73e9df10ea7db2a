"""Which language a text is in. English is told by its small words, without any library; others by py3langid."""

from __future__ import annotations

import re

from timeline.normalize.locales import canonical

__all__ = ["UNNAMED", "detect_language", "language_name"]

# A language that is not English and that nobody here can name (ISO 639-2 "undetermined").
UNNAMED = "und"
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 6000  # characters looked at, at most
_FEWEST_WORDS = 25
_FEWEST_FOREIGN, _FEW = 12, 0.08  # so many words with so small a share of small words are hardly English
_SMALL_WORDS = frozenset(
    {
        *("the", "of", "and", "to", "in", "a", "that", "is", "was", "for", "on", "with", "he", "said", "by", "at"),
        *("from", "it", "as", "has", "have", "were", "are", "be", "been", "had", "not", "this", "but", "they", "his"),
        *(
            "an",
            "will",
            "who",
            "their",
            "which",
            "after",
            "would",
            "or",
            "its",
            "she",
            "her",
            "we",
            "i",
            "you",
            "there",
        ),
    }
)
# Shares of these among all words: news in English has 0.22 to 0.44, other languages have less than 0.12.
_SURELY_ENGLISH, _SURELY_NOT = 0.2, 0.15
# Months that few other languages write so, with a day: a table of these is English, however few its small words.
_MONTH = "(?:January|February|March|June|July|October|December)"
_ENGLISH_DATE = re.compile(rf"\b{_MONTH} \d{{1,2}}\b|\b\d{{1,2}} {_MONTH}\b")
_FEWEST_DATES = 2
_LISTED = (
    "ar Arabic, bg Bulgarian, bn Bengali, ca Catalan, cs Czech, da Danish, de German, el Greek, es Spanish, "
    "et Estonian, fa Persian, fi Finnish, fr French, he Hebrew, hi Hindi, hr Croatian, hu Hungarian, "
    "id Indonesian, it Italian, ja Japanese, ko Korean, lt Lithuanian, lv Latvian, nb Norwegian, nl Dutch, "
    "pl Polish, pt Portuguese, ro Romanian, ru Russian, sk Slovak, sl Slovenian, sr Serbian, sv Swedish, "
    "sw Swahili, ta Tamil, th Thai, tr Turkish, uk Ukrainian, ur Urdu, vi Vietnamese, zh Chinese"
)
_NAMES = dict(pair.split(" ") for pair in _LISTED.split(", "))


def detect_language(text: str) -> str:
    """The ISO 639-1 code of the language, `UNNAMED` for one that is not English, "" where the text is too short.

    A text that is doubtful counts as English: to be told wrongly that nothing is understood would be worse.
    """
    sample = text[:_SAMPLE]
    words = _WORD.findall(sample.lower())
    letters = sum(len(word) for word in words)
    # Chinese, Japanese and Thai part their words otherwise; what looks like one long word is a sentence.
    share = sum(word in _SMALL_WORDS for word in words) / max(len(words), 1)
    short = len(words) < _FEWEST_WORDS and letters < 8 * _FEWEST_WORDS
    if short and (share > _FEW or len(words) < _FEWEST_FOREIGN):
        return ""
    if share >= _SURELY_ENGLISH or len(_ENGLISH_DATE.findall(sample)) >= _FEWEST_DATES:
        return "en"
    try:
        from py3langid import classify
    except ImportError:
        return UNNAMED if share < _SURELY_NOT else "en"
    code = canonical(str(classify(sample)[0]))
    if code == "en" or share >= _SURELY_NOT:
        return "en"
    return code


def language_name(code: str) -> str:
    """The English name of a language, for a message."""
    return "another language than English" if code == UNNAMED else _NAMES.get(code, f"the language “{code}”")
