"""Which question is it: TF-IDF of words, word pairs and letter groups, and a ridge classifier in closed form.

Trained from the phrases in the repository (no random numbers) when it is built, or when a version is registered.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from itertools import combinations, pairwise

import numpy as np
from scipy.linalg import solve
from scipy.sparse import csr_matrix

from .words import STOP, stem, tokens

_RIDGE = 0.6  # how strongly weights are held small; chosen by leave-one-out error on the phrases


def features(text: str, concepts: Collection[str] = ()) -> Counter[str]:
    """Words, neighbouring pairs and letter groups of a text, and its domain concepts and their pairs, counted."""
    words = [stem(word.split("'")[0]) for word in tokens(text)]
    found: Counter[str] = Counter()
    kept = [word for word in words if word not in STOP]
    found.update(kept)
    found.update(f"{word}." for word in words if word in STOP)
    found.update(f"{a} {b}" for a, b in pairwise(words))
    found.update(f"{a}~{b}" for a, b in pairwise(kept))
    for word in kept:
        if word.isalpha() and len(word) > 3:
            edged = f"^{word}$"
            found.update(edged[i : i + 4] for i in range(len(edged) - 3))
    found.update(f"@{name}" for name in concepts)
    found.update(f"@{a}@{b}" for a, b in combinations(sorted(concepts), 2))
    return found


_CONCEPT, _CONCEPT_PAIR = 3.5, 2.0
_WEIGHT = {" ": 0.7, "~": 0.7, ".": 0.35}


def _weight(feature: str) -> float:
    if feature[0] == "@":
        return _CONCEPT_PAIR if "@" in feature[1:] else _CONCEPT
    if (len(feature) == 4 and not feature.isalnum()) or feature.startswith("^"):
        return 0.4
    return next((weight for sign, weight in _WEIGHT.items() if sign in feature), 1.0)


def _matrix(sentences: csr_matrix, solved: np.ndarray) -> np.ndarray:
    return np.asarray(sentences.T @ solved, dtype=np.float32)


class Classifier:
    """Scores of every label for a text. Equal training sentences give equal scores, always."""

    def __init__(self, sentences: Sequence[tuple[str, Collection[str], str]]) -> None:
        self.labels = sorted({label for *_, label in sentences})
        counted = [features(text, concepts) for text, concepts, _ in sentences]
        documents = Counter(feature for each in counted for feature in each)
        self._index = {feature: i for i, feature in enumerate(sorted(documents))}
        total = len(sentences)
        self._idf = np.array(
            [(math.log((1 + total) / (1 + documents[f])) + 1) * _weight(f) for f in self._index], dtype=np.float32
        )
        self._rarest = math.log(1 + total) + 1
        vectors = [self._vector(each) for each in counted]
        starts = np.cumsum([0, *(len(places) for places, _ in vectors)])
        rows = csr_matrix(
            (np.concatenate([v for _, v in vectors]), np.concatenate([p for p, _ in vectors]), starts),
            shape=(total, len(self._index)),
        )
        targets = np.full((total, len(self.labels)), -1.0 / len(self.labels), dtype=np.float32)
        at = {label: i for i, label in enumerate(self.labels)}
        sizes = Counter(label for *_, label in sentences)
        for i, (*_, label) in enumerate(sentences):
            targets[i, at[label]] = 1.0
        weights = np.array([math.sqrt(total / len(self.labels) / sizes[label]) for *_, label in sentences])
        weights = np.clip(weights, 0.5, 2.0).astype(np.float32)
        scaled = rows.multiply(weights[:, None]).tocsr()
        gram = (scaled @ scaled.T).toarray().astype(np.float32)
        gram[np.diag_indices(total)] += _RIDGE
        solved = solve(gram, targets * weights[:, None], assume_a="pos", overwrite_a=True, check_finite=False)
        self._sentences, self._solved = scaled, solved
        self._matrix = _matrix(scaled, solved)

    @classmethod
    def of(cls, arrays: Mapping[str, np.ndarray]) -> Classifier:
        """The classifier whose `arrays` these are."""
        made = cls.__new__(cls)
        made.labels = str(arrays["labels"]).split("\n")
        made._index = {feature: i for i, feature in enumerate(str(arrays["features"]).split("\n"))}
        made._idf, made._rarest = arrays["idf"], float(arrays["rarest"])
        parts = arrays["data"], arrays["indices"], arrays["indptr"]
        made._sentences = csr_matrix(parts, shape=(len(parts[2]) - 1, len(made._index)))
        made._solved = arrays["solved"]
        made._matrix = _matrix(made._sentences, made._solved)
        return made

    def arrays(self) -> dict[str, np.ndarray]:
        """All that makes this classifier, without the matrix that its sentences and their weights multiply to."""
        return {
            "labels": np.array("\n".join(self.labels)),
            "features": np.array("\n".join(self._index)),
            "idf": self._idf,
            "rarest": np.array(self._rarest),
            "data": self._sentences.data,
            "indices": self._sentences.indices,
            "indptr": self._sentences.indptr,
            "solved": self._solved,
        }

    def _vector(self, counted: Counter[str]) -> tuple[list[int], np.ndarray]:
        known = [(self._index[f], 1 + math.log(n)) for f, n in counted.items() if f in self._index]
        places = [place for place, _ in known]
        values = np.array([n for _, n in known], dtype=np.float32) * self._idf[places]
        # words never seen count in the length: the stranger a sentence, the lower all its scores
        strange = sum((self._rarest * _weight(f)) ** 2 for f in counted if f not in self._index)
        norm = math.sqrt(float((values**2).sum()) + strange)
        return places, values / norm if norm else values

    def scores(self, text: str, concepts: Collection[str] = ()) -> dict[str, float]:
        """Every label's score: about 1 for a sentence of the training set, about 0 for a stranger."""
        places, values = self._vector(features(text, concepts))
        if not places:
            return dict.fromkeys(self.labels, 0.0)
        return dict(zip(self.labels, (values @ self._matrix[places]).tolist(), strict=True))
