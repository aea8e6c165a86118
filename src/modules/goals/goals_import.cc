// Measurements out to and in from spreadsheets.
// Tested by goals_import_test.cc

#include "goals_import.h"

#include <algorithm>
#include <array>
#include <map>

#include "base/text.h"
#include "records/records.h"
#include "store.h"

namespace samloft::goals {
namespace {

enum class Column { goal, sign, day, value, state, group, respondents, source, note };
constexpr std::size_t kColumns = 9;
constexpr std::array<std::string_view, kColumns> kColumnLabels{
    N_("Mål"),    N_("Kjennetegn"),        N_("Dato"),  N_("Verdi"),  N_("Tallet er"),
    N_("Gruppe"), N_("Antall bak tallet"), N_("Kilde"), N_("Merknad")};
constexpr std::size_t kMostMeasurements = 2000;

std::vector<std::string> header_in(const Texts& t) {
  std::vector<std::string> header;
  for (const auto label : kColumnLabels) header.emplace_back(t(label));
  return header;
}

std::optional<Column> column_named(const std::string& name) {
  for (const Language language : kLanguages) {
    const Texts t(language);
    for (std::size_t i = 0; i < kColumns; ++i)
      if (folded(name) == folded(t(kColumnLabels[i]))) return static_cast<Column>(i);
  }
  return std::nullopt;
}

// The state that a word means, in any of the languages, or by a mark of the registries.
std::optional<ValueState> state_named(const std::string& word) {
  for (const Language language : kLanguages) {
    const Texts t(language);
    for (const Choice& one : ChoicesOf<ValueState>::list)
      if (folded(word) == folded(t(one.label))) return value_named<ValueState>(one.code);
  }
  const Cell read = read_cell(word);
  return read.state == ValueState::value ? std::nullopt : read.state;
}

// A sheet on its way in: which column is which, and what is wrong so far.
class Intake {
 public:
  Intake(records::Work& work, const sheet::Sheet& sheet) : work_(work), sheet_(sheet) {
    for (const SignRow& row : every_sign(work.db)) signs_[folded(row.sign)].push_back(row);
  }

  std::vector<ImportFault> take() {
    find_columns();
    if (sheet_.rows.size() > kMostMeasurements) {
      whole({N_("Arket har {} rader. Del det i flere på høyst {} rader."),
             {std::to_string(sheet_.rows.size()), std::to_string(kMostMeasurements)}});
    }
    if (sheet_.rows.empty()) whole(N_("Arket har ingen rader under overskriftene."));
    if (!faults_.empty()) return std::move(faults_);
    for (const auto& formula : sheet_.formulas)
      at(static_cast<std::size_t>(formula.row), static_cast<std::size_t>(formula.column),
         sheet::kFormulaMessage);
    for (std::size_t i = 0; i < sheet_.rows.size(); ++i) take_row(i);
    std::stable_sort(faults_.begin(), faults_.end(),
                     [](const auto& a, const auto& b) { return a.line < b.line; });
    return std::move(faults_);
  }

 private:
  void whole(Message message) { faults_.push_back({0, "", "", std::move(message)}); }
  void at(std::size_t row, std::size_t column, Message message) {
    faults_.push_back({sheet_.line_numbers[row], sheet_.header[column], sheet_.rows[row][column],
                       std::move(message)});
  }
  void at(std::size_t row, Column column, Message message) {
    if (const auto found = places_.find(column); found != places_.end())
      return at(row, found->second, std::move(message));
    faults_.push_back({sheet_.line_numbers[row],
                       std::string(kColumnLabels[static_cast<std::size_t>(column)]), "",
                       std::move(message)});
  }

  void find_columns() {
    for (std::size_t i = 0; i < sheet_.header.size(); ++i) {
      const auto column = column_named(sheet_.header[i]);
      if (!column) {
        whole({N_("Kolonnen «{}» er ukjent. Ta den bort, eller gi den et av navnene i det tomme "
                  "arket."),
               {sheet_.header[i]}});
      } else if (!places_.emplace(*column, i).second) {
        whole({N_("Kolonnen «{}» står to ganger."), {sheet_.header[i]}});
      }
    }
    for (const Column needed : {Column::sign, Column::day, Column::value})
      if (!places_.contains(needed))
        whole({N_("Kolonnen «{}» mangler."),
               {std::string(kColumnLabels[static_cast<std::size_t>(needed)])}});
  }

  std::string cell(std::size_t row, Column column) const {
    const auto place = places_.find(column);
    return place == places_.end() ? "" : trimmed(sheet_.rows[row][place->second]);
  }

  Uuid sign_of(std::size_t row) {
    const auto found = signs_.find(folded(cell(row, Column::sign)));
    if (found == signs_.end()) {
      at(row, Column::sign,
         N_("Ingen kjennetegn heter dette. Skriv navnet slik det står i Samløft."));
      return {};
    }
    if (found->second.size() == 1) return found->second.front().id;
    for (const SignRow& one : found->second)
      if (folded(one.goal) == folded(cell(row, Column::goal))) return one.id;
    at(row, Column::sign, N_("Flere kjennetegn heter dette. Skriv også målet det hører til."));
    return {};
  }

  // The word says why there is no number; without one the value's own mark does.
  void state_and_value(std::size_t row, Measurement& made) {
    made.value = cell(row, Column::value);
    const std::string word = cell(row, Column::state);
    if (word.empty()) {
      if (made.value.empty()) made.state = ValueState::missing;
      return;
    }
    const auto state = state_named(word);
    if (!state)
      return at(row, Column::state,
                N_("Skriv «Tall», «Skjermet», «Tilbakeholdt», «Mangler» eller «Ikke aktuelt»."));
    made.state = *state;
    if (made.state == ValueState::value) return;
    // «..» beside «Skjermet» says the same.
    const Cell value = read_cell(made.value);
    if (value.state && *value.state != ValueState::value) made.value.clear();
  }

  void respondents(std::size_t row, Measurement& made) {
    const std::string text = cell(row, Column::respondents);
    if (text.empty()) return;
    const std::int64_t count = whole_number(text, -1);
    if (count < 0) return at(row, Column::respondents, N_("Skriv et helt tall."));
    made.respondents = count;
  }

  void take_row(std::size_t row) {
    const std::size_t before = faults_.size();
    Measurement made;
    made.sign = sign_of(row);
    made.on = Date::parse(cell(row, Column::day));
    if (!made.on) at(row, Column::day, N_("Skriv datoen slik: 25.11.2026."));
    state_and_value(row, made);
    respondents(row, made);
    made.group = cell(row, Column::group);
    made.source = cell(row, Column::source);
    made.note = cell(row, Column::note);
    if (faults_.size() > before) return;
    const auto created = records::create(work_, *work_.kinds.by_name("measurement"), made);
    if (created) return;
    if (created.error().fields.empty()) return at(row, Column::sign, created.error().message);
    for (const FieldError& error : created.error().fields)
      at(row, column_of(error.field), error.message);
  }

  static Column column_of(std::string_view field) {
    if (field == "measured_on") return Column::day;
    if (field == "about") return Column::group;
    if (field == "respondents") return Column::respondents;
    if (field == "state") return Column::state;
    if (field == "source") return Column::source;
    if (field == "note") return Column::note;
    return field == "sign" ? Column::sign : Column::value;
  }

  records::Work& work_;
  const sheet::Sheet& sheet_;
  std::map<Column, std::size_t> places_;
  std::map<std::string, std::vector<SignRow>> signs_;
  std::vector<ImportFault> faults_;
};

}  // namespace

sheet::Sheet measurement_sheet(db::Connection& db, const Texts& t) {
  sheet::Sheet sheet;
  sheet.header = header_in(t);
  for (const MeasurementRow& row : every_measurement(db)) {
    const auto day = Date::parse(row.measured_on);
    sheet.rows.push_back({row.goal, row.sign, day ? day->iso() : "", row.value,
                          std::string(t(label_of(value_of<ValueState>(row.state)))), row.group,
                          row.respondents ? std::to_string(*row.respondents) : "", row.source,
                          row.note});
  }
  return sheet;
}

sheet::Sheet empty_measurement_sheet(db::Connection& db, const Texts& t) {
  sheet::Sheet sheet;
  sheet.header = header_in(t);
  for (const SignRow& row : every_sign(db))
    sheet.rows.push_back({row.goal, row.sign, "", "", "", "", "", "", ""});
  return sheet;
}

std::vector<ImportFault> take_measurements(records::Work& work, const sheet::Sheet& sheet) {
  return Intake(work, sheet).take();
}

}  // namespace samloft::goals
