"""The indicator catalogue: questions of many editions, tied to what they ask for (DOMAIN d)."""
