"""Invitations and the answers to them: how two computers that share no key yet get to know one another.

Both files are sealed with a key from the code and signed with the key that they name. Who has the code can read them,
and could write some; therefore the words are compared (`words`) before anybody is let in.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from learnerplan.domain.shares import Role, Scope, ShareKind
from learnerplan.sharing import codes, entries, envelopes, frame, seal
from learnerplan.sharing.faults import Damaged, Forged
from learnerplan.sharing.keys import Device

INVITATION = b"i"
REQUEST = b"q"
_LABEL = b"learnerplan share: words of an invitation 1\x00"
_SHAPE: frame.Shape = {
    "share": frame.HEX32,
    "invitation": frame.HEX16,
    "device": frame.HEX16,
    "sign": frame.HEX64,
}


class Offer(NamedTuple):
    """What an invitation says. `until` is when the code ends; `owner_name` is who invites."""

    share: str
    title: str
    scope: Scope
    owner: str
    owner_name: str
    sign_public: bytes
    seal_public: bytes
    role: Role
    restricted: bool
    until: datetime


class Request(NamedTuple):
    """What somebody who joins tells of themselves. `nonce` (32 hexadecimal characters) is drawn for this request."""

    share: str
    invitation: str
    device: str
    name: str
    sign_public: bytes
    seal_public: bytes
    nonce: str
    at: datetime


def make_invitation(offer: Offer, code: str, owner: Device, random: seal.Random) -> bytes:
    """The file of an invitation. Raises `ValueError` for an offer that nobody would take."""
    told = {
        "title": offer.title,
        "scope": {
            "kind": offer.scope.kind.value,
            "class": offer.scope.class_id,
            "learners": list(offer.scope.learner_ids),
        },
        "name": offer.owner_name,
        "seal": owner.seal_public.hex(),
        "role": offer.role.value,
        "restricted": offer.restricted,
        "until": offer.until.isoformat(timespec="seconds"),
    }
    if not _is_offer(told):
        raise ValueError("an invitation does not look like this")
    return _made(INVITATION, offer.share, code, owner, told, random)


def open_invitation(data: bytes, code: str) -> Offer:
    """What an invitation says. Raises `Forged` when it is not one for this code, `Damaged` or `Newer`."""
    header, told = _opened(INVITATION, data, code)
    if not _is_offer(told):
        raise Damaged("content")
    scope = told["scope"]
    return Offer(
        header["share"],
        told["title"],
        Scope(ShareKind(scope["kind"]), scope["class"], tuple(scope["learners"])),
        header["device"],
        told["name"],
        bytes.fromhex(header["sign"]),
        bytes.fromhex(told["seal"]),
        Role(told["role"]),
        told["restricted"],
        datetime.fromisoformat(told["until"]),
    )


def invitation_of(data: bytes, kind: bytes = INVITATION) -> str:
    """Which invitation a file is, or answers (`REQUEST`), by no key. Raises `Damaged` or `Newer`."""
    name: str = frame.opened(data, kind, _SHAPE).header["invitation"]
    return name


def make_request(request: Request, code: str, device: Device, random: seal.Random) -> bytes:
    """The file of a request. Raises `ValueError` for a name that cannot stand on a screen."""
    told = {
        "name": request.name,
        "seal": device.seal_public.hex(),
        "nonce": request.nonce,
        "at": request.at.isoformat(timespec="seconds"),
    }
    if not _is_request(told):
        raise ValueError("a request does not look like this")
    return _made(REQUEST, request.share, code, device, told, random)


def open_request(data: bytes, code: str) -> Request:
    """What somebody tells of themselves. Raises `Forged`, `Damaged` or `Newer`; only the words tell who it is."""
    header, told = _opened(REQUEST, data, code)
    if not _is_request(told) or not envelopes.is_key(bytes.fromhex(told["seal"])):
        raise Damaged("content")
    return Request(
        header["share"],
        header["invitation"],
        header["device"],
        told["name"],
        bytes.fromhex(header["sign"]),
        bytes.fromhex(told["seal"]),
        told["nonce"],
        datetime.fromisoformat(told["at"]),
    )


def transcript(owner: tuple[str, bytes, bytes], request: Request) -> bytes:
    """All that the two sides know of one another, for the words: `owner` is the device with its two public keys.

    Both sides put it together from what they have: each its own keys, and those of the other as they came.
    """
    device, sign_public, seal_public = owner
    return _LABEL + frame.canonical(
        {
            "share": request.share,
            "invitation": request.invitation,
            "owner": [device, sign_public.hex(), seal_public.hex()],
            "joiner": [request.device, request.sign_public.hex(), request.seal_public.hex()],
            "name": request.name,
            "nonce": request.nonce,
        }
    )


def _made(kind: bytes, share: str, code: str, device: Device, told: Mapping[str, Any], random: seal.Random) -> bytes:
    header = {
        "share": share,
        "invitation": codes.id_of(code),
        "device": device.id,
        "sign": device.sign_public.hex(),
    }
    front = frame.front(kind, header)
    body = seal.sealed(frame.canonical(told), codes.key_of(code), front, random)
    return frame.closed(front, body, device.sign_secret)


def _opened(kind: bytes, data: bytes, code: str) -> tuple[dict[str, Any], dict[str, Any]]:
    framed = frame.opened(data, kind, _SHAPE)
    frame.verify(framed, bytes.fromhex(framed.header["sign"]))
    if framed.header["invitation"] != codes.id_of(code):
        raise Forged("key")
    told = frame.parsed(seal.unsealed(framed.body, codes.key_of(code), framed.front))
    if not isinstance(told, dict):
        raise Damaged("content")
    return framed.header, told


def _is_key(value: object) -> bool:
    return isinstance(value, str) and frame.HEX64.fullmatch(value) is not None


def _is_offer(told: Mapping[str, Any]) -> bool:
    return (
        told.keys() == {"title", "scope", "name", "seal", "role", "restricted", "until"}
        and entries.is_name(told["title"])
        and entries.is_scope(told["scope"])
        and entries.is_name(told["name"])
        and _is_key(told["seal"])
        and told["role"] in (Role.EDITOR, Role.READER)
        and type(told["restricted"]) is bool
        and frame.is_moment(told["until"])
    )


def _is_request(told: Mapping[str, Any]) -> bool:
    return (
        told.keys() == {"name", "seal", "nonce", "at"}
        and entries.is_name(told["name"])
        and _is_key(told["seal"])
        and isinstance(told["nonce"], str)
        and frame.HEX32.fullmatch(told["nonce"]) is not None
        and frame.is_moment(told["at"])
    )
