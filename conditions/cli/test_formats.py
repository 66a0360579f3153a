"""The outcomes of tests for other programs: records, JUnit's XML, and SARIF."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath
from typing import Final
from urllib.parse import quote

from conditions import __version__
from conditions.cli.tested import FileRun, Ran
from conditions.errors import Problem, visible

_SARIF_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"


def to_records(files: Sequence[FileRun]) -> list[dict[str, object]]:
    """One flat record for each test, and for each problem of a file."""
    return [record for file in files for record in _records(file)]


def _records(file: FileRun) -> Iterator[dict[str, object]]:
    for problem in (*file.problems, *file.unused):
        yield {"file": str(file.path), "outcome": problem.severity, **_place(problem), "message": problem.message}
    for ran in file.ran:
        yield {
            "file": str(file.path),
            "test": ran.case.name,
            "outcome": ran.outcome,
            "expected": ran.case.expectation.expected,
            **_properties(file, ran),
            **(_place(ran.problem) if ran.problem else {}),
            **({"reason": ran.case.known_failure} if ran.case.known_failure else {}),
        }


def _place(problem: Problem) -> dict[str, object]:
    place = problem.location
    return {"code": problem.code, **({"line": place.line, "column": place.column} if place else {})}


def _properties(file: FileRun, ran: Ran) -> dict[str, str]:
    assert file.cases is not None
    return file.cases.properties(ran.case)


# --- JUnit ------------------------------------------------------------------------


def to_junit(files: Sequence[FileRun]) -> str:
    """The outcomes as JUnit's XML, one suite for each file; other letters than ASCII as references."""
    suites = ET.Element("testsuites", name="conditions")
    for file in files:
        cases = [*(_case(file, ran) for ran in file.ran), *(_error(file, one) for one in file.problems)]
        cases += [_error(file, one, "failure") for one in file.unused if one.severity == "error"]
        suite = ET.SubElement(suites, "testsuite", name=visible(str(file.path)), tests=str(len(cases)))
        for tag, attribute in (("failure", "failures"), ("error", "errors"), ("skipped", "skipped")):
            suite.set(attribute, str(sum(case.find(tag) is not None for case in cases)))
        suite.extend(cases)
    ET.indent(suites)
    text: bytes = ET.tostring(suites, encoding="us-ascii", xml_declaration=True)
    return text.decode("ascii")


def _case(file: FileRun, ran: Ran) -> ET.Element:
    case = ET.Element("testcase", classname=_class(file), name=visible(ran.case.name))
    properties = ET.SubElement(case, "properties")
    for name, value in _properties(file, ran).items():
        ET.SubElement(properties, "property", name=name, value=visible(value))
    if ran.fails and ran.problem is not None:
        failure = ET.SubElement(case, "failure", message=visible(ran.problem.message))
        failure.text = _shown(ran.text)
    elif ran.case.known_failure is not None:
        ET.SubElement(case, "skipped", message=visible(f"known failure: {ran.case.known_failure}"))
    return case


def _error(file: FileRun, problem: Problem, tag: str = "error") -> ET.Element:
    case = ET.Element("testcase", classname=_class(file), name=problem.code)
    ET.SubElement(case, tag, message=visible(problem.message)).text = _shown(str(problem))
    return case


def _class(file: FileRun) -> str:
    return visible(file.path.as_posix())


def _shown(text: str) -> str:
    """The text with what XML cannot hold written out."""
    return "\n".join(visible(row) for row in text.splitlines())


# --- SARIF ------------------------------------------------------------------------


def to_sarif(files: Sequence[FileRun]) -> dict[str, object]:
    """What is amiss in the Static Analysis Results Interchange Format 2.1.0, with which code hosts mark lines."""
    return _sarif([result for file in files for result in _results(file)])


def problems_to_sarif(problems: Iterable[Problem]) -> dict[str, object]:
    """Problems in the same form; one that is in no file is in no place."""
    return _sarif([_result(None, problem, problem.severity, str(problem)) for problem in problems])


def _sarif(results: Sequence[dict[str, object]]) -> dict[str, object]:
    rules = [{"id": rule} for rule in sorted({str(result["ruleId"]) for result in results})]
    driver = {"name": "conditions", "version": __version__, "rules": rules}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}


def _results(file: FileRun) -> Iterator[dict[str, object]]:
    for problem in (*file.problems, *file.unused):
        yield _result(file, problem, problem.severity, str(problem))
    for ran in file.ran:
        if ran.problem is not None:
            known = ran.outcome == "known failure"
            text = f"known failure: {ran.case.known_failure}" if known else ran.text
            yield _result(file, ran.problem, "note" if known else "error", text)


def _result(file: FileRun | None, problem: Problem, level: str, text: str) -> dict[str, object]:
    place = problem.location
    path = place.path if place else None if file is None else str(file.path)
    physical: dict[str, object] = {} if path is None else {"artifactLocation": {"uri": _uri(path)}}
    if place is not None:
        end = place.column + place.length
        physical["region"] = {"startLine": place.line, "startColumn": place.column, "endColumn": end}
    return {
        "ruleId": problem.code,
        "level": level,
        "message": {"text": text},
        **({"locations": [{"physicalLocation": physical}]} if physical else {}),
    }


def _uri(path: str) -> str:
    """The path as a URI: a relative one stays relative."""
    pure = PurePath(path)
    return pure.as_uri() if pure.is_absolute() else quote(pure.as_posix(), errors="surrogateescape")


__all__ = ["problems_to_sarif", "to_junit", "to_records", "to_sarif"]
