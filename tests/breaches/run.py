#!/usr/bin/env python3
"""Builds that must fail: a guard that is not tested is a hope.

A small project is made in a temporary directory from the real cmake/Module.cmake, the real
cmake/Part.cmake, the real visibility of the parts (src/CMakeLists.txt), the real warnings and the
real src/base headers; only modules and parts' sources are made up. It must build. Then each breach
changes a file or two, must be refused with the expected message, and is taken back.

    tests/breaches/run.py [words of a breach's name]
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
MODULES = """\
module(people)
module(partnership USES people)
module(needs       USES people partnership)
module(bti SEALED  USES people)
"""


def house_rules():
    """The real lines that decide who sees what, and which warnings stop a build."""
    parts = re.findall(r"^part\((\w+)([^)]*)\)", (ROOT / "src/CMakeLists.txt").read_text(), re.M)
    names = {name for name, _ in parts}
    lines = []
    for name, rest in parts:
        seen = re.search(r"SEES((?:\s+[\w:]+)*?)(?=\s+(?:LIBRARIES|PRIVATE)\b|\s*$)", rest)
        sees = [part for part in (seen.group(1).split() if seen else []) if part in names]
        hidden = re.search(r"PRIVATE((?:\s+[\w:]+)*)", rest)
        hides = [part for part in (hidden.group(1).split() if hidden else []) if part in names]
        lines.append(f"part({name}" + (" SEES " + " ".join(sees) if sees else "") +
                     (" PRIVATE " + " ".join(hides) if hides else "") + ")")
    warnings = re.search(r"^add_compile_options\(-W[^)]*\)", (ROOT / "CMakeLists.txt").read_text(),
                         re.M)
    if not parts or not warnings:
        sys.exit("breaches: the part() lines or the warnings were not found where they belong")
    return names, "\n".join(lines) + "\n", warnings.group(0)


def base_project():
    parts, part_lines, warnings = house_rules()
    files = {
        "CMakeLists.txt": f"""\
cmake_minimum_required(VERSION 3.25)
project(breaches LANGUAGES CXX)
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
{warnings}
enable_testing()
add_library(test_main STATIC test_main.cc)
add_library(GTest::gtest_main ALIAS test_main)
include({ROOT}/cmake/Part.cmake)
include({ROOT}/cmake/Module.cmake)
add_subdirectory(src)
""",
        "test_main.cc": "int main() { return 0; }\n",
        "src/empty.cc": "",
        "src/CMakeLists.txt": """\
add_library(headers OBJECT empty.cc)
target_precompile_headers(headers PRIVATE <string>)
add_library(test_headers OBJECT empty.cc)
target_compile_options(test_headers PRIVATE -O0)
target_precompile_headers(test_headers PRIVATE <string>)
""" + part_lines + """\
add_subdirectory(modules)
add_library(app OBJECT app.cc)
target_link_libraries(app PRIVATE bti)
""",
        "src/app.cc": '#include "bti/bti.h"\n',
        "src/modules/CMakeLists.txt": MODULES,
    }
    for part in parts:
        probe = f"int {part}_probe()"
        files[f"src/{part}/probe.h"] = f"#pragma once\nnamespace samloft {{ {probe}; }}\n"
        files[f"src/{part}/probe.cc"] = (f'#include "{part}/probe.h"\n'
                                         f"namespace samloft {{ {probe} {{ return 0; }} }}\n")
    for header in (ROOT / "src/base").glob("*.h"):
        files[f"src/base/{header.name}"] = header.read_text()
    for module in re.findall(r"module\((\w+)", MODULES):
        folder = f"src/modules/{module}"
        space = f"namespace samloft::{module}"
        files |= {
            f"{folder}/README.md": "Made up.\n",
            f"{folder}/schema.sql": f"create table {module}_thing (id blob primary key);\n",
            f"{folder}/{module}.h": '#pragma once\n#include "base/result.h"\n'
                                    f"{space} {{ Result<int> count(); }}\n",
            f"{folder}/{module}.cc": f'#include "{module}/{module}.h"\n'
                                     f"{space} {{ Result<int> count() {{ return 1; }} }}\n",
            f"{folder}/rules.h": f"#pragma once\n{space} {{ int limit(); }}\n",
            f"{folder}/rules.cc": '#include "rules.h"\n'
                                  f"{space} {{ int limit() {{ return 2; }} }}\n",
            f"{folder}/store.h": f"#pragma once\n{space} {{ int rows(); }}\n",
            f"{folder}/store.cc": '#include "db/probe.h"\n#include "store.h"\n'
                                  f"{space} {{ int rows() {{ return db_probe(); }} }}\n",
            f"{folder}/pages.cc": '#include "page/probe.h"\n#include "store.h"\n'
                                  '#include "web/probe.h"\n'
                                  f'#include "{module}/{module}.h"\n',
            f"{folder}/views.cc": '#include "page/probe.h"\n',
        }
    files["src/modules/needs/needs.cc"] = (
        '#include "needs/needs.h"\n'
        '#include "partnership/partnership.h"\n#include "people/people.h"\n'
        "namespace samloft::needs {\n"
        "Result<int> count() {\n"
        "  TRY_ASSIGN(int partnerships, partnership::count());\n"
        "  TRY_ASSIGN(int people, people::count());\n"
        "  return partnerships + people;\n"
        "}\n}\n")
    files["src/modules/people/people_test.cc"] = (
        '#include "people/people.h"\n'
        "namespace samloft { bool is_there() { return people::count().has_value(); } }\n")
    return files


def including(header, module, room):
    """One include more at the top of a room."""
    return {f"src/modules/{module}/{room}": lambda text: f'#include "{header}"\n{text}'}


def listed(old, new):
    """Another line in the ordered list."""
    return {"src/modules/CMakeLists.txt": lambda text: text.replace(old, new)}


def no_such(header):
    return re.escape(header) + ": No such file"


GONE = None
LEANING = 'namespace samloft::people { int hidden() { return partnership::limit(); } }\n'
# What is done, where it is stopped, by which message, and the change itself.
BREACHES = [
    ("private header of a declared module", "build", no_such("people/rules.h"),
     including("people/rules.h", "needs", "needs.cc")),
    ("private header by its bare name", "build", no_such("secret.h"),
     including("secret.h", "needs", "needs.cc")
     | {"src/modules/people/secret.h": "#pragma once\n"}),
    ("front door that is not declared", "build", no_such("needs/needs.h"),
     including("needs/needs.h", "bti", "bti.cc")),
    ("front door of a dependency's dependency", "build", no_such("people/people.h"),
     listed("needs       USES people partnership", "needs USES partnership")),
    ("module further down the list", "configure",
     r"module\s+'people'\s+uses\s+'needs',\s+which\s+is\s+not\s+declared\s+above",
     listed("module(people)", "module(people USES needs)")),
    ("two modules using each other", "configure",
     r"'people'\s+uses\s+'partnership',\s+which\s+is\s+not\s+declared\s+above",
     listed("module(people)", "module(people USES partnership)")),
    ("sealed module", "configure", r"'evaluation'\s+uses\s+'bti',\s+which\s+is\s+sealed",
     listed("module(bti SEALED  USES people)",
            "module(bti SEALED USES people)\nmodule(evaluation USES bti)")
     | {"src/modules/evaluation/evaluation.h": "#pragma once\n",
        "src/modules/evaluation/evaluation.cc": '#include "bti/bti.h"\n',
        "src/modules/evaluation/rules.cc": "", "src/modules/evaluation/store.cc": "",
        "src/modules/evaluation/pages.cc": "", "src/modules/evaluation/views.cc": "",
        "src/modules/evaluation/schema.sql": "", "src/modules/evaluation/README.md": ""}),
    ("README missing", "configure", r"module\s+'needs':\s+README\.md\s+is\s+missing",
     {"src/modules/needs/README.md": GONE}),
    ("front door missing", "configure", r"module\s+'needs':\s+needs\.h\s+is\s+missing",
     {"src/modules/needs/needs.h": GONE}),
    ("schema missing", "configure", r"module\s+'needs':\s+schema\.sql\s+is\s+missing",
     {"src/modules/needs/schema.sql": GONE}),
    ("rules includes the database", "build", no_such("db/probe.h"),
     including("db/probe.h", "needs", "rules.cc")),
    ("rules includes the web", "build", no_such("web/probe.h"),
     including("web/probe.h", "needs", "rules.cc")),
    ("pages includes the database", "build", no_such("db/probe.h"),
     including("db/probe.h", "needs", "pages.cc")),
    ("views includes the database", "build", no_such("db/probe.h"),
     including("db/probe.h", "needs", "views.cc")),
    ("store includes the web", "build", no_such("web/probe.h"),
     including("web/probe.h", "needs", "store.cc")),
    ("platform part includes a module", "build", no_such("people/people.h"),
     {"src/web/probe.cc": lambda text: f'#include "people/people.h"\n{text}'}),
    ("lower part includes a higher one", "build", no_such("web/probe.h"),
     {"src/db/probe.cc": lambda text: f'#include "web/probe.h"\n{text}'}),
    ("front door includes a private header", "build", no_such("rules.h"),
     including("rules.h", "people", "people.h")),
    ("own declaration of a foreign function", "build",
     r"undefined reference to .*partnership::limit",
     {"src/modules/people/people.cc": lambda text: (
         f"{text}namespace samloft::partnership {{ int limit(); }}\n"
         f"namespace samloft::people {{ int hidden(); }}\n{LEANING}"),
      "src/modules/people/people_test.cc": lambda text: (
          f"{text}namespace samloft::people {{ int hidden(); }}\n"
          "namespace samloft { int leak() { return people::hidden(); } }\n")}),
    ("Result dropped", "build", r"ignoring return(ed)? value.*(nodiscard|Result)",
     {"src/modules/needs/pages.cc": lambda text: (
         f"{text}namespace samloft::needs {{ void drop(); void drop() {{ count(); }} }}\n")}),
    ("Result<void> dropped", "build", r"ignoring return(ed)? value.*(nodiscard|Result)",
     {"src/modules/needs/pages.cc": lambda text: (
         f"{text}namespace samloft::needs {{ Result<void> close();\n"
         "void drop(); void drop() { close(); } }\n")}),
    ("expected value taken from a Result as if it were one", "build", r"cannot convert",
     {"src/modules/needs/pages.cc": lambda text: (
         f"{text}namespace samloft::needs {{ int taken();\n"
         "int taken() { return count(); } }\n")}),
]


class Project:
    """The made-up project on disk; knows its first state and goes back to it."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.files = base_project()
        for name in self.files:
            self.write(name, self.files[name])

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if text is GONE:
            path.unlink(missing_ok=True)
        else:
            path.write_text(text)

    def change(self, changes):
        for name, change in changes.items():
            if callable(change):
                text = change(self.files[name])
                if text == self.files[name]:
                    sys.exit(f"breaches: the change to {name} changes nothing")
                self.write(name, text)
            else:
                self.write(name, change)

    def restore(self, changes):
        for name in changes:
            self.write(name, self.files.get(name, GONE))

    def run(self, *command):
        # The compiler must speak English, and must not be a cache of what it once said.
        environment = os.environ | {"LC_ALL": "C", "CCACHE_DISABLE": "1"}
        done = subprocess.run(command, cwd=self.folder, env=environment, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        return done.returncode, done.stdout

    def configure(self):
        return self.run("cmake", "-S", ".", "-B", "build", "-G", "Ninja", "-Wno-dev",
                        "-DCMAKE_BUILD_TYPE=None", "-DCMAKE_CXX_FLAGS=-O0")

    def build(self):
        return self.run("cmake", "--build", "build")


def judge(project, name, stage, message, changes):
    """Returns what is wrong with the guard, or an empty text."""
    project.change(changes)
    try:
        code, output = project.configure()
        if stage == "build" and code:
            return f"stopped at configure already:\n{output[-1500:]}"
        if stage == "build":
            code, output = project.build()
        if not code:
            return f"NOT refused: it should have failed at {stage}"
        if not re.search(message, output):
            return f"refused, but not by /{message}/:\n{output[-1500:]}"
        return ""
    finally:
        project.restore(changes)


def main():
    wanted = " ".join(sys.argv[1:])
    failed = 0
    with tempfile.TemporaryDirectory(prefix="samloft-breaches-") as folder:
        project = Project(folder)
        for step in (project.configure, project.build):
            code, output = step()
            if code:
                print(output[-4000:])
                print("FAILED  the project without a breach must build\n0 passed, 1 failed")
                return 1
        print("ok      without a breach it builds")
        chosen = [breach for breach in BREACHES if wanted in breach[0]]
        for name, stage, message, changes in chosen:
            fault = judge(project, name, stage, message, changes)
            failed += bool(fault)
            print("FAILED " if fault else "ok     ", name + (f": {fault}" if fault else ""),
                  flush=True)
        code, output = project.configure()
        code, output = (code, output) if code else project.build()
        failed += bool(code)
        print("FAILED  it no longer builds\n" + output[-2000:] if code else
              "ok      with every breach taken back it builds again")
    print(f"{len(chosen) + 2 - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
