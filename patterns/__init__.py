"""What to look for: rules and word lists as data, each beside its own examples."""
