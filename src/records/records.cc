// Creating, saving, removing, restoring.
// Tested by records_test.cc

#include "records/records.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "db/db.h"
#include "journal/journal.h"
#include "records/image.h"
#include "records/removal.h"
#include "records/store.h"

namespace samloft::records {
namespace {

constexpr std::size_t kLongestProse = 20'000;

// Everything that can be said of a record without knowing its kind's rules.
class FieldChecker final : public Fields {
 public:
  FieldChecker(db::Connection& db, std::vector<FieldError>& errors) : db_(db), errors_(errors) {}

  void text(const Field& f, std::string& value) override {
    if (value.find_first_of("\r\n") != std::string::npos)
      return wrong(f, N_("Skriv på én linje."));
    check_text(f, value, f.longest);
  }
  void prose(const Field& f, std::string& value) override {
    check_text(f, value, std::max(kLongestProse, f.longest));
  }
  void number(const Field& f, std::optional<std::int64_t>& value) override {
    present(f, value.has_value());
  }
  void money(const Field& f, std::optional<Ore>& value) override { present(f, value.has_value()); }
  void percent(const Field& f, std::optional<std::int64_t>& value) override {
    present(f, value.has_value());
    if (value && (*value < 0 || *value > 100'00))
      wrong(f, N_("Skriv en prosent mellom 0 og 100."));
  }
  void date(const Field& f, std::optional<Date>& value) override { present(f, value.has_value()); }
  void yes_no(const Field&, bool&) override {}
  void choice_at(const Field& f, Choices choices, std::size_t& index) override {
    if (index >= choices.size()) wrong(f, N_("Velg en fra lista."));
  }
  void options(const Field& f, Choices, std::uint64_t& bits) override { present(f, bits != 0); }
  void link(const Field& f, std::string_view kind, Uuid& id) override {
    if (!id) return present(f, false);
    if (kind_of(db_, id) != kind) wrong(f, N_("Velg en fra lista; denne finnes ikke lenger."));
  }
  void links(const Field& f, std::string_view kind, std::vector<Uuid>& ids) override {
    present(f, !ids.empty());
    if (std::set<Uuid>(ids.begin(), ids.end()).size() != ids.size())
      wrong(f, N_("Den samme er valgt flere ganger."));
    for (const Uuid& id : ids) {
      if (kind_of(db_, id) != kind)
        return wrong(f, N_("En av de valgte finnes ikke lenger. Velg på nytt."));
    }
  }

 private:
  void wrong(const Field& f, Message message) {
    errors_.push_back({std::string(f.name), std::move(message)});
  }
  void present(const Field& f, bool there) {
    if (f.must == Must::be_filled && !there) wrong(f, N_("Fyll ut dette feltet."));
  }
  void check_text(const Field& f, const std::string& value, std::size_t longest) {
    if (!is_clean_text(value)) {
      wrong(f, N_("Teksten har tegn som ikke kan lagres. Skriv den på nytt uten spesialtegn."));
    } else if (length(value) > longest) {
      wrong(f, {N_("Teksten er for lang. Bruk høyst {} tegn; nå er det {}."),
                {std::to_string(longest), std::to_string(length(value))}});
    } else {
      present(f, !trimmed(value).empty());
    }
  }
  db::Connection& db_;
  std::vector<FieldError>& errors_;
};

Lookup lookup(Work& work) {
  return [&db = work.db](const Uuid& id) { return heading_of(db, id); };
}

std::int64_t note(Work& work, const Kind& kind, const std::string& action, const Uuid& id,
                  std::string heading, std::string before, std::string after) {
  journal::Entry entry;
  entry.at = work.now;
  entry.account = work.viewer.account;
  entry.who = work.viewer.name;
  entry.action = action;
  entry.kind = std::string(kind.name);
  entry.record = id;
  entry.heading = std::move(heading);
  entry.before = std::move(before);
  entry.after = std::move(after);
  entry.batch = work.batch;
  return journal::append(work.db, std::move(entry));
}

// Stores a checked new record and writes the journal.
void put(Work& work, const Kind& kind, Record& record, const std::string& action) {
  const std::string heading = record.heading(lookup(work));
  insert(work.db, kind, record, heading, work.now);
  note(work, kind, action, record.id, heading, "", image(record));
}

std::unique_ptr<Record> stored(Work& work, const Kind& kind, const Uuid& id) {
  auto record = kind.make();
  if (!load_for(work.db, kind, work.viewer, id, *record)) return nullptr;
  return record;
}

Result<std::int64_t> take_away(Work& work, const Kind& kind, const Uuid& id);

// Parts go first, so that nothing points at what is removed. They may point at each other, as the
// elements of a tree do: those that nothing points at go before the others.
Result<void> remove_parts(Work& work, const Kind& kind, const Uuid& id) {
  const auto& references = work.kinds.references_to(kind.name);
  std::vector<std::pair<const Kind*, Uuid>> parts;
  for (const auto& found : referrers(work.db, work.kinds, kind, Viewer::command_line(), id, 10'000)) {
    const auto& reference = references[found.reference];
    if (reference.field != reference.from->part_of) {
      return Problem::conflict({N_("Kan ikke fjernes, for «{}» viser hit. Fjern eller endre den først."),
                                {found.heading}});
    }
    parts.emplace_back(reference.from, found.id);
  }
  Viewer system = work.viewer;
  system.system = true;  // who may remove the whole may remove its parts
  Work inner{work.db, work.kinds, system, work.now, work.batch};
  while (!parts.empty()) {
    std::optional<Problem> blocked;
    const auto removed = std::erase_if(parts, [&](const auto& part) {
      const auto outcome = take_away(inner, *part.first, part.second);
      if (!outcome) blocked = outcome.error();
      return outcome.has_value();
    });
    if (removed == 0) return *blocked;
  }
  return {};
}

Result<std::int64_t> take_away(Work& work, const Kind& kind, const Uuid& id) {
  const auto record = stored(work, kind, id);
  if (!record) return Problem::not_found();
  if (!may_change(work.db, work.viewer, kind, *record)) return Problem::forbidden();
  if (!work.batch) work.batch = Uuid::fresh();
  TRY(remove_parts(work, kind, id));
  const std::string heading = heading_of(work.db, id);
  erase(work.db, kind, id);
  return note(work, kind, "removed", id, heading, image(*record), "");
}

}  // namespace

std::vector<FieldError> field_faults(Work& work, const Kind& kind, Record& record) {
  if (kind.tidy) kind.tidy(record);
  std::vector<FieldError> errors;
  FieldChecker checker(work.db, errors);
  record.describe(checker);
  return errors;
}

std::vector<FieldError> rule_faults(Work& work, const Kind& kind, const Record& record) {
  std::vector<FieldError> errors;
  if (kind.check) kind.check(work.db, record, errors);
  if (kind.check_now && !work.viewer.system) kind.check_now(work, record, errors);
  return errors;
}

std::vector<FieldError> faults(Work& work, const Kind& kind, Record& record) {
  auto errors = field_faults(work, kind, record);
  return errors.empty() ? rule_faults(work, kind, record) : errors;
}

Result<Uuid> create(Work& work, const Kind& kind, Record& record) {
  if (!may_make(work.db, work.viewer, kind, record)) return Problem::forbidden();
  if (!work.viewer.may(kind.writers)) make_own(kind, record, work.viewer.person);
  if (!record.id) record.id = Uuid::fresh();
  if (!kind_of(work.db, record.id).empty())
    return Problem::conflict(N_("Dette er lagret allerede."));
  if (auto errors = faults(work, kind, record); !errors.empty())
    return Problem::invalid(std::move(errors));
  put(work, kind, record, "created");
  return record.id;
}

Result<Uuid> create_by_verb(Work& work, const Kind& kind, Record& record) {
  Viewer system = work.viewer;
  system.system = true;
  Work making{work.db, work.kinds, system, work.now, work.batch};
  return create(making, kind, record);
}

Result<void> save(Work& work, const Kind& kind, Record& record) {
  const auto before = stored(work, kind, record.id);
  if (!before) return Problem::not_found();
  // Who may change a record for what it belongs to may not put it into something else's.
  const bool may = may_change(work.viewer, kind, *before) ||
                   (may_change(work.db, work.viewer, kind, *before) &&
                    may_make(work.db, work.viewer, kind, record));
  if (!may) return Problem::forbidden();
  if (!work.viewer.may(kind.writers)) make_own(kind, record, work.viewer.person);
  if (before->version != record.version)
    return Problem::conflict(N_("Noen andre har endret dette siden du åpnet det."));
  if (auto errors = faults(work, kind, record); !errors.empty())
    return Problem::invalid(std::move(errors));
  const std::string old_image = image(*before), new_image = image(record);
  if (old_image == new_image) return {};
  const std::string old_heading = before->heading(lookup(work));
  const std::string heading = record.heading(lookup(work));
  ensure(update(work.db, kind, record, heading, work.now), "writes come one at a time");
  note(work, kind, "changed", record.id, heading, old_image, new_image);
  if (heading != old_heading) refresh_headings(work, kind, record.id);
  return {};
}

Result<std::int64_t> remove(Work& work, const Kind& kind, const Uuid& id) {
  if (kind.held) {
    const auto record = stored(work, kind, id);
    if (record && may_change(work.db, work.viewer, kind, *record)) {
      if (auto reason = kind.held(work.db, *record)) return Problem::conflict(std::move(*reason));
    }
  }
  return take_away(work, kind, id);
}

std::optional<Removal> removal_of(db::Connection& db, std::int64_t journal_number) {
  auto entry = journal::entry(db, journal_number);
  if (!entry || entry->action != "removed") return std::nullopt;
  auto together = journal::of_batch(db, entry->batch);
  return Removal{std::move(*entry), std::move(together)};
}

Result<Uuid> restore(Work& work, std::int64_t journal_number) {
  const auto removal = removal_of(work.db, journal_number);
  if (!removal) return Problem::not_found();
  return restore(work, *removal);
}

Result<Uuid> restore(Work& work, const Removal& removal) {
  const Kind* whole = work.kinds.by_name(removal.entry.kind);
  if (whole == nullptr) return Problem::not_found();
  auto removed = whole->make();
  read_image(removal.entry.before, *removed);
  if (!may_change(work.db, work.viewer, *whole, *removed)) return Problem::forbidden();
  const auto lost = [](const journal::Entry& entry) {
    return Problem::conflict(
        {N_("«{}» kan ikke hentes tilbake: noe den viser til, er endret siden."), {entry.heading}});
  };
  // The whole was removed last, so it stands first and is back before its parts. Its rules may ask
  // for them, so they are asked when all are back.
  std::vector<std::tuple<const Kind*, std::unique_ptr<Record>, journal::Entry>> back;
  // It was so once: what must hold today does not stand in its way.
  Viewer system = work.viewer;
  system.system = true;
  Work asking{work.db, work.kinds, system, work.now, {}};
  for (const auto& entry : removal.together) {
    const Kind* kind = work.kinds.by_name(entry.kind);
    if (kind == nullptr || entry.action != "removed") continue;
    auto record = kind->make();
    read_image(entry.before, *record);
    if (!kind_of(work.db, record->id).empty())
      return Problem::conflict({N_("«{}» er hentet tilbake allerede."), {entry.heading}});
    const bool whole = work.kinds.has_parts(kind->name);
    const auto ask = whole ? field_faults : faults;
    if (!ask(asking, *kind, *record).empty()) return lost(entry);
    Work without_batch{work.db, work.kinds, work.viewer, work.now, {}};
    put(without_batch, *kind, *record, "restored");
    if (whole) back.emplace_back(kind, std::move(record), entry);
  }
  for (const auto& [kind, record, entry] : back) {
    if (!rule_faults(asking, *kind, *record).empty()) return lost(entry);
  }
  return removal.entry.record;
}

Result<std::int64_t> undo_batch(Work& work, const Uuid& batch) {
  std::int64_t undone = 0;
  for (const auto& entry : journal::of_batch(work.db, batch)) {
    const Kind* kind = work.kinds.by_name(entry.kind);
    if (kind == nullptr) continue;
    if (!work.viewer.may(kind->writers)) return Problem::forbidden();
    Work step{work.db, work.kinds, work.viewer, work.now, {}};
    auto now = kind->make();
    const bool there = load(work.db, *kind, entry.record, *now);
    if (!there || image(*now) != entry.after) {
      return Problem::conflict(
          {N_("«{}» er endret siden. Angre kan ikke gjøres uten å miste den endringen."),
           {entry.heading}});
    }
    if (entry.action == "created") {
      // The batch's own parts are gone already; what still points here was added since.
      const auto since = referrers(work.db, work.kinds, *kind, Viewer::command_line(), entry.record, 1);
      if (!since.empty()) {
        return Problem::conflict({N_("«{}» er lagt til siden og viser til «{}». Angre ville tatt det med seg."),
                                  {since.front().heading, entry.heading}});
      }
      TRY(remove(step, *kind, entry.record));
    } else {
      auto before = kind->make();
      read_image(entry.before, *before);
      before->version = now->version;
      TRY(save(step, *kind, *before));
    }
    ++undone;
  }
  if (undone == 0) return Problem::not_found();
  return undone;
}

std::int64_t changes(db::Connection& db) { return journal::last_number(db); }

void refresh_headings(Work& work, const Kind& kind, const Uuid& id) {
  const auto& references = work.kinds.references_to(kind.name);
  for (const auto& found :
       referrers(work.db, work.kinds, kind, Viewer::command_line(), id, 10'000)) {
    const Kind& from = *references[found.reference].from;
    auto record = from.make();
    if (!load(work.db, from, found.id, *record)) continue;
    const std::string heading = record->heading(lookup(work));
    if (heading == found.heading) continue;
    ensure(update(work.db, from, *record, heading, work.now), "writes come one at a time");
    refresh_headings(work, from, found.id);
  }
}

}  // namespace samloft::records
