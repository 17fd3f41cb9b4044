.PHONY: test soak bench

test:
	./scripts/test.sh

# The long fault runs of the watched folder (hours); the result is docs/soak.md.
soak:
	PYTHONPATH=. python scripts/soak.py

# Speed beside the others (a quarter of an hour, needs the network once for their environments); the result is docs/benchmarks.md.
bench:
	python -m benchmarks
