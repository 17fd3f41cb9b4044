.PHONY: test soak

test:
	./scripts/test.sh

# The long fault runs of the watched folder (hours); the result is docs/soak.md.
soak:
	PYTHONPATH=. python scripts/soak.py
