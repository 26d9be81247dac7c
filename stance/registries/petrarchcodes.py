"""The codes of a PETRARCH dictionary: `[SYRGOV 000717-030910]`, three letters each for country, role and more, and its dates.

The codes are those of the CAMEO actor ontology (Schrodt 2012, Conflict and Mediation Event Observations codebook, chapter 3).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

_CODE = re.compile(r"\[([^\[\]]*)\]")
_DATE = re.compile(r"\d{8}|\d{6}")
# Two digits mean this century below, the last from here on: the dictionaries write earlier years in full.
_PIVOT = 30
_NOBODY = "---"


@dataclass(frozen=True, slots=True)
class Held:
    """What a code says somebody is, from `start` to `end`: `country` is an ISO code, `kind` one of the seeds' kinds."""

    code: str
    country: str | None
    kind: str | None
    elite: bool
    group: bool
    start: str | None = None
    end: str | None = None


def iso_date(date: str) -> str | None:
    """
    Read a date as dictionaries write it.

    :param date: `YYMMDD` or `YYYYMMDD`; a month or day of 00 leaves it open.
    :return: An ISO date, cut after the year or month where the rest is open, or None where it is no date.
    """
    if not _DATE.fullmatch(date):
        return None
    if len(date) == 6:
        date = ("20" if int(date[:2]) < _PIVOT else "19") + date
    year, month, day = date[:4], date[4:6], date[6:]
    if not ("1000" <= year <= "2999" and month <= "12" and day <= "31"):
        return None
    if month == "00":
        return year
    return f"{year}-{month}" if day == "00" else f"{year}-{month}-{day}"


def _span(dates: str) -> tuple[str | None, str | None] | None:
    """Read `>date`, `<date` or `date-date`; None where it is not understood."""
    dates = dates.replace(" ", "")
    if not dates:
        return None, None
    if dates[0] in "<>":
        date = iso_date(dates[1:])
        if date is None:
            return None
        return (date, None) if dates[0] == ">" else (None, date)
    first, dash, last = dates.partition("-")
    start, end = iso_date(first), iso_date(last)
    if not dash or start is None or end is None or start[: len(end)] > end:
        return None
    return start, end


def meaning(code: str, codes: Mapping[str, tuple[str, str]], governments: Mapping[str, str]) -> Held | None:
    """
    Read a code.

    :param code: Three letters each for a country or group, roles, religions and organisations.
    :param codes: What the ontology's codes mean.
    :param governments: The known governments by ISO code.
    :return: What it says, or None where none of it is known.
    """
    parts = [code[at : at + 3] for at in range(0, len(code), 3)]
    country: str | None = None
    found: dict[str, str] = {}
    for at, part in enumerate(parts):
        what, value = codes.get(part, ("state", part))
        # MUS is Mauritius where a country stands, and Muslims after it.
        if at == 0 and part in governments:
            what, value = "state", part
        if what == "state":
            country = country or (value if value in governments else None)
        else:
            found.setdefault(what, value)
    kind = found.get("group") or found.get("role") or found.get("second")
    if country is None and not found:
        return None
    return Held(code, country, kind, "elite" in found, "group" in found)


def read_codes(
    text: str, codes: Mapping[str, tuple[str, str]], governments: Mapping[str, str]
) -> tuple[tuple[Held, ...], str | None]:
    """
    Read every code of a line.

    :param text: The line.
    :param codes: What the ontology's codes mean.
    :param governments: The known governments by ISO code.
    :return: What the codes say, and the reason why one was passed over, or None.
    """
    if text.count("[") != text.count("]"):
        return (), "bracket not closed"
    held: list[Held] = []
    reason: str | None = None
    for inside in _CODE.findall(text):
        code, _, dates = inside.strip().partition(" ")
        if code == _NOBODY:
            reason = "coded as nobody ([---])"
            continue
        span = _span(dates)
        if span is None:
            reason = "date not understood"
            continue
        meant = meaning(code, codes, governments)
        if meant is None:
            reason = "code unknown"
            continue
        held.append(Held(meant.code, meant.country, meant.kind, meant.elite, meant.group, *span))
    return tuple(held), reason if not held else None
