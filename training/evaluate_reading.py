"""Measure the reader against gold that others annotated: who says what, and which names are found.

`python -m training.evaluate_reading --data DIR --split dev|test --json` reads `DIR/polnear/SPLIT/{text,attributions}`, DSE and
NewsMTSC. A gold attribution is found when one predicted content covers at least half of its content's tokens and the predicted
source holds the head word of its source; where the text names no source, none may be predicted. A prediction is right when it
finds a gold attribution. `entities` and its two parts say how many marked names are covered; `ENTITY_FIGURES` defines them.
Where nothing at all can be measured the status is 1; a part that cannot be is null.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from stance import seeds as tables
from stance.actors import ActorFinder, Reading
from stance.attribution import Attribution, Attributor
from stance.registry import Registry, build
from stance.text import Document, read
from training import dse, newsmtsc
from training.corpora import CorpusError
from training.polnear import FORMS, PLACES, PRONOUNS, Annotated, Gold, GoldAttribution, Span, gold_of, read_articles, tokens_in

_ENTITY_FILES = {
    "dev": {"dse": ("dse/valid.txt",), "newsmtsc": ("newsmtsc/dev_rw.jsonl", "newsmtsc/dev_mt.jsonl")},
    "test": {"dse": ("dse/test.txt",), "newsmtsc": ("newsmtsc/test_rw.jsonl", "newsmtsc/test_mt.jsonl")},
}
# Sentences of DSE and NewsMTSC carry no date; one that stays keeps the figures from changing with the day.
_PUBLISHED = "2018-01-01"
_NOTHING_ADDED = Registry({}, {}, ())
# A marked name is covered where at least half of its words stand in this; each figure is part of the one before.
ENTITY_FIGURES = {
    "entities": "an actor's mention, a listed issue's, or a name that was found and does not act, that of nobody known included",
    "entities_known": "the same without names of which nothing tells whose they are",
    "entities_acting": "actors' mentions alone",
}


class Reader:
    """The deterministic part of the engine: mentions and attributions, no model."""

    def __init__(self) -> None:
        """Build the finder and the attributor from the repository's seeds."""
        seeds = tables.load()
        self._finder = ActorFinder(build(seeds), seeds)
        self._attributor = Attributor(seeds.cues, seeds.title_words)

    def mentions(self, text: str, published: str) -> tuple[Document, Reading]:
        """
        Find who is named in a text.

        :param text: The text.
        :param published: Its date as ISO date.
        :return: The document and its mentions.
        """
        document = read(text)
        return document, self._finder.read(document, _NOTHING_ADDED, published)

    def attributions(self, text: str, published: str) -> tuple[Document, list[Attribution]]:
        """
        Find who says what in a text.

        :param text: The text.
        :param published: Its date as ISO date.
        :return: The document and its attributions.
        """
        document, reading = self.mentions(text, published)
        return document, self._attributor.attribute(document, reading)


# Attributions --------------------------------------------------------------------------------------------------------------


def same_source(document: Document, gold: Gold, predicted: Attribution) -> bool:
    """
    Tell whether a prediction names the gold source.

    :param document: The article.
    :param gold: The gold attribution.
    :param predicted: The prediction.
    :return: Whether its source holds a head word of the gold source, or neither has a source.
    """
    if predicted.source is None or not gold.heads:
        return predicted.source is None and not gold.heads
    return not gold.heads.isdisjoint(document.lowers[slice(*predicted.source)])


@dataclass
class AttributionTally:
    """Running counts over the articles; `lines` says what was missed, wrong or in excess."""

    gold: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    direct: int = 0
    direct_content: int = 0
    direct_right: int = 0
    predicted: int = 0
    right: int = 0
    within: int = 0
    lines: list[str] = field(default_factory=list)

    def add(self, annotated: Annotated, document: Document, attributions: Iterable[Attribution]) -> None:
        """
        Count one article.

        :param annotated: The article with its gold.
        :param document: The same article as read.
        :param attributions: What was predicted; predictions in boilerplate are left out.
        """
        boilerplate = frozenset(tokens_in(document, annotated.discarded))
        predictions = [one for one in attributions if not _mostly(frozenset(range(*one.content)), boilerplate)]
        golds = [(gold_of(document, one), one) for one in annotated.attributions]
        for gold, marked in golds:
            covering = [one for one in predictions if _mostly(gold.content, range(*one.content))]
            right = any(same_source(document, gold, one) for one in covering)
            for key in ("all", gold.form, f"place {gold.place}"):
                self.gold[key] += 1
                self.found[key] += right
            if gold.direct:
                self.direct += 1
                self.direct_content += bool(covering)
                self.direct_right += right
            if not right:
                got = " / ".join(_words(document, one.source) for one in covering)
                self._line(f"SOURCE got [{got}]" if covering else "MISSED", annotated, gold, marked)
        for one in predictions:
            self._count_prediction(annotated, document, one, [gold for gold, _ in golds])

    def _count_prediction(self, annotated: Annotated, document: Document, one: Attribution, golds: Sequence[Gold]) -> None:
        tokens = range(*one.content)
        own = [gold for gold in golds if same_source(document, gold, one)]
        right = any(_mostly(gold.content, tokens) for gold in own)
        within = right or any(_mostly(tokens, gold.content) for gold in own)
        self.predicted += 1
        self.right += right
        self.within += within
        if not right:
            parts = (_words(document, span) for span in (one.source, one.cue, one.content))
            state = "PART" if within else "EXTRA"
            self.lines.append(f"{state} {one.kind} | {' | '.join(parts)} | {annotated.article}@{document.starts[one.content[0]]}")

    def _line(self, state: str, annotated: Annotated, gold: Gold, marked: GoldAttribution) -> None:
        parts = (
            " … ".join(annotated.text[slice(*span)] for span in spans) for spans in (marked.source, marked.cue, marked.content)
        )
        told = f"{gold.form} {gold.place}{' direct' if gold.direct else ''}"
        self.lines.append(f"{state} {told} | {' | '.join(parts)} | {annotated.article}@{marked.content[0][0]}".replace("\n", " "))

    def figures(self) -> dict[str, float]:
        """Give the figures as fractions."""
        precision, recall = self.right / max(1, self.predicted), self.found["all"] / max(1, self.gold["all"])
        return {
            "direct_found": self.direct_content / max(1, self.direct),
            "direct_source": self.direct_right / max(1, self.direct_content),
            "precision": precision,
            "recall": recall,
            "f1": 2 * precision * recall / max(1e-9, precision + recall),
        }


def _mostly(part: Iterable[int], whole: Iterable[int]) -> bool:
    """Tell whether at least half of the tokens of `part` stand in `whole`."""
    tokens = part if isinstance(part, (frozenset, range)) else frozenset(part)
    held = whole if isinstance(whole, (frozenset, range)) else frozenset(whole)
    return len(tokens) > 0 and 2 * sum(token in held for token in tokens) >= len(tokens)


def _words(document: Document, span: Span | None) -> str:
    if span is None or span[0] >= span[1]:
        return "-"
    return " ".join(document.text[document.starts[span[0]] : document.ends[span[1] - 1]].split())


# Entities ------------------------------------------------------------------------------------------------------------------


@dataclass
class EntityTally:
    """Running counts over one corpus; `lines` says what was not covered."""

    marked: int = 0
    covered: Counter[str] = field(default_factory=Counter)
    lines: list[str] = field(default_factory=list)

    def figure(self, name: str = "entities") -> float:
        """
        Give a covered fraction.

        :param name: One of `ENTITY_FIGURES`.
        :return: The fraction.
        """
        return self.covered[name] / max(1, self.marked)


def entity_figures(reader: Reader, examples: Iterable[tuple[str, Span]]) -> EntityTally:
    """
    Count the marked names that mentions cover; pronouns are left out.

    :param reader: The reader.
    :param examples: Texts with the character offsets of a marked name.
    :return: The counts.
    """
    seen = lru_cache(maxsize=None)(lambda text: reader.mentions(text, _PUBLISHED))
    tally = EntityTally()
    for text, span in examples:
        if text[slice(*span)].strip().lower() in PRONOUNS:
            continue
        document, reading = seen(text)
        words = [t for t in tokens_in(document, (span,)) if any(char.isalnum() for char in document.words[t])]
        tally.marked += 1
        named = _named(reading)
        tally.covered.update(name for name, tokens in named.items() if _mostly(words, tokens))
        if not _mostly(words, named["entities"]):
            tally.lines.append(f"UNCOVERED {text[slice(*span)]!r} | {text}")
    return tally


def _named(reading: Reading) -> dict[str, frozenset[int]]:
    """Give the tokens that count for each of `ENTITY_FIGURES`; an issue that only the text names is a phrase, not a name."""
    acting = frozenset(t for m in reading.mentions if m.kind == "actor" for t in range(m.first, m.last))
    issues = [m for m in reading.mentions if m.kind == "issue" and m.form != "text"]
    told = [m for m in reading.names if m.form != "unknown"]
    return {
        "entities": acting.union(t for m in issues + reading.names for t in range(m.first, m.last)),
        "entities_known": acting.union(t for m in issues + told for t in range(m.first, m.last)),
        "entities_acting": acting,
    }


def _entity_examples(corpus: str, paths: Iterable[Path]) -> list[tuple[str, Span]]:
    if corpus == "dse":
        return [(row.text, span) for path in paths for row in dse.read_rows(path) for span in (row.first, row.second)]
    return [(one.text, one.span) for path in paths for one in newsmtsc.read_split(path)]


# The report ----------------------------------------------------------------------------------------------------------------


def evaluate(data: Path, split: str) -> tuple[AttributionTally | None, dict[str, EntityTally]]:
    """
    Measure a split; what is not there is skipped with a message on stderr.

    :param data: The data folder.
    :param split: `dev` or `test`.
    :return: The counts for attributions, and for names by corpus.
    :raises CorpusError: If a file is not as published.
    """
    reader = Reader()
    attributions: AttributionTally | None = None
    folder = data / "polnear" / split
    if folder.is_dir():
        attributions = AttributionTally()
        for annotated in read_articles(folder):
            attributions.add(annotated, *reader.attributions(annotated.text, annotated.published))
    else:
        print(f"skipped attribution: {folder} is not there", file=sys.stderr)
    entities: dict[str, EntityTally] = {}
    for corpus, files in _ENTITY_FILES[split].items():
        missing = [data / file for file in files if not (data / file).is_file()]
        if missing:
            print(f"skipped entities of {corpus}: {missing[0]} is not there", file=sys.stderr)
            continue
        entities[corpus] = entity_figures(reader, _entity_examples(corpus, [data / file for file in files]))
    return attributions, entities


def table(attributions: AttributionTally | None, entities: dict[str, EntityTally]) -> str:
    """
    Lay the figures out for a person to read.

    :param attributions: The counts of `evaluate`.
    :param entities: The counts of `evaluate`.
    :return: A text of several lines.
    """
    lines = []
    if attributions is not None:
        figures = attributions.figures()
        lines.append(
            f"direct quotes: found {figures['direct_found']:.3f} ({attributions.direct_content}/{attributions.direct}), "
            f"of these right source {figures['direct_source']:.3f} ({attributions.direct_right})"
        )
        lines.append(
            f"attributions: precision {figures['precision']:.3f} ({attributions.right}/{attributions.predicted}; "
            f"{attributions.within - attributions.right} more are part of a gold content of their source), "
            f"recall {figures['recall']:.3f} ({attributions.found['all']}/{attributions.gold['all']}), F1 {figures['f1']:.3f}"
        )
        for title, keys in (("source form", FORMS), ("source place", [f"place {place}" for place in PLACES[:-1]])):
            shares = (
                f"{key.removeprefix('place ')} {attributions.found[key] / max(1, attributions.gold[key]):.3f} "
                f"({attributions.found[key]}/{attributions.gold[key]})"
                for key in keys
            )
            lines.append(f"recall by {title}: {', '.join(shares)}")
    lines += [
        f"{figure} of {name}: {one.figure(figure):.3f} ({one.covered[figure]}/{one.marked})"
        for name, one in entities.items()
        for figure in ENTITY_FIGURES
    ]
    if entities:
        lines.append("A marked name is covered where at least half of its words stand in")
        lines += [f"  {figure}: {meaning}" for figure, meaning in ENTITY_FIGURES.items()]
    return "\n".join(lines)


def _figures(attributions: AttributionTally | None, entities: dict[str, EntityTally]) -> dict[str, object]:
    """Give the figures as the last line has them; what was not measured is None."""
    names = {
        figure: {corpus: entities[corpus].figure(figure) if corpus in entities else None for corpus in _ENTITY_FILES["dev"]}
        for figure in ENTITY_FIGURES
    }
    return {"attribution": attributions.figures() if attributions else None, **names}


def main(arguments: Sequence[str] | None = None) -> int:
    """
    Run the command.

    :param arguments: Command-line arguments; those of the process where None.
    :return: The exit status.
    """
    parser = argparse.ArgumentParser(prog="python -m training.evaluate_reading", description="Measure the reader.")
    parser.add_argument("--data", type=Path, default=Path("data"), help="the data folder (default: data)")
    parser.add_argument("--split", choices=("dev", "test"), default="dev")
    parser.add_argument("--verbose", action="store_true", help="list what was missed, wrong, in excess or not covered")
    parser.add_argument("--json", action="store_true", help="print one JSON object as the last line")
    options = parser.parse_args(arguments)
    try:
        attributions, entities = evaluate(options.data, options.split)
    except CorpusError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    if attributions is None and not entities:
        print(f"error: nothing of the {options.split} split is in {options.data}, so nothing was measured", file=sys.stderr)
        return 1
    if options.verbose:
        lines = [*(attributions.lines if attributions else ()), *(line for one in entities.values() for line in one.lines)]
        print("\n".join(lines))
    print(table(attributions, entities))
    if options.json:
        print(json.dumps({"split": options.split, **_figures(attributions, entities)}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
