"""
Write the model card from a manifest: one function a section, every figure taken from the manifest.

`python -m training.card` measures the behaviour of the artifact and of the reader anew and writes the card without fitting.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from stance.engine import Engine
from stance.model import MANIFEST, ArtifactError
from stance.seeds import SeedError
from stance.views import MENTION_VIEWS, PAIR_VIEWS
from training.behaviour import CaseError, measure
from training.wholefile import write_whole

CARD = "MODEL_CARD.md"

_DSE_CLASSES = {"0": "neutral", "1": "p favors q", "2": "q favors p", "3": "p against q", "4": "q against p"}
_SOURCES = (
    ("newsmtsc/", "NewsMTSC (Hamborg and Donnay, EACL 2021)", "newsmtsc", "MIT"),
    ("dse/", "DSE (Park, Pan and Joo, Findings of ACL 2021)", "dse", "resources may be used by citing the paper"),
    ("seeds/statements/", "the project's own statements", "statements", "Apache-2.0, as the code"),
    ("seeds/scenes/", "the project's own scenes, pair by pair", "scenes", "Apache-2.0, as the code"),
    ("seeds/portrayals/", "the project's own portrayals, actor by actor", "portrayals", "Apache-2.0, as the code"),
    (
        "seeds/annotations/",
        "the project's labels of further pairs of train sentences",
        "annotated",
        "Apache-2.0",
    ),
    (
        "seeds/softlabels/",
        "a teacher's soft labels of train sentences (docs/training.md)",
        "",
        "Apache-2.0, as the code",
    ),
    ("seeds/", "the project's own word tables, which the features use", "", "Apache-2.0, as the code"),
)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows))


def _sets(manifest: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """Give the figures of every set that was measured, by its name."""
    tasks = manifest.get("metrics", {}).get("dev", {})
    return {name: figures for sets in tasks.values() for name, figures in sets.items()}


def figures(manifest: Mapping[str, Any]) -> str:
    """
    Lay the dev figures beside the baselines.

    :param manifest: A manifest with its metrics.
    :return: A Markdown table, one row a measured set; F1 in per cent.
    """
    head = ("set", "n", "macro-F1", "majority", "VADER", "micro-F1", "majority", "VADER", "ECE", "accuracy on the surest half")
    rows = []
    for name, found in _sets(manifest).items():
        both = [
            f"{part[score]:.1f}"
            for score in ("macro_f1", "micro_f1")
            for part in (found, found["baselines"]["majority"], found["baselines"]["vader"])
        ]
        rows.append([name, str(found["n"]), *both, f"{found['ece']:.3f}", f"{100 * found['accuracy_at_half_coverage']:.1f} %"])
    return _table(head, rows)


def _what_it_is(manifest: Mapping[str, Any]) -> str:
    libraries = ", ".join(f"{name} {version}" for name, version in manifest["libraries"].items())
    labels = {task: ", ".join(names) for task, names in manifest["labels"].items()}
    return f"""\
# Model card: Stancewire {manifest["version"]}

## What it is

Two classifiers for English news text, and the lexicon that their features use, in one file of {manifest["bytes"] / 1e6:.1f} MB:

- **sentiment**: how a sentence portrays one mention ({labels["sentiment"]}); views {", ".join(MENTION_VIEWS)};
- **stance**: what one holder takes on one target ({labels["stance"]}); views {", ".join(PAIR_VIEWS)}.

Each turns a marked sentence into views (lists of features in which names are masked), each view into a TF-IDF block, and all
blocks into probabilities by multinomial logistic regression, calibrated by one temperature that was fitted on held-out folds.
There is no neural network. `unclear` is no label of the model: the service answers it where the likeliest label stays under the
caller's threshold.

Made {manifest["created"]} with {libraries}; seed {manifest["seed"]}; SHA-256 `{manifest["sha256"]}`."""


def _uses(_: Mapping[str, Any]) -> str:
    return """\
## What it is for

Finding, in English news about politics and conflict, who is portrayed how and who stands where on whom or what, with the
sentence that says so: media monitoring, research on discourse, help for people who code such statements by hand. An answer is to
be read with its evidence and its confidence.

## What it is not for

- **Decisions about persons**: screening, scoring, watching or sanctioning anybody. It tells what a text says, not what a person
  thinks.
- **Fact checking**: whether a quotation is genuine, or a claim true, is no question it can answer.
- **Other languages and other kinds of text**: English news only; not tweets, chats, speeches, or literature.
- **A census of opinion**: counts over a set of articles mirror what those articles chose to report."""


def _data(manifest: Mapping[str, Any]) -> str:
    data = manifest["data"]
    sources = [[name, str(data["examples"].get(key, "")), terms] for _, name, key, terms in _SOURCES]
    hashes = [[path, f"`{sha}`", "training"] for path, sha in data["files"].items()]
    hashes += [[path, f"`{sha}`", "measuring"] for path, sha in data["measured_on"].items()]
    return f"""\
## What it was trained on

{_table(("source", "examples", "licence or terms, as the owner states them"), sources)}

Rows of DSE that repeat a sentence and pair are dropped. The corpora are not part of the repository; `make data` fetches them and
checks their hashes. Newest text: {data["newest_text"]}.

{_table(("file", "SHA-256", "used for"), hashes)}"""


def _how_good(manifest: Mapping[str, Any]) -> str:
    classes = []
    for name, found in _sets(manifest).items():
        for label, one in found["per_class"].items():
            shown = _DSE_CLASSES.get(label, label)
            classes.append([name, shown, str(one["n"]), *(f"{one[score]:.1f}" for score in ("precision", "recall", "f1"))])
    return f"""\
## How good it is on dev

None of these sentences was fitted on, but the recipe (views, regularisation, class weights) was chosen on dev, so a little
optimism is in the figures. F1 is in per cent. *majority* always answers the commonest label of train; *VADER* is the lexicon
(Hutto and Gilbert, ICWSM 2014), its thresholds tuned on train. For the untouched test splits: `make evaluate SPLIT=test`.

{figures(manifest)}

`newsmtsc_rw` has the distribution of real news, `newsmtsc_mt` only sentences with two or more targets. `dse_*` are the five
classes as published, `dse_directed_*` each direction (what p holds on q, and q on p) by itself. Most pairs of DSE are neutral, so
that always answering neutral gets a high micro-F1: there the macro-F1 tells more.

{_table(("set", "class", "n", "precision", "recall", "F1"), classes)}"""


def _official_and_clean(manifest: Mapping[str, Any]) -> str:
    found = _sets(manifest)
    counts = ""
    if "dse_official" in found and "dse_clean" in found:
        official, clean = found["dse_official"]["n"], found["dse_clean"]["n"]
        counts = f" On dev that is {official - clean} of {official} rows ({100 * (1 - clean / official):.0f} %)."
    return f"""\
## Official and clean DSE

About a quarter of the rows in DSE's published dev and test splits share a sentence with its train split.{counts} A model can
answer those from memory. `official` measures every row and can be compared with published results; `clean` leaves those rows out.
**Clean is the figure to expect on new text.**"""


def _behaviour(manifest: Mapping[str, Any]) -> str:
    found = manifest.get("metrics", {}).get("behaviour")
    if not found:
        return "## Behaviour\n\nNot measured: the behavioural suite was not there when this card was written."

    def rows(part: Mapping[str, Mapping[str, Any]]) -> list[list[str]]:
        return [[name, str(one["cases"]), str(one["passed"]), f"{100 * one['rate']:.0f} %"] for name, one in part.items()]

    head = ("cases", "passed", "rate")
    return f"""\
## Behaviour

{found["overall"]["cases"]} short cases that the project wrote, after CheckList (Ribeiro et al., ACL 2020), put to the engine:
names, speakers and pairs are found by the reader, not given. A case passes only if all of it is right. Labels are what a careful
reader would say. Many cases are hard on purpose, so the rates tell what not to rely on, and not how often an answer on everyday
text is right.

{_table(("capability", *head), rows(found["capabilities"]))}

{_table(("type", *head), rows({**found["types"], "overall": found["overall"]}))}

*MFT*: minimum functionality, what is to be found in a text; *INV*: invariance, rewording keeps the labels; *DIR*: directional, a
change moves a probability one way. `python -m training.behaviour --verbose` lists what fails and why."""


def _reliability(manifest: Mapping[str, Any]) -> str:
    temperatures = ", ".join(f"{task} {value:.2f}" for task, value in manifest["temperature"].items())
    return f"""\
## Whether its probabilities can be trusted

Scores are divided by a temperature (Guo et al., ICML 2017), the one with the least log-loss on folds of train, each scored by a
fit on the others ({temperatures}); a document or sentence is never on both sides. The choice of features did see all of train. A
temperature over 1 says that raw scores were too sure. ECE above is the mean distance between confidence and accuracy over bins of
equal size: 0.05 means that confidence is off by five points on average.

All figures are about one mention or one pair in a sentence where both are marked right. What the service answers for a whole
article also depends on finding names and speakers and on pooling sentences, and is less accurate."""


def _failures(manifest: Mapping[str, Any]) -> str:
    weak = ""
    for name in ("dse_directed_clean", "dse_directed_official"):
        classes = _sets(manifest).get(name, {}).get("per_class", {})
        if "favor" in classes and "against" in classes:
            weak = f" (F1 {classes['favor']['f1']:.1f} beside {classes['against']['f1']:.1f} on `{name}`)"
            break
    return f"""\
## Known failures

- **Implied stance**: a deed or omission that tells a position without a word of approval or criticism is mostly read as neutral.
- **Sarcasm** is read as it is worded.
- **Ironic scare quotes**: in *the "free" election* the word between the marks counts as meant.
- **Speakers who are not in the sentence**: a quotation that runs on over sentences or paragraphs can get no speaker or the wrong
  one.
- **Favor is weaker than against**{weak}: agreement is reported with fewer and plainer words than conflict.
- **Actors of one list**: in *A, B and C criticized D*, the members can be given stances on each other.
- **Co-occurrence**: a hostile word of another clause, or about a third actor, can be laid at the pair's door.
- **Names that are not English**: spellings that no table lists, and surnames of several people, are missed or mixed up.
- **News after the data**: newer events, idioms and actors are known only where the seeds name them."""


def _reproduce(_: Mapping[str, Any]) -> str:
    return """\
## How to make it again

```
make data train
make evaluate
```

`make data DATA_MIRROR=DIR` copies the corpora from a folder instead of fetching them. The same inputs, libraries and seed give
the same figures again; `manifest.json` beside this card holds all of them in full."""


def write(manifest: dict[str, Any]) -> str:
    """
    Write the card.

    :param manifest: A manifest with its metrics; a set that was not measured is left out.
    :return: Markdown.
    """
    sections = (_what_it_is, _uses, _data, _how_good, _official_and_clean, _behaviour, _reliability, _failures, _reproduce)
    return "\n\n".join(section(manifest) for section in sections) + "\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """
    Run the command: bring behaviour and card up to date with the code, and fit nothing.

    :param arguments: Command-line arguments; those of the process where None.
    :return: 0, or 1 if the artifact, the seeds or the suite cannot be used.
    """
    parser = argparse.ArgumentParser(prog="python -m training.card", description="Measure behaviour and write the model card.")
    parser.add_argument("--model", type=Path, default=Path("models"), help="the artifact's folder (default: models)")
    options = parser.parse_args(arguments)
    try:
        engine = Engine.load(options.model)
        behaviour = measure(engine)
    except (ArtifactError, CaseError, SeedError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    manifest = engine.manifest
    # What was measured with other cases or another reader must not stay when there is nothing to measure with.
    metrics = {name: figures for name, figures in manifest.get("metrics", {}).items() if name != "behaviour"}
    manifest = {**manifest, "metrics": metrics | ({"behaviour": behaviour} if behaviour else {})}
    described = write(manifest).encode()
    write_whole(options.model / MANIFEST, (json.dumps(manifest, indent=2) + "\n").encode())
    write_whole(options.model / CARD, described)
    print(f"{options.model / CARD}: {'no cases, behaviour left out' if not behaviour else behaviour['overall']}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
