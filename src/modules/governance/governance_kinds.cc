// The fields of the records of governance, and the kinds.
// Tested by governance_test.cc

#include "governance_kinds.h"

#include "base/text.h"
#include "governance/governance.h"
#include "records/kind.h"
#include "store.h"

namespace samloft::governance {

void MeetingSeries::describe(Fields& f) {
  f.link({"body", N_("Organ"), Must::be_filled}, "body", body);
  f.text({"name", N_("Navn"), Must::be_filled, N_("For eksempel «Styringsgruppas møter».")}, name);
  f.text({"starts", N_("Begynner vanligvis"), Must::no, N_("For eksempel 09.00."), 5}, starts);
  f.text({"ends", N_("Slutter vanligvis"), Must::no, {}, 5}, ends);
  f.text({"place", N_("Vanlig sted")}, place);
  f.choice({"impartiality", N_("Habilitet"), Must::no,
            N_("Om plasser fra en organisasjon som er part i saken, skal holdes utenfor av seg selv.")},
           impartiality);
}

std::string Meeting::heading(const Lookup& lookup) const {
  return held_on ? lookup(series) + ", " + Texts().short_date(*held_on) : lookup(series);
}
void Meeting::describe(Fields& f) {
  f.link({"series", N_("Møteserie"), Must::be_filled}, "meeting_series", series);
  f.date({"held_on", N_("Dato"), Must::be_filled}, held_on);
  f.text({"starts", N_("Begynner"), Must::be_filled, N_("For eksempel 09.00."), 5}, starts);
  f.text({"ends", N_("Slutter"), Must::no, {}, 5}, ends);
  f.text({"place", N_("Sted")}, place);
  f.prose({"guests", N_("Andre til stede"), Must::no, {}, 200, Shown::not_in_forms}, guests);
  f.choice({"state", N_("Status"), Must::no, {}, 200, Shown::not_in_forms}, state);
}

std::string MeetingAttendance::heading(const Lookup& lookup) const { return lookup(seat); }
void MeetingAttendance::describe(Fields& f) {
  f.link({"meeting", N_("Møte"), Must::be_filled}, "meeting", meeting);
  f.link({"seat", N_("Plass"), Must::be_filled}, "seat", seat);
  f.link({"person", N_("Person")}, "person", person);
  f.choice({"presence", N_("Oppmøte")}, presence);
}

void AgendaItem::describe(Fields& f) {
  f.link({"meeting", N_("Møte"), Must::be_filled}, "meeting", meeting);
  f.number({"place", N_("Plass på sakslista"), Must::no, {}, 200, Shown::not_in_forms}, place);
  f.text({"title", N_("Sak"), Must::be_filled}, title);
  f.choice({"purpose", N_("Hva saken skal føre til")}, purpose);
  f.number({"minutes", N_("Minutter"), Must::no, N_("Hvor lang tid saken skal ta.")}, minutes);
  f.link({"presenter", N_("Legger fram")}, "person", presenter);
  f.prose({"description", N_("Saksframlegg"), Must::no, N_("Skriv i Markdown: **viktig**, - punkt.")},
          description);
  f.links({"needs", N_("Behov")}, "need", needs);
  f.links({"goals", N_("Mål")}, "goal", goals);
  f.links({"measures", N_("Tiltak")}, "measure", measures);
  f.link({"plan", N_("Plan"), Must::no, N_("Saken viser da hva som er endret i planen.")}, "plan", plan);
  f.link({"plan_version", N_("Vedtatt versjon av en plan")}, "version", plan_version);
  f.links({"parties", N_("Parter i saken"), Must::no,
           N_("Organisasjoner som har en egen interesse i utfallet.")},
          "organisation", parties);
  f.link({"approves", N_("Godkjenner referatet fra")}, "meeting", approves);
  f.yes_no({"standing", N_("Fast sak"), Must::no, N_("Den kommer med på neste møte også.")}, standing);
  f.prose({"discussion", N_("Referat"), Must::no, {}, 200, Shown::not_in_forms}, discussion);
}

void Paper::describe(Fields& f) {
  f.link({"item", N_("Sak"), Must::be_filled}, "agenda_item", item);
  f.text({"title", N_("Tittel"), Must::be_filled}, title);
  f.text({"address", N_("Adresse"), Must::no, N_("Begynner med https://"), 500}, address);
  f.text({"file_name", N_("Fil"), Must::no, {}, 200, Shown::not_in_forms}, file_name);
  f.text({"fingerprint", N_("Fingeravtrykk"), Must::no, {}, 64, Shown::not_in_forms}, fingerprint);
}

std::string Outcome::heading(const Lookup&) const { return shortened(trimmed(text), 90); }
void Outcome::describe(Fields& f) {
  f.link({"item", N_("Sak"), Must::be_filled}, "agenda_item", item);
  f.choice({"type", N_("Type")}, type);
  f.prose({"text", N_("Tekst"), Must::be_filled, {}, 2000}, text);
  f.yes_no({"confidential", N_("Unntatt offentlighet"), Must::no,
            N_("Står ikke i referatet som sendes ut, bare i lederens utgave.")},
           confidential);
  f.choice({"mode", N_("Hvordan det ble vedtatt")}, mode);
  f.number({"in_favour", N_("Stemmer for")}, in_favour);
  f.number({"against", N_("Stemmer imot")}, against);
  f.number({"abstained", N_("Avsto")}, abstained);
  f.links({"disqualified", N_("Inhabile"), Must::no, N_("Plasser som ikke er med i vedtaket.")}, "seat",
          disqualified);
  f.link({"seat", N_("Plassen som har oppgaven"), Must::no,
          N_("Oppgaven følger plassen når noen andre overtar den.")},
         "seat", seat);
  f.link({"person", N_("Personen som har oppgaven")}, "person", person);
  f.date({"due", N_("Frist")}, due);
  f.choice({"task_state", N_("Status for oppgaven"), Must::no, {}, 200, Shown::not_in_forms}, task_state);
  f.date({"closed_on", N_("Avsluttet"), Must::no, {}, 200, Shown::not_in_forms}, closed_on);
}

std::string ItemNote::heading(const Lookup& lookup) const { return lookup(item); }
void ItemNote::describe(Fields& f) {
  f.link({"item", N_("Sak"), Must::be_filled}, "agenda_item", item);
  f.prose({"text", N_("Intern merknad"), Must::be_filled}, text);
}

std::string Minutes::heading(const Lookup& lookup) const {
  return lookup(meeting) + ", referat " + std::to_string(number.value_or(0));
}
void Minutes::describe(Fields& f) {
  f.link({"meeting", N_("Møte"), Must::be_filled}, "meeting", meeting);
  f.number({"number", N_("Nummer"), Must::be_filled}, number);
  f.date({"circulated_on", N_("Sendt ut"), Must::be_filled}, circulated_on);
  f.text({"fingerprint", N_("Fingeravtrykk"), Must::be_filled,
          N_("BLAKE2b-256 av innholdet: endres ett tegn, endres dette.")},
         fingerprint);
  f.prose({"content", N_("Innhold"), Must::be_filled, {}, longest_content(), Shown::nowhere}, content);
  f.date({"approved_on", N_("Godkjent")}, approved_on);
  f.link({"approved_at", N_("Godkjent i")}, "meeting", approved_at);
}

std::string Briefing::heading(const Lookup& lookup) const { return lookup(holding); }
void Briefing::describe(Fields& f) {
  f.link({"holding", N_("Verv"), Must::be_filled}, "holding", holding);
  f.date({"sent_on", N_("Sendt"), Must::be_filled}, sent_on);
}

namespace {

records::Kind with_rules(records::Kind kind) {
  const KindRules& rules = rules_of(kind.name);
  kind.tidy = rules.tidy;
  kind.check = rules.check;
  kind.held = rules.held;
  kind.also_writes = rules.also_writes;
  kind.writers = kMeetingWriters;
  kind.sees_all = kSeeAllMeetings;
  return kind;
}

std::vector<records::Kind> all_kinds_here() {
  using records::make;
  std::vector<records::Kind> all{
      with_rules({.name = "meeting_series", .plural = "meeting-series", .table = "governance_meeting_series",
                  .one = N_("møteserie"), .many = N_("Møteserier"), .add = N_("Ny møteserie"),
                  .purpose = N_("Møtene til ett organ: når og hvor de vanligvis holdes."),
                  .make = make<MeetingSeries>, .columns = {"body", "starts", "place"},
                  .scope = series_scope()}),
      with_rules({.name = "meeting", .plural = "meetings", .table = "governance_meeting",
                  .one = N_("møte"), .many = N_("Møter"), .add = N_("Nytt møte"),
                  .purpose = N_("Møter i organene, med saksliste, oppmøte og referat."),
                  .make = make<Meeting>, .columns = {"held_on", "starts", "place", "state"},
                  .scope = meeting_scope()}),
      with_rules({.name = "meeting_attendance", .plural = "meeting-attendances",
                  .table = "governance_meeting_attendance", .one = N_("oppmøte"), .many = N_("Oppmøte i møter"),
                  .add = N_("Nytt oppmøte"), .purpose = N_("Hvem som var til stede i et møte."),
                  .make = make<MeetingAttendance>, .columns = {"person", "presence"},
                  .scope = part_scope(), .part_of = "meeting", .shown_by_whole = true}),
      with_rules({.name = "agenda_item", .plural = "agenda-items", .table = "governance_agenda_item",
                  .one = N_("sak"), .many = N_("Saker"), .add = N_("Ny sak"),
                  .purpose = N_("Det et møte skal behandle."), .make = make<AgendaItem>,
                  .columns = {"meeting", "purpose", "presenter"},
                  .scope = part_scope(), .part_of = "meeting", .shown_by_whole = true,
                  .shown_at = {"needs", "goals", "measures", "plan", "plan_version", "approves"}}),
      with_rules({.name = "paper", .plural = "papers", .table = "governance_paper",
                  .one = N_("vedlegg til sak"), .many = N_("Vedlegg til saker"), .add = N_("Nytt vedlegg"),
                  .purpose = N_("Det møtet skal lese til saken."), .make = make<Paper>,
                  .columns = {"item"}, .scope = paper_scope(), .part_of = "item", .shown_by_whole = true}),
      with_rules({.name = "outcome", .plural = "outcomes", .table = "governance_outcome",
                  .one = N_("punkt i referat"), .many = N_("Vedtak, oppgaver og informasjon"),
                  .add = N_("Nytt punkt"), .purpose = N_("Det et møte kom til i en sak."),
                  .make = make<Outcome>, .columns = {"type", "task_state", "due", "person"},
                  .scope = outcome_scope(), .part_of = "item", .shown_by_whole = true}),
      with_rules({.name = "item_note", .plural = "item-notes", .table = "governance_item_note",
                  .one = N_("intern merknad"), .many = N_("Interne merknader"), .add = N_("Ny intern merknad"),
                  .purpose = N_("Det bare lederen og koordinatoren leser."), .make = make<ItemNote>,
                  .columns = {"item"}, .scope = note_scope(), .part_of = "item", .shown_by_whole = true}),
      with_rules({.name = "minutes", .plural = "minutes", .table = "governance_minutes",
                  .one = N_("referat"), .many = N_("Referater"), .add = N_("Nytt referat"),
                  .purpose = N_("Referater slik de ble sendt ut. De endres aldri."), .make = make<Minutes>,
                  .columns = {"number", "circulated_on", "approved_on"}, .scope = part_scope(),
                  .part_of = "meeting", .shown_by_whole = true}),
      with_rules({.name = "briefing", .plural = "briefings", .table = "governance_briefing",
                  .one = N_("oppsummering"), .many = N_("Oppsummeringer"), .add = N_("Ny oppsummering"),
                  .purpose = N_("Når en som fikk en plass, ble sendt det organet har vedtatt."),
                  .make = make<Briefing>, .columns = {"sent_on"}, .scope = briefing_scope(),
                  .part_of = "holding"})};
  all[6].sees_all = kMeetingWriters;
  all[7].writers = {};
  all[8].writers = {};
  return all;
}

}  // namespace

const std::vector<records::Kind>& kinds() {
  static const std::vector<records::Kind> all = all_kinds_here();
  return all;
}

}  // namespace samloft::governance
