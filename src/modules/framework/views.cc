// The tree of a framework and its versions.
// Tested by pages_test.cc

#include "views.h"

namespace samloft::framework {
namespace {

using page::Html;
using page::html;

page::TreeItem branch(const Texts& t, const TreeElement& element) {
  const Html sector = element.sector == Sector::all
                          ? Html()
                          : html(" · {}", t(label_of(element.sector)));
  page::TreeItem item{html(R"({}<span class="tree__note">{}{}</span>)",
                           page::link(page::Url(element.address), element.title),
                           t(label_of(element.level)), sector),
                      {}};
  for (const TreeElement& under : element.under) item.items.push_back(branch(t, under));
  return item;
}

}  // namespace

Html tree_panel(const Texts& t, std::string_view title, const std::vector<TreeElement>& all) {
  if (all.empty()) return {};
  std::vector<page::TreeItem> items;
  for (const TreeElement& element : all) items.push_back(branch(t, element));
  return page::panel("tree", title, page::tree(items));
}

Html versions_panel(const Texts& t, const std::vector<VersionView>& versions) {
  if (versions.size() < 2) return {};
  std::vector<page::TreeItem> items;
  for (const VersionView& one : versions) {
    const Html name = one.is_this ? html("<strong>{}</strong>", one.heading)
                                  : page::link(page::Url(one.address), one.heading);
    const Html valid = one.is_valid ? page::status("success", t(N_("Gjelder i dag"))) : Html();
    items.push_back({name + valid, {}});
  }
  return page::panel("versions", t(N_("Versjoner")), page::tree(items));
}

Html version_button(const Texts& t, const std::string& address, std::string_view csrf,
                    std::string_view id) {
  return page::post_button(page::Url(address), csrf, t(N_("Ny versjon")), page::Weight::secondary,
                           "add", page::hidden("id", id));
}

}  // namespace samloft::framework
