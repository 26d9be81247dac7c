"""Measure whole articles against a gold of two readers: texts in, edges out.

`python -m training.evaluate_articles --data DIR --split dev|test --json` reads `DIR/articles/SPLIT/ID.txt`, `gold_SPLIT.json` and
`index_SPLIT.json`. An edge is found when the holder shares a name with the gold holder, the target a name with the gold target
(or, for an issue, a content word with the gold issue), and the label is the same; precision counts what either reader gave.
"""

import argparse
import json
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from stance.engine import Engine
from stance.model import ArtifactError
from stance.report import DocumentReport, Options, TextInput
from training.examples import SENTIMENTS

_FLIP = {"favor": "against", "against": "favor"}
_EMPTY_WORDS = frozenset(("the", "and", "for", "with", "from", "that", "his", "her", "its", "their"))


@dataclass(frozen=True, slots=True)
class Edge:
    """A stance that the service gave: names of holder and target, the target's words, its kind, the label."""

    holder: frozenset[str]
    target: frozenset[str]
    words: str
    kind: str
    label: str


def _norm(name: str) -> str:
    bare = name.lower().replace("’", "'").replace("'s", "")
    return re.sub(r"[^a-z0-9 ]", "", bare).replace("the ", "").strip()


def _words(phrase: str | None) -> set[str]:
    return {word[:6] for word in re.findall(r"[a-z]{3,}", (phrase or "").lower()) if word not in _EMPTY_WORDS}


def _edges(report: DocumentReport) -> tuple[list[Edge], dict[str, frozenset[str]]]:
    names: dict[str, frozenset[str]] = {}
    for actor in report.actors:
        forms = {_norm(actor.name), _norm(actor.id.replace("-", " "))} | {_norm(span.text) for span in actor.mentions}
        names[actor.id] = frozenset(form for form in forms if form)
    edges = []
    for stance in report.stances:
        if stance.label not in _FLIP:
            continue
        target = stance.target
        shown = f"{target.id} {target.name}".replace("-", " ")
        target_names = names.get(target.id, frozenset({_norm(target.id.replace("-", " ")), _norm(target.name)} - {""}))
        holder = names.get(stance.holder, frozenset({_norm(stance.holder)}))
        edges.append(Edge(holder, target_names, shown, target.kind, stance.label))
    return edges, names


def _hits(gold: dict[str, Any], edge: Edge, label: str) -> bool:
    if edge.label != label or not set(gold["holder"]) & edge.holder:
        return False
    if gold["target"] and set(gold["target"]) & edge.target:
        return True
    wanted = _words(gold["issue"]) | _words(gold.get("issue_b"))
    return edge.kind == "issue" and bool(wanted & _words(edge.words))


@dataclass
class Tally:
    """Running counts over the articles."""

    found_actor: int = 0
    all_actor: int = 0
    found_issue: int = 0
    all_issue: int = 0
    reversed: int = 0
    predicted: int = 0
    right: int = 0
    tempting: int = 0

    def __post_init__(self) -> None:
        """Start the list of actors' sentiments: gold label and given label, None where the actor was not found."""
        self.sentiments: list[tuple[str, str | None]] = []
        self.lines: list[str] = []

    def add(self, identifier: str, gold: dict[str, Any], report: DocumentReport) -> None:
        """Count one article."""
        edges, names = _edges(report)
        known = gold["core"] + gold["optional"]
        for core in gold["core"]:
            same = any(_hits(core, edge, core["label"]) for edge in edges)
            opposite = any(_hits(core, edge, _FLIP[core["label"]]) for edge in edges)
            if core["target"]:
                self.all_actor += 1
                self.found_actor += same
            else:
                self.all_issue += 1
                self.found_issue += same
            both = any(
                other["label"] != core["label"] and other["holder"] == core["holder"] and other["target"] == core["target"]
                for other in known
            )
            self.reversed += opposite and not same and not both
            state = "found" if same else "REVERSED" if opposite and not both else "missing"
            goal = core["target"][:2] if core["target"] else core["issue"]
            self.lines.append(
                f"{state:9} {identifier[:24]:24} {core['holder'][:2]} > {goal} {core['label']} {core['kind']} @{core['start']}"
            )
        for edge in edges:
            right = any(_hits(one, edge, one["label"]) for one in known)
            self.predicted += 1
            self.right += right
            tempted = any(
                set(n["holder"]) & edge.holder and n["target"] and set(n["target"]) & edge.target for n in gold["tempting"]
            )
            self.tempting += tempted and not right
            if not right:
                self.lines.append(
                    f"extra     {identifier[:24]:24} {sorted(edge.holder)[:2]} > {sorted(edge.target)[:2]} {edge.label}"
                )
        for actor in gold["actors"]:
            if actor["sentiment"]:
                mine = next((one for one in report.actors if names[one.id] & set(actor["names"])), None)
                self.sentiments.append((actor["sentiment"], mine.sentiment.label if mine else None))

    def figures(self) -> dict[str, Any]:
        """Give the figures as fractions."""
        recall = self.found_actor / max(1, self.all_actor)
        precision = self.right / max(1, self.predicted)
        seen = [(truth, given) for truth, given in self.sentiments if given]
        scores = []
        for label in SENTIMENTS:
            both = sum(truth == given == label for truth, given in seen)
            scores.append(2 * both / max(1, sum(truth == label for truth, _ in seen) + sum(given == label for _, given in seen)))
        return {
            "stances": {
                "recall_actor": recall,
                "recall_issue": self.found_issue / max(1, self.all_issue),
                "precision": precision,
                "f1": 2 * recall * precision / max(1e-9, recall + precision),
                "reversed": self.reversed / max(1, self.all_actor + self.all_issue),
                "predicted": self.predicted,
                "tempting": self.tempting,
            },
            "actors_found": len(seen) / max(1, len(self.sentiments)),
            "sentiment": {
                "accuracy": sum(truth == given for truth, given in seen) / max(1, len(seen)),
                "macro_f1": sum(scores) / len(SENTIMENTS),
            },
        }


def evaluate(engine: Engine, data: Path, split: str, min_confidence: float) -> Tally:
    """
    Run every article through the engine.

    :param engine: The engine.
    :param data: The data folder.
    :param split: `dev` or `test`.
    :param min_confidence: The threshold to answer with.
    :return: The counts.
    :raises FileNotFoundError: If the articles are not there.
    """
    folder = data / "articles"
    gold = json.loads((folder / f"gold_{split}.json").read_text(encoding="utf-8"))
    dates = {one["id"]: one["date"] for one in json.loads((folder / f"index_{split}.json").read_text(encoding="utf-8"))}
    tally = Tally()
    for identifier, one in gold.items():
        text = (folder / split / f"{identifier}.txt").read_text(encoding="utf-8")
        report = engine.analyse(TextInput(text, identifier, None, dates[identifier]), Options(min_confidence=min_confidence))
        tally.add(identifier, one, report)
    return tally


def main(arguments: Sequence[str] | None = None) -> int:
    """
    Run the command.

    :param arguments: Command-line arguments; those of the process where None.
    :return: The exit status.
    """
    parser = argparse.ArgumentParser(prog="python -m training.evaluate_articles", description="Measure whole articles.")
    parser.add_argument("--data", type=Path, default=Path("data"), help="the data folder (default: data)")
    parser.add_argument("--split", choices=("dev", "test"), default="dev")
    parser.add_argument("--model", type=Path, default=Path("models"), help="the artifact's folder (default: models)")
    parser.add_argument("--min-confidence", type=float, default=Options().min_confidence)
    parser.add_argument("--verbose", action="store_true", help="list every edge found, missed or given in excess")
    parser.add_argument("--json", action="store_true", help="print one JSON object as the last line")
    options = parser.parse_args(arguments)
    try:
        tally = evaluate(Engine.load(options.model), options.data, options.split, options.min_confidence)
    except (ArtifactError, FileNotFoundError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    figures = tally.figures()
    if options.verbose:
        print("\n".join(tally.lines))
    stances, feeling = figures["stances"], figures["sentiment"]
    print(
        f"stances: recall {stances['recall_actor']:.3f} ({tally.found_actor}/{tally.all_actor}), on issues "
        f"{stances['recall_issue']:.3f} ({tally.found_issue}/{tally.all_issue}), precision {stances['precision']:.3f} "
        f"({tally.right}/{tally.predicted}), F1 {stances['f1']:.3f}, reversed {stances['reversed']:.3f}, "
        f"tempting {tally.tempting}"
    )
    print(
        f"actors: found {figures['actors_found']:.3f} of {len(tally.sentiments)}; "
        f"sentiment accuracy {feeling['accuracy']:.3f}, macro-F1 {feeling['macro_f1']:.3f}"
    )
    if options.json:
        print(json.dumps({"split": options.split, **figures}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
