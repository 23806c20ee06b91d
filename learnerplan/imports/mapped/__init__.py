"""What the columns of a table are used for: proposed, edited, remembered."""
