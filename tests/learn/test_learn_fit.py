"""Fitting of linear models: from nothing, and from a model that is taken further."""

import pytest

from graph.extract.linear import LinearModel
from graph.learn.fit import fit

ROWS = [["rain", "cloud"], ["sun"], ["rain"], ["sun", "cloud"]]
LABELS = ["wet", "dry", "wet", "dry"]


def best(model, *features):
    scores = model.scores(features)
    return model.classes[scores.index(max(scores))]


def test_it_learns_what_tells_the_classes_apart():
    model = fit(ROWS, LABELS, least=1)
    assert [best(model, "rain"), best(model, "sun"), best(model, "sun", "cloud")] == ["wet", "dry", "dry"]


def test_a_rare_feature_is_not_learnt():
    assert "fog" not in fit([*ROWS, ["fog"]], [*LABELS, "wet"], least=2).rows


def test_a_model_taken_further_learns_new_features_and_keeps_the_others():
    before = fit(ROWS, LABELS, least=1)
    after = fit([["fog"], ["fog"], ["wind"], ["wind"]], ["wet", "wet", "dry", "dry"], start=before)
    assert [best(after, "fog"), best(after, "wind"), best(after, "rain"), best(after, "sun")] == ["wet", "dry"] * 2
    assert all((after.weights[after.rows[name]] == before.weights[row]).all() for name, row in before.rows.items())


def test_a_model_taken_further_can_change_its_mind():
    before = fit(ROWS, LABELS, least=1)
    after = fit([["rain"]] * 40, ["dry"] * 40, strength=0.1, start=before)
    assert best(after, "rain") == "dry"


def test_the_model_that_was_taken_further_is_as_it_was():
    before = fit(ROWS, LABELS, least=1)
    copy = LinearModel.load(_File(before.dump()))
    fit([["rain"]] * 40, ["dry"] * 40, strength=0.1, start=before)
    assert (before.weights == copy.weights).all()
    assert before.rows == copy.rows


def test_a_class_that_the_model_does_not_have_is_refused():
    with pytest.raises(ValueError, match="snow"):
        fit([["fog"]], ["snow"], start=fit(ROWS, LABELS, least=1))


def test_the_same_examples_make_the_same_bytes():
    assert fit(ROWS, LABELS, least=1).dump() == fit(ROWS, LABELS, least=1).dump()


class _File:
    def __init__(self, data):
        self.data = data

    def read_bytes(self):
        return self.data
