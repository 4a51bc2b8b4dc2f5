"""Some tens of articles, read by this process and a copy of it: the same, in the same order; errors of workers."""

from __future__ import annotations

import subprocess
import sys

import pytest

from graph.core.beside import can_fork
from graph.core.config import ExtractSettings
from graph.core.errors import ConfigError
from graph.core.types import Article
from graph.extract.runner import WORTH_IT, extract_all

SCRIPT = """
import os
import sys
sys.modules["torch"] = None  # where it is installed spaCy loads it, and its threads forbid the copy
from graph.core.config import ExtractSettings
from graph.core.types import Article
from graph.extract.runner import WORTH_A_COPY, extract_all

copies = []
os.register_at_fork(after_in_parent=lambda: copies.append(1))
names = ["Ada Verne", "Bo Tarn", "Cleo Marsh"]
texts = [f"{names[at % 3]}, chair of Corrin Group {at}, met the mayor of Oslo." for at in range(WORTH_A_COPY + 3)]
articles = [Article(str(at), "", text) for at, text in enumerate(texts)]
two = list(extract_all(articles, ExtractSettings(jobs=2)))
assert len(copies) == 1, copies
one = list(extract_all(articles, ExtractSettings(jobs=1)))
assert len(copies) == 1, copies
assert [article.id for article, _ in two] == [article.id for article in articles]
assert two == one
assert all(found.mentions for _, found in two), two
"""


@pytest.mark.skipif(not can_fork(), reason="only Linux forks")
def test_a_copy_reads_half_and_changes_nothing() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr


def test_a_wrong_setting_is_told_by_its_message_though_a_worker_meets_it() -> None:
    articles = [Article(str(at), "", "Ada Verne met the mayor of Oslo.") for at in range(WORTH_IT)]
    with pytest.raises(ConfigError, match=r"no spaCy pipeline 'nope' here"):
        list(extract_all(articles, ExtractSettings(model="nope", jobs=2)))
