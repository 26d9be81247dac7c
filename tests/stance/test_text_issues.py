"""Issues that nobody listed: which phrases name them, how they are named, and what names the same one."""

import time
from collections.abc import Callable

import pytest

from stance.engine import Engine, ReadDocument
from stance.report import CustomIssue, Options, TextInput

Named = Callable[..., list[tuple[str, str]]]
ReadText = Callable[..., ReadDocument]


def _issues(engine: Engine, text: str) -> list[str]:
    reading = engine.read(TextInput(text), Options()).reading
    return [reading.issues[one.id] for one in reading.mentions if one.kind == "issue" and one.form == "text"]


# What a cue takes ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "issue"),
    [
        ("Belgium refused to repay the museum.", "repaying the museum"),
        ("The plan to widen the canal has pleased Panama.", "widening the canal"),
        ("Norway rejected a moratorium on krill farms.", "moratorium on krill farms"),
        ("Oxfam urged Kenya to reopen the wells.", "reopening the wells"),
        ("Oslo opposes sending nurses to the island.", "sending nurses to the island"),
        ("Support for a levy on plastic toys has grown.", "levy on plastic toys"),
        ("The bishop accused Chile of closing the ferry line.", "closing the ferry line"),
        ("The smugglers must be prosecuted, Malta said.", "prosecution"),
        ("Greenland should be asked to offer refuge, she said.", "offering refuge"),
        ("Bern vowed on Monday to lower the speed limit.", "lowering the speed limit"),
        ("Japan is against Korea's quota on seaweed.", "Korea's quota on seaweed"),
    ],
)
def test_the_object_of_a_cue_is_an_issue_of_the_text(engine: Engine, text: str, issue: str) -> None:
    assert any(issue in name for name in _issues(engine, text))


def test_a_list_of_deeds_names_an_issue_each(engine: Engine) -> None:
    text = "Peru promised to lower the bread tax and reopen the two ports."
    assert _issues(engine, text) == ["lowering the bread tax", "reopening the two ports"]


@pytest.mark.parametrize(
    "text",
    [
        "Norway rejected it.",
        "The minister wants to know.",
        "They urged voters.",
        "Chad refused to say more.",
        "He supports the young.",
        "The idea pleased the mayor.",
        "Kenya called for a deal.",
    ],
)
def test_what_names_nothing_to_be_for_or_against_is_no_issue(engine: Engine, text: str) -> None:
    assert _issues(engine, text) == []


# Borders -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "issue"),
    [
        ("Oslo opposes a ban on snow scooters that hunters drive.", "ban on snow scooters"),
        ("Oslo opposes a ban on snow scooters on Friday.", "ban on snow scooters"),
        ("Oslo opposed a ban on snow scooters in an interview.", "ban on snow scooters"),
        ('Oslo called for a "ban on snow scooters".', "ban on snow scooters"),
        ("Oslo promised to ban snow scooters today.", "banning snow scooters"),
        ("Oslo promised to quickly ban its snow scooters.", "banning the snow scooters"),
        ('Oslo praised the mayor\'s "scooter ban" again.', "mayor's scooter ban"),
        ("Oslo called for a milk quota - and soon.", "milk quota"),
    ],
)
def test_a_name_ends_where_its_phrase_ends(engine: Engine, text: str, issue: str) -> None:
    assert issue in _issues(engine, text)


@pytest.mark.parametrize(
    "text",
    [
        "Oslo wants to give the fishermen a new harbour.",
        "Oslo wants to cut personal, business and harbour taxes.",
        "Oslo promised to ban Ms. Berg from the harbour.",
    ],
)
def test_half_a_phrase_names_nothing(engine: Engine, text: str) -> None:
    assert _issues(engine, text) == []


# What names the same issue -------------------------------------------------------------------------------------------


def test_a_phrase_with_the_head_of_an_earlier_one_and_no_other_words_is_the_same_issue(engine: Engine) -> None:
    text = "Oslo promised to evacuate the pensioners from the island. Bergen is against evacuating the pensioners."
    assert _issues(engine, text) == ["evacuating the pensioners from the island"] * 2


def test_a_definite_noun_points_back_to_the_one_issue_with_that_head(read_text: ReadText) -> None:
    text = "Malta rejected the proposal to drain the lake. The proposal came from Gozo."
    found = [one for one in read_text(text).reading.mentions if one.kind == "issue"]
    assert [(one.id, one.form) for one in found] == [("draining-the-lake", "text"), ("draining-the-lake", "head")]


def test_a_deed_is_pointed_back_to_by_its_noun(read_text: ReadText) -> None:
    text = "Malta called for evacuating the sailors. The evacuation takes a week."
    assert len({one.id for one in read_text(text).reading.mentions if one.kind == "issue"}) == 1


def test_a_noun_that_two_issues_share_points_to_neither(read_text: ReadText) -> None:
    text = "Malta rejected a ban on snails and welcomed a ban on corals. The ban starts in May."
    assert [one.form for one in read_text(text).reading.mentions if one.kind == "issue"] == ["text", "text"]


def test_a_listed_issue_is_recognised_in_other_words(engine: Engine) -> None:
    reading = engine.read(TextInput("Madrid promised to withdraw its troops from the reef."), Options()).reading
    assert [one.id for one in reading.mentions if one.kind == "issue"] == ["troop-withdrawal"]


def test_a_caller_s_issue_is_recognised_in_other_words(engine: Engine) -> None:
    mine = CustomIssue("ferry", "The ferry line", ("closure of the ferry line",))
    reading = engine.read(TextInput("Madrid refused to close the old ferry line."), Options(issues=(mine,))).reading
    assert [one.id for one in reading.mentions if one.kind == "issue"] == ["ferry"]


def test_a_listed_issue_is_not_named_a_second_time(named: Named) -> None:
    assert [identifier for _, identifier in named("Oman agreed to join the peace talks.")][-1] == "peace-talks"


# What the report says ------------------------------------------------------------------------------------------------


def test_an_empty_list_of_issues_switches_the_text_s_own_off(engine: Engine) -> None:
    report = engine.analyse(TextInput("Belgium refused to repay the museum."), Options(only_issues=frozenset()))
    assert not report.issues
    assert all(stance.target.kind == "actor" for stance in report.stances)


def test_an_issue_of_the_text_says_where_it_comes_from(engine: Engine) -> None:
    report = engine.analyse(TextInput("Belgium refused to repay the museum."), Options())
    assert {issue.origin for issue in report.issues} == {"text"}


def test_ten_thousand_plans_take_no_more_than_their_share(engine: Engine) -> None:
    def seconds(number: int) -> float:
        text = " ".join(f"The plan to widen canal w{i} pleased Panama." for i in range(number))
        taken = []
        # The least of three: whatever else the machine does only adds to a time.
        for _ in range(3):
            begin = time.process_time()
            engine.read(TextInput(text), Options())
            taken.append(time.process_time() - begin)
        return min(taken)

    seconds(200)
    assert seconds(2000) < 30 * max(seconds(200), 1e-3)


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Iran rejected the peace talks.", "against"),
        ("Iran plans to take part in the peace talks.", "favor"),
        ("Iran has refused to attend the peace talks.", "against"),
    ],
)
def test_a_cue_states_a_stance_on_a_listed_issue_too(read_text: ReadText, text: str, stance: str) -> None:
    found = read_text(text).reading
    (talks,) = [one for one in found.mentions if one.id == "peace-talks"]
    assert found.stated[talks.first].stance == stance


# What "it" and labels leave to be read ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("Norway rejected the krill quota, but Chile defended it.", 2),
        ("Norway rejected the krill quota. Its rival defended it.", 2),
        ("Norway rejected the krill quota. Rain fell. Its rival defended it.", 1),
        ("Norway rejected the krill quota and opposed the whale tax. Its rival defended it.", 1),
    ],
)
def test_it_after_a_verb_of_stance_is_the_one_issue_before(engine: Engine, text: str, times: int) -> None:
    mentions = engine.read(TextInput(text), Options()).reading.mentions
    quota = next(one.id for one in mentions if one.kind == "issue" and "quota" in one.id)
    assert sum(one.id == quota for one in mentions) == times


@pytest.mark.parametrize(
    "text", ['Norway mocked the "generous" krill quota.', 'Norway mocked the "free and simple" krill quota.']
)
def test_a_label_in_quotation_marks_is_no_part_of_the_issue(engine: Engine, text: str) -> None:
    assert _issues(engine, text) == ["krill quota"]


def test_a_quoted_issue_is_one(engine: Engine) -> None:
    assert _issues(engine, 'Norway mocked the "reform" of the krill trade.') == ["reform"]
