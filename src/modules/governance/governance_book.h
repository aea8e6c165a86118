// All that a page or a document of one meeting is made of, read once. Private.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/texts.h"
#include "document/document.h"
#include "store.h"

namespace samloft::records {
class Kinds;
}

namespace samloft::governance {

struct Book {
  Head head;
  std::vector<SeatRow> seats;
  std::vector<ItemRow> items;
  std::vector<LinkRow> links;
  std::map<Uuid, std::string> headings;  // of what is linked, as far as the viewer may know
  std::vector<PaperRow> papers;
  std::vector<NoteRow> notes;  // only for the chair and the coordinators
  std::vector<OutcomeRow> outcomes, carried;
  std::map<Uuid, std::vector<std::string>> disqualified;
  std::vector<MinutesRow> minutes;  // the newest first
  bool sees_all = false;   // members and those who see every body
  bool sees_notes = false;
  Quorum quorum() const { return quorum_of(presences(seats), head.quorum); }
};
// What the viewer may read of a meeting that they may see. Ten statements.
Book book_of(db::Connection& db, const records::Kinds& kinds, const Viewer& viewer, const Head& head);

// Whose a task is, in words: «Leder PPT (Kari Lunde)».
std::string whose(const OutcomeRow& task);
// How a decision was made, in words.
std::string how(const Texts& t, const OutcomeRow& decision,
                const std::vector<std::string>& disqualified);
// «7 av 8 med stemmerett er til stede; det kreves 5.»
std::string quorum_line(const Texts& t, const Quorum& quorum);

enum class Edition { agenda, minutes, chair };
struct Issue {
  std::string issuer;   // the partnership
  std::string version;  // «Sendt ut 12. mars 2026», or the state
  Date today;
};
// Agenda, minutes without what is confidential, and the chair's edition with all of it.
document::Document document_of(const Book& book, Edition edition, const Issue& issue, const Texts& t);

}  // namespace samloft::governance
