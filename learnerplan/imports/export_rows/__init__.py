"""The rows of an export of ours that comes back: what each would do here."""
