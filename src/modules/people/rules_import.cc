// Headings, cells and likeness.
// Tested by rules_import_test.cc

#include "rules_import.h"

#include <algorithm>
#include <array>
#include <map>

#include "base/text.h"
#include "rules.h"

namespace samloft::people {
namespace {

constexpr std::size_t kLongestText = 200, kLongestMail = 254;

struct Heading {
  ImportColumn column;
  std::string_view label;     // of the export; translated
  std::string_view variants;  // squeezed, separated by blanks
};
constexpr std::array kHeadings{
    Heading{
        ImportColumn::name, N_("Navn"),
        "navn namn name fulltnavn fulltnamn fullname ansatt tilsett employee person visningsnavn "
        "displayname"},
    Heading{
        ImportColumn::mail, N_("E-post"),
        "epost epostadresse epostadr epostjobb epostpajobb epostpaajobb mail email emailaddress "
        "mailadresse adresseepost"},
    Heading{ImportColumn::unit, N_("Enhet"),
            "enhet eining unit arbeidssted arbeidsstad workplace barnehage skole skule avdeling "
            "virksomhet verksemd enhetsnavn tjenestested"},
    Heading{ImportColumn::position, N_("Stilling"),
            "stilling stillingstittel stillingsnavn position tittel title jobtitle"},
    Heading{ImportColumn::role, N_("Rolle"), "rolle role rolleipartnerskapet rolleipartnarskapet"},
    Heading{ImportColumn::share, N_("Andel"),
            "andel del share stillingsandel stillingsprosent stillingsdel prosent percent fte"},
    Heading{ImportColumn::from, N_("Fra"),
            "fra fraa from startdato fradato fraadato start startdate"},
    Heading{ImportColumn::until, N_("Til"),
            "til until to sluttdato tildato enddate slutt validuntil"},
    Heading{ImportColumn::first_name, {}, "fornavn fornamn firstname givenname"},
    Heading{ImportColumn::last_name, {}, "etternavn etternamn lastname surname familyname"},
    Heading{ImportColumn::remark, kRemarkHeading, ""},
};

// Every spelling of every heading, translations included, so that an export comes back.
const std::map<std::string, ImportColumn, std::less<>>& spellings() {
  static const auto all = [] {
    std::map<std::string, ImportColumn, std::less<>> made;
    for (const Heading& heading : kHeadings) {
      for (const auto& variant : split(heading.variants, ' '))
        if (!variant.empty()) made.emplace(variant, heading.column);
      for (Language language : kLanguages)
        if (!heading.label.empty())
          made.emplace(squeezed(Texts(language)(heading.label)), heading.column);
    }
    return made;
  }();
  return all;
}

ImportColumn column_of(std::string_view heading) {
  const auto found = spellings().find(squeezed(heading));
  return found == spellings().end() ? ImportColumn::unknown : found->second;
}

bool names_identity(std::string_view heading) {
  const std::string word = squeezed(heading);
  for (std::string_view whole : {"fnr", "dnr", "dnummer", "ssn"})
    if (word == whole) return true;
  for (std::string_view part : {"fødselsn", "fodselsn", "foedselsn", "personnummer", "personnr",
                                "nationalid", "identitynumber", "birthnumber"})
    if (word.find(part) != std::string::npos) return true;
  return false;
}

bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }

// 01 01 90 123 45, in whatever groups.
bool only_eleven_digits(std::string_view text) {
  std::size_t digits = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.substr(i).starts_with("\u00a0"))
      ++i;
    else if (is_digit(text[i]))
      ++digits;
    else if (text[i] != ' ' && text[i] != '-' && text[i] != '.')
      return false;
  }
  return digits == 11;
}

Problem refused(Message why) { return Problem::invalid(std::move(why)); }

Problem refused_for_identity() {
  return refused(
      N_("Fila ser ut til å inneholde fødselsnummer. De skal aldri inn her. Ta bort "
         "kolonnen og andre tall med elleve siffer, og last opp på nytt."));
}

// Line breaks and runs of blanks within a cell mean nothing here.
std::string one_line(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool hard = text.substr(i).starts_with("\u00a0");
    i += hard;
    const bool blank =
        hard || text[i] == ' ' || text[i] == '\n' || text[i] == '\r' || text[i] == '\t';
    if (!blank)
      out += text[i];
    else if (!out.empty() && out.back() != ' ')
      out += ' ';
  }
  return trimmed(out);
}

std::string with_small_letters(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return text;
}

std::optional<Role> role_of(std::string_view text) {
  static const auto all = [] {
    std::map<std::string, Role, std::less<>> made;
    for (std::size_t i = 0; i < std::size(ChoicesOf<Role>::list); ++i) {
      const Choice& choice = ChoicesOf<Role>::list[i];
      made.emplace(squeezed(choice.code), static_cast<Role>(i));
      for (Language language : kLanguages)
        made.emplace(squeezed(Texts(language)(choice.label)), static_cast<Role>(i));
    }
    return made;
  }();
  const auto found = all.find(squeezed(text));
  return found == all.end() ? std::nullopt : std::optional(found->second);
}

// Fills one row, cell by cell.
class RowReader {
 public:
  explicit RowReader(int line) { row.line = line; }
  ImportRow row;
  std::string first, last;

  void take(ImportColumn column, const std::string& cell) {
    if (column == ImportColumn::remark) return;
    if (cell == kFormulaCell) return take_formula();
    const std::string text = one_line(cell);
    if (text.empty()) return;
    switch (column) {
      case ImportColumn::name:
        row.name = text;
        break;
      case ImportColumn::first_name:
        first = text;
        break;
      case ImportColumn::last_name:
        last = text;
        break;
      case ImportColumn::mail:
        row.mail = with_small_letters(text);
        break;
      case ImportColumn::unit:
        row.unit = text;
        break;
      case ImportColumn::position:
        row.position = text;
        break;
      case ImportColumn::role:
        take_role(text);
        break;
      case ImportColumn::from:
        row.from = day(text);
        break;
      case ImportColumn::until:
        row.until = day(text);
        break;
      case ImportColumn::share:
        take_share(text);
        break;
      case ImportColumn::remark:
        break;
      case ImportColumn::unknown:
        break;
    }
  }

  void finish() {
    if (row.name.empty() && !(first + last).empty()) row.name = trimmed(first + " " + last);
    if (row.errors.empty()) check();
  }

 private:
  void wrong(Message message) { row.errors.push_back(std::move(message)); }

  void take_formula() {
    const Message formula = N_("En celle inneholder en formel; skriv verdien i stedet.");
    if (std::find(row.errors.begin(), row.errors.end(), formula) == row.errors.end())
      wrong(formula);
  }

  void check() {
    if (row.name.empty()) wrong(N_("Navnet mangler."));
    if (row.name.find('@') != std::string::npos)
      wrong(N_("I kolonnen for navn står det en e-postadresse."));
    if (!row.mail.empty() && (!is_mail_address(row.mail) || length(row.mail) > kLongestMail))
      wrong({N_("«{}» er ikke en e-postadresse. Skriv den slik: navn@kommune.no"), {row.mail}});
    for (const std::string* text : {&row.name, &row.unit, &row.position})
      if (length(*text) > kLongestText)
        wrong({N_("«{}» er for langt. Bruk høyst 200 tegn."), {shortened(*text, 40)}});
    if (row.unit.empty() &&
        (!row.position.empty() || row.role || row.from || row.until || row.share))
      wrong(N_("Raden har opplysninger om en stilling, men ingen enhet. Fyll ut enheten."));
    if (row.from && row.until && *row.until <= *row.from)
      wrong(N_("Sluttdatoen må komme etter startdatoen."));
  }

  void take_role(const std::string& text) {
    row.role = role_of(text);
    if (!row.role)
      wrong({N_("«{}» er ikke en rolle her. Bruk for eksempel Ansatt eller Leder av enhet."),
             {text}});
  }

  std::optional<Date> day(std::string text) {
    if (text.ends_with(" 00:00")) text.resize(text.size() - 6);
    const auto read = Date::parse(text);
    if (!read) wrong({N_("«{}» er ikke en dato. Skriv den slik: 25.11.2026"), {text}});
    return read;
  }

  // 0,8 may be meant as 80 per cent, so up to 1 is asked for with its sign.
  void take_share(const std::string& text) {
    row.share = parse_percent(text);
    const bool vague =
        row.share && *row.share > 0 && *row.share <= 1'00 && text.find('%') == std::string::npos;
    if (!row.share || *row.share < 0 || *row.share > 100'00 || vague)
      wrong({N_("«{}» er ikke en stillingsandel. Skriv prosent, for eksempel 80 eller 80 %."),
             {text}});
  }
};

constexpr std::pair<std::string_view, std::string_view> kShortForms[] = {
    {"bhg", "barnehage"}, {"bhg.", "barnehage"},
    {"bh", "barnehage"},  {"barnehagen", "barnehage"},
    {"skule", "skole"},   {"skulen", "skole"},
    {"skolen", "skole"},  {"vgs", "videregaaende skole"}};

std::string written_out(std::string_view name) {
  std::string out;
  for (const auto& word : split(folded(name), ' ')) {
    const auto* form = std::find_if(std::begin(kShortForms), std::end(kShortForms),
                                    [&](const auto& one) { return one.first == word; });
    out += (out.empty() ? "" : " ") +
           (form == std::end(kShortForms) ? word : std::string(form->second));
  }
  return out;
}

// Code points of valid UTF-8.
std::u32string letters_of(std::string_view text) {
  std::u32string out;
  for (char byte : text) {
    const auto value = static_cast<unsigned char>(byte);
    if ((value & 0xc0) == 0x80)
      out.back() = out.back() << 6 | (value & 0x3f);
    else
      out += value < 0x80   ? value
             : value < 0xe0 ? value & 0x1f
             : value < 0xf0 ? value & 0x0f
                            : value & 0x07;
  }
  return out;
}

}  // namespace

std::vector<std::string_view> import_headings() {
  std::vector<std::string_view> all;
  for (const Heading& heading : kHeadings)
    if (!heading.label.empty() && heading.column != ImportColumn::remark)
      all.push_back(heading.label);
  return all;
}

bool holds_identity_number(std::string_view text) {
  if (only_eleven_digits(text)) return true;
  for (std::size_t at = 0; at < text.size();) {
    if (!is_digit(text[at])) {
      ++at;
      continue;
    }
    std::size_t digits = 0, end = at;
    while (end < text.size()) {
      const bool hard = digits == 6 && text.substr(end).starts_with("\u00a0");
      const bool gap =
          hard || (digits == 6 && (text[end] == ' ' || text[end] == '-' || text[end] == '.'));
      if (is_digit(text[end]))
        ++digits;
      else if (!gap || end + 1 + hard >= text.size() || !is_digit(text[end + 1 + hard]))
        break;
      end += 1 + hard;
    }
    if (digits == 11) return true;
    at = end + 1;
  }
  return false;
}

Result<ImportColumns> recognise(const ImportTable& table) {
  ImportColumns found;
  for (const auto& line : table.lines)
    if (std::any_of(line.cells.begin(), line.cells.end(), holds_identity_number))
      return refused_for_identity();
  for (std::size_t i = 0; i < table.header.size(); ++i) {
    const std::string& heading = table.header[i];
    const ImportColumn column = column_of(heading);
    if (names_identity(heading) || holds_identity_number(heading)) return refused_for_identity();
    if (column == ImportColumn::unknown && has_content(table, i)) {
      if (heading.empty())
        return refused(
            {N_("Kolonne {} har innhold, men ingen overskrift. Skriv en, eller ta bort kolonnen."),
             {std::to_string(i + 1)}});
      return refused(
          {N_("Vi kjenner ikke kolonnen «{}». Ta den bort, for vi lagrer bare det som trengs."),
           {shortened(heading, 60)}});
    }
    if (column == ImportColumn::unknown && !heading.empty()) found.ignored.push_back(heading);
    if (column != ImportColumn::unknown &&
        std::find(found.columns.begin(), found.columns.end(), column) != found.columns.end()) {
      return refused({N_("To kolonner betyr det samme, og «{}» er den ene. Behold bare én av dem."),
                      {heading}});
    }
    found.columns.push_back(column);
  }
  const auto has = [&](ImportColumn column) {
    return std::find(found.columns.begin(), found.columns.end(), column) != found.columns.end();
  };
  if (!has(ImportColumn::name) && !(has(ImportColumn::first_name) && has(ImportColumn::last_name)))
    return refused(
        N_("Vi finner ingen kolonne for navn. Den første raden må være overskrifter, og én av dem "
           "Navn."));
  if (table.lines.empty()) return refused(N_("Det står ingen rader under overskriftene."));
  return found;
}

ImportRow read_row(const ImportColumns& columns, const ImportTable::Line& line) {
  RowReader reader(line.number);
  for (std::size_t i = 0; i < columns.columns.size(); ++i)
    reader.take(columns.columns[i], line.cells[i]);
  reader.finish();
  return std::move(reader.row);
}

Likeness::Likeness(std::string_view name) {
  const std::u32string letters = U" " + letters_of(written_out(name)) + U" ";
  for (std::size_t i = 0; i + 1 < letters.size(); ++i)
    pairs_.push_back(static_cast<std::uint64_t>(letters[i]) << 32 | letters[i + 1]);
  std::sort(pairs_.begin(), pairs_.end());
}

double Likeness::to(const Likeness& other) const {
  std::size_t common = 0, i = 0, j = 0;
  while (i < pairs_.size() && j < other.pairs_.size()) {
    if (pairs_[i] == other.pairs_[j])
      ++common, ++i, ++j;
    else if (pairs_[i] < other.pairs_[j])
      ++i;
    else
      ++j;
  }
  return 2.0 * static_cast<double>(common) /
         static_cast<double>(pairs_.size() + other.pairs_.size());
}

}  // namespace samloft::people
