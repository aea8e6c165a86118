// The rules for loose ends, one function each.
// Tested by rules_loose_test.cc

#include "rules_loose.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <set>

#include "base/text.h"

namespace samloft::thread {
namespace {

class Finder {
 public:
  Finder(const Facts& facts, Date today) : facts_(facts), today_(today) {}

  std::vector<LooseEnd> found() {
    beginnings();
    needs();
    goals();
    measures();
    services();
    networks();
    grants();
    phases();
    seats();
    bodies();
    persons();
    instruments();
    ppt();
    hours();
    std::stable_sort(ends_.begin(), ends_.end(),
                     [](const auto& a, const auto& b) { return a.rule < b.rule; });
    return std::move(ends_);
  }

 private:
  static bool has(const std::vector<Uuid>& ids, const Uuid& id) {
    return std::find(ids.begin(), ids.end(), id) != ids.end();
  }
  static bool blank(const std::string& text) { return trimmed(text).empty(); }
  void mend_field(Loose rule, std::string_view kind, const Uuid& id, std::string subject,
                  std::string_view field) {
    ends_.push_back({rule, kind, id, std::move(subject), field, {}, {}});
  }
  void mend_by_new(Loose rule, std::string_view kind, const Uuid& id, std::string subject,
                   std::string_view new_kind, std::string query) {
    ends_.push_back({rule, kind, id, std::move(subject), {}, new_kind, std::move(query)});
  }

  void nothing_of(Loose rule, std::string_view kind, std::string_view subject) {
    ends_.push_back({rule, kind, {}, std::string(subject), {}, kind, {}});
  }

  void beginnings() {
    if (facts_.parties.empty()) return;
    using State = partnership::AgreementState;
    const bool agreed =
        std::any_of(facts_.agreements.begin(), facts_.agreements.end(), [&](const auto& one) {
          return (one.state == State::signed_ || one.state == State::active) &&
                 Period{one.valid_from, one.valid_until}.contains(today_);
        });
    if (!agreed) nothing_of(Loose::agreement_missing, "agreement", N_("Avtaler"));
    const bool told = std::any_of(facts_.needs.begin(), facts_.needs.end(), [](const auto& need) {
      return need.state != needs::NeedState::draft;
    });
    if (!told) nothing_of(Loose::needs_missing, "need", N_("Behov"));
    const bool planned = std::any_of(facts_.plans.begin(), facts_.plans.end(), [](const auto& plan) {
      return plan.state == documents::PlanState::in_force;
    });
    if (!planned) nothing_of(Loose::plan_missing, "plan", N_("Planer"));
  }

  // The needs that a measure serves, itself or by a goal of its.
  std::set<Uuid> served() const {
    std::map<Uuid, const goals::Goal*> goals;
    for (const auto& goal : facts_.goals) goals.emplace(goal.id, &goal);
    std::set<Uuid> needs;
    for (const auto& measure : facts_.measures) {
      needs.insert(measure.needs.begin(), measure.needs.end());
      for (const Uuid& id : measure.goals)
        if (const auto goal = goals.find(id); goal != goals.end())
          needs.insert(goal->second->needs.begin(), goal->second->needs.end());
    }
    return needs;
  }

  // R7: staff other than leaders, and the union.
  bool was_asked_about(const Uuid& need) const {
    bool staff = false, union_ = false;
    for (const auto& entry : facts_.involvements) {
      if (!has(entry.needs, need)) continue;
      staff = staff || involvement::staff_asked(entry) > 0;
      union_ = union_ || entry.union_representatives.value_or(0) > 0;
    }
    return staff && union_;
  }

  void needs() {
    using State = needs::NeedState;
    const std::set<Uuid> served_needs = served();
    std::map<std::int64_t, std::string> ranked;  // the need that has the priority already
    for (const auto& need : facts_.needs) {
      const bool waits = need.state == State::submitted || need.state == State::consolidated ||
                         need.state == State::prioritised;
      if (!waits) continue;
      if (need.evidence.empty())
        mend_field(Loose::need_without_evidence, "need", need.id, need.title, "evidence");
      if (!need.priority)
        mend_by_new(Loose::need_without_priority, "need", need.id, need.title, "round",
                    "needs=" + need.id.text());
      else if (const auto [at, fresh] = ranked.try_emplace(*need.priority, need.title); !fresh)
        mend_by_new(Loose::needs_of_equal_priority, "need", need.id,
                    std::to_string(*need.priority) + ": " + at->second + " / " + need.title,
                    "round", "needs=" + need.id.text());
      if (!served_needs.contains(need.id))
        mend_by_new(Loose::need_without_measure, "need", need.id, need.title, "measure",
                    "needs=" + need.id.text());
      if (need.state == State::prioritised && !was_asked_about(need.id))
        mend_by_new(Loose::need_without_involvement, "need", need.id, need.title, "involvement",
                    "needs=" + need.id.text());
    }
  }

  void signs_of(const goals::Goal& goal) {
    bool any = false;
    for (const auto& sign : facts_.signs) {
      if (sign.goal != goal.id) continue;
      any = true;
      if (blank(sign.baseline) || !sign.baseline_on)
        mend_field(Loose::sign_without_baseline, "sign", sign.id, sign.title, "baseline");
    }
    if (!any)
      mend_by_new(Loose::goal_without_sign, "goal", goal.id, goal.title, "sign",
                  "goal=" + goal.id.text());
  }

  // A goal above others is served through them.
  bool has_measure(const goals::Goal& goal) const {
    for (const auto& measure : facts_.measures)
      if (has(measure.goals, goal.id)) return true;
    return std::any_of(facts_.goals.begin(), facts_.goals.end(), [&](const auto& below) {
      return below.parent == goal.id && below.id != goal.id && has_measure(below);
    });
  }

  void goals() {
    for (const auto& goal : facts_.goals) {
      if (goal.state != goals::GoalState::agreed && goal.state != goals::GoalState::running)
        continue;
      signs_of(goal);
      if (!has_measure(goal))
        mend_by_new(Loose::goal_without_measure, "goal", goal.id, goal.title, "measure",
                    "goals=" + goal.id.text());
    }
  }

  void measures() {
    for (const auto& measure : facts_.measures) {
      if (measure.goals.empty())
        mend_field(Loose::measure_without_goal, "measure", measure.id, measure.title, "goals");
      if (!measure.valid_from || !measure.valid_until)
        mend_field(Loose::measure_without_period, "measure", measure.id, measure.title,
                   measure.valid_from ? "valid_until" : "valid_from");
      if (std::none_of(facts_.participants.begin(), facts_.participants.end(),
                       [&](const auto& one) { return one.measure == measure.id; }))
        mend_by_new(Loose::measure_without_participants, "measure", measure.id, measure.title,
                    "participant", "measure=" + measure.id.text());
      if (blank(measure.university_part))
        mend_field(Loose::measure_without_university, "measure", measure.id, measure.title,
                   "university_part");
    }
  }

  // Services around children that may come, and belong nowhere.
  void services() {
    std::set<Uuid> welcome, settled;
    for (const auto& unit : facts_.units) {
      using Kind = people::UnitKind;
      if (unit.kind == Kind::health || unit.kind == Kind::child_welfare ||
          unit.kind == Kind::family_house || unit.kind == Kind::preventive)
        welcome.insert(unit.id);
    }
    for (const auto& one : facts_.participants)
      if (one.attendance == measures::Attendance::core)
        settled.insert(one.units.begin(), one.units.end());
    for (const auto& one : facts_.participants) {
      if (one.attendance == measures::Attendance::core) continue;
      if (std::any_of(one.units.begin(), one.units.end(), [&](const Uuid& unit) {
            return welcome.contains(unit) && !settled.contains(unit);
          }))
        mend_field(Loose::service_only_guest, "participant", one.id,
                   one.who + ": " + measure_name(one.measure), "attendance");
    }
  }
  std::string measure_name(const Uuid& id) const {
    for (const auto& measure : facts_.measures)
      if (measure.id == id) return measure.title;
    return "";
  }

  void networks() {
    for (const auto& network : facts_.networks) {
      for (const auto& district : facts_.districts) {
        const bool there = std::any_of(
            facts_.series.begin(), facts_.series.end(), [&](const auto& series) {
              return series.network == network.id && series.district == district.id;
            });
        if (!there)
          mend_by_new(Loose::network_without_series, "network", network.id,
                      network.name + ": " + district.name, "series",
                      "network=" + network.id.text() + "&district=" + district.id.text());
      }
    }
  }

  void grants() {
    for (const auto& grant : facts_.grants) {
      if (grant.measures.empty())
        mend_field(Loose::grant_without_measure, "grant", grant.id, grant.title, "measures");
    }
  }

  void phases() {
    for (const auto& phase : facts_.phases) {
      if (blank(phase.university_part))
        mend_field(Loose::phase_without_university, "phase", phase.id, phase.heading({}),
                   "university_part");
    }
  }

  bool is_held(const Uuid& seat) const {
    return std::any_of(facts_.holdings.begin(), facts_.holdings.end(), [&](const auto& holding) {
      return holding.seat == seat &&
             Period{holding.valid_from, holding.valid_until}.contains(today_);
    });
  }
  std::string body_name(const Uuid& id) const {
    for (const auto& body : facts_.bodies)
      if (body.id == id) return body.name;
    return "";
  }

  void seats() {
    for (const auto& seat : facts_.seats) {
      if (!is_held(seat.id))
        mend_by_new(Loose::seat_vacant, "seat", seat.id, body_name(seat.body) + ": " + seat.function,
                    "holding", "seat=" + seat.id.text());
    }
  }

  // The partnership's own bodies: both parties sit in each, and so do the unions.
  void bodies() {
    for (const auto& body : facts_.bodies) {
      const bool own = !body.organisation && (body.kind == people::BodyKind::steering_group ||
                                              body.kind == people::BodyKind::working_group);
      if (!own) continue;
      const auto seated = [&](auto wanted) {
        return std::any_of(facts_.seats.begin(), facts_.seats.end(), [&](const auto& seat) {
          return seat.body == body.id && wanted(seat);
        });
      };
      for (const auto& party : facts_.parties) {
        if (party.role == partnership::PartyRole::other ||
            !Period{party.valid_from, party.valid_until}.contains(today_))
          continue;
        if (!seated([&](const auto& seat) { return seat.represents == party.organisation; }))
          mend_by_new(Loose::body_without_party, "body", body.id,
                      body.name + ": " + organisation_name(party.organisation), "seat",
                      "body=" + body.id.text() + "&represents=" + party.organisation.text());
      }
      if (!seated([](const auto& seat) {
            return seat.role == people::SeatRole::union_representative;
          }))
        mend_by_new(Loose::body_without_union, "body", body.id, body.name, "seat",
                    "body=" + body.id.text());
    }
  }
  std::string organisation_name(const Uuid& id) const {
    for (const auto& organisation : facts_.organisations)
      if (organisation.id == id) return organisation.name;
    return "";
  }

  void persons() {
    std::map<Uuid, std::set<Uuid>> bodies_of;
    for (const auto& holding : facts_.holdings) {
      if (!Period{holding.valid_from, holding.valid_until}.contains(today_)) continue;
      for (const auto& seat : facts_.seats)
        if (seat.id == holding.seat) bodies_of[holding.person].insert(seat.body);
    }
    for (const auto& person : facts_.persons) {
      const auto& bodies = bodies_of[person.id];
      if (bodies.size() < 2) continue;
      std::string subject = person.name + ":";
      for (const Uuid& body : bodies)
        subject += (subject.ends_with(":") ? " " : ", ") + body_name(body);
      ends_.push_back({Loose::person_in_two_bodies, "person", person.id, subject, {}, {}, {}});
    }
  }

  void instruments() {
    std::uint64_t chosen = 0;
    const measures::Measure* certification = nullptr;
    for (const auto& measure : facts_.measures) {
      chosen |= measure.instruments;
      if (measure.instruments != 0) certification = &measure;
    }
    std::vector<std::string> bands;
    for (const auto& network : facts_.networks) bands.push_back(network.age_band);
    for (std::string_view step : thread::ages_without_instrument(bands, chosen))
      mend_field(Loose::ages_without_instrument, "measure", certification->id,
                 certification->title + ": " + std::string(step), "instruments");
  }

  bool is_komploft(const Uuid& scheme) const {
    return std::any_of(facts_.schemes.begin(), facts_.schemes.end(), [&](const auto& one) {
      return (!scheme || one.id == scheme) && one.code == partnership::SchemeCode::komploft;
    });
  }
  // P7: under Kompetanseløftet PPT has a part in each measure. Before a grant pays for it, a measure
  // may come under it as soon as the partnership uses that scheme.
  void ppt() {
    using State = measures::MeasureState;
    if (!is_komploft({})) return;
    for (const auto& measure : facts_.measures) {
      if (!blank(measure.ppt_role) || measure.state == State::stopped) continue;
      bool paid = false, under = false;
      for (const auto& grant : facts_.grants) {
        if (!has(grant.measures, measure.id)) continue;
        paid = true;
        under = under || (grant.scheme && is_komploft(grant.scheme));
      }
      if (under || !paid)
        mend_field(Loose::measure_without_ppt, "measure", measure.id, measure.title, "ppt_role");
    }
  }

  // P5: it stands on the person's greatest assignment of the half-year.
  void hours() {
    const Semester now = Semester::of(today_);
    for (const auto& load : university::loads(facts_.capacities, facts_.assignments)) {
      if (!load.overbooked() || load.semester < now) continue;
      const university::Assignment* greatest = nullptr;
      for (const auto& one : facts_.assignments) {
        const bool theirs = one.person == load.person && one.year == load.semester.year &&
                            one.term == load.semester.term &&
                            (load.person || folded(one.role) == folded(load.role));
        if (theirs && (!greatest || *one.hours_planned > *greatest->hours_planned)) greatest = &one;
      }
      if (!greatest) continue;
      mend_field(Loose::lecturer_overbooked, "assignment", greatest->id,
                 (load.person ? person_name(load.person) : load.role) + ", " + load.semester.code() +
                     ": " + std::to_string(load.planned) + " / " + std::to_string(*load.capacity),
                 "hours_planned");
    }
  }
  std::string person_name(const Uuid& id) const {
    for (const auto& person : facts_.persons)
      if (person.id == id) return person.name;
    return "";
  }

  const Facts& facts_;
  Date today_;
  std::vector<LooseEnd> ends_;
};

// «6–16» as years of age; nothing for anything else.
std::optional<std::pair<int, int>> ages_of(std::string_view band) {
  std::array<int, 2> ages{};
  const char* at = band.data();
  const char* const end = band.data() + band.size();
  for (int& age : ages) {
    while (at != end && (*at < '0' || *at > '9')) ++at;
    const auto read = std::from_chars(at, end, age);
    if (read.ec != std::errc()) return std::nullopt;
    at = read.ptr;
  }
  return std::pair(ages[0], ages[1]);
}

}  // namespace

std::vector<std::string_view> ages_without_instrument(const std::vector<std::string>& age_bands,
                                                      std::uint64_t instruments) {
  struct Step {
    std::string_view name;
    int from, until;  // years of age
    measures::Instrument instrument;
  };
  using measures::Instrument;
  static constexpr Step kSteps[] = {{N_("0–3 år"), 0, 3, Instrument::class_toddler},
                                    {N_("3–5 år"), 3, 6, Instrument::class_pre_k},
                                    {N_("1.–3. trinn"), 6, 9, Instrument::class_k3},
                                    {N_("4.–7. trinn"), 9, 13, Instrument::class_upper_elementary},
                                    {N_("8.–10. trinn"), 13, 16, Instrument::class_secondary}};
  std::vector<std::string_view> missing;
  if (instruments == 0) return missing;
  for (const Step& step : kSteps) {
    if (instruments >> static_cast<unsigned>(step.instrument) & 1) continue;
    const bool reached = std::any_of(age_bands.begin(), age_bands.end(), [&](const auto& band) {
      const auto ages = ages_of(band);
      return ages && ages->first < step.until && ages->second > step.from;
    });
    if (reached) missing.push_back(step.name);
  }
  return missing;
}

std::vector<LooseEnd> loose_ends(const Facts& facts, Date today) {
  return Finder(facts, today).found();
}

LooseWords words_for(Loose rule) {
  switch (rule) {
    case Loose::agreement_missing:
      return {N_("Ingen avtale gjelder"),
              N_("Partene har ingen signert avtale som gjelder i dag."), N_("Ny avtale")};
    case Loose::needs_missing:
      return {N_("Ingen behov er meldt inn"),
              N_("Alt begynner med det barnehagene, skolene og tjenestene trenger."),
              N_("Nytt behov")};
    case Loose::plan_missing:
      return {N_("Ingen plan gjelder"),
              N_("Vedta en plan og la den gjelde. Samarbeidsforum spør etter den."),
              N_("Ny plan")};
    case Loose::need_without_evidence:
      return {N_("Behov uten kunnskapsgrunnlag"),
              N_("Vis hvilken kilde behovet bygger på, så kan andre etterprøve det."),
              N_("Velg kilde")};
    case Loose::need_without_priority:
      return {N_("Behov uten prioritet"),
              N_("Bli enige om rekkefølgen. Hvert behov får sitt eget tall, og 1 kommer først."),
              N_("Prioriter")};
    case Loose::needs_of_equal_priority:
      return {N_("Behov med samme prioritet"),
              N_("To behov kan ikke komme på samme plass. Velg hvilket som går først."),
              N_("Prioriter")};
    case Loose::need_without_measure:
      return {N_("Behov uten tiltak"),
              N_("Ingen tiltak svarer på behovet, verken direkte eller gjennom et mål."),
              N_("Nytt tiltak")};
    case Loose::need_without_involvement:
      return {N_("Prioriterte behov uten medvirkning"),
              N_("Både ansatte utenom ledere og de tillitsvalgte skal være spurt om behovet."),
              N_("Skriv hvem som er spurt")};
    case Loose::goal_without_sign:
      return {N_("Mål uten kjennetegn"), N_("Uten kjennetegn kan ingen se om målet er nådd."),
              N_("Nytt kjennetegn")};
    case Loose::sign_without_baseline:
      return {N_("Kjennetegn uten utgangspunkt"),
              N_("Skriv verdien og dagen den gjaldt, ellers vises ingen utvikling."),
              N_("Fyll ut")};
    case Loose::goal_without_measure:
      return {N_("Mål uten tiltak"), N_("Ingen tiltak arbeider for målet."), N_("Nytt tiltak")};
    case Loose::measure_without_goal:
      return {N_("Tiltak uten mål"), N_("Det er ikke sagt hva tiltaket skal føre til."),
              N_("Velg mål")};
    case Loose::measure_without_period:
      return {N_("Tiltak uten periode"),
              N_("Si når tiltaket begynner og slutter. Samarbeidsforum spør om varigheten."),
              N_("Sett datoer")};
    case Loose::measure_without_participants:
      return {N_("Tiltak uten deltakere"), N_("Det er ikke sagt hvem tiltaket er for."),
              N_("Ny deltaker")};
    case Loose::measure_without_university:
      return {N_("Tiltak uten universitetets del"),
              N_("Partnerskapet er likeverdig: universitetet har en del i hvert tiltak."),
              N_("Beskriv den")};
    case Loose::service_only_guest:
      return {N_("Tjenester som bare er gjester"),
              N_("Tjenesten «kan delta», og er ikke fast med i noe tiltak. Avklar hva som gjelder."),
              N_("Avklar")};
    case Loose::network_without_series:
      return {N_("Bydeler uten nettverk"), N_("Nettverket har ingen samlingsserie i bydelen."),
              N_("Ny serie")};
    case Loose::grant_without_measure:
      return {N_("Penger uten tiltak"), N_("Tilskuddet er ikke knyttet til noe tiltak."),
              N_("Velg tiltak")};
    case Loose::phase_without_university:
      return {N_("Faser uten universitetet"),
              N_("Universitetet er med i alle seks faser. Skriv hva det gjør."), N_("Beskriv den")};
    case Loose::seat_vacant:
      return {N_("Ledige plasser"), N_("Ingen har plassen i dag."), N_("Sett inn en person")};
    case Loose::body_without_party:
      return {N_("Grupper som mangler en part"),
              N_("Begge parter sitter i styringsgruppa og arbeidsgruppene."), N_("Ny plass")};
    case Loose::body_without_union:
      return {N_("Grupper uten tillitsvalgt"),
              N_("Trepartssamarbeid krever at de ansattes organisasjoner er med."), N_("Ny plass")};
    case Loose::person_in_two_bodies:
      return {N_("Personer i flere grupper"),
              N_("Ikke nødvendigvis feil, men se etter at ingen behandler sin egen sak."),
              N_("Se personen")};
    case Loose::ages_without_instrument:
      return {N_("Trinn uten observasjonsverktøy"),
              N_("Nettverkene når disse barna, men ingen valgt utgave av CLASS dekker dem."),
              N_("Velg utgaver")};
    case Loose::measure_without_ppt:
      return {N_("Tiltak uten rolle for PPT"),
              N_("Under Kompetanseløftet har PPT en rolle i hvert tiltak. Skriv hva den er."),
              N_("Beskriv rollen")};
    case Loose::lecturer_overbooked:
      return {N_("Fagpersoner lovet bort for mange timer"),
              N_("De har flere timer i oppdrag enn de har i semesteret. Flytt oppdrag, eller finn flere "
                 "timer."),
              N_("Endre oppdraget")};
  }
  return {};
}

}  // namespace samloft::thread
