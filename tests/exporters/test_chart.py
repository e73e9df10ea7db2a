"""Charts: nothing overlaps, nothing is cut, the bytes repeat, and every kind of file is what it says."""

from __future__ import annotations

import re
import time
from io import BytesIO
from itertools import combinations
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from exporters import Options
from exporters.canvas import text_extents
from exporters.chart import compose
from exporters.fonts import missing
from exporters.registry import export
from exporters.scene import Bar, Mark, Scene
from tests.exporters.conftest import Write
from tests.exporters.samples import crowded, event, hostile, many, story, timeline
from timeline.model import Diagnostic, Timeline

_LAYOUTS = ("horizontal", "vertical", "overview", "auto")


def _check(scene: Scene) -> None:
    """No text touches another or leaves the page."""
    words = list(scene.words())
    for one in words:
        left, top, right, bottom = one.box
        assert left >= -0.1, one.text
        assert top >= -0.1, one.text
        assert right <= scene.width + 0.1, one.text
        assert bottom <= scene.height + 0.1, one.text
    words.sort(key=lambda one: one.box[1])
    for at, one in enumerate(words):
        left, _, right, bottom = one.box
        for other in words[at + 1 :]:
            if other.box[1] >= bottom - 0.5:
                break
            assert right <= other.box[0] + 0.1 or other.box[2] <= left + 0.1, (one.text, other.text)


def _scenes(whole: Timeline, **options: Any) -> list[Scene]:
    scenes, _ = compose(whole, Options(**options), pages=True)
    for scene in scenes:
        _check(scene)
    return scenes


def _words(scenes: list[Scene]) -> str:
    return " ".join(words.text for scene in scenes for words in scene.words() if words.kind == "label")


@pytest.mark.parametrize("layout", _LAYOUTS)
@pytest.mark.parametrize("count", [0, 1, 2, 5, 18, 40, 80, 200, 2000])
def test_no_text_overlaps_or_is_cut(count: int, layout: str) -> None:
    _scenes(many(count, days=max(10, count)), layout=layout)


@pytest.mark.parametrize("layout", _LAYOUTS)
@pytest.mark.parametrize("make", [story, crowded, hostile])
@pytest.mark.parametrize("size", ["auto", "a4-portrait", "letter", "slide", "12x7", "150x100mm"])
def test_no_text_overlaps_on_any_page(make: Any, layout: str, size: str) -> None:
    _scenes(make(), layout=layout, size=size)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(("2015", "2018-05", "2024-11-12", "2025-03-01/2025-04-02", "2021/..", "../2019", "199X")) |
            st.dates().map(str),
            st.text(alphabet="abcdefgh $\\é漢 -", max_size=120),
        ),
        max_size=60,
    ),
    st.sampled_from(_LAYOUTS),
)  # fmt: skip
def test_no_text_overlaps_whatever_the_dates(events: list[tuple[str, str]], layout: str) -> None:
    _scenes(timeline(*(event(day, text, uid=str(at)) for at, (day, text) in enumerate(events))), layout=layout)


@pytest.mark.parametrize(
    ("count", "pages", "layout"),
    [(1, 1, "horizontal"), (20, 1, "horizontal"), (40, 1, "vertical"), (300, 7, "overview")],
)
def test_the_layout_suits_the_number_of_events(count: int, pages: int, layout: str) -> None:
    scenes = _scenes(many(count))
    assert abs(len(scenes) - pages) <= 2
    wide = scenes[0].width > scenes[0].height
    assert wide == (layout != "vertical")
    assert any(words.text.startswith("events per") for words in scenes[0].words()) == (layout == "overview")


@pytest.mark.parametrize("layout", ["horizontal", "vertical"])
def test_every_event_has_its_title_its_date_and_its_sign(layout: str) -> None:
    scenes = _scenes(story(), layout=layout)
    text = _words(scenes)
    for one in story().events:
        assert " ".join(one.title.split()[:2]) in text
    signs = [item for scene in scenes for item in scene.items if isinstance(item, Mark | Bar)]
    legend = 7
    assert len(signs) == len(story().events) + legend


def test_a_document_lists_every_event_after_its_overview() -> None:
    scenes = _scenes(many(300))
    assert sum(isinstance(item, Mark | Bar) for scene in scenes[1:] for item in scene.items) >= 300
    assert "page 1 of" in " ".join(words.text for words in scenes[1].words())


def test_measured_widths_are_those_of_the_drawing() -> None:
    scene = _scenes(story())[0]
    for words, (width, height) in zip(scene.words(), text_extents(scene), strict=True):
        assert width <= words.width + 0.75, words.text
        assert height <= words.height + 0.75, words.text


def test_the_legend_speaks_only_when_it_says_something() -> None:
    def legend(whole: Timeline, **options: Any) -> list[str]:
        return [words.text for words in _scenes(whole, **options)[0].words() if words.kind == "legend"]

    plain = timeline(event("2025-03-08", "A"), event("2025-03-09", "B"))
    assert legend(plain) == []
    assert legend(timeline(event("2025-03-08", "A"), event("2025-03-09", "B", "denied"))) == ["Happened", "Denied"]
    assert legend(timeline(event("2025-03-08", "A", "denied"))) == ["Denied"]
    assert legend(timeline(event("2025-03", "A"))) == ["longer than a day, or known only to the month or year"]
    by_actor = timeline(event("2025-03-08", "A", actors=("Besk",)), event("2025-03-09", "B"))
    assert legend(by_actor, color_by="actor") == ["Besk", "no actor named"]
    assert len(legend(story(), color_by="source")) == 10


def test_the_subtitle_gives_range_and_numbers() -> None:
    def subtitle(whole: Timeline) -> str:
        return next(words.text for words in _scenes(whole)[0].words() if words.kind == "subtitle")

    assert subtitle(story()) == "2018 \u2013 28 June 2025 \u00b7 18 events \u00b7 4 sources"
    assert subtitle(timeline(event("2025-03-08", "A"))) == "8 March 2025 \u00b7 1 event \u00b7 1 source"
    assert subtitle(timeline()) == "0 events"


def test_the_sources_are_named_below() -> None:
    footer = " ".join(words.text for words in _scenes(story())[0].words() if words.kind == "footer")
    assert "Harbour Gazette: what we know so far; The Northern Courier: what we know so far" in footer


def test_a_broken_axis_says_so() -> None:
    def footer(whole: Timeline) -> str:
        return " ".join(
            words.text for words in _scenes(whole, layout="horizontal")[0].words() if words.kind == "footer"
        )

    far = timeline(*(event(day, f"Event {day}") for day in ("2015-07-14", "2020-01-03")),
                   *many(16, days=20).events)  # fmt: skip
    assert "axis is broken" in footer(far)
    assert "axis is broken" not in footer(many(10))


@pytest.mark.parametrize("kind", ["png", "svg", "pdf"])
def test_the_bytes_repeat_and_name_no_date_and_no_program(kind: str, write: Write) -> None:
    for make in (story, crowded):
        first = write(make(), kind)
        time.sleep(0.01)
        assert write(make(), kind) == first
        for word in (b"Matplotlib v", b"CreationDate", b"Software", b"<dc:date>", b"<dc:creator>"):
            assert word not in first


def test_the_users_own_settings_of_matplotlib_change_nothing(write: Write) -> None:
    import matplotlib as mpl

    before = write(story(), "png")
    with mpl.rc_context({"font.family": "serif", "text.color": "red", "savefig.dpi": 30, "axes.linewidth": 9}):
        assert write(story(), "png") == before
        assert mpl.rcParams["font.family"] == ["serif"]


def test_png(write: Write) -> None:
    picture = Image.open(BytesIO(write(story(), "png", dpi=150)))
    assert picture.width == round(842 / 72 * 150)
    assert not picture.info.get("Software")
    slide = Image.open(BytesIO(write(story(), "png", size="slide", dpi=100)))
    assert slide.size == (1333, 750)
    dark = Image.open(BytesIO(write(story(), "png", style="dark", dpi=50))).convert("RGB")
    assert dark.getpixel((2, 2)) == (20, 24, 29)


def test_svg_has_its_text_as_text_and_nothing_hostile(write: Write) -> None:
    root = ElementTree.fromstring(write(hostile(), "svg"))
    texts = [element.text or "" for element in root.iter("{http://www.w3.org/2000/svg}text")]
    assert any("</script><script>alert(1)</script>" in text for text in texts)
    assert any("$\\frac{1}$ stays" in text for text in texts)
    assert not [element for element in root.iter() if element.tag.endswith("script")]
    assert b"font-family: 'DejaVu Sans', Verdana, Arial, sans-serif" in write(story(), "svg")


def test_pdf_has_as_many_pages_as_needed(write: Write) -> None:
    assert len(re.findall(rb"/Type /Page\b", write(story(), "pdf"))) == 1
    assert len(re.findall(rb"/Type /Page\b", write(many(200), "pdf"))) > 3


def test_what_a_picture_cannot_say_is_reported(write: Write) -> None:
    notes: list[Diagnostic] = []
    write(hostile(), "png", notes=notes)
    messages = " ".join(note.message for note in notes)
    assert "1 title shortened to fit" in messages
    notes.clear()
    write(many(60), "png", notes=notes, layout="horizontal")
    assert "60 events do not fit the horizontal layout" in notes[0].message


def test_characters_that_no_font_has_are_named() -> None:
    assert missing("Plain, déjà vu, Київ, 8 \u2013 9") == set()
    assert missing("\U000e0fff\u0378") == {"\u0378", "\U000e0fff"} or missing("\u0378") == {"\u0378"}


@pytest.mark.parametrize("kind", ["png", "svg"])
def test_a_thousand_events_are_drawn_in_time(kind: str, tmp_path: Path) -> None:
    export(story(), tmp_path, [kind])  # the libraries are loaded
    start = time.process_time()
    export(many(1000, days=2500), tmp_path, [kind])
    assert time.process_time() - start < 5


def test_every_pair_of_styles_and_colors_is_drawn(write: Write) -> None:
    pictures = {
        write(story(), "png", style=style, color_by=by, dpi=50)
        for style in ("light", "dark", "print")
        for by in ("status", "source", "actor")
    }
    assert len(pictures) == 9
    assert all(a != b for a, b in combinations(pictures, 2))
