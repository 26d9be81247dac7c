"""Check an answer against what a case of the behavioural suite expects."""

from collections.abc import Iterator

from stance.engine import Engine
from stance.report import CustomActor, CustomIssue, Options, TextInput
from training.behaviour_cases import Directional, Functionality, Invariance, Text
from training.behaviour_reading import Answer

# Who is in office goes by the date of a text; a case that names none has this one, so that no answer changes with the day.
PUBLISHED = "2024-06-01"


def _ask(engine: Engine, text: Text) -> Answer:
    """Analyse a case's text as a caller with no special wishes would."""
    options = Options(
        actors=tuple(CustomActor(one.id, one.name, tuple(one.aliases)) for one in text.own_actors),
        issues=tuple(CustomIssue(one.id, one.name, tuple(one.phrases)) for one in text.own_issues),
    )
    return Answer(engine.analyse(TextInput(text.text, title=text.title, published=text.published or PUBLISHED), options))


def _stances(answer: Answer, test: Functionality) -> Iterator[str]:
    for holder, target, label in test.stances:
        if (given := answer.stance(holder, target)) != label:
            yield f"{holder} on {target}: {given}, not {label}"
    for holder, target in test.none:
        if (given := answer.stance(holder, target)) in {"against", "favor", "both"}:
            yield f"{holder} on {target}: {given}, though the text tells none"
    for holder, target, kind, source in test.evidence:
        if (kind, True) not in answer.evidence(holder, target, source):
            yield f"{holder} on {target}: no {kind} evidence" + (f" of {source}" if source else "")


def _actors(answer: Answer, test: Functionality) -> Iterator[str]:
    yield from (f"{actor}: not found" for actor in test.actors if not answer.actors(actor))
    yield from (f"{actor}: taken for an actor" for actor in test.no_actors if answer.actors(actor))
    for first, second in test.same:
        if not answer.actors(first) & answer.actors(second):
            yield f"{first} and {second}: not one actor"
    for first, second in test.distinct:
        found = answer.actors(first), answer.actors(second)
        if not all(found) or found[0] & found[1]:
            yield f"{first} and {second}: not told apart"
    for actor, portrayal in test.sentiments:
        if (given := answer.sentiment(actor)) != portrayal:
            yield f"{actor} is portrayed: {given}, not {portrayal}"


def _invariance(engine: Engine, test: Invariance) -> Iterator[str]:
    base = _ask(engine, test)
    labels = [base.stance(holder, target) for holder, target in test.pairs]
    portrayals = [base.sentiment(actor) for actor in test.portrayed]
    if not {"against", "favor", "positive", "negative"} & {*labels, *portrayals}:
        # Two empty answers are equal, but nothing has been shown to hold.
        yield "the first text has no answer that could stay the same"
    for number, variant in enumerate(test.variants, start=1):
        other = _ask(engine, variant)
        for (holder, target), label in zip(test.pairs, labels, strict=True):
            given = other.stance(variant.now(holder), variant.now(target))
            if given != label:
                yield f"variant {number}: {variant.now(holder)} on {variant.now(target)}: {given}, was {label}"
        for actor, label in zip(test.portrayed, portrayals, strict=True):
            if (given := other.sentiment(variant.now(actor))) != label:
                yield f"variant {number}: {variant.now(actor)} is portrayed: {given}, was {label}"


def _direction(engine: Engine, test: Directional) -> Iterator[str]:
    before, after = (_ask(engine, one).probability(test.holder, test.target, test.label) for one in (test, test.changed))
    moved = after - before if test.direction == "up" else before - after
    if moved < test.margin:
        about = f"{test.holder} on {test.target}" if test.target else f"portrayal of {test.holder}"
        yield f"{about}: {test.label} went from {before:.2f} to {after:.2f}, not {test.direction} by {test.margin}"


def faults(engine: Engine, test: Functionality | Invariance | Directional) -> Iterator[str]:
    """
    Put a test to the engine.

    :param engine: The engine.
    :param test: The test.
    :return: What is wrong with the answer, one line each; nothing where the test passes.
    """
    if isinstance(test, Functionality):
        answer = _ask(engine, test)
        yield from _stances(answer, test)
        yield from _actors(answer, test)
    elif isinstance(test, Invariance):
        yield from _invariance(engine, test)
    else:
        yield from _direction(engine, test)
