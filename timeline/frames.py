"""Calendar arithmetic on frames: a day, week, month, … century as one thing that can be moved and printed.

A frame has a unit and a start day; it prints as a TIMEX3 value (TimeML 1.2.1, section 2.3) and as EDTF. Years are
astronomical (0 is 1 BC), the calendar is the proleptic Gregorian one.
"""

from __future__ import annotations

from dataclasses import dataclass

from timeline.edtf import Edtf, day_number, day_of_number, days_in_month

__all__ = ["MONTH_NAMES", "UNIT_NAMES", "Frame"]

# The units of a reading. Those of a frame are D to L without 2W; TH, TM and TS are shorter than the calendar goes.
UNIT_NAMES = {
    "D": "day", "W": "week", "2W": "fortnight", "WE": "weekend", "M": "month", "Q": "quarter", "S": "season",
    "H": "half-year", "Y": "year", "E": "decade", "C": "century", "L": "millennium",
    "TH": "hour", "TM": "minute", "TS": "second",
}  # fmt: skip
MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

_DAYS = {"D": 1, "W": 7, "WE": 7, "2W": 14}
_MONTHS = {"M": 1, "Q": 3, "S": 3, "H": 6, "Y": 12, "E": 120, "C": 1200, "L": 12000}
_YEARS = {"Y": 1, "E": 10, "C": 100, "L": 1000}
_QUARTER_NAMES = ("first", "second", "third", "fourth")
_SEASON_NAMES = {3: "spring", 6: "summer", 9: "autumn", 12: "winter"}
_SEASON_CODES = {3: "SP", 6: "SU", 9: "FA", 12: "WI"}
_SIZE = {"D": 0, "WE": 1, "W": 2, "M": 3, "Q": 4, "S": 4, "H": 5, "Y": 6, "E": 7, "C": 8, "L": 9}


def _parse_day(text: str) -> tuple[int, int, int]:
    """Year (astronomical), month and day of an ISO day."""
    sign, body = (-1, text[1:]) if text.startswith("-") else (1, text)
    year, month, day = body.split("-")
    return sign * int(year), int(month), int(day)


@dataclass(frozen=True, slots=True)
class Frame:
    """A stretch of the calendar: its unit and the numbers of its first day.

    `unit` is D, W, WE (weekend), M, Q, S (season), H (half-year), Y, E (decade), C (century) or L (millennium).
    For E, C and L, `year` is the first year (1990, 1900); before the common era it is the last one in time (-40 for
    the 40s BC). `month` is the first month of M, Q, S and H. Not checked: whoever builds a day checks `is_day` first.
    """

    unit: str
    year: int
    month: int = 1
    day: int = 1

    @classmethod
    def of_day(cls, number: int, unit: str = "D") -> Frame:
        """The frame of a unit that holds the day with this number (see `edtf.day_number`)."""
        return cls("D", *_parse_day(day_of_number(number))).widen(unit)

    @classmethod
    def parse(cls, day: str) -> Frame:
        """The day frame of an ISO day. Raises `ValueError` for a text of another form."""
        return cls("D", *_parse_day(day))

    @classmethod
    def season(cls, year: int, name: str) -> Frame:
        """A season (SP, SU, FA, WI) of a year; winter is the one that begins in December of it."""
        return cls("S", year, next(month for month, code in _SEASON_CODES.items() if code == name))

    @property
    def number(self) -> int:
        """Day number of the first day."""
        return day_number(self.iso)

    @property
    def iso(self) -> str:
        """First day, ISO."""
        return f"{'-' if self.year < 0 else ''}{abs(self.year):04}-{self.month:02}-{self.day:02}"

    @property
    def size(self) -> int:
        """Rank of the unit, from day (0) to millennium (9)."""
        return _SIZE[self.unit]

    @property
    def last_number(self) -> int:
        """Day number of the last day, inclusive."""
        if self.unit == "D":
            return self.number
        if self.unit in ("W", "WE"):
            return self.number + (6 if self.unit == "W" else 1)
        return self.shift(1, self.unit).number - 1

    def widen(self, unit: str) -> Frame:
        """The frame of a larger unit around this one's first day; itself where it is as large already."""
        if unit == self.unit or _SIZE[unit] < self.size:
            return self
        year, month = self.year, self.month
        if unit in ("W", "WE"):
            monday = self.number - (self.number - 1) % 7
            return Frame(unit, *_parse_day(day_of_number(monday + (5 if unit == "WE" else 0))))
        if unit == "M":
            return Frame("M", year, month)
        if unit == "Q":
            return Frame("Q", year, (month - 1) // 3 * 3 + 1)
        if unit == "S":
            return Frame("S", year - (month < 3), month // 3 * 3 or 12)
        if unit == "H":
            return Frame("H", year, 1 if month <= 6 else 7)
        return Frame(unit, year // _YEARS[unit] * _YEARS[unit])

    def shift(self, amount: int, unit: str) -> Frame:
        """This frame moved by a number of units (of a frame, or 2W); a day that its new month lacks is that one's last.

        A frame larger than the unit moves to the one that holds the moved first day.
        """
        if unit in _DAYS:
            moved = self.number + amount * _DAYS[unit]
            if self.unit in _DAYS:
                return Frame(self.unit, *_parse_day(day_of_number(moved)))
            return Frame.of_day(moved, self.unit)
        months = self.year * 12 + self.month - 1 + amount * _MONTHS[unit]
        year, month = months // 12, months % 12 + 1
        day = min(self.day, days_in_month(year, month))
        if self.unit in ("W", "WE", "Q", "S", "H"):
            return Frame("D", year, month, day).widen(self.unit)
        return Frame(self.unit, year, month, day)

    @property
    def timex(self) -> str:
        """The TIMEX3 value.

        2024-11-08, 2024-W46, 2024-W46-WE, 2024-11, 2024-Q3, 2024-SU, 2024-H1, 2024, 199, 19, BC0218.
        """
        year = f"BC{1 - self.year:04}" if self.year <= 0 else f"{self.year:04}"
        if self.unit in ("W", "WE"):
            iso_year, week = _iso_week(self.number)
            return f"{iso_year:04}-W{week:02}" + ("-WE" if self.unit == "WE" else "")
        if self.unit in ("E", "C", "L"):
            digits = f"BC{-self.year:04}" if self.year <= 0 else year
            return digits[: -len(str(_YEARS[self.unit])) + 1]
        if self.unit == "D":
            return f"{year}-{self.month:02}-{self.day:02}"
        if self.unit == "M":
            return f"{year}-{self.month:02}"
        if self.unit == "Q":
            return f"{year}-Q{(self.month + 2) // 3}"
        if self.unit == "S":
            return f"{year}-{_SEASON_CODES[self.month]}"
        if self.unit == "H":
            return f"{year}-H{1 if self.month == 1 else 2}"
        return year

    @property
    def edtf(self) -> Edtf:
        """The calendar value: weeks as day intervals, quarters, seasons and halves as month intervals."""
        if self.unit == "D":
            return Edtf(self.iso)
        if self.unit in ("W", "WE"):
            return Edtf(f"{self.iso}/{day_of_number(self.last_number)}")
        if self.unit == "M":
            return Edtf(self.iso[:-3])
        if self.unit in ("Q", "S", "H"):
            return Edtf(f"{self.iso[:-3]}/{day_of_number(self.last_number)[:-3]}")
        if self.unit == "Y":
            return Edtf(self.iso[:-6])
        if self.year <= 0:
            return Edtf(f"-{-self.year + _YEARS[self.unit] - 1:04}/{'-' if self.year else ''}{-self.year:04}")
        if self.unit == "L":
            return Edtf(f"{self.year:04}/{self.year + 999:04}")
        year = f"{self.year:04}"
        return Edtf(year[:-1] + "X" if self.unit == "E" else year[:-2] + "XX")

    @property
    def words(self) -> str:
        """In words, for reasons: 8 March 2025, the week of 3 March 2025, March 2025, summer 2025, 218 BC, the 1990s."""
        year = f"{1 - self.year} BC" if self.year <= 0 else str(self.year)
        if self.unit in ("D", "W", "WE"):
            day = f"{self.day} {MONTH_NAMES[self.month - 1]} {year}"
            return day if self.unit == "D" else f"the {UNIT_NAMES[self.unit]} of {day}"
        if self.unit == "M":
            return f"{MONTH_NAMES[self.month - 1]} {year}"
        if self.unit == "Q":
            return f"the {_QUARTER_NAMES[(self.month - 1) // 3]} quarter of {year}"
        if self.unit == "S":
            return f"{_SEASON_NAMES[self.month]} {year}"
        if self.unit == "H":
            return f"the {'first' if self.month == 1 else 'second'} half of {year}"
        if self.unit == "Y":
            return year
        if self.unit == "E":
            return f"the {year}s" if self.year > 0 else f"the decade of {year}"
        return f"the {UNIT_NAMES[self.unit]} that begins in {year}"


def _iso_week(number: int) -> tuple[int, int]:
    """Year and number of the ISO 8601 week that holds a day: the year is that of its Thursday."""
    thursday = number - (number - 1) % 7 + 3
    year = _parse_day(day_of_number(thursday))[0]
    return year, (thursday - Frame("D", year).number) // 7 + 1
