"""The same jobs in Redmine from Debian's packages, with the same rows: a list of 25, one issue, a search, a new one.

Redmine runs as Debian installs it (redmine, redmine-sqlite), in production mode behind Debian's puma with four
processes of one thread, on a copy of the empty database that its installation made. (With threads, one that
waits for SQLite's lock keeps Ruby's, and with it the one that has SQLite's.) Both are asked as someone
signed in, and only once both have answered with the same rows.
"""
import html
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request

import measure
import serving
import writes

HOME = "/usr/share/redmine"
EMPTY = "/var/lib/dbconfig-common/sqlite3/redmine/instances/default/redmine_default"
PASSWORD = "passord-for-maaling"
WORD = "mobbing"


class Redmine:
    def __init__(self, folder, needs):
        folder = pathlib.Path(folder)
        self.database = folder / "redmine.sqlite"
        shutil.copy(EMPTY, self.database)
        (folder / "needs.json").write_text(json.dumps(needs), encoding="utf-8")
        environment = os.environ | {"RAILS_ENV": "production", "DATABASE_URL": f"sqlite3:{self.database}?timeout=20000",
                                    "NEEDS": str(folder / "needs.json"), "PASSWORD": PASSWORD}
        loader = pathlib.Path(__file__).with_name("redmine.rb").resolve()
        subprocess.run(["bundle", "exec", "rails", "runner", loader], cwd=HOME, env=environment, check=True,
                       stdout=subprocess.DEVNULL)
        self.port = serving.free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        begun = time.monotonic()
        self.process = subprocess.Popen(
            ["puma", "-e", "production", "-w", "4", "-t", "1:1", "--preload", "-b", f"tcp://127.0.0.1:{self.port}",
             "config.ru"], cwd=HOME, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while True:
            try:
                urllib.request.urlopen(f"{self.address}/login").read()
                break
            except OSError:
                if time.monotonic() - begun > 120:
                    raise SystemExit("Redmine did not start within two minutes")
                time.sleep(0.02)
        self.started_in = time.monotonic() - begun
        self.cookie = self.signed_in()

    def pids(self):
        children = subprocess.run(["pgrep", "-P", str(self.process.pid)], capture_output=True, text=True).stdout.split()
        return [self.process.pid, *map(int, children)]

    def processor_seconds(self):
        return sum(measure.processor_seconds(pid) for pid in self.pids())

    def memory(self):
        return sum(measure.memory(pid) for pid in self.pids())

    def signed_in(self):
        login = measure.ask(f"{self.address}/login")
        before = measure.cookies(login)
        answer = measure.ask(f"{self.address}/login", before,
                             {"authenticity_token": token_in(login.read().decode()), "username": "admin",
                              "password": PASSWORD})
        if answer.status != 302:
            raise SystemExit(f"Redmine did not let us in: {answer.status}")
        return measure.cookies(answer)

    def page(self, path):
        return measure.ask(self.address + path, self.cookie).read().decode()

    def end(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=60)


def token_in(page):
    return re.search(r'name="authenticity_token" value="([^"]+)"', page).group(1)


LIST = "/projects/behov/issues?set_filter=1&sort=id&per_page=25"
SEARCH = f"/projects/behov/search?q={WORD}&issues=1&titles_only=1"


def titles_of_samloft(page):
    return [html.unescape(one) for one in re.findall(r'<th scope="row"[^>]*><a[^>]*>([^<]*)</a>', page)]


def all_needs(server, cookie):
    """Titles, addresses and descriptions in the order of the list."""
    home, needs = f"{server.address}/kristiansand", []
    exported = json.loads(subprocess.run([serving.SAMLOFT, "export", "kristiansand", "--data", server.data],
                                         capture_output=True, check=True).stdout)
    told = {one["id"]: one for one in exported["needs"]}
    for number in range(1, 100):
        page = measure.ask(f"{home}/needs?page={number}", cookie).read().decode()
        found = re.findall(r'<th scope="row"[^>]*><a[^>]*href="[^"]*/needs/([0-9a-z]+)"', page)
        if not found:
            return needs
        needs += [{"id": one, "title": told[one]["title"], "description": told[one].get("description", "")} for one in found]


def same_rows(server, cookie, redmine, needs):
    """Raises unless both show the same rows for each job."""
    home = f"{server.address}/kristiansand"
    ours = titles_of_samloft(measure.ask(f"{home}/needs", cookie).read().decode())
    theirs = [html.unescape(one) for one in re.findall(r'<td class="subject"><a[^>]*>([^<]*)</a>', redmine.page(LIST))]
    if not (len(ours) == 25 and ours == theirs):
        raise SystemExit(f"the lists differ:\n{ours}\n{theirs}")
    for page in (measure.ask(f"{home}/needs/{needs[0]['id']}", cookie).read().decode(), redmine.page("/issues/1")):
        text = html.unescape(page)
        if needs[0]["title"] not in text or needs[0]["description"].strip()[:40] not in text:
            raise SystemExit("the one need is not shown by both")
    ours = set(titles_of_samloft(measure.ask(f"{home}/needs?q={WORD}", cookie).read().decode()))
    theirs = {html.unescape(one).split(": ", 1)[1] for one in
              re.findall(r'<dt class="issue[^"]*">.*?<a href="/issues/\d+">(.*?)</a>',
                         re.sub(r'</?span[^>]*>', "", redmine.page(SEARCH)), re.S)}
    if not ours or ours != theirs:
        raise SystemExit(f"the searches differ:\n{sorted(ours)}\n{sorted(theirs)}")


def one_round(target, url, cookie, connections, seconds, tries=3):
    before = target.processor_seconds()
    told = subprocess.run(["wrk", "-t2", f"-c{connections}", f"-d{seconds}s", "--timeout", "30s", "--latency", "-H",
                           f"Cookie: {cookie}", "-H", "Accept-Encoding: br", url], capture_output=True, text=True,
                          check=True).stdout
    count = int(re.search(r"(\d+) requests in", told).group(1))
    if count == 0 and tries > 1:  # the machine, or what the last round left behind, let nothing through
        return one_round(target, url, cookie, connections, seconds * 2, tries - 1)
    if "Non-2xx" in told or count == 0:
        raise SystemExit(f"{url} did not answer well:\n{told}")
    return {"rate": float(re.search(r"Requests/sec:\s+([\d.]+)", told).group(1)),
            "most": measure.milliseconds(re.search(r"(?m)^ +99%\s+(\S+)", told).group(1)),
            "cpu": (target.processor_seconds() - before) / count * 1e6}


class Ours:
    def __init__(self, server):
        self.server = server

    def processor_seconds(self):
        return measure.processor_seconds(self.server.pid)


HEAD = ["job", "connections", "Samløft/s", "Redmine/s", "ratio", "p99 ms", "p99 ms, Redmine", "µs of CPU", "µs, Redmine",
        "loss"]


def compared(server, folder, rounds, seconds):
    """The rows of the table, and what starting and resting took."""
    cookie = measure.signed_in(server.address)
    needs = all_needs(server, cookie)
    redmine = Redmine(folder, needs)
    try:
        same_rows(server, cookie, redmine, needs)
        home = f"{server.address}/kristiansand"
        at_rest = redmine.memory()
        jobs = {"list of 25": (f"{home}/needs", redmine.address + LIST),
                "one of them": (f"{home}/needs/{needs[0]['id']}", f"{redmine.address}/issues/1"),
                "search": (f"{home}/needs?q={WORD}", redmine.address + SEARCH)}
        taken = {}
        for _ in range(rounds):
            for job, (ours, theirs) in jobs.items():
                for connections in (4, 64):
                    taken.setdefault((job, connections, "ours"), []).append(
                        one_round(Ours(server), ours, cookie, connections, seconds))
                    taken.setdefault((job, connections, "theirs"), []).append(
                        one_round(redmine, theirs, redmine.cookie, connections, max(seconds, 3)))
        # After all reading: in the same time one of the two gets a hundred times as many rows as the other.
        for _ in range(rounds):
            created(server, redmine, folder, cookie, seconds, taken)
        return rows_of(taken), {"start": redmine.started_in, "rest": at_rest, "after": redmine.memory(),
                                "size": redmine.database.stat().st_size}
    finally:
        redmine.end()


def created(server, redmine, folder, cookie, seconds, taken):
    """New records over 4 and 64 connections: in both through the page's form, each durable before its answer."""
    client = serving.compiled(folder, "write_client")
    form = measure.ask(f"{redmine.address}/projects/behov/issues/new", redmine.cookie)
    # Rails keeps in the session's cookie what its tokens are checked against.
    session_of_form = measure.cookies(form) or redmine.cookie
    token = re.search(r'name="csrf-token" content="([^"]+)"', form.read().decode()).group(1)
    body = urllib.parse.urlencode({"authenticity_token": token, "issue[tracker_id]": "1",
                                   "issue[status_id]": "1", "issue[priority_id]": "2",
                                   "issue[description]": "Vi ser det hver uke, og mangler et felles grep."})
    for connections in (4, 64):
        for side, target, port, path, session, text in (
                ("ours", Ours(server), server.port, "/kristiansand/evidence", cookie,
                 writes.source(writes.token_of(server.address, cookie))),
                ("theirs", redmine, redmine.port, "/projects/behov/issues", session_of_form,
                 body + "&issue%5Bsubject%5D=Kilde+{n}+{id}")):
            before = target.processor_seconds()
            one = writes.posted(client, folder, port, path, session, text, connections, max(seconds, 3),
                                may_refuse=side == "theirs")
            one["cpu"] = (target.processor_seconds() - before) / max(one["acknowledged"], 1) * 1e6
            taken.setdefault(("a new one", connections, side), []).append(one)


def rows_of(taken):
    rows = []
    for job, connections, side in taken:
        if side != "ours":
            continue
        ours, theirs = taken[job, connections, "ours"], taken[job, connections, "theirs"]

        def median(rounds, key):
            return serving.median(one[key] for one in rounds)
        ratio = median(ours, "rate") / median(theirs, "rate")
        refused = sum(one.get("refused", 0) for one in theirs)
        loss = [name for name, key in (("p99", "most"), ("CPU", "cpu")) if median(ours, key) > median(theirs, key)]
        loss += ["rate"] if ratio < 1 else []
        job += f" (Redmine refused {refused})" if refused else ""
        rows.append([job, connections, f"{median(ours, 'rate'):.0f}", f"{median(theirs, 'rate'):.1f}", f"{ratio:.0f} ×",
                     f"{median(ours, 'most'):.1f}", f"{median(theirs, 'most'):.0f}", f"{median(ours, 'cpu'):.0f}",
                     f"{median(theirs, 'cpu'):.0f}", ", ".join(loss) or "–"])
    return rows
