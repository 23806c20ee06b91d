"""How far a share reaches, by the rounds of sharing alone: pictures come, other children and supports do not."""

from __future__ import annotations

from learnerplan.domain import records
from learnerplan.domain.audiences import Audience
from learnerplan.domain.goals import GoalKind
from learnerplan.domain.shares import Role, Scope, ShareKind
from learnerplan.domain.supports import SupportKind
from learnerplan.services import artifacts, disclosures, goals, learners, share_members, share_sync, shares
from tests.room import TODAY
from tests.services.test_share_joining import count


def test_a_picture_comes_after_its_row(scene):
    artifacts.add(scene.owner, scene.ana, b"a bridge of paper", name="bridge.txt", added_on=TODAY)
    other = scene.joined("Tomáš")
    scene.sync(scene.owner, other)
    row = artifacts.of_learner(other, scene.ana)[0]
    assert artifacts.file_of(other, row).read_bytes() == b"a bridge of paper"


def test_nothing_of_other_children_comes(scene):
    minh = next(row.id for row in learners.all_names(scene.owner) if row.given_name.startswith("Minh"))
    with scene.owner.transaction("Notes") as tx:
        alone = tx.add(records.Observation, text="about Ana", seen_on=TODAY)
        both = tx.add(records.Observation, text="about Ana and Minh", seen_on=TODAY)
        pairs = ((alone, scene.ana), (both, scene.ana), (both, minh))
        tx.add_many(records.ObservationLearner, [{"observation_id": o, "learner_id": who} for o, who in pairs])
    share = scene.found(ShareKind.LEARNERS, learner_ids=(scene.ana,))
    other = scene.joined("Tomáš", share=share)
    scene.sync(scene.owner, other)
    assert {row.id for row in learners.all_names(other)} == {scene.ana}
    assert other._reader().execute("SELECT text FROM observation").fetchall() == [("about Ana",)]
    with scene.owner.transaction("Only Ana") as tx:
        link = tx.value("SELECT id FROM observation_learner WHERE learner_id = ?", (minh,))
        tx.delete(records.ObservationLearner, link)
    scene.sync(scene.owner, other)
    assert count(other, "observation") == 2


def test_supports_and_safeguarding_stay_where_nobody_allowed_them(scene):
    plan = scene.owner.value("SELECT id FROM plan WHERE learner_id = ?", (scene.ana,))
    secret = goals.add(scene.owner, plan, kind=GoalKind.PERSONAL, words="Feel safe at home")
    with scene.owner.transaction("Mark") as tx:
        tx.change(records.Goal, secret, audience=Audience.SAFEGUARDING)
        tx.add(records.Support, learner_id=scene.ana, kind=SupportKind.ACCOMMODATION, title="More time")
        tx.add(records.Step, goal_id=secret, text="Talk to the counsellor", position=0)
    share = scene.found(ShareKind.CLASS)
    other = scene.joined("Tomáš", share=share)
    scene.sync(scene.owner, other)
    assert count(other, "goal") == count(scene.owner, "goal") - 1
    assert count(other, "step", "text = 'Talk to the counsellor'") == 0
    assert count(other, "support") == 0


def let_in(scene, share, name, *, supports):
    store = scene.fresh()
    invitation = share_members.invite(scene.owner, share, name=name, role=Role.EDITOR, supports=supports)
    share_members.join(store, scene.folder, invitation.code, name)
    share_sync.sync(scene.owner, share)
    (request,) = share_members.requests(scene.owner, share)
    share_members.admit(scene.owner, share, request.device)
    scene.sync(scene.owner, store, scene.owner, store)
    return store


def test_supports_come_to_those_alone_whom_the_owner_allowed_them(scene):
    with scene.owner.transaction("Support") as tx:
        tx.add(records.Support, learner_id=scene.ana, kind=SupportKind.ACCOMMODATION, title="More time")
        tx.add(
            records.Aspiration, learner_id=scene.ana, text="A safe home", audience=Audience.SAFEGUARDING, said_on=TODAY
        )
    scope = Scope(ShareKind.CLASS, scene.class_id)
    share = shares.create(scene.owner, scene.folder, scope=scope, name="With supports", me="Amara", supports=True).id
    trusted = let_in(scene, share, "Tomáš", supports=True)
    other = let_in(scene, share, "Wren", supports=False)
    assert (count(trusted, "support"), count(trusted, "aspiration")) == (1, 1)
    assert (count(other, "support"), count(other, "aspiration")) == (0, 0)
    assert count(other, "goal") == count(trusted, "goal") == count(scene.owner, "goal")
    log = {row.recipient: row.sections for row in disclosures.listed(scene.owner)}
    assert log["Tomáš"].endswith("supports")
    assert "supports" not in log["Wren"]
