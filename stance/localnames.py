"""What only this text tells: people and bodies that no registry holds, acronyms in brackets, surnames after a full name."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from stance.mentions import Draft
from stance.registry import Actor, Registry
from stance.seeds import Seeds, slug
from stance.text import Document, Sentence

_PARTICLES = frozenset("al el bin ibn abu van von de del della der den di da la le bint ben".split())
_INNER = frozenset(("of", "for", "and", "the", "-", "'", "'s", "to", "on", "in"))
_CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september "
    "october november december mon tue wed thu fri sat sun".split()
)
_NO_PERSON_AFTER = frozenset("the a an this that in at near from of to into on its their his her our".split())
_CONNECTED = frozenset(("of", "for"))
_LONGEST_NAME = 5
_LONGEST_TITLE = 4
_NUMERALS = frozenset("ii iii iv vi vii viii ix xi xii xiii xiv xv xvi".split())
_LONGEST_BODY = 9


@dataclass(frozen=True, slots=True)
class Run:
    """Capitalised words that stand together, tokens `first` to `last`, end exclusive."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class LocalName:
    """A person or body of this text: where it is named, as what kind."""

    run: Run
    kind: str


def _is_name_word(document: Document, token: int) -> bool:
    word = document.words[token]
    return word[0].isupper() and word.lower() not in _CALENDAR and (len(word) > 1 or token > 0)


def runs(document: Document, sentence: Sentence, taken: Collection[int]) -> Iterator[Run]:
    """
    Find the runs of capitalised words that no mention covers.

    :param document: The text.
    :param sentence: The sentence to search.
    :param taken: Tokens that belong to a mention already.
    :yield: The runs, particles such as "al-" and initials' stops included.
    """
    at = sentence.first
    while at < sentence.last:
        if at in taken or not _is_name_word(document, at):
            at += 1
            continue
        end = at + 1
        while end < sentence.last and end not in taken:
            lower = document.lowers[end]
            follows = end + 1 < sentence.last and end + 1 not in taken and document.words[end + 1][0].isupper()
            if _is_name_word(document, end):
                end += 1
            elif follows and (lower in _PARTICLES or lower == "-"):
                end += 2 if _is_name_word(document, end + 1) else 1
            elif lower in _PARTICLES and document.lowers[end + 1 : end + 2] == ("-",) and end + 2 < sentence.last:
                end += 3
            elif lower == "." and len(document.words[end - 1]) == 1 and follows:
                end += 1
            else:
                break
        yield Run(at, min(end, sentence.last))
        at = end


class LocalNames:
    """Decides which runs of capitalised words name a person or a body."""

    def __init__(self, registry: Registry, seeds: Seeds) -> None:
        """
        Take the tables that tell people from bodies and places.

        :param registry: The known actors, which a text may name in a way that the registry does not list.
        :param seeds: The loaded tables.
        """
        self._registry = registry
        self._given = seeds.given_names
        self._bodies = seeds.bodies
        self._places = seeds.places
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
        short: dict[tuple[str, ...], str] = {}
        for found in list(draft.reading.mentions):
            if found.kind == "actor" and found.form == "name":
                _learn(draft, (found.first, found.last), found.id, short)
        for index, sentence in enumerate(document.sentences):
            signed = self._signature(document, index)
            if signed is not None and sentence.first not in taken:
                self._add(draft, LocalName(signed, "person"), short)
        pending = [(sentence, run) for sentence in document.sentences for run in runs(document, sentence, taken)]
        unresolved: list[Run] = []
        for sentence, run in pending:
            known = document.lowers[run.first : run.last] in short
            name = None if known or _is_heading(document, sentence) else self.classify(document, sentence, run)
            if name is None or not self._add(draft, name, short):
                unresolved.append(run)
        for run in unresolved:
            # "Later Kareem left": the word that opens the sentence is not of the name.
            first = run.first + (document.lowers[run.first] in _OPENERS and run.last - run.first > 1)
            identifier = short.get(document.lowers[first : run.last])
            if identifier is not None:
                draft.add_actor((first, run.last), draft.reading.actors[identifier], "surname")

    def _signature(self, document: Document, index: int) -> Run | None:
        """Find the name in a line that signs what stands before it: "Ann Lee Bristol" at the end of a reader's letter."""
        if not is_signature(document, index) or document.lowers[document.sentences[index].first] not in self._given:
            return None
        sentence = document.sentences[index]
        last = sentence.first
        while last < sentence.last and document.words[last].isalpha() and document.words[last][0].isupper():
            last += 1
        # The word before a comma is the town.
        if last - sentence.first > 2 and document.words[last : last + 1] == (",",):
            last -= 1
        last = min(last, sentence.first + 3)
        return Run(sentence.first, last) if last - sentence.first > 1 else None

    def _add(self, draft: Draft, name: LocalName, short: dict[tuple[str, ...], str]) -> bool:
        """Add a name's mention; a name that an earlier one covers is that actor's."""
        document, span = draft.document, (name.run.first, name.run.last)
        known = short.get(document.lowers[span[0] : span[1]])
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
            _learn(draft, span, identifier, short)
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
        titled = first > run.first or self._title_before(document, sentence, first)
        if first < last and first == sentence.first and last - first > 1 and document.lowers[first] in _OPENERS:
            first += 1
        if first >= last or (last - first == 1 and document.lowers[first] in _OPENERS | _PRONOUNS | _NUMERALS):
            return None
        run = Run(first, last)
        words = document.lowers[first:last]
        kind = self._body_kind(words)
        if kind is not None:
            whole = self._whole_body(document, sentence, run)
            return LocalName(whole, kind) if whole.last - whole.first > 1 else None
        if " ".join(words) in self._places or words[0] in self._places:
            return None
        names = [word for word in words if word.isalpha()]
        if len(names) > _LONGEST_NAME or not any(len(name) > 1 for name in names):
            return None
        known = (
            names[0] in self._given
            or any(word in _PARTICLES for word in words)
            or self._stands_as_person(document, sentence, run)
        )
        if titled or (len(names) > 1 and (known or self._speaks(document, sentence, run) or self._described(document, run))):
            return LocalName(run, "person")
        if len(names) == 1 and self._speaks(document, sentence, run) and first > sentence.first and not names[0].isupper():
            return LocalName(run, "person")
        return None

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
        after = document.lowers[run.last] if run.last < sentence.last else ""
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


_PRONOUNS = frozenset("we you us them him me who everyone nobody somebody anyone".split())
_OPENERS = frozenset(
    "the a an in on at as but and for from when while after before with by if this that these those he she they it his her "
    "their some many most no not since because although though meanwhile however yet so then there here what why how who "
    "earlier later last both all other former new one two three senior".split()
)


def is_signature(document: Document, index: int) -> bool:
    """
    Tell whether a sentence is a line of names that closes a piece of text.

    :param document: The text.
    :param index: The sentence.
    :return: Whether its words are capitalised, text stands before it, and nothing, a bullet or a new paragraph follows.
    """
    sentence, following = document.sentences[index], document.sentences[index + 1 : index + 2]
    closes = not following or following[0].paragraph != sentence.paragraph or document.text[following[0].start] in "•●▪"
    if index < 2 or not closes or document.words[sentence.last - 1] in {"!", "?", '"'}:
        return False
    words = [word for word in document.words[sentence.first : sentence.last] if word.isalpha() and word not in _INNER]
    return 1 < len(words) < 10 and all(word[0].isupper() for word in words)


def acronym_after(document: Document, last: int, end: int) -> tuple[int, str] | None:
    """
    Find an acronym in brackets after a name: "Syrian National Coalition (SNC)".

    :param document: The text.
    :param last: The token after the name.
    :param end: Where the sentence ends.
    :return: The acronym's token and text, or None.
    """
    if last + 2 < end and document.words[last] == "(" and document.words[last + 2] == ")":
        word = document.words[last + 1]
        if len(word) > 1 and word.isupper() and word.isalpha():
            return last + 1, word
    return None


def surname_of(words: tuple[str, ...]) -> tuple[str, ...]:
    """
    Give the last name of a full name's tokens, with a particle such as "al-" before it.

    :param words: Tokens, lower case.
    :return: The tokens of the last name.
    """
    at = len(words) - 1
    while at > 1 and (words[at - 1] == "-" or words[at - 1] in _PARTICLES):
        at -= 1
    return words[at:]


def _is_heading(document: Document, sentence: Sentence) -> bool:
    """Tell a line in capitals, where a capital letter tells nothing."""
    words = [word for word in document.words[sentence.first : sentence.last] if len(word) > 3 and word.isalpha()]
    return len(words) < 12 and all(word[0].isupper() for word in words) and document.words[sentence.last - 1] not in '.!?"'


def _learn(draft: Draft, span: tuple[int, int], identifier: str, short: dict[tuple[str, ...], str]) -> None:
    """Remember the acronym that a bracket introduces, and the surname of a person named in full."""
    document = draft.document
    actor = draft.reading.actors[identifier]
    end = document.sentences[document.sentence_of(span[0])].last
    acronym = acronym_after(document, span[1], end)
    if acronym is not None and acronym[0] not in draft.taken:
        short.setdefault((acronym[1].lower(),), identifier)
        draft.add_actor((acronym[0], acronym[0] + 1), actor, "acronym")
    words = document.lowers[span[0] : span[1]]
    if actor.kind == "person" and len(words) > 1:
        surname = surname_of(words)
        short.setdefault(surname, identifier)
        if surname[0] in {"al", "el"}:
            short.setdefault(surname[2:] if surname[1:2] == ("-",) else surname[1:], identifier)
        # "Ban told Kerry", "Jessica said": the first word alone, once the full name has been given.
        if words[0] not in _OPENERS:
            short.setdefault(words[:1], identifier)
    if len(words) > 1 or actor.kind == "person":
        short.setdefault(words, identifier)
