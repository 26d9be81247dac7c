"""What a fresh install knows, and what its tables may not hold."""

import json
import re
import shutil
from collections import Counter, defaultdict
from pathlib import Path

import pycountry
import pytest

from stance import seeds
from stance.engine import Engine
from stance.seeds import SeedError, Seeds, State
from stance.text import SEEDS
from training import labelled
from training.statements import read_statements

# ISO 3166-1 lists 249 countries and territories; these are not members of the United Nations.
NOT_MEMBERS = frozenset(
    "AX AS AI AQ AW BM BV BQ CC CK CW CX EH FK FO GF GG GI GL GP GS GU HK HM IM IO JE KY MF MO MP MQ MS NC NF NU PF PM "
    "PN PR PS RE SH SJ SX TC TF TK TW UM VA VG VI WF YT BL".split()
)
# Names left out on purpose: they are the state's own name, or read as another word ("male", "Victoria", "Dominican").
WITHOUT_CAPITAL = frozenset({"MV", "SC", "SG", "ST"})
WITHOUT_ADJECTIVE = frozenset({"DM"})
MEMBERS = sorted({country.alpha_2 for country in pycountry.countries} - NOT_MEMBERS)


@pytest.fixture(scope="module")
def tables() -> Seeds:
    return seeds.load()


@pytest.fixture(scope="module")
def by_code(tables: Seeds) -> dict[str, State]:
    return {state.iso2: state for state in tables.states}


# What a text's own issues are made of ---------------------------------------------------------------------------------


def test_every_deed_is_a_verb_or_a_noun(tables: Seeds) -> None:
    assert all(deed.verb or deed.noun for deed in tables.deeds)
    assert all(deed.verb for deed in tables.deeds if deed.needs or deed.gerund or deed.alone)


def test_no_verb_of_a_deed_is_listed_twice(tables: Seeds) -> None:
    verbs = Counter(deed.verb for deed in tables.deeds if deed.verb)
    assert [verb for verb, number in verbs.items() if number > 1] == []


def test_an_issue_cue_of_an_unknown_stance_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "issuecues.jsonl"
    path.write_text('{"lemma":"like","forms":["like"],"stance":"fond","takes":["phrase"]}\n', encoding="utf-8")
    with pytest.raises(SeedError, match=r"issuecues\.jsonl:1: stance"):
        list(seeds.rows(path, seeds.IssueCue))


# Actors and issues ---------------------------------------------------------------------------------------------------


def test_at_least_1200_actors_are_known(engine: Engine) -> None:
    assert len(engine.registry.actors) >= 1200


def test_at_least_80_issues_are_known(tables: Seeds) -> None:
    assert len(tables.issues) >= 80


def test_the_list_of_members_is_that_of_the_united_nations() -> None:
    assert len(MEMBERS) == 193


@pytest.mark.parametrize("code", MEMBERS)
def test_every_member_state_is_there_with_adjective_government_and_capital(by_code: dict[str, State], code: str) -> None:
    state = by_code[code]
    assert state.adjectives or code in WITHOUT_ADJECTIVE
    assert state.government
    assert state.capital or code in WITHOUT_CAPITAL
    assert state.leaders


def test_country_codes_are_valid_and_fit_each_other(tables: Seeds) -> None:
    codes = {country.alpha_2: country.alpha_3 for country in pycountry.countries}
    # Kosovo has no code of ISO 3166-1; XK is what everybody uses.
    for state in tables.states:
        if state.iso2 != "XK":
            assert codes[state.iso2] == state.iso3
    assert {row.iso2 for row in tables.actors if row.iso2} <= codes.keys() | {"XK"}


def test_no_state_is_listed_twice(tables: Seeds) -> None:
    assert [code for code, count in Counter(state.iso2 for state in tables.states).items() if count > 1] == []


def test_every_parent_exists(engine: Engine) -> None:
    actors = engine.registry.actors
    assert [actor.id for actor in actors.values() if actor.parent is not None and actor.parent not in actors] == []


def test_nobody_is_its_own_ancestor(engine: Engine) -> None:
    actors = engine.registry.actors
    for actor in actors.values():
        seen = {actor.id}
        parent = actor.parent
        while parent is not None:
            assert parent not in seen
            seen.add(parent)
            parent = actors[parent].parent


def test_times_in_office_do_not_end_before_they_begin(engine: Engine) -> None:
    late = [
        actor.id
        for actor in engine.registry.actors.values()
        if actor.start and actor.end and actor.end < actor.start[: len(actor.end)]
    ]
    assert late == []


def test_no_name_is_empty_or_padded(tables: Seeds) -> None:
    names = [name for row in tables.actors for name in (row.name, *row.aliases)]
    names += [phrase for issue in tables.issues for phrase in (issue.name, *issue.phrases)]
    names += [name for state in tables.states for name in (state.name, *state.aliases, *state.capital, *state.government)]
    assert [name for name in names if name != " ".join(name.split()) or not name] == []


def test_no_phrase_names_two_issues(tables: Seeds) -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for issue in tables.issues:
        for phrase in (issue.name, *issue.phrases):
            owners[phrase.lower()].add(issue.id)
    assert {phrase: ids for phrase, ids in owners.items() if len(ids) > 1} == {}


@pytest.mark.parametrize(
    "identifier",
    [
        *("hezbollah", "hamas", "taliban", "houthis", "islamic-state", "nato", "european-union", "united-nations"),
        *("bashar-al-assad", "vladimir-putin", "volodymyr-zelenskyy", "benjamin-netanyahu", "barack-obama", "free-syrian-army"),
        *("african-union", "syria-opposition", "syria-rebels", "rapid-support-forces", "amnesty-international"),
    ],
)  # fmt: skip
def test_the_actors_of_the_large_conflicts_are_known(engine: Engine, identifier: str) -> None:
    assert engine.knows_actor(identifier)
    assert identifier in engine.registry.actors


# Errors --------------------------------------------------------------------------------------------------------------


@pytest.fixture
def spoilt(tmp_path: Path) -> Path:
    """Copy the tables to a place where they may be spoilt."""
    return Path(shutil.copytree(SEEDS, tmp_path / "seeds"))


def _add(path: Path, row: str) -> int:
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*lines, row]) + "\n", encoding="utf-8")
    return len(lines) + 1


ISSUE = {"id": "made-up", "name": "Made up", "kind": "talks", "phrases": ["made-up talks"]}


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (json.dumps({**ISSUE, "phrases": []}), "phrases"),
        (json.dumps({**ISSUE, "id": "Not A Slug"}), "id"),
        (json.dumps({**ISSUE, "name": ""}), "name"),
        (json.dumps({**ISSUE, "colour": "red"}), "colour"),
        (json.dumps({key: value for key, value in ISSUE.items() if key != "kind"}), "kind"),
        ("{not json", "row"),
        ("[]", "row"),
    ],
)
def test_a_row_that_does_not_fit_is_named_by_file_line_and_field(spoilt: Path, row: str, field: str) -> None:
    number = _add(spoilt / "issues.jsonl", row)
    with pytest.raises(SeedError, match=rf"issues\.jsonl:{number}: {field}: "):
        seeds.load(spoilt)


def test_an_unknown_kind_of_actor_is_refused(spoilt: Path) -> None:
    path = spoilt / "actors" / "zz-own.jsonl"
    path.write_text('{"id": "x", "name": "X", "kind": "wizard"}\n', encoding="utf-8")
    with pytest.raises(SeedError, match=r"actors/zz-own\.jsonl:1: kind: "):
        seeds.load(spoilt)


def test_an_id_given_twice_is_refused(spoilt: Path) -> None:
    (spoilt / "actors" / "zz-own.jsonl").write_text('{"id": "hamas", "name": "Hamas", "kind": "armed-group"}\n')
    with pytest.raises(SeedError, match="'hamas' is given twice"):
        seeds.load(spoilt)


@pytest.mark.parametrize(
    "text", ["No marks here.", "<h>Only</h> a holder.", "<t>Two</t> <h>and</h> a <t>third</t>.", "<h></h> and <t>x</t>."]
)
def test_a_statement_without_its_two_marks_is_refused(tmp_path: Path, text: str) -> None:
    _refuse_statement(tmp_path, text)


@pytest.mark.parametrize("text", ["<h>a</t> <t>b</h>", "<h>a</h> <h>b</h>", "<t>a</t> <t>b</t>"])
def test_a_statement_whose_marks_do_not_pair_is_refused(tmp_path: Path, text: str) -> None:
    _refuse_statement(tmp_path, text)


def _refuse_statement(folder: Path, text: str) -> None:
    path = folder / "own.jsonl"
    path.write_text(json.dumps({"text": text, "stance": "favor", "target": "issue", "case": "plain"}) + "\n")
    with pytest.raises(SeedError, match=r"own\.jsonl:1: text: "):
        list(seeds.rows(path, labelled.Statement))


def test_a_folder_of_one_own_actor_adds_it(spoilt: Path) -> None:
    (spoilt / "actors" / "zz-own.jsonl").write_text('{"id": "blue-quay", "name": "Blue Quay", "kind": "ngo"}\n')
    assert "blue-quay" in {row.id for row in seeds.load(spoilt).actors}


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("Bashar al-Assad", "bashar-al-assad"),
        ("Côte d’Ivoire", "cote-divoire"),
        ("U.S. Navy", "us-navy"),
        ("!?", ""),
        ("مرحبا", ""),
    ],
)
def test_ids_are_made_of_ascii_words(name: str, identifier: str) -> None:
    assert seeds.slug(name) == identifier


# Labelled statements -------------------------------------------------------------------------------------------------


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", re.sub(r"</?[ht]>", "", text).lower())


def test_there_are_at_least_600_statements() -> None:
    assert len(labelled.statements()) >= 600


def test_every_statement_marks_a_holder_and_a_target_apart() -> None:
    for example in read_statements():
        (low, high) = sorted((example.first, example.second))
        assert 0 <= low[0] < low[1] <= high[0] < high[1] <= len(example.text)
        assert "<" not in example.text
        for start, end in (low, high):
            assert example.text[start:end] == example.text[start:end].strip()


def test_about_a_third_of_the_statements_is_neutral() -> None:
    counts = Counter(row.stance for row in labelled.statements())
    assert 0.25 <= counts["neutral"] / counts.total() <= 0.45
    assert min(counts.values()) / counts.total() >= 0.2


@pytest.mark.parametrize("case", ["denial", "passive", "negation", "history"])
def test_the_hard_cases_are_there(case: str) -> None:
    found = [row for row in labelled.statements() if case in row.case]
    assert len(found) >= 5


def test_statements_use_many_different_words() -> None:
    assert len({word for row in labelled.statements() for word in _words(row.text)}) >= 3000


def test_no_two_statements_are_near_duplicates() -> None:
    grams: list[set[tuple[str, ...]]] = []
    for row in labelled.statements():
        words = _words(row.text)
        grams.append({tuple(words[i : i + 3]) for i in range(len(words) - 2)})
    where: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, own in enumerate(grams):
        for gram in own:
            where[gram].append(number)
    shared: Counter[tuple[int, int]] = Counter()
    for numbers in where.values():
        shared.update((a, b) for i, a in enumerate(numbers) for b in numbers[i + 1 :])
    close = [pair for pair, count in shared.items() if count > 0.6 * min(len(grams[pair[0]]), len(grams[pair[1]]))]
    assert close == []


def test_statements_do_not_share_an_opening() -> None:
    openings = Counter(tuple(_words(row.text)[:4]) for row in labelled.statements())
    assert openings.most_common(1)[0][1] <= 5


# Scenes --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("pair", ["1>9", "3>1", "1>1", "1", "", "one>two"])
def test_a_scene_whose_pair_names_no_mark_is_refused(tmp_path: Path, pair: str) -> None:
    path = tmp_path / "own.jsonl"
    text = "<a1>Orla</a1> scolded <a2>Bent</a2> over <i3>the toll</i3>."
    path.write_text(json.dumps({"text": text, "against": [pair]}) + "\n")
    with pytest.raises(SeedError, match=r"own\.jsonl:1: "):
        list(seeds.rows(path, labelled.Scene))


@pytest.mark.parametrize("text", ["<a1>Orla</a2> scolded <a2>Bent</a1>.", "<a1>Orla</a1> scolded <a1>Bent</a1>."])
def test_a_scene_whose_marks_do_not_pair_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "own.jsonl"
    path.write_text(json.dumps({"text": text}) + "\n")
    with pytest.raises(SeedError, match=r"own\.jsonl:1: "):
        list(seeds.rows(path, labelled.Scene))
