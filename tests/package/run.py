#!/usr/bin/env python3
"""The Debian package in a clean Debian: installed, upgraded, brought back after an upgrade that
failed, removed and purged. Nothing is made up but what the next versions bring: one more migration
(9001_next.sql), and one that the second partnership cannot stand (9002_failing.sql).

    tests/package/run.py [--files]

Wants root (or sudo), and the programs samloft, samloft_next and samloft_failing in build/. With
--files it also installs what the package recommends and makes a PDF and a Word file: some hundred
MB more.
"""
import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time
import traceback

import clean_root

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))
import hardening  # noqa: E402

CONFIG = "/etc/samloft/samloft.toml"
DATA = "var/lib/samloft"
# Only the second partnership has this kindergarten, which 9002_failing.sql refuses.
REFUSED = "Alvehagen"
with_files = "--files" in sys.argv


def package(version, program, **how):
    made = subprocess.run([ROOT / "script/package", "--version", version, "--program",
                           ROOT / "build" / program], capture_output=True, text=True, **how)
    if made.returncode:
        sys.exit(f"script/package failed:\n{made.stdout}{made.stderr}\n0 passed, 1 failed")
    return ROOT / made.stdout.splitlines()[-1]


def fingerprint(file):
    return hashlib.sha256(file.read_bytes()).hexdigest()


def packages():
    """Three versions; the first one twice, on what could be another person's machine."""
    other = {**os.environ, "TZ": "Asia/Tokyo", "LC_ALL": "C", "SOURCE_DATE_EPOCH": "1"}
    first = fingerprint(package("1.0", "samloft", umask=0o077, env=other))
    old = package("1.0", "samloft")
    if fingerprint(old) != first:
        sys.exit("FAILED  two runs of script/package made different bytes\n0 passed, 1 failed")
    print("ok      two runs of script/package make the same bytes", flush=True)
    return old, package("2.0", "samloft_next"), package("3.0", "samloft_failing")


def samloft(root, *words):
    status, said = root.as_user("samloft", "samloft", *words, "--config", CONFIG)
    assert status == 0, f"samloft {' '.join(words)}:\n{said}"
    return said


def exports(root):
    return [samloft(root, "export", slug) for slug in ("kristiansand", "vestbygda")]


def fingerprints(root):
    return {file.name: fingerprint(file) for file in root.file(DATA).glob("*.sqlite*")}


def state(root):
    return root.run("dpkg-query", "-W", "-f", "${db:Status-Status}", "samloft")[1]


def mode(root, name):
    return root.must("stat", "-c", "%a %U:%G", "/" + name).strip()


def second_partnership(root):
    """The example under another name, with the kindergarten that is refused."""
    folder = root.file("tmp/vestbygda")
    shutil.copytree(ROOT / "examples/kristiansand", folder)
    for file in folder.glob("*.json"):
        text = file.read_text().replace('"slug": "kristiansand"', '"slug": "vestbygda"')
        text = text.replace('"id": "@kristiansand"', '"id": "@vestbygda"')
        file.write_text(text.replace("Bekkesletta barnehage", REFUSED))


def installs(root, old, **_):
    root.must("apt-get", "update", "-q")
    options = () if with_files else ("--no-install-recommends",)
    status, said = root.install(old, *options)
    assert status == 0, said[-3000:]
    assert state(root) == "installed"


def lets_nobody_else_in(root, **_):
    assert mode(root, "etc/samloft/samloft.toml") == "640 root:samloft"
    assert mode(root, DATA) == "750 samloft:samloft"
    for place in CONFIG, f"/{DATA}/.":
        status, _ = root.as_user("nobody", "ls", place) if place.endswith(".") else \
            root.as_user("nobody", "cat", place)
        assert status != 0, f"nobody reads {place}"
    account = root.must("getent", "passwd", "samloft")
    assert account.strip().endswith("/usr/sbin/nologin"), account
    assert root.as_user("samloft", "cat", CONFIG)[0] == 0


def is_hardened(root, **_):
    missing = hardening.lacks(root.file("usr/bin/samloft"))
    assert not missing, missing


def says_what_it_is_made_of(root, **_):
    bill = json.loads(root.text("usr/share/doc/samloft/samloft.cdx.json"))
    assert bill["bomFormat"] == "CycloneDX" and bill["metadata"]["component"]["version"] == "1.0", bill
    purls = {part["name"]: part.get("purl", "") for part in bill["components"]}
    assert purls["libsodium-dev"].startswith("pkg:deb/debian/libsodium-dev@"), purls
    assert purls["@digdir/designsystemet-css"].startswith("pkg:npm/%40digdir/"), purls
    # What the program is linked with is in the bill, by its source.
    sources = {purl.partition("upstream=")[2] for purl in purls.values()}
    for library in "libsodium", "openssl", "sqlite3", "curl", "libzip":
        assert library in sources, library


def explains_every_option(root, **_):
    text = root.text("etc/samloft/samloft.toml")
    listed = re.findall(r"^([\w-]+) = ", samloft(root, "config"), re.M)
    assert len(listed) > 10
    for name in listed:
        assert re.search(rf"^# .*\n# \(.*default .*\)\n#?{name} = ", text, re.M), name
    in_force = re.findall(r"^[^#\n].*", text, re.M)
    assert in_force == ['data = "/var/lib/samloft"'], in_force
    for page in "man1/samloft.1.gz", "man5/samloft.toml.5.gz":
        assert root.file("usr/share/man/" + page).exists()
    for paper in "running.md", "alerts.yml":
        assert root.file("usr/share/doc/samloft/" + paper).exists()


def has_a_unit_that_systemd_takes(root, **_):
    unit = root.file("lib/systemd/system/samloft.service")
    enabled = root.file("etc/systemd/system/multi-user.target.wants/samloft.service")
    assert enabled.is_symlink()
    checked = subprocess.run(["systemd-analyze", "verify", "--man=no", unit],
                             capture_output=True, text=True).stderr
    # It looks for the program on this machine, not in the root.
    complaints = [line for line in checked.splitlines() if "/samloft is not exec" not in line]
    assert not complaints, complaints
    judged = subprocess.run(["systemd-analyze", "security", "--offline=true", "--no-pager", unit],
                            capture_output=True, text=True).stdout
    exposure = float(re.search(r"Overall exposure level.*: ([\d.]+)", judged).group(1))
    assert exposure < 2, f"exposure {exposure}"


def serves(root, **_):
    with clean_root.Served(root) as served:
        assert served.ask("/readyz")[0] == 200
        assert served.ask("/kristiansand/plans")[0] == 303, "a guest is sent to the login"
        assert "/demo/" not in served.page("/login")
    samloft(root, "import", "/usr/share/doc/samloft/examples/kristiansand")
    second_partnership(root)
    samloft(root, "import", "/tmp/vestbygda")
    with clean_root.Served(root, "--demo") as served:
        assert served.ask("/kristiansand/needs")[0] == 303
        served.sign_in("Turid Myrland")
        assert "Turid Myrland" in served.page("/kristiansand/persons")
        assert REFUSED in served.page("/vestbygda/units")


def makes_files(root, **_):
    with clean_root.Served(root, "--demo") as served:
        served.sign_in("Turid Myrland")
        for form, start in ("pdf", b"%PDF-"), ("docx", b"PK"):
            assert made_file(served, form).startswith(start), form


def made_file(served, form):
    """A plan is made, and a file of it asked for and fetched."""
    plans = "/kristiansand/plans"
    form_of_plan = served.page(plans + "/new").split('class="form"')[1].split("</form>")[0]
    hidden = dict(re.findall(r'type="hidden" name="([\w-]+)" value="([^"]*)"', form_of_plan))
    fields, token = "&".join(f"{name}={value}" for name, value in hidden.items()), hidden["csrf"]
    status, headers, body = served.ask(plans, f"{fields}&title=Plan+{form}&year=2027")
    assert status == 303, body.decode()[-3000:]
    plan = re.match(r"[^?]*", headers["Location"]).group(0)
    status, headers, _ = served.ask(f"{plan}/files", f"csrf={token}&format={form}&of=0&language=nb")
    assert status == 303
    file = headers["Location"]
    for _ in range(120):
        if file + "/content" in served.page(file):
            return served.ask(file + "/content")[2]
        time.sleep(0.5)
    raise AssertionError(served.page(file)[-3000:])


def upgrades_with_its_data(root, next_one, **_):
    before = exports(root)
    status, said = root.install(next_one)
    assert status == 0, said[-3000:]
    for file in root.file(DATA).glob("p_*.sqlite"):
        assert b"basis/9001_next" in file.read_bytes(), "the migration was run"
    assert exports(root) == before
    assert not root.file(DATA + "/upgrade-unfinished").exists()
    assert mode(root, DATA + "/before-upgrade") == "700 samloft:samloft"
    with clean_root.Served(root, "--demo") as served:
        served.sign_in("Turid Myrland")
        assert REFUSED in served.page("/vestbygda/units")


def keeps_what_the_admin_wrote(root, next_one, **_):
    config = root.file("etc/samloft/samloft.toml")
    config.write_text(config.read_text() + 'mail-from = "post@vestbygda.example"\n')
    config.chmod(0o644)
    status, said = root.install(next_one, "--reinstall")
    assert status == 0, said[-3000:]
    assert 'mail-from = "post@vestbygda.example"' in samloft(root, "config")
    assert mode(root, "etc/samloft/samloft.toml") == "640 root:samloft"


def puts_the_data_back_when_a_migration_fails(root, failing, **_):
    root.exported, before = exports(root), fingerprints(root)
    assert len(before) >= 3
    status, said = root.install(failing)
    assert status != 0 and state(root) == "half-configured", said[-3000:]
    for told in "CHECK constraint failed", "Nothing is lost", "(2.0) again", "samloft_2.0_":
        assert told in said, f"it does not say '{told}':\n{said[-3000:]}"
    assert fingerprints(root) == before
    # The service does not start over this.
    assert root.file(DATA + "/upgrade-unfinished").exists()
    assert re.search(rf"^ConditionPathExists=!/{DATA}/upgrade-unfinished$",
                     root.text("lib/systemd/system/samloft.service"), re.M)


def begins_a_new_try_with_the_copy(root, **_):
    """As if the machine had died in the middle of the migration, which then works no better."""
    before = fingerprints(root)
    for file in root.file(DATA).glob("p_*.sqlite"):
        file.write_bytes(b"half")
    assert root.run("dpkg", "--configure", "samloft")[0] != 0
    assert fingerprints(root) == before


def takes_the_old_version_again(root, next_one, **_):
    status, said = root.install(next_one, "--allow-downgrades")
    assert status == 0 and state(root) == "installed", said[-3000:]
    assert not root.file(DATA + "/upgrade-unfinished").exists()
    assert exports(root) == root.exported
    assert "broken" not in samloft(root, "check")
    with clean_root.Served(root, "--demo") as served:
        served.sign_in("Turid Myrland")
        assert REFUSED in served.page("/vestbygda/units")


def is_removed_without_its_data(root, next_one, **_):
    root.must("apt-get", "remove", "-q", "-y", "samloft")
    assert not root.file("usr/bin/samloft").exists()
    assert root.file("etc/samloft/samloft.toml").exists()
    status, said = root.install(next_one, "--no-install-recommends")
    assert status == 0, said[-3000:]
    assert exports(root) == root.exported


def keeps_partnerships_through_a_purge(root, next_one, **_):
    said = root.must("apt-get", "purge", "-q", "-y", "samloft")
    assert "rm -r /var/lib/samloft" in said, said[-3000:]
    assert not root.file("etc/samloft").exists()
    assert root.run("getent", "passwd", "samloft")[0] != 0
    assert mode(root, DATA) == "700 root:root"
    status, said = root.install(next_one, "--no-install-recommends")
    assert status == 0, said[-3000:]
    assert exports(root) == root.exported


def leaves_nothing_behind(root, **_):
    root.must("apt-get", "purge", "-q", "-y", "samloft")
    root.must("rm", "-r", "/" + DATA)
    for database in "passwd", "group":
        assert root.run("getent", database, "samloft")[0] != 0, database
    # What the test brought itself, dpkg's log and apt's memory are not ours.
    left = root.must("find", "/", "-xdev", "(", "-name", "*samloft*", "-o", "-nouser", "-o",
                     "-nogroup", ")", "-not", "-path", "/tmp/*", "-not", "-path", "/proc/*",
                     "-not", "-path", "/etc/apt/*", "-not", "-path", "/etc/dpkg/*")
    assert left == "", left


def leaves_nothing_when_it_was_never_used(root, old, **_):
    status, said = root.install(old, "--no-install-recommends")
    assert status == 0, said[-3000:]
    with clean_root.Served(root):
        pass
    said = root.must("apt-get", "purge", "-q", "-y", "samloft")
    assert not root.file(DATA).exists(), said
    assert root.run("getent", "passwd", "samloft")[0] != 0


STEPS = [installs, lets_nobody_else_in, is_hardened, says_what_it_is_made_of,
         explains_every_option, has_a_unit_that_systemd_takes, serves, makes_files, upgrades_with_its_data, keeps_what_the_admin_wrote,
         puts_the_data_back_when_a_migration_fails, begins_a_new_try_with_the_copy,
         takes_the_old_version_again, is_removed_without_its_data,
         keeps_partnerships_through_a_purge, leaves_nothing_behind,
         leaves_nothing_when_it_was_never_used]


def in_clean_root(paths):
    versions = dict(zip(("old", "next_one", "failing"), map(pathlib.Path, paths)))
    steps = [step for step in STEPS if with_files or step is not makes_files]
    with tempfile.TemporaryDirectory(prefix="samloft-root-") as folder, \
            clean_root.CleanRoot(folder) as root:
        # The packages themselves were the first that passed.
        for passed, step in enumerate(steps, 1):
            began, name = time.monotonic(), step.__name__.replace("_", " ")
            try:
                step(root=root, **versions)
            except AssertionError:
                print(f"FAILED  {name}\n{traceback.format_exc()}\n{passed} passed, 1 failed")
                return 1
            print(f"ok      {name} ({time.monotonic() - began:.1f} s)", flush=True)
    print(f"{len(steps) + 1} passed, 0 failed")
    return 0


def main():
    words = [word for word in sys.argv[1:] if word != "--files"]
    if words:
        return in_clean_root(words)
    return clean_root.in_a_world_of_its_own(*packages(), *sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
