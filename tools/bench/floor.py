"""How much a page costs above its floor: the same SQL and the same bytes from a bare loop (floor.cc).

The page's statements are caught from the real server (trace_sql.cc), with their arguments; the page as HTML and
its head too. The floor runs the statements on the same databases, compresses the same bytes with the same
effort and sends them. The bare floor sends bytes compressed beforehand, which no page with a token could be.
"""
import pathlib
import subprocess
import time
import urllib.request

import measure
import serving

PAGES = ["list of needs", "list of measures", "list of persons", "a need", "a form", "search"]


def caught(server, url, cookie, trace):
    """Statements, head, HTML and bytes as sent of one page."""
    for _ in range(2):
        measure.ask(url, cookie).read()
    begin = trace.stat().st_size
    html = measure.ask(url, cookie).read()
    statements = statements_in(trace.read_bytes()[begin:])
    request = urllib.request.Request(url, headers={"Cookie": cookie, "Accept-Encoding": "br"})
    answer = urllib.request.urlopen(request)
    head = "HTTP/1.1 200 OK\r\n" + "".join(f"{name}: {value}\r\n" for name, value in answer.headers.items()
                                            if name.lower() != "content-length")
    return statements, head, html, answer.read()


def statements_in(text):
    """Those of the thread that looked up the session: others may be at work beside it."""
    by_thread = {}
    while text:
        line, text = text.split(b"\n", 1)
        thread, first, second = (int(word) for word in line.split())
        by_thread.setdefault(thread, []).append((text[:first], text[first + 1:first + 1 + second]))
        text = text[first + second + 2:]
    return next(all_of for all_of in by_thread.values() if any(b"FROM session" in sql for _, sql in all_of))


def work_file(path, statements, head, body, compresses):
    with open(path, "wb") as file:
        def put(what, first, second):
            file.write(f"{what} {len(first)} {len(second)}\n".encode() + first + b"\n" + second + b"\n")
        for database, sql in statements:
            put("sql", database, sql)
        put("page", head.encode(), body)
        if compresses:
            put("compressed", b"", b"")


class Floor:
    def __init__(self, program, path):
        self.port = serving.free_port()
        self.process = subprocess.Popen([program, str(self.port), path])
        self.url = f"http://127.0.0.1:{self.port}/"
        for _ in range(500):
            try:
                self.bytes = urllib.request.urlopen(self.url).read()
                return
            except OSError:
                time.sleep(0.01)
        raise SystemExit("the floor did not start")

    def end(self):
        self.process.kill()
        self.process.wait()


def compared(server, folder, pages, rounds, seconds):
    """Rows: page, statements, bytes, µs of the server, of the floor, ratio, of the bare floor, ratio, pages/s of both."""
    folder = pathlib.Path(folder)
    program = serving.compiled(folder, "floor", "sqlite3", "brotlienc", "pthread")
    library = serving.compiled(folder, "trace_sql", "sqlite3", "dl", shared=True)
    trace = folder / "trace"
    traced = serving.Server(server.data, "--demo",
                            environment={"LD_PRELOAD": str(library), "SAMLOFT_TRACE": str(trace)})
    cookie = measure.signed_in(traced.address)
    urls = measure.urls_of(traced.address, cookie, pages)
    found = {name: caught(traced, url, cookie, trace) for name, url in urls.items()}
    traced.end()
    cookie = measure.signed_in(server.address)
    urls = measure.urls_of(server.address, cookie, pages)
    floors = {}
    for name, (statements, head, html, sent) in found.items():
        for kind, body, compresses in (("floor", html, True), ("bare", sent, False)):
            path = folder / f"work-{len(floors)}"
            work_file(path, statements, head, body, compresses)
            floors[name, kind] = Floor(program, path)
        if floors[name, "bare"].bytes != sent or abs(len(floors[name, "floor"].bytes) - len(sent)) > 64:
            raise SystemExit(f"{name}: the floor does not send the same bytes")
    taken = {}
    for _ in range(rounds):
        for name, url in urls.items():
            for kind, target, pid in (("real", url, server.pid),
                                      ("floor", floors[name, "floor"].url, floors[name, "floor"].process.pid),
                                      ("bare", floors[name, "bare"].url, floors[name, "bare"].process.pid)):
                taken.setdefault((name, kind), []).append(measure.loaded(target, cookie, pid, 64, seconds))
    for one in floors.values():
        one.end()
    rows = []
    for name, (statements, _, _, sent) in found.items():
        cpu = {kind: serving.median(one["cpu"] for one in taken[name, kind]) for kind in ("real", "floor", "bare")}
        rate = {kind: serving.median(one["rate"] for one in taken[name, kind]) for kind in ("real", "floor")}
        rows.append([name, len(statements), len(sent), f"{cpu['real']:.0f}", f"{cpu['floor']:.0f}",
                     f"{cpu['real'] / cpu['floor']:.2f}", f"{cpu['bare']:.0f}", f"{cpu['real'] / cpu['bare']:.2f}",
                     f"{rate['real']:.0f}", f"{rate['floor']:.0f}"])
    return rows


HEAD = ["page", "statements with BEGIN and COMMIT", "bytes", "µs", "µs, floor", "ratio", "µs, floor without Brotli", "ratio",
        "pages/s, 64", "pages/s, floor"]
