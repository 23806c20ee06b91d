"""The parts that pages are made of: each knows its height before it is drawn."""
