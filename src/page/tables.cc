// Tables and pagination.
// Tested by components_test.cc

#include "page/components.h"

#include <algorithm>

namespace samloft::page {
namespace {

Html swap(std::string_view target) {
  return target.empty() ? Html() : html(R"( data-swap="#{}")", target);
}

Html head_cell(const TableColumn& column, std::string_view target) {
  const Html number = when(column.number, Html::trusted(R"( class="num")"));
  if (column.address.empty())
    return html(R"(<th scope="col" role="columnheader"{}>{}</th>)", number, column.label);
  return html(R"(<th scope="col" role="columnheader" aria-sort="{}"{}><a href="{}"{}>{}</a></th>)",
              column.order.empty() ? std::string_view("none") : column.order, number,
              Url(column.address), swap(target), column.label);
}

void add_row(Html& rows, const std::vector<TableColumn>& columns, const TableRow& row) {
  append(rows, R"(<tr role="row"><th scope="row" role="rowheader">{}</th>)", row.cells.front());
  for (std::size_t i = 1; i < row.cells.size(); ++i) {
    if (columns[i].number) {
      append(rows, R"(<td role="cell" data-th="{}" class="num">{}</td>)", columns[i].label, row.cells[i]);
    } else {
      append(rows, R"(<td role="cell" data-th="{}">{}</td>)", columns[i].label, row.cells[i]);
    }
  }
  rows += html("</tr>\n");
}

Html step(std::string_view text, std::string_view label, const std::string& address,
          std::string_view target, bool current, bool there) {
  if (!there) {
    return html(
        R"(<li><a class="ds-button" data-variant="tertiary" aria-label="{}" aria-disabled="true" role="link">{}</a></li>)",
        label, text);
  }
  return html(R"(<li><a class="ds-button" data-variant="tertiary" href="{}"{}{} aria-label="{}">{}</a></li>)",
              Url(address), swap(target), when(current, Html::trusted(R"( aria-current="true")")),
              label, text);
}

}  // namespace

Html table(std::string_view caption, const std::vector<TableColumn>& columns,
           const std::vector<TableRow>& rows, std::string_view swap_target) {
  Html body;
  for (const TableRow& row : rows) add_row(body, columns, row);
  return html(
      R"(<div class="tablewrap" tabindex="0" role="region" aria-label="{}"><table class="ds-table records" data-hover role="table"><caption class="ds-sr-only">{}</caption>
<thead role="rowgroup"><tr role="row">{}</tr></thead>
<tbody role="rowgroup">{}</tbody></table></div>
)",
      caption, caption,
      each(columns, [&](const TableColumn& column) { return head_cell(column, swap_target); }),
      body);
}

Html data_table(std::string_view caption, const std::vector<std::string>& head,
                const std::vector<std::vector<std::string>>& rows) {
  const Html heads =
      each(head, [](const std::string& text) { return html(R"(<th scope="col">{}</th>)", text); });
  const Html body = each(rows, [](const std::vector<std::string>& row) {
    Html cells;
    for (std::size_t i = 0; i < row.size(); ++i)
      cells += i == 0 ? html(R"(<th scope="row">{}</th>)", row[i]) : html("<td>{}</td>", row[i]);
    return html("<tr>{}</tr>\n", cells);
  });
  return html(
      R"(<table class="ds-table" data-size="sm"><caption class="ds-sr-only">{}</caption><thead><tr>{}</tr></thead><tbody>{}</tbody></table>)",
      caption, heads, body);
}

Html steps(const std::vector<std::string>& labels, std::size_t now) {
  std::size_t place = 0;
  const Html items = each(labels, [&](const std::string& label) {
    const std::size_t at = place++;
    const std::string_view look = at == now  ? std::string_view("is-now")
                                  : at < now ? std::string_view("is-done")
                                             : std::string_view();
    return html(
        R"(<li class="{}"{}><div><span class="phases__dot">{}</span><span class="phases__title">{}</span></div></li>)",
        look, when(at == now, Html::trusted(R"( aria-current="step")")), at + 1, label);
  });
  return html(R"(<ol class="phases">{}</ol>)", items);
}

Html tabs(std::string_view label, const std::vector<Tab>& all) {
  return html(R"(<nav class="tabs" aria-label="{}"><ul>{}</ul></nav>
)",
              label, each(all, [](const Tab& tab) {
                return tab.current
                           ? html(R"(<li><a href="{}" aria-current="page">{}</a></li>)", Url(tab.address), tab.label)
                           : html(R"(<li><a href="{}">{}</a></li>)", Url(tab.address), tab.label);
              }));
}

Html pagination(const Texts& t, std::int64_t current, std::int64_t last, const std::string& address,
                std::string_view target) {
  if (last <= 1) return {};
  const auto at = [&](std::int64_t number) { return address + std::to_string(number); };
  Html items = step(t(N_("Forrige")), t(N_("Forrige side")), at(current - 1), target, false,
                    current > 1);
  std::int64_t previous = 0;
  for (std::int64_t number = 1; number <= last; ++number) {
    const bool near = number == 1 || number == last || std::abs(number - current) <= 1;
    if (!near) continue;
    if (number - previous > 1)
      items += Html::trusted(R"(<li class="pagination__gap"><span aria-hidden="true">…</span></li>)");
    items += step(std::to_string(number), t.fill(N_("Side {}"), {std::to_string(number)}),
                  at(number), target, number == current, true);
    previous = number;
  }
  items += step(t(N_("Neste")), t(N_("Neste side")), at(current + 1), target, false, current < last);
  return html(R"(<nav class="ds-pagination" aria-label="{}"><ul>{}</ul></nav>)", t(N_("Sider")),
              items);
}

}  // namespace samloft::page
