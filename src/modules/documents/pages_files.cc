// Files: asked for, waited for, fetched.
// Tested by pages_test.cc

#include <charconv>

#include "base/text.h"
#include "document/files.h"
#include "page/components.h"
#include "pages.h"
#include "records/store.h"
#include "views.h"

namespace samloft::documents {

using access::Visit;
using page::Html;
using page::html;

namespace {

constexpr std::int64_t kMostWaiting = 40;
constexpr std::size_t kMostOfOne = 10;  // of these, so that nobody fills the queue for all

struct Format {
  std::string_view code, name, type;
};
constexpr Format kFormats[] = {
    {"pdf", "PDF", "application/pdf"},
    {"docx", "Word (DOCX)",
     "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    {"html", "HTML", "text/html; charset=utf-8"},
    {"zip", N_("Alt det bygger på (ZIP)"), "application/zip"}};

const Format* format_named(std::string_view code) {
  for (const Format& one : kFormats)
    if (one.code == code) return &one;
  return nullptr;
}

std::string_view state_word(const Texts& t, const std::string& state) {
  if (state == "waiting") return t(N_("venter"));
  if (state == "under_way") return t(N_("lages nå"));
  if (state == "done") return t(N_("ferdig"));
  if (state == "cancelled") return t(N_("avbrutt"));
  return t(N_("mislyktes"));
}

// Files belong to who asked for them.
std::optional<FileRow> wanted_file(Visit& visit) {
  const auto id = Uuid::parse(visit.part("id"));
  if (!id) return std::nullopt;
  auto found = file(visit.db(), *id);
  if (!found || !visit.viewer.person || found->person != visit.viewer.person) return std::nullopt;
  return found;
}

std::string waiting_words(const Texts& t, const FileRow& file, std::int64_t before) {
  if (file.of_all > 0)
    return t.fill(N_("{} av {} filer er laget. Siden oppdaterer seg selv."),
                  {std::to_string(file.made), std::to_string(file.of_all)});
  if (before == 0) return std::string(t(N_("Fila lages nå. Siden oppdaterer seg selv.")));
  return t.plural(before, N_("Én fil står foran. Siden oppdaterer seg selv."),
                  N_("{} filer står foran. Siden oppdaterer seg selv."));
}

std::string name_of(const FileRow& file) { return file.title + " (" + file.format + ", " + file.language + ")"; }

FileView view_of(const Visit& visit, const FileRow& row) {
  return {name_of(row),
          visit.t.moment(row.asked_at) + " · " + std::string(state_word(visit.t, row.state)),
          visit.address("files/" + row.id.text())};
}

std::vector<FileView> views_of(const Visit& visit, const std::vector<FileRow>& rows) {
  std::vector<FileView> all;
  for (const FileRow& row : rows) all.push_back(view_of(visit, row));
  return all;
}

// What was chosen stands in the button that asks again.
web::Response not_queued(Visit& visit, const std::string& why, const std::vector<FileRow>& waiting) {
  const Texts& t = visit.t;
  Html chosen;
  for (const char* field : {"of", "format", "language"})
    if (!visit.field(field).empty()) chosen += page::hidden(field, visit.field(field));
  const std::string title(t(N_("Ikke lagt i køen")));
  return visit.page(
      title, {},
      page::hero({"", title, {}, {}}) + page::alert("warning", html("<p>{}</p>", why)) +
          waiting_files(t, views_of(visit, waiting)) +
          page::post_button(page::Url(visit.request.path), visit.csrf(), t(N_("Be om fila igjen")),
                            page::Weight::primary, {}, chosen),
      409);
}

// Nothing while there is room in the queue for this one.
std::optional<web::Response> refused_when_full(Visit& visit, const FileRow& row) {
  const auto own = waiting_files_of(visit.db(), row.person);
  if (own.size() >= kMostOfOne) {
    return not_queued(visit,
                      visit.t.fill(N_("Du har {} filer som venter. Vent til en av dem er ferdig, eller åpne en du "
                                      "ikke trenger lenger og avbryt den. Be så om fila igjen."),
                                   {std::to_string(own.size())}),
                      own);
  }
  if (files_before(visit.db(), row) >= kMostWaiting) {
    return not_queued(visit,
                      std::string(visit.t(N_("Det står mange filer i kø. Vent til noen av dem er ferdige, og be om "
                                             "fila igjen."))),
                      own);
  }
  return std::nullopt;
}

// Who asked may have lost the right to the record since.
bool reads_record(Visit& visit, const records::Kinds& kinds, const Uuid& id) {
  const records::Kind* kind = kinds.by_name(records::kind_of(visit.db(), id));
  if (kind == nullptr || !visit.viewer.may(kind->readers)) return false;
  const auto record = kind->make();
  return records::load_for(visit.db(), *kind, visit.viewer, id, *record);
}

}  // namespace

bool is_format(std::string_view format) { return format_named(format) != nullptr; }

web::Response ask_for_file(Visit& visit, const FileWish& wish) {
  ensure(is_format(wish.format), "a file is asked for in a format there is");
  const FileRow row{Uuid::fresh(), wish.record,  visit.viewer.person, wish.title,  wish.format,
                    wish.language, "waiting",    "",                  wish.content, visit.now, 0, 0};
  if (auto refused = refused_when_full(visit, row)) return *std::move(refused);
  add_file(visit.db(), row);
  return web::Response::see_other(visit.address("files/" + row.id.text()));
}

Html files_panel(Visit& visit, const Uuid& record, const std::string& action,
                 const std::vector<page::Option>& of,
                 const std::vector<std::string_view>& formats) {
  std::vector<page::Option> choices;
  for (std::string_view code : formats)
    choices.push_back({std::string(code), std::string(visit.t(format_named(code)->name)),
                       choices.empty()});
  return files_form(visit.t, action, visit.csrf(), of, choices,
                    views_of(visit, files_of(visit.db(), record, visit.viewer.person)));
}

Html files_of_plan(Visit& visit, const Plan& plan, const std::vector<VersionRow>& versions) {
  std::vector<page::Option> of{{"0", std::string(visit.t(N_("Planen slik den er nå"))), true}};
  for (const VersionRow& row : versions) {
    const std::string number = std::to_string(row.number);
    of.push_back({number, visit.t.fill(N_("Versjon {}"), {number}), false});
  }
  return files_panel(visit, plan.id, plan_address(visit, plan.id, "/files"), of,
                     {"pdf", "docx", "html"});
}

web::Response make_file_wish(Visit& visit, const records::Kinds& kinds, const Contents& contents) {
  const auto plan = wanted(visit, kinds);
  const std::string& format = visit.field("format");
  if (!plan || !is_format(format) || format == "zip") return visit.problem(Problem::not_found());
  const Texts t(language_of(visit.field("language"), visit.t.language()));
  std::int64_t version = 0;
  const std::string& of = visit.field("of");
  std::from_chars(of.data(), of.data() + of.size(), version);
  const auto content =
      version == 0
          ? std::optional(live_document(visit, *plan, contents, t))
          : document::thawed(content_of(visit.db(), plan->id, version), t.language());
  if (!content) return visit.problem(Problem::not_found());
  return ask_for_file(visit, {plan->id, plan->heading({}), format, std::string(tag(t.language())),
                              document::write(*content)});
}

web::Response show_file(Visit& visit, const records::Kinds& kinds) {
  const auto found = wanted_file(visit);
  if (!found) return visit.problem(Problem::not_found());
  const Texts& t = visit.t;
  const std::string address = visit.address("files/" + found->id.text());
  Html content;
  const bool waits = found->state == "waiting" || found->state == "under_way";
  if (found->state == "done") {
    content = html("<p>{}</p>{}", t(N_("Fila er ferdig. Den ligger her i ett døgn.")),
                   page::button_link(page::Url(address + "/content"), t(N_("Last ned")),
                                     page::Weight::primary));
  } else if (waits) {
    const std::int64_t before = files_before(visit.db(), *found);
    content = html(
        R"(<p role="status">{}</p><progress aria-label="{}"{}></progress>{})",
        waiting_words(t, *found, before), t(N_("Fila lages")),
        found->of_all == 0 ? Html() : html(R"( value="{}" max="{}")", found->made, found->of_all),
        page::post_button(page::Url(address + "/cancellation"), visit.csrf(), t(N_("Avbryt")),
                          page::Weight::tertiary));
  } else {
    content = page::alert("danger", html("<p>{}</p>", found->problem.empty()
                                                          ? std::string(t(N_("Avbrutt.")))
                                                          : found->problem));
    if (may_be_tried_again(visit.db(), found->id) && reads_record(visit, kinds, found->record))
      content += page::post_button(page::Url(address + "/attempts"), visit.csrf(), t(N_("Prøv igjen")),
                                   page::Weight::primary);
  }
  const std::string title = name_of(*found);
  std::vector<page::NavItem> trail;
  if (const auto* kind = kinds.by_name(records::kind_of(visit.db(), found->record))) {
    trail.push_back({std::string(t(kind->many)), visit.address(kind->plural), false});
    trail.push_back({found->title, records::address_of(visit, *kind, found->record), false});
  }
  trail.push_back({std::string(t(N_("Fil"))), address, false});
  web::Response answer =
      visit.page(title, trail,
                 page::hero({std::string(state_word(t, found->state)), title, {}, {}}) +
                     html(R"(<section class="panel stack">{}</section>)", content));
  if (waits) answer.with("Refresh", "2");
  return answer;
}

web::Response send_file(Visit& visit) {
  const auto found = wanted_file(visit);
  if (!found || found->state != "done") return visit.problem(Problem::not_found());
  web::Response answer;
  answer.type = format_named(found->format)->type;
  answer.body = bytes_of(visit.db(), found->id);
  answer.compressible = false;
  answer.with("Content-Disposition", "attachment; filename=\"" + slug(found->title) + "-" +
                                         found->language + "." + found->format + "\"");
  return answer;
}

web::Response stop_file(Visit& visit) {
  const auto found = wanted_file(visit);
  if (!found) return visit.problem(Problem::not_found());
  cancel_file(visit.db(), found->id);
  return web::Response::see_other(visit.address("files/" + found->id.text()));
}

web::Response try_file_again(Visit& visit, const records::Kinds& kinds) {
  auto found = wanted_file(visit);
  if (!found || !reads_record(visit, kinds, found->record)) return visit.problem(Problem::not_found());
  if (may_be_tried_again(visit.db(), found->id)) {
    found->asked_at = visit.now;
    if (auto refused = refused_when_full(visit, *found)) return *std::move(refused);
    try_file_again(visit.db(), found->id, visit.now);
  }
  return web::Response::see_other(visit.address("files/" + found->id.text()));
}

}  // namespace samloft::documents
