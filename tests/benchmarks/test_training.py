"""Learning the matching's numbers: the harm is the same for one seed, and what is learned is a whole model that tells right from wrong."""

import json
from importlib.util import find_spec
from pathlib import Path
from random import Random

import numpy as np
import pytest

from benchmarks.matching.register import make_register
from benchmarks.matching.seen import damage
from keepitlocal.matching import score
from keepitlocal.matching.features import FEATURES
from keepitlocal.matching.index import build
from keepitlocal.matching.model import read_model

NAME = "Hazelbeck Community Transport & Recreation Services (Wexborough) Limited"


def test_the_same_seed_does_the_same_harm() -> None:
    assert [damage(NAME, Random(seed)) for seed in range(50)] == [damage(NAME, Random(seed)) for seed in range(50)]
    assert len({damage(NAME, Random(seed)) for seed in range(50)}) > 35


@pytest.mark.parametrize("name", [NAME, "B & Q", "The Example", "X", "Ltd", "12", "St Mary's C.E. Primary School"])
def test_harm_leaves_something_of_any_name(name: str) -> None:
    assert all(damage(name, Random(seed)).strip() for seed in range(300))


def test_most_of_a_name_is_left_most_of_the_time() -> None:
    told = [damage(NAME, Random(seed)).upper() for seed in range(300)]
    assert sum("HAZELBECK" in text for text in told) > 200
    assert sum(text == NAME.upper() for text in told) > 10


@pytest.mark.slow
@pytest.mark.skipif(find_spec("sklearn") is None, reason="no scikit-learn here: it comes with `make setup`")
def test_a_model_is_learned_from_a_small_register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from threadpoolctl import threadpool_limits

    from benchmarks.matching import train

    monkeypatch.setattr(score, "CHUNK", 1500)
    index = build([make_register(3_000, seed=2)], tmp_path / "index")
    with threadpool_limits(1):  # on busy cores its threads wait for each other longer than they work
        raw = train.learn([(index, 3000, 11)])
    model = read_model(json.dumps(raw))
    assert (model.pair_features, model.best_features) == (score.PAIR_FEATURES, score.BEST_FEATURES)
    assert len(model.line.weights) == len(FEATURES)
    assert model.about["register_sizes"] == [3_000] and 0 < model.review < model.link <= 1

    # Payees that it has not met: whom it links is right.
    asked = train.make_queries(index, 1500, Random(99))
    rows, entries, ways, grid = score.measured(asked.names, asked.evidence, index)
    seen = train._shown(asked, rows, entries, index)  # a payee that is to be on no register is taken from it
    scored = score.rank(rows[seen], entries[seen], ways[seen], grid[seen], index, line=model.line, pair=model.pair)
    at, sure = score.confidences(scored, model)
    right = train._right(asked, scored.rows[at], scored.entries[at], scored.features[at], index)
    linked = sure >= model.link
    assert linked.sum() > 20
    assert right[linked].mean() > 0.95
    assert np.mean(sure[right]) > np.mean(sure[~right]) + 0.3
