"""The number of candidate statements grows with the number of mentions, not with its square."""

from collections.abc import Callable

import pytest

from stance.engine import ReadDocument

ReadText = Callable[..., ReadDocument]


def _growth(read_text: ReadText, unit: str, times: int = 40) -> float:
    small, large = (len(read_text(unit * factor).statements) for factor in (times, 4 * times))
    return large / max(small, 1)


@pytest.mark.parametrize(
    "unit",
    [
        "Iran said that Turkey had broken the ceasefire. ",
        "Iran, Turkey, Russia, Peru and Kenya met. ",
        "Iran, Turkey, Russia, ",
        '"Iran lied," Turkey said.\n\n',
    ],
)
def test_four_times_the_text_gives_about_four_times_the_statements(read_text: ReadText, unit: str) -> None:
    assert _growth(read_text, unit) < 5


@pytest.mark.parametrize("unit", ["according to Iran Turkey lied, ", "Iran said that Turkey lied, ", '"Iran said Turkey '])
def test_speech_that_never_ends_does_not_pair_every_speaker_with_every_name(read_text: ReadText, unit: str) -> None:
    assert _growth(read_text, unit) < 6
