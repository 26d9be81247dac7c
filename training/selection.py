"""Choose pairs of the corpora's train sentences for labelling, the ones that the shipped model is least sure of first.

`python -m training.selection --data DIR --out DIR --count N` reads each sentence of DSE train and NewsMTSC train as the service
reads a text, scores its candidate statements with the artifact, and writes those to label as JSON lines, in batches.
Uncertainty sampling (Lewis and Gale, SIGIR 1994) by entropy chooses four of five, from sentences on conflict and foreign affairs
first; chance chooses the others. The files hold sentences of the corpora: write them outside the repository.
"""

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Literal

import numpy as np
from tqdm import tqdm

from stance.__main__ import MODELS
from stance.engine import Engine, ReadDocument
from stance.model import ArtifactError
from stance.report import Options, TextInput
from stance.statements import Statement
from stance.stretches import Stretches, statement_views
from stance.text import SEEDS
from training.corpora import CorpusError
from training.examples import Span
from training.sentences import CorpusSentence, read_sentences, without_duplicates

# The corpora's news is of 2005 to 2020; who holds an office is told by a date, which must not be that of the run.
_PUBLISHED = "2013-06-30"
_ISSUE_SHARE = 0.65
_RANDOM_SHARE = 0.2
_PER_SENTENCE = 2
# Longer "sentences" of the corpora are whole paragraphs run together.
_LONGEST = 600
_BATCH = 240
_SECOND = 200


@dataclass(frozen=True, slots=True)
class Candidate:
    """
    A pair that may be labelled; `holder` and `target` are character offsets into the sentence, end exclusive.

    `entropy` is the shipped model's, in nats; `conflict` tells a sentence on conflict or foreign affairs.
    """

    sentence: CorpusSentence
    holder: Span
    target: Span
    target_kind: Literal["actor", "issue"]
    entropy: float
    conflict: bool

    @property
    def rank(self) -> bytes:
        """A place in an order that is random, yet the same on every run."""
        return sha256(repr((self.sentence.text, self.holder, self.target)).encode()).digest()


def marked(text: str, holder: Span, target: Span) -> str:
    """
    Mark holder and target in a sentence.

    :param text: The sentence.
    :param holder: Its character offsets.
    :param target: Its character offsets; it does not overlap the holder.
    :return: The sentence with `«H:…»` and `«T:…»`.
    """
    for (start, end), name in sorted(((holder, "H"), (target, "T")), reverse=True):
        text = f"{text[:start]}«{name}:{text[start:end]}»{text[end:]}"
    return text


def conflict_words(folder: Path = SEEDS) -> frozenset[str]:
    """
    Load the words that tell a sentence on conflict or foreign affairs.

    :param folder: The seeds.
    :return: The words, lower case.
    """
    lines = (folder / "conflictwords.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _labelled(sentences: Iterable[CorpusSentence]) -> dict[str, list[tuple[Span, Span]]]:
    """Collect the pairs that DSE labels, both directions at once, by sentence."""
    known: dict[str, list[tuple[Span, Span]]] = defaultdict(list)
    for sentence in sentences:
        if sentence.pair is not None:
            pair = sentence.pair
            known[sentence.text] += [(pair.first, pair.second), (pair.second, pair.first)]
    return known


def _spans(found: ReadDocument, statement: Statement) -> tuple[Span, Span] | None:
    """Give a statement's holder and target in characters, or None where it cannot be marked as it is shown to the model."""
    if statement.holder_span is None or statement.bearer is not None:
        return None
    first, last = statement.holder_span
    holder = found.document.starts[first], found.document.ends[last - 1]
    target = statement.target.start, statement.target.end
    return None if _overlap(holder, target) else (holder, target)


def candidates(engine: Engine, sentences: Sequence[CorpusSentence], known: dict[str, list[tuple[Span, Span]]]) -> list[Candidate]:
    """
    Read and score sentences.

    :param engine: The engine with the artifact.
    :param sentences: Distinct sentences.
    :param known: Holder and target offsets of pairs that need no label, by sentence.
    :return: What may be labelled: each pair of spans once, sentence by sentence.
    """
    words, made = conflict_words(), []
    for sentence in tqdm(sentences, desc="reading", disable=None):
        found = engine.read(TextInput(sentence.text, published=_PUBLISHED), Options())
        stretches = Stretches(found.document, engine.model.lexicon, found.attributions)
        pairs: dict[tuple[Span, Span], Statement] = {}
        for statement in found.statements:
            spans = _spans(found, statement)
            if spans and not any(_overlap(spans[0], h) and _overlap(spans[1], t) for h, t in known.get(sentence.text, ())):
                pairs.setdefault(spans, statement)
        views = [statement_views(statement, stretches) for statement in pairs.values()]
        scores = engine.model.stance.probabilities(views)
        entropies = -(scores * np.log(np.maximum(scores, 1e-12))).sum(axis=1)
        conflict = not words.isdisjoint(found.document.lowers)
        for ((holder, target), statement), entropy in zip(pairs.items(), entropies.tolist(), strict=True):
            kind: Literal["actor", "issue"] = "issue" if statement.target.kind == "issue" else "actor"
            made.append(Candidate(sentence, holder, target, kind, entropy, conflict))
    return made


def select(found: Sequence[Candidate], count: int) -> list[Candidate]:
    """
    Choose what to label: 65 % on issues; of each kind 80 % by uncertainty and 20 % by chance; two of a sentence at most.

    :param found: The candidates.
    :param count: How many to choose; fewer where there are not so many.
    :return: The chosen ones in random, repeatable order.
    """
    chosen: list[Candidate] = []
    taken: set[tuple[str, Span, Span]] = set()
    per_sentence: Counter[str] = Counter()

    def take(kind: str, number: int, order: Callable[[Candidate], tuple[bool, float, bytes]]) -> None:
        for one in sorted((one for one in found if one.target_kind == kind), key=order):
            key = (one.sentence.text, one.holder, one.target)
            if number > 0 and key not in taken and per_sentence[one.sentence.text] < _PER_SENTENCE:
                chosen.append(one)
                taken.add(key)
                per_sentence[one.sentence.text] += 1
                number -= 1

    on_issues = round(count * _ISSUE_SHARE)
    for kind, number in (("issue", on_issues), ("actor", count - on_issues)):
        by_chance = round(number * _RANDOM_SHARE)
        take(kind, by_chance, lambda one: (False, 0.0, one.rank))
        take(kind, number - by_chance, lambda one: (not one.conflict, -one.entropy, one.rank))
    return sorted(chosen, key=lambda one: sha256(one.rank).digest())


def as_item(number: int, one: Candidate) -> dict[str, object]:
    """
    Lay out a pair for an annotator.

    :param number: Its id.
    :param one: The pair.
    :return: What becomes a JSON line; offsets are character offsets into the sentence, end exclusive.
    """
    return {
        "id": number,
        "corpus": one.sentence.corpus,
        "row": one.sentence.row,
        "marked": marked(one.sentence.text, one.holder, one.target),
        "holder": one.holder,
        "target": one.target,
        "target_kind": one.target_kind,
    }


def _write(path: Path, items: Iterable[dict[str, object]]) -> None:
    path.write_text("".join(json.dumps(item, ensure_ascii=False) + "\n" for item in items), encoding="utf-8")


def write_batches(chosen: Sequence[Candidate], out: Path) -> int:
    """
    Write `batch-1.jsonl` and so on, and `second.jsonl` for a second reader.

    :param chosen: What `select` chose.
    :param out: The folder, made if it does not exist.
    :return: How many batches there are.
    """
    out.mkdir(parents=True, exist_ok=True)
    items = [as_item(number, one) for number, one in enumerate(chosen)]
    batches = [items[i : i + _BATCH] for i in range(0, len(items), _BATCH)]
    for number, batch in enumerate(batches, 1):
        _write(out / f"batch-{number}.jsonl", batch)
    # The order is random already: every nth is a sample from all batches.
    step = max(1, len(items) // _SECOND)
    _write(out / "second.jsonl", items[::step][:_SECOND])
    return len(batches)


def main(arguments: Sequence[str] | None = None) -> int:
    """
    Run the command.

    :param arguments: Command-line arguments; those of the process where None.
    :return: The exit status.
    """
    parser = argparse.ArgumentParser(prog="python -m training.selection", description="Choose pairs for labelling.")
    parser.add_argument("--data", type=Path, default=Path("data"), help="the data folder (default: data)")
    parser.add_argument("--model", type=Path, default=MODELS, help="the artifact's folder (default: that of the repository)")
    parser.add_argument("--out", type=Path, required=True, help="where the batches go; outside the repository")
    parser.add_argument("--count", type=int, default=7 * _BATCH, help="how many pairs (default: 1680)")
    options = parser.parse_args(arguments)
    try:
        sentences = read_sentences(options.data)
        known = _labelled(sentences["dse"])
        short = [one for one in without_duplicates(sentences) if len(one.text) <= _LONGEST]
        found = candidates(Engine.load(options.model), short, known)
    except (ArtifactError, CorpusError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    chosen = select(found, options.count)
    batches = write_batches(chosen, options.out)
    for name, ones in (("candidates", found), ("chosen", chosen)):
        kinds, conflict = Counter(one.target_kind for one in ones), sum(one.conflict for one in ones)
        print(f"{name:10} {len(ones):6}: {kinds['issue']} on issues, {kinds['actor']} on actors; {conflict} on conflict")
    print(f"{options.out}: {batches} batches")
    return 0


if __name__ == "__main__":
    sys.exit(main())
