"""Splits a whole article into sentences by rules alone, so that only those that matter need a parser.

Paragraph breaks, headlines, bylines and datelines end a sentence without a full stop; abbreviations, initials,
list numbers and decimal points do not. The work is linear in the length of the text.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

__all__ = ["sentences"]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# After these a name or a number follows, never the end of a sentence.
_TITLES = _words("""
    Mr Mrs Ms Mx Messrs Dr Drs Prof Gen Sen Sens Rep Reps Gov Govs Col Lt Sgt Capt Cpl Pvt Maj Cmdr Adm Brig Rev
    Revd Hon Pres Supt Fr Msgr Insp Det Amb Sec Dep Asst Atty St Ste Mt Ft v vs cf ca approx viz Sgts Lts Gens Rt
    Sr-Col Vice-Adm Lt-Col Lt-Gen Maj-Gen Brig-Gen
""")
# After these a sentence may end, and does when the next word is one that opens sentences.
_ABBREVIATIONS = _words("""
    Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun Inc Corp Co Cos
    Ltd Bros Jr Sr Esq etc al ed eds est dept Dept Univ Assn Natl Intl Ave Blvd Rd Sq Hwy Ala Ariz Ark Calif
    Colo Conn Del Fla Ga Ill Ind Kan Ky La Md Mass Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Penn Tenn Tex Va
    Vt Wash Wis Wyo Ont Que Alta Sask Man hr hrs min mins sec secs oz lb lbs km kg cm mph ft yr yrs mo wk max
    rev vol Vol fig Fig art Art p pp No Nos no nos Ph Ph.D M.D B.A M.A B.Sc M.Sc PhD
""")
# Abbreviations only before a number.
_NUMBERED = _words("""
    No Nos no nos p pp vol Vol fig Fig art Art Mar Sun Sat Mon Wed Man max mo min Jan sec Del Ill Miss Sec
""")
_OPENERS = _words("""
    The A An This That These Those He She It They We I You His Her Its Their Our My Your There Here But And Or
    So Yet Nor In On At By For From With Without Within After Before During Since Until Under Over Among As If
    When While Where Although Though Because Once Unless Whether Despite According However Meanwhile Moreover
    Then Now Later Earlier Still Also Even Not No Yes Some Many Most Several Both Each Every Few All Another
    Other Others Such One Two Three What Who Why How Which To Of About Between Through Last Next Today Yesterday
    Asked Officials Police Authorities Witnesses Analysts Critics Experts Nobody Everyone Neither Either Instead
    Nevertheless Nonetheless Furthermore Additionally Afterwards Soon Just Only Perhaps Maybe Indeed Nearly
    Almost Monday Tuesday Wednesday Thursday Friday Saturday Sunday
""")
# What follows a clock time without ending the sentence.
_AFTER_CLOCK = _words("""
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun January
    February March April May June July August September October November December Jan Feb Mar Apr Jun Jul Aug
    Sep Sept Oct Nov Dec Eastern Central Mountain Pacific Atlantic British Greenwich European Moscow Beijing
    Tokyo Israel Indian EST EDT ET CST CDT CT MST MDT MT PST PDT PT GMT UTC BST CET CEST EET MSK IST JST KST
    AEST AEDT HKT SGT
""")
_SAID = r"(?:asked|said|says|told|added|wrote|writes|replied|shouted|wondered|tweeted|cried|exclaimed)\b"

_CLOSERS = "\"'”’»)\\]›"
_OPENING = "\"'“‘«([‹`"
_STOP = re.compile(
    # The usual end: closing quotes, one after a space at the end of a line, footnote marks.
    rf"[.!?…]+(?:\ ?''|[{_CLOSERS}])*(?:\ [\"”](?=[ \t]*(?:\n|\Z)))?(?:\[[0-9a-z]{{1,3}}\])*(?=\s)"
    r"|(?<=[a-z][a-z][a-z])[.!?][”\"]?(?=[“\"]?(?:The|This|But|And|It|He|She|They|In|On|At|We|As|After|However)\s)"
    r"|\n|\s[•●▪◦]\s"
)
_NEXT = re.compile(rf"\s*([{_OPENING}]*)\s?([^\W_]*)(\S?)")
_REPORTING = re.compile(rf"\s+(?:[A-Z][\w.’'-]*\s){{1,4}}{_SAID}")
_ACRONYM = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]$")
_LIST_NUMBER = re.compile(r"[(\[]?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,4})(?:\.\d{1,2})*[.)]")
_PLACE = r"[A-Z][A-Z.’'\- ]{2,40}(?:,\ [^\n()–—;!?]{2,40})?"
_SOURCE = r"[A-Z][\w./&, -]{1,40}"
_AGENCY = (
    r"(?:Thomson )?(?:AP|AFP|ANI|ANSA|BBC|Bloomberg|CNN|dpa|DPA|EFE|IANS|INA|IRNA|ISNA|Interfax|Kyodo|Mehr|NPR|PTI|RIA"
    r"|Reuters|RFE/RL|SANA|Sputnik|TASS|Tasnim|UPI|VOA|WAM|Xinhua|Yonhap)[\w ]{0,20}"
)
_DATELINE = re.compile(
    rf"(?:{_PLACE}\ ?(?:\({_SOURCE}\))?|[A-Z][^\n()–—;!?]{{2,60}}?\ \({_AGENCY}\)|\({_AGENCY}\))"
    r"\s?(?:--|[-–—―])(?=\s+[A-Z0-9“\"‘'(])|"
    rf"(?:{_PLACE}|[A-Z][^\n()–—;!?]{{2,60}}?)\ \({_AGENCY}\):?(?=\s[A-Z“\"])"
)
_INDENT = re.compile(r"[^\S\n]*")
_BLANK = re.compile(r"[^\S\n]*\n")
_WIDEST_WRAP = 110
_LONGEST = 1500  # characters of a sentence


def sentences(text: str) -> list[tuple[int, int]]:
    """Returns the half-open character positions of the sentences of `text`, in order, without outer white space.

    The sentences never overlap, and every character but white space lies in one. A dateline
    ("TEHRAN, March 12 (Reuters) -") at the start of a paragraph is a sentence of its own.
    """
    out: list[tuple[int, int]] = []
    start = 0
    for cut in _cuts(text):
        _append(out, text, start, cut)
        start = cut
    _append(out, text, start, len(text))
    return out


def _append(out: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while end - start > _LONGEST:  # no sentence, but figures, a list, or an attack on whoever reads it
        cut = text.rfind(" ", start + 1, start + _LONGEST)
        cut = cut if cut > start else start + _LONGEST
        _append(out, text, start, cut)
        start = cut
    piece = text[start:end]
    first = start + len(piece) - len(piece.lstrip())
    last = start + len(piece.rstrip())
    if first < last:
        out.append((first, last))


def _cuts(text: str) -> Iterator[int]:
    """Yields the positions at which a sentence ends."""
    width = _wrap_width(text)
    start = 0
    dateline = _dateline_end(text, 0)
    if dateline:
        yield dateline
        start = dateline
    for match in _STOP.finditer(text, start):
        begin, end = match.span()
        if end <= start:
            continue
        if text[begin] == "\n":
            if _breaks_line(text, begin, width):
                yield begin
                start = begin
                dateline = _dateline_end(text, end)
                if dateline > start:
                    yield dateline
                    start = dateline
        elif text[begin].isspace():
            yield begin
            start = begin
        elif _ends(text, start, begin, end):
            yield end
            start = end


def _dateline_end(text: str, begin: int) -> int:
    """Where the dateline ends that opens a paragraph at `begin`; 0 where there is none."""
    indented = _INDENT.match(text, begin, begin + 20)
    begin = indented.end() if indented else begin
    match = _DATELINE.match(text, begin, begin + 150)
    return match.end() if match else 0


def _ends(text: str, start: int, begin: int, end: int) -> bool:
    """Whether the stop at `begin` (with its closing quotes up to `end`) ends the sentence that opened at `start`."""
    following = _NEXT.match(text, end, end + 60)
    quotes, word, mark = following.groups() if following else ("", "", "")
    if not word and not quotes:
        return mark not in {".", ",", ";", ":", "!", "?", "…", ")"}
    if word and word[0].islower():
        # "iPhone sales" may open a sentence, "he asked" may not.
        return len(word) > 1 and word[1].isupper() and text[begin] == "."
    stop = text[begin]
    if stop != "." or text[begin : begin + 2] == "..":
        inside = end - begin > 1 and text[end - 1] in "\"'”’"
        return not (inside and stop in "!?" and _REPORTING.match(text, end, end + 80))
    if text[begin + 1 : end].strip("[]0123456789abc"):  # a closing quote or bracket follows: no abbreviation,
        return not _abbreviated(_last_word(text, start, begin), word) or word in _OPENERS  # or a quoted one
    last = _last_word(text, start, begin)
    if text[start : begin + 1].strip() == last + "." and _LIST_NUMBER.fullmatch(last + "."):
        return False
    if quotes[:1] in {"(", "["}:
        return not _abbreviated(last, "")
    return not _abbreviated(last, "The" if quotes else word)


def _last_word(text: str, start: int, stop: int) -> str:
    words = text[max(start, stop - 24) : stop].split()
    return words[-1].lstrip(_OPENING + "-–—") if words else ""


def _abbreviated(last: str, following: str) -> bool:
    """Whether the full stop after the word `last` marks an abbreviation, given the word that follows."""
    if last in _TITLES:
        return True
    if len(last) == 1 and last.isupper():
        return following not in _OPENERS or last + following == "II"
    opener = following in _OPENERS
    if _ACRONYM.search(last):
        if last.lower() in {"a.m", "p.m"}:
            return not following or following in _AFTER_CLOCK
        return not opener
    if last in _NUMBERED:
        return following[:1].isdigit()
    if last.rpartition("-")[2] in _ABBREVIATIONS or last.rpartition("/")[2] in _ABBREVIATIONS:
        return not opener
    return False


def _breaks_line(text: str, newline: int, width: int) -> bool:
    """Whether a newline ends a sentence: always, but where an editor wrapped a line."""
    following = _BLANK.match(text, newline + 1)
    if following or newline + 1 >= len(text):
        return True
    line = text[text.rfind("\n", 0, newline) + 1 : newline].strip()
    end = text.find(" ", newline + 1, newline + 40)
    first = text[newline + 1 : end if end > 0 else newline + 40].split("\n")[0]
    if not line or line[-1] in ":;":
        return True
    if len(line) >= 40 and first[:1].islower() and line[-1] not in ".!?":
        return False
    if first[:1] in "-*•–—" or _LIST_NUMBER.match(first):
        return True
    return not (width and len(line) + 1 + len(first) > width)


def _wrap_width(text: str) -> int:
    """The width at which an editor wrapped the lines of `text`, or 0 where lines are paragraphs."""
    lines = text.split("\n")
    lengths = [len(line.rstrip()) for line in lines]
    width = max(lengths)
    if width > _WIDEST_WRAP or len(lines) < 4:
        return 0
    inner = [here for here, after in itertools.pairwise(lengths) if here and after]
    full = sum(length >= width - 15 for length in inner)
    return width if full >= 3 and 2 * full >= len(inner) else 0
