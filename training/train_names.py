"""One command from nothing to weights: ``python -m training.train_names [--notices DIR]``.

Invents sentences, labels the lines of our notices (and of DIR, which are read and never kept), trains, saves, evaluates.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any

from extractor.recognizers.name_model import character_document
from training.silver import Example, digest, labelled_file
from training.templates import examples

__all__ = ["gather", "main", "training_stems", "weights_digest", "write_scores"]

ROOT = Path(__file__).resolve().parent.parent
WEIGHTS = ROOT / "extractor" / "recognizers" / "name_model"
SEED = 20260101
_WORDS_PER_BATCH = 1200
_NER = {
    "@architectures": "spacy.TransitionBasedParser.v2",
    "state_type": "ner",
    "extra_state_tokens": False,
    "hidden_width": 64,
    "maxout_pieces": 2,
    "use_upper": True,
    "tok2vec": {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": 96,
            "attrs": ["ORTH", "NORM", "TAG"],
            "rows": [4000, 8000, 300],
            "include_static_vectors": False,
        },
        "encode": {"@architectures": "spacy.MaxoutWindowEncoder.v2", "width": 96, "depth": 4, "window_size": 1, "maxout_pieces": 3},
    },
}


def training_stems(corpus: Path) -> list[str]:
    """Three of four notices; every fourth stays unseen."""
    stems = sorted(path.stem for path in (corpus / "txt").glob("c0[0-4]*.txt"))
    return [stem for i, stem in enumerate(stems, 1) if i % 4]


def gather(*, templates: int, corpus: Path | None, notices: Path | None, seed: int = SEED) -> tuple[list[Example], list[Example]]:
    """(invented, real) examples; the same arguments and files give the same examples."""
    invented = list(examples(Random(seed), templates))
    real: list[Example] = []
    if corpus:
        for stem in training_stems(corpus):
            gold = json.loads((corpus / "gold" / f"{stem}.json").read_text(encoding="utf-8"))
            real += labelled_file(corpus / "txt" / f"{stem}.txt", gold)
    for path in sorted(notices.glob("*.txt")) if notices else ():
        real += labelled_file(path)
    return invented, real


def train(invented: Sequence[Example], real: Sequence[Example], *, epochs: int, real_weight: int) -> Any:
    """A spaCy pipeline trained for ``epochs`` rounds. Random choices are seeded, and no clock ends it: a slow machine trains the same."""
    import spacy
    from spacy.training.batchers import minibatch_by_words
    from thinc.api import fix_random_seed

    fix_random_seed(SEED)
    pipeline = spacy.blank("zh")
    pipeline.add_pipe("ner", config={"model": _NER})
    notices = [_spacy_example(pipeline.vocab, e) for e in real if e.text.strip()] * real_weight
    optimizer = pipeline.initialize(lambda: [_spacy_example(pipeline.vocab, e) for e in invented[:2000]])
    random, began = Random(SEED), time.monotonic()
    for epoch in range(epochs):
        data = [_spacy_example(pipeline.vocab, e) for e in invented[epoch::epochs]] + notices  # new sentences in every round
        random.shuffle(data)
        total = sum(len(e.predicted) for e in data)
        losses: dict[str, float] = {}
        optimizer.learn_rate = 0.001 * (1 - 0.9 * epoch / max(1, epochs - 1)) if epochs > 1 else 0.001
        for batch in minibatch_by_words(data, size=_WORDS_PER_BATCH):
            pipeline.update(batch, sgd=optimizer, losses=losses, drop=0.2)
        print(f"epoch {epoch + 1}: {total} characters, loss {losses['ner']:.0f}, {time.monotonic() - began:.0f} s", flush=True)
    with pipeline.use_params(optimizer.averages):
        save(pipeline)
    return pipeline


def save(pipeline: Any) -> None:
    """Without the strings of the vocabulary: hashes are all that is needed."""
    pipeline.to_disk(WEIGHTS, exclude=["vocab"])


def _spacy_example(vocabulary: Any, example: Example) -> Any:
    from spacy.training import Example as SpacyExample

    predicted = character_document(vocabulary, example.text)
    reference = predicted.copy()
    names = [reference.char_span(a, b, label) for a, b, label in example.names]
    missing = [reference[a:b] for a, b in example.missing]
    reference.set_ents([n for n in names if n is not None], missing=list(_disjoint(missing)), default="outside")
    return SpacyExample(predicted, reference)


def _disjoint(spans: Sequence[Any]) -> Iterator[Any]:
    end = -1
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if span.start >= end:
            yield span
            end = span.end


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--notices", type=Path, help="folder of public notices (*.txt): read for training, never copied")
    parser.add_argument("--templates", type=int, default=54000)
    parser.add_argument("--epochs", type=int, default=9)
    parser.add_argument("--real-weight", type=int, default=2)
    options = parser.parse_args(arguments)
    invented, real = gather(templates=options.templates, corpus=ROOT / "corpus", notices=options.notices)
    print(f"{len(invented)} invented, {len(real)} real lines, data {digest(invented + real)[:16]}", flush=True)
    train(invented, real, epochs=options.epochs, real_weight=options.real_weight)
    data = {
        "seed": SEED,
        "invented_lines": len(invented),
        "real_lines": len(real),
        "invented_sha256": digest(invented),
        "data_sha256": digest(invented + real),
        "weights_sha256": weights_digest(),
        "epochs": options.epochs,
        "real_weight": options.real_weight,
    }
    (WEIGHTS / "data.json").write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
    write_scores()


def weights_digest() -> str:
    """SHA-256 of the numbers of the model."""
    return hashlib.sha256((WEIGHTS / "ner" / "model").read_bytes()).hexdigest()


def write_scores() -> None:
    """The figures of the saved weights, beside them."""
    from training.evaluate_names import main as evaluate

    (WEIGHTS / "scores.json").write_text(json.dumps(evaluate(), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
