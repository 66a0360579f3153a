"""Wrong files and the exact errors they print, and hostile files within a second and 200 MiB.

`tests/bad` holds small wrong files, each beside what is printed of it; what is too
large or too odd to be kept is made here. `CONDITIONS_REWRITE=1` writes the
expectations anew, to be reviewed in the diff.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

import conditions
from tests.printing import printed

ROOT = Path(__file__).resolve().parent.parent
BAD = ROOT / "tests" / "bad"
HOSTILE = BAD / "hostile"
REWRITE = os.environ.get("CONDITIONS_REWRITE") == "1"

SECONDS = 1.0
MIBIBYTES = 200
MIB = 1024 * 1024


def compare(expected: Path, actual: str) -> None:
    """Hold what is printed against the file with the expectation, or write that file."""
    if REWRITE:
        expected.parent.mkdir(exist_ok=True)
        expected.write_text(actual, encoding="utf-8", newline="\n")

    assert expected.read_text(encoding="utf-8") == actual


# --- small wrong files ------------------------------------------------------

WRONG = sorted(path for path in BAD.iterdir() if path.suffix in (".yaml", ".json"))


@pytest.mark.parametrize("path", WRONG, ids=lambda path: path.name)
def test_wrong_file_prints_exactly(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each wrong file prints what stands beside it, with its path relative to where one is."""
    monkeypatch.chdir(ROOT)
    actual = printed(path.relative_to(ROOT))

    assert actual != "no problem\n"
    compare(path.with_suffix(".expected"), actual)


def test_every_expectation_has_its_file() -> None:
    """No expectation is left behind when a wrong file goes, and no two files share one."""
    expectations = {path.name for path in BAD.glob("*.expected")}

    assert expectations == {path.with_suffix(".expected").name for path in WRONG}
    assert len(expectations) == len(WRONG)
    assert {path.stem for path in HOSTILE.iterdir()} == {case.path.split(".")[0] for case in CASES}


def test_wrong_files_are_thirty() -> None:
    """There are at least thirty wrong files, and at least ten hostile ones."""
    assert len(WRONG) >= 30
    assert len(CASES) >= 10


# --- hostile files ----------------------------------------------------------


@dataclass(frozen=True)
class Hostile:
    """A file that is made to break the reader.

    Attributes:
        path: Its name.
        content: What is in it.
        place: Puts it in place, if it is no ordinary file.
    """

    path: str
    content: Callable[[], str | bytes] = str
    place: Callable[[Path], object] | None = None

    def put(self, path: Path) -> None:
        """Put the file in place."""
        if self.place is not None:
            self.place(path)
            return
        content = self.content()
        path.write_bytes(content.encode() if isinstance(content, str) else content)


def _alias_bomb() -> str:
    """Each level names the one before nine times: 9 ** 9 values."""
    levels = "".join(f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n" for before, name in _pairs("abcdefghi"))
    return f"a: &a [{', '.join('x' * 9)}]\n{levels}"


def _alias_bomb_in_brackets() -> str:
    """The same, looking like JSON."""
    levels = "".join(f'"{name}": &{name} [{",".join([f"*{before} "] * 9)}], ' for before, name in _pairs("abcdefghi"))
    return f'{{"a": &a ["x", "x", "x"], {levels}"z": 1}}\n'


def _alias_chain() -> str:
    """Each level holds the one before: no value twice, but a thousand deep."""
    return "a0: &a0 [x]\n" + "".join(f"a{i}: &a{i} [*a{i - 1}]\n" for i in range(1, 1000))


def _pairs(names: str) -> list[tuple[str, str]]:
    return list(pairwise(names))


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _folder(path: Path) -> None:
    path.mkdir()


def _sparse(path: Path) -> None:
    """Eight gigabytes on paper."""
    with path.open("wb") as stream:
        stream.truncate(8 * 1024 * MIB)


def _nothing(path: Path) -> None:
    """There is no file."""


def _long_texts() -> str:
    """Texts of days and periods for which a careless search takes the square of their length."""
    duty = {"duty": "d", "debtors": "UA", "to": "UA", "deadline": "1" * 90_000 + "/3"}
    moments = {"blanks": " " * 9_990 + "!", "names": "a" * 90_000}
    return json.dumps(
        {
            "dossier": "d",
            "parties": {"UA": {"name": "U"}},
            "moments": moments,
            "instruments": {"i": {"in_force": "2022-01-01 + 1 day happens", "obligations": {"o": duty}}},
        }
    )


CASES = [
    Hostile("alias-bomb.yaml", _alias_bomb),
    Hostile("alias-bomb-in-brackets.yaml", _alias_bomb_in_brackets),
    Hostile("alias-chain.yaml", _alias_chain),
    Hostile("alias-of-itself.yaml", lambda: "a: &a\n  b: [1, *a]\nc: &c [*c]\n"),
    Hostile(
        "aliases-unknown.yaml", lambda: "".join(f"a{i}: &a{i} v\n" for i in range(20_000)) + "b:\n" + "- *b\n" * 30_000
    ),
    Hostile("brackets.yaml", lambda: "[" * 100_000),
    Hostile("brackets-in-json.json", lambda: "[" * 100_000),
    Hostile("braces.yaml", lambda: "{a: " * 100_000),
    Hostile("dashes.yaml", lambda: "- " * 100_000),
    Hostile("question-marks.yaml", lambda: "? " * 100_000),
    Hostile("stairs.yaml", lambda: "".join(f"{' ' * i}a:\n" for i in range(3_000))),
    Hostile("same-key.yaml", lambda: "k: v\n" * 49_000),
    Hostile("same-key-on-one-line.json", lambda: "{" + '"k": 1, ' * 49_000 + '"k": 1}' + " " * (7 * MIB)),
    Hostile("too-many-values.yaml", lambda: "a: [" + "x," * 4_000_000 + "]"),
    Hostile("too-many-keys.yaml", lambda: "".join(f"k{i}: v\n" for i in range(600_000))),
    Hostile("oversize.yaml", lambda: "# a comment\n" * 700_000),
    Hostile("oversize-on-paper.yaml", place=_sparse),
    Hostile("huge-text.yaml", lambda: f"a: '{'Ж' * 4_000_000}'\n"),
    Hostile("huge-text-escaped.json", lambda: '{"a": "' + "\\n" * 4_000_000 + '"}'),
    Hostile("huge-days-and-periods.dossier.json", _long_texts),
    Hostile("huge-alias.yaml", lambda: f"a: *{'a' * 8_000_000}\n"),
    Hostile("huge-tag.yaml", lambda: f"a: !{'a' * 8_000_000} b\n"),
    Hostile("huge-keys.yaml", lambda: "".join(f"? {'ﷺ' * 90_000}{i}\n: v\n" for i in range(25))),
    Hostile("many-tag-directives.yaml", lambda: "a: b\n...\n" + "%TAG !a! b\n" * 700_000),
    Hostile("line-breaks.yaml", lambda: "\n" * 8_000_000),
    Hostile("quote-that-runs-on.yaml", lambda: 'a: "x\n' + "b: c\n" * 1_000_000),
    Hostile("mixed-ids.yaml", lambda: "".join(f"сrimea_{i}: v\n" for i in range(49_000))),
    Hostile("look-alike-ids.yaml", lambda: "".join(f"cop{i}: v\nсор{i}: v\n" for i in range(24_000))),
    Hostile("invisible-ids.yaml", lambda: "kyiv: a\nky\u200biv: b\n\u202ekyiv: c\nkyi\u00adv: d\n\u3164: e\n"),
    Hostile(
        "python-object.yaml", lambda: 'a: !!python/object/apply:os.system ["exit 7"]\nb: !!python/name:os.system\n'
    ),
    Hostile("nul.yaml", lambda: "a: b\0c\nd: \x1b[31mred\n"),
    Hostile("not-utf-8.yaml", lambda: "назва: Гарантії\nстолиця: ".encode() + "Київ\n".encode("cp1251", "replace")),
    Hostile("half-a-letter.yaml", lambda: b"a: \xed\xa0\x80\n"),
    Hostile("utf-16.yaml", lambda: "a: b\n".encode("utf-16")),
    Hostile("noise.yaml", lambda: bytes((i * 7919 + i // 251 * 104729) % 256 for i in range(100_000))),
    Hostile("pipe.yaml", place=_pipe),
    Hostile("folder.yaml", place=_folder),
    Hostile("missing.yaml", place=_nothing),
]

CHILD = """
import json, sys, time
from pathlib import Path
from tests.printing import printed
begun = time.process_time()
text = printed(Path(sys.argv[1]))
seconds = time.process_time() - begun
lines = open("/proc/self/status").read().splitlines() if sys.platform == "linux" else []
peak = next((int(line.split()[1]) for line in lines if line.startswith("VmHWM:")), 0)
print(json.dumps({"text": text, "seconds": seconds, "mebibytes": peak / 1024}))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="pipes and limits of another kind")
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.path)
def test_hostile_file_is_refused_quickly(case: Hostile, tmp_path: Path) -> None:
    """Each hostile file is refused with a sentence, in less than a second and 200 MiB, without a traceback."""
    case.put(tmp_path / case.path)
    places = [str(Path(conditions.__file__).resolve().parent.parent), str(ROOT)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(places), "PYTHONIOENCODING": "utf-8"}
    begun = time.monotonic()
    child = subprocess.run(
        [sys.executable, "-c", CHILD, case.path],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )

    assert child.stderr == ""
    assert child.returncode == 0
    result = json.loads(child.stdout)
    assert result["seconds"] < SECONDS, f"{time.monotonic() - begun:.1f} seconds in all"
    assert result["mebibytes"] < MIBIBYTES
    assert result["text"] != "no problem\n"
    compare(HOSTILE / f"{case.path.split('.')[0]}.expected", _shortened(result["text"]))


def _shortened(text: str) -> str:
    """The first problems and how many there are, so that expectations stay small."""
    problems = text.split("\n\n")
    shown = "\n\n".join(problems[:3])
    return text if len(problems) <= 6 else f"{shown}\n\n({len(problems)} problems, the last:)\n\n{problems[-1]}"
