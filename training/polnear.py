"""Read PolNeAR (Newell et al., LREC 2018): news articles with every attribution marked in brat stand-off files."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from stance.text import Document
from training.corpora import CorpusError

Span = tuple[int, int]
Spans = tuple[Span, ...]

FORMS = ("named", "pronoun", "unnamed", "none")
PLACES = ("before", "after", "inside", "none")
PRONOUNS = frozenset(
    "i me my mine we us our ours you your he him his she her hers it its they them their theirs who whom whose himself herself "
    "itself themselves myself ourselves".split()
)
_HEAD_ENDS = frozenset(
    "of for in at from to on with by about against over among within under near who whom whose which "
    "that , ( ; : - and or".split()
)
# "nyt_2016-09-08_obama-on-climate_4b22.ann": the article's name, which holds its date, and who annotated it.
_ANNOTATED = re.compile(r"(?P<article>.+)_(?P<annotator>[0-9a-f]{4})")
_DATE = re.compile(r"(?<!\d)\d{4}-\d\d-\d\d(?!\d)")
_CORPUS_DATE = "2016-10-01"
_TEXT_BOUND = re.compile(r"(?P<id>T\d+)\t(?P<type>[\w-]+) (?P<spans>\d+ \d+(?:;\d+ \d+)*)(?:\t|$)")
_EVENT = re.compile(r"E\d+\t(?P<arguments>.+)")
_EVENT_TYPES = frozenset(("Attribution", "Attribution-no-source"))
# Some papers write two apostrophes for a quotation mark.
_OPENING = ('"', "“", "„", "«", "''")
_CLOSING = ('"', "”", "»", "''")


@dataclass(frozen=True, slots=True)
class GoldAttribution:
    """
    An attribution as marked: character offsets, end exclusive, in order of place.

    `source` is empty where the text names none ("it is believed that"); any of the three may be discontinuous.
    """

    source: Spans
    cue: Spans
    content: Spans

    def is_direct(self, text: str) -> bool:
        """
        Tell whether the content begins and ends between quotation marks.

        :param text: The article.
        :return: Whether an opening mark stands at its beginning and a closing one at its end.
        """
        start, end = self.content[0][0], self.content[-1][1]
        # The mark stands in the content or next to it, as does the stop or comma before a closing one.
        before, after = text[max(0, start - 2) : start], text[end : end + 3].lstrip(".,!?")
        begins = before.endswith(_OPENING) or text.startswith(_OPENING, start)
        return begins and (text[start:end].rstrip(".,!?").endswith(_CLOSING) or after.startswith(_CLOSING))

    @property
    def place(self) -> str:
        """Where the source stands: `before`, `after` or `inside` the content; `none` where there is no source."""
        if not self.source:
            return "none"
        if self.source[0][0] < self.content[0][0]:
            return "before"
        return "after" if self.source[0][0] >= self.content[-1][1] else "inside"


@dataclass(frozen=True, slots=True)
class Annotated:
    """One annotator's reading of an article; `discarded` spans are boilerplate in which nothing was marked."""

    article: str
    annotator: str
    published: str
    text: str
    attributions: tuple[GoldAttribution, ...]
    discarded: Spans


def _spans(value: str) -> Spans:
    pairs = (part.split() for part in value.split(";"))
    return tuple(sorted((int(start), int(end)) for start, end in pairs))


def _marked(path: Path, length: int) -> tuple[dict[str, tuple[str, Spans]], list[list[tuple[str, str]]]]:
    """Read the marked spans by id, and each attribution's roles with the ids of their spans."""
    bound: dict[str, tuple[str, Spans]] = {}
    events: list[list[tuple[str, str]]] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        match, event = _TEXT_BOUND.match(line), _EVENT.match(line)
        if match is not None:
            bound[match["id"]] = (match["type"], _spans(match["spans"]))
            if any(not start < end <= length for start, end in bound[match["id"]][1]):
                msg = f"{path}:{number}: a span is empty or ends after the text"
                raise CorpusError(msg)
        elif event is not None:
            kind, *roles = (argument.partition(":") for argument in event["arguments"].split())
            if kind[0] in _EVENT_TYPES:
                events.append([(role, identifier) for role, _, identifier in roles])
        # What is neither carries on the words of a span that runs over lines.
    return bound, events


def _annotation(path: Path, length: int) -> tuple[tuple[GoldAttribution, ...], Spans]:
    bound, events = _marked(path, length)
    found: list[GoldAttribution] = []
    for roles in events:
        # A second span of a role is "Content2".
        missing = [identifier for _, identifier in roles if identifier not in bound]
        if missing:
            msg = f"{path}: an attribution names {missing[0]}, which is marked nowhere"
            raise CorpusError(msg)
        source, cue, content = (
            tuple(
                sorted(span for role, identifier in roles if role.rstrip("123456789") == wanted for span in bound[identifier][1])
            )
            for wanted in ("Source", "Cue", "Content")
        )
        if content:
            found.append(GoldAttribution(source, cue, content))
    found.sort(key=lambda one: (one.content, one.cue))
    discarded = (span for kind, spans in bound.values() if kind == "Discard" for span in spans)
    return tuple(found), tuple(sorted(discarded))


def read_annotated(folder: Path) -> Iterator[Annotated]:
    """
    Read a split.

    :param folder: The split, which holds `text/` and `attributions/`.
    :yield: Every annotator's reading of every article, in order of file name; a few articles were read by several.
    :raises CorpusError: If an annotation has no text or cannot be read.
    """
    for path in sorted((folder / "attributions").glob("*.ann")):
        name = _ANNOTATED.fullmatch(path.stem)
        article, annotator = (name["article"], name["annotator"]) if name is not None else (path.stem, "")
        text_path = folder / "text" / f"{article}.txt"
        if not text_path.is_file():
            msg = f"{path}: its article, {text_path}, is missing"
            raise CorpusError(msg)
        # Offsets count the characters of the file, so no line ending may be changed.
        text = text_path.read_bytes().decode("utf-8")
        date = _DATE.search(article)
        attributions, discarded = _annotation(path, len(text))
        yield Annotated(article, annotator, date.group() if date is not None else _CORPUS_DATE, text, attributions, discarded)


def read_articles(folder: Path) -> Iterator[Annotated]:
    """
    Read a split with every article once, so that those read by several annotators do not count several times.

    :param folder: The split, which holds `text/` and `attributions/`.
    :yield: Each article as the annotator whose file name comes first read it.
    :raises CorpusError: If an annotation has no text or cannot be read.
    """
    seen: set[str] = set()
    for one in read_annotated(folder):
        if one.article not in seen:
            seen.add(one.article)
            yield one


# Judging --------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Gold:
    """A gold attribution as it is judged: its content's tokens, its source's head words, form and place."""

    content: frozenset[int]
    heads: frozenset[str]
    form: str
    place: str
    direct: bool


def tokens_in(document: Document, spans: Spans) -> list[int]:
    """
    Give the tokens of a span that may be discontinuous.

    :param document: The text.
    :param spans: Character offsets.
    :return: Token indices in order of place.
    """
    return [token for span in spans for token in range(*document.tokens_between(*span))]


def source_heads(document: Document, source: Sequence[int]) -> list[int]:
    """
    Find the head words of a source: "the head of the bureau" -> head, "Lee and Roy" -> Lee, Roy.

    A name set beside its description counts with it: "the campaign manager, Dana Lee" -> manager, Lee.

    :param document: The text.
    :param source: The source's tokens.
    :return: The head tokens, the phrase's own first.
    """
    chunks: list[tuple[str, list[int]]] = []
    opened_by, chunk = "", list[int]()
    for token in source:
        # "U.S.-backed" and "Ali al-Hassan" are one word each; a dash that stands alone is not.
        glued = (
            document.words[token] == "-" and document.text[document.starts[token] - 1 : document.ends[token] + 1].strip() != "-"
        )
        if document.lowers[token] in _HEAD_ENDS and not glued and (chunk or not document.words[token].isalpha()):
            chunks.append((opened_by, chunk))
            opened_by, chunk = document.lowers[token], []
        elif any(char.isalnum() for char in document.words[token]) and document.lowers[token] != "'s":
            chunk.append(token)
    chunks.append((opened_by, chunk))
    filled = [(sign, tokens) for sign, tokens in chunks if tokens]
    if not filled:
        return []
    heads = [filled[0][1][-1]]
    described = not document.words[heads[0]][0].isupper()
    for sign, tokens in filled[1:]:
        named = document.words[tokens[0]][0].isupper()
        if sign in {"and", "or"} or (sign == "," and described and named):
            heads.append(tokens[-1])
        else:
            break
    return heads


def _form(document: Document, source: Sequence[int], heads: Sequence[int]) -> str:
    if not heads:
        return "none"
    if all(document.lowers[token] in PRONOUNS for token in source if document.words[token].isalpha()):
        return "pronoun"
    for token in heads:
        # A word that the text also writes small is capitalised by its place: "Officials said", and in headlines.
        if document.words[token][0].isupper() and document.lowers[token] not in document.words:
            return "named"
    return "unnamed"


def gold_of(document: Document, one: GoldAttribution) -> Gold:
    """
    Prepare a gold attribution for judging.

    :param document: The article.
    :param one: The attribution as marked.
    :return: What it is judged by.
    """
    source = tokens_in(document, one.source)
    heads = source_heads(document, source)
    return Gold(
        frozenset(tokens_in(document, one.content)),
        frozenset(document.lowers[token] for token in heads),
        _form(document, source, heads),
        one.place if heads else "none",
        one.is_direct(document.text),
    )
