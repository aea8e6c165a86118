#!/usr/bin/env python3
"""bom.py VERSION: what Samløft is made of and makes files with, as a CycloneDX 1.5 bill of materials.

The Debian packages are those that script/packages.txt lists to build with and to make files with, in
the versions that this machine has and with the source package by which Debian tells of holes; the
npm packages are those of package-lock.json whose work stands in the program. SOURCE_DATE_EPOCH is
its time. To standard output; script/package puts it into the package.
"""
import datetime
import json
import os
import pathlib
import subprocess
import sys
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parents[1]
SCOPES = {"build": "required", "files": "optional"}


def listed():
    """Package and set, as script/packages.txt has them."""
    for line in (ROOT / "script/packages.txt").read_text().splitlines():
        words = line.split("#")[0].split()
        if len(words) >= 2 and words[0] in SCOPES:
            yield words[1], words[0]


def installed(packages):
    """Version, architecture and source of each package that dpkg knows."""
    form = "${db:Status-Status} ${Package} ${Version} ${Architecture} ${source:Package}\n"
    said = subprocess.run(["dpkg-query", "-W", "-f", form, *packages], capture_output=True, text=True).stdout
    rows = [line.split() for line in said.splitlines()]
    return {row[1]: row[2:] for row in rows if row[0] == "installed"}


def release():
    """debian-12"""
    lines = (line.partition("=") for line in pathlib.Path("/etc/os-release").read_text().splitlines())
    facts = {name: value.strip('"') for name, _, value in lines}
    return f"{facts.get('ID', 'debian')}-{facts.get('VERSION_ID', '')}".rstrip("-")


def debian_packages():
    packages = dict(listed())
    known = installed(packages)
    quoted = lambda text: urllib.parse.quote(text, safe="")
    for name in sorted(packages):
        one = {"type": "library", "name": name, "scope": SCOPES[packages[name]]}
        if name in known:
            version, architecture, source = known[name]
            one["version"] = version
            one["purl"] = (f"pkg:deb/debian/{quoted(name)}@{quoted(version)}?arch={architecture}"
                           f"&distro={release()}&upstream={quoted(source)}")
            one["bom-ref"] = one["purl"]
        yield one


def npm_packages():
    lock = json.loads((ROOT / "package-lock.json").read_text())
    for place, facts in sorted(lock["packages"].items()):
        if not place or facts.get("dev") or facts.get("optional"):
            continue
        name, version = place.rpartition("node_modules/")[2], facts["version"]
        purl = f"pkg:npm/{name.replace('@', '%40')}@{version}"
        yield {"type": "library", "name": name, "version": version, "scope": "required", "purl": purl,
               "bom-ref": purl, "licenses": [{"license": {"name": facts.get("license", "unknown")}}]}


def bill(version):
    moment = datetime.datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "0")), datetime.timezone.utc)
    return {"bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1,
            "metadata": {"timestamp": moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
                         "component": {"type": "application", "name": "samloft", "version": version,
                                       "bom-ref": "samloft"}},
            "components": [*debian_packages(), *npm_packages()]}


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__.splitlines()[0])
    json.dump(bill(sys.argv[1]), sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    main()
