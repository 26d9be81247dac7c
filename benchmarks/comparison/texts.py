"""The texts that are posted: a seed article, lengths of it, and texts of one length with more and more names."""

from collections.abc import Sequence

from benchmarks.reading import ARTICLE, cropped
from stance.report import DocumentReport
from stance.text import read

LENGTHS = (100, 300, 1_000, 3_000, 10_000, 30_000, 100_000)
MENTIONS = (8, 16, 32, 64, 128, 300)
BATCHES = (1, 2, 4, 8, 16, 32, 64)
_SLOTS = 150
_HOLDERS = "Russia Turkey Iran Egypt Qatar Jordan Germany France Brazil Canada".split()
_VERBS = "condemned praised backed rejected welcomed criticised".split()
# As long as a sentence with names, and with nobody in it.
_NOBODY = ("Heavy rain filled the lower fields near a mill.", "Warm winds dried the upper slopes above a lake.")


def article() -> str:
    """
    Give the article that is posted.

    :return: A seed article of 500 words, in which the engine finds eight actors.
    """
    return ARTICLE.read_text(encoding="utf-8")


def of_lengths(lengths: Sequence[int] = LENGTHS) -> list[str]:
    """
    Repeat the article, or cut it off.

    :param lengths: How many characters each text has.
    :return: The texts.
    """
    text = article()
    return [cropped(text, length) for length in lengths]


def with_mentions(mentions: int) -> str:
    """
    Make a text of some 7,000 characters, however many names stand in it.

    :param mentions: How many mentions of actors, an even number from 0 to 300; they are spread evenly.
    :return: The text: 150 sentences in paragraphs of five.
    :raises ValueError: If there is no room for so many.
    """
    named = mentions // 2
    if not 0 <= named <= _SLOTS:
        msg = f"{mentions} mentions do not fit: at most {2 * _SLOTS} do"
        raise ValueError(msg)
    sentences = []
    for slot in range(_SLOTS):
        # As many slots are named up to each point as an even spread asks for.
        is_named = (slot + 1) * named // _SLOTS > slot * named // _SLOTS
        sentences.append(_named(slot) if is_named else _NOBODY[slot % len(_NOBODY)])
    return "\n\n".join(" ".join(sentences[i : i + 5]) for i in range(0, _SLOTS, 5))


def _named(slot: int) -> str:
    holder, target = _HOLDERS[slot % len(_HOLDERS)], _HOLDERS[(slot * 3 + 1 + slot // 10) % len(_HOLDERS)]
    if target == holder:
        target = _HOLDERS[(slot + 1) % len(_HOLDERS)]
    return f"{holder} {_VERBS[slot % len(_VERBS)]} {target} over grain prices."


def mentions_of(report: DocumentReport) -> int:
    """
    Count the mentions of actors in an answer.

    :param report: The answer.
    :return: How many there are.
    """
    return sum(len(actor.mentions) for actor in report.actors)


def scored_sentences(text: str, report: DocumentReport) -> list[tuple[str, str]]:
    """
    Give what a classifier of marked targets would be shown: one sentence for each actor that it names.

    :param text: The text.
    :param report: Its analysis.
    :return: Sentence and target, as they stand in the text, once for each actor and sentence.
    """
    sentences = [(sentence.start, sentence.end) for sentence in read(text).sentences]
    shown = []
    for actor in report.actors:
        seen: set[int] = set()
        for mention in actor.mentions:
            within = next(i for i, (start, end) in enumerate(sentences) if start <= mention.start < end)
            if within not in seen:
                seen.add(within)
                shown.append((text[slice(*sentences[within])], mention.text))
    return shown
