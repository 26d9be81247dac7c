"""Whom a pronoun that speaks means: the last speaker, or the one whom the text is about."""

from stance.actors import Mention, Reading
from stance.text import Document

_HE_SHE = frozenset(("he", "she"))
_WRONG = {"he": "f", "she": "m"}
_BACKWARD_SENTENCES = 3


class Antecedents:
    """Remembers who has spoken in one text, for the pronouns that come after."""

    def __init__(self, document: Document, reading: Reading) -> None:
        """
        Index the actors' mentions.

        :param document: The text.
        :param reading: Its mentions.
        """
        self._document = document
        self._reading = reading
        self._by_sentence: dict[int, list[Mention]] = {}
        for found in reading.mentions:
            if found.kind == "actor":
                self._by_sentence.setdefault(document.sentence_at[found.first], []).append(found)
        self._speakers: list[tuple[int, str | None]] = []

    def note(self, token: int, actor: str | None) -> None:
        """
        Remember that somebody spoke.

        :param token: The cue's first token.
        :param actor: The speaker's id, None for one without a name.
        """
        self._speakers.append((token, actor))

    def _subject_before(self, index: int) -> Mention | None:
        """Give the person who opens the sentence before, if an actor opens it and is a person."""
        named = self._by_sentence.get(index - 1, ()) if index else ()
        first = named[0] if named else None
        return first if first is not None and self._reading.actors[first.id].kind == "person" else None

    def find(self, token: int) -> str | None:
        """
        Find whom a pronoun means: the last speaker, else the last person that opened a sentence.

        :param token: The pronoun.
        :return: The actor's id, or None where unsure.
        """
        document = self._document
        person = document.lowers[token] in _HE_SHE
        index = document.sentence_of(token)
        floor = document.sentences[max(0, index - _BACKWARD_SENTENCES)].first
        actors = self._reading.actors
        wrong = _WRONG.get(document.lowers[token], "")
        subject = self._subject_before(index) if person else None
        if subject is not None and wrong and self._reading.sexes.get(subject.id) == wrong:
            subject = None
        for cue, speaker in reversed(self._speakers):
            if cue < floor:
                break
            if cue >= token:
                continue
            if subject is not None and subject.first > cue:
                # Somebody else has become the one whom the text is about since that speaker spoke.
                return subject.id
            if speaker is None:
                # "the sources said … they said": nobody with a name.
                if not person:
                    return None
                continue
            if (actors[speaker].kind == "person") == person and not (wrong and self._reading.sexes.get(speaker) == wrong):
                return speaker
        for before in range(index, max(-1, index - 2), -1):
            named = [found.id for found in self._by_sentence.get(before, ()) if found.first < token]
            named = [one for one in named if not wrong or self._reading.sexes.get(one) != wrong]
            fitting = list(dict.fromkeys(m for m in named if (actors[m].kind == "person") == person))
            if len(fitting) == 1 or (fitting and before < index):
                return fitting[0]
            if fitting:
                return None
        return None
