// The journal against the store.
// Tested by audit_test.cc

#include "records/audit.h"

#include <map>

#include "db/db.h"
#include "journal/journal.h"
#include "records/image.h"
#include "records/store.h"

namespace samloft::records {
namespace {

struct LastEntry {
  std::int64_t number = 0;
  bool is_removal = false;
};

// The image as the kind is described today, whichever version wrote it.
std::string image_of_today(const Kind& kind, const std::string& written) {
  auto record = kind.make();
  read_image(written, *record);
  return image(*record);
}

}  // namespace

Audit audit(db::Connection& db, const Kinds& kinds) {
  Audit audit;
  std::map<Uuid, LastEntry> last;
  audit.broken = journal::walk(db, [&](const journal::Entry& entry) {
    ++audit.entries;
    const bool has_image = !entry.before.empty() || !entry.after.empty();
    if (has_image && kinds.by_name(entry.kind) != nullptr)
      last[entry.record] = {entry.number, entry.after.empty()};
  });
  const auto deviates = [&](const Kind& kind, const Uuid& id, std::string heading, std::string what) {
    audit.deviations.push_back({std::string(kind.name), id, std::move(heading), std::move(what)});
  };
  const Lookup lookup = [&](const Uuid& id) { return heading_of(db, id); };
  for (const Kind& kind : kinds.all()) {
    for (const auto& record : every(db, kind)) {
      ++audit.records;
      const std::string heading = heading_of(db, record->id);
      const auto known = last.find(record->id);
      if (known == last.end() || known->second.is_removal) {
        deviates(kind, record->id, heading, "is stored, but the journal does not know of it");
      } else if (const auto entry = journal::entry(db, known->second.number);
                 entry->kind != kind.name || image_of_today(kind, entry->after) != image(*record)) {
        deviates(kind, record->id, heading,
                 "differs from entry " + std::to_string(entry->number) + " of the journal");
      } else if (heading != record->heading(lookup)) {
        deviates(kind, record->id, heading, "bears a heading that its fields do not give");
      }
      if (known != last.end()) last.erase(known);
    }
  }
  for (const auto& [id, entry] : last) {
    if (entry.is_removal) continue;
    const auto written = journal::entry(db, entry.number);
    deviates(*kinds.by_name(written->kind), id, written->heading,
             "is gone, but entry " + std::to_string(entry.number) + " of the journal has it");
  }
  return audit;
}

}  // namespace samloft::records
