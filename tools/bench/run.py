#!/usr/bin/env python3
"""run.py [--rounds N] [--seconds N] [--redmine] [--national] [--files] [PATTERN]: what script/bench measures.

Prints Markdown: aims with their figures, each page, the floor, durable writes, starting, importing and
exporting; with --redmine the same jobs in Redmine, with --national the large partnership among 357,
with --files a plan's files. A
PATTERN measures the pages whose name fits it, and nothing else.
"""
import argparse
import contextlib
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

import files
import floor
import measure
import national
import national_data
import redmine
import serving
import writes

AIMS = []


def aim(what, wanted, found, met):
    AIMS.append([what, wanted, found, "met" if met else "**missed**"])


def say(text):
    print(text, file=sys.stderr, flush=True)


def say_machine():
    with open("/proc/cpuinfo", encoding="ascii", errors="replace") as file:
        models = re.findall(r"model name\s*:\s*(.+)", file.read())
    with open("/proc/loadavg", encoding="ascii") as file:
        busy = file.read().split()[0]
    print(f"{len(models)} processors ({models[0] if models else 'unknown'}), load average before: {busy}.\n")


def imported(reference, data):
    """Seconds and records."""
    begun = time.monotonic()
    told = subprocess.run([serving.SAMLOFT, "import", reference, "--data", data, "--demo"], check=True, capture_output=True,
                          text=True).stdout
    return time.monotonic() - begun, int(told.split("imported ")[1].split()[0])


def carried(reference, folder):
    """Import and export of the large partnership: medians of five."""
    ins, outs, size, records = [], [], 0, 0
    for number in range(5):
        data = folder / f"carried-{number}"
        seconds, records = imported(reference, data)
        ins.append(seconds)
        begun = time.monotonic()
        size = len(subprocess.run([serving.SAMLOFT, "export", "kristiansand", "--data", data], check=True,
                                  capture_output=True).stdout)
        outs.append(time.monotonic() - begun)
        (file,) = data.glob("p_*.sqlite")
        stored = file.stat().st_size
        shutil.rmtree(data)
    into, out = serving.median(ins), serving.median(outs)
    print(f"Import of {records} records: {into:.2f} s, {records / into:.0f} a second. Export: {out:.2f} s, "
          f"{records / out:.0f} a second, {size / 1e6:.1f} MB. The database: {stored / 1e6:.1f} MB.\n")


def pages_of(server, rounds, seconds, pattern):
    cookie = measure.signed_in(server.address)
    urls = measure.urls_of(server.address, cookie, [name for name, _ in measure.PAGES if re.search(pattern, name)])
    facts = {name: measure.statements_and_bytes(url, cookie, server.log) for name, url in urls.items()}
    taken = {}
    for _ in range(rounds):
        for connections in (4, 64):
            for name, url in urls.items():
                taken.setdefault((name, connections), []).append(
                    measure.loaded(url, cookie, server.pid, connections, seconds))
        for name, url in urls.items():
            taken.setdefault((name, measure.RESTING), []).append(
                measure.loaded(url, cookie, server.pid, 64, max(seconds, 2), resting=True))
    print(measure.page_table(facts, taken))
    return taken


def judged_pages(taken):
    def median(name, key):
        return serving.median(one[key] for one in taken[name, 64])
    for name, _ in measure.PAGES:
        rests = serving.median(one["most"] for one in taken[name, measure.RESTING])
        aim(f"{name}: p99 with 64 connections that rest", "≤ 20 ms", f"{rests:.1f} ms", rests <= 20)
    for name in ("list of needs", "list of measures", "list of persons"):
        aim(f"{name}: pages a second, 64 connections", "≥ 6000", f"{median(name, 'rate'):.0f}", median(name, "rate") >= 6000)
        aim(f"{name}: p99 with 64 connections", "≤ 20 ms", f"{median(name, 'most'):.1f} ms", median(name, "most") <= 20)


def floors(server, folder, rounds, seconds):
    print("## Above the floor\n")
    rows = floor.compared(server, folder, floor.PAGES, rounds, seconds)
    print(serving.table(floor.HEAD, rows))
    for row in rows:
        if row[0].startswith("list"):
            aim(f"{row[0]}: times the floor", "≤ 1.5", row[5], float(row[5]) <= 1.5)


def written(server, folder, rounds, seconds):
    print("## Durable writes, 64 connections\n")
    client = serving.compiled(folder, "write_client")
    done = writes.rounds_of(server, client, folder, "/kristiansand/districts", writes.district, rounds, seconds)
    rate = serving.median(one["rate"] for one in done)
    print(serving.table(["", "writes/s", "p50 ms", "p99 ms", "µs of CPU", "acknowledged, and all found"],
                        [["a district", f"{rate:.0f}", f"{serving.median(one['half'] for one in done):.1f}",
                          f"{serving.median(one['most'] for one in done):.1f}",
                          f"{serving.median(one['cpu'] for one in done):.0f}", sum(one["acknowledged"] for one in done)]]))
    aim("durable writes a second from 64 clients", "≥ 5000", f"{rate:.0f}", rate >= 5000)


def beside_redmine(server, folder, rounds, seconds):
    print("## Beside Redmine\n")
    rows, facts = redmine.compared(server, folder, rounds, seconds)
    print(serving.table(redmine.HEAD, rows))
    print(f"Redmine: {facts['start']:.1f} s from its start to its first page, {facts['rest']} MB at rest and "
          f"{facts['after']} after, database of {facts['size'] / 1e6:.1f} MB.\n")
    for row in rows:
        times = float(row[4].split()[0])
        aim(f"{row[0]}, {row[1]} connections: times Redmine", "≥ 200", f"{times:.0f}", times >= 200)


def in_the_country(reference, alone, folder, rounds, seconds):
    print("## In the whole country\n")
    data = folder / "country"
    for sentence in national.made(reference, data, folder / "one", say):
        print(f"- {sentence}")
    print(f"- {national.exported(data)}")
    rows, said, at_rest = national.compared(alone, data, rounds, seconds)
    for sentence in said:
        print(f"- {sentence}")
    print("\n" + serving.table(national.HEAD, rows))
    aim("memory at rest, among 357", "≤ 60 MB", f"{at_rest} MB", at_rest <= 60)
    for row in rows:
        aim(f"{row[0]}: among 357 and alone", "≤ 1.1", row[3], float(row[3]) <= 1.1)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("pattern", nargs="?", default="")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=1)
    parser.add_argument("--redmine", action="store_true")
    parser.add_argument("--national", action="store_true")
    parser.add_argument("--files", action="store_true")
    given = parser.parse_intermixed_args()
    with tempfile.TemporaryDirectory(prefix="samloft-bench-") as name, contextlib.ExitStack() as ending:
        folder = pathlib.Path(name)
        reference, data = folder / "reference", folder / "data"
        subprocess.run([sys.executable, pathlib.Path(__file__).with_name("reference.py"), reference], check=True)
        imported(reference, data)
        say_machine()
        server = serving.Server(data, "--demo")
        ending.callback(server.end)
        time.sleep(2)
        at_rest = server.memory()
        print(f"From the start to the first 200: {server.started_in * 1000:.0f} ms. Memory at rest: {at_rest} MB.\n")
        aim("memory at rest", "≤ 60 MB", f"{at_rest} MB", at_rest <= 60)
        say("pages")
        taken = pages_of(server, given.rounds, given.seconds, given.pattern)
        print(f"Memory after: {server.memory()} MB.\n")
        if given.pattern:
            return
        judged_pages(taken)
        carried(reference, folder)
        say("floor")
        floors(server, folder, given.rounds, given.seconds)
        if given.redmine:
            say("Redmine")
            beside_redmine(server, folder, given.rounds, given.seconds)
        say("writes")
        written(server, folder, given.rounds, max(given.seconds, 2))
        if given.national:
            say("the country")
            alone = folder / "alone"
            imported(reference, alone)
            for file in alone.glob("p_*.sqlite"):
                national_data.grow_old(file)  # as the same partnership in the country
            in_the_country(reference, alone, folder, given.rounds, given.seconds)
        if given.files:
            say("files")
            files.main()
        print("## Aims\n\n" + serving.table(["aim", "wanted", "found", ""], AIMS))


if __name__ == "__main__":
    main()
