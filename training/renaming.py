"""Names put in the place of names throughout a text: a person of the same sex, another country, a body with another name."""

import random
import re
from collections.abc import Iterator, Mapping, Sequence

from stance.engine import ReadDocument
from stance.joining import is_name
from stance.registry import Registry
from training.perturbations import Changed, changed
from training.robustness_rows import NameRow

_SEED = 20130525
_FORMS = frozenset(("name", "local", "surname", "acronym"))
_HEADED = 2


class Renamer:
    """Finds whom a text names that can be named otherwise, and renames them."""

    def __init__(self, names: Sequence[NameRow], registry: Registry) -> None:
        """
        Sort the names by what they can stand for.

        :param names: The names to draw from.
        :param registry: The known actors.
        """
        self._countries = [one for one in names if one.kind == "country"]
        self._persons = {
            (sex, known): [one for one in names if one.sex == sex and (one.group == "leader") == known]
            for sex in ("f", "m")
            for known in (True, False)
        }
        self._known = registry.actors

    def renamings(self, found: ReadDocument) -> Iterator[Changed]:
        """
        Rename each actor of a text that can be, one at a time.

        :param found: The text as the engine reads it.
        :yield: The texts, each with one actor renamed wherever it is named.
        """
        text = found.document.text
        for forms in self._forms(found):
            whole = re.compile(r"\b(?:(?P<article>an?) )?(?P<name>" + "|".join(map(re.escape, _longest(forms))) + r")\b")
            renamed = changed(text, _edits(whole, forms, text))
            if renamed is not None:
                yield renamed

    def _forms(self, found: ReadDocument) -> Iterator[Mapping[str, str]]:
        """Give for each actor that can be renamed its old forms and the new ones."""
        text, reading = found.document.text, found.reading
        draw = random.Random(f"{_SEED} {text}")  # noqa: S311  # a draw to be repeated, not a secret
        named: dict[str, set[str]] = {}
        for one in reading.mentions:
            if one.kind == "actor" and one.form in _FORMS:
                words = found.document.words[one.first : one.last], found.document.lowers[one.first : one.last]
                if is_name(*words):
                    named.setdefault(one.id, set()).add(" ".join(text[one.start : one.end].split()))
        for identifier, forms in named.items():
            actor = reading.actors[identifier]
            if actor.kind == "person" and identifier in reading.sexes:
                fitting = self._persons[reading.sexes[identifier], identifier in self._known]
                free = [one.name for one in fitting if not set(one.name.split()) & set(re.findall(r"\w+", text))]
                if free:
                    yield _person(forms, draw.choice(free))
            elif identifier not in self._known and actor.kind != "person":
                new = draw.choice(("Ostrava", "Marovia", "Quellin", "Trnavec", "Halloway"))
                local = {form: f"{new} {form.split()[-1]}" for form in forms if len(form.split()) == _HEADED}
                if local and new not in text:
                    yield local
        for old in self._countries:
            if re.search(rf"\b{old.name}\b", text):
                others = [one for one in self._countries if not any(form in text for form in _of(one))]
                if others:
                    yield dict(zip(_of(old), _of(draw.choice(others)), strict=True))


def _of(country: NameRow) -> tuple[str, str, str, str]:
    return country.name, country.people or "", country.adjective or "", country.capital or ""


def _person(forms: set[str], new: str) -> dict[str, str]:
    """Name a person otherwise: by the last word of the name where one word stands, whole elsewhere."""
    return {form: new if " " in form else new.rsplit(maxsplit=1)[-1] for form in forms}


def _longest(forms: Mapping[str, str]) -> list[str]:
    return sorted(forms, key=len, reverse=True)


def _edits(whole: re.Pattern[str], forms: Mapping[str, str], text: str) -> Iterator[tuple[int, int, str]]:
    for match in whole.finditer(text):
        new = forms[match["name"]]
        if match["article"]:
            yield match.start(), match.start("name"), ("an " if new[0] in "AEIO" else "a ")
        yield match.start("name"), match.end(), new
