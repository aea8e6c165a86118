#!/usr/bin/env python3
"""hardening.py PROGRAM…: whether programs were built so that a fault in memory stops them.

Asks readelf, and says what each lacks: position-independent, all addresses of libraries bound at the
start and read-only from then on, no page that can be both written and run, guarded stacks, checked
calls of the C library and of the C++ library's containers, and on x86 marked ends of jumps.
"""
import pathlib
import re
import subprocess
import sys

LANDING = b"\xf3\x0f\x1e\xfa"  # endbr64
FEW_LANDINGS = 1000  # the C library's own parts of a program have a handful


def readelf(*words):
    return subprocess.run(["readelf", "--wide", *words], check=True, capture_output=True, text=True,
                          env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"}).stdout


def lacks(program):
    """What a program lacks, in words."""
    head, segments = readelf("--file-header", program), readelf("--program-headers", program)
    dynamic, symbols = readelf("--dynamic", program), readelf("--dyn-syms", program)
    flags = " ".join(re.findall(r"\((?:FLAGS|FLAGS_1)\).*", dynamic))
    stack = re.search(r"GNU_STACK.*", segments)
    missing = []

    def wants(truth, what):
        if not truth:
            missing.append(what)

    wants("Type:                              DYN" in head and "PIE" in flags, "is not position-independent (-pie)")
    wants("GNU_RELRO" in segments, "keeps the addresses of libraries writable (-z relro)")
    wants("NOW" in flags, "binds libraries while it runs (-z now)")
    wants(stack and "E" not in stack.group().split()[-2], "has a stack that can be run (-z noexecstack)")
    wants("TEXTREL" not in dynamic, "changes its own code when it is loaded")
    wants("__stack_chk_fail" in symbols, "has unguarded stacks (-fstack-protector-strong)")
    wants(re.search(r"__mem\w+_chk|__read_chk|__v?s\w+_chk", symbols),
          "calls the C library unchecked (-D_FORTIFY_SOURCE)")
    wants("__glibcxx_assert_fail" in symbols, "does not check containers (-D_GLIBCXX_ASSERTIONS)")
    if "X86-64" in head:
        wants(pathlib.Path(program).read_bytes().count(LANDING) > FEW_LANDINGS,
              "can be led to jump anywhere (-fcf-protection)")
    return missing


def main():
    missing = [(program, what) for program in sys.argv[1:] for what in lacks(program)]
    for program, what in missing:
        print(f"{program} {what}", file=sys.stderr)
    if len(sys.argv) < 2:
        print(__doc__.splitlines()[0], file=sys.stderr)
    return 1 if missing or len(sys.argv) < 2 else 0


if __name__ == "__main__":
    sys.exit(main())
