"""The page of sharing: who shares, what is open, what left, what is wrong."""
