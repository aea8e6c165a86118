// Questions and the urn.
// Tested by surveys_test.cc

#include "store.h"

#include "db/db.h"

namespace samloft::surveys {
namespace {

constexpr std::string_view kItems =
    "SELECT id, place, type, text, text_nn, text_en, help, help_nn, help_en, choices, choices_nn, "
    "choices_en, lines, lines_nn, lines_en, required, reversed, splits, shown_if, shown_if_choices, "
    "dimension, dimension_nn, dimension_en, item_set, code "
    "FROM surveys_item WHERE survey = :survey ORDER BY place, id";
constexpr std::string_view kItemTypes = "uittttttttttttt" "iiiuttttut";
constexpr std::string_view kLastPlace =
    "SELECT coalesce(max(place), 0) FROM surveys_item WHERE survey = :survey";
constexpr std::string_view kOver =
    "SELECT id FROM surveys_survey WHERE state = 'open' AND closes_on < :today";
constexpr std::string_view kUntil =
    "SELECT id FROM surveys_survey WHERE state = 'open' AND closes_on = :day";
constexpr std::string_view kAnyOpen = "SELECT count(*) FROM surveys_survey WHERE state = 'open'";
constexpr std::string_view kSetOfSource = "SELECT id FROM surveys_item_set WHERE source = :source";
constexpr std::string_view kHasUrn = "SELECT count(*) FROM surveys_urn WHERE survey = :survey";
constexpr std::string_view kHasOtherUrn =
    "SELECT count(*) FROM surveys_urn WHERE survey = :survey AND id <> :than";
constexpr std::string_view kUrn = "SELECT content FROM surveys_urn WHERE survey = :survey";
constexpr std::string_view kWriteUrn =
    "UPDATE surveys_urn SET content = :content WHERE survey = :survey";

Item item_at(const db::Row& row, const Uuid& survey) {
  Item item;
  item.id = row.id(0);
  item.survey = survey;
  item.place = row.integer(1);
  item.type = value_of<ItemType>(row.text(2));
  const auto said = [&](std::size_t at) {
    return Said{row.text(at), row.text(at + 1), row.text(at + 2)};
  };
  item.text = said(3);
  item.help = said(6);
  item.choices = said(9);
  item.lines = said(12);
  item.required = row.integer(15) != 0;
  item.reversed = row.integer(16) != 0;
  item.splits = row.integer(17) != 0;
  item.shown_if = row.id(18);
  item.shown_if_choices = row.text(19);
  item.dimension = said(20);
  item.item_set = row.id(23);
  item.code = row.text(24);
  return item;
}

std::vector<Uuid> ids(db::Connection& db, std::string_view sql, const db::Arguments& arguments) {
  std::vector<Uuid> all;
  for (auto& [id] : db.rows<Uuid>(sql, arguments)) all.push_back(id);
  return all;
}

}  // namespace

std::vector<Item> items_of(db::Connection& db, const Uuid& survey) {
  std::vector<Item> all;
  db.each(kItems, kItemTypes, {{"survey", survey}},
          [&](const db::Row& row) { all.push_back(item_at(row, survey)); });
  return all;
}

std::int64_t last_place(db::Connection& db, const Uuid& survey) {
  return db.number(kLastPlace, {{"survey", survey}});
}

std::vector<Uuid> open_until_before(db::Connection& db, Date today) {
  return ids(db, kOver, {{"today", today.iso()}});
}

std::vector<Uuid> open_until(db::Connection& db, Date day) {
  return ids(db, kUntil, {{"day", day.iso()}});
}

bool any_is_open(db::Connection& db) { return db.number(kAnyOpen) > 0; }

Uuid item_set_of_source(db::Connection& db, const std::string& source) {
  const auto found = db.first<Uuid>(kSetOfSource, {{"source", source}});
  return found ? std::get<0>(*found) : Uuid{};
}

bool has_urn(db::Connection& db, const Uuid& survey) {
  return db.number(kHasUrn, {{"survey", survey}}) > 0;
}

bool has_other_urn(db::Connection& db, const Uuid& survey, const Uuid& than) {
  return db.number(kHasOtherUrn, {{"survey", survey}, {"than", than}}) > 0;
}

std::optional<std::string> urn_content(db::Connection& db, const Uuid& survey) {
  const auto found = db.first<std::string>(kUrn, {{"survey", survey}});
  if (!found) return std::nullopt;
  return std::get<0>(*found);
}

void write_urn_content(db::Connection& db, const Uuid& survey, const std::string& content) {
  ensure(db.run(kWriteUrn, {{"content", content}, {"survey", survey}}) == 1,
         "an open survey has an urn");
}

}  // namespace samloft::surveys
