#!/usr/bin/env python3
"""The house's own checks: what the compiler cannot hold and must never be forgotten.

    tools/house.py [--numbers] [--list] [ROOT]

Errors stop the tests, warnings do not. Each check stands in CHECKS with its reason; what it allows
stands right below, so that a new edge is a visible line in a review. Tested by house_test.py.
"""
import argparse
import pathlib
import re
import sys
from dataclasses import dataclass

from house_numbers import numbers
from house_source import House, Source, catalogue, functions, tables_in, todo_comments

# Parts whose duty includes SQL; in modules it is store*.cc alone.
SQL_PARTS = {"db", "journal", "access", "jobs", "mail", "records"}
# Where exceptions end (rule E2): each file, and what it does with what it catches.
CATCH_EDGES = {
    "src/app/main.cc": "says what broke and leaves",
    "src/app/options.cc": "a config file that is no TOML: says in which line",
    "src/app/doctor.cc": "what broke is a finding",
    "src/access/site.cc": "answers 500 with a reference, or 503 while no database answers",
    "src/web/answer.cc": "answers 500 with a reference, should the site itself break",
    "src/web/server.cc": "says that the port is taken, as Broken",
    "src/jobs/runner.cc": "puts the job back with its reason",
    "src/db/db.cc": "carries a write's exception to the thread that waits for it; tries another server",
    "src/db/connection.cc": "says which statement broke, as Broken; asks the next standby",
    "src/records/document.cc": "a file that is no JSON: says in which line",
}
CATCH_SITES = 20
# The platform's tables that every module's statements may read and point at.
PLATFORM_TABLES = {"record"}
FORBIDDEN_WORDS = {"util", "utils", "helper", "helpers", "manager", "common", "misc", "impl"}
ROOMS = {"verbs", "rules", "store", "pages", "views"}
LONG_FILE, TOO_LONG_FILE, WIDE_LINE, LONG_FUNCTION = 450, 700, 100, 60
TODO_PER_1000 = 0.5
# A row of a URL table that names nobody. The row's type has no default for the who, so the compiler
# refuses it already; a project whose table allows silence puts its pattern here.
ROUTE_WITHOUT_WHO = None


@dataclass
class Finding:
    path: str
    line: int
    severity: str
    check: str
    message: str

    def __str__(self):
        return f"{self.path}:{self.line}: {self.severity}: {self.message} [{self.check}]"


# Includes and names.

def climbing(house):
    """an include never climbs with ../: it would walk round the front door"""
    for source in house.sources:
        if source.is_cpp:
            for number, line in enumerate(source.lines, 1):
                if re.match(r'\s*#\s*include\s*[<"][^">]*\.\.', line):
                    yield source, number, "error", "the include climbs with ../"


def using_namespace(house):
    """a header opens no namespace for those who include it"""
    for source in house.cpp():
        if source.path.endswith(".h"):
            for line, _ in source.matches(r"\busing\s+namespace\b"):
                yield source, line, "error", "'using namespace' in a header"


def names(house):
    """a file is named after its duty, a module never after a room"""
    for source in house.sources:
        for part in source.where:
            bad = FORBIDDEN_WORDS & set(re.split(r"[._-]", part.lower()))
            if bad:
                yield source, 1, "error", f"'{part}' says '{bad.pop()}', which is no duty"
    for name in set(house.modules) & ROOMS:
        yield "src/modules/CMakeLists.txt", 1, "error", f"module '{name}' bears a room's name"
    for name in {s.module for s in house.sources if s.module} - set(house.modules):
        yield f"src/modules/{name}", 1, "error", "the folder is not in the ordered list"


# SQL.

SQL = re.compile(r"""^(?:\s|\(|--[^\n]*\n)*(?:
    select\b.*\bfrom\b | select\s+(?:count|coalesce|exists|max|min|sum)\s*\(
  | insert\s+(?:or\s+\w+\s+)?into\b
  | update\s+(?:or\s+\w+\s+)?\w+\s+set\b | delete\s+from\b | replace\s+into\b | alter\s+table\b
  | (?:create|drop)\s+(?:or\s+replace\s+)?(?:unique\s+|temp\w*\s+)?
    (?:table|index|view|trigger|schema)\b
  | with\s+(?:recursive\s+)?\w+\s*(?:\([^)]*\)\s*)?as\s*\(
  | pragma\s+\w+ | savepoint\s+\w+ | vacuum\b
    )""", re.S | re.I | re.X)


def sql_place(house):
    """SQL stands in store*.cc of a module, or in a part whose duty it is"""
    for source in house.cpp(tests=False):
        is_store = source.module and source.where[-1].startswith("store")
        if is_store or (not source.module and source.where[1] in SQL_PARTS):
            continue
        for literal in source.literals:
            if SQL.match(literal.text):
                yield source, literal.line, "error", "SQL outside store*.cc"


def sql_concatenation(house):
    """a statement is one constant text: values are parameters"""
    for source in house.cpp(tests=False):
        if not source.module:
            continue
        for literal in source.literals:
            before = source.code[:literal.start].rstrip()[-1:]
            after = source.code[literal.end:].lstrip()[:1]
            if SQL.match(literal.text) and "+" in (before, after):
                yield source, literal.line, "error", "SQL built by concatenation"


def owner_of(table, modules):
    owners = [m for m in modules if table == m or table.startswith(m + "_")]
    return max(owners, key=len, default=None)


def fault_of(way, table, module, modules):
    """Why this module may not do this with this table, or None."""
    if table in PLATFORM_TABLES and way in ("read", "point"):
        return None
    owner = owner_of(table, modules)
    if owner == module:
        return None
    if owner is None:
        return f"table '{table}' bears no module's name (<module>_<noun>)"
    if owner not in modules[module]:
        return f"'{table}' belongs to '{owner}', which '{module}' does not name in USES"
    if way == "point":
        return None
    if way == "read":
        return None if table.startswith(f"{owner}_v_") else \
            f"'{table}' is private to '{owner}': read a view {owner}_v_<noun>"
    return f"'{table}' belongs to '{owner}': only its verbs may change it"


def foreign_tables(house):
    """a module touches its own tables, and reads others through published views"""
    for source in house.sources:
        if source.module not in house.modules or source.is_test:
            continue
        if source.path.endswith(".sql"):
            texts = [(1, source.text)]
        else:
            texts = [(l.line, l.text) for l in source.literals if SQL.match(l.text)]
        for line, text in texts:
            for way, table in sorted(set(tables_in(text))):
                fault = fault_of(way, table, source.module, house.modules)
                if fault:
                    if source.path.endswith(".sql"):
                        line = source.line(max(0, source.text.lower().find(table)))
                    yield source, line, "error", fault


# C++.

def catches(house):
    """exceptions end at a few listed edges"""
    sites = 0
    for source in house.cpp(tests=False):
        for line, _ in source.matches(r"\bcatch\s*\("):
            sites += 1
            if source.path not in CATCH_EDGES:
                yield source, line, "error", "catch outside the edges listed in tools/house.py"
    if sites > CATCH_SITES:
        yield "src", 1, "warning", f"{sites} catch sites; {CATCH_SITES} are meant to be enough"


def ownership(house):
    """things are owned by values and unique_ptr, never by a bare new"""
    for source in house.cpp():
        if source.is_test:
            continue
        for line, _ in source.matches(r"(?<!operator )(?<![\w.>#])new\b(?=\s+[\w:]|\s*\()"):
            yield source, line, "error", "naked new"
        for line, _ in source.matches(r"(?<!operator )\bdelete\b(?=\s*\[\s*\]|\s+[\w*(])"):
            yield source, line, "error", "naked delete"


INLINE = [(r"\bstyle\s*=\s*\\?[\"'{]", "an inline style"), (r"<style\b", "a style element"),
          (r"<script\b(?![^>]*\bsrc\s*=)(?![^>]*type=\\?\"application/json)", "an inline script"),
          (r"<[a-z][^<>]*\son[a-z]+\s*=\s*\\?[\"'{]", "an inline event handler"),
          (r"\bjavascript:", "a javascript: address")]


# Files that carry all of their own look with them and are never served as pages.
INLINE_EDGES = {
    "src/document/print.cc": "the HTML that PDF and DOCX are made of",
    "src/document/picture.cc": "an SVG file",
}


def inline_script(house):
    """the content security policy allows nothing inline"""
    for source in house.cpp(tests=False):
        if source.path in INLINE_EDGES:
            continue
        for literal in source.literals:
            for pattern, what in INLINE:
                found = re.search(pattern, literal.text, re.I)
                if found:
                    line = literal.line + literal.text.count("\n", 0, found.start())
                    yield source, line, "error", f"{what} in a page"


def route_rows(house):
    """every row of a URL table says who may enter"""
    if ROUTE_WITHOUT_WHO:
        for source in house.cpp(tests=False):
            for line, _ in source.matches(ROUTE_WITHOUT_WHO):
                yield source, line, "error", "a route without a who"


# Comments, tests, sizes.

def tested_by(house):
    """a source says in its first eight lines which test holds it"""
    for source in house.cpp(tests=False):
        if not source.path.endswith(".cc"):
            continue
        head = "\n".join(source.lines[:8])
        said = re.search(r"//.*?\bTested by\s+(.*(?:\n//.*)*)", head)
        if not said:
            yield source, 1, "error", "no 'Tested by …' in the first eight lines"
        elif said.group(1).startswith("nothing"):
            if not re.match(r"nothing: \S+ \S+", said.group(1)):
                yield source, 1, "error", "'Tested by nothing:' needs its reason"
        else:
            tests = re.findall(r"[\w./-]+_test(?:\.\w+)?|tests/[\w./-]*\w", said.group(1))
            for test in tests:
                if not exists_somewhere(house.root, source, test):
                    yield source, 1, "error", f"Tested by {test}, which does not exist"
            if not tests:
                yield source, 1, "error", "'Tested by' names no test file"


def exists_somewhere(root, source, test):
    beside = (root / source.path).parent
    name = test if re.search(r"\.\w+$", test) or test.startswith("tests/") else test + ".cc"
    return any((folder / name).exists() for folder in
               (beside, root, root / "src", root / "src/modules"))


def todos(house):
    """unfinished work is an issue first, and rare"""
    lines = count = 0
    for source in house.cpp():
        lines += len(source.lines)
        for line, text in todo_comments(source):
            count += 1
            if not re.match(r"\w+\s*\(?#\d+", text):
                yield source, line, "error", "a TODO names its issue: TODO(#12)"
    if count > max(1, TODO_PER_1000 * lines / 1000):
        yield "src", 1, "error", f"{count} TODOs in {lines} lines, over {TODO_PER_1000} per 1 000"


def sizes(house):
    """files, lines and functions are short enough to be read"""
    for source in house.sources:
        length = len(source.lines)
        if length > TOO_LONG_FILE and source.is_cpp and not source.is_test:
            yield source, 1, "error", f"{length} lines: split by noun, at most {TOO_LONG_FILE}"
        elif length > LONG_FILE:
            yield source, 1, "warning", f"{length} lines: split by noun at {LONG_FILE}"
        wide = [n for n, line in enumerate(source.lines, 1) if len(line) > WIDE_LINE]
        if wide:
            yield source, wide[0], "warning", f"{len(wide)} line(s) over {WIDE_LINE} columns"
    for source in house.cpp(tests=False):
        for name, start, end in functions(source):
            if end - start + 1 > LONG_FUNCTION:
                yield source, start, "warning", f"{name} has {end - start + 1} lines"


def placeholders(house):
    """a translation keeps the placeholders of its source"""
    for path in sorted((house.root / "locale").glob("*.po")):
        for line, source, target in catalogue(path.read_text()):
            if target and fields(source) != fields(target):
                yield (f"locale/{path.name}", line, "error",
                       f"placeholders differ: {fields(source)} became {fields(target)}")


def fields(text):
    return sorted(re.findall(r"(?<!\{)\{[^{}]*\}", text))


CHECKS = [climbing, using_namespace, names, sql_place, sql_concatenation, foreign_tables, catches,
          ownership, inline_script, route_rows, tested_by, todos, sizes, placeholders]


def findings(house):
    for check in CHECKS:
        for source, line, severity, message in check(house):
            path = source.path if isinstance(source, Source) else source
            yield Finding(path, line, severity, check.__name__, message)


def main():
    parser = argparse.ArgumentParser(description="the house's own checks")
    parser.add_argument("root", nargs="?", default=pathlib.Path(__file__).resolve().parents[1],
                        type=pathlib.Path)
    parser.add_argument("--numbers", action="store_true", help="print sizes and shares")
    parser.add_argument("--list", action="store_true", help="name the checks and leave")
    options = parser.parse_args()
    if options.list:
        for check in CHECKS:
            print(f"{check.__name__:18} {check.__doc__}")
        return 0
    house = House.read(options.root)
    found = sorted(findings(house), key=lambda f: (f.severity, f.path, f.line))
    for finding in reversed(found):
        print(finding)
    if options.numbers:
        numbers(house)
    errors = sum(f.severity == "error" for f in found)
    print(f"house: {errors} error(s), {len(found) - errors} warning(s) "
          f"in {len(house.sources)} files, {len(CHECKS)} checks")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
