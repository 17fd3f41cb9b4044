"""What fenban remembers between runs: which files were accepted and what became of them, and the ledger of tasks.

A database by URL: SQLite in a file, or PostgreSQL. Nothing here reads a clock or touches the inbox: times come
as seconds since the epoch, file facts as values.
"""
