"""The whole country in one installation (national_data.py), beside its large partnership alone."""
import contextlib
import hashlib
import pathlib
import resource
import secrets
import sqlite3
import subprocess
import time

import measure
import national_data
import serving

PAGES = ["front page (strategy model)", "list of needs", "list of measures", "list of persons", "a need", "a form", "search",
         "whole thread", "decision basis"]
HEAD = ["page", "µs, alone", "µs, among 357", "ratio", "p99 ms with 4, alone", "among 357", "p99 ms with 64, alone", "among 357",
        "pages/s, 64, alone", "among 357"]


def made(reference, data, folder, say):
    """Makes the country in the folder `data`; sentences on how long it took and how large it is."""
    data, begun = pathlib.Path(data), time.monotonic()
    subprocess.run([serving.SAMLOFT, "import", reference, "--data", data, "--demo"], check=True, stdout=subprocess.DEVNULL)
    records, spent = national_data.import_all(serving.SAMLOFT, data, pathlib.Path(folder), say=say)
    entries = sum(national_data.grow_old(file) for file in data.glob("p_*.sqlite"))
    accounts = national_data.give_accounts(data)
    files = sorted(file.stat().st_size for file in data.glob("p_*.sqlite"))
    return [f"{len(files)} partnerships, {units_in(data)} units, {accounts} accounts, {records} records beside the large "
            f"partnership, {entries} entries in the journals; made in {time.monotonic() - begun:.0f} s.",
            f"Import: {records / spent:.0f} records a second, a process for each partnership.",
            f"Files: {sum(files) / 1e6:.0f} MB, the middle one {files[len(files) // 2] / 1e6:.1f} MB, the largest "
            f"{files[-1] / 1e6:.1f} MB, the registry {(data / 'registry.sqlite').stat().st_size / 1e6:.0f} MB."]


def units_in(data):
    total = 0
    for file in pathlib.Path(data).glob("p_*.sqlite"):
        with contextlib.closing(sqlite3.connect(file)) as db:
            total += db.execute("SELECT count(*) FROM people_unit").fetchone()[0]
    return total


def exported(data):
    """All partnerships written to nowhere: records a second, by the processor seconds they took too."""
    begun, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
    slugs = [line.split()[0] for line in subprocess.run([serving.SAMLOFT, "partnerships", "--data", data], check=True,
                                                        capture_output=True, text=True).stdout.splitlines()]
    size = 0
    for slug in slugs:
        size += len(subprocess.run([serving.SAMLOFT, "export", slug, "--data", data], check=True, capture_output=True).stdout)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (f"Export: {len(slugs)} files of {size / 1e6:.0f} MB in {time.monotonic() - begun:.1f} s "
            f"({after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime:.1f} s of processor time).")


def let_in(data):
    """The cookie of a session for the coordinator, put where the server puts them: no demo signs in 215 000."""
    secret, now = secrets.token_hex(32), time.strftime("%Y-%m-%dT%H:%M:%S.000Z", time.gmtime())

    def derived(purpose):
        return hashlib.blake2b(f"{purpose}:{secret}".encode(), digest_size=32).hexdigest()
    with contextlib.closing(sqlite3.connect(pathlib.Path(data) / "registry.sqlite", timeout=20)) as registry, registry:
        (account,) = registry.execute("SELECT id FROM account WHERE name = ?", (measure.COORDINATOR,)).fetchone()
        registry.execute("INSERT INTO session (hash, account, opened_at, seen_at, stage, proven_at, form_key) "
                         "VALUES (?, ?, ?, ?, 'open', ?, ?)",
                         (derived("kept"), account, now, now, now, derived("form")[:32]))
    return f"__Host-samloft={secret}"


def restful(server):
    time.sleep(15)  # what starts with the server has gone through all partnerships
    return server.memory()


def compared(alone_data, data, rounds, seconds):
    """The table's rows, and sentences on memory and starting, and the memory at rest among 357."""
    alone, among = serving.Server(alone_data), serving.Server(data)
    try:
        rest = restful(alone), restful(among)
        said = [f"From the start to the first 200: alone {alone.started_in * 1000:.0f} ms, among 357 "
                f"{among.started_in * 1000:.0f} ms."]
        servers = {"alone": alone, "among": among}
        cookies = {which: let_in(one.data) for which, one in servers.items()}
        urls = {which: measure.urls_of(one.address, cookies[which], PAGES) for which, one in servers.items()}
        taken = {}
        for _ in range(rounds):
            for name in PAGES:
                for connections in (4, 64):
                    for which, one in servers.items():
                        taken.setdefault((name, connections, which), []).append(
                            measure.loaded(urls[which][name], cookies[which], one.pid, connections, seconds))
        said.append(f"Memory at rest and after the run: alone {rest[0]} and {alone.memory()} MB, among 357 "
                    f"{rest[1]} and {among.memory()} MB.")
        return rows_of(taken), said, rest[1]
    finally:
        alone.end()
        among.end()


def rows_of(taken):
    def median(name, connections, which, key):
        return serving.median(one[key] for one in taken[name, connections, which])
    rows = []
    for name in PAGES:
        cpu = [median(name, 64, which, "cpu") for which in ("alone", "among")]
        row = [name, f"{cpu[0]:.0f}", f"{cpu[1]:.0f}", f"{cpu[1] / cpu[0]:.2f}"]
        for connections, key, form in ((4, "most", ".1f"), (64, "most", ".1f"), (64, "rate", ".0f")):
            row += [f"{median(name, connections, which, key):{form}}" for which in ("alone", "among")]
        rows.append(row)
    return rows
