"""The planbook on disk: store, journal, schema, artifact files, search, backup, integrity."""
