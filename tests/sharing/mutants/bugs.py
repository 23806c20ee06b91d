"""The bugs. `masked` tells why the simulator cannot notice one: what else in the design makes up for it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Change:
    """A piece of a module of the engine, and what stands there instead."""

    module: str
    old: str
    new: str


@dataclass(frozen=True)
class Bug:
    """A bug, by what it does."""

    name: str
    changes: tuple[Change, ...]
    masked: str = ""


def _bug(name: str, module: str, old: str, new: str, masked: str = "") -> Bug:
    return Bug(name, (Change(module, old, new),), masked)


BUGS = (
    _bug(
        "the last writer wins and the other value is dropped",
        "state",
        "        if fresh:\n            kept.append(Head(op.hlc, op.session, op.value, op.was))\n",
        "        if fresh:\n            kept = [*kept, Head(op.hlc, op.session, op.value, op.was)]\n"
        "            kept = [max(kept, key=lambda head: (head.hlc, head.session))]\n",
    ),
    _bug(
        "wall clock as stamp",
        "clock",
        "self._last = max(wall << COUNTER_BITS, self._last + 1)",
        "self._last = wall << COUNTER_BITS",
    ),
    _bug(
        "stamps that come in are not followed",
        "clock",
        "self._last = max(self._last, self.believed(hlc))",
        "self._last = max(self._last, 0)",
    ),
    _bug(
        "no memory of what was replaced before it came",
        "state",
        "            if seen.get(session, -1) < hlc:\n                seen[session] = hlc\n                news",
        "            if seen.get(session, -1) < hlc:\n                news",
    ),
    _bug(
        "what was replaced stays",
        "state",
        "kept = [head for head in heads if head.session != session or head.hlc > hlc]",
        "kept = list(heads)",
    ),
    _bug("nothing is given again", "reporting", "    done = []\n    try:\n", "    done = []\n    due = []\n    try:\n"),
    _bug(
        "batches never go back to their author",
        "reporting",
        "if allowed and seq > marks",
        'if allowed and not session.startswith(other.partition(" ")[0][:16]) and seq > marks',
    ),
    _bug(
        "given again under the name that did not help",
        "reporting",
        "bytes(body), wrote if digest_[:32] in there else 0)",
        "bytes(body), 0)",
    ),
    _bug(
        "a gap in a chain is jumped",
        "reading",
        "            found = waiting.get(seq + 1)\n",
        "            seq = min(waiting, default=seq + 1) - 1\n            found = waiting.get(seq + 1)\n",
    ),
    _bug(
        "the hash of the batch before is not compared",
        "reading",
        "if found.header.previous != previous:",
        "if False:",
        "a session is new at each launch and a batch is kept before it is written, so no honest chain forks; a forged "
        "or torn predecessor has failed its signature before",
    ),
    Bug(
        "a restored planbook goes on in an old session",
        (
            Change(
                "publish",
                '        seq, previous = row or (0, "")\n',
                "        old = self.connection.execute(\n"
                '            "SELECT session, seq, hash FROM share_chain WHERE share = ?"\n'
                '            " AND section = ? AND session LIKE ? "\n'
                '            "ORDER BY session",\n'
                '            (self.share.id, self.section.value, self.device.id + "-%")).fetchone()\n'
                '        session, seq, previous = old or (self.ports.session, 0, "")\n',
            ),
            Change("publish", "self.ports.session, seq + 1, previous", "session, seq + 1, previous"),
        ),
    ),
    _bug(
        "the check sum of a file is not compared",
        "frame",
        "hashlib.sha256(data[:-32]).digest() != data[-32:]",
        "not data",
        "the signature and the seal refuse the same bytes",
    ),
    _bug(
        "the signature of a batch is not compared",
        "batches",
        "    frame.verify(framed, sign_public)\n",
        "",
        "no member of the simulator forges; the check sum refuses accidents, and tests of the batches forge on purpose",
    ),
    _bug(
        "a missing file is a deletion",
        "reading",
        "        for key in list(self.waiting):\n            self._advance(key)\n",
        "        for key in list(self.waiting):\n            self._advance(key)\n"
        "        there = {entry.path.split('/')[-2] for entry in self.files.list('v1') if entry.path.endswith('.b')}\n"
        "        with self.ports.planbook.writing('Forget') as connection:\n"
        "            for (session,) in connection.execute('SELECT DISTINCT session FROM share_chain').fetchall():\n"
        "                if session not in there and not session.startswith(self.ports.session[:16]):\n"
        "                    connection.execute('DELETE FROM share_batch WHERE session = ?', (session,))\n"
        "                    connection.execute('DELETE FROM share_chain WHERE session = ?', (session,))\n"
        "                    for table in ('note', 'goal', 'support'):\n"
        '                        rows = connection.execute("SELECT row_id FROM share_row WHERE tbl = ? AND"\n'
        "                            \" state LIKE '%' || ? || '%'\", (table, session)).fetchall()\n"
        "                        connection.executemany('DELETE FROM share_row WHERE row_id = ?', rows)\n",
    ),
    _bug(
        "a batch is marked as written before it is",
        "publish",
        "            put(files, layout.batch(share.id, session, seq, digest), bytes(body))\n"
        "            done.append((share.id, section, session, seq))\n",
        "            done.append((share.id, section, session, seq))\n"
        "            put(files, layout.batch(share.id, session, seq, digest), bytes(body))\n",
        "who lacks it says so in its status, and it is given again",
    ),
    _bug(
        "operations are forgotten before a batch holds them",
        "publish",
        '        self.connection.executemany("DELETE FROM share_out WHERE n = ?", [(n,) for n in numbers])',
        '        self.connection.execute("DELETE FROM share_out")',
    ),
    _bug(
        "operations stay on their way out after they went",
        "publish",
        '        self.connection.executemany("DELETE FROM share_out WHERE n = ?", [(n,) for n in numbers])',
        '        self.connection.executemany("UPDATE share_out SET section = ? WHERE n = ?", '
        '[(f"{self.section}?", n) for n in numbers])',
    ),
    _bug(
        "a deletion takes along what its author had not seen",
        "state",
        "return bool(self.cells) or any(",
        "return any(",
    ),
    _bug(
        "a deletion does not cover the values that it saw",
        "capture",
        "covers = {cell: tuple(head.stamp for head in heads) for cell, heads in state.cells.items()}",
        "covers = {}",
    ),
    _bug(
        "an edit replaces nothing",
        "capture",
        "yield self._op(key, cell, value, one, tuple(head.stamp for head in heads), was=was)",
        "yield self._op(key, cell, value, one, (), was=was)",
    ),
    _bug(
        "an edit replaces the shown value alone",
        "capture",
        "yield self._op(key, cell, value, one, tuple(head.stamp for head in heads), was=was)",
        "yield self._op(key, cell, value, one, tuple(head.stamp for head in heads[:1]), was=was)",
        "the other values stay beside the new one as a choice: more is asked than need be, but nothing is lost and "
        "all are alike",
    ),
    Bug(
        "edits are captured after others' values came in",
        (
            Change("ingest", "    capture.capture(connection, ports)\n    every: list", "    every: list"),
            Change(
                "ingest",
                "        capture.note_captured(self.connection)\n        return len(self.fresh)",
                "        return len(self.fresh)",
            ),
            Change(
                "rounds",
                "            capture.capture(connection, ports)\n        _after",
                "            pass\n        _after",
            ),
        ),
    ),
    _bug(
        "what came in is captured as if it had been done here",
        "capture",
        "AND first IS NOT NULL AND origin <> 'share' ORDER BY id",
        "AND first IS NOT NULL ORDER BY id",
        "what comes in is noted as captured in its own transaction already",
    ),
    _bug(
        "the journal is noted as read before it was",
        "capture",
        "        _Capture(connection, ports).run(touched, [share for share in held if share.may_write])\n",
        "        if len(touched) < 2:\n"
        "            _Capture(connection, ports).run(touched, [share for share in held if share.may_write])\n",
    ),
    _bug(
        "an optional link to nothing is not emptied",
        "materialise",
        "in going) and target not in standing:\n                    values[each.column] = None\n",
        "in going) and target not in standing:\n",
    ),
    _bug(
        "what waits for a row is not looked at when it comes",
        "materialise",
        "    if came:\n",
        "    if False:\n",
    ),
    _bug(
        "a row that something belongs to is not brought back",
        "materialise",
        "        self._bring_back(wanted)\n",
        "",
    ),
    _bug(
        "a deleted row goes although something belongs to it",
        "materialise",
        "        going -= used\n",
        "",
    ),
    _bug(
        "the columns of a group travel one by one",
        "state",
        "    return {column: body.get(column) for column in columns}",
        "    return {columns[0]: body.get(columns[0])}",
    ),
    _bug(
        "what a later version wrote is dropped",
        "ingest",
        "            state = states.get(key) or RowState()\n",
        "            if key.table not in self.ports.shape.tables:\n                continue\n"
        "            state = states.get(key) or RowState()\n",
    ),
    _bug(
        "nothing is looked at again after an update",
        "rounds",
        "if row is None or row[0] != ports.shape.version:",
        "if False:",
    ),
    _bug(
        "a batch that is refused stops the reading",
        "reading",
        "        outcome, kind, detail = wrong\n",
        "        outcome, kind, detail = wrong\n        raise Unreachable('gone')\n",
    ),
    _bug(
        "the role is not looked at",
        "membership",
        '        return "reader" if person.role is Role.READER else "section"',
        "        return None",
    ),
    _bug(
        "a right that ended is not looked at",
        "membership",
        "            return person.standing.value\n",
        "            return None\n",
    ),
    _bug(
        "what was written before a right ended is refused",
        "membership",
        "if person.writes(section) or seq <= person.marks.get(chain_name(section, session), 0):",
        "if person.writes(section):",
    ),
    _bug(
        "who took a batch in good faith does not vouch for it",
        "vouching",
        "    shares.send(connection, ports.shape, out)\n",
        "",
    ),
    _bug(
        "supports go out with the record",
        "shares",
        "            (share, section.value, write(",
        '            (share, "main", write(',
    ),
    _bug(
        "rows go out to every share",
        "capture",
        "                for share, section in where.get(Key(op.table, op.row), ())\n",
        "                for share in writable\n                for section in (Section.MAIN,)\n",
    ),
    _bug(
        "what came by one share is not passed on to another",
        "ingest",
        "        shares.send(self.connection, self.ports.shape, [*self.own, *out])\n",
        "        shares.send(self.connection, self.ports.shape, self.own)\n",
    ),
    _bug(
        "a row that enters a second share brings its birth alone",
        "capture",
        "            if state is not None:\n",
        "            if state is not None and key.table == '?':\n",
    ),
    _bug(
        "states of snapshots and of other shares are taken for the newer one",
        "state",
        "kept = [head for head in mine if head.stamp in held or their_seen.get(head.session, -1) < head.hlc]",
        "kept = [head for head in mine if head.stamp in held]",
    ),
    _bug(
        "keys of a new epoch are not given",
        "keeping",
        "header = EnvelopeHeader(share.id, person.device, membership.epoch)",
        "header = EnvelopeHeader(share.id, person.device, 1)",
    ),
    _bug(
        "the log and the keys are given once",
        "giving",
        "    return heard > was.turn and waited",
        "    return False and waited",
    ),
    _bug(
        "nobody tells how far they have the log and the keys",
        "reporting",
        '"wants": places.wants(connection, share.id),',
        '"wants": (),',
    ),
    _bug(
        "who asks to come in asks once",
        "asking",
        "giving.key_of_path(one.path) in there, giving.NOW)",
        "giving.key_of_path(one.path) in there, 0)",
    ),
    _bug(
        "nobody hears that somebody asks again",
        "keeping",
        "    return [Voice(device, turn, places.ALL",
        "    return [] and [Voice(device, turn, places.ALL",
    ),
    _bug(
        "a damaged entry or envelope counts as one that is there",
        "keeping",
        "giving.copies_of([entry for entry in ours if entry.path in whole])",
        "giving.copies_of(ours)",
        "who lacks it says so in a status or asks again, and it is given again; test_keeping has nobody who says so",
    ),
    _bug(
        "a damaged entry ends the reading of the log",
        "members",
        "            faults[digest(data)] = fault\n            continue\n",
        "            faults[digest(data)] = fault\n            break\n",
    ),
    _bug(
        "the owner alone keeps the log and the keys",
        "joined",
        "        if share.state is ShareState.ON:\n            keeping.keep",
        "        if share.state is ShareState.ON and share.role is Role.OWNER:\n            keeping.keep",
    ),
    _bug(
        "an old status counts like a new one",
        "reporting",
        "if status.session not in ours and header.n > max(held.get(run, 0), found.get(run, (0, None))[0]):",
        "if status.session not in ours:",
        "a status that is behind has batches given again that are held already: more files, nothing else",
    ),
    _bug(
        "who only reads from now on is still taken",
        "membership",
        "self.role is not Role.READER and allowed",
        "allowed",
    ),
)
