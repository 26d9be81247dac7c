"""No input makes the work grow faster than the text: four times the text may not take much more than four times as long."""

import time
from collections.abc import Callable

import pytest

from stance.engine import Engine
from stance.report import Options, TextInput
from stance.text import read

BOUND = 9.0
HOSTILE = {
    "quotes": '"',
    "curly quotes": "“",
    "dots": ".",
    "spaced dots": ". ",
    "capitals": "A",
    "spaced capitals": "A ",
    "brackets": "(",
    "newlines": "\n",
    "carriage returns": "\r\n",
    "spaces": " ",
    "stop and apostrophe": "a.'",
    "clitics": "n't",
    "apostrophes": "'",
    "opening apostrophes": "'a ",
    "closing apostrophes": "'a b's as' ",
    "headlines": "Iran Blames The Rebels Again.\n",
    "acronyms": "U.S.",
    "dashes": " - a",
    "digits": "1,",
    "astral": "😀",
    "line ends": ".\n",
}
CROWDED = {
    "abbreviations": "Mr. ",
    "bodies": "Ministry of ",
    "one name again and again": "Iran, ",
    "two names": "Iran, Turkey, ",
    "people with acronyms": "Barack Obama (BO) ",
    "speech within speech": "Iran said that Turkey lied, ",
    "sources without end": "according to Iran Turkey lied, ",
    "open quotes": '"Iran said Turkey ',
    "backed": "Iran-backed ",
    "plans": "plan to widen the canal of ",
    "demands": "Iran must be asked to allow Turkey to ",
    "possessors": "called for Iran's ",
    "names of nobody": "Zorblatt of ",
    "cues and nothing else": "said ",
    "descriptions of descriptions": "Lee, a man who said, the baker, ",
    "times": "Iran on Monday last week said ",
    "claims of possessors": "Iran's claim of Turkey's ",
    "turns of a transcript": "IRAN: No.\n\n",
    "bylines": '"The truce is over now." - Iran\n\n',
    "two apostrophes": "''Iran said Turkey ",
}
# Far above what any of these costs, a busy machine included: what is slow at once need not be compared.
TOO_SLOW_ALREADY = 0.6


def _least(work: Callable[[str], object], text: str, repeats: int) -> float:
    """Give the least processor time of several runs, which what else the machine does changes least."""
    times = []
    for _ in range(repeats):
        begin = time.process_time()
        work(text)
        times.append(time.process_time() - begin)
    return min(times)


def _ratio(work: Callable[[str], object], unit: str, size: int, repeats: int = 4) -> float:
    """Tell how much longer a text four times as long takes; of three tries the best, as a busy machine only slows down."""
    small, large = (unit * size)[:size], (unit * size * 4)[: size * 4]
    work(small)
    best = float("inf")
    for _ in range(3):
        base = _least(work, small, repeats)
        if base > TOO_SLOW_ALREADY:
            pytest.fail(f"{len(small)} characters take {base:.2f} s")
        best = min(best, _least(work, large, repeats) / max(base, 1e-4))
        # Near the bound chance may decide, far from it nothing is left to ask.
        if not BOUND <= best < 1.3 * BOUND:
            break
    return best


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE.keys())
def test_reading_takes_time_in_proportion_to_the_text(unit: str) -> None:
    assert _ratio(read, unit, 8000) < BOUND


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE.keys())
def test_analysing_hostile_characters_takes_time_in_proportion_to_the_text(engine: Engine, unit: str) -> None:
    assert _ratio(lambda text: engine.analyse(TextInput(text), Options()), unit, 2000, repeats=3) < BOUND


@pytest.mark.parametrize("unit", CROWDED.values(), ids=CROWDED.keys())
def test_analysing_an_endless_sentence_takes_time_in_proportion_to_it(engine: Engine, unit: str) -> None:
    assert _ratio(lambda text: engine.analyse(TextInput(text), Options()), unit, 1500, repeats=1) < BOUND


def test_analysing_many_sentences_takes_time_in_proportion_to_their_number(engine: Engine) -> None:
    unit = "Iran said that Turkey had broken the ceasefire. "
    assert _ratio(lambda text: engine.analyse(TextInput(text), Options()), unit, 1500, repeats=2) < BOUND
