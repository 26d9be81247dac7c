"""Gold help for one step of the way, to see which step loses what: what the gold tells is not left to be found.

- `mentions`: the names of the gold's actors are handed over as actors of the request, so that each is found wherever it is named
  (pronouns, descriptions, issues and speakers are still the reader's own). What is still missed is lost by later steps.
- `pairs`: of the pairs that were read, those alone count that the gold gives a stance, and the likelier of against and favor is
  taken. Nothing but polarity is left to the model; what is still missed was never read as a pair.
"""

import re
from dataclasses import replace

from stance.report import CustomActor, DocumentReport
from training.articles import Gold, edge_of, names_of, norm, same_pair

ORACLES = ("mentions", "pairs")
_EDGES = re.compile(r"^\W+|(?:['’]s)?\W*$")


def _groups(gold: Gold) -> list[set[str]]:
    """Join the gold's lists of names to actors; a list belongs to the first actor with whom it shares a name."""
    groups: list[set[str]] = []
    ends = (side for edge in gold.known for side in (edge.holder, edge.target))
    for names in (*(actor.names for actor in gold.actors), *ends):
        if not names:
            continue
        known = next((group for group in groups if group & names), None)
        if known is None:
            groups.append(set(names))
        else:
            known |= names - frozenset[str]().union(*groups)
    return groups


class _Surfaces:
    """The words of a text in the gold's form, and how they are written in it."""

    def __init__(self, text: str) -> None:
        self._text = text
        pieces = [(match.start(), match.end(), norm(match.group())) for match in re.finditer(r"\S+", text)]
        self._pieces = [piece for piece in pieces if piece[2] not in {"", "the"}]
        self._places: dict[str, list[int]] = {}
        for place, (_, _, word) in enumerate(self._pieces):
            self._places.setdefault(word, []).append(place)

    def of(self, name: str) -> set[str]:
        """Give every way in which the text writes a name; of an acronym the capitals alone: "US", not "us"."""
        words = name.split()
        forms = set()
        for place in self._places.get(words[0], ()) if words else ():
            run = self._pieces[place : place + len(words)]
            if [word for _, _, word in run] == words:
                forms.add(_EDGES.sub("", " ".join(self._text[run[0][0] : run[-1][1]].split())))
        acronyms = {form for form in forms if form.isupper() and len(form) > 1}
        return (acronyms or forms) - {""}


def gold_actors(gold: Gold, text: str, read: DocumentReport) -> tuple[CustomActor, ...]:
    """
    Give the gold's actors as a caller would hand them over.

    :param gold: What the readers gave.
    :param text: The article.
    :param read: What the service reads without help; an actor that it shares a name with lends its id, and with it its kind.
    :return: The actors that the text names, each with the ways in which it is written.
    """
    surfaces = _Surfaces(text)
    names = names_of(read)
    by_mentions = sorted(read.actors, key=lambda actor: -len(actor.mentions))
    lent: set[str] = set()
    found = []
    for number, group in enumerate(_groups(gold)):
        written = sorted({form for name in group for form in surfaces.of(name)})
        if not written:
            continue
        same = next((one.id for one in by_mentions if one.id not in lent and names[one.id] & group), f"gold-{number}")
        lent.add(same)
        found.append(CustomActor(same, max(written, key=len), tuple(written)))
    return tuple(found)


def decided_pairs(gold: Gold, report: DocumentReport) -> DocumentReport:
    """
    Keep the pairs that have a stance, and decide each for against or favor.

    :param gold: What the readers gave; what either gave is a stance.
    :param report: What the service answered, neutral and unclear pairs included.
    :return: The report with the pairs of the gold alone, each with the likelier of the two labels.
    """
    names = names_of(report)
    stances = tuple(
        replace(one, label=max(("against", "favor"), key=one.probabilities.__getitem__))
        for one in report.stances
        if any(same_pair(known, edge_of(one, names)) for known in gold.known)
    )
    return replace(report, stances=stances)
