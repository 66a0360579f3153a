"""No block of the documentation stands there without something that keeps it true."""

from __future__ import annotations

import inspect
import os
import re
from pathlib import Path

import pytest

from conditions.language.base import Kind
from tests.command_line import ISTANBUL, ROOT, run
from tests.doc_blocks import Block, blocks, problem
from tests.doc_pages import DOCS, page
from tests.tools import check_quotes

HOW_TO = DOCS / "how-to"
PAGES = (ROOT / "README.md", *sorted(DOCS.rglob("*.md")))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT).with_suffix("")))
def test_every_block_is_kept_true(path: Path) -> None:
    """It is a file, a program, a command or what one prints; or a comment says what tests it, or why nothing can."""
    found = [f"{block}: {wrong}" for block in blocks(path) if (wrong := problem(block)) is not None]

    assert [] == found


@pytest.mark.parametrize(
    ("says", "text", "wrong"),
    [
        ("", "conditions check my-talks --quiet", None),
        ("", "$ conditions check my-talks --loud  # a comment", "No such option"),
        ("", "./run chek my-talks", "no command `chek`"),
        ("", "./run dev python -m tests.tools.site OUT", None),
        ("", "python -m tests.tools.sight OUT", "there is no module"),
        ("", "python tests/tools/sight.py", "there is no file"),
        ("", "pip install diplomatic-conditions[frames]", None),
        ("", "pip install diplomatic-conditions[magic]", "nothing like"),
        ("", "anything else", "is not tried anywhere"),
        ("", "", "nothing stands in it"),
        ("not run: it needs a cluster", "spark-submit", None),
        ("not run:", "spark-submit", "no reason"),
        ("tested by tests/test_doc_blocks.py::test_nothing_of_this_name", "text", "there is no tests/"),
    ],
)
def test_what_keeps_a_block(says: str, text: str, wrong: str | None) -> None:
    """Commands are read as the command line reads them; a test that is named is there; a reason is given."""
    found = problem(Block(DOCS / "x.md", 1, "", says, f"{text}\n" if text else "", follows_wrong=False))

    assert (wrong is None) == (found is None)
    assert (wrong or "").lower() in (found or "").lower()


def test_the_method_of_the_page_is_one_of_kinds() -> None:
    """What the page on new kinds tells to add overrides a method of `Kind`."""
    (block,) = (one for one in blocks(HOW_TO / "add-a-condition-kind.md") if one.text.startswith("def occurs"))
    names: dict[str, object] = {"Scope": object}
    exec(compile(block.text, "page", "exec"), names)
    method = names["occurs"]

    assert callable(method)
    assert len(inspect.signature(Kind.occurs).parameters) == len(inspect.signature(method).parameters)
    assert method(None, None) is True


def test_the_log_of_the_page_can_be_watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every kind of entry that the page shows is taken."""
    monkeypatch.chdir(ROOT)
    (block,) = (one for one in blocks(HOW_TO / "watch-a-negotiation.md") if one.text.startswith('{"log"'))
    (tmp_path / "page.log.jsonl").write_text(block.text, encoding="utf-8")
    pytest.importorskip("durable_rules_engine", reason="it is built for Python 3.12 and older")

    done = run("watch", ISTANBUL, tmp_path / "page.log.jsonl", "--once", "--format", "json")

    assert (0, "") == (done.code, done.stderr)


def test_the_quotes_of_a_page_stand_in_its_article(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The dossier that a reader writes quotes its article, and one changed letter is found."""
    monkeypatch.chdir(tmp_path)
    written = HOW_TO / "write-a-dossier.md"
    article = "\n".join(line[2:] for line in written.read_text(encoding="utf-8").splitlines() if line.startswith("> "))
    Path("article.txt").write_text(article, encoding="utf-8")
    Path("vell-2031").mkdir()
    whole = page(written).dossier
    last = re.findall(r'quote: "(.*)"', whole)[-1]
    Path("vell-2031", "dossier.yaml").write_text(whole.replace(last, last + "s"), encoding="utf-8")

    code = check_quotes.main(["vell-2031", "article.txt"])
    printed = capsys.readouterr().out
    shown = HOW_TO / "check-quotes.md"
    (block,) = (one for one in blocks(shown) if "test_the_quotes" in one.says)
    if os.environ.get("CONDITIONS_REWRITE"):
        text = shown.read_text(encoding="utf-8").replace(f"```\n{block.text}```\n\nThe", f"```\n{printed}```\n\nThe")
        shown.write_text(text, encoding="utf-8")
        return

    assert (1, block.text) == (code, printed)
