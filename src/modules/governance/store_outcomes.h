// Rows of outcomes, for the sources that read them. Private to the store.
#pragma once

#include <string_view>
#include <vector>

#include "db/db.h"
#include "store.h"

// The columns of an outcome with all that is shown of it, and where they come from.
#define OUTCOME                                                                                  \
  "SELECT o.id, o.item, m.id, s.id, s.body, i.title, b.name, m.held_on, coalesce(i.place, 0), o.type, o.text, " \
  "o.confidential, o.mode, coalesce(o.in_favour, -1), coalesce(o.against, -1), "                 \
  "coalesce(o.abstained, -1), o.seat, coalesce(e.function, ''), coalesce(hp.name, ''), o.person, " \
  "coalesce(p.name, ''), coalesce(o.due, ''), o.task_state, coalesce(o.closed_on, '') "
#define FROM_OUTCOME                                                                         \
  "FROM governance_outcome o JOIN governance_agenda_item i ON i.id = o.item "                \
  "JOIN governance_meeting m ON m.id = i.meeting "                                           \
  "JOIN governance_meeting_series s ON s.id = m.series JOIN people_v_body b ON b.id = s.body " \
  "LEFT JOIN people_v_seat e ON e.id = o.seat "                                              \
  "LEFT JOIN people_v_holding hh ON hh.seat = o.seat "                                       \
  "AND (hh.valid_from IS NULL OR hh.valid_from <= :today) "                                  \
  "AND (hh.valid_until IS NULL OR hh.valid_until > :today) "                                 \
  "LEFT JOIN people_v_person hp ON hp.id = hh.person "                                       \
  "LEFT JOIN people_v_person p ON p.id = o.person "

namespace samloft::governance {

// A row of OUTCOME's columns.
OutcomeRow outcome_row(const db::Row& row);
std::vector<OutcomeRow> outcome_rows(db::Connection& db, std::string_view sql,
                                     const db::Arguments& arguments);

}  // namespace samloft::governance
