"""Put the manifest's figures and real answers of the shipped model into README.md: `python -m benchmarks.readme`."""

import json
import re
import sys
from typing import Any

from service.app import create_app
from service.settings import ROOT, Settings
from stance.engine import Engine
from stance.model import ArtifactError
from stance.report import Options, TextInput
from stance.table import render
from training import card
from training.marks import fill
from training.wholefile import write_whole

README = ROOT / "README.md"
REQUEST = ROOT / "docs" / "example-request.json"
ARTICLE = ROOT / "seeds" / "articles" / "ceasefire.txt"
_SHOWN = {"actors": 1, "stances": 3}
_WIDTH = 150
_TABLE_WIDTH = 132
_TABLE_ROWS = 8


def _cut(document: dict[str, Any]) -> dict[str, Any]:
    """Keep the head of each list, and say how much was left out."""
    short = dict(document)
    for name, size in _SHOWN.items():
        rest = len(document[name]) - size
        if rest > 0:
            short[name] = [*document[name][:size], f"[… cut here: {rest} more {name} …]"]
    return short


def _lay_out(answered: Any) -> str:
    """Indent JSON, with what fits on a line on one line."""
    text = json.dumps(answered, ensure_ascii=False, indent=2)
    while True:
        joined = re.sub(r"\{\n[^{}]*\n *\}|\[\n[^\[\]{}]*\n *\]", _on_one_line, text)
        if joined == text:
            return text
        text = joined


def _on_one_line(match: re.Match[str]) -> str:
    line = re.sub(r"\n *", " ", match.group()).replace("{ ", "{").replace(" }", "}").replace("[ ", "[").replace(" ]", "]")
    return line if len(line) <= _WIDTH else match.group()


def _fenced(text: str) -> str:
    return f"```\n{text}\n```"


def answer(engine: Engine) -> str:
    """
    Post the example to the application.

    :param engine: The engine over the shipped model.
    :return: The answer as Markdown, cut where it says so.
    :raises RuntimeError: If the status is not 200.
    """
    client = create_app(Settings(log_level="ERROR"), engine).test_client()
    response = client.post("/v1/score", data=REQUEST.read_bytes(), content_type="application/json")
    if response.status_code != 200:
        msg = f"the example was answered {response.status_code}: {response.get_data(as_text=True)}"
        raise RuntimeError(msg)
    body = response.get_json()
    body["documents"] = [_cut(document) for document in body["documents"]]
    return _fenced(_lay_out(body))


def table(engine: Engine) -> str:
    """
    Analyse the article as the command line does.

    :param engine: The engine over the shipped model.
    :return: The head of each part of the table, as Markdown.
    """
    report = engine.analyse(TextInput(ARTICLE.read_text(encoding="utf-8")), Options())
    parts = render(report, "", width=_TABLE_WIDTH).strip().split("\n\n")[:2]
    heads = ("\n".join([*part.splitlines()[: _TABLE_ROWS + 2], "[… cut here …]"]) for part in parts)
    return _fenced("\n\n".join(heads))


def main() -> int:
    """
    Run the command.

    :return: The exit status: 1 if the artifact cannot be used.
    """
    page = README.read_text(encoding="utf-8")
    try:
        engine = Engine.load(Settings().models_dir)
        page = fill(page, "request", _fenced(REQUEST.read_text(encoding="utf-8").strip()))
        page = fill(page, "answer", answer(engine))
        page = fill(page, "table", table(engine))
        page = fill(page, "figures", card.figures(engine.manifest))
    except (ArtifactError, RuntimeError, ValueError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    write_whole(README, page.encode())
    return 0


if __name__ == "__main__":
    sys.exit(main())
