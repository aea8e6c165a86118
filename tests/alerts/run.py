#!/usr/bin/env python3
"""The alert rules of package/alerts.yml: Prometheus' own tool takes them, they are raised when they should
be and not before (cases.yml), and each figure that they ask for stands in the sources.

    tests/alerts/run.py

Wants promtool, which `script/install test` unpacks.
"""
import pathlib
import re
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
RULES = ROOT / "package/alerts.yml"
UNPACKED = ROOT / "build/promtool/usr/bin/promtool"


def told_by(*words):
    tool = shutil.which("promtool") or UNPACKED
    if not pathlib.Path(tool).exists():
        return "promtool is not there: script/install test unpacks it\n"
    done = subprocess.run([tool, *map(str, words)], capture_output=True, text=True, cwd=ROOT)
    return "" if done.returncode == 0 else done.stdout + done.stderr


def unknown_figures():
    sources = "".join(file.read_text() for file in (ROOT / "src").rglob("*.cc") if not file.name.endswith("_test.cc"))
    asked = set(re.findall(r"\bsamloft_\w+", re.sub(r"#.*", "", RULES.read_text())))
    return "".join(f"{name} is in no source\n" for name in sorted(asked) if f'"{name}"' not in sources) or \
        ("" if asked else "no figure is asked for\n")


def main():
    checks = {
        "each figure of the rules is counted": unknown_figures(),
        "the rules are rules": told_by("check", "rules", "--lint-fatal", RULES),
        "they are raised when they should be, and not before": told_by("test", "rules", "tests/alerts/cases.yml"),
    }
    for what, fault in checks.items():
        print(("FAILED: " + what + "\n" + fault) if fault else "passed: " + what)
    failed = sum(map(bool, checks.values()))
    print(f"{len(checks) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
