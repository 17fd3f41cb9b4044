"""The values that every part of fenban hands on: documents, mentions, notices."""
