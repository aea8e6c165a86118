// What the records of the framework are, the rules between them, and how a version follows another.
// Tested by framework_test.cc

#include "framework/framework.h"

#include <map>

#include "records/kind.h"
#include "records/records.h"
#include "rules.h"
#include "store.h"

namespace samloft::framework {
namespace {

void add(std::vector<FieldError>& errors, std::string field, Message message) {
  errors.push_back({std::move(field), std::move(message)});
}

void check_framework(db::Connection&, const Record& record, std::vector<FieldError>& errors) {
  const auto& framework = static_cast<const Framework&>(record);
  if (framework.valid_from && framework.valid_until &&
      *framework.valid_until <= *framework.valid_from) {
    add(errors, "valid_until", N_("Sluttdatoen må komme etter startdatoen."));
  }
}

Message wanted_above(Level level) {
  return level == Level::indicator
             ? N_("Velg fokusområdet som kvalitetsindikatoren hører til.")
             : N_("Velg kvalitetsindikatoren som tegnet hører til.");
}

void check_above(db::Connection& db, const Element& element, std::vector<FieldError>& errors) {
  const auto wanted = level_above(element.level);
  if (!wanted) {
    if (element.parent)
      add(errors, "parent",
          N_("Formål, møte, fokusområde og prinsipp står i ringene og hører ikke under noe. La "
             "feltet stå tomt."));
    return;
  }
  if (!element.parent) return add(errors, "parent", wanted_above(element.level));
  if (element.parent == element.id)
    return add(errors, "parent", N_("Et element kan ikke stå under seg selv."));
  const auto above = standing_of(db, element.parent);
  ensure(above.has_value(), "links were checked before the rules");
  if (above->level != *wanted) return add(errors, "parent", wanted_above(element.level));
  if (!(above->framework == element.framework))
    add(errors, "parent", N_("Velg et element i det samme rammeverket."));
}

// What stands under an element must still fit when the element is moved or changes its level.
void check_under(db::Connection& db, const Element& element, std::vector<FieldError>& errors) {
  for (const Standing& under : standing_under(db, element.id)) {
    if (level_above(under.level) != element.level)
      return add(errors, "level",
                 N_("Noe står under dette elementet og passer ikke under det nye nivået. Flytt det "
                    "først."));
    if (!(under.framework == element.framework))
      return add(errors, "framework",
                 N_("Noe står under dette elementet i det gamle rammeverket. Flytt det først."));
  }
}

void check_element(db::Connection& db, const Record& record, std::vector<FieldError>& errors) {
  const auto& element = static_cast<const Element&>(record);
  check_above(db, element, errors);
  check_under(db, element, errors);
}

Result<void> copy_elements(records::Work& work, const Uuid& from, const Uuid& to) {
  const records::Kind& kind = *work.kinds.by_name("element");
  std::map<Uuid, Uuid> copies;  // of what stands above, which comes first
  for (const ElementRow& row : elements_of(work.db, from)) {
    auto element = records::find<Element>(work.db, kind, row.id);
    ensure(element.has_value(), "elements were read in this transaction");
    element->id = Uuid::fresh();
    element->version = 0;
    element->framework = to;
    if (element->parent) element->parent = copies.at(element->parent);
    TRY_ASSIGN(copies[row.id], records::create(work, kind, *element));
  }
  return {};
}

}  // namespace

std::string Framework::heading(const Lookup&) const {
  const std::string period = years({valid_from, valid_until});
  return period.empty() ? name : name + " (" + period + ")";
}

void Framework::describe(Fields& f) {
  f.text({"name", N_("Navn"), Must::be_filled}, name);
  f.date({"valid_from", N_("Gjelder fra")}, valid_from);
  f.date({"valid_until", N_("Gjelder til"), Must::no,
          N_("Den første dagen rammeverket ikke lenger gjelder.")},
         valid_until);
  f.text({"adopted_by", N_("Vedtatt av"), Must::no, N_("For eksempel «Bystyret, februar 2021».")},
         adopted_by);
  f.text({"source", N_("Hvor det finnes"), Must::no,
          N_("En nettadresse som begynner med https://, eller hvor det er arkivert."), 500},
         source);
  f.prose({"description", N_("Beskrivelse")}, description);
}

std::string Element::heading(const Lookup& lookup) const {
  const std::string whole = lookup(framework);
  const std::string_view version = parenthesis(whole);
  return version.empty() ? title : title + " " + std::string(version);
}

void Element::describe(Fields& f) {
  f.link({"framework", N_("Rammeverk"), Must::be_filled}, "framework", framework);
  f.choice({"level", N_("Nivå")}, level);
  f.link({"parent", N_("Står under"), Must::no,
          N_("Fokusområdet til en kvalitetsindikator, eller kvalitetsindikatoren til et tegn.")},
         "element", parent);
  f.choice({"sector", N_("Gjelder for")}, sector);
  f.text({"title", N_("Tittel"), Must::be_filled}, title);
  f.prose({"text", N_("Tekst")}, text);
  f.number({"place", N_("Plass"), Must::no, N_("Rekkefølgen blant dem det står sammen med.")},
           place);
}

const std::vector<records::Kind>& kinds() {
  using records::make;
  static const std::vector<records::Kind> all{
      {.name = "framework", .plural = "frameworks", .table = "framework_framework",
       .one = N_("rammeverk"), .many = N_("Rammeverk"), .add = N_("Nytt rammeverk"),
       .purpose = N_("Strategien som behov, mål og tiltak peker mot, i den versjonen som gjelder."),
       .make = make<Framework>, .columns = {"valid_from", "valid_until", "adopted_by"},
       .check = check_framework},
      {.name = "element", .plural = "elements", .table = "framework_element",
       .one = N_("del av rammeverket"), .many = N_("Deler av rammeverket"), .add = N_("Ny del"),
       .purpose = N_("Formål, fokusområder, prinsipper, kvalitetsindikatorer og tegn på god praksis."),
       .make = make<Element>, .columns = {"framework", "level", "sector", "parent"},
       .check = check_element, .part_of = "framework"},
  };
  return all;
}

Result<Uuid> new_version(records::Work& work, const Uuid& framework, Date today, const Uuid& as) {
  const records::Kind& kind = *work.kinds.by_name("framework");
  auto old = records::find<Framework>(work.db, kind, framework);
  if (!old) return Problem::not_found();
  if (!work.viewer.may(kind.writers)) return Problem::forbidden();
  const auto periods = succession({old->valid_from, old->valid_until}, today);
  if (!periods) {
    return Problem::conflict(N_(
        "Rammeverket har ikke begynt å gjelde ennå. Endre det i stedet for å lage en ny versjon."));
  }
  if (!work.batch) work.batch = Uuid::fresh();
  Framework copy = *old;
  copy.id = as;
  copy.version = 0;
  copy.valid_from = periods->copy.from;
  copy.valid_until = periods->copy.until;
  TRY_ASSIGN(const Uuid made, records::create(work, kind, copy));
  TRY(copy_elements(work, framework, made));
  old->valid_until = periods->original_until;
  TRY(records::save(work, kind, *old));
  return made;
}

}  // namespace samloft::framework
