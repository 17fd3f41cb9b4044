"""Trains the small name model that stands beside the rules. Not part of the wheel: ``python -m training.train_names``."""
