// Fields as HTML.
// Tested by pages_test.cc

#include "records/views.h"

#include "records/pages.h"

namespace samloft::records {

using page::Html;
using page::html;

FieldViews::View& FieldViews::add(const Field& f, Html value) {
  if (f.shown == Shown::nowhere || f.shown == Shown::only_in_files) value = Html();
  return views.emplace_back(View{f.name, visit_.t(f.label), std::move(value)});
}

Html FieldViews::linked(std::string_view kind, const Uuid& id) const {
  const auto heading = headings_.find(id);
  if (heading == headings_.end()) return {};
  const std::string& text = heading->second;
  const Kind* target = kinds_.by_name(kind);
  if (target == nullptr || !visit_.viewer.may(target->readers)) return html("{}", text);
  return page::link(page::Url(address_of(visit_, *target, id)), text);
}

void FieldViews::text(const Field& f, std::string& value) {
  if (!asked_.has(f)) return;
  const bool address = value.starts_with("https://") && value.find(' ') == std::string::npos;
  add(f, value.empty() ? Html() : address ? page::link(page::Url(value), value) : html("{}", value));
}
void FieldViews::prose(const Field& f, std::string& value) {
  if (!asked_.has(f)) return;
  add(f, value.empty() ? Html() : html("{}", value)).prose = true;
}
void FieldViews::number(const Field& f, std::optional<std::int64_t>& value) {
  if (!asked_.has(f)) return;
  // A year is no quantity: it is never grouped.
  const bool year = f.name.ends_with("year");
  View& view = add(f, value ? html("{}", year ? std::to_string(*value) : grouped(*value)) : Html());
  view.number = true;
}
void FieldViews::money(const Field& f, std::optional<Ore>& value) {
  if (!asked_.has(f)) return;
  add(f, value ? html("{}\u00a0kr", kroner(*value)) : Html()).number = true;
}
void FieldViews::percent(const Field& f, std::optional<std::int64_t>& value) {
  if (!asked_.has(f)) return;
  add(f, value ? html("{}\u00a0%", samloft::percent(*value)) : Html()).number = true;
}
void FieldViews::date(const Field& f, std::optional<Date>& value) {
  if (!asked_.has(f)) return;
  add(f, value ? html(R"(<time datetime="{}">{}</time>)", value->iso(), visit_.t.long_date(*value))
               : Html());
}
void FieldViews::yes_no(const Field& f, bool& value) {
  if (!asked_.has(f)) return;
  add(f, html("{}", value ? visit_.t(N_("Ja")) : visit_.t(N_("Nei"))));
}
void FieldViews::choice_at(const Field& f, Choices choices, std::size_t& index) {
  if (!asked_.has(f)) return;
  add(f, html("{}", visit_.t(choices[index].label)));
}
void FieldViews::options(const Field& f, Choices choices, std::uint64_t& bits) {
  if (!asked_.has(f)) return;
  std::string all;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    if (bits >> i & 1) all += (all.empty() ? "" : ", ") + std::string(visit_.t(choices[i].label));
  }
  add(f, all.empty() ? Html() : html("{}", all));
}
void FieldViews::link(const Field& f, std::string_view kind, Uuid& id) {
  if (!asked_.has(f)) return;
  add(f, id ? linked(kind, id) : Html());
}
void FieldViews::links(const Field& f, std::string_view kind, std::vector<Uuid>& ids) {
  if (!asked_.has(f)) return;
  Html items;
  for (const Uuid& id : ids) {
    if (const Html one = linked(kind, id); !one.empty()) items += html("<li>{}</li>", one);
  }
  add(f, items.empty() ? Html() : html("<ul>{}</ul>", items));
}

}  // namespace samloft::records
