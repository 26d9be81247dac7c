"""What only this text tells: people and bodies that no registry holds, acronyms in brackets, surnames after a full name."""

from collections.abc import Collection

from stance.capitals import NUMERALS, PARTICLES, Run, is_heading, is_signature, runs
from stance.composed import Roles
from stance.mentions import Draft
from stance.records import record
from stance.registry import Actor, Registry
from stance.seeds import Seeds, slug
from stance.shortnames import OPENERS, ShortNames, learn
from stance.text import Document, Sentence

_NO_PERSON_AFTER = frozenset("the a an this that in at near from of to into on its their his her our".split())
_CONNECTED = frozenset(("of", "for"))
_SIDES = frozenset(
    "police military legislature judiciary militia rebels protesters civilians government armed-group media".split()
)
_LONGEST_NAME = 5
_LONGEST_TITLE = 4
_LONGEST_BODY = 9


@record
class LocalName:
    """A person or body of this text: where it is named, as what kind."""

    run: Run
    kind: str


class LocalNames:
    """Decides which runs of capitalised words name a person or a body."""

    def __init__(self, registry: Registry, seeds: Seeds, roles: Roles) -> None:
        """
        Take the tables that tell people from bodies and places.

        :param registry: The known actors, which a text may name in a way that the registry does not list.
        :param seeds: The loaded tables.
        :param roles: The role nouns.
        """
        self._roles = roles
        self._registry = registry
        self._given = seeds.given_names
        self._bodies = seeds.bodies
        self._places = seeds.places
        self._common = seeds.common_words
        self._speech = frozenset(
            form for cue in seeds.cues if (cue.quote or cue.that) and cue.verbal for form in cue.forms if " " not in form
        )
        self._titles = frozenset(title.rsplit(" ", 1)[-1].rstrip(".") for title in seeds.titles) | {"mr", "mrs", "ms", "dr"}
        self._role_words = frozenset(title.rsplit(" ", 1)[-1] for title in seeds.titles)

    def mark(self, draft: Draft) -> None:
        """
        Mark people and bodies that only this text names, then the short forms by which it names anybody again.

        :param draft: The reading so far, known names included.
        """
        document, taken = draft.document, draft.taken
        short = ShortNames()
        for found in list(draft.reading.mentions):
            if found.kind == "actor" and found.form == "name":
                learn(draft, (found.first, found.last), found.id, short, by_first_name=True)
        for index in document.capitals_by_sentence:
            signed = self._signature(document, index, taken)
            if signed is not None and signed.first not in taken:
                self._add(draft, LocalName(signed, "person"), short)
        pending = [
            (index, run) for index in document.capitals_by_sentence for run in runs(document, document.sentences[index], taken)
        ]
        # "Patriot" after "Patriot Coal" is the company, not a person.
        firms = {document.lowers[run.first] for _, run in pending if document.lowers[run.last - 1] in self._common}
        headings = {index: is_heading(document, document.sentences[index]) for index in {index for index, _ in pending}}
        unresolved: list[tuple[int, Run]] = []
        for index, run in pending:
            known = document.lowers[run.first : run.last] in short
            name = None if known or headings[index] else self.classify(document, document.sentences[index], run)
            if name is not None and run.last - run.first == 1 and name.kind == "person":
                word = document.lowers[run.first]
                name = None if word in self._common else LocalName(name.run, "business") if word in firms else name
            if name is None or not self._add(draft, name, short):
                unresolved.append((index, run))
        for index, run in unresolved:
            # "Later Kareem left": the word that opens the sentence is not of the name.
            first = run.first + (document.lowers[run.first] in OPENERS and run.last - run.first > 1)
            if self._add_family(draft, first, run.last, short):
                continue
            identifier = short.get(document.lowers[first : run.last], first)
            if identifier is not None:
                draft.add_actor((first, run.last), draft.reading.actors[identifier], "surname")
            elif not headings[index]:
                self._add_side(draft, document.sentences[index], Run(first, run.last))

    def _add_side(self, draft: Draft, sentence: Sentence, run: Run) -> None:
        """Mark "Phoenix police", "the Manbij military council": a place or people that is no state's, with a role noun."""
        document = draft.document
        if run.last >= sentence.last or (run.first == sentence.first and document.lowers[run.first] in self._common):
            return
        use = self._roles.at(document, run.last, sentence.last)
        if use is None or use.singular or use.kind not in _SIDES or document.words[use.first][0].isupper():
            return
        text = " ".join(document.text[document.starts[run.first] : document.ends[use.last - 1]].split())
        draft.add_actor((run.first, use.last), Actor(slug(text), text, use.kind, None, "text"), "composed")

    @staticmethod
    def _add_family(draft: Draft, first: int, last: int, short: ShortNames) -> bool:
        """Mark "the Marlowes" after somebody of that surname, and "the Marlowe family"."""
        document = draft.document
        if first == 0 or last - first != 1 or document.lowers[first - 1] != "the":
            return False
        word = document.words[first]
        if document.lowers[last : last + 1] == ("family",):
            last += 1
        elif len(word) > 3 and word.endswith("s") and (known := short.get((word[:-1].lower(),), first)):
            if draft.reading.actors[known].kind != "person":
                return False
            word = word[:-1]
        else:
            return False
        draft.add_actor((first, last), Actor(f"{slug(word)}-family", f"{word} family", "family", None, "text"), "local")
        return True

    def _signature(self, document: Document, index: int, taken: Collection[int]) -> Run | None:
        """Find the name in a line that signs what stands before it: "Ann Lee Bristol" at the end of a reader's letter."""
        sentence = document.sentences[index]
        if not is_signature(document, index):
            return None
        first = document.lowers[sentence.first]
        if first not in self._given and first in self._common:
            return None
        last = sentence.first
        while last < sentence.last and document.words[last].isalpha() and document.words[last][0].isupper():
            last += 1
        # The word before a comma is the town, and so is a place at the end.
        if last - sentence.first > 2 and (document.words[last : last + 1] == (",",) or last - 1 in taken):
            last -= 1
        last = min(last, sentence.first + 3)
        while last - sentence.first > 2 and document.lowers[last - 1] in self._places:
            last -= 1
        if first not in self._given and last - sentence.first != 2:
            return None
        return Run(sentence.first, last) if last - sentence.first > 1 else None

    def _add(self, draft: Draft, name: LocalName, short: ShortNames) -> bool:
        """Add a name's mention; a name that an earlier one covers is that actor's."""
        document, span = draft.document, (name.run.first, name.run.last)
        known = short.get(document.lowers[span[0] : span[1]], span[0])
        if known is not None:
            draft.add_actor(span, draft.reading.actors[known], "surname")
            return True
        text = document.text[document.starts[span[0]] : document.ends[span[1] - 1]]
        identifier = slug(text)
        if not identifier:
            return False
        actor = draft.reading.actors.get(identifier) or self._registry.actors.get(identifier)
        draft.add_actor(span, actor or Actor(identifier, " ".join(text.split()), name.kind, None, "text"), "local")
        if identifier in draft.reading.actors:
            learn(draft, span, identifier, short, by_first_name=document.lowers[span[0]] in self._given)
        return True

    def classify(self, document: Document, sentence: Sentence, run: Run) -> LocalName | None:
        """
        Tell whether a run names a person or a body.

        :param document: The text.
        :param sentence: The run's sentence.
        :param run: The run.
        :return: The name with its kind, or None where neither is sure.
        """
        first, last = run.first, run.last
        # "Interior Minister Gerald Darmanin": the name begins after the last word of the title.
        for token in range(min(last, first + _LONGEST_TITLE) - 1, first - 1, -1):
            if document.lowers[token] in self._titles:
                first = token + 1
                if first < last and document.lowers[first] == ".":
                    first += 1
                break
        polite = document.lowers[max(sentence.first, run.first - 2) : run.first]
        if first >= last == run.first + 1 and not _POLITE.isdisjoint(polite):
            # "Mr. King": after a title, what could be one is a name.
            first = run.first
        titled = first > run.first or self._title_before(document, sentence, first)
        if first < last and first == sentence.first and last - first > 1 and document.lowers[first] in OPENERS:
            first += 1
        while last - first > 1 and document.lowers[last - 1] in _AFTER_NAMES:
            last -= 1
        if first >= last or (last - first == 1 and document.lowers[first] in _NO_NAME) or "I" in document.words[first:last]:
            return None
        run = Run(first, last)
        words = document.lowers[first:last]
        # "Ann H. Tribe" is a person, whatever a tribe is.
        initial = len(words) > 2 and len(words[1]) == 1 and words[1].isalpha()
        kind = None if initial and words[0] not in self._bodies else self._body_kind(words)
        if kind is not None:
            whole = self._whole_body(document, sentence, run)
            return LocalName(whole, kind) if whole.last - whole.first > 1 else None
        names = [word for word in words if word.isalpha()]
        if len(names) > _LONGEST_NAME or not any(len(name) > 1 for name in names):
            return None
        placed = " ".join(words) in self._places or (
            words[0] in self._places and words[0] not in self._given and not (len(names) == 2 and self._described(document, run))
        )
        return LocalName(run, "person") if not placed and self._is_person(document, sentence, run, names, titled=titled) else None

    def _is_person(self, document: Document, sentence: Sentence, run: Run, names: list[str], *, titled: bool) -> bool:
        told = titled or self._speaks(document, sentence, run)
        if len(names) == 1:
            # A plain word that opens a sentence is no name, whoever speaks, nor is "Miss Universe".
            common = names[0] in self._common or names[0] in PARTICLES
            if titled:
                return not common or document.lowers[max(0, run.first - 1)] != "miss"
            return told and not (common and run.first == sentence.first) and names[0] not in PARTICLES
        if names[-1] in _NO_SURNAMES:
            return False
        if names[0] in self._given or any(word in PARTICLES for word in document.lowers[run.first : run.last]):
            return True
        plain = [name in self._common for name in names]
        if titled or any(plain):
            return titled and not all(plain)
        return told or self._described(document, run) or self._stands_as_person(document, sentence, run)

    def _stands_as_person(self, document: Document, sentence: Sentence, run: Run) -> bool:
        """Tell two or three capitalised words in the middle of a sentence that no article introduces: "met Yago Riedijk"."""
        words = document.words[run.first : run.last]
        before = document.lowers[run.first - 1] if run.first > sentence.first else "the"
        plain = all(word.isalpha() and not word.isupper() and len(word) > 1 for word in words)
        if document.lowers[run.last - 1] in self._role_words:
            return False
        placed = any(word in self._places for word in document.lowers[run.first : run.last])
        return plain and len(words) in {2, 3} and not placed and before not in _NO_PERSON_AFTER

    def _body_kind(self, words: tuple[str, ...]) -> str | None:
        return self._bodies.get(words[-1]) or self._bodies.get(words[0])

    def _whole_body(self, document: Document, sentence: Sentence, run: Run) -> Run:
        """Take in "of Defence", "for Peace and Justice" after a body's head noun."""
        last = run.last
        while last + 1 < sentence.last and last - run.first < _LONGEST_BODY:
            inner = 1 if document.lowers[last] in _CONNECTED else 0
            if not inner:
                break
            if document.lowers[last + 1] == "the":
                inner = 2
            at = last + inner
            if at >= sentence.last or not document.words[at][0].isupper():
                break
            while at < sentence.last and document.words[at][0].isupper():
                at += 1
            last = at
        return Run(run.first, last)

    def _title_before(self, document: Document, sentence: Sentence, first: int) -> bool:
        before = first - 1
        if before >= sentence.first and document.lowers[before] == ".":
            before -= 1
        return before >= sentence.first and document.lowers[before] in self._titles

    def _speaks(self, document: Document, sentence: Sentence, run: Run) -> bool:
        last = run.last + (document.lowers[run.last : run.last + 1] in _BEFORE_VERBS)
        after = document.lowers[last] if last < sentence.last else ""
        before = document.lowers[run.first - 1] if run.first > sentence.first else ""
        return after in self._speech or before in self._speech

    def _described(self, document: Document, run: Run) -> bool:
        """Look for an apposition: ", the director of", ", a businessman", ", who", ", 34,"; or "the home secretary, X"."""
        before = document.lowers[max(0, run.first - 4) : run.first]
        if before[-1:] == (",",) and any(word in self._role_words for word in before[-3:-1]):
            return True
        after = document.lowers[run.last : run.last + 6]
        if len(after) < 3 or after[0] != ",":
            return False
        return after[1] in {"who", "a", "an"} or after[1].isdigit() or any(word in self._role_words for word in after[1:])


_BEFORE_VERBS = frozenset((("also",), ("later",), ("then",), ("has",), ("had",), ("recently",), ("reportedly",)))
_POLITE = frozenset("mr mrs ms dr sen rep gov".split())
_NO_SURNAMES = frozenset(
    "island islands river county street avenue park lake mountain mountains beach bridge airport stadium square road bay valley "
    "hall tower towers building act bill law treaty agreement accord award awards prize cup bowl day week series war isles "
    "convention amendment city town township district province state states sea ocean gulf strait".split()
)
_AFTER_NAMES = frozenset("qc kc mp mps mep obe mbe cbe jr sr phd md".split())
_PRONOUNS = frozenset("we you us them him me who everyone nobody somebody anyone".split())
_NO_NAME = OPENERS | _PRONOUNS | NUMERALS | {"democratic", "republican", "congressional", "federal", "president", "vice"}
