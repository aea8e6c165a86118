// Deciding what is done with each row.
// Tested by rules_import_test.cc

#include "rules_import_plan.h"

#include <algorithm>
#include <memory>
#include <unordered_map>
#include <utility>

#include "base/text.h"

namespace samloft::people {
namespace {

constexpr std::size_t kMostSuggestions = 5;

Period period_of(const KnownEmployment& one) { return {one.from, one.until}; }

bool contradict(const std::string& one, const std::string& two) {
  return !one.empty() && !two.empty() && one != two;
}

std::string iso(const std::optional<Date>& day) { return day ? day->iso() : ""; }
std::string share_text(const std::optional<std::int64_t>& share) {
  return share ? percent(*share) + " %" : "";
}

// Everything a row says, folded: rows with the same key say the same.
std::string key_of(const ImportRow& row) {
  std::string key;
  for (const std::string& part :
       {folded(row.name), row.mail, folded(row.unit), folded(row.position), iso(row.from),
        iso(row.until), share_text(row.share), std::string(row.role ? code_of(*row.role) : "")}) {
    (key += part) += '\n';
  }
  return key;
}

// The places of a sheet: which name means which place.
class Places {
 public:
  Places(const std::vector<KnownPlace>& all, Date today) : all_(all), today_(today) {
    for (std::size_t i = 0; i < all.size(); ++i) by_name_[folded(all[i].name)].push_back(i);
  }

  // The places of this name: exact before folded, those that exist today before others.
  std::vector<std::size_t> named(const std::string& name) const {
    const auto found = by_name_.find(folded(name));
    if (found == by_name_.end()) return {};
    auto fits = found->second;
    prefer(fits, [&](std::size_t i) { return all_[i].name == name; });
    prefer(fits, [&](std::size_t i) { return all_[i].period.contains(today_); });
    return fits;
  }

  std::vector<Candidate> alike(const std::string& name) {
    if (measures_.empty())
      for (const auto& place : all_) measures_.emplace_back(place.name);
    const Likeness wanted(name);
    std::vector<Candidate> found;
    for (std::size_t i = 0; i < all_.size(); ++i) {
      const double likeness = wanted.to(measures_[i]);
      if (likeness >= kAlike) found.push_back({all_[i].id.text(), i, 0, likeness});
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& a, const auto& b) { return a.likeness > b.likeness; });
    if (found.size() > kMostSuggestions) found.resize(kMostSuggestions);
    return found;
  }

  template <class Wanted>
  static void prefer(std::vector<std::size_t>& fits, Wanted wanted) {
    std::vector<std::size_t> better;
    std::copy_if(fits.begin(), fits.end(), std::back_inserter(better), wanted);
    if (!better.empty()) fits = std::move(better);
  }

 private:
  const std::vector<KnownPlace>& all_;
  Date today_;
  std::unordered_map<std::string, std::vector<std::size_t>> by_name_;
  std::vector<Likeness> measures_;
};

class Planner {
 public:
  Planner(Directory directory, const ImportChoices& choices, Date today)
      : choices_(choices), today_(today) {
    plan.directory = std::move(directory);
    places_ = std::make_unique<Places>(plan.directory.places, today);
    person_line_.resize(plan.directory.persons.size());
    for (std::size_t i = 0; i < plan.directory.persons.size(); ++i) index(i);
  }
  ImportPlan plan;

  void decide(ImportRow row) {
    PlannedRow planned;
    planned.row = std::move(row);
    if (planned.row.errors.empty() && !is_doubled(planned)) settle(planned);
    plan.rows.push_back(std::move(planned));
  }

 private:
  enum class Step { on, ask, stop };

  void index(std::size_t person) {
    const KnownPerson& one = plan.directory.persons[person];
    if (!one.mail.empty()) by_mail_.emplace(one.mail, person);
    auto& namesakes = by_name_[folded(one.name)];
    if (std::find(namesakes.begin(), namesakes.end(), person) == namesakes.end())
      namesakes.push_back(person);
  }
  KnownPerson& person_at(std::size_t at) { return plan.directory.persons[at]; }

  static void refuse(PlannedRow& planned, Message why) {
    planned.verdict = Verdict::refuse;
    planned.row.errors.push_back(std::move(why));
  }

  bool is_doubled(PlannedRow& planned) {
    const auto [seen, fresh] = rows_.emplace(key_of(planned.row), plan.rows.size());
    if (fresh) return false;
    const PlannedRow& first = plan.rows[seen->second];
    if (first.verdict == Verdict::refuse || first.verdict == Verdict::skip) return false;
    planned.verdict = Verdict::doubled;
    planned.doubles = first.row.line;
    planned.person = first.person;
    return true;
  }

  void settle(PlannedRow& planned) {
    const Step place = find_place(planned);
    if (place == Step::stop) return;
    const Step person = find_person(planned);
    if (person == Step::stop) return;
    if (place == Step::ask || person == Step::ask) {
      planned.verdict = Verdict::choose;
      return;
    }
    find_employment(planned);
    if (is_contradictory(planned)) return;
    apply(planned);
  }

  // --- where

  Step find_place(PlannedRow& planned) {
    const std::string& name = planned.row.unit;
    if (name.empty()) return Step::on;
    const int line = first_line_.emplace(folded(name), planned.row.line).first->second;
    auto fits = places_->named(name);
    if (fits.size() > 1)
      Places::prefer(fits, [&](std::size_t place) { return works_there(planned.row, place); });
    if (fits.size() == 1) {
      planned.place = fits.front();
      return Step::on;
    }
    return ask_place(planned, line, fits);
  }

  // Whether somebody whom the row may mean works at the place.
  bool works_there(const ImportRow& row, std::size_t place) {
    const auto at = [&](std::size_t person) { return works_at(person, place); };
    const auto mailed = by_mail_.find(row.mail);
    if (mailed != by_mail_.end()) return at(mailed->second);
    const auto named = by_name_.find(folded(row.name));
    return named != by_name_.end() && std::any_of(named->second.begin(), named->second.end(), at);
  }

  bool works_at(std::size_t person, std::size_t place) {
    const auto& all = person_at(person).employments;
    return std::any_of(all.begin(), all.end(), [&](const auto& one) { return one.place == place; });
  }

  Step ask_place(PlannedRow& planned, int line, const std::vector<std::size_t>& fits) {
    const std::string name = folded(planned.row.unit);
    auto asked = asked_.find(name);
    if (asked == asked_.end()) {
      std::vector<Candidate> candidates;
      for (std::size_t i : fits) candidates.push_back({plan.directory.places[i].id.text(), i});
      if (candidates.empty()) candidates = places_->alike(planned.row.unit);
      asked = asked_.emplace(name, plan.places.size()).first;
      plan.places.push_back({line, planned.row.unit, 0, std::move(candidates)});
    }
    AskedPlace& question = plan.places[asked->second];
    if (question.candidates.empty()) {
      refuse(planned, {N_("Vi finner ingen enhet som heter «{}», og ingen som ligner."),
                       {planned.row.unit}});
      return Step::stop;
    }
    if (asked->second >= kMostAskedPlaces) return refuse_question(planned);
    ++question.rows;
    const auto chosen = choices_.places.find(line);
    if (chosen == choices_.places.end()) return Step::ask;
    if (chosen->second == kSkip) {
      planned.verdict = Verdict::skip;
      return Step::stop;
    }
    for (const Candidate& one : question.candidates)
      if (one.code == chosen->second) planned.place = one.index;
    return planned.place == kNone ? Step::ask : Step::on;
  }

  // --- who

  Step find_person(PlannedRow& planned) {
    const auto mailed = planned.row.mail.empty() ? by_mail_.end() : by_mail_.find(planned.row.mail);
    if (mailed != by_mail_.end()) {
      planned.match = Match::mail;
      planned.person = mailed->second;
      return Step::on;
    }
    list_namesakes(planned);
    if (planned.match == Match::unsure && ++questions_ > kMostQuestions)
      return refuse_question(planned);
    planned.asks_person = planned.match == Match::unsure;
    const auto chosen = choices_.persons.find(planned.row.line);
    if (chosen != choices_.persons.end()) return take_choice(planned, chosen->second);
    return planned.asks_person ? Step::ask : Step::on;
  }

  static Step refuse_question(PlannedRow& planned) {
    refuse(planned,
           N_("Raden trenger et valg, men fila har for mange slike. Hent den inn i neste omgang."));
    return Step::stop;
  }

  // Persons of the same name: one of them at the place is the one; others are to be chosen among.
  void list_namesakes(PlannedRow& planned) {
    const auto named = by_name_.find(folded(planned.row.name));
    if (named == by_name_.end()) return;
    std::vector<std::size_t> here, elsewhere;
    bool differing_mail = false;
    for (std::size_t person : named->second) {
      const KnownPerson& one = person_at(person);
      const bool at_place = planned.place != kNone && works_at(person, planned.place);
      const bool differs = contradict(one.mail, planned.row.mail);
      if (differs && (!at_place || one.id.empty())) continue;
      (at_place ? here : elsewhere).push_back(person);
      differing_mail = differing_mail || differs;
    }
    if (here.size() == 1 && !differing_mail) {
      planned.match = Match::name_and_unit;
      planned.person = here.front();
    } else if (!here.empty() || !elsewhere.empty()) {
      planned.match = Match::unsure;
    }
    here.insert(here.end(), elsewhere.begin(), elsewhere.end());
    for (std::size_t person : here) {
      const Uuid& id = person_at(person).id;
      const int line = id.empty() ? person_line_[person] : 0;
      planned.person_candidates.push_back(
          {id.empty() ? "line-" + std::to_string(line) : id.text(), person, line});
    }
  }

  Step take_choice(PlannedRow& planned, const std::string& chosen) {
    if (chosen == kSkip) {
      planned.verdict = Verdict::skip;
      return Step::stop;
    }
    if (chosen == kNew) {
      planned.match = Match::fresh;
      planned.person = kNone;
      return Step::on;
    }
    for (const Candidate& one : planned.person_candidates) {
      if (one.code != chosen) continue;
      planned.match = Match::chosen;
      planned.person = one.index;
      return Step::on;
    }
    return planned.asks_person ? Step::ask : Step::on;
  }

  // --- which employment

  void find_employment(PlannedRow& planned) {
    if (planned.person == kNone || planned.place == kNone) return;
    const ImportRow& row = planned.row;
    const auto& all = person_at(planned.person).employments;
    const auto starts_then = [&](std::size_t i) { return all[i].from == row.from; };
    std::vector<std::size_t> fits;
    for (std::size_t i = 0; i < all.size(); ++i) {
      const bool position = row.position.empty() || folded(all[i].position) == folded(row.position);
      const bool time = !row.from || !all[i].from || starts_then(i) ||
                        Period{row.from, row.until}.overlaps(period_of(all[i]));
      if (all[i].place == planned.place && position && time) fits.push_back(i);
    }
    if (row.from) Places::prefer(fits, starts_then);
    Places::prefer(fits, [&](std::size_t i) { return period_of(all[i]).contains(today_); });
    Places::prefer(fits, [&](std::size_t i) { return !all[i].from; });
    if (!fits.empty()) planned.employment = fits.back();
  }

  // --- what is done

  bool is_contradictory(PlannedRow& planned) {
    const ImportRow& row = planned.row;
    const bool known = planned.person != kNone;
    const int line = known ? person_line_[planned.person] : 0;
    if (line > 0 && folded(person_at(planned.person).name) != folded(row.name)) {
      refuse(planned,
             {N_("Den samme personen står i rad {} med et annet navn."), {std::to_string(line)}});
      return true;
    }
    if (planned.place == kNone) return false;
    if (planned.employment == kNone) {
      if (row.position.empty())
        refuse(planned, N_("Skriv hvilken stilling personen har i enheten."));
      return row.position.empty();
    }
    KnownEmployment now = person_at(planned.person).employments[planned.employment];
    const auto earlier = employment_line_.find({planned.person, planned.employment});
    if (!changes_of(row, now).empty() && earlier != employment_line_.end()) {
      refuse(planned, {N_("Rad {} sier noe annet om den samme stillingen."),
                       {std::to_string(earlier->second)}});
      return true;
    }
    const auto &from = now.from, &until = now.until;
    if (from && until && *until <= *from) {
      refuse(planned,
             N_("Sluttdatoen må komme etter startdatoen, også når det som er lagret, regnes med."));
      return true;
    }
    return false;
  }

  template <class T, class Show>
  static void set(std::vector<PlannedChange>& changes, std::string_view label, T& value,
                  const T& wanted, Show show) {
    if (value == wanted) return;
    changes.push_back({label, std::string(show(value)), std::string(show(wanted))});
    value = wanted;
  }

  // Lets the filled cells of the row win; tells what that changes.
  static std::vector<PlannedChange> changes_of(const ImportRow& row, KnownEmployment& one) {
    std::vector<PlannedChange> changes;
    if (row.role) set(changes, N_("Rolle"), one.role, *row.role, code_of<Role>);
    if (row.share) set(changes, N_("Andel"), one.share, row.share, share_text);
    if (row.from) set(changes, N_("Fra"), one.from, row.from, iso);
    if (row.until) set(changes, N_("Til"), one.until, row.until, iso);
    return changes;
  }

  void apply(PlannedRow& planned) {
    const auto text = [](const std::string& value) { return value; };
    const ImportRow& row = planned.row;
    planned.new_person = planned.person == kNone;
    if (planned.new_person) {
      planned.person = plan.directory.persons.size();
      plan.directory.persons.push_back({{}, row.name, row.mail, {}});
      person_line_.push_back(row.line);
    } else {
      KnownPerson& person = person_at(planned.person);
      if (folded(person.name) != folded(row.name))
        set(planned.changes, N_("Navn"), person.name, row.name, text);
      if (!row.mail.empty()) set(planned.changes, N_("E-post"), person.mail, row.mail, text);
      planned.changes_person = !planned.changes.empty();
    }
    index(planned.person);
    const int earlier = apply_employment(planned);
    if (planned.new_person || planned.new_employment)
      planned.verdict = Verdict::make;
    else if (!planned.changes.empty())
      planned.verdict = Verdict::change;
    else
      planned.verdict = earlier > 0 ? Verdict::doubled : Verdict::same;
    planned.doubles = planned.verdict == Verdict::doubled ? earlier : 0;
    if (person_line_[planned.person] == 0) person_line_[planned.person] = row.line;
  }

  // The number of an earlier line that says the same, or 0.
  int apply_employment(PlannedRow& planned) {
    const ImportRow& row = planned.row;
    if (planned.place == kNone) return planned.new_person ? 0 : person_line_[planned.person];
    auto& all = person_at(planned.person).employments;
    planned.new_employment = planned.employment == kNone;
    if (planned.new_employment) {
      planned.employment = all.size();
      all.push_back({{},
                     planned.place,
                     row.position,
                     row.role.value_or(Role::staff),
                     row.share,
                     row.from,
                     row.until});
    } else {
      auto changes = changes_of(row, all[planned.employment]);
      planned.changes_employment = !changes.empty();
      planned.changes.insert(planned.changes.end(), changes.begin(), changes.end());
    }
    return std::exchange(employment_line_[{planned.person, planned.employment}], row.line);
  }

  const ImportChoices& choices_;
  Date today_;
  std::unique_ptr<Places> places_;
  std::unordered_map<std::string, std::size_t> by_mail_;
  std::unordered_map<std::string, std::vector<std::size_t>> by_name_;
  std::unordered_map<std::string, std::size_t> rows_;   // by key, in plan.rows
  std::unordered_map<std::string, int> first_line_;     // by folded name of the place
  std::unordered_map<std::string, std::size_t> asked_;  // the same, in plan.places
  std::size_t questions_ = 0;
  std::vector<int> person_line_;  // the first line that means the person; 0: none yet
  std::map<std::pair<std::size_t, std::size_t>, int> employment_line_;
};

}  // namespace

std::size_t ImportPlan::count(Verdict verdict) const {
  return static_cast<std::size_t>(std::count_if(
      rows.begin(), rows.end(), [&](const PlannedRow& row) { return row.verdict == verdict; }));
}

ImportPlan plan_import(const ImportTable& table, const ImportColumns& columns, Directory directory,
                       const ImportChoices& choices, Date today) {
  Planner planner(std::move(directory), choices, today);
  planner.plan.rows.reserve(table.lines.size());
  for (const auto& line : table.lines) planner.decide(read_row(columns, line));
  std::erase_if(planner.plan.places, [](const AskedPlace& one) { return one.rows == 0; });
  return std::move(planner.plan);
}

}  // namespace samloft::people
