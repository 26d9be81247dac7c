"""
Change texts in ways that change nothing, and count what changes in the answers: `python -m training.robustness [--json]`.

Texts are the project's own: the sample articles, cases of the behavioural suite and a draw of its labelled sentences. What is
counted is a decision: the label of an actor's sentiment or of a pair's stance, matched by where the actor stands in the text.
After the invariance tests of CheckList (Ribeiro et al., ACL 2020).
"""

import argparse
import json
import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from stance.engine import Engine
from stance.model import ArtifactError
from stance.report import DocumentReport, Options, TextInput
from stance.seeds import SeedError
from stance.text import SEEDS
from training import bias
from training.behaviour import CaseError, read_cases
from training.nameswaps import Marked, MarkedReader, swaps
from training.perturbations import Changed, perturbations
from training.renaming import Renamer
from training.robustness_rows import names, wordings
from training.statements import read_scenes, read_statements

_SEED = 20130525
SWAPS = 1000
_SENTENCES = 300
_RENAMED = "names throughout"

Key = tuple[str, ...]


@dataclass
class Tally:
    """
    What one perturbation did.

    `texts` were changed; of their `decisions`, `flips` got another label and `lost`, other than neutral ones, were not found
    again; `moves` gives for each that was found how far the probability that moved most moved.
    """

    texts: int = 0
    decisions: int = 0
    flips: int = 0
    lost: int = 0
    moves: list[float] = field(default_factory=list)

    def figures(self) -> dict[str, Any]:
        """
        Sum up.

        :return: The counts, and the mean and the largest move.
        """
        mean = sum(self.moves) / len(self.moves) if self.moves else 0.0
        counts = {"texts": self.texts, "decisions": self.decisions, "flips": self.flips, "lost": self.lost}
        return {**counts, "mean": round(mean, 4), "max": round(max(self.moves, default=0.0), 4)}


def own_texts(sentences: int = _SENTENCES) -> list[str]:
    """
    Give texts of the project's own.

    :param sentences: How many labelled sentences to draw.
    :return: The articles, the texts of the behavioural suite, and the drawn sentences, without marks.
    """
    articles = [path.read_text(encoding="utf-8") for path in sorted((SEEDS / "articles").glob("*.txt"))]
    cases = [case.test.text for case in read_cases()]
    labelled = list(dict.fromkeys(example.text for example in [*read_scenes(), *read_statements()]))
    drawn = random.Random(_SEED).sample(labelled, sentences)  # noqa: S311  # a draw to be repeated, not a secret
    return list(dict.fromkeys([*articles, *cases, *drawn]))


def _decisions(report: DocumentReport) -> dict[Key, tuple[str, dict[str, float]]]:
    sentiments: dict[Key, tuple[str, dict[str, float]]] = {
        (actor.id,): (actor.sentiment.label, actor.sentiment.probabilities) for actor in report.actors
    }
    stances: dict[Key, tuple[str, dict[str, float]]] = {
        (one.holder, one.target.kind, one.target.id): (one.label, one.probabilities) for one in report.stances
    }
    return {**sentiments, **stances}


def _same_actors(before: DocumentReport, after: DocumentReport, change: Changed) -> dict[str, str]:
    """Find each actor again: whoever is named at most of its places."""
    at = [(span.start, span.end, actor.id) for actor in after.actors for span in actor.mentions]
    found: dict[str, str] = {}
    for actor in before.actors:
        starts = [change.moved(span.start) for span in actor.mentions]
        there = [other for start in starts for begin, end, other in at if begin <= start < end]
        if there:
            found[actor.id] = max(dict.fromkeys(there), key=there.count)
    return found


def compare(before: DocumentReport, after: DocumentReport, change: Changed, tally: Tally) -> None:
    """
    Count what changed in an answer.

    :param before: The answer to the first text.
    :param after: The answer to the changed text.
    :param change: What was changed.
    :param tally: Where to count.
    """
    same = _same_actors(before, after, change)
    again = _decisions(after)
    tally.texts += 1
    for key, (label, probabilities) in _decisions(before).items():
        tally.decisions += 1
        holder, *target = (same.get(key[0], ""), *key[1:])
        if target and target[0] == "actor":
            target[1] = same.get(target[1], "")
        now = again.get((holder, *target))
        if now is None:
            tally.lost += label != "neutral"
            continue
        tally.flips += label != now[0]
        tally.moves.append(max(abs(value - now[1][name]) for name, value in probabilities.items()))


def perturbed(engine: Engine, texts: Sequence[str], number: int = SWAPS) -> dict[str, Tally]:
    """
    Put texts and their changed versions to the engine.

    :param engine: The engine.
    :param texts: The texts.
    :param number: How many renamings to make at most.
    :return: A tally a perturbation.
    """
    options = Options()
    reports = {text: engine.analyse(TextInput(text), options) for text in texts}

    def starts(text: str) -> frozenset[int]:
        known = reports[text].actors
        return frozenset(span.start for actor in known for span in actor.mentions if span.text[0].isupper())

    renamer = Renamer(names(), engine.registry)
    tallies: dict[str, Tally] = {_RENAMED: Tally()}
    renamed = (change for text in texts for change in renamer.renamings(engine.read(TextInput(text), options)))
    for change in islice(renamed, number):
        compare(reports[change.before], engine.analyse(TextInput(change.text), options), change, tallies[_RENAMED])
    for name, perturb in perturbations(wordings(), starts).items():
        tallies[name] = Tally()
        for text in texts:
            change_made = perturb(text)
            if change_made is not None:
                compare(reports[text], engine.analyse(TextInput(change_made.text), options), change_made, tallies[name])
    return tallies


def swapped(engine: Engine, number: int = SWAPS) -> dict[str, int]:
    """
    Swap names at marked mentions and compare what the models are shown.

    :param engine: The engine, which tells the kinds of names.
    :param number: How many swaps.
    :return: `swaps`; with how many any view changed, `views`, and how many decisions flipped by it, `flips`; with how many other
        pairs were read, or the same ones as said otherwise, `pairs`.
    """
    reader = MarkedReader(engine.model.lexicon)

    def kind_of(marked: Marked, mark: str) -> str:
        start, end = marked.spans[mark]
        found = engine.read(TextInput(marked.text), Options())
        for one in found.reading.mentions:
            if one.kind == "actor" and start <= one.start < end:
                if one.id in engine.registry.states:
                    return "country"
                return "person" if found.reading.actors[one.id].kind == "person" else "body"
        return "body"

    counts = {"swaps": 0, "views": 0, "pairs": 0, "flips": 0}
    for swap in swaps(names(), number, kind_of):
        before, after = reader.show(swap.before), reader.show(swap.after)
        changed_views = [key for key in before if key in after and before[key] != after[key]]
        counts["swaps"] += 1
        counts["views"] += bool(changed_views)
        counts["pairs"] += before.keys() != after.keys()
        for key in changed_views:
            model = engine.model.sentiment if len(key) == 1 else engine.model.stance
            first, second = (model.probabilities(shown[key][:1])[0].argmax() for shown in (before, after))
            counts["flips"] += bool(first != second)
    return counts


def table(tallies: dict[str, Tally]) -> str:
    """
    Lay the tallies out for a person to read.

    :param tallies: What `perturbed` gave.
    :return: A text of several lines.
    """
    lines = [f"{'':28} {'texts':>6} {'decisions':>9} {'flips':>6} {'%':>5} {'lost':>5} {'mean':>7} {'max':>7}"]
    for name, tally in tallies.items():
        one = tally.figures()
        rate = 100 * one["flips"] / max(1, len(tally.moves))
        lines.append(
            f"{name:28} {one['texts']:6} {one['decisions']:9} {one['flips']:6} {rate:5.1f} {one['lost']:5} "
            f"{one['mean']:7.4f} {one['max']:7.4f}"
        )
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """
    Run the command.

    :param arguments: Command-line arguments; those of the process where None.
    :return: 0, or 1 if the suite or the artifact could not be read; flips are figures, not errors.
    """
    parser = argparse.ArgumentParser(prog="python -m training.robustness", description="Count what flips.")
    parser.add_argument("--model", type=Path, default=Path("models"), help="the artifact's folder (default: models)")
    parser.add_argument("--json", action="store_true", help="print one JSON object as the last line")
    options = parser.parse_args(arguments)
    try:
        engine = Engine.load(options.model)
        marks = swapped(engine)
        tallies = perturbed(engine, own_texts())
        report = bias.measure(engine)
    except (ArtifactError, CaseError, SeedError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    print(f"model {engine.version}")
    print(f"names at marks: {marks['swaps']} swaps, views changed with {marks['views']}, {marks['flips']} flips", end="; ")
    print(f"{marks['pairs']} read otherwise")
    print(table(tallies), bias.text(report), sep="\n\n")
    if options.json:
        figures = {name: tally.figures() for name, tally in tallies.items()}
        print(json.dumps({"model": engine.version, "marks": marks, "perturbations": figures, "bias": report}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
