#!/usr/bin/env python3
"""Tests of tools/house.py on made-up sources: what each check refuses, and what it lets through."""
import pathlib
import subprocess
import tempfile
import unittest

import hardening
import house
from house_source import House, Source, functions, tables_in

LIST = "module(people)\nmodule(needs USES people)  # module(ghost)\nmodule(goals USES needs)\n"
TESTED = "// A made-up source.\n// Tested by tests/walk.mjs\n"
STORE = "src/modules/needs/store.cc"
PAGES = "src/modules/needs/pages.cc"

# check, file, its text, and the word that the message must hold; None where nothing is said.
CASES = [
    ("climbing", PAGES, TESTED + '#include "../people/rules.h"\n', "climbs"),
    ("climbing", PAGES, TESTED + '#include "people/people.h"\n', None),
    ("using_namespace", "src/web/x.h", "using namespace std;\n", "header"),
    ("using_namespace", "src/web/x.h", "// using namespace std;\nusing std::string;\n", None),
    ("names", "src/web/string_util.h", "", "util"),
    ("names", "src/web/utility_bill.h", "", None),
    ("names", "src/modules/ghost/rules.h", "", "ordered list"),
    ("sql_place", PAGES, TESTED + 'auto s = "select id from needs_need";\n', "outside"),
    ("sql_place", PAGES, TESTED + 'auto s = R"(\n  SELECT id\n  FROM needs_need)";\n', "outside"),
    ("sql_place", PAGES, TESTED + 'auto s = "delete " "from needs_need";\n', "outside"),
    ("sql_place", PAGES, TESTED + 'auto s = "Velg fra listen";  // select x from y\n', None),
    ("sql_place", STORE, TESTED + 'auto s = "select id from needs_need";\n', None),
    ("sql_place", "src/db/run.cc", TESTED + 'auto s = "pragma journal_mode";\n', None),
    ("sql_place", "src/web/run.cc", TESTED + 'auto s = "pragma journal_mode";\n', "outside"),
    ("sql_concatenation", STORE,
     TESTED + 'auto s = "select id from needs_need where " + x;\n', "conc"),
    ("sql_concatenation", STORE, TESTED + 'auto s = "select a + b from needs_need";\n', None),
    ("foreign_tables", STORE, TESTED + 'auto s = "select id from people_person";\n', "private"),
    ("foreign_tables", STORE,
     TESTED + 'auto s = "select 1 from needs_need, people_person p";\n', "private"),
    ("foreign_tables", STORE,
     TESTED + 'auto s = "select 1 from needs_need n join people_v_person p";\n', None),
    ("foreign_tables", STORE, TESTED + 'auto s = "update people_person set name = 1";\n', "verbs"),
    ("foreign_tables", STORE, TESTED + 'auto s = "delete from people_v_person";\n', "verbs"),
    ("foreign_tables", STORE, TESTED + 'auto s = "select id from goals_v_goal";\n', "USES"),
    ("foreign_tables", STORE, TESTED + 'auto s = "select id from person";\n', "bears no"),
    ("foreign_tables", STORE,
     TESTED + "auto s = \"with t as (select 1 from needs_need) select * from t\";\n",
     None),
    ("foreign_tables", STORE, TESTED + 'auto s = "insert into needs_need (a) values (1) '
                                       'on conflict (a) do update set a = 2";\n', None),
    ("foreign_tables", STORE,
     TESTED + 'auto s = "select a from needs_need where a is distinct from b";\n', None),
    ("foreign_tables", STORE,
     TESTED + 'auto s = "select 1 from json_each(:x) for update";\n', None),
    ("foreign_tables", "src/modules/needs/schema.sql",
     "create table needs_need (person blob references people_person (id)); -- from people_x\n",
     None),
    ("foreign_tables", "src/modules/people/schema.sql",
     "create table people_person (need blob references needs_need (id));\n", "USES"),
    ("foreign_tables", "src/modules/needs/migrations/0002_x.sql",
     "alter table people_person add column x text;\n", "verbs"),
    ("catches", PAGES, TESTED + "void f() { try { g(); } catch (...) {} }\n", "edges"),
    ("catches", "src/web/answer.cc", TESTED + "void f() { try { g(); } catch (...) {} }\n", None),
    ("catches", PAGES, TESTED + 'auto s = "catch (";  // catch (\n', None),
    ("ownership", PAGES, TESTED + "auto* x = new Need();\n", "new"),
    ("ownership", PAGES, TESTED + "void f(int* x) { delete x; delete[] x; }\n", "delete"),
    ("ownership", PAGES, TESTED + "struct A { A(const A&) = delete; };  // a new one\n"
                                  "int new_need(); int x = is_new(1);\n", None),
    ("inline_script", PAGES, TESTED + 'auto h = R"(<p style="color:red">)";\n', "style"),
    ("inline_script", PAGES, TESTED + 'auto h = "<script>alert(1)</script>";\n', "script"),
    ("inline_script", PAGES, TESTED + 'auto h = R"(<script src="{}" defer></script>)";\n', None),
    ("inline_script", PAGES, TESTED + 'auto h = R"(<a onclick="x()">)";\n', "handler"),
    ("tested_by", PAGES, "// Nothing said.\n", "no 'Tested by"),
    ("tested_by", PAGES, "// Tested by nowhere_test.cc\n", "does not exist"),
    ("tested_by", PAGES, "// Tested by hope.\n", "names no"),
    ("tested_by", PAGES, "// Tested by nothing: one line of wiring.\n", None),
    ("tested_by", PAGES, "// Tested by nothing\n", "reason"),
    ("tested_by", PAGES, TESTED, None),
    ("tested_by", PAGES, "\n" * 8 + TESTED, "no 'Tested by"),
    ("todos", PAGES, TESTED + "// TODO later\n", "issue"),
    ("todos", PAGES, TESTED + "// TODO(#12) paging\n", None),
    ("sizes", PAGES, TESTED + "\n" * 500, "split"),
    ("sizes", PAGES, TESTED + "// " + "x" * 100 + "\n", "columns"),
    ("sizes", PAGES, TESTED + "// " + "å" * 97 + "\n", None),
    ("sizes", PAGES, TESTED + "void f() {\n" + "  g();\n" * 61 + "}\n", "f has 63 lines"),
    ("placeholders", "locale/nn.po",
     'msgid ""\nmsgstr ""\n\nmsgid "{} av {total}"\nmsgstr "{total}"\n',
     "differ"),
    ("placeholders", "locale/nn.po", 'msgid "{n} dag"\nmsgid_plural "{n} dager"\n'
                                     'msgstr[0] "éin dag"\nmsgstr[1] "{n} dagar"\n', None),
]


def house_with(folder, path, text):
    root = pathlib.Path(folder)
    files = {"src/modules/CMakeLists.txt": LIST, "tests/walk.mjs": "", path: text}
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content)
    return House.read(root)


class Checks(unittest.TestCase):
    def test_cases(self):
        for check, path, text, word in CASES:
            with self.subTest(check=check, text=text), tempfile.TemporaryDirectory() as folder:
                made_up = house_with(folder, path, text)
                said = [f.message for f in house.findings(made_up) if f.check == check]
                if word is None:
                    self.assertEqual(said, [])
                else:
                    self.assertTrue(any(word in message for message in said), said)

    def test_every_check_is_tried(self):
        tried = {check for check, _, _, word in CASES if word}
        self.assertEqual({c.__name__ for c in house.CHECKS} - tried, {"route_rows"})

    def test_a_finding_says_where(self):
        with tempfile.TemporaryDirectory() as folder:
            made_up = house_with(folder, PAGES, TESTED + '\nauto* x = new Need();\n')
            found = list(house.findings(made_up))
        self.assertEqual([str(f) for f in found], [f"{PAGES}:4: error: naked new [ownership]"])


class Reading(unittest.TestCase):
    def test_comments_and_quotes_are_blank_and_lines_stay(self):
        source = Source("src/a.cc", "int a = 1'000; // new\n/* new\n new */ "
                                    'auto s = R"x(\nnew)x";\n')
        self.assertNotIn("new", source.code)
        self.assertIn("1'000;", source.code)
        self.assertEqual(source.code.count("\n"), source.text.count("\n"))
        self.assertEqual([(l.line, l.text) for l in source.literals], [(3, "\nnew")])

    def test_positions_in_code_are_positions_in_text(self):
        source = Source("src/a.cc", 'f("æ", R"(x)", \'c\'); /* y */ g();\n')
        self.assertEqual(len(source.code), len(source.text))

    def test_functions(self):
        source = Source("src/a.cc", """\
namespace a {
constexpr std::array kRows{Row{"x", 1}, Row{"y", 2}};
class Box {
 public:
  explicit Box(int size) : size_{size}, half_(size / 2) {
    check();
  }
  int size() const { return size_; }
  bool operator==(const Box&) const = default;
};
template <class T>
Result<T> read(const std::function<T()>& work) {
  for (;;) {
    auto each = [&](int x) { return x; };
  }
}
auto write() -> int {
  return 1;
}
const auto kTable = make({1, 2});
struct Open { int a = 0; };
}  // namespace a
""")
        self.assertEqual([(name, end - start + 1) for name, start, end in functions(source)],
                         [("Box", 3), ("size", 1), ("read", 6), ("write", 3)])

    def test_tables(self):
        sql = """insert or ignore into a_b select x from c_d as c left join e_f f on f.x = c.x
                 where exists (select 1 from g_h) and note = 'from z_z' -- join y_y
                 returning extract(year from c.day)"""
        self.assertEqual(sorted(tables_in(sql)),
                         [("read", "c_d"), ("read", "e_f"), ("read", "g_h"), ("write", "a_b")])


class Hardening(unittest.TestCase):
    def lacks(self, *options):
        with tempfile.TemporaryDirectory() as folder:
            program = folder + "/program"
            subprocess.run(["g++", "-x", "c++", "-", "-o", program, *options], check=True, text=True,
                           input="#include <vector>\nint main(int n, char**) { return std::vector<int>(1)[n]; }\n")
            return " ".join(hardening.lacks(program))

    def test_a_plain_program_lacks_it(self):
        said = self.lacks("-no-pie", "-fno-stack-protector", "-Wl,-z,norelro,-z,lazy,-z,execstack")
        for word in "-pie", "relro", "-z now", "execstack", "stack-protector", "FORTIFY", "ASSERTIONS":
            self.assertIn(word, said)

    def test_what_is_there_is_not_missed(self):
        said = self.lacks("-pie", "-fPIE", "-fstack-protector-all", "-D_GLIBCXX_ASSERTIONS",
                          "-Wl,-z,relro,-z,now,-z,noexecstack")
        for word in "-pie", "relro", "-z now", "execstack", "stack-protector", "ASSERTIONS":
            self.assertNotIn(word, said)


if __name__ == "__main__":
    unittest.main()
