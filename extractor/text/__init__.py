"""Text before meaning: noise, passages, lines joined, headings, sentences; every step keeps the way back to the source."""
