"""Put the manifest's figures and a real answer of the service into README.md: `python -m benchmarks.readme`."""

import argparse
import json
import re
import sys
from collections.abc import Sequence
from typing import Any

from service.app import create_app
from service.settings import ROOT, Settings
from stance.model import ArtifactError, read_manifest
from training import card

README = ROOT / "README.md"
REQUEST = ROOT / "docs" / "example-request.json"
_SHOWN = {"actors": 2, "stances": 2}
_WIDTH = 150


def _cut(document: dict[str, Any]) -> dict[str, Any]:
    """Keep the head of each list, and say how much was left out."""
    short = dict(document)
    for name, size in _SHOWN.items():
        rest = len(document[name]) - size
        if rest > 0:
            short[name] = [*document[name][:size], f"[… cut here: {rest} more {name} …]"]
    return short


def _lay_out(answer: Any) -> str:
    """Indent JSON, with what fits on a line on one line."""
    text = json.dumps(answer, ensure_ascii=False, indent=2)
    while True:
        joined = re.sub(r"\{\n[^{}]*\n *\}|\[\n[^\[\]{}]*\n *\]", _on_one_line, text)
        if joined == text:
            return text
        text = joined


def _on_one_line(match: re.Match[str]) -> str:
    line = re.sub(r"\n *", " ", match.group()).replace("{ ", "{").replace(" }", "}").replace("[ ", "[").replace(" ]", "]")
    return line if len(line) <= _WIDTH else match.group()


def answer() -> str:
    """
    Post the example to the application.

    :return: The answer as Markdown, cut where it says so.
    :raises RuntimeError: If the status is not 200.
    """
    settings = Settings(log_level="ERROR")
    response = create_app(settings).test_client().post("/v1/score", data=REQUEST.read_bytes(), content_type="application/json")
    if response.status_code != 200:
        msg = f"the example was answered {response.status_code}: {response.get_data(as_text=True)}"
        raise RuntimeError(msg)
    body = response.get_json()
    body["documents"] = [_cut(document) for document in body["documents"]]
    return f"```\n{_lay_out(body)}\n```"


def fill(page: str, name: str, content: str) -> str:
    """
    Replace what stands between a page's two marks of a name.

    :param page: A Markdown page.
    :param name: The name, as in `<!-- name -->` and `<!-- /name -->`.
    :param content: What is to stand between them.
    :return: The page.
    :raises ValueError: If the page has no such marks.
    """
    opening, closing = f"<!-- {name} -->\n", f"\n<!-- /{name} -->"
    before, found, rest = page.partition(opening)
    _, ended, after = rest.partition(closing)
    if not found or not ended:
        msg = f"the page has no marks <!-- {name} --> and <!-- /{name} -->"
        raise ValueError(msg)
    return before + opening + content + closing + after


def main(arguments: Sequence[str] | None = None) -> int:
    """
    Run the command.

    :param arguments: Command-line arguments; those of the process where None.
    :return: The exit status: 1 if the artifact cannot be used.
    """
    parser = argparse.ArgumentParser(prog="python -m benchmarks.readme", description="Refresh the README's figures and answer.")
    parser.parse_args(arguments)
    page = README.read_text(encoding="utf-8")
    try:
        page = fill(page, "figures", card.figures(read_manifest(Settings().models_dir)))
        page = fill(page, "answer", answer())
    except (ArtifactError, RuntimeError, ValueError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    README.write_text(page, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
