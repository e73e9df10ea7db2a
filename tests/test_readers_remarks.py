"""What is said of articles that were read: their language, and texts that were printed twice."""

from __future__ import annotations

import builtins
from pathlib import Path
from typing import Any

import pytest

from timeline.model import Diagnostic
from timeline.readers import Found, find
from timeline.readers.language import UNNAMED, detect_language, language_name
from timeline.readers.twins import Twins

ENGLISH = (
    "The envoys of the two governments met in Rome on Monday and talked about the treaty for three hours, as their "
    "hosts said in the evening. They will meet again next month if a place and a date for it can be agreed on."
)
LATIN = (
    "Legati duarum civitatum Romae die Lunae convenerunt et tres horas de foedere disputaverunt, ut hospites vespere "
    "dixerunt. Mense proximo iterum convenient, si locus diesque inter omnes constitutus erit, neque ante illud tempus."
)
LANGUAGES = [
    ("en", ENGLISH),
    (
        "de",
        (
            "Die Gesandten der beiden Regierungen trafen sich am Montag in Rom und sprachen drei Stunden lang über den "
            "Vertrag, wie ihre Gastgeber am Abend sagten. Sie werden sich im nächsten Monat wieder treffen."
        ),
    ),
    (
        "fr",
        (
            "Les envoyés des deux gouvernements se sont rencontrés lundi à Rome et ont parlé du traité pendant trois "
            "heures, ont dit leurs hôtes dans la soirée. Ils se reverront le mois prochain si une date est trouvée."
        ),
    ),
    (
        "ru",
        (
            "Посланники двух правительств встретились в понедельник в Риме и три часа говорили о договоре, сообщили "
            "вечером их хозяева. Они снова встретятся в следующем месяце, если удастся договориться о месте и дате."
        ),
    ),
    ("zh", "两国政府的特使星期一在罗马会面，就条约进行了三个小时的会谈，东道主晚上说。" * 8),
    ("en", "Roster. " + "Berlin Lagos Oslo Quito Delhi, March 3, 2025; Hanoi Paris Lima Tunis Rome, 5 July 2025. " * 3),
    ("fr", "Le ministre a quitté le gouvernement mardi après une longue réunion du conseil municipal de Lyon."),
    ("", "The ferry from Sena to Beira was late on Friday, and nobody at the pier knew why."),
    ("", "Trop court."),
    ("", "1 2 3 4 5"),
    ("", ""),
]


@pytest.mark.parametrize(("code", "text"), LANGUAGES)
def test_languages_are_told(code: str, text: str) -> None:
    assert detect_language(text) == code


def test_without_the_extra_another_language_is_told_but_not_named(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *args: Any, **kwargs: Any) -> Any:
        if name == "py3langid":
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without)
    assert [detect_language(text) for code, text in LANGUAGES if code] == ["en", *[UNNAMED] * 4, "en", UNNAMED]


@pytest.mark.parametrize(
    ("code", "name"),
    [("de", "German"), ("xx", "the language “xx”"), (UNNAMED, "another language than English")],
)
def test_names_of_languages(code: str, name: str) -> None:
    assert language_name(code) == name


def story(*, seed: int, words: int = 300) -> str:
    """Words that look like a text and repeat nothing; the same seed gives the same."""
    return " ".join(f"w{(n * 7919 + seed * 104_729) % 99_991}" for n in range(words))


TWINS: list[tuple[str, str, str, bool]] = [
    ("the same", story(seed=1), story(seed=1), True),
    ("other case and signs", story(seed=1), story(seed=1).upper().replace(" ", "  ,"), True),
    ("another foot", story(seed=1), f"{story(seed=1)} {story(seed=3, words=40)}", True),
    ("a word here and there", story(seed=1), story(seed=1).replace("77 ", "78 "), True),
    ("half of it", story(seed=1), story(seed=1, words=100), False),
    ("another text", story(seed=1), story(seed=2), False),
    ("too short to tell", "They met in Rome.", "They met in Rome.", False),
]


@pytest.mark.parametrize(("one", "other", "alike"), [row[1:] for row in TWINS], ids=[row[0] for row in TWINS])
def test_texts_that_were_printed_twice_are_found(one: str, other: str, alike: bool) -> None:
    twins = Twins()
    assert twins.add("one", one) is None
    found = twins.add("other", other)
    assert (found is not None) == alike
    if found:
        assert found[0] == "one"
        assert 0.5 <= found[1] <= 1


def test_many_texts_with_the_same_boilerplate_stay_quick() -> None:
    twins = Twins()
    for seed in range(300):
        assert twins.add(str(seed), f"{story(seed=seed)} {ENGLISH}") is None


def test_remarks_are_notes_and_stand_with_the_article(tmp_path: Path) -> None:
    for name, text in (("a", ENGLISH), ("b", ENGLISH), ("c", LANGUAGES[1][1])):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    results = list(find([str(tmp_path)]))
    expected = [
        "is the same text as a; they count as one source",
        "seems to be in German; only its whole dates are read",
    ]
    assert [warning for one in results if isinstance(one, Found) for warning in one.warnings] == expected
    notes = [one for one in results if isinstance(one, Diagnostic)]
    assert [(one.kind, one.message.partition(": ")[2]) for one in notes] == [("note", text) for text in expected]
    assert [one.language for one in results if isinstance(one, Found)] == ["en", "en", "de"]
    assert [one.article.language for one in results if isinstance(one, Found)] == ["en", "en", "de"]


@pytest.mark.parametrize(
    ("text", "given", "language", "said"),
    [
        (ENGLISH, None, "en", ""),
        (ENGLISH, "de", "de", ""),
        (LANGUAGES[1][1], "en", "en", ""),
        (LANGUAGES[1][1], "fr", "fr", ""),
        (LANGUAGES[1][1], None, "de", "only its whole dates are read"),
        (LATIN, None, "en", "only English is understood"),
    ],
)
def test_the_language_that_is_given_counts(
    tmp_path: Path, text: str, given: str | None, language: str, said: str
) -> None:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (found,) = (one for one in find([str(tmp_path)], language=given) if isinstance(one, Found))
    assert found.article.language == language
    assert [said in warning for warning in found.warnings] == ([True] if said else [])
