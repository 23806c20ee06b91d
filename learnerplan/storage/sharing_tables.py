"""What sharing keeps beside the records: unjournalled, since it describes the journal of several planbooks.

Statements only: `learnerplan.sharing` reads and writes these tables through the connection that it is handed.
"""

TABLES = (
    # Names: "hlc" (newest stamp), "captured" (how far the journal was read), "device" and its two secret keys.
    "CREATE TABLE IF NOT EXISTS share_meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    # `config` is JSON: class, learners, educator, sections, end. `state`: "asking", "on", "left", "revoked".
    """CREATE TABLE IF NOT EXISTS share (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, folder TEXT NOT NULL, role TEXT NOT NULL,
        state TEXT NOT NULL, owner TEXT NOT NULL, config TEXT NOT NULL, since TEXT NOT NULL)""",
    """CREATE TABLE IF NOT EXISTS share_key (
        share TEXT NOT NULL, section TEXT NOT NULL, epoch INTEGER NOT NULL, key TEXT NOT NULL,
        PRIMARY KEY (share, section, epoch)) WITHOUT ROWID""",
    # The membership log, verified and in order.
    """CREATE TABLE IF NOT EXISTS share_entry (
        share TEXT NOT NULL, n INTEGER NOT NULL, hash TEXT NOT NULL, body BLOB NOT NULL, wrote INTEGER NOT NULL,
        PRIMARY KEY (share, n))""",
    # A code that was given out (owner), or that was used to ask (joiner); `body` is JSON.
    """CREATE TABLE IF NOT EXISTS share_invitation (
        id TEXT PRIMARY KEY, share TEXT NOT NULL, body TEXT NOT NULL, until TEXT NOT NULL, state TEXT NOT NULL)""",
    # Who wants to join and waits for the comparison of words.
    """CREATE TABLE IF NOT EXISTS share_request (
        share TEXT NOT NULL, device TEXT NOT NULL, invitation TEXT NOT NULL, body TEXT NOT NULL, at TEXT NOT NULL,
        state TEXT NOT NULL, PRIMARY KEY (share, device))""",
    # The state of a row that is in any share: its births and deaths, the heads and what was seen of its cells (JSON).
    # `waits` names the rows ("table id", a line each) without which it cannot stand in its table yet.
    """CREATE TABLE IF NOT EXISTS share_row (
        tbl TEXT NOT NULL, row_id TEXT NOT NULL, state TEXT NOT NULL, waits TEXT, choices INTEGER NOT NULL,
        PRIMARY KEY (tbl, row_id)) WITHOUT ROWID""",
    "CREATE INDEX IF NOT EXISTS ix_share_row_waits ON share_row(waits) WHERE waits IS NOT NULL",
    "CREATE INDEX IF NOT EXISTS ix_share_row_choices ON share_row(tbl, row_id) WHERE choices > 0",
    """CREATE TABLE IF NOT EXISTS share_scope (
        share TEXT NOT NULL, tbl TEXT NOT NULL, row_id TEXT NOT NULL, section TEXT NOT NULL,
        PRIMARY KEY (share, tbl, row_id)) WITHOUT ROWID""",
    "CREATE INDEX IF NOT EXISTS ix_share_scope_row ON share_scope(tbl, row_id)",
    # Operations on their way out, until a batch holds them.
    """CREATE TABLE IF NOT EXISTS share_out (
        n INTEGER PRIMARY KEY AUTOINCREMENT, share TEXT NOT NULL, section TEXT NOT NULL, op TEXT NOT NULL)""",
    "CREATE INDEX IF NOT EXISTS ix_share_out ON share_out(share, section, n)",
    # Every batch that was made or taken in, as its bytes; `wrote` counts how often this computer wrote
    # it, `put_at` and `put_turn` say when last. Turns are counted, since clocks are set.
    """CREATE TABLE IF NOT EXISTS share_batch (
        share TEXT NOT NULL, section TEXT NOT NULL, session TEXT NOT NULL, seq INTEGER NOT NULL, hash TEXT NOT NULL,
        device TEXT NOT NULL, epoch INTEGER NOT NULL, ops INTEGER NOT NULL, body BLOB NOT NULL, wrote INTEGER NOT NULL,
        at TEXT NOT NULL, put_at TEXT, put_turn INTEGER, PRIMARY KEY (share, section, session, seq))""",
    "CREATE INDEX IF NOT EXISTS ix_share_batch_unwritten ON share_batch(share) WHERE wrote = 0",
    # How far each chain is held. Snapshots move it past batches that are not held themselves.
    """CREATE TABLE IF NOT EXISTS share_chain (
        share TEXT NOT NULL, section TEXT NOT NULL, session TEXT NOT NULL, seq INTEGER NOT NULL, hash TEXT NOT NULL,
        forked INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (share, section, session)) WITHOUT ROWID""",
    # The newest statuses of other devices, opened, a run of the program each while a later one does not say as much;
    # and what we told last ("own"). `at` and `turn` say when.
    """CREATE TABLE IF NOT EXISTS share_status (
        share TEXT NOT NULL, device TEXT NOT NULL, session TEXT NOT NULL, n INTEGER NOT NULL, at TEXT NOT NULL,
        turn INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY (share, device, session)) WITHOUT ROWID""",
    # Operations that this version does not understand; played again after an update.
    """CREATE TABLE IF NOT EXISTS share_pending (
        n INTEGER PRIMARY KEY AUTOINCREMENT, share TEXT NOT NULL, section TEXT NOT NULL, op TEXT NOT NULL,
        why TEXT NOT NULL, at TEXT NOT NULL)""",
    # What is wrong, once for each (kind, subject); `body` keeps the bytes of what was refused, up to 1 MiB.
    """CREATE TABLE IF NOT EXISTS share_problem (
        share TEXT NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL, detail TEXT NOT NULL, body BLOB,
        since TEXT NOT NULL, times INTEGER NOT NULL DEFAULT 1, gone TEXT, PRIMARY KEY (share, kind, subject))""",
    # Rows that were kept because somebody changed them while somebody else deleted them, and the like.
    """CREATE TABLE IF NOT EXISTS share_notice (
        n INTEGER PRIMARY KEY AUTOINCREMENT, share TEXT NOT NULL, kind TEXT NOT NULL, tbl TEXT NOT NULL,
        row_id TEXT NOT NULL, detail TEXT NOT NULL, at TEXT NOT NULL, seen INTEGER NOT NULL DEFAULT 0)""",
    # Files of the folder that were looked at, so that a round reads only what is new.
    """CREATE TABLE IF NOT EXISTS share_file (
        share TEXT NOT NULL, path TEXT NOT NULL, size INTEGER NOT NULL, mtime INTEGER NOT NULL, outcome TEXT NOT NULL,
        PRIMARY KEY (share, path)) WITHOUT ROWID""",
    """CREATE TABLE IF NOT EXISTS share_blob (
        share TEXT NOT NULL, sha256 TEXT NOT NULL, name TEXT NOT NULL, state TEXT NOT NULL,
        PRIMARY KEY (share, sha256)) WITHOUT ROWID""",
)
