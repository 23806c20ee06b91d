"""The tables of the first release. New planbooks are made whole by `schema.create`, so there is nothing to do here."""

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Every planbook begins here."""
