"""Tables: found in text, typed and resolved."""
