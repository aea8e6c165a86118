// The list of kinds and the map of who points at whom.
// Tested by records_test.cc

#include "records/kind.h"

#include <algorithm>

#include "base/result.h"

namespace samloft::records {
namespace {

class LinkCollector final : public SomeFields {
 public:
  struct Found {
    std::string_view target;
    std::string_view field;
    std::string_view label;
    bool many;
  };
  std::vector<Found> found;
  void link(const Field& field, std::string_view kind, Uuid&) override {
    found.push_back({kind, field.name, field.label, false});
  }
  void links(const Field& field, std::string_view kind, std::vector<Uuid>&) override {
    found.push_back({kind, field.name, field.label, true});
  }
};

// Reads whose a record is, or makes it somebody's.
class OwnLink final : public SomeFields {
 public:
  OwnLink(std::string_view field, const Uuid& person = {}) : owner(person), field_(field) {}
  Uuid owner;
  void link(const Field& f, std::string_view, Uuid& id) override {
    if (f.name != field_) return;
    if (owner) id = owner;
    owner = id;
  }

 private:
  std::string_view field_;
};

}  // namespace

const Kind& named(const std::vector<Kind>& kinds, std::string_view name) {
  const auto found = std::find_if(kinds.begin(), kinds.end(),
                                  [&](const Kind& kind) { return kind.name == name; });
  ensure(found != kinds.end(), "the module has a kind of this name");
  return *found;
}

bool may_make(const Viewer& viewer, const Kind& kind) {
  return viewer.may(kind.writers) || (viewer.person && viewer.may(kind.own_writers));
}

bool may_change(const Viewer& viewer, const Kind& kind, Record& record) {
  if (kind.settled && kind.settled(record)) return viewer.may(kind.settled_writers);
  if (viewer.may(kind.writers)) return true;
  return may_make(viewer, kind) && owner_of(kind, record) == viewer.person;
}

Uuid owner_of(const Kind& kind, Record& record) {
  OwnLink link(kind.own);
  record.describe(link);
  return link.owner;
}

void make_own(const Kind& kind, Record& record, const Uuid& person) {
  OwnLink link(kind.own, person);
  record.describe(link);
}

void Kinds::add(std::vector<Kind> kinds) {
  for (Kind& kind : kinds) {
    ensure(by_name(kind.name) == nullptr, "kinds have different names");
    all_.push_back(std::move(kind));
  }
  references_.clear();
  for (const Kind& kind : all_) references_.emplace_back(kind.name, std::vector<Reference>{});
  for (const Kind& kind : all_) {
    LinkCollector collector;
    kind.make()->describe(collector);
    for (const auto& link : collector.found) {
      for (auto& [target, list] : references_) {
        if (target == link.target) list.push_back({&kind, link.field, link.label, link.many});
      }
    }
  }
}

const Kind* Kinds::by_name(std::string_view name) const {
  for (const Kind& kind : all_) {
    if (kind.name == name) return &kind;
  }
  return nullptr;
}

const Kind* Kinds::by_plural(std::string_view plural) const {
  for (const Kind& kind : all_) {
    if (kind.plural == plural) return &kind;
  }
  return nullptr;
}

const std::vector<Kinds::Reference>& Kinds::references_to(std::string_view kind) const {
  static const std::vector<Reference> none;
  for (const auto& [target, list] : references_) {
    if (target == kind) return list;
  }
  return none;
}

bool Kinds::has_parts(std::string_view kind) const {
  for (const Reference& reference : references_to(kind)) {
    if (reference.from->part_of == reference.field) return true;
  }
  return false;
}

}  // namespace samloft::records
