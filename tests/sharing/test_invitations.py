"""Codes, words, invitations and requests; and somebody who stands between."""

from __future__ import annotations

import random as randoms
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learnerplan.domain.shares import Role, Scope, ShareKind
from learnerplan.sharing import codes, frame, invitations, keys, seal, words
from learnerplan.sharing.codes import CodeFault
from learnerplan.sharing.faults import Damaged, FileFault, Forged
from learnerplan.sharing.invitations import Offer, Request

SOURCE = randoms.Random(8)
OWNER, JOINER, MALLORY = (keys.new_device(SOURCE.randbytes) for _ in range(3))
CODE = codes.new(SOURCE.randbytes)
SHARE = "5e" * 16
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def offer(owner: keys.Device = OWNER) -> Offer:
    scope = Scope(ShareKind.LEARNERS, "class-1", ("l-1", "l-2"))
    return Offer(
        SHARE, "Room 12", scope, owner.id, "Ms. Kay", owner.sign_public, owner.seal_public, Role.READER, False, NOW
    )


def request(device: keys.Device = JOINER, **changed) -> Request:
    made = Request(
        SHARE, codes.id_of(CODE), device.id, "Kofi Osei", device.sign_public, device.seal_public, "ab" * 16, NOW
    )
    return made._replace(**changed)


def invited(code: str = CODE, owner: keys.Device = OWNER) -> bytes:
    return invitations.make_invitation(offer(owner), code, owner, SOURCE.randbytes)


def asked(device: keys.Device = JOINER, **changed) -> bytes:
    return invitations.make_request(request(device, **changed), CODE, device, SOURCE.randbytes)


def public(device: keys.Device) -> tuple[str, bytes, bytes]:
    return device.id, device.sign_public, device.seal_public


@settings(max_examples=50)
@given(seed=st.integers())
def test_codes_are_read_however_they_were_typed(seed):
    code = codes.new(randoms.Random(seed).randbytes)
    assert [len(group) for group in code.split("-")] == [4] * 5
    assert codes.read(code) == code
    for typed in (code.lower(), code.replace("-", ""), code.replace("-", " – "), f"  {code}\n"):
        assert codes.read(typed) == code
    for letter, alike in (("0", "o"), ("0", "O"), ("1", "i"), ("1", "L")):
        assert codes.read(code.replace(letter, alike)) == code
    assert codes.read("".join(chr(ord(one) + 0xFEE0) if one != "-" else one for one in code)) == code


@settings(max_examples=5)
@given(seed=st.integers())
def test_every_slip_is_told(seed):
    plain = codes.new(randoms.Random(seed).randbytes).replace("-", "")
    for place, was in enumerate(plain):
        for letter in codes.LETTERS:
            if letter != was:
                with pytest.raises(CodeFault) as caught:
                    codes.read(plain[:place] + letter + plain[place + 1 :])
                assert caught.value.reason == "slip"
    for place in range(len(plain) - 3):
        swapped = plain[:place] + plain[place + 1] + plain[place] + plain[place + 2 :]
        if swapped != plain:
            with pytest.raises(CodeFault):
                codes.read(swapped)


@pytest.mark.parametrize(
    ("text", "reason"),
    [("", "length"), ("ABCD", "length"), (CODE + "0", "length"), ("U" * 20, "letters"), ("é" * 20, "letters")],
)
def test_what_is_no_code(text, reason):
    with pytest.raises(CodeFault) as caught:
        codes.read(text)
    assert caught.value.reason == reason


def test_codes_differ_and_so_does_what_is_drawn_from_them():
    made = {codes.new(SOURCE.randbytes) for _ in range(200)}
    assert len(made) == 200
    other = codes.new(SOURCE.randbytes)
    assert codes.id_of(CODE) == codes.id_of(CODE.lower()) != codes.id_of(other)
    assert codes.key_of(CODE) != codes.key_of(other)
    assert not codes.key_of(CODE).hex().startswith(codes.id_of(CODE))


def test_the_words_are_a_good_list():
    assert len(words.WORDS) == len(set(words.WORDS)) == 512
    assert list(words.WORDS) == sorted(words.WORDS)
    assert all(word.isascii() and word.isalpha() and word.islower() and 3 <= len(word) <= 10 for word in words.WORDS)
    shorter = [(place, word[:place] + word[place + 1 :]) for word in words.WORDS for place in range(len(word))]
    assert len(shorter) == len(set(shorter)), "no letter turns one word into another"
    assert not {rest for _place, rest in shorter} & set(words.WORDS), "nor does a letter more"


def test_the_words_are_frozen():
    """Another list or another hash, and two versions show different words."""
    assert words.of(b"frozen") == ("carnival", "clarinet", "atlas", "daffodil", "leopard", "melody")


def test_both_sides_see_the_same_words():
    invitation, answer = invitations.open_invitation(invited(), CODE), invitations.open_request(asked(), CODE)
    theirs = (invitation.owner, invitation.sign_public, invitation.seal_public)
    here = invitations.transcript(public(OWNER), answer)
    there = invitations.transcript(theirs, request())
    assert words.of(here) == words.of(there)
    assert len(words.of(here)) == words.NUMBER


def test_whoever_stands_between_changes_the_words():
    """Mallory knows the code, and answers both sides in the name of the other."""
    true = words.of(invitations.transcript(public(OWNER), request()))
    owner_sees = words.of(invitations.transcript(public(OWNER), invitations.open_request(asked(MALLORY), CODE)))
    joiner_sees = words.of(invitations.transcript(public(MALLORY), request()))
    assert len({true, owner_sees, joiner_sees}) == 3
    single = [
        request()._replace(device=MALLORY.id),
        request(sign_public=MALLORY.sign_public),
        request(seal_public=MALLORY.seal_public),
        request(nonce="cd" * 16),
        request(name="Kofi Ose"),
        request(invitation="0" * 16),
        request(share="0" * 32),
    ]
    seen = {invitations.transcript(public(OWNER), each) for each in single}
    assert len(seen | {invitations.transcript(public(OWNER), request())}) == 8


def test_invitations_come_back():
    data = invited()
    assert invitations.open_invitation(data, CODE.lower()) == offer()
    assert invitations.invitation_of(data) == codes.id_of(CODE)
    assert b"Room" not in data


def test_requests_come_back():
    data = asked()
    assert invitations.open_request(data, CODE) == request()
    assert invitations.invitation_of(data, invitations.REQUEST) == codes.id_of(CODE)
    assert b"Kofi" not in data


def test_another_code_opens_nothing():
    other = codes.new(SOURCE.randbytes)
    for call in (
        lambda: invitations.open_invitation(invited(), other),
        lambda: invitations.open_request(asked(), other),
    ):
        with pytest.raises(Forged):
            call()


def test_an_invitation_is_no_request():
    for call in (lambda: invitations.open_invitation(asked(), CODE), lambda: invitations.open_request(invited(), CODE)):
        with pytest.raises(Damaged) as caught:
            call()
        assert caught.value.reason == "kind"


def test_every_flipped_byte():
    for data, opened in ((invited(), invitations.open_invitation), (asked(), invitations.open_request)):
        for place in range(0, len(data), 3):
            with pytest.raises(FileFault):
                opened(data[:place] + bytes([data[place] ^ 4]) + data[place + 1 :], CODE)


def written(kind: bytes, told: object, device: keys.Device = MALLORY, sign: str | None = None) -> bytes:
    """A file by somebody who has the code."""
    header = {
        "share": SHARE, "invitation": codes.id_of(CODE), "device": device.id, "sign": sign or device.sign_public.hex(),
    }  # fmt: skip
    front = frame.front(kind, header)
    body = seal.sealed(frame.canonical(told), codes.key_of(CODE), front, SOURCE.randbytes)
    return frame.closed(front, body, device.sign_secret)


ANSWER = {"name": "M", "seal": MALLORY.seal_public.hex(), "nonce": "00" * 16, "at": NOW.isoformat()}


@pytest.mark.parametrize(
    "changed",
    [
        {"name": "x\ny"},
        {"seal": "00"},
        {"seal": "00" * 32},
        {"nonce": 1},
        {"nonce": ""},
        {"at": "now"},
        {"more": 1},
    ],
)
def test_requests_out_of_form_are_damage(changed):
    assert invitations.open_request(written(invitations.REQUEST, ANSWER), CODE).name == "M"
    with pytest.raises(Damaged):
        invitations.open_request(written(invitations.REQUEST, {**ANSWER, **changed}), CODE)


@pytest.mark.parametrize("kind", [invitations.INVITATION, invitations.REQUEST])
@pytest.mark.parametrize("told", [[], None, {}, "x"])
def test_contents_that_are_none(kind, told):
    opened = invitations.open_invitation if kind == invitations.INVITATION else invitations.open_request
    with pytest.raises(Damaged):
        opened(written(kind, told), CODE)


def test_nobody_signs_with_a_key_that_is_not_theirs():
    with pytest.raises(Forged):
        invitations.open_request(written(invitations.REQUEST, ANSWER, sign=JOINER.sign_public.hex()), CODE)


def test_makers_keep_to_the_form():
    with pytest.raises(ValueError, match="does not look"):
        asked(name="")
    with pytest.raises(ValueError, match="does not look"):
        invitations.make_invitation(offer()._replace(role=Role.OWNER), CODE, OWNER, SOURCE.randbytes)
