"""Learning from annotated articles: labels, and the fitting of the linear models that extraction uses."""

from graph.learn.run import Learnt, train

__all__ = ["Learnt", "train"]
