"""The files that an editor has open, and those beside them: read, and read again only when something changed.

What is open counts as it stands in the editor, saved or not. Everything else is read from the disk.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import field
from functools import cached_property
from operator import is_not
from pathlib import Path
from typing import Any, Final, TypeVar

from conditions.errors import FileError, Problem
from conditions.files.disk import is_json, read_source
from conditions.files.dossier import NAMES, LoadedDossier, dossier_in, sound_part
from conditions.files.nodes import Mapping, Text
from conditions.files.scenario import ENDINGS, LoadedScenario, dossier_named_in, own_problems, scenario_in
from conditions.files.yaml_nodes import read_mapping
from conditions.lsp.columns import Encoding, Page
from conditions.lsp.layout import FileKind
from conditions.lsp.mentions import mentions, names_of
from conditions.lsp.names import Mention, Names
from conditions.model.dossier import Dossier
from conditions.records import dataclass

Found = TypeVar("Found")

MOST_FILES: Final = 2_000
"""Most scenario files of one dossier that are looked at."""
_DOSSIER: Final = re.compile(r"^[\"']?(?:dossier|parties)[\"']?\s*:|^\s*\{\s*\"(?:dossier|parties)\"", re.MULTILINE)
_NAMED: Final = re.compile(r"^[\s{]*\"?dossier\"?\s*:\s*(?P<path>\S[^\n,}]*)", re.MULTILINE)


@dataclass(frozen=True)
class ReadFile:
    """A file as it was read.

    Attributes:
        path: The file.
        kind: What kind of file it is.
        text: Its text, `None` where it has none that can be read.
        root: What stands in it, where that can be read.
        problems: Why it cannot be read.
    """

    path: Path
    kind: FileKind
    text: str | None = field(repr=False)
    root: Mapping | None = field(repr=False, default=None)
    problems: tuple[Problem, ...] = ()

    @cached_property
    def names(self) -> Names:
        """What it defines."""
        return Names() if self.root is None else names_of(self.root, self.kind)


@dataclass(frozen=True)
class Read:
    """A dossier or scenario, or what is wrong with it.

    Attributes:
        file: The file.
        dossier: The dossier, of a dossier file without mistakes.
        scenario: The scenario, of a scenario file without mistakes.
        problems: What is wrong.
        home: Of a scenario, its dossier's file.
    """

    file: ReadFile
    dossier: LoadedDossier | None = None
    scenario: LoadedScenario | None = None
    problems: tuple[Problem, ...] = ()
    home: Path | None = None


class Workspace:
    """The files of an editor.

    Attributes:
        encoding: In which units its columns are counted.
        roots: The folders that it has open.
    """

    def __init__(self, roots: Iterable[Path] = (), encoding: Encoding = "utf-16") -> None:
        self.encoding: Encoding = encoding
        self.roots: list[Path] = list(roots)
        self._texts: dict[Path, str] = {}
        self._files: dict[Path, tuple[Hashable, ReadFile]] = {}
        self._read: dict[Path, tuple[tuple[object, ...], Read]] = {}
        self._mentions: dict[Path, tuple[tuple[ReadFile, ReadFile | None], tuple[Mention, ...]]] = {}
        self._found: dict[tuple[str, Path], tuple[tuple[object, ...], Any]] = {}
        self._good: dict[Path, LoadedDossier] = {}
        self._good_files: dict[Path, ReadFile] = {}

    # --- what is open -----------------------------------------------------------

    def open(self, path: Path, text: str) -> None:
        """Take the text of an open file, or its new text."""
        self._texts[path] = text

    def close(self, path: Path) -> None:
        """Forget the text of a file; from now on that on the disk counts."""
        self._texts.pop(path, None)

    def opened(self) -> tuple[Path, ...]:
        """The open files that are dossiers or scenarios."""
        return tuple(path for path in self._texts if self.kind(path) is not None)

    def kind(self, path: Path) -> FileKind | None:
        """What kind of file it is: by its name, or for an open one of another name, by what stands in it."""
        if path.name.endswith(ENDINGS):
            return "scenario"
        text = self._texts.get(path, "")
        return "dossier" if path.name in NAMES or _is_dossier(path, text) else None

    def page(self, path: Path) -> Page:
        """The text of a file as an editor counts it; empty where it cannot be read."""
        text = self._texts.get(path)
        if text is None:
            text = self.file(path, self.kind(path) or "dossier").text or ""
        return Page.of(text, self.encoding)

    # --- reading ----------------------------------------------------------------

    def file(self, path: Path, kind: FileKind) -> ReadFile:
        """A file, read again if its text is another one by now."""
        stamp = self._stamp(path)
        known = self._files.get(path)
        if known is None or known[0] != stamp:
            known = (stamp, self._read_file(path, kind))
            self._files[path] = known
            if known[1].root is not None:
                self._good_files[path] = known[1]
        return known[1]

    def last_good(self, path: Path, kind: FileKind) -> ReadFile:
        """The file as it was when it could last be read as YAML or JSON; as it is, if it never could."""
        now = self.file(path, kind)
        return now if now.root is not None else self._good_files.get(path, now)

    def read(self, path: Path) -> Read:
        """The dossier or scenario of a file, with what is wrong with it."""
        return self.scenario(path) if self.kind(path) == "scenario" else self.dossier(path)

    def dossier(self, path: Path) -> Read:
        """The dossier of a file."""
        file = self.file(path, "dossier")
        known = self._read.get(path)
        if known is None or known[0] != (file,):
            known = ((file,), _dossier(file))
            self._read[path] = known
            if known[1].dossier is not None:
                self._good[path] = known[1].dossier
        return known[1]

    def scenario(self, path: Path) -> Read:
        """The scenario of a file, checked against its dossier as it stands in the editor."""
        file = self.file(path, "scenario")
        home, problems = self._home(file)
        dossier = self.dossier(home) if home is not None else None
        of_dossier = dossier.dossier if dossier is not None else None
        key = (file, of_dossier, home)
        known = self._read.get(path)
        if known is None or not all(one is other for one, other in zip(known[0][:2], key[:2], strict=True)):
            known = (key, _scenario(file, of_dossier, home, problems))
            self._read[path] = known
        return known[1]

    def home(self, path: Path) -> Path | None:
        """The file of the dossier to which a file belongs; a dossier belongs to itself."""
        if self.kind(path) == "dossier":
            return path
        return self._home(self.last_good(path, "scenario"))[0]

    def meant(self, path: Path) -> Dossier | None:
        """The dossier of a file as it was when it was last without mistakes, else the sound part of it."""
        home = self.home(path)
        if home is None:
            return None
        read = self.dossier(home)
        if read.dossier is not None:
            return read.dossier.dossier
        if home in self._good:
            return self._good[home].dossier
        return sound_part(read.file.root) if read.file.root is not None else None

    def names(self, path: Path) -> Names:
        """Everything that is defined for a file: in its dossier, and in the file itself."""
        home = self.home(path)
        names = self.last_good(home, "dossier").names if home is not None else Names()
        if home != path and self.kind(path) == "scenario":
            names = names.joined(self.last_good(path, "scenario").names)
        return names

    def mentions(self, path: Path) -> tuple[Mention, ...]:
        """Every mention in a file, as it stands; none where it cannot be read."""
        kind = self.kind(path)
        file = self.file(path, kind) if kind is not None else None
        if file is None or file.root is None:
            return ()
        home = self.home(path)
        key = (file, self.last_good(home, "dossier") if home is not None else None)
        known = self._mentions.get(path)
        if known is None or not (known[0][0] is key[0] and known[0][1] is key[1]):
            known = (key, mentions(file.root, file.kind, self.names(path)))
            self._mentions[path] = known
        return known[1]

    def family(self, home: Path) -> list[Path]:
        """The scenario files of a dossier: in its folder, in those below, and in those above that are open."""
        found = dict.fromkeys(path for path in self._candidates(home) if self.kind(path) == "scenario")
        return [path for path in found if self._belongs(path, home)]

    def once(self, what: tuple[str, Path], rests_on: tuple[object, ...], find: Callable[[], Found]) -> Found:
        """What is found, which is not looked for again as long as it rests on the very same things.

        Args:
            what: What is looked for, and in which file.
            rests_on: Everything that it depends on.
            find: How it is found.
        """
        known = self._found.get(what)
        if known is None or len(known[0]) != len(rests_on) or any(map(is_not, known[0], rests_on)):
            known = (rests_on, find())
            self._found[what] = known
        found: Found = known[1]
        return found

    # --- inside -------------------------------------------------------------------

    def _candidates(self, home: Path) -> Iterator[Path]:
        yield from self._texts
        folders = [home.parent, *_folders(home.parent)]
        for root in self.roots:
            if home.is_relative_to(root):
                folders += [one for one in home.parent.parents if one.is_relative_to(root)]
        count = 0
        for folder in folders:
            for path in _listing(folder):
                count += 1
                if count > MOST_FILES:
                    return
                yield path

    def _belongs(self, path: Path, home: Path) -> bool:
        found = self._home(self.last_good(path, "scenario"))[0]
        return found is not None and (found == home or found.resolve() == home.resolve())

    def _home(self, file: ReadFile) -> tuple[Path | None, tuple[Problem, ...]]:
        """The dossier's file of a scenario, or why there is none."""
        root = file.root if file.root is not None else _head(file)
        try:
            found = dossier_named_in(root, file.path)
        except FileError as error:
            unsaved = self._unsaved_home(file)
            return (unsaved, ()) if unsaved is not None else (None, error.problems)
        except (OSError, ValueError):
            return None, (Problem("no-dossier", "the dossier of the scenario cannot be looked for"),)
        return self._as_opened(found), ()

    def _unsaved_home(self, file: ReadFile) -> Path | None:
        """The dossier of a scenario, where it is open and was not saved yet."""
        said = file.root.get("dossier") if file.root is not None else None
        names = [said] if isinstance(said, Text) else NAMES
        return next((path for name in names if (path := file.path.parent / name) in self._texts), None)

    def _as_opened(self, path: Path) -> Path:
        """The path under which the editor has a file open, which may lead there another way."""
        if path in self._texts:
            return path
        target = path.resolve()
        return next((one for one in self._texts if one == target or one.resolve() == target), target)

    def _stamp(self, path: Path) -> Hashable:
        text = self._texts.get(path)
        if text is not None:
            return text
        try:
            state = path.stat()
        except (OSError, ValueError):
            return None
        return state.st_mtime_ns, state.st_size

    def _read_file(self, path: Path, kind: FileKind) -> ReadFile:
        text = self._texts.get(path)
        try:
            if text is None:
                text = read_source(path).text
            return ReadFile(path, kind, text, read_mapping(text, str(path), json=is_json(path)))
        except FileError as error:
            return ReadFile(path, kind, text, None, error.problems)


def _head(file: ReadFile) -> Mapping:
    """What a scenario that cannot be read says of its dossier, if a line of it says anything."""
    said = _NAMED.search(file.text or "")
    try:
        return read_mapping(f"dossier: {said['path']}" if said else "scenario: …", str(file.path))
    except FileError:
        return read_mapping("scenario: …", str(file.path))


def _is_dossier(path: Path, text: str) -> bool:
    return path.suffix.lower() in {".yaml", ".yml", ".json"} and len(set(_DOSSIER.findall(text[:100_000]))) > 1


def _listing(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.name.endswith(ENDINGS))
    except OSError:
        return []


def _folders(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith("."))
    except OSError:
        return []


def _dossier(file: ReadFile) -> Read:
    if file.root is None:
        return Read(file, problems=file.problems)
    try:
        return Read(file, dossier_in(file.root, file.path))
    except FileError as error:
        return Read(file, problems=error.problems)


def _scenario(file: ReadFile, dossier: LoadedDossier | None, home: Path | None, problems: tuple[Problem, ...]) -> Read:
    if file.root is None:
        return Read(file, problems=file.problems)
    try:
        if dossier is None:
            return Read(file, problems=(*own_problems(file.root), *problems), home=home)
        return Read(file, scenario=scenario_in(file.root, file.path, dossier.dossier), home=home)
    except FileError as error:
        return Read(file, problems=error.problems, home=home)
