"""Durable writes: clients that never rest post new records, and what was acknowledged is looked for afterwards."""
import contextlib
import json
import pathlib
import sqlite3
import subprocess

import measure

DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"


def token_of(address, cookie):
    page = measure.ask(f"{address}/me", cookie).read().decode()
    return next(form["fields"]["csrf"] for form in measure.Forms(page).forms if form["fields"].get("csrf"))


def posted(client, folder, port, path, cookie, body, connections, seconds, may_refuse=False):
    """What write_client.cc tells of one round, with the ids that were acknowledged."""
    taken = pathlib.Path(folder) / "taken"
    told = subprocess.run([client, str(port), str(connections), str(seconds), path, cookie, body, taken],
                          capture_output=True, text=True, check=True)
    round_of = json.loads(told.stdout)
    if round_of["refused"] and not may_refuse:
        raise SystemExit(f"writes were refused: {told.stderr}")
    return round_of | {"ids": taken.read_text().split()}


def stored_in(data, ids):
    """How many of the ids stand in a partnership's database, read by another program than ours."""
    known = set()
    for file in pathlib.Path(data).glob("p_*.sqlite"):
        with contextlib.closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as db:
            known |= {row[0] for row in db.execute("SELECT id FROM record")}
    return sum(bytes_of(one) in known for one in ids)


def bytes_of(text):
    number = 0
    for letter in text:
        number = number << 5 | DIGITS.index(letter)
    return number.to_bytes(16, "big")


def district(token):
    return f"csrf={token}&id={{id}}&version=0&name=Bydel+{{n}}"


def source(token):
    return (f"csrf={token}&id={{id}}&version=0&title=Kilde+{{n}}&kind=project_report&year=2024&organisation="
            "&source=Kvalitetsmeldingen&findings=Vi+ser+det+hver+uke%2C+og+mangler+et+felles+grep.")


def rounds_of(server, client, folder, path, body, rounds, seconds, connections=64):
    """The rounds; each with µs of CPU for a write. Raises unless every acknowledged record is stored."""
    cookie = measure.signed_in(server.address)
    token = token_of(server.address, cookie)
    done = []
    for _ in range(rounds):
        before = measure.processor_seconds(server.pid)
        one = posted(client, folder, server.port, path, cookie, body(token), connections, seconds)
        one["cpu"] = (measure.processor_seconds(server.pid) - before) / one["acknowledged"] * 1e6
        missing = one["acknowledged"] - stored_in(server.data, one["ids"])
        if missing:
            raise SystemExit(f"{missing} acknowledged records are not there")
        done.append(one)
    return done
