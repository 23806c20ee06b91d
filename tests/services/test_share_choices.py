"""Choosing by the services: what may be kept together, and what came in while somebody looked."""

from datetime import date

import pytest

from learnerplan.domain.profiles import Horizon
from learnerplan.domain.records import Goal
from learnerplan.errors import UserError
from learnerplan.services import aspirations, share_activity, share_choices, share_health

WHY = "SELECT why FROM goal WHERE id = ?"


def change(store, goal: str, **values) -> None:
    with store.transaction("Change a goal") as tx:
        tx.change(Goal, goal, **values)


def test_a_planbook_that_shares_nothing_has_nothing_to_choose(room):
    assert share_choices.choices(room.store) == []
    assert share_health.badge(room.store) == 0


def test_what_comes_in_while_somebody_looks_is_never_chosen_away(scene):
    amara, tomas, priya = scene.owner, scene.joined("Tomáš"), scene.joined("Priya")
    scene.sync(tomas, priya)
    for store, text in ((amara, "One"), (tomas, "Two"), (priya, "Three")):
        change(store, scene.goal, why=text)
    scene.sync(amara, tomas)
    (seen,) = share_choices.choices(tomas)
    assert len(seen.versions) == 2
    scene.sync(priya, tomas)
    with pytest.raises(UserError, match="Another version has come in"):
        share_choices.pick(tomas, seen, 0)
    with pytest.raises(UserError, match="Another version has come in"):
        share_choices.keep_both(tomas, seen)
    (again,) = share_choices.choices(tomas)
    assert {version.text for version in again.versions} == {"One", "Two", "Three"}
    assert again.both is None
    share_choices.pick(tomas, again, 2)
    scene.sync(tomas, amara, priya)
    assert {store.value(WHY, (scene.goal,)) for store in (amara, tomas, priya)} == {again.versions[2].text}


def test_both_texts_can_be_kept_and_other_values_cannot(scene):
    amara, tomas = scene.owner, scene.joined("Tomáš")
    for store, text, due in ((amara, "Mine", date(2027, 1, 1)), (tomas, "Theirs", date(2027, 2, 2))):
        change(store, scene.goal, why=text, due_on=due)
    scene.sync(amara, tomas, amara)
    found = {choice.cell: choice for choice in share_choices.choices(amara)}
    assert set(found) == {"why", "dates"}
    assert {version.text for version in found["dates"].versions} == {"Due: 1 Jan 2027", "Due: 2 Feb 2027"}
    with pytest.raises(UserError, match="cannot stand together"):
        share_choices.keep_both(amara, found["dates"])
    with pytest.raises(UserError, match="same paragraph"):
        share_choices.keep_merged(amara, found["why"])
    share_choices.keep_both(amara, found["why"])
    share_choices.pick(amara, found["dates"], 1)
    scene.sync(amara, tomas)
    assert set(tomas.value(WHY, (scene.goal,)).split("\n")) == {"Mine", "Theirs"}
    assert share_choices.choices(tomas) == share_choices.choices(amara) == []
    lines = share_activity.activity(tomas, scene.share)
    assert {line.who for line in lines} == {"Amara", "Tomáš"}
    assert all(line.label.endswith("went out") is line.by_me for line in lines)
    assert sum(line.rows for line in lines) > 5


def test_codes_links_and_columns_that_move_together_are_told_in_words(scene):
    amara, tomas = scene.owner, scene.joined("Tomáš")
    hope = aspirations.add(amara, scene.ana, text="Read to my brother", horizon=Horizon.THIS_YEAR, said_on=date.today())
    scene.sync(amara, tomas)
    other = aspirations.add(
        tomas, scene.ana, text="Be a pilot", horizon=Horizon.AFTER_SCHOOL, said_on=date.today()
    )  # fmt: skip
    change(amara, scene.goal, area="social_emotional", aspiration_id=hope, target=6.0, unit="pages", status="partly")
    change(tomas, scene.goal, area="habits", measure_kind="yes_no", baseline=0.0, target=1.0, status="met")
    change(tomas, scene.goal, aspiration_id=other, outcome_note="It was fun")
    scene.sync(amara, tomas, amara)
    found = {choice.cell: {version.text for version in choice.versions} for choice in share_choices.choices(amara)}
    assert found["aspiration_id"] == {"Read to my brother", "Be a pilot"}
    assert found["area"] == {"Feelings and people", "Habits"}
    assert found["outcome"] == {"Outcome: Partly met", "Outcome: Met\nNote on the outcome: It was fun"}
    assert found["measure"] == {
        "How it is measured: A number\nCounted in: pages\nAim: 6",
        "How it is measured: Yes or no\nBegins at: Not yet\nAim: Yes",
    }
