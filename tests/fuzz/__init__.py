"""Files that are broken on purpose, through the whole of an import. Not part of the suite: `make fuzz SECONDS=600`."""
