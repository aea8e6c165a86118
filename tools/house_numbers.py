"""The numbers we hold ourselves to: sizes, shares and counts, each beside its target."""
import re
from statistics import median

from house_source import functions, todo_comments


def share(part, whole):
    return f"{100 * part / whole:.0f} %" if whole else "–"


def percentile(values, wanted):
    values = sorted(values)
    return values[min(len(values) - 1, int(len(values) * wanted))] if values else 0


def comment_lines(sources):
    lines = sum(1 for s in sources for line in s.lines if line.strip())
    commented = sum(text.count("\n") + 1 for s in sources for _, text in s.comments)
    return share(commented, lines)


def numbers(house):
    code, every = house.cpp(tests=False), house.cpp()
    sources = [s for s in code if s.path.endswith(".cc")]
    doors = [s for s in code if s.module and s.where[-1] == s.module + ".h"]
    tests = [s for s in house.sources if s.is_test and not s.path.endswith(".sql")]
    lengths = [(end - start + 1, f"{s.path}: {name}")
               for s in code for name, start, end in functions(s)]
    sizes_only = [length for length, _ in lengths]
    files = [(len(s.lines), s.path) for s in sources]
    told = sum(bool(re.search(r"Tested by", "\n".join(s.lines[:8]))) for s in sources)
    todo = sum(len(list(todo_comments(s))) for s in every)
    caught = sum(len(list(s.matches(r"\bcatch\s*\("))) for s in code)
    code_lines, test_lines = (sum(len(s.lines) for s in group) for group in (code, tests))
    total = sum(len(s.lines) for s in every)
    rows = [
        ("functions", f"{len(lengths)}", ""),
        ("function median / p90 / longest",
         f"{median(sizes_only or [0]):.0f} / {percentile(sizes_only, .9)} / "
         f"{max(sizes_only, default=0)}", "≤ 10 / ≤ 30 / ≤ 60"),
        ("source file median / p90 / longest",
         f"{median([n for n, _ in files] or [0]):.0f} / {percentile([n for n, _ in files], .9)} / "
         f"{max(files, default=(0, ''))[0]}", "≤ 250 / 450"),
        ("comment lines, front doors", comment_lines(doors), "25–40 %"),
        ("comment lines, sources", comment_lines(sources), "3–12 %"),
        ("test ÷ code", f"{test_lines / code_lines:.2f} ({test_lines} / {code_lines})"
         if code_lines else "–", "≥ 1.0"),
        ("sources naming their test", share(told, len(sources)), "100 %"),
        ("TODO per 1 000 lines", f"{1000 * todo / total:.2f}" if total else "–", "≤ 0.5"),
        ("catch sites", f"{caught}", "≤ 6"),
    ]
    for module in house.modules:
        size = sum(len(s.lines) for s in code if s.module == module)
        rows.append((f"module {module}, lines without tests", f"{size}", "800–2 500"))
    print(f"{'measure':40} {'now':>26}   target")
    for name, now, target in rows:
        print(f"{name:40} {now:>26}   {target}")
    for length, name in sorted(lengths, reverse=True)[:5]:
        print(f"longest: {length:4} {name}")


