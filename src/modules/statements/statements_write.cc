// Beginning a statement, and writing it while it is open.
// Tested by statements_test.cc

#include <algorithm>

#include "base/text.h"
#include "goals/goals.h"
#include "measures/measures.h"
#include "needs/needs.h"
#include "people/people.h"
#include "records/kind.h"
#include "records/records.h"
#include "rules.h"
#include "rules_sums.h"
#include "statements_standing.h"

namespace samloft::statements {
namespace {

const records::Kind& kind_in(records::Work& work, std::string_view name) {
  return *work.kinds.by_name(name);
}

template <class T>
std::optional<T> found_in(records::Work& work, std::string_view kind, const Uuid& id) {
  return records::find<T>(work.db, kind_in(work, kind), id);
}

Problem at(std::string field, Message message) {
  return Problem::invalid({{std::move(field), std::move(message)}});
}

// --- what is known already

void take_parties(records::Work& work, Statement& made) {
  const Date today = local_day(work.now);
  for (const auto& party : records::every<partnership::Party>(work.db, kind_in(work, "party"))) {
    if (!Period{party.valid_from, party.valid_until}.contains(today)) continue;
    if (party.role == partnership::PartyRole::municipality && !made.filer)
      made.filer = party.organisation;
    if (party.role == partnership::PartyRole::university) made.partners.push_back(party.organisation);
  }
}

void add_line(std::string& text, const std::string& line) {
  if (!line.empty()) text += (text.empty() ? "" : "\n") + line;
}

std::optional<partnership::TargetGroup> group_of(people::UnitKind kind) {
  switch (kind) {
    case people::UnitKind::kindergarten: return partnership::TargetGroup::kindergarten;
    case people::UnitKind::school: return partnership::TargetGroup::school;
    case people::UnitKind::ppt: return partnership::TargetGroup::ppt;
    case people::UnitKind::university_unit:
    case people::UnitKind::administration: return std::nullopt;
    default: return partnership::TargetGroup::other_services;
  }
}

void take_participants(records::Work& work, const Uuid& measure, Statement& made) {
  for (const auto& one : records::pointing_at<measures::Participant>(
           work.db, kind_in(work, "participant"), "measure", {measure})) {
    if (one.attendance != measures::Attendance::core) continue;
    add_line(made.target_group, one.who);
    if (one.estimated_count)
      add_line(made.participants, one.who + ": " + std::to_string(*one.estimated_count));
    for (const Uuid& id : one.units) {
      const auto unit = found_in<people::Unit>(work, "unit", id);
      if (!unit) continue;
      if (const auto group = group_of(unit->kind))
        made.target_groups |= std::uint64_t{1} << static_cast<unsigned>(*group);
    }
  }
}

// The goals as what is expected; the sources of the needs behind the measure.
std::vector<Uuid> take_measure(records::Work& work, const measures::Measure& measure, Statement& made) {
  std::vector<Uuid> needs = measure.needs, evidence;
  for (const Uuid& id : measure.goals) {
    const auto goal = found_in<goals::Goal>(work, "goal", id);
    if (!goal) continue;
    add_line(made.expected, goal->title);
    needs.insert(needs.end(), goal->needs.begin(), goal->needs.end());
  }
  for (const Uuid& id : needs) {
    const auto need = found_in<needs::Need>(work, "need", id);
    if (!need || need->state == needs::NeedState::draft) continue;
    for (const Uuid& source : need->evidence)
      if (std::find(evidence.begin(), evidence.end(), source) == evidence.end())
        evidence.push_back(source);
  }
  return evidence;
}

Result<void> is_open_for(const Round& round, Instant now) {
  if (round.opens_on && local_day(now) < *round.opens_on)
    return at("round", {N_("Runden åpner {}."), {Texts().short_date(*round.opens_on)}});
  const auto due = due_of({}, round);
  if (due && !in_time(now, *due))
    return at("round", {N_("Fristen gikk ut {}. Velg en annen runde."), {Texts().moment(*due)}});
  return {};
}

Result<void> fits_parent(records::Work& work, const Statement& made, const Round& round) {
  if (!made.supplement_to) return {};
  const auto parent = found_in<Statement>(work, "statement", made.supplement_to);
  if (!parent || parent->measure != made.measure)
    return at("supplement_to", N_("Et tillegg må gjelde det samme tiltaket."));
  const auto before = found_in<Round>(work, "filing_round", parent->round);
  if (!before || before->scheme != round.scheme)
    return at("supplement_to", N_("Et tillegg må gjelde den samme ordningen."));
  if (!is_decided(parent->state) || !is_live(parent->state))
    return at("supplement_to", N_("Et tillegg må gjelde noe som er innvilget."));
  return {};
}

// The first criterion that wants a source gets those of the needs, as a start.
Result<void> propose_evidence(records::Work& work, const Statement& made,
                              const std::vector<Uuid>& evidence) {
  if (evidence.empty()) return {};
  for (const CriterionRow& row : criteria_of(work.db, made.rule_set)) {
    if (trimmed(row.evidence_wanted).empty()) continue;
    Answer answer;
    answer.statement = made.id;
    answer.criterion = row.id;
    answer.evidence = evidence;
    TRY(records::create(work, kind_in(work, "statement_answer"), answer));
    return {};
  }
  return {};
}

// --- what is written

// Brings the stored rows to what is wanted: those of the same key are changed, others are removed or
// made.
template <class Stored, class Wanted, class Same, class Make>
Result<void> bring(records::Work& work, std::string_view kind_name, const std::vector<Stored>& stored,
                   const std::vector<Wanted>& wanted, Same same, Make make) {
  const records::Kind& kind = kind_in(work, kind_name);
  for (const Stored& row : stored) {
    if (std::none_of(wanted.begin(), wanted.end(), [&](const Wanted& one) { return same(row, one); }))
      TRY(records::remove(work, kind, row.id));
  }
  for (const Wanted& one : wanted) {
    auto record = make(one);
    const auto row = std::find_if(stored.begin(), stored.end(),
                                  [&](const Stored& old) { return same(old, one); });
    if (row == stored.end()) {
      TRY(records::create(work, kind, record));
    } else {
      record.id = row->id;
      record.version = row->version;
      TRY(records::save(work, kind, record));
    }
  }
  return {};
}

Result<void> bring_years(records::Work& work, const Whole& whole, const std::vector<YearSum>& years) {
  return bring(
      work, "statement_year", whole.years, years,
      [](const YearRow& row, const YearSum& one) { return row.sum.year == one.year; },
      [&](const YearSum& one) {
        Year record;
        record.statement = whole.statement.id;
        record.year = one.year;
        record.total = one.total;
        return record;
      });
}

Result<void> bring_answers(records::Work& work, const Whole& whole, std::vector<Text> texts) {
  std::erase_if(texts, [](const Text& one) {
    return trimmed(one.text).empty() && one.evidence.empty();
  });
  return bring(
      work, "statement_answer", whole.answers, texts,
      [](const AnswerRow& row, const Text& one) { return row.text.of == one.of; },
      [&](const Text& one) {
        Answer record;
        record.statement = whole.statement.id;
        const bool criterion =
            std::any_of(whole.criteria.begin(), whole.criteria.end(),
                        [&](const CriterionRow& row) { return row.id == one.of; });
        (criterion ? record.criterion : record.field) = one.of;
        record.text = trimmed(one.text);
        record.evidence = one.evidence;
        return record;
      });
}

constexpr std::size_t kLongestAnswer = 20'000;

// What cannot be kept as it is: each fault names its field.
std::vector<FieldError> faults_of(const Whole& whole, const Written& written) {
  auto errors = sum_faults(written.years, written.cells, written.statement.total);
  const auto more = year_faults(years_of(written.years, written.cells), whole.standing.max_years,
                                whole.standing.school_year);
  errors.insert(errors.end(), more.begin(), more.end());
  for (FieldError& fault : overlap_faults(written.cells, !!whole.statement.supplement_to,
                                          whole.standing.siblings))
    errors.push_back(std::move(fault));
  const auto recipients = whole.recipients();
  for (const Cell& cell : written.cells)
    if (std::find(recipients.begin(), recipients.end(), cell.organisation) == recipients.end())
      errors.push_back({cell_name(cell.year, cell.organisation),
                        N_("Mottakeren er ikke med i behovsmeldinga. Legg den til som partner først.")});
  for (const Text& text : written.answers) {
    const std::string field = "answer-" + text.of.text();
    if (!is_clean_text(text.text))
      errors.push_back({field, N_("Teksten har tegn som ikke kan lagres. Skriv den på nytt uten spesialtegn.")});
    else if (length(text.text) > kLongestAnswer)
      errors.push_back({field, {N_("Teksten er for lang. Bruk høyst {} tegn; nå er det {}."),
                                {std::to_string(kLongestAnswer), std::to_string(length(text.text))}}});
  }
  return errors;
}

}  // namespace

Result<void> bring_cells(records::Work& work, const Whole& whole, Stage stage,
                         const std::vector<Cell>& cells) {
  std::vector<CellRow> stored;
  for (const CellRow& row : whole.cells)
    if (row.stage == stage) stored.push_back(row);
  std::vector<Cell> wanted = cells;
  std::erase_if(wanted, [](const Cell& cell) { return cell.amount.count == 0; });
  return bring(
      work, "statement_amount", stored, wanted,
      [](const CellRow& row, const Cell& one) {
        return row.cell.year == one.year && row.cell.organisation == one.organisation;
      },
      [&](const Cell& one) {
        Amount record;
        record.statement = whole.statement.id;
        record.stage = stage;
        record.year = one.year;
        record.organisation = one.organisation;
        record.amount = one.amount;
        return record;
      });
}

Result<Uuid> begin(records::Work& work, const Uuid& as, const Uuid& round_id, const Uuid& measure_id,
                   const Uuid& supplement_to) {
  if (!work.viewer.may(kWriters)) return Problem::forbidden();
  const auto round = found_in<Round>(work, "filing_round", round_id);
  if (!round) return at("round", N_("Velg en runde fra lista."));
  const auto measure = found_in<measures::Measure>(work, "measure", measure_id);
  if (!measure) return at("measure", N_("Velg et tiltak fra lista."));
  TRY(is_open_for(*round, work.now));
  const Date day = *day_of_rules(*round);
  const auto rules = partnership::rule_set_on(work.db, round->scheme, day);
  if (!rules)
    return at("round", {N_("Ordningen tar ikke imot nye penger {}, når vedtaket skal gjøres. Velg en runde i ordningen som gjelder da."),
                        {Texts().short_date(day)}});
  Statement made;
  made.id = as;
  made.round = round_id;
  made.measure = measure_id;
  made.rule_set = *rules;
  made.form = form_on(work.db, round->office, *round->due_on);
  made.supplement_to = supplement_to;
  TRY(fits_parent(work, made, *round));
  take_parties(work, made);
  if (!made.filer) return at("round", N_("Legg inn kommunen som part i partnerskapet først."));
  take_participants(work, measure_id, made);
  const auto evidence = take_measure(work, *measure, made);
  AsVerb verb(work);
  TRY_ASSIGN(const Uuid id, records::create(verb.work(), kind_in(work, "statement"), made));
  TRY(propose_evidence(verb.work(), made, evidence));
  return id;
}

Result<void> write(records::Work& work, Written written) {
  const records::Kind& kind = kind_in(work, "statement");
  Statement stored;
  if (!records::load_for(work.db, kind, work.viewer, written.statement.id, stored))
    return Problem::not_found();
  if (!work.viewer.may(kWriters)) return Problem::forbidden();
  if (!is_open(stored.state))
    return Problem::conflict(N_("Behovsmeldinga er ikke åpen for endringer. Åpne den igjen først."));
  // Only what is typed may differ; who filed what for which round stands.
  Statement& typed = written.statement;
  typed.round = stored.round;
  typed.measure = stored.measure;
  typed.rule_set = stored.rule_set;
  typed.form = stored.form;
  typed.filer = stored.filer;
  typed.state = stored.state;
  typed.due_again = stored.due_again;
  typed.granted_as = stored.granted_as;
  const Whole whole = whole_of(work.db, work.kinds, typed, work.now);
  if (!(typed.supplement_to == stored.supplement_to)) TRY(fits_parent(work, typed, whole.round));
  AsVerb verb(work);
  auto errors = records::faults(verb.work(), kind, typed);
  const auto more = faults_of(whole, written);
  errors.insert(errors.end(), more.begin(), more.end());
  if (!errors.empty()) return Problem::invalid(std::move(errors));
  TRY(records::save(verb.work(), kind, typed));
  TRY(bring_years(verb.work(), whole, written.years));
  TRY(bring_cells(verb.work(), whole, Stage::applied, written.cells));
  return bring_answers(verb.work(), whole, written.answers);
}

}  // namespace samloft::statements
