// Forms from descriptions and back.
// Tested by form_test.cc

#include "records/form.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"

namespace samloft::records {
namespace {

constexpr std::int64_t kMostChoices = 5000;

bool contains(const std::vector<std::string>& values, std::string_view value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

}  // namespace

page::FieldFrame FormWriter::frame(const Field& f, bool wide) {
  page::FieldFrame made;
  made.name = std::string(f.name);
  made.label = std::string(t_(f.label));
  names.push_back({made.name, made.label});
  made.hint = std::string(f.hint.empty() ? f.hint : t_(f.hint));
  made.optional = f.must == Must::no;
  made.wide = wide;
  made.error = page::error_of(t_, errors_, f.name);
  return made;
}

std::string FormWriter::typed_or(const Field& f, std::string stored) const {
  return typed_ && typed_->has(f.name) ? typed_->get(f.name) : stored;
}

void FormWriter::text(const Field& f, std::string& value) {
  fields += page::input(t_, frame(f, f.longest > 120), "text", typed_or(f, value));
}
void FormWriter::prose(const Field& f, std::string& value) {
  fields += page::text_area(t_, frame(f, true), typed_or(f, value));
}
void FormWriter::number(const Field& f, std::optional<std::int64_t>& value) {
  fields += page::input(t_, frame(f), "number", typed_or(f, value ? std::to_string(*value) : ""));
}
void FormWriter::money(const Field& f, std::optional<Ore>& value) {
  fields += page::input(t_, frame(f), "number", typed_or(f, value ? plain_kroner(*value) : ""), "kr");
}
void FormWriter::percent(const Field& f, std::optional<std::int64_t>& value) {
  fields += page::input(t_, frame(f), "number",
                        typed_or(f, value ? samloft::percent(*value) : ""), "%");
}
void FormWriter::date(const Field& f, std::optional<Date>& value) {
  fields += page::input(t_, frame(f), "date", typed_or(f, value ? value->iso() : ""));
}
void FormWriter::yes_no(const Field& f, bool& value) {
  fields += page::checkbox(frame(f), typed_ ? typed_->has(f.name) : value);
}

void FormWriter::choice_at(const Field& f, Choices choices, std::size_t& index) {
  const std::string chosen = typed_or(f, std::string(choices[index].code));
  std::vector<page::Option> all;
  for (const Choice& choice : choices) {
    all.push_back({std::string(choice.code), std::string(t_(choice.label)), choice.code == chosen});
  }
  page::FieldFrame made = frame(f);
  made.optional = false;  // one is always chosen
  fields += choices.size() <= 4 ? page::radios(t_, made, all) : page::select(t_, made, all);
}

void FormWriter::options(const Field& f, Choices choices, std::uint64_t& bits) {
  std::vector<page::Option> all;
  const auto typed = typed_ ? typed_->every(f.name) : std::vector<std::string>();
  for (std::size_t i = 0; i < choices.size(); ++i) {
    const bool chosen = typed_ ? contains(typed, choices[i].code) : (bits >> i & 1) != 0;
    all.push_back({std::string(choices[i].code), std::string(t_(choices[i].label)), chosen});
  }
  fields += page::checkboxes(t_, frame(f), all);
}

std::shared_ptr<const std::vector<FormWriter::Choosable>> FormWriter::choosable(
    std::string_view kind, std::string_view drawn, const Draw& draw) const {
  const std::string question = "choices " + std::string(kind) + " " + std::string(drawn) + " " +
                               eyes_of(viewer_, kinds_);
  return made_->of<std::vector<Choosable>>(question, [&] {
    std::vector<Choosable> all;
    for (Named& one : choices(db_, kinds_, viewer_, kind, kMostChoices)) {
      page::Html plain = draw(all.size(), {one.id.text(), one.heading, false});
      all.push_back({one.id, std::move(one.heading), std::move(plain)});
    }
    return all;
  });
}

void FormWriter::link(const Field& f, std::string_view kind, Uuid& id) {
  const std::string typed = typed_or(f, id ? id.text() : "");
  const auto chosen = Uuid::parse(typed);
  page::Html options = page::option({"", std::string(t_(N_("Ingen valgt"))), typed.empty()});
  const auto all = choosable(
      kind, "as options", [](std::size_t, const page::Option& one) { return page::option(one); });
  for (const Choosable& one : *all)
    options += one.id == chosen ? page::option({one.id.text(), one.heading, true}) : one.plain;
  fields += page::select_drawn(t_, frame(f), options);
}

void FormWriter::links(const Field& f, std::string_view kind, std::vector<Uuid>& ids) {
  std::vector<Uuid> chosen = ids;
  if (typed_) {
    chosen.clear();
    for (const std::string& typed : typed_->every(f.name))
      if (const auto id = Uuid::parse(typed)) chosen.push_back(*id);
  }
  const auto all = choosable(kind, f.name, [&](std::size_t place, const page::Option& one) {
    return page::check(f.name, place + 1, one);
  });
  if (all->empty()) return;
  const auto is_chosen = [&](const Choosable& one) {
    return std::find(chosen.begin(), chosen.end(), one.id) != chosen.end();
  };
  // What is chosen stands first, so that a long list shows it without scrolling.
  page::Html first, rest;
  for (std::size_t place = 0; place < all->size(); ++place) {
    const Choosable& one = (*all)[place];
    const page::Option option{one.id.text(), one.heading, is_chosen(one)};
    if (option.chosen) first += page::check(f.name, first.empty() ? 0 : place + 1, option);
  }
  for (const Choosable& one : *all) {
    if (is_chosen(one)) continue;
    const bool leads = first.empty() && rest.empty();
    rest += leads ? page::check(f.name, 0, {one.id.text(), one.heading, false}) : one.plain;
  }
  fields += page::checkboxes_drawn(t_, frame(f, true), first + rest, all->size());
}

const std::string& FormReader::value_of(const Field& f) {
  seen_.emplace_back(f.name);
  return form_.get(f.name);
}

void FormReader::wrong(const Field& f, Message message) {
  errors.push_back({std::string(f.name), std::move(message)});
}

void FormReader::report_unknown_fields() {
  for (const auto& [name, value] : form_.all()) {
    if (!contains(seen_, name)) {
      errors.push_back({shortened(name, 40),
                        {N_("Skjemaet hadde et ukjent felt: «{}». Last siden på nytt og prøv igjen."),
                         {shortened(name, 40)}}});
    }
  }
}

void FormReader::text(const Field& f, std::string& value) { value = trimmed(value_of(f)); }
void FormReader::prose(const Field& f, std::string& value) { value = trimmed(value_of(f)); }

void FormReader::number(const Field& f, std::optional<std::int64_t>& value) {
  const std::string typed = trimmed(value_of(f));
  value.reset();
  if (typed.empty()) return;
  std::int64_t read = 0;
  const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), read);
  if (error != std::errc{} || end != typed.data() + typed.size())
    return wrong(f, N_("Skriv et helt tall, for eksempel 12."));
  value = read;
}

void FormReader::money(const Field& f, std::optional<Ore>& value) {
  const std::string typed = trimmed(value_of(f));
  value.reset();
  if (typed.empty()) return;
  value = parse_kroner(typed);
  if (!value) wrong(f, N_("Skriv beløpet i kroner, slik: 1 000 000 eller 12 500,50."));
}

void FormReader::percent(const Field& f, std::optional<std::int64_t>& value) {
  const std::string typed = trimmed(value_of(f));
  value.reset();
  if (typed.empty()) return;
  value = parse_percent(typed);
  if (!value) wrong(f, N_("Skriv prosenten slik: 50 eller 33,34."));
}

void FormReader::date(const Field& f, std::optional<Date>& value) {
  const std::string typed = trimmed(value_of(f));
  value.reset();
  if (typed.empty()) return;
  value = Date::parse(typed);
  if (!value) wrong(f, N_("Skriv datoen slik: 25.11.2026."));
}

void FormReader::yes_no(const Field& f, bool& value) { value = !value_of(f).empty(); }

void FormReader::choice_at(const Field& f, Choices choices, std::size_t& index) {
  const std::string& code = value_of(f);
  for (std::size_t i = 0; i < choices.size(); ++i) {
    if (choices[i].code == code) {
      index = i;
      return;
    }
  }
  wrong(f, N_("Velg en fra lista."));
}

void FormReader::options(const Field& f, Choices choices, std::uint64_t& bits) {
  seen_.emplace_back(f.name);
  bits = 0;
  for (const std::string& code : form_.every(f.name)) {
    std::size_t at = 0;
    while (at < choices.size() && choices[at].code != code) ++at;
    if (at == choices.size()) return wrong(f, N_("Velg fra lista."));
    bits |= 1ull << at;
  }
}

void FormReader::link(const Field& f, std::string_view, Uuid& id) {
  const std::string& typed = value_of(f);
  id = {};
  if (typed.empty()) return;
  if (const auto read = Uuid::parse(typed)) id = *read;
  else wrong(f, N_("Velg en fra lista."));
}

void FormReader::links(const Field& f, std::string_view, std::vector<Uuid>& ids) {
  seen_.emplace_back(f.name);
  ids.clear();
  for (const std::string& typed : form_.every(f.name)) {
    const auto read = Uuid::parse(typed);
    if (!read) return wrong(f, N_("Velg fra lista."));
    ids.push_back(*read);
  }
}

}  // namespace samloft::records
