#!/usr/bin/env python3
"""reference.py FOLDER: writes a partnership of ten years into the folder, as `samloft import` reads it.

It is the example with as much around it as a large municipality has: 200 measures, 100 needs, 60
goals, 300 series, 600 people. The same every time. Everything in it is made up.
"""
import json
import pathlib
import random
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
NEEDS, GOALS, MEASURES, NETWORKS, YEARS, PEOPLE = 100, 60, 200, 10, 6, 600
LETTERS = "abcdefghijklmnopqrstuvwxyz"
FIRST = ["Aud", "Bjarne", "Dagny", "Eirik", "Frida", "Gunnar", "Hilde", "Ivar", "Jorunn", "Kåre"]
LAST = ["Bakkelund", "Dalsmo", "Engvik", "Fjellheim", "Grønset", "Hammerås", "Kvitnes", "Lidal"]
THEMES = ["overganger", "språk i lek", "samspill", "fravær", "lesing", "medvirkning", "foreldre",
          "mobbing", "begynneropplæring", "tverrfaglig innsats"]


def example():
    """The example's documents by file name."""
    folder = ROOT / "examples" / "kristiansand"
    return {path.name: json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))}


def some(chance, ids, most):
    return sorted(chance.sample(ids, chance.randint(1, most)))


def add_needs(documents, chance):
    all_of = documents["needs.json"]
    sources = [one["id"] for one in all_of["evidence"]]
    last = max(one.get("priority", 0) for one in all_of["needs"])
    for i in range(NEEDS):
        all_of["needs"].append({
            "id": f"@ref-behov-{i}", "title": f"Behov {i + 1}: {THEMES[i % 10]}",
            "description": "Vi ser det hver uke, og mangler et felles grep. " * 4,
            "kind": ["challenge", "competence"][i % 2], "target_groups": ["kindergarten", "school"],
            "evidence": some(chance, sources, 3), "raised_by": "@turid", "raised_role": "Koordinator",
            "priority": last + 1 + i, "state": ["submitted", "prioritised", "addressed"][i % 3]})
    return [f"@ref-behov-{i}" for i in range(NEEDS)]


def add_goals(documents, chance, needs):
    all_of = documents["goals.json"]
    for i in range(GOALS):
        one = f"@ref-maal-{i}"
        all_of["goals"].append({
            "id": one, "title": f"Mål {i + 1}: {THEMES[i % 10]} blir bedre for alle barn",
            "level": "child_outcome",
            "parent": "@maal-hoved" if i < 10 else f"@ref-maal-{i % 10}", "needs": some(chance, needs, 3),
            "held_since": "2022-01-01", "state": "running", "judgement": "none"})
        for j in range(2):
            all_of["signs"].append({
                "id": f"@ref-tegn-{i}-{j}", "goal": one, "title": f"Kjennetegn {j + 1} for mål {i + 1}",
                "indicator": "Andel", "direction": "up", "source": "Enhetenes egne oversikter",
                "baseline": "40 %", "baseline_on": "2022-06-01", "target": "70 %", "target_on": "2026-06-01"})
    return [f"@ref-maal-{i}" for i in range(GOALS)]


def add_measures(documents, chance, needs, goals):
    all_of = documents["measures.json"]
    for i in range(MEASURES):
        begins = 2017 + i % 9
        one = f"@ref-tiltak-{i}"
        all_of["measures"].append({
            "id": one, "title": f"Tiltak {i + 1}: {THEMES[i % 10]} i alle bydeler",
            "kind": ["learning_network", "course", "supervision", "unit_process"][i % 4],
            "description": "Samlinger med utprøving mellom, og veiledning av universitetet. " * 3,
            "goals": some(chance, goals, 2), "needs": some(chance, needs, 2),
            "university_part": "Forbereder samlingene og veileder.", "ppt_role": "Er med i hver samling.",
            "valid_from": f"{begins}-08-01", "valid_until": f"{begins + 1 + i % 3}-07-01",
            "state": "completed" if begins < 2024 else "running"})
        all_of["participants"].append({"id": f"@ref-delt-{i}", "measure": one, "who": "Barnehager og skoler",
                                       "attendance": "core", "estimated_count": 40 + i})


def add_networks(documents):
    all_of = documents["networks.json"]
    districts = [one["id"] for one in documents["people.json"]["districts"]]
    for i in range(NETWORKS):
        one = f"@ref-nettverk-{i}"
        all_of["networks"].append({"id": one, "name": f"Nettverk {i + 1}: {THEMES[i]}", "age_band": "0–16",
                                   "purpose": "Felles praksis.", "measure": f"@ref-tiltak-{i * 4}"})
        for year in range(2020, 2020 + YEARS):
            for place, district in enumerate(districts):
                all_of["series"].append({
                    "id": f"@ref-serie-{i}-{year}-{place}", "network": one, "district": district,
                    "school_year": year, "planned_gatherings": 4,
                    "state": "completed" if year < 2025 else "planned"})


def add_people(documents, chance):
    all_of = documents["people.json"]
    units = [one["id"] for one in all_of["units"]]
    for i in range(PEOPLE):
        code = LETTERS[i % 26] + LETTERS[i // 26 % 26]
        name = f"{FIRST[i % 10]} {LAST[i % 8]} {code.title()}"
        all_of["persons"].append({"id": f"@ref-person-{i}", "name": name,
                                  "mail": f"person-{i}@referanse.example"})
        all_of["employments"].append({"id": f"@ref-stilling-{i}", "person": f"@ref-person-{i}",
                                      "unit": chance.choice(units), "position": "Pedagog", "role": "staff",
                                      "valid_from": "2020-08-01"})


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(4204)
    documents = example()
    needs = add_needs(documents, chance)
    goals = add_goals(documents, chance, needs)
    add_measures(documents, chance, needs, goals)
    add_networks(documents)
    add_people(documents, chance)
    for name, document in documents.items():
        (folder / name).write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
