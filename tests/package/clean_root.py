"""A clean Debian in a folder: made once by debootstrap, kept as a tar file, unpacked for each test.

The kept file and what apt fetched for it lie in ~/.cache/samloft; a week later it is made anew.
"""
import http.client
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

CACHE = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache") / "samloft"
WEEK = 7 * 24 * 3600
# How this machine reaches Debian: sources, keys, logins, and what the network asks for.
REACHES_DEBIAN = ["etc/apt", "etc/ssl/certs", "etc/resolv.conf", "etc/hosts", "usr/share/keyrings"]
# What is fetched stays for the next run, whatever the machine says; and nothing waits for the disk.
APT = '#clear DPkg::Post-Invoke;\nAPT::Keep-Downloaded-Packages "true";\n'


def in_a_world_of_its_own(*arguments):
    """Runs this program with these arguments as root, where no mount and no process outlives it."""
    as_root = [] if os.geteuid() == 0 else ["sudo"]
    command = [*as_root, "unshare", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc",
               sys.executable, sys.argv[0], *arguments]
    sys.stdout.flush()
    os.execvp(command[0], command)


def release():
    return re.search(r"^VERSION_CODENAME=(\w+)", pathlib.Path("/etc/os-release").read_text(),
                     re.M).group(1)


def mirror():
    """Where this machine has Debian's main archive from, if its list of sources says so."""
    for file in sorted(pathlib.Path("/etc/apt").glob("sources.list*")) + sorted(
            pathlib.Path("/etc/apt/sources.list.d").glob("*.sources")):
        found = file.is_file() and re.search(
            r"^(?:URIs:|deb(?: \[[^\]]*\])?)\s+(https?://\S+/debian/?)(?:\s|$)", file.read_text(),
            re.M)
        if found:
            return found.group(1)
    return None  # debootstrap knows one


def kept_tar():
    """The kept minimal Debian, made if there is none that is new enough."""
    tar = CACHE / f"{release()}.tar"
    if tar.exists() and time.time() - tar.stat().st_mtime < WEEK:
        return tar
    print(f"        making a clean {release()} with debootstrap, for a week of tests", flush=True)
    CACHE.mkdir(parents=True, exist_ok=True)
    fresh = pathlib.Path(tempfile.mkdtemp(prefix="being-made-", dir=CACHE))
    made = subprocess.run(["debootstrap", "--variant=minbase", release(), fresh, *filter(None, [mirror()])],
                          capture_output=True, text=True)
    if made.returncode:
        sys.exit("debootstrap failed:\n" + made.stdout[-3000:] + made.stderr[-1000:])
    shutil.rmtree(fresh / "var/cache/apt/archives", ignore_errors=True)
    fresh.chmod(0o755)
    subprocess.run(["tar", "-C", fresh, "-cf", f"{fresh}.tar", "."], check=True)
    os.replace(f"{fresh}.tar", tar)
    shutil.rmtree(fresh)
    return tar


def share_packages(here, there):
    """Links or copies what was fetched, so that several tests may run beside each other."""
    there.mkdir(exist_ok=True)
    for package in here.glob("*.deb"):
        target = there / package.name
        if target.exists():
            continue
        try:
            os.link(package, target)
        except OSError:  # another file system
            shutil.copyfile(package, f"{target}.{os.getpid()}")
            os.replace(f"{target}.{os.getpid()}", target)


class CleanRoot:
    def __init__(self, folder):
        self.path = pathlib.Path(folder)
        subprocess.run(["tar", "-C", folder, "-xf", kept_tar()], check=True)
        shutil.rmtree(self.path / "etc/apt")
        for name in REACHES_DEBIAN:
            self.copy_from_here(pathlib.Path("/") / name, self.path / name)
        self.file("etc/apt/apt.conf.d/zz-samloft").write_text(APT)
        self.file("etc/dpkg/dpkg.cfg.d/samloft").write_text("force-unsafe-io\n")
        self.archives = self.file("var/cache/apt/archives")
        (self.archives / "partial").mkdir(parents=True, exist_ok=True)
        share_packages(CACHE / "archives", self.archives)
        subprocess.run(["mount", "-t", "proc", "proc", self.file("proc")], check=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        subprocess.run(["umount", self.file("proc")], check=True)
        share_packages(self.archives, CACHE / "archives")

    @staticmethod
    def copy_from_here(here, there):
        if here.is_dir():
            shutil.copytree(here, there, symlinks=True, dirs_exist_ok=True)
        elif here.exists():
            shutil.copyfile(here, there)

    def file(self, name):
        return self.path / name

    def text(self, name):
        return self.file(name).read_text()

    def start(self, *words, **how):
        environment = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8",
                       "DEBIAN_FRONTEND": "noninteractive"}
        return subprocess.Popen(["chroot", self.path, *words], env=environment, text=True,
                                stdin=subprocess.DEVNULL, **how)

    def run(self, *words):
        """Exit status and all that was said."""
        child = self.start(*words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        said, _ = child.communicate()
        return child.returncode, said

    def must(self, *words):
        status, said = self.run(*words)
        assert status == 0, f"{' '.join(words)}:\n{said[-3000:]}"
        return said

    def as_user(self, user, *words):
        return self.run("runuser", "-u", user, "--", *words)

    def install(self, package, *options):
        shutil.copy(package, self.file("tmp"))
        return self.run("apt-get", "install", "-q", "-y", *options, f"/tmp/{package.name}")


class Served:
    """The service as its unit starts it, but by hand and on a free port."""

    def __init__(self, root, *options):
        unit = root.text("lib/systemd/system/samloft.service")
        command = re.search(r"^ExecStart=(.*)", unit, re.M).group(1).split()
        user = re.search(r"^User=(.*)", unit, re.M).group(1)
        self.child = root.start("runuser", "-u", user, "--", *command, "--port", "0", *options,
                                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        line = self.child.stdout.readline()
        found = re.match(r"Samløft is at http://localhost:(\d+)", line)
        assert found, f"it did not start: {line}"
        self.port, self.cookie = int(found.group(1)), None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.child.terminate()
        self.child.wait(30)

    def ask(self, path, form=None):
        """Status, headers and body of a page, as a browser on this machine gets it."""
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Host": f"localhost:{self.port}", "Origin": f"http://localhost:{self.port}"}
        if self.cookie:
            headers["Cookie"] = self.cookie
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        link.request("GET" if form is None else "POST", path, form, headers)
        answer = link.getresponse()
        if answer.getheader("Set-Cookie"):
            self.cookie = answer.getheader("Set-Cookie").split(";")[0]
        return answer.status, answer.headers, answer.read()

    def page(self, path):
        status, _, body = self.ask(path)
        assert status == 200, f"{path} answered {status}"
        return body.decode()

    def sign_in(self, name):
        """Through the demo's door of that name."""
        page = self.page("/login")
        door = re.search(r'action="(/demo/\w+)">(?:(?!</form>).)*' + name, page, re.S).group(1)
        assert self.ask(door, "")[0] == 303
