"""The sections of the long packet, each a function from a packet to its pages."""
