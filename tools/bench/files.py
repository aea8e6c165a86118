"""Files: a plan of some forty dense pages in each format, and twenty of them at once beside page views.

    python3 tools/bench/files.py        after script/build release samloft; script/bench --files runs it too

The plan is the example's, with as much around it as makes some forty pages of tables and pictures. It is asked for
as a browser asks, and waited for; where a PDF's time goes is told by WeasyPrint's own steps. Page views are a list
over four connections that never rest, before and while the files are made.
"""
import json
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import time

import measure
import reference
import serving
import writes

FORMATS = ("pdf", "docx", "html")
AT_ONCE = 20
# One person may have ten files waiting.
WHO_ASK = (measure.COORDINATOR, "Aage Brekke")
# What makes some forty pages.
SMALLER = {"NEEDS": 40, "GOALS": 24, "MEASURES": 60, "NETWORKS": 4}

# The program that makes a PDF, with a clock that begins before it and notes WeasyPrint's steps once it is loaded.
MAKER = re.search(r'R"python\((.*)\)python"', (serving.ROOT / "src/document/pdf_maker.cc").read_text(encoding="utf-8"),
                  re.DOTALL).group(1)
LOADED = "gc.disable()\n"
CLOCK = """
import json, time
def now():
    return time.monotonic(), time.process_time() + sum(os.times()[2:4])
times = [now()]
def timed(kind, name):
    known = getattr(kind, name)
    def step(*all, **named):
        made = known(*all, **named)
        times.append(now())
        if name == "write_pdf":
            print(json.dumps([[b - a for a, b in zip(*pair)] for pair in zip(times, times[1:])]), flush=True)
        return made
    setattr(kind, name, step)
"""
STEPS = "import os" + CLOCK + MAKER.replace(LOADED, LOADED + """
times.append(now())
timed(weasyprint.HTML, "__init__")
timed(weasyprint.HTML, "render")
timed(weasyprint.Document, "write_pdf")
""", 1)
STEP_NAMES = ("starting", "reading the HTML", "styles, pictures and layout", "fonts and writing")


class Plan:
    def __init__(self, server, person=measure.COORDINATOR):
        self.home = f"{server.address}/kristiansand"
        self.cookie = measure.signed_in(server.address, person)
        self.token = writes.token_of(server.address, self.cookie)
        self.address = f"{self.home}/plans/{measure.first_record(self.home, self.cookie, 'plans')}"

    def asked_for(self, form):
        answer = measure.ask(f"{self.address}/files", self.cookie,
                             {"csrf": self.token, "of": "0", "format": form, "language": "nb"})
        return answer.headers["Location"].split("?")[0]

    def waited_for(self, address, at_most=300):
        """The bytes, and seconds from now on. A file that takes too long (document/limits.h) never comes."""
        begun = time.monotonic()
        url = f"{self.home.rsplit('/', 1)[0]}{address}/content"
        while time.monotonic() - begun < at_most:
            answer = measure.ask(url, self.cookie)
            if answer.status == 200:
                return answer.read(), time.monotonic() - begun
            time.sleep(0.05)
        raise SystemExit(f"{address} was not made within {at_most} s")


def pages_in(pdf, folder):
    file = pathlib.Path(folder) / "made.pdf"
    file.write_bytes(pdf)
    told = subprocess.run(["pdfinfo", file], capture_output=True, text=True, check=True).stdout
    return int(re.search(r"Pages:\s+(\d+)", told).group(1))


def each_format(plan, folder, rounds):
    rows = []
    for form in FORMATS:
        taken = []
        for _ in range(rounds):
            made, seconds = plan.waited_for(plan.asked_for(form))
            taken.append(seconds)
        rows.append([form.upper(), pages_in(made, folder) if form == "pdf" else "–", len(made) // 1024,
                     f"{statistics.median(taken):.1f}", f"{max(taken):.1f}"])
        if form == "html":
            (pathlib.Path(folder) / "document.html").write_bytes(made)
    print(serving.table(["a plan of forty pages as", "pages", "KB", "seconds, median", "most"], rows))
    return rows


def where_it_goes(folder, rounds):
    """Of the HTML that the PDF is made of, which is what the HTML file is."""
    told = [json.loads(subprocess.run(["/usr/bin/python3", "-I", "-c", STEPS], cwd=folder, check=True, capture_output=True,
                                      text=True).stdout) for _ in range(rounds)]
    rows = [[name, *(f"{statistics.median(one[step][which] for one in told):.2f}" for which in (0, 1))]
            for step, name in enumerate(STEP_NAMES)]
    rows.append(["all", *(f"{statistics.median(sum(step[which] for step in one) for one in told):.2f}" for which in (0, 1))])
    print(serving.table(["step of WeasyPrint", "seconds, median", "of the processor"], rows))


def beside_page_views(server, plan, seconds):
    url = f"{plan.home}/needs"
    quiet = measure.loaded(url, plan.cookie, server.pid, 4, seconds)
    askers = [Plan(server, person) for person in WHO_ASK]
    begun = time.monotonic()
    asked = [(one, one.asked_for("pdf")) for one in askers for _ in range(AT_ONCE // len(askers))]
    busy = [measure.loaded(url, plan.cookie, server.pid, 4, seconds) for _ in range(3)]
    first = time.monotonic()
    for asker, address in asked:
        asker.waited_for(address)
    rows = [["nothing else", f"{quiet['rate']:.0f}", f"{quiet['half']:.1f}", f"{quiet['most']:.1f}"]]
    for number, one in enumerate(busy):
        rows.append([f"{AT_ONCE} files being made, {number + 1}", f"{one['rate']:.0f}", f"{one['half']:.1f}", f"{one['most']:.1f}"])
    print(serving.table(["a list of needs, 4 connections, beside", "pages/s", "p50 ms", "p99 ms"], rows))
    print(f"{AT_ONCE} PDFs asked for at once were all there after {time.monotonic() - begun:.0f} s, the first "
          f"{first - begun:.0f} of them beside page views that never rest.\n")


def main(rounds=3, seconds=5):
    for name, number in SMALLER.items():
        setattr(reference, name, number)
    with tempfile.TemporaryDirectory(prefix="samloft-bench-files-") as name:
        folder = pathlib.Path(name)
        sys.argv[1:] = [str(folder / "reference")]
        reference.main()
        subprocess.run([serving.SAMLOFT, "import", folder / "reference", "--data", folder / "data", "--demo"], check=True,
                       capture_output=True)
        server = serving.Server(folder / "data", "--demo")
        try:
            plan = Plan(server)
            print("## Files\n")
            each_format(plan, folder, rounds)
            where_it_goes(folder, rounds)
            beside_page_views(server, plan, seconds)
        finally:
            server.end()


if __name__ == "__main__":
    main()
