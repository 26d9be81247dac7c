"""Time a large registry of one's own: `python -m benchmarks.registries [FILE…]`.

Without files, one with 100,000 made-up aliases is used. Prints the seconds that loading adds and how many times as long reading
a text takes with the registry as without; both are processor time of this process.
"""

import argparse
import random
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import process_time

from benchmarks.steps import ARTICLE, MODELS
from stance import model as artifacts
from stance.engine import Engine
from stance.model import ArtifactError
from stance.registries.rows import RegistryError
from stance.report import Options, TextInput

ALIASES = 100_000
_EACH = 4
_BOUND = 2.0
_SYLLABLES = "ba ka lo mi ren tor vas den gul han pet sor ya zi qu fal mer dro nek ulm".split()


def made_up(path: Path, aliases: int = ALIASES) -> None:
    """
    Write a CSV registry of made-up people and bodies.

    :param path: Where to.
    :param aliases: How many names they have together.
    """
    chance = random.Random(17)  # noqa: S311 - the same names on every run

    def word() -> str:
        return "".join(chance.choice(_SYLLABLES) for _ in range(chance.randint(2, 4))).capitalize()

    with path.open("w", encoding="utf-8") as file:
        file.write("id,name,kind,aliases\n")
        for number in range(aliases // _EACH):
            name, *others = (f"{word()} {word()}" for _ in range(_EACH))
            file.write(f"own-{number},{name},{chance.choice(('person', 'party', 'ngo'))},{'|'.join(others)}\n")


def reading_ratio(plain: Engine, own: Engine, text: str, repeats: int) -> float:
    """
    Compare what reading a text costs.

    :param plain: An engine without a registry.
    :param own: An engine with one.
    :param text: The text.
    :param repeats: Runs behind the median.
    :return: How many times as long reading takes with the registry; the two take turns, so that neither is favoured.
    """
    times: dict[int, list[float]] = {0: [], 1: []}
    for _ in range(repeats):
        for which, engine in enumerate((plain, own)):
            begun = process_time()
            engine.read(TextInput(text, published="2013-05-25"), Options())
            times[which].append(process_time() - begun)
    return statistics.median(times[1]) / statistics.median(times[0])


def main(arguments: Sequence[str] | None = None) -> int:
    """
    Run the benchmark.

    :param arguments: Command-line arguments; those of the process where None.
    :return: The exit status: 1 where a text costs more than twice as much.
    """
    parser = argparse.ArgumentParser(prog="python -m benchmarks.registries", description="Time a large registry of one's own.")
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="registry files (default: 100,000 made-up aliases)")
    parser.add_argument("--models", type=Path, default=MODELS, metavar="DIR", help="the artifact's folder")
    parser.add_argument("--repeats", type=int, default=101, metavar="N", help="runs behind each median (default: 101)")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        files = options.files
        if not files:
            files = [Path(folder) / "made-up.csv"]
            made_up(files[0])
        try:
            model = artifacts.load(options.models)
            begun = process_time()
            plain = Engine(model)
            between = process_time()
            own = Engine(model, registry=files)
            loaded = process_time()
        except (ArtifactError, RegistryError) as error:
            print(f"error: {error}", file=sys.stderr)
            return 1
    added = (loaded - between) - (between - begun)
    ratio = reading_ratio(plain, own, ARTICLE.read_text(encoding="utf-8"), options.repeats)
    print(f"aliases: {len(plain.registry.aliases)} of the seeds, {len(own.registry.aliases)} with the registry")
    print(f"loading: {added:.1f} s more than the seeds alone")
    print(f"reading {ARTICLE.name}: {ratio:.2f} times the cost (bound: {_BOUND:.0f})")
    return 0 if ratio <= _BOUND else 1


if __name__ == "__main__":
    sys.exit(main())
