"""A server that is measured: started, asked, ended. And what the parts of the benchmark share."""
import os
import pathlib
import signal
import socket
import statistics
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

import measure

ROOT = pathlib.Path(__file__).resolve().parents[2]
SAMLOFT = os.environ.get("SAMLOFT", str(ROOT / "build/samloft"))


class Server:
    """`samloft serve` on a port of its own; started_in is the time to its first answer with 200."""

    def __init__(self, data, *options, environment=None):
        self.data = pathlib.Path(data)
        with tempfile.NamedTemporaryFile(prefix="samloft-bench-log-", delete=False) as log:
            self.log = log.name
            begun = time.monotonic()
            self.process = subprocess.Popen(
                [SAMLOFT, "serve", "--data", str(data), "--port", "0", *options], stdout=log, stderr=log,
                env=os.environ | (environment or {}))
        self.pid = self.process.pid
        self.address = self.said_address()
        while True:
            try:
                if urllib.request.urlopen(f"{self.address}/healthz").status == 200:
                    break
            except urllib.error.URLError:
                pass
            time.sleep(0.002)
        self.started_in = time.monotonic() - begun

    def said_address(self):
        for _ in range(60_000):
            said = pathlib.Path(self.log).read_text(errors="replace")
            for line in said.splitlines():
                if line.startswith("Samløft is at "):
                    return line.split()[-1]
            if self.process.poll() is not None:
                raise SystemExit(f"the server did not start:\n{said[-2000:]}")
            time.sleep(0.002)
        raise SystemExit("the server did not start within two minutes")

    @property
    def port(self):
        return int(self.address.rsplit(":", 1)[1])

    def memory(self):
        return measure.memory(self.pid)

    def end(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=60)
        os.unlink(self.log)


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def compiled(folder, name, *libraries, shared=False):
    """A program of this folder, which is no part of the product's build."""
    made = pathlib.Path(folder) / (name + (".so" if shared else ""))
    source = pathlib.Path(__file__).with_name(name + ".cc")
    subprocess.run(["g++", "-std=c++20", "-O2", "-Wall", "-Wextra", *(["-shared", "-fPIC"] if shared else []), source,
                    "-o", made, *(f"-l{library}" for library in libraries)], check=True)
    return made


def median(values):
    return statistics.median(values)


def table(head, rows):
    """Markdown: the first column words, the others figures."""
    lines = ["| " + " | ".join(head) + " |", "|---|" + "--:|" * (len(head) - 1)]
    return "\n".join(lines + ["| " + " | ".join(map(str, row)) + " |" for row in rows]) + "\n"
