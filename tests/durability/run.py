#!/usr/bin/env python3
"""What was acknowledged stays: the server is killed while it writes, and its disk fails under it.

    tests/durability/run.py [--kills N] [--clients N]

The real binary serves the example from SQLite. Clients post new records with ids of their own; what was
answered with 303 counts as acknowledged. After each SIGKILL the database must open clean, hold every
acknowledged record, and hold none in half: a row of the record, a row of its kind and an entry in the
journal come together or not at all. Then the disk is full, read-only, and cannot make anything durable
(faults.cc stands between the binary and the C library, and for root a small file system is filled for
real): saving must be refused with a clear answer, reading must go on, nothing that was refused may appear,
and when the fault is over saving works again without help. Ends with "N passed, N failed".
"""
import argparse
import contextlib
import http.client
import json
import os
import pathlib
import random
import secrets
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools/bench"))
import measure  # noqa: E402  (signs in as a browser would)

SAMLOFT = os.environ.get("SAMLOFT", str(ROOT / "build/samloft"))
LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"


def fresh_id():
    """A record's id as forms carry it: 16 bytes in Crockford's base32, and the bytes."""
    number = secrets.randbits(122)
    text = "".join(LETTERS[number >> shift & 31] for shift in range(125, -1, -5))
    return text, number.to_bytes(16, "big")


class Server:
    def __init__(self, folder, faults=None):
        self.folder = pathlib.Path(folder)
        self.data = self.folder / "data"
        self.log = self.folder / "log"
        self.environment = dict(os.environ)
        if faults:
            self.environment |= {"LD_PRELOAD": str(faults.library), "SAMLOFT_FAULTS": str(faults.wish)}
        self.process = None

    def start(self):
        with open(self.log, "ab") as log:
            begin = log.tell()
            self.process = subprocess.Popen([SAMLOFT, "serve", "--demo", "--data", self.data, "--port", "0"],
                                            stdout=log, stderr=log, env=self.environment)
        for _ in range(2000):
            said = self.log.read_bytes()[begin:].decode(errors="replace")
            for line in said.splitlines():
                if line.startswith("Samløft is at "):
                    self.address = line.split()[-1]
                    self.port = int(self.address.rsplit(":", 1)[1])
                    return
            if self.process.poll() is not None:
                raise SystemExit(f"the server did not start:\n{said[-2000:]}")
            time.sleep(0.005)
        raise SystemExit("the server did not start within ten seconds")

    def end(self, how=signal.SIGTERM):
        self.process.send_signal(how)
        self.process.wait(timeout=30)


def imported(folder):
    server = Server(folder)
    subprocess.run([SAMLOFT, "import", ROOT / "examples/kristiansand", "--data", server.data, "--demo"],
                   check=True, stdout=subprocess.DEVNULL)
    return server


class Visitor:
    """A signed-in coordinator with one connection; a fresh one after each restart."""

    def __init__(self, server, cookie, token):
        self.server, self.cookie, self.token = server, cookie, token
        self.connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)

    def ask(self, method, path, fields=None):
        headers = {"Cookie": self.cookie, "Host": f"localhost:{self.server.port}"}
        body = None
        if fields is not None:
            body = urllib.parse.urlencode(fields)
            headers |= {"Origin": f"http://localhost:{self.server.port}",
                        "Content-Type": "application/x-www-form-urlencoded"}
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        return answer.status, answer.read().decode()

    def add(self, name):
        """Posts a district; its id, and the answer."""
        text, raw = fresh_id()
        status, said = self.ask("POST", "/kristiansand/districts",
                                {"csrf": self.token, "id": text, "version": "0", "name": name})
        return raw, status, said


def signed_in(server):
    cookie = measure.signed_in(server.address)
    page = measure.ask(f"{server.address}/me", cookie).read().decode()
    return cookie, next(form["fields"]["csrf"] for form in measure.Forms(page).forms if form["fields"].get("csrf"))


class Book:
    """What clients were told, by id."""

    def __init__(self):
        self.lock = threading.Lock()
        self.acknowledged, self.refused = set(), set()

    def note(self, raw, status):
        with self.lock:
            (self.acknowledged if status == 303 else self.refused).add(raw)


def stored(server):
    """The ids of all districts by table, read by another program than ours."""
    (file,) = server.data.glob("p_*.sqlite")
    with contextlib.closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as db:
        rows = {name: {bytes(row[0]) for row in db.execute(query)} for name, query in {
            "record": "SELECT id FROM record WHERE kind = 'district'",
            "kind": "SELECT id FROM people_district",
            "journal": "SELECT record FROM journal WHERE kind = 'district' AND action IN ('created', 'imported')",
        }.items()}
        broken = [row[0] for row in db.execute("PRAGMA integrity_check") if row[0] != "ok"]
    return rows, broken


def faults_of(server, book):
    rows, broken = stored(server)
    found = [f"integrity_check: {one}" for one in broken]
    lost = book.acknowledged - rows["record"]
    if lost:
        found.append(f"{len(lost)} acknowledged records are lost")
    if not rows["record"] == rows["kind"] == rows["journal"]:
        found.append("a record stands in half: " + ", ".join(f"{len(ids)} in {name}" for name, ids in rows.items()))
    return found


def check(server):
    done = subprocess.run([SAMLOFT, "check", "--data", server.data], capture_output=True, text=True)
    return [] if done.returncode == 0 else ["samloft check: " + done.stdout.strip()]


passed = failed = 0


def test(name, found):
    global passed, failed
    if found:
        failed += 1
        print(f"FAILED {name}\n  " + "\n  ".join(found[:6]), flush=True)
    else:
        passed += 1


def write_until_the_end(server, cookie, token, book):
    visitor = Visitor(server, cookie, token)
    while True:
        try:
            raw, status, _ = visitor.add(f"Bydel {secrets.token_hex(4)}")
        except (OSError, http.client.HTTPException):
            return  # killed: whether this one was kept, nobody was told
        book.note(raw, status)


def kills(server, count, clients):
    book = Book()
    server.start()
    cookie, token = signed_in(server)
    for number in range(1, count + 1):
        threads = [threading.Thread(target=write_until_the_end, args=(server, cookie, token, book))
                   for _ in range(clients)]
        for thread in threads:
            thread.start()
        time.sleep(random.uniform(0.05, 0.9))
        server.end(signal.SIGKILL)
        for thread in threads:
            thread.join()
        server.start()  # opens clean, by itself
        test(f"kill {number}", faults_of(server, book))
    if book.refused:
        test("nothing is refused", [f"{len(book.refused)} writes were"])
    server.end()
    test("samloft check after all kills", check(server))
    print(f"{count} kills during writes of {clients} clients: {len(book.acknowledged)} acknowledged, none lost"
          if not failed else "", flush=True)


class Faults:
    """The library that makes the disk fail, and its switch."""

    def __init__(self, folder):
        self.library, self.wish = pathlib.Path(folder) / "faults.so", pathlib.Path(folder) / "wish"
        subprocess.run(["g++", "-std=c++20", "-O1", "-shared", "-fPIC", "-o", self.library,
                        ROOT / "tests/durability/faults.cc", "-ldl"], check=True)
        self.wish.write_text("-")

    def set(self, letter):
        with open(self.wish, "r+b") as file:
            file.write(letter.encode())


def old_session(server):
    """Makes the session look a while unused, so that the next page wants to write that it is in use."""
    with contextlib.closing(sqlite3.connect(server.data / "registry.sqlite")) as db:
        db.execute("UPDATE session SET seen_at = strftime('%Y-%m-%dT%H:%M:%f', seen_at, '-5 minutes') || 'Z'")
        db.commit()


def under_a_fault(name, server, begin, end):
    """Writes before, during and after a fault, on a server that is not restarted."""
    book, found = Book(), []
    cookie, token = signed_in(server)
    visitor = Visitor(server, cookie, token)

    def add(wanted):
        raw, status, said = visitor.add(f"Bydel {secrets.token_hex(4)}")
        book.note(raw, status)
        if (status == 303) != wanted:
            found.append(f"answered {status} {'before or after' if wanted else 'during'} the fault: {said[:200]}")
        return said

    for _ in range(5):
        add(True)
    old_session(server)
    begin()
    try:
        for _ in range(5):
            said = add(False)
            if "lagre" not in said:
                found.append(f"the answer does not say that nothing was saved: {said[:200]}")
        for path in ("/kristiansand", "/kristiansand/districts", "/me"):
            status, said = visitor.ask("GET", path)
            if status != 200:
                found.append(f"reading {path} was answered {status}: {said[:200]}")
    finally:
        end()
    for _ in range(5):
        add(True)
    rows, _ = stored(server)
    if book.refused & rows["record"]:
        found.append(f"{len(book.refused & rows['record'])} refused records appeared")
    test(name, found + faults_of(server, book))


def injected(folder):
    faults = Faults(folder)
    server = Server(folder, faults)
    for name, letter in (("a full disk", "F"), ("a read-only disk", "R"), ("a disk that makes nothing durable", "S")):
        server.start()
        under_a_fault(name, server, lambda: faults.set(letter), lambda: faults.set("-"))
        # And a crash in the middle of it.
        cookie, token = signed_in(server)
        book, visitor = Book(), Visitor(server, cookie, token)
        for _ in range(5):
            book.note(*visitor.add("Bydel")[:2])
        faults.set(letter)
        visitor.add("Bydel")
        server.end(signal.SIGKILL)
        faults.set("-")
        server.start()
        test(f"{name}, and a crash in it", faults_of(server, book))
        server.end()
        test(f"samloft check after {name}", check(server))


def really_full(folder):
    """A file system of a few MB, filled by somebody else's file."""
    place = pathlib.Path(folder) / "small"
    place.mkdir()
    if os.geteuid() != 0 or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24m", "samloft", place],
                                           capture_output=True).returncode != 0:
        print("a small file system cannot be mounted here; the full disk was tried by injection alone")
        return
    try:
        server = imported(place)
        server.log = pathlib.Path(folder) / "small.log"
        server.start()
        filling = place / "filling"

        def fill():
            with open(filling, "wb", buffering=0) as file, contextlib.suppress(OSError):
                while True:
                    file.write(bytes(4096))

        under_a_fault("a file system that is really full", server, fill, filling.unlink)
        server.end()
        test("samloft check after a really full file system", check(server))
    finally:
        subprocess.run(["umount", place], check=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--clients", type=int, default=64)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="samloft-durability-") as folder:
        server = imported(folder)
        try:
            kills(server, given.kills, given.clients)
            injected(folder)
            really_full(folder)
        finally:
            if server.process and server.process.poll() is None:
                server.process.kill()
    print(f"{passed} passed, {failed} failed")
    sys.exit(failed > 0)


main()
