// Agenda and minutes as a document.
// Tested by governance_test.cc

#include <algorithm>

#include "base/text.h"
#include "governance_book.h"

namespace samloft::governance {
namespace {

using document::Bullets;
using document::Document;
using document::Paragraph;
using document::Prose;
using document::Section;
using document::Table;

struct Writer {
  const Book& book;
  Edition edition;
  const Texts& t;

  std::string word(std::string_view source) const { return std::string(t(source)); }
  bool is_agenda() const { return edition == Edition::agenda; }
  std::string time() const {
    const std::string& ends = book.head.ends;
    return book.head.starts + (ends.empty() ? "" : "–" + ends);
  }

  Section about() const {
    Section section{"om", "", word(N_("Om møtet")), {}};
    Table table{word(N_("Tid og sted")), {word(N_("Hva")), word(N_("Opplysning"))}, {}, {}};
    const auto row = [&](std::string_view name, const std::string& value) {
      if (!value.empty()) table.rows.push_back({word(name), value});
    };
    row(N_("Organ"), book.head.body_name);
    row(N_("Dato"), t.long_date(book.head.held_on));
    row(N_("Tid"), time());
    row(N_("Sted"), book.head.place);
    section.blocks.push_back(std::move(table));
    return section;
  }

  Section room() const {
    Section section{"til-stede", "", word(is_agenda() ? N_("Innkalt") : N_("Til stede")), {}};
    Table table{word(is_agenda() ? N_("De som er innkalt") : N_("Oppmøte")),
                {word(N_("Plass")), word(N_("Person")), word(N_("Oppmøte"))}, {}, {}};
    if (is_agenda()) table.columns.pop_back();
    for (const SeatRow& seat : book.seats) {
      const std::string holder = seat.holder ? seat.holder_name : word(N_("Ledig"));
      if (is_agenda()) {
        table.rows.push_back({seat.function, holder});
      } else {
        table.rows.push_back({seat.function, seat.person ? seat.person_name : holder,
                              seat.presence ? word(label_of(*seat.presence)) : word(N_("Ikke ført"))});
      }
    }
    section.blocks.push_back(std::move(table));
    if (is_agenda()) return section;
    const Quorum quorum = book.quorum();
    section.blocks.push_back(
        Paragraph{quorum_line(t, quorum) + " " +
                  word(quorum.is_reached() ? N_("Møtet var vedtaksført.")
                                           : N_("Møtet var ikke vedtaksført."))});
    if (!book.head.guests.empty())
      section.blocks.push_back(Paragraph{word(N_("Andre til stede:")) + " " + book.head.guests});
    return section;
  }

  void treats(const ItemRow& item, Section& section) const {
    Bullets bullets;
    for (const LinkRow& link : book.links) {
      const auto heading = book.headings.find(link.target);
      if (link.item != item.id || heading == book.headings.end()) continue;
      const std::string_view kind = link.kind == "need"   ? N_("Behov: {}")
                                    : link.kind == "goal" ? N_("Mål: {}")
                                    : link.kind == "measure" ? N_("Tiltak: {}")
                                                             : N_("Part i saken: {}");
      bullets.items.push_back(t.fill(kind, {heading->second}));
    }
    if (item.plan_version)
      bullets.items.push_back(t.fill(N_("Plan: {}"), {item.version_heading}));
    else if (item.plan)
      bullets.items.push_back(t.fill(N_("Plan: {}"), {item.plan_heading}));
    for (const PaperRow& paper : book.papers)
      if (paper.item == item.id)
        bullets.items.push_back(t.fill(N_("Vedlegg: {}"), {paper.title}) +
                                (paper.address.empty() ? "" : " – " + paper.address));
    if (!bullets.items.empty()) section.blocks.push_back(std::move(bullets));
  }

  // How it was decided, or who does it by when.
  std::string remark(const OutcomeRow& one) const {
    if (one.type == OutcomeType::decision) {
      const auto left_out = book.disqualified.find(one.id);
      return how(t, one, left_out == book.disqualified.end() ? std::vector<std::string>{} : left_out->second);
    }
    if (one.type != OutcomeType::task) return "";
    return one.due ? t.fill(N_("Ansvarlig: {}. Frist: {}."), {whose(one), t.long_date(*one.due)})
                   : t.fill(N_("Ansvarlig: {}."), {whose(one)});
  }

  void outcomes(const ItemRow& item, Section& section) const {
    std::int64_t left_out = 0;
    Table table{t.fill(N_("Det møtet kom til i sak {}"), {section.number}), {word(N_("Type")), word(N_("Hva")), word(N_("Hvordan eller hvem"))},
                {}, {}};
    for (const OutcomeRow& one : book.outcomes) {
      if (one.item != item.id) continue;
      if (one.confidential && edition != Edition::chair) {
        ++left_out;
        continue;
      }
      std::string type(t(label_of(one.type)));
      if (one.confidential) type += " (" + word(N_("unntatt offentlighet")) + ")";
      table.rows.push_back({type, trimmed(one.text), remark(one)});
    }
    if (!table.rows.empty()) section.blocks.push_back(std::move(table));
    if (left_out > 0)
      section.blocks.push_back(Paragraph{t.plural(left_out, N_("{} punkt er unntatt offentlighet og står ikke her."),
                                                  N_("{} punkter er unntatt offentlighet og står ikke her."))});
  }

  std::string facts(const ItemRow& item, int starts) const {
    std::string all;
    const auto add = [&](const std::string& text) {
      if (!text.empty()) all += (all.empty() ? "" : " · ") + text;
    };
    if (is_agenda()) add(t.fill(N_("Kl. {}"), {clock(starts)}));
    if (is_agenda() && item.minutes > 0) add(t.plural(item.minutes, N_("{} minutt"), N_("{} minutter")));
    add(word(label_of(item.purpose)));
    if (!item.presenter.empty()) add(t.fill(N_("legges fram av {}"), {item.presenter}));
    return all;
  }

  Section item(const ItemRow& one, std::size_t number, int starts) const {
    Section section{"sak-" + std::to_string(number), std::to_string(number), one.title, {}};
    section.blocks.push_back(Paragraph{facts(one, starts)});
    if (!trimmed(one.description).empty() && edition != Edition::minutes)
      section.blocks.push_back(Prose{one.description});
    treats(one, section);
    if (is_agenda()) return section;
    if (!trimmed(one.discussion).empty()) section.blocks.push_back(Prose{one.discussion});
    outcomes(one, section);
    if (edition != Edition::chair) return section;
    for (const NoteRow& note : book.notes)
      if (note.item == one.id)
        section.blocks.push_back(Paragraph{word(N_("Intern merknad:")) + " " + note.text});
    return section;
  }

  std::vector<std::string> task_row(const OutcomeRow& task) const {
    return {trimmed(task.text), whose(task), task.due ? t.short_date(*task.due) : "",
            word(label_of(task.task_state)), t.short_date(task.held_on)};
  }

  Section tasks() const {
    Section section{"oppgaver", "", word(N_("Hvem gjør hva")), {}};
    Table table{word(N_("Oppgaver i serien")),
                {word(N_("Oppgave")), word(N_("Ansvarlig")), word(N_("Frist")), word(N_("Status")),
                 word(N_("Fra møtet"))},
                {}, {}};
    const auto add = [&](const std::vector<OutcomeRow>& all) {
      for (const OutcomeRow& one : all)
        if (one.type == OutcomeType::task && (!one.confidential || edition == Edition::chair))
          table.rows.push_back(task_row(one));
    };
    add(book.carried);
    if (!is_agenda()) add(book.outcomes);
    if (!table.rows.empty()) section.blocks.push_back(std::move(table));
    return section;
  }
};

}  // namespace

Document document_of(const Book& book, Edition edition, const Issue& issue, const Texts& t) {
  const Writer writer{book, edition, t};
  Document document;
  document.language = t.language();
  document.title = t.fill(edition == Edition::agenda    ? N_("Innkalling til {}")
                          : edition == Edition::minutes ? N_("Referat fra {}")
                                                        : N_("Referat fra {}, lederens utgave"),
                          {book.head.series_name});
  document.subtitle = t.long_date(book.head.held_on);
  document.issuer = issue.issuer;
  document.version = issue.version;
  document.date = t.long_date(issue.today);
  document.sections = {writer.about(), writer.room()};
  std::vector<std::int64_t> planned;
  for (const ItemRow& item : book.items) planned.push_back(item.minutes);
  const auto starts = starts_of(minutes_of(book.head.starts).value_or(0), planned);
  for (std::size_t i = 0; i < book.items.size(); ++i)
    document.sections.push_back(writer.item(book.items[i], i + 1, starts[i]));
  Section tasks = writer.tasks();
  if (!tasks.blocks.empty()) document.sections.push_back(std::move(tasks));
  return document;
}

}  // namespace samloft::governance
