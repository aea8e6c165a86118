#!/usr/bin/env python3
"""national_data.py FOLDER: a country of partnerships, in the shape that `samloft import` reads.

357 folders: kristiansand as reference.py makes it (the large one), and 356 smaller ones with 23 units and 602
people each; 8 200 units and 215 000 people in all, with ten years of needs, goals, measures and series. The
same every time, and all made up. import_all() imports them; grow_old() gives the journal its ten years, in
which each need, goal, sign, measure and series changed five times; give_accounts() gives all
people their accounts. The last two write to SQLite themselves, which `samloft check` takes for good.
"""
import contextlib
import datetime
import hashlib
import json
import pathlib
import random
import secrets
import sqlite3
import subprocess
import sys
import time

import reference

OTHERS, UNITS, PEOPLE, DISTRICTS = 356, 23, 602, 2
NEEDS, GOALS, MEASURES, NETWORKS, FIRST_YEAR, YEARS = 40, 20, 60, 2, 2016, 10
CHANGES = 5  # of each record that years change


def units():
    return [{"id": f"@enhet-{i}", "name": f"{['Lia', 'Moen', 'Haugen'][i % 3]} {i + 1}",
             "kind": ["kindergarten", "school"][i % 2], "owner_type": "municipal", "owner": "@kommune",
             "district": f"@krets-{i % DISTRICTS}", "valid_from": "2010-08-01"} for i in range(UNITS)]


def people(number, chance):
    persons, employments = [], []
    for i in range(PEOPLE):
        code = "".join(reference.LETTERS[i // 26 ** place % 26] for place in range(2)).title()
        persons.append({"id": f"@p-{i}", "name": f"{reference.FIRST[i % 10]} {reference.LAST[i % 8]} {code}",
                        "mail": f"p{i}@n{number}.example"})
        employments.append({"id": f"@s-{i}", "person": f"@p-{i}", "unit": f"@enhet-{chance.randrange(UNITS)}",
                            "position": "Pedagog", "role": ["staff", "coordinator"][i == 0],
                            "valid_from": "2018-08-01"})
    return {"organisations": [{"id": "@kommune", "name": f"Kommune {number}", "kind": "municipality"}],
            "districts": [{"id": f"@krets-{i}", "name": f"Krets {i + 1}", "place": i + 1} for i in range(DISTRICTS)],
            "units": units(), "persons": persons, "employments": employments}


def years():
    needs, goals, signs, measures, participants = [], [], [], [], []
    evidence = [{"id": f"@kg-{y}", "title": f"Ståstedsanalyse {FIRST_YEAR + y}", "kind": "project_report",
                 "year": FIRST_YEAR + y, "organisation": "@kommune", "source": "Kvalitetsmeldingen"}
                for y in range(YEARS)]
    for i in range(NEEDS):
        needs.append({"id": f"@b-{i}", "title": f"Behov {i + 1}: {reference.THEMES[i % 10]}",
                      "description": "Vi ser det hver uke, og mangler et felles grep. " * 4,
                      "kind": "challenge", "target_groups": ["kindergarten", "school"],
                      "evidence": [f"@kg-{i % YEARS}"], "raised_by": "@p-0", "raised_role": "Koordinator",
                      "priority": i + 1, "state": ["addressed", "submitted"][i % 2]})
    for i in range(GOALS):
        goals.append({"id": f"@m-{i}", "title": f"Mål {i + 1}: {reference.THEMES[i % 10]} blir bedre",
                      "level": "child_outcome", "needs": [f"@b-{i}"], "held_since": f"{FIRST_YEAR + i % YEARS}-01-01",
                      "state": "running", "judgement": "none"} | ({"parent": f"@m-{i % 4}"} if i >= 4 else {}))
        for j in range(2):
            signs.append({"id": f"@t-{i}-{j}", "goal": f"@m-{i}", "title": f"Kjennetegn {j + 1} for mål {i + 1}",
                          "indicator": "Andel", "direction": "up", "source": "Egne oversikter",
                          "baseline": "40 %", "baseline_on": "2018-06-01", "target": "70 %",
                          "target_on": "2026-06-01", "measured": "52 %", "measured_on": "2024-06-01"})
    for i in range(MEASURES):
        begins = FIRST_YEAR + i % YEARS
        measures.append({"id": f"@ti-{i}", "title": f"Tiltak {i + 1}: {reference.THEMES[i % 10]}",
                         "kind": ["learning_network", "course"][i % 2],
                         "description": "Samlinger med utprøving mellom, og veiledning. " * 3,
                         "goals": [f"@m-{i % GOALS}"], "needs": [f"@b-{i % NEEDS}"],
                         "university_part": "Forbereder og veileder.", "ppt_role": "Er med i hver samling.",
                         "valid_from": f"{begins}-08-01", "valid_until": f"{begins + 2}-07-01",
                         "state": "completed" if begins < 2023 else "running"})
        participants.append({"id": f"@d-{i}", "measure": f"@ti-{i}", "who": "Barnehager og skoler",
                             "attendance": "core", "estimated_count": 20 + i})
    networks = [{"id": f"@n-{i}", "name": f"Nettverk {i + 1}", "age_band": "0–16", "purpose": "Felles praksis.",
                 "measure": f"@ti-{i * 2}"} for i in range(NETWORKS)]
    series = [{"id": f"@se-{i}-{y}-{k}", "network": f"@n-{i}", "district": f"@krets-{k}",
               "school_year": FIRST_YEAR + y, "planned_gatherings": 4,
               "state": "completed" if y < YEARS - 1 else "planned"}
              for i in range(NETWORKS) for y in range(YEARS) for k in range(DISTRICTS)]
    return {"needs.json": {"evidence": evidence, "needs": needs}, "goals.json": {"goals": goals, "signs": signs},
            "measures.json": {"measures": measures, "participants": participants},
            "networks.json": {"networks": networks, "series": series}}


def partnership(number):
    chance = random.Random(number)
    head = {"format": "samloft-partnership", "version": 1}
    documents = {"people.json": people(number, chance)} | years()
    name = {"partnership": {"id": f"@n{number}", "slug": f"n{number}", "name": f"Partnerskap {number}"}}
    return {"partnership.json": head | name} | documents


def write(folder, documents):
    folder.mkdir(parents=True, exist_ok=True)
    for name, document in documents.items():
        (folder / name).write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")


def import_all(samloft, data, folder, count=OTHERS, say=lambda text: None):
    """Imports the others; how many records that were, and the seconds that the imports took."""
    records, spent = 0, 0.0
    for number in range(1, count + 1):
        write(folder, partnership(number))
        begun = time.monotonic()
        done = subprocess.run([samloft, "import", folder, "--data", data], capture_output=True, text=True)
        spent += time.monotonic() - begun
        if done.returncode:
            raise SystemExit(f"n{number} was not imported: {done.stdout[-1500:]}{done.stderr[-1500:]}")
        records += int(done.stdout.split("imported ")[1].split()[0])
        if number % 50 == 0:
            say(f"{number} of {count} partnerships imported")
    return records, spent


def hash_of(entry, before):
    """As journal/journal.cc has it: each entry carries the hash of the one before it."""
    number, at, account, who, action, kind, record, heading, was, became, batch = entry
    digest = hashlib.blake2b(digest_size=32)
    for text in (before, str(number), at, spelled(account), who, action, kind, spelled(record), heading, was, became,
                 spelled(batch)):
        raw = text.encode()
        digest.update(f"{len(raw)}:".encode() + raw)
    return digest.hexdigest()


def grow_old(file):
    """Dates the beginnings to ten years ago, and lets what changes change, as the journal tells it."""
    with contextlib.closing(sqlite3.connect(file)) as db, db:
        rows = db.execute("SELECT at, account, who, action, kind, record, heading, before_image, after_image, batch, "
                          "search_text FROM journal ORDER BY number").fetchall()
        first = datetime.datetime(FIRST_YEAR, 1, 4, 8)
        changing = [row for row in rows if row[4] in ("need", "goal", "sign", "measure", "series")]
        later = [(row[:3] + ("changed", row[4], row[5], row[6], row[8], row[8], None, row[10]), change)
                 for change in range(CHANGES) for row in changing]
        written, before = [], ""
        for place, (row, change) in enumerate([(row, -1) for row in rows] + later):
            day = first + datetime.timedelta(days=0 if change < 0 else 60 + change * 700, seconds=place)
            entry = (place + 1, day.strftime("%Y-%m-%dT%H:%M:%S.000Z")) + row[1:10]
            before = hash_of(entry, before)
            written.append(entry + (before, row[10]))
        db.execute("DELETE FROM journal")
        db.executemany("INSERT INTO journal (number, at, account, who, action, kind, record, heading, before_image, "
                       "after_image, batch, hash, search_text) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)", written)
        return len(written)


def give_accounts(data):
    """All people of all partnerships who have none get an account; how many there are then."""
    data = pathlib.Path(data)
    now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.000Z")
    with contextlib.closing(sqlite3.connect(data / "registry.sqlite")) as registry, registry:
        for partnership_id, slug in registry.execute("SELECT id, slug FROM partnership").fetchall():
            with contextlib.closing(sqlite3.connect(data / f"p_{spelled(partnership_id)}.sqlite")) as one:
                all_people = one.execute("SELECT id, name, mail FROM people_person WHERE mail <> ''").fetchall()
            has = {row[0] for row in registry.execute("SELECT person FROM member WHERE partnership = ?",
                                                      (partnership_id,))}
            rows = [(secrets.token_bytes(16), person, name, mail) for person, name, mail in all_people
                    if person not in has]
            registry.executemany("INSERT INTO account (id, mail, name, language, created_at) VALUES (?, ?, ?, 'nb', ?)",
                                 [(account, mail.lower(), name, now) for account, _, name, mail in rows])
            registry.executemany("INSERT INTO member (account, partnership, person) VALUES (?, ?, ?)",
                                 [(account, partnership_id, person) for account, person, _, _ in rows])
        return registry.execute("SELECT count(*) FROM account").fetchone()[0]


def spelled(raw):
    """An id as it stands in addresses and names of files."""
    number = int.from_bytes(raw or b"", "big")
    return "".join("0123456789abcdefghjkmnpqrstvwxyz"[number >> shift & 31] for shift in range(125, -1, -5))


if __name__ == "__main__":
    for one in range(1, OTHERS + 1):
        write(pathlib.Path(sys.argv[1]) / f"n{one}", partnership(one))
