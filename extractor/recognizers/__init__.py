"""Recognizers: each finds one kind of fact in a reading and says where it stood."""
