"""Signs in as a browser does, and asks for pages with `wrk`: what the parts of the benchmark share.

A page's figures are: pages a second, half of the answers within, 99 in 100 within, the server's processor time
for a page (user and system, of the process alone), bytes as sent, and SQL statements, which the log tells.
"""
import html.parser
import json
import os
import pathlib
import re
import statistics
import subprocess
import urllib.parse
import urllib.request

COORDINATOR = "Turid Myrland"
# Name, address below the partnership's; {} is the first record of the list before it.
PAGES = [
    ("front page (strategy model)", ""), ("list of needs", "needs"), ("list of measures", "measures"),
    ("list of persons", "persons"), ("a need", "needs/{}"), ("a goal", "goals/{}"),
    ("a measure", "measures/{}"), ("a form", "measures/{}/edit"), ("search", "search?q=spr%C3%A5k"),
    ("whole thread", "thread"), ("thread of a year", "thread?year=2022"), ("loose ends", "loose-ends"),
    ("year wheel and time line", "timeline"), ("a plan", "plans/{}"), ("a plan, read", "plans/{}/read"),
    ("decision basis", "decision-basis"),
]


# In the place of a number of connections: 64 that rest a tenth of a second after each answer.
RESTING = "64 that rest"


class Forms(html.parser.HTMLParser):
    """The hidden fields of each form, with the text on its button."""

    def __init__(self, page):
        super().__init__()
        self.forms = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "form":
            self.forms.append({"action": given.get("action"), "fields": {}, "text": ""})
        elif tag in ("input", "button") and self.forms and given.get("name"):
            self.forms[-1]["fields"][given["name"]] = given.get("value", "")

    def handle_data(self, data):
        if self.forms:
            self.forms[-1]["text"] += data


class Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def ask(address, cookie="", fields=None):
    request = urllib.request.Request(address, headers={"Cookie": cookie})
    if fields is not None:
        request.data = urllib.parse.urlencode(fields).encode()
        request.add_header("Origin", "/".join(address.split("/")[:3]))
    try:
        return urllib.request.build_opener(Stay).open(request)
    except urllib.error.HTTPError as answer:
        return answer


def cookies(answer):
    return "; ".join(one.split(";")[0] for one in answer.headers.get_all("Set-Cookie", []))


def signed_in(address, person=COORDINATOR):
    login = ask(f"{address}/login")
    before = cookies(login)
    form = next(one for one in Forms(login.read().decode()).forms if person in one["text"])
    return cookies(ask(address + form["action"], before, form["fields"]))


def first_record(address, cookie, plural):
    page = ask(f"{address}/{plural}", cookie).read().decode()
    return re.search(rf'<th scope="row"[^>]*><a[^>]*href="[^"]*/{plural}/([0-9a-z-]+)"', page).group(1)


def processor_seconds(pid):
    with open(f"/proc/{pid}/stat", encoding="ascii") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory(pid):
    with open(f"/proc/{pid}/status", encoding="ascii") as file:
        return int(re.search(r"VmRSS:\s+(\d+)", file.read()).group(1)) // 1024


def milliseconds(text):
    number, unit = re.fullmatch(r"([\d.]+)(us|ms|s|m)", text).groups()
    return float(number) * {"us": 0.001, "ms": 1, "s": 1000, "m": 60_000}[unit]


def loaded(url, cookie, pid, connections, seconds, resting=False):
    before = processor_seconds(pid)
    rests = ["-s", pathlib.Path(__file__).with_name("resting.lua")] if resting else []
    told = subprocess.run(
        ["wrk", "-t2", f"-c{connections}", f"-d{seconds}s", "--latency", "-H", f"Cookie: {cookie}",
         "-H", "Accept-Encoding: br", *rests, url], capture_output=True, text=True, check=True).stdout
    spent = processor_seconds(pid) - before
    if "Non-2xx" in told or "Socket errors" in told:
        raise SystemExit(f"{url} did not answer well:\n{told}")
    count = int(re.search(r"(\d+) requests in", told).group(1))
    return {"rate": float(re.search(r"Requests/sec:\s+([\d.]+)", told).group(1)),
            "half": milliseconds(re.search(r"(?m)^ +50%\s+(\S+)", told).group(1)),
            "most": milliseconds(re.search(r"(?m)^ +99%\s+(\S+)", told).group(1)),
            "cpu": spent / count * 1e6}


def statements_and_bytes(url, cookie, log):
    request = urllib.request.Request(url, headers={"Cookie": cookie, "Accept-Encoding": "br"})
    for _ in range(3):  # what many answers have in common is compressed for all at its second asking
        size = len(urllib.request.urlopen(request).read())
    path = urllib.parse.urlsplit(url).path
    with open(log, encoding="utf-8") as file:
        last = [line for line in file if '"event":"request"' in line and f'"path":"{path}"' in line][-1]
    return json.loads(last)["statements"], size


def urls_of(address, cookie, wanted):
    """The wanted pages' names with their addresses."""
    home = f"{address}/kristiansand"
    urls = {}
    for name, below in PAGES:
        if name not in wanted:
            continue
        record = first_record(home, cookie, below.split("/")[0]) if "{}" in below else ""
        urls[name] = f"{home}/{below.format(record)}".rstrip("/")
    return urls


def page_table(facts, taken):
    """Markdown of what loaded() gave for each name and number of connections."""
    def median(name, connections, key):
        return statistics.median(one[key] for one in taken[name, connections])
    lines = ["| page | statements | bytes | µs of CPU | pages/s, 4 | p50 ms, 4 | p99 ms, 4 "
             "| pages/s, 64 | p50 ms, 64 | p99 ms, 64 | p99 ms, 64 that rest |", "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|"]
    for name, known in facts.items():
        cells = [name, *map(str, known), f"{median(name, 64, 'cpu'):.0f}"]
        for connections in (4, 64):
            cells += [f"{median(name, connections, 'rate'):.0f}", f"{median(name, connections, 'half'):.1f}",
                      f"{median(name, connections, 'most'):.1f}"]
        cells.append(f"{median(name, RESTING, 'most'):.1f}")
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"
