"""How the house's checks read: C++ without comments and quotes, functions, SQL, catalogues."""
import pathlib
import re
from dataclasses import dataclass, field

TEXT_FILES = {".cc", ".h", ".py", ".mjs", ".js", ".css", ".sql", ".cmake", ".sh"}
FOLDERS = ("src", "tests", "tools", "static", "script", "cmake")

TOKEN = re.compile(r"""
    (?P<raw>\b(?:u8|[uUL])?R"(?P<end>[^()\\\s]{0,16})\((?P<body>.*?)\)(?P=end)")
  | (?P<comment>//(?:[^\n\\]|\\.)*|/\*.*?\*/)
  | (?P<string>"(?:[^"\\\n]|\\.)*")
  | (?P<char>(?<![0-9a-fA-F])'(?:[^'\\\n]|\\.)+')
""", re.S | re.X)


@dataclass
class Literal:
    line: int
    text: str
    start: int
    end: int


@dataclass
class Source:
    """A file and, for C++, the same text with comments and literals blanked out."""
    path: str
    text: str
    code: str = ""           # neither comments nor what stands in quotes
    literals: list = field(default_factory=list)
    comments: list = field(default_factory=list)

    def __post_init__(self):
        self.is_cpp = self.path.endswith((".cc", ".h"))
        self.is_test = bool(re.search(r"_test\.cc$|_for_tests\.h$|^tests/|^src/testing/", self.path))
        self.lines = self.text.splitlines()
        self.where = self.path.split("/")
        self.module = self.where[2] if self.path.startswith("src/modules/") and \
            len(self.where) > 3 else None
        if self.is_cpp:
            self.split()

    def split(self):
        blanked, last = [], 0
        for token in TOKEN.finditer(self.text):
            blanked.append(self.text[last:token.start()])
            kind, whole, last = token.lastgroup, token.group(), token.end()
            if kind == "end" or kind == "body":
                kind = "raw"
            if kind == "comment":
                self.comments.append((self.line(token.start()), whole))
            elif kind in ("raw", "string"):
                text = token.group("body") if kind == "raw" else whole[1:-1]
                self.add_literal(token, text)
            inside = re.sub(r"[^\n]", " ", whole[1:-1])
            blanked.append(" " + inside + " " if kind == "comment" else '"' + inside + '"')
        self.code = "".join(blanked) + self.text[last:]

    def add_literal(self, token, text):
        """Literals side by side are one text to the compiler, and here."""
        before = self.literals[-1] if self.literals else None
        if before and not self.text[before.end:token.start()].strip():
            before.text += text
            before.end = token.end()
        else:
            self.literals.append(
                Literal(self.line(token.start()), text, token.start(), token.end()))

    def line(self, position):
        return self.text.count("\n", 0, position) + 1

    def matches(self, pattern):
        for match in re.finditer(pattern, self.code):
            yield self.line(match.start()), match


@dataclass
class House:
    root: pathlib.Path
    sources: list
    modules: dict            # in order: name -> the modules it names
    sealed: set

    @classmethod
    def read(cls, root):
        sources = []
        for folder in FOLDERS:
            for path in sorted((root / folder).rglob("*")):
                if path.is_file() and (path.suffix in TEXT_FILES or path.name == "CMakeLists.txt"):
                    sources.append(Source(path.relative_to(root).as_posix(),
                                          path.read_text(errors="replace")))
        modules, sealed = {}, set()
        listing = root / "src/modules/CMakeLists.txt"
        text = re.sub(r"#.*", "", listing.read_text()) if listing.exists() else ""
        for name, rest in re.findall(r"^\s*module\(\s*(\w+)([^)]*)\)", text, re.M):
            words = rest.split()
            modules[name] = set(words[words.index("USES") + 1:]) if "USES" in words else set()
            if "SEALED" in words:
                sealed.add(name)
        return cls(root, sources, modules, sealed)

    def cpp(self, tests=True):
        return [s for s in self.sources
                if s.is_cpp and s.path.startswith("src/") and (tests or not s.is_test)]


def functions(source):
    """Name, first and last line of each function: a brace after a ')', outside other functions."""
    code = re.sub(r"^[ \t]*#(?:[^\n\\]|\\.|\\\n)*", lambda m: re.sub(r"[^\n]", " ", m.group()),
                  source.code, flags=re.M | re.S)
    stack, head_start, head = [], 0, ""
    for match in re.finditer(r"[{};]", code):
        position, sign = match.start(), match.group()
        inside = any(kind == "function" for kind, *_ in stack)
        if sign == "{":
            head = code[head_start:position]
            kind = "block" if inside else kind_of(head)
            stack.append((kind, head_start, head))
            if kind == "initializer":
                continue
        elif sign == "}" and stack:
            kind, start, head = stack.pop()
            if kind == "function":
                first = start + re.match(r"(?:\s|\b(?:public|private|protected)\s*:)*", head).end()
                yield name_of(head), source.line(first), source.line(position)
            if kind == "initializer":
                head_start = start
                continue
        elif sign == ";" and code[head_start:position].count("(") != \
                code[head_start:position].count(")"):
            continue
        head_start = position + 1


def kind_of(head):
    flat, depth = [], 0
    for sign in head:
        depth += (sign == "(") - (sign == ")")
        if depth == 0:
            flat.append(sign)
    flat = "".join(flat)
    if depth > 0:
        return "initializer"
    # Without ) there is no function; with = before it, it is a value.
    if ")" not in flat or re.search(r"(?<![=!<>])=(?![=])", flat.replace("operator=", "")):
        return "container" if re.search(r"\b(namespace|class|struct|union|enum|extern)\b", flat) \
            else "initializer"
    tail = flat[flat.index(")") + 1:]
    if re.search(r"(?<!:):(?!:)", tail) and re.search(r"[\w>]\s*$", tail):
        return "initializer"     # a member in a constructor's list
    return "function"


def name_of(head):
    match = re.search(r"(operator\s*\S+?|~?[\w:]+)\s*\(", head)
    name = match.group(1) if match else "function"
    if name in ("TEST", "TEST_F", "TEST_P"):
        name = "".join(head.split()).rstrip("{")
    return name


def todo_comments(source):
    comments = source.comments if source.is_cpp else []
    for line, text in comments:
        for match in re.finditer(r"\b(TODO|FIXME|XXX|HACK)\b", text):
            yield line + text.count("\n", 0, match.start()), text[match.start():]


def catalogue(text):
    """The pairs of a .po file; plural forms are compared with the plural."""
    for block in re.split(r"\n\s*\n", text):
        parts, key, start = {}, None, text.count("\n", 0, text.find(block)) + 1
        for line in block.splitlines():
            match = re.match(r'(?:(msg\w+(?:\[\d+\])?)\s+)?"(.*)"$', line)
            if match:
                key = match.group(1) or key
                parts[key] = parts.get(key, "") + match.group(2)
        if parts.get("msgid"):
            source = parts.get("msgid_plural", parts["msgid"])
            for key, value in parts.items():
                if key.startswith("msgstr") and key != "msgstr[0]":
                    yield start, source, value


NAME = r'"?([a-z_]\w*)"?'
TABLE_PATTERNS = [
    ("read", rf"(?<!distinct )\bfrom\s+(?:only\s+)?{NAME}\b(?!\s*\()((?:\s+(?:as\s+)?\w+)?"
             rf"(?:\s*,\s*(?:\w+)(?:\s+(?:as\s+)?\w+)?)*)"),
    ("read", rf"\bjoin\s+(?:lateral\s+)?{NAME}\b(?!\s*\()"),
    ("write", rf"\binto\s+{NAME}"),
    ("write", rf"(?<!for )(?<!do )\bupdate\s+(?:or\s+\w+\s+)?(?!of\b|set\b|on\b|or\b){NAME}\s+"
              rf"(?:as\s+\w+\s+|(?!set\b)\w+\s+)?set\b"),
    ("write", rf"\bdelete\s+from\s+{NAME}"),
    ("point", rf"\breferences\s+{NAME}"),
    ("define", rf"\b(?:create|drop|alter)\s+(?:or\s+replace\s+)?(?:temp\w*\s+)?(?:table|view)\s+"
               rf"(?:if\s+(?:not\s+)?exists\s+)?{NAME}"),
    ("define", rf"\bcreate\s+(?:unique\s+)?index\s+(?:if\s+not\s+exists\s+)?\w+\s+on\s+{NAME}"),
]


def tables_in(sql):
    """The tables that SQL reads, writes, points at and defines, without names made by WITH."""
    text = re.sub(r"--[^\n]*|'(?:[^']|'')*'", " ", sql).lower()
    text = re.sub(r"\b(extract|substring|trim|overlay)\s*\([^()]*\)", " ", text)
    text = re.sub(r"\s+", " ", text)
    local = set(re.findall(r"(?:\bwith(?: recursive)?|[,)])\s*(\w+)\s*(?:\([^()]*\)\s*)?as"
                           r"(?: not)?(?: materialized)?\s*\(\s*"
                           r"(?:select|insert|update|delete|values|with)", text))
    deleted = {m.start(1) for m in re.finditer(rf"\bdelete\s+from\s+{NAME}", text)}
    for way, pattern in TABLE_PATTERNS:
        for match in re.finditer(pattern, text):
            if way == "read" and match.start(1) in deleted:
                continue
            found = [match.group(1)]
            if way == "read" and match.lastindex > 1:  # from a, b: a join without its name
                found += re.findall(r",\s*(\w+)", match.group(2))
            for name in found:
                if name not in local and name not in ("select", "lateral", "values"):
                    yield way, name


