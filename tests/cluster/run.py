#!/usr/bin/env python3
"""A primary dies during 2 000 writes: nothing that was acknowledged is lost.

script/cluster starts three nodes and two Samløft servers. Threads post forms with client-made ids to
both servers, as browsers do, and send a form again that was not answered with 303. Others read pages
all the while; half of what they read is a record that was acknowledged a moment ago. When a third is
written, everything of the primary's node is killed at once (-9): PostgreSQL, Patroni and etcd. Then
the node is started again and must follow the new primary.

    tests/cluster/run.py [--writes N]
"""
import argparse
import collections
import http.client
import json
import os
import pathlib
import random
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools/bench"))
from measure import Forms  # noqa: E402  (reads the forms of a page)

COORDINATOR = "Turid Myrland"
HOME = "/kristiansand"
WRITERS, READERS = 6, 4
LONGEST_STANDSTILL = 30  # seconds, as promised in docs/running.md
LONGEST_RUN = 120
DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's


class Browser:
    """One connection that is kept, as a browser keeps it, and opened anew when it breaks."""

    def __init__(self, port, cookie=""):
        self.port, self.cookie = port, cookie
        self.connection = None

    def ask(self, path, fields=None):
        """Status, headers and text; status 0 when there was no answer.

        A page is asked for again where a kept connection turns out to be closed: browsers do that.
        """
        kept = self.connection is not None
        headers, body = {"Cookie": self.cookie}, None
        if fields is not None:
            headers |= {"Origin": f"http://localhost:{self.port}",
                        "Content-Type": "application/x-www-form-urlencoded"}
            body = urllib.parse.urlencode(fields)
        try:
            if self.connection is None:
                self.connection = http.client.HTTPConnection("localhost", self.port, timeout=60)
            self.connection.request("GET" if fields is None else "POST", path, body, headers)
            answer = self.connection.getresponse()
            return answer.status, answer.headers, answer.read().decode()
        except (OSError, http.client.HTTPException):
            self.connection = None
            return self.ask(path) if kept and fields is None else (0, {}, "")

    def sign_in(self):
        _, headers, page = self.ask("/login")
        self.cookie = cookies(headers)
        form = next(one for one in Forms(page).forms if COORDINATOR in one["text"])
        status, headers, _ = self.ask(form["action"], form["fields"])
        self.cookie = cookies(headers)
        return status


def cookies(headers):
    return "; ".join(one.split(";")[0] for one in headers.get_all("Set-Cookie", []))


def fresh_id():
    """A UUIDv7 as the browser's script would make it."""
    number = int(time.time() * 1000) << 80 | 7 << 76 | random.getrandbits(76)
    number = number & ~(3 << 62) | 2 << 62
    return "".join(DIGITS[number >> 5 * place & 31] for place in reversed(range(26)))


class Cluster:
    """script/cluster in a folder of its own."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder) / "cluster"
        self.script = [str(ROOT / "script/cluster"), "--folder", str(self.folder)]
        self.process = subprocess.Popen(self.script, stdout=subprocess.PIPE, text=True,
                                        start_new_session=True)
        said, began = [], time.monotonic()
        for line in self.process.stdout:
            said.append(line)
            print(f"{time.monotonic() - began:6.0f} s {line}", end="", flush=True)
            if line.startswith("Ctrl-C"):
                break
        text = "".join(said)
        self.servers = [int(port) for port in re.findall(r"http://localhost:(\d+)", text)]
        self.patroni = re.findall(r"(node\d): .*(http://\S+)", text)
        if len(self.servers) != 2 or len(self.patroni) != 3:
            self.stop()
            sys.exit("cluster: script/cluster did not start\n0 passed, 1 failed")

    def roles(self):
        """What Patroni tells: role and state of each node, from the first that answers."""
        for _, address in self.patroni:
            try:
                with urllib.request.urlopen(address, timeout=2) as answer:
                    return {one["name"]: (one["role"], one["state"], one.get("lag"))
                            for one in json.load(answer)["members"]}
            except OSError:
                continue
        return {}

    def primary(self):
        return next((name for name, told in self.roles().items() if told[0] == "leader"), None)

    def kill(self, name):
        home = self.folder / name
        processes = [int((home / file).read_text().split()[0])
                     for file in ("patroni.pid", "data/postmaster.pid", "etcd.pid")]
        for process in processes:
            os.kill(process, signal.SIGKILL)

    def again(self, name):
        subprocess.run([*self.script, "--again", name.removeprefix("node")], check=True)

    def reach(self):
        """How the servers reach the database."""
        settings = (self.folder / "settings").read_text()
        password = re.search(r"(?m)^password=(\w+)", settings).group(1)
        ports = re.search(r"(?m)^postgres=\((.*)\)", settings).group(1).split()
        where = f"host={','.join(['127.0.0.1'] * 3)}&port={','.join(ports)}"
        return f"postgresql://samloft:{password}@/samloft?{where}"

    def samloft(self, *words):
        return subprocess.run([ROOT / "build/samloft", *words], text=True, check=False,
                              env=os.environ | {"SAMLOFT_DATABASE": self.reach()},
                              capture_output=True)

    def age_sessions(self):
        """All have been away for two minutes: the next page of each wants to note that they are back."""
        subprocess.run(["psql", "-q", self.reach() + "&target_session_attrs=read-write", "-c",
                        "UPDATE samloft_registry.session SET seen_at = replace(to_char(now() AT TIME "
                        "ZONE 'UTC' - interval '2 minutes', 'YYYY-MM-DD HH24:MI:SS.MSZ'), ' ', 'T')"],
                       check=True)

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=120)


class Load:
    """The writers and readers, and what they were told."""

    def __init__(self, cluster, cookie, writes):
        self.cluster, self.cookie, self.writes = cluster, cookie, writes
        self.lock = threading.Lock()
        self.waiting = collections.deque(range(writes))
        self.saved = []        # when sent, when acknowledged, id
        self.refused = collections.Counter()
        self.reads = []        # when asked, when answered, status, which
        self.doubtful = []     # bodies of answers that were neither 303 nor 503
        self.first_page = 0    # of one who comes back just then
        self.over = threading.Event()
        self.end = time.monotonic() + LONGEST_RUN

    def write(self, number):
        browsers = [Browser(port, self.cookie) for port in self.cluster.servers]
        forms = Forms(browsers[0].ask(f"{HOME}/evidence/new")[2]).forms
        fields = next(one["fields"] for one in forms if "version" in one["fields"])
        while not self.over.is_set():
            with self.lock:
                if not self.waiting:
                    return
                place = self.waiting.popleft()
            record = fresh_id()
            form = {"csrf": fields["csrf"], "id": record, "version": "0", "kind": "survey",
                    "title": f"Kilde {place}", "year": "2026"}
            for turn in range(10_000):
                sent = time.monotonic()
                status, _, body = browsers[(number + turn) % 2].ask(f"{HOME}/evidence", form)
                if status == 303:
                    with self.lock:
                        self.saved.append((sent, time.monotonic(), record))
                    break
                with self.lock:
                    self.refused[status] += 1
                    if status not in (0, 503):
                        self.doubtful.append(body)
                if time.monotonic() > self.end:
                    return
                time.sleep(0.2)

    def read(self, number):
        browsers = [Browser(port, self.cookie) for port in self.cluster.servers]
        pages = ["", "/needs", "/evidence", "/thread", "/persons"]
        for turn in range(1_000_000):
            if self.over.is_set():
                return
            with self.lock:
                newest = self.saved[-1][2] if self.saved else None
            which = f"/evidence/{newest}" if newest and turn % 2 else random.choice(pages)
            asked = time.monotonic()
            status, _, body = browsers[(number + turn // 2) % 2].ask(HOME + which)
            with self.lock:
                self.reads.append((asked, time.monotonic(), status, which))
                if status >= 500 and status != 503:
                    self.doubtful.append(body)
            time.sleep(0.02)

    def run(self, latecomer):
        """Kills the primary when a third is written; returns which it was, and when."""
        writers = [threading.Thread(target=self.write, args=[i]) for i in range(WRITERS)]
        readers = [threading.Thread(target=self.read, args=[i]) for i in range(READERS)]
        for thread in writers + readers:
            thread.start()
        while len(self.saved) < self.writes // 3 and time.monotonic() < self.end:
            time.sleep(0.01)
        victim = self.cluster.primary()
        self.cluster.kill(victim)
        killed = time.monotonic()
        self.first_page = latecomer.ask(HOME)[0]
        for thread in writers:
            thread.join()
        self.over.set()
        for thread in readers:
            thread.join()
        return victim, killed


class Judge:
    def __init__(self):
        self.passed = self.failed = 0

    def that(self, truth, words):
        self.passed += bool(truth)
        self.failed += not truth
        print("ok      " if truth else "FAILED  ", words, sep="", flush=True)


def wait_for(seconds, truth):
    end = time.monotonic() + seconds
    while not truth():
        if time.monotonic() > end:
            return False
        time.sleep(0.3)
    return True


def judge_writes(judge, load, killed, exported):
    """Returns when the first write that was sent after the death was acknowledged."""
    judge.that(len(load.saved) == load.writes,
               f"{len(load.saved)} of {load.writes} writes were acknowledged at last")
    stored = collections.Counter(one["id"] for one in exported["evidence"])
    lost = [one for one in load.saved if one[2] not in stored]
    judge.that(not lost, f"{len(lost)} acknowledged writes are lost")
    titles = collections.Counter(one["title"] for one in exported["evidence"]
                                 if one["title"].startswith("Kilde "))
    twice = [title for title, count in titles.items() if count > 1]
    judge.that(not twice, f"{len(twice)} writes that were sent again are stored twice")
    before = [one for one in load.saved if one[1] <= killed]
    after = sorted(one[1] for one in load.saved if one[0] > killed)
    judge.that(before and after, f"{len(before)} were acknowledged before the primary died")
    if not after:
        return load.end
    judge.that(after[0] - killed <= LONGEST_STANDSTILL,
               f"writes resumed {after[0] - killed:.1f} s after it died")
    print(f"        writes answered otherwise: {dict(load.refused)} (0: no answer)")
    return after[0]


def judge_reads(judge, load, killed, resumed):
    for name, began, ended in (("before", 0, killed), ("while no server took writes", killed, resumed),
                               ("after", resumed, load.end + LONGEST_RUN)):
        part = [one for one in load.reads if began <= one[0] < ended]
        good = [one for one in part if one[2] == 200]
        times = sorted(one[1] - one[0] for one in part) or [0]
        missing = [one for one in part if one[2] == 404]
        judge.that(part and len(good) >= 0.99 * len(part),
                   f"{len(good)} of {len(part)} reads succeeded {name}; half took less than "
                   f"{times[len(times) // 2]:.2f} s, 99 in 100 less than {times[len(times) * 99 // 100]:.2f} s, "
                   f"the slowest {times[-1]:.2f} s; "
                   f"others: {dict(collections.Counter(one[2] for one in part if one[2] != 200))}")
        judge.that(not missing, f"{len(missing)} records were not seen {name}, though acknowledged")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--writes", type=int, default=2000)
    writes = parser.parse_args().writes
    judge = Judge()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="samloft-cluster-") as folder:
        os.chmod(folder, 0o711)  # PostgreSQL's user passes through
        cluster = Cluster(folder)
        try:
            browsers = [Browser(port) for port in cluster.servers]
            stranger = Browser(cluster.servers[0]).ask(f"{HOME}/evidence")[0]
            judge.that(stranger == 303, "a guest is sent to the login")
            judge.that([one.sign_in() for one in browsers] == [303, 303], "both servers let in")
            visitor = Browser(cluster.servers[1], browsers[0].cookie)
            judge.that(visitor.ask(f"{HOME}/evidence")[0] == 200,
                       "who has signed in at one server is known to the other")
            latecomer = Browser(cluster.servers[1])
            latecomer.sign_in()
            cluster.age_sessions()
            load = Load(cluster, browsers[0].cookie, writes)
            start = time.monotonic()
            victim, killed = load.run(latecomer)
            judge.that(load.first_page == 200, "who comes back while no server takes writes can read")
            print(f"        {victim} was killed {killed - start:.1f} s after the first write; "
                  f"all was written after {time.monotonic() - start:.1f} s")
            judge.that(wait_for(10, lambda: cluster.primary() not in (None, victim)),
                       f"{cluster.primary()} is the primary now")
            exported = cluster.samloft("export", "kristiansand")
            judge.that(exported.returncode == 0, "the partnership can be exported")
            resumed = judge_writes(judge, load, killed, json.loads(exported.stdout))
            judge_reads(judge, load, killed, resumed)
            judge.that(not load.doubtful, "no answer is another than 200, 303, 404 or 503" +
                       "".join(load.doubtful[:1])[-2000:])
            cluster.again(victim)
            back = time.monotonic()
            judge.that(wait_for(60, lambda: cluster.roles().get(victim, ("",) * 3)[1:] in
                                (("running", 0), ("streaming", 0))),
                       f"{victim} follows again {time.monotonic() - back:.0f} s after it was started")
            told = cluster.samloft("check").stdout.strip()
            judge.that("the journal is whole and says what is stored" in told, told)
        finally:
            cluster.stop()
    print(f"        it all took {time.monotonic() - began:.0f} s")
    print(f"{judge.passed} passed, {judge.failed} failed")
    return 1 if judge.failed else 0


if __name__ == "__main__":
    sys.exit(main())
