"""Whole articles and the gold of two readers: what `DIR/articles` holds, and when an edge of the service is one of the gold.

An edge is found when the holder shares a name with the gold holder, the target a name with the gold target (or, for an issue, a
content word with the gold issue), and the label is the same. Names are compared without case, punctuation and "the".
"""

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from stance.report import DocumentReport, StanceReport, TextInput
from training.corpora import CorpusError

FLIP = {"favor": "against", "against": "favor"}
_EMPTY_WORDS = frozenset(("the", "and", "for", "with", "from", "that", "his", "her", "its", "their"))
_STEM = 6

Names = frozenset[str]


@dataclass(frozen=True, slots=True)
class GoldEdge:
    """A stance that a reader gave: names of holder and target, words of the issue if any, the label, how and where it is told."""

    holder: Names
    target: Names
    issue: str | None
    words: Names
    label: str
    kind: str | None = None
    strength: str | None = None
    start: int | None = None


@dataclass(frozen=True, slots=True)
class GoldActor:
    """An actor that both readers saw; `sentiment` is None where they disagree."""

    names: Names
    sentiment: str | None


@dataclass(frozen=True, slots=True)
class Gold:
    """What two readers gave: `core` stances are both's, `optional` one's, `tempting` pairs are such that one warned of."""

    actors: tuple[GoldActor, ...]
    core: tuple[GoldEdge, ...]
    optional: tuple[GoldEdge, ...]
    tempting: tuple[GoldEdge, ...]

    @property
    def known(self) -> tuple[GoldEdge, ...]:
        """The stances that either reader gave."""
        return self.core + self.optional


@dataclass(frozen=True, slots=True)
class Article:
    """One text as it is sent, and its gold."""

    source: TextInput
    gold: Gold


@dataclass(frozen=True, slots=True)
class Edge:
    """A pair that the service answered: names of holder and target, the words of an issue (else none), the label."""

    holder: Names
    target: Names
    words: Names
    label: str


def norm(name: str) -> str:
    """
    Bring a name into the form in which the gold has it.

    :param name: A name as a text or a report has it.
    :return: Lower case, without punctuation, possessive and "the".
    """
    bare = name.lower().replace("’", "'").replace("'s", "")
    return re.sub(r"[^a-z0-9 ]", "", bare).replace("the ", "").strip()


def _words(phrase: str | None) -> Names:
    found = re.findall(r"[a-z]{3,}", (phrase or "").lower())
    return frozenset(word[:_STEM] for word in found if word not in _EMPTY_WORDS)


def names_of(report: DocumentReport) -> dict[str, Names]:
    """
    Give what each actor of a report may be called.

    :param report: The service's report.
    :return: For each actor's id its name, the words of the id and its mentions, normalised.
    """
    named = {}
    for actor in report.actors:
        forms = {norm(actor.name), norm(actor.id.replace("-", " "))} | {norm(span.text) for span in actor.mentions}
        named[actor.id] = frozenset(forms - {""})
    return named


def edge_of(stance: StanceReport, names: Mapping[str, Names]) -> Edge:
    """
    Give a stance of a report as what is compared with the gold.

    :param stance: The stance, whatever its label.
    :param names: What `names_of` made of the report.
    :return: The edge.
    """
    target = stance.target
    plain = frozenset({norm(target.id.replace("-", " ")), norm(target.name)} - {""})
    words = _words(f"{target.id} {target.name}".replace("-", " ")) if target.kind == "issue" else frozenset[str]()
    holder = names.get(stance.holder, frozenset({norm(stance.holder)}))
    return Edge(holder, names.get(target.id, plain), words, stance.label)


def same_pair(gold: GoldEdge, edge: Edge) -> bool:
    """
    Tell whether an edge is about the pair that a gold edge is about.

    :param gold: What a reader gave.
    :param edge: What the service answered.
    :return: Whether holder and target are the same, whatever the labels.
    """
    return bool(gold.holder & edge.holder) and bool(gold.target & edge.target or gold.words & edge.words)


def _edge(row: Mapping[str, Any]) -> GoldEdge:
    issue = row.get("issue")
    return GoldEdge(
        frozenset(row["holder"]),
        frozenset(row["target"] or ()),
        issue,
        _words(issue) | _words(row.get("issue_b")),
        row.get("label", ""),
        row.get("kind"),
        row.get("strength"),
        row.get("start"),
    )


def _gold(held: Mapping[str, Any]) -> Gold:
    edges = (tuple(_edge(row) for row in held[part]) for part in ("core", "optional", "tempting"))
    return Gold(tuple(GoldActor(frozenset(row["names"]), row["sentiment"]) for row in held["actors"]), *edges)


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """Name the file in whatever a bad layout of it raises."""
    try:
        yield
    except KeyError as error:
        msg = f"{path}: {error} is missing"
        raise CorpusError(msg) from None
    except (AttributeError, TypeError, ValueError) as error:
        msg = f"{path}: {error}"
        raise CorpusError(msg) from None


def read_articles(data: Path, split: str) -> Iterator[Article]:
    """
    Read the articles of a split with their gold.

    :param data: The data folder; `articles/SPLIT/ID.txt`, `gold_SPLIT.json` and `index_SPLIT.json` are in it.
    :param split: `dev` or `test`.
    :yield: Each article, in the gold's order.
    :raises OSError: If a file is not there or cannot be read.
    :raises CorpusError: If a file is not laid out as it should be; the message names it.
    """
    folder = data / "articles"
    gold_path, index_path = folder / f"gold_{split}.json", folder / f"index_{split}.json"
    with _named(gold_path):
        gold = {identifier: _gold(held) for identifier, held in json.loads(gold_path.read_text(encoding="utf-8")).items()}
    with _named(index_path):
        dates = {one["id"]: one["date"] for one in json.loads(index_path.read_text(encoding="utf-8"))}
    for identifier, held in gold.items():
        path = folder / split / f"{identifier}.txt"
        with _named(path):
            text = path.read_text(encoding="utf-8")
        with _named(index_path):
            published = dates[identifier]
        yield Article(TextInput(text, identifier, None, published), held)
