"""What an office receives: one writer per deliverable, each a pure function from a Notice to files."""
