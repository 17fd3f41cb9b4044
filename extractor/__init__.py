"""fenban's pipeline: a file goes in, a Notice comes out."""

__version__ = "0.1.0"
