"""Coming in and going: two planbooks and a folder between them, from the code to the last key."""

from __future__ import annotations

import os
import shutil
from datetime import date, timedelta

import pytest
import time_machine

from learnerplan.domain.shares import Role, Scope, Section, ShareKind, ShareState
from learnerplan.errors import UserError
from learnerplan.services import classes, share_book, share_members, shares
from learnerplan.sharing import asking, codes, invitations, keys, layout, members
from learnerplan.sharing.files import RealFiles
from learnerplan.sharing.membership import Standing
from learnerplan.storage.store import Store
from tests.services.shared_class import Folder, device_of


def test_from_the_code_to_the_class(between):
    store = between.planbook()
    code = between.invite(name=" Kofi  O. ", role=Role.EDITOR)
    share = share_members.join(store, between.path, code.lower().replace("-", " "), "Kofi Osei")
    assert (share.state, share.owner, share.name, share.role) == (
        ShareState.ASKING,
        "Ms. Okoye",
        "Room 12",
        Role.EDITOR,
    )
    assert share_members.requests(between.owner, share.id) == []
    between.round(between.owner, store)
    (request,) = share_members.requests(between.owner, share.id)
    assert request.words == share_members.words(store, share.id)
    assert len(request.words) == 6
    assert (request.name, request.role, request.device) == ("Kofi Osei", Role.EDITOR, device_of(store))
    assert classes.listed(store) == []
    share_members.admit(between.owner, share.id, request.device)
    assert share_members.requests(between.owner, share.id) == []
    between.round(store)
    assert between.state(store) is ShareState.ON
    assert [row.name for row in classes.listed(store)] == ["Room 12"]
    person = between.people(store).people[request.device]
    assert (person.name, person.role, person.restricted) == ("Kofi Osei", Role.EDITOR, False)
    assert between.epochs(store) == {1}
    assert between.epochs(store, Section.RESTRICTED) == set()
    assert between.files(layout.FileKind.INVITATION) == []


def test_supports_are_for_those_who_may(between):
    store, device = between.came(supports=True)
    assert between.epochs(store, Section.RESTRICTED) == {1}
    assert between.people(store).people[device].restricted


def test_a_share_without_supports_lets_nobody_have_them(room, tmp_path):
    folder = tmp_path / "carried"
    folder.mkdir()
    scope = Scope(ShareKind.CLASS, class_id=room.class_id)
    share = shares.create(room.store, folder, scope=scope, name="Room 12", me="Ms. Okoye")
    with pytest.raises(UserError, match="no supports"):
        share_members.invite(room.store, share.id, name="Kofi", role=Role.READER, supports=True)


def test_who_is_let_go_gets_no_new_key(between):
    going, device = between.came()
    staying, _other = between.came(role=Role.READER)
    share_members.revoke(between.owner, between.share.id, device)
    between.round(between.owner, going, staying)
    assert between.state(going) is ShareState.REVOKED
    assert between.state(staying) is ShareState.ON
    assert between.epochs(between.owner) == between.epochs(staying) == {1, between.people().epoch}
    assert between.epochs(going) == {1} != between.epochs(staying)
    assert between.people(staying).people[device].standing is Standing.REVOKED
    with pytest.raises(UserError, match="no longer in this share"):
        share_members.revoke(between.owner, between.share.id, device)


def test_who_was_let_go_comes_back_by_a_new_code_alone(between):
    store, device = between.came()
    share_members.revoke(between.owner, between.share.id, device)
    between.round(between.owner, store)
    between.asked(store)
    between.round(store)
    assert between.state(store) is ShareState.ASKING
    share_members.admit(between.owner, between.share.id, device)
    between.round(store)
    assert between.state(store) is ShareState.ON
    assert between.epochs(store) == {1, between.people().epoch}
    assert between.people().epoch > 1


def test_a_substitute_goes_when_the_day_is_past(between):
    store, device = between.came(until=date.today() + timedelta(days=1))
    with time_machine.travel(between.people().people[device].since + timedelta(days=3), tick=True):
        between.round(between.owner, store)
    assert between.people().people[device].standing is Standing.ENDED
    assert between.state(store) is ShareState.REVOKED
    assert between.epochs(between.owner) == {1, between.people().epoch}
    assert between.people().epoch > 1
    with pytest.raises(UserError, match="last day"):
        between.invite(until=date.today() - timedelta(days=1))


def test_other_words_let_nobody_in(between):
    store = between.planbook()
    device = between.asked(store)
    share_members.refuse(between.owner, between.share.id, device)
    between.round(between.owner, store)
    assert share_members.requests(between.owner, between.share.id) == []
    assert device not in between.people().people
    assert between.state(store) is ShareState.ASKING
    with pytest.raises(UserError, match="no longer there"):
        share_members.admit(between.owner, between.share.id, device)
    with pytest.raises(UserError, match="no longer there"):
        share_members.refuse(between.owner, between.share.id, device)


def test_a_code_lets_one_person_in(between):
    first, second = between.planbook(), between.planbook()
    code = between.invite()
    for store, name in ((first, "Kofi"), (second, "Somebody")):
        share_members.join(store, between.path, code, name)
    between.round(between.owner)
    waiting = {each.device: each.words for each in share_members.requests(between.owner, between.share.id)}
    assert waiting == {device_of(store): share_members.words(store, between.share.id) for store in (first, second)}
    assert len(set(waiting.values())) == 2
    share_members.admit(between.owner, between.share.id, device_of(first))
    assert share_members.requests(between.owner, between.share.id) == []
    with pytest.raises(UserError, match="no invitation"):
        share_members.join(between.planbook(), between.path, code, "Third")


def test_a_code_ends(between):
    code = between.invite()
    late = between.planbook()
    with time_machine.travel(between.share.since + share_members.GOOD_FOR + timedelta(days=1), tick=True):
        with pytest.raises(UserError, match="too old"):
            share_members.join(late, between.path, code, "Kofi")
        between.round(between.owner)
    with between.owner.raw() as connection:
        assert [given.state for given in asking.given_of(connection, between.share.id)] == [asking.OVER]


def test_slips_are_told(between):
    store = between.planbook()
    code = between.invite()
    slip = ("1" if code[0] != "1" else "2") + code[1:]
    for text, sentence in ((slip, "a slip"), (code[:-1], "20 letters"), ("U" * 20, "no code has")):
        with pytest.raises(UserError, match=sentence):
            share_members.join(store, between.path, text, "Kofi")
    with pytest.raises(UserError, match="no invitation"):
        share_members.join(store, between.path, codes.new(bytes), "Kofi")
    with pytest.raises(UserError, match="name is missing"):
        share_members.join(store, between.path, code, " ")
    with pytest.raises(UserError, match="cannot be shown"):
        share_members.join(store, between.path, code, "Kofi \u202e")
    assert sum(letter.isalnum() for letter in code) == share_members.CODE_LETTERS
    assert shares.list_shares(store) == []


def test_a_folder_without_a_share(between, tmp_path):
    store, code = between.planbook(), between.invite()
    (tmp_path / "empty").mkdir()
    with pytest.raises(UserError, match="no invitation"):
        share_members.join(store, tmp_path / "empty", code, "Kofi")
    torn = between.path / between.files(layout.FileKind.INVITATION)[0]
    torn.write_bytes(torn.read_bytes()[:100])
    with pytest.raises(UserError, match="no invitation"):
        share_members.join(store, between.path, code, "Kofi")
    (between.path / layout.MARKER).unlink()
    with pytest.raises(UserError, match="no invitation"):
        share_members.join(store, between.path, code, "Kofi")


def test_members_and_owners_do_not_join_again(between):
    store, _device = between.came()
    with pytest.raises(UserError, match="in this share already"):
        share_members.join(store, between.path, between.invite(), "Kofi")
    with pytest.raises(UserError, match="started this share yourself"):
        share_members.join(between.owner, between.path, between.invite(), "Ms. Okoye")
    assert share_members.words(between.owner, between.share.id) == ()


def test_the_owner_alone_lets_people_in_and_out(between):
    store, device = between.came()
    share_id = between.share.id
    for deed in (
        lambda: share_members.invite(store, share_id, name="Eve", role=Role.READER),
        lambda: share_members.admit(store, share_id, device),
        lambda: share_members.refuse(store, share_id, device),
        lambda: share_members.revoke(store, share_id, device),
    ):
        with pytest.raises(UserError, match="whoever started"):
            deed()
    with pytest.raises(UserError, match="your own computer"):
        share_members.revoke(between.owner, share_id, device_of(between.owner))
    with pytest.raises(ValueError, match="one owner"):
        between.invite(role=Role.OWNER)


def test_what_is_decided_while_the_folder_is_away_goes_out_later(between):
    store = between.planbook()
    device = between.asked(store)
    away = between.path.with_name("unplugged")
    between.path.rename(away)
    share_members.admit(between.owner, between.share.id, device)
    code = between.invite()
    away.rename(between.path)
    between.round(between.owner, store)
    assert between.state(store) is ShareState.ON
    share_members.join(between.planbook(), between.path, code, "Third")


def test_a_request_that_the_folder_lost_is_given_again(between):
    store = between.planbook()
    code = between.invite()
    share_members.join(store, between.path, code, "Kofi")
    for path in between.files(layout.FileKind.REQUEST):
        (between.path / path).unlink()
    between.round(store, between.owner)
    assert [request.name for request in share_members.requests(between.owner, between.share.id)] == ["Kofi"]


def ask_as(between: Folder, code: str, device: keys.Device, name: str = "Mallory") -> None:
    """Somebody who overheard the code writes a request by hand."""
    request = invitations.Request(
        between.share.id, codes.id_of(code), device.id, name, device.sign_public, device.seal_public, "00" * 16,
        between.share.since,
    )  # fmt: skip
    data = invitations.make_request(request, code, device, bytes)
    RealFiles(between.path).write(layout.request(between.share.id, members.digest(data)), data)


def test_nobody_asks_under_the_name_of_a_member_or_of_somebody_who_waits(between):
    _store, member = between.came()
    waits = between.planbook()
    code = between.invite()
    share_members.join(waits, between.path, code, "Third")
    between.round(between.owner)
    before = share_members.requests(between.owner, between.share.id)
    for taken in (member, device_of(waits), device_of(between.owner)):
        ask_as(between, code, keys.Device(taken, b"\x05" * 32, b"\x06" * 32))
    between.round(between.owner)
    assert share_members.requests(between.owner, between.share.id) == before
    assert between.owner.value("SELECT count(*) FROM share_problem WHERE kind = 'forged'") == 3


def test_a_flood_of_requests_ends(between):
    code = between.invite()
    for number in range(asking.MOST_WAITING + 3):
        ask_as(between, code, keys.Device(f"{number:016x}", bytes([number]) * 32, b"\x06" * 32))
    between.round(between.owner)
    assert len(share_members.requests(between.owner, between.share.id)) == asking.MOST_WAITING


def test_requests_that_are_none_are_passed_over(between):
    between.invite()
    place = between.path / layout.folder(between.share.id, layout.FileKind.REQUEST)
    (place / f"{'ab' * 16}.q").write_bytes(b"no request")
    ask_as(between, codes.new(bytes), keys.new_device(lambda count: b"\x09" * count))
    between.round(between.owner)
    assert share_members.requests(between.owner, between.share.id) == []


@pytest.mark.skipif(os.name == "nt", reason="links of POSIX")
def test_a_folder_that_takes_no_request(between, tmp_path):
    """A link where the request should go is not followed; the invitation was copied beside it."""
    store, code = between.planbook(), between.invite()
    place = between.path / layout.folder(between.share.id, layout.FileKind.REQUEST)
    shutil.copytree(place, between.path / layout.folder("0" * 32, layout.FileKind.REQUEST))
    shutil.rmtree(place)
    (tmp_path / "outside").mkdir()
    place.symlink_to(tmp_path / "outside")
    with pytest.raises(UserError, match="could not be written"):
        share_members.join(store, between.path, code, "Kofi")
    assert shares.list_shares(store) == []
    assert list((tmp_path / "outside").iterdir()) == []


def test_an_owner_restored_from_a_backup_goes_on_where_the_log_is(between, tmp_path):
    """The backup knows nothing of the revocation, nor of the keys that hold since."""
    _store, device = between.came()
    between.owner.close()
    backup = shutil.copytree(between.owner.folder.path, tmp_path / "backup")
    between.owner = Store.open(between.owner.folder.path)
    share_members.revoke(between.owner, between.share.id, device)
    between.owner.close()
    between.owner = Store.open(backup)
    between.others.append(between.owner)
    assert between.people().people[device].standing is Standing.IN
    code = between.invite()
    assert between.people().people[device].standing is Standing.REVOKED
    assert between.epochs(between.owner) == {1, between.people().epoch}
    assert between.people().epoch > 1
    staying = between.planbook()
    share_members.join(staying, between.path, code, "Third")
    between.round(between.owner)
    share_members.admit(between.owner, between.share.id, device_of(staying))
    between.round(staying)
    assert between.state(staying) is ShareState.ON
    assert (between.people().forks, between.people(staying).forks) == ((), ())


@pytest.mark.parametrize("kind", [layout.FileKind.ENTRY, layout.FileKind.ENVELOPE])
def test_torn_files_of_the_log_and_of_keys_are_given_again(between, kind):
    store = between.planbook()
    device = between.asked(store)
    share_members.admit(between.owner, between.share.id, device)
    with between.owner.transaction("Forget what was seen", origin="share") as tx:
        tx.raw.execute("DELETE FROM share_file")
    for path in between.files(kind):
        whole = (between.path / path).read_bytes()
        (between.path / path).write_bytes(whole[: len(whole) // 2])
    between.round(store)
    assert between.state(store) is ShareState.ASKING
    between.round(between.owner, store)
    assert between.state(store) is ShareState.ON


@pytest.mark.skipif(os.name == "nt", reason="links of POSIX")
def test_an_invitation_that_the_folder_refuses_goes_out_later(between, tmp_path):
    place = between.path / layout.folder(between.share.id, layout.FileKind.INVITATION)
    place.symlink_to(tmp_path)
    code = between.invite()
    assert between.files(layout.FileKind.INVITATION) == []
    place.unlink()
    between.round(between.owner)
    assert share_members.join(between.planbook(), between.path, code, "Kofi").state is ShareState.ASKING


def test_a_request_under_a_name_that_was_taken_meanwhile(between):
    device = between.asked(between.planbook())
    with between.owner.transaction("Another of that name", origin="share") as tx:
        tx.raw.execute("UPDATE share_request SET device = ?", (device_of(between.owner),))
    with pytest.raises(UserError, match="by the same name"):
        share_members.admit(between.owner, between.share.id, device_of(between.owner))
    assert between.people().n == 1
    assert device not in between.people().people


def test_two_invitations_for_one_code(between):
    """Whoever overheard it would have others join a share of their own."""
    code = between.invite()
    paths = between.files(layout.FileKind.INVITATION)
    shutil.copy(between.path / paths[0], between.path / layout.again(paths[0], 1))
    mallory = keys.Device("5" * 16, b"\x05" * 32, b"\x06" * 32)
    true = invitations.open_invitation((between.path / paths[0]).read_bytes(), code)
    offer = true._replace(owner=mallory.id, sign_public=mallory.sign_public, seal_public=mallory.seal_public)
    share_members.join(between.planbook(), between.path, code, "Kofi")
    data = invitations.make_invitation(offer, code, mallory, bytes)
    RealFiles(between.path).write(layout.invitation(between.share.id, members.digest(data)), data)
    with pytest.raises(UserError, match="somebody else knows it"):
        share_members.join(between.planbook(), between.path, code, "Third")


def test_an_owner_whose_keys_have_not_come_back_decides_nothing_and_is_told_why(between):
    _store, device = between.came()
    _other, staying = between.came()
    share_members.revoke(between.owner, between.share.id, device)
    with share_book.StoreBook(between.owner).writing("As after a backup") as connection:
        connection.execute("DELETE FROM share_key WHERE epoch > 1")
    for decide in (between.invite, lambda: share_members.revoke(between.owner, between.share.id, staying)):
        with pytest.raises(UserError, match="have not come back yet"):
            decide()
    assert between.people().people[staying].standing is Standing.IN
    between.round(between.owner)
    share_members.revoke(between.owner, between.share.id, staying)
    assert between.people().people[staying].standing is Standing.REVOKED
