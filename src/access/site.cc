// From request to visit to answer.
// Tested by site_test.cc

#include "access/site.h"

#include "access/signing_in.h"
#include "access/step_up.h"
#include "assets/assets.h"
#include "base/role_names.h"
#include "base/text.h"
#include "db/db.h"
#include "journal/journal.h"
#include "page/components.h"
#include "web/log.h"

namespace samloft::access {
namespace {

constexpr std::int64_t kProofLife = 10 * kMinute;
constexpr std::string_view kLanguageCookie = "__Host-language";

web::Response asset_answer(const web::Request& request) {
  const auto* asset = assets::find(request.path);
  web::Response answer;
  if (asset == nullptr) {
    answer.status = 404;
    answer.type = "text/plain; charset=utf-8";
    return answer;
  }
  const bool brotli = !asset->brotli.empty() && request.takes_brotli();
  const auto bytes = brotli ? asset->brotli : asset->raw;
  answer.type = std::string(asset->type);
  answer.compressible = false;
  answer.route = "/static";
  answer.with("Cache-Control", "public, max-age=31536000, immutable")
      .with("ETag", std::string(asset->etag))
      .with("Vary", "Accept-Encoding");
  if (asset->path == assets::answer_worker()) answer.with("Service-Worker-Allowed", "/");
  if (request.header("if-none-match") == asset->etag) {
    answer.status = 304;
    return answer;
  }
  if (brotli) answer.with("Content-Encoding", "br");
  answer.body.assign(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  return answer;
}

web::Response plain(int status, std::string text) {
  web::Response answer;
  answer.status = status;
  answer.type = "text/plain; charset=utf-8";
  answer.body = std::move(text);
  return answer;
}

// Browsers say where a POST comes from. A form of another site never gets this far, whether it
// knows a token or not. (Fetch metadata; Origin for browsers without it.)
bool same_origin(const web::Request& request) {
  const std::string& site = request.header("sec-fetch-site");
  if (!site.empty()) return site == "same-origin";
  const std::string& origin = request.header("origin");
  const auto host = origin.find("://");
  return host != std::string::npos && origin.substr(host + 3) == request.header("host");
}

// XOR with a fresh pad, so that the token in a compressed page is never the same text twice.
std::string masked(const std::string& token) {
  std::string pad = fresh_secret().substr(0, token.size());
  std::string out = pad;
  constexpr std::string_view kHex = "0123456789abcdef";
  for (std::size_t i = 0; i < token.size(); ++i)
    out += kHex[kHex.find(token[i]) ^ kHex.find(pad[i])];
  return out;
}

std::string unmasked(const std::string& text) {
  constexpr std::string_view kHex = "0123456789abcdef";
  if (text.size() != 64 || text.find_first_not_of(kHex) != std::string::npos) return {};
  std::string token;
  for (std::size_t i = 0; i < 32; ++i)
    token += kHex[kHex.find(text[i]) ^ kHex.find(text[i + 32])];
  return token;
}

Language language_for(const web::Request& request, const Account& account) {
  if (account.id) return account.language;
  const std::string chosen = request.cookie(kLanguageCookie);
  return chosen.empty() ? preferred_language(request.header("accept-language"))
                        : language_of(chosen);
}

page::Html said(const Visit& visit) {
  const std::string& number = visit.request.query.get("done");
  if (!visit.account.id || number.empty() || number.size() > 15 || !visit.connection ||
      number.find_first_not_of("0123456789") != std::string::npos) {
    return {};
  }
  const auto entry = journal::entry(visit.db(), std::stoll(number));
  // Only the one who did it is told; the address may have been passed on.
  if (!entry || !(entry->account == visit.account.id)) return {};
  const auto say = [&](std::string_view text) { return visit.t.fill(text, {entry->heading}); };
  if (entry->action == "removed") {
    return page::flash(say(N_("«{}» er fjernet.")),
                       page::post_button(page::Url(visit.address("undo/" + number)), visit.csrf(),
                                         visit.t(N_("Angre")), page::Weight::tertiary, "undo"));
  }
  if (entry->action == "created") return page::flash(say(N_("«{}» er lagret.")), {});
  if (entry->action == "restored") return page::flash(say(N_("«{}» er hentet tilbake.")), {});
  if (entry->action == "invited") return page::flash(say(N_("Invitasjonen til {} er sendt.")), {});
  return page::flash(say(N_("Endringen av «{}» er lagret.")), {});
}

bool within(const Route& route) { return route.pattern.starts_with("/{partnership}"); }

// What the visitor sees while no database answers. The words of `data-say` are said beside the form
// by swap.js, which keeps what was typed.
web::Response unreachable(Visit& visit, db::Unreachable::Saved saved) {
  visit.connection = nullptr;  // it is gone
  const Texts& t = visit.t;
  std::string_view title = N_("Svarer ikke akkurat nå");
  std::string_view words = N_("Databasen svarer ikke akkurat nå. Vent litt og last siden på nytt.");
  if (saved == db::Unreachable::Saved::unknown) {
    title = N_("Vi vet ikke om det ble lagret");
    words = N_("Forbindelsen til databasen ble brutt mens vi lagret, så vi vet ikke om det ble "
               "lagret. Se etter i en ny fane før du prøver igjen. Det du skrev, står i skjemaet "
               "når du går tilbake.");
  } else if (visit.request.method == "POST") {
    title = N_("Ikke lagret ennå");
    words = N_("Det kunne ikke lagres akkurat nå. Ingenting av det du skrev, er borte: vent litt, "
               "gå tilbake og prøv igjen.");
  }
  web::Response response = visit.page(
      std::string(t(title)), {},
      page::hero({"", std::string(t(title)), {}, {}}) +
          page::alert("warning", page::html("<p data-say>{}</p><p>{}</p>", t(words),
                                            t.fill(N_("Referanse: {}"), {visit.request.id}))),
      503);
  response.with("Retry-After", "5");
  return response;
}

// The first step of an address, /kristiansand, and the second without its stroke, needs.
std::pair<std::string_view, std::string_view> first_steps(std::string_view address) {
  const auto end = address.find('/', 1);
  if (end == std::string_view::npos) return {address, {}};
  return {address.substr(0, end), address.substr(end + 1, address.find('/', end + 1) - end - 1)};
}

// Whether the path is one of the pattern's; hands on what stands where the pattern has {names}.
template <class Take>
bool fits(std::string_view pattern, std::string_view path, Take take) {
  while (true) {
    const auto end = pattern.find('/', 1), given = path.find('/', 1);
    const auto name = pattern.substr(0, end), value = path.substr(0, given);
    if (name.starts_with("/{")) {
      if (value.size() < 2) return false;
      take(name.substr(2, name.size() - 3), value.substr(1));
    } else if (name != value) {
      return false;
    }
    if ((end == std::string_view::npos) != (given == std::string_view::npos)) return false;
    if (end == std::string_view::npos) return true;
    pattern.remove_prefix(end);
    path.remove_prefix(given);
  }
}

}  // namespace

bool Who::lets_in(const Viewer& viewer, bool demo) const {
  switch (kind_) {
    case Kind::anyone: return true;
    case Kind::signed_in:
    case Kind::at_code:
    case Kind::setting_up: return static_cast<bool>(viewer.account);
    case Kind::members: return viewer.account && viewer.roles.any_of(roles_);
    case Kind::demo: return demo;
  }
  return false;
}

std::optional<std::map<std::string, std::string, std::less<>>> match(std::string_view pattern,
                                                                      std::string_view path) {
  std::map<std::string, std::string, std::less<>> parts;
  // Of some hundred routes one fits: only then is anything put down.
  if (!fits(pattern, path, [](std::string_view, std::string_view) {})) return std::nullopt;
  fits(pattern, path,
       [&](std::string_view name, std::string_view value) { parts.emplace(name, value); });
  return parts;
}

std::string Visit::address(std::string_view below) const {
  return "/" + partnership.slug + (below.empty() ? "" : "/") + std::string(below);
}

std::string Visit::csrf() const {
  return form_key.empty() ? "" : masked(form_key);
}

bool Visit::has_just_proven() const {
  // A demo has nothing to prove; who sets up a second factor has just given the password.
  return stage == Stage::demo || stage == Stage::set_up ||
         now.milliseconds - proven_at.milliseconds < kProofLife;
}

web::Response Visit::page(std::string title, std::vector<page::NavItem> crumbs,
                          const page::Html& main, int status, std::string query) const {
  page::Frame frame;
  frame.t = t;
  frame.title = std::move(title);
  frame.partnership = partnership.name;
  const bool is_member = partnership.id && !viewer.roles.none();
  frame.home = is_member ? address() : "/";
  frame.address = request.path;
  frame.viewer = account.name;
  frame.csrf = csrf();
  frame.query = std::move(query);
  frame.now = t.moment(now);
  frame.flash = said(*this);
  if (is_member) {
    frame.search = address("search");
    for (const MenuItem& item : site.menu()) {
      if (!viewer.may(item.roles)) continue;
      const std::string at = address(item.below);
      const bool current = item.below.empty() ? request.path == at : request.path.starts_with(at);
      frame.nav.push_back({std::string(t(item.label)), at, current});
    }
    for (std::size_t i = 1; i < std::size(ChoicesOf<Role>::list); ++i) {
      const auto role = static_cast<Role>(i);
      if (!held.has(role)) continue;
      frame.roles.push_back(
          {std::string(t(label_of(role))), std::string(code_of(role)), role == acting});
    }
    frame.role_action = address("role");
    crumbs.insert(crumbs.begin(), {partnership.name, address(), false});
  }
  if (!crumbs.empty()) crumbs.back().current = true;
  frame.crumbs = std::move(crumbs);
  web::Response response;
  response.status = status;
  response.body = page::whole_page(frame, main);
  response.common = common_parts;
  return response;
}

web::Response Visit::problem(const Problem& problem) const {
  if (problem.kind == Problem::Kind::forbidden) site.tell_of_denial(*this, "the act is for others");
  switch (problem.kind) {
    case Problem::Kind::not_found:
    case Problem::Kind::forbidden:
      return page(std::string(t(N_("Finnes ikke"))), {},
                  page::hero({"", std::string(t(N_("Siden finnes ikke"))), {}, {}}) +
                      page::html(R"(<section class="panel"><p>{}</p><p>{}</p></section>)",
                                 t(N_("Adressen kan være feil, siden kan være fjernet, eller den er ikke for deg.")),
                                 page::button_link(page::Url(partnership.id ? address() : "/"),
                                                   t(N_("Til forsiden")), page::Weight::primary)),
                  404);
    case Problem::Kind::conflict:
    case Problem::Kind::invalid: break;
  }
  const bool conflict = problem.kind == Problem::Kind::conflict;
  page::Html errors = page::each(problem.fields, [&](const FieldError& one) {
    return page::html("<p>{}</p>", t(one.message));
  });
  return page(std::string(t(N_("Ikke lagret"))), {},
              page::hero({std::string(t(N_("Ikke lagret"))), t(problem.message), {}, {}}) +
                  page::alert("warning", page::html("<p>{}</p>{}", t(N_("Ingenting er endret. Gå tilbake, rett det som står over, og prøv igjen.")), errors)),
              conflict ? 409 : 422);
}

void Site::add(std::vector<Route> routes) {
  for (Route& route : routes) {
    const auto [first, second] = first_steps(route.pattern);
    const std::string step(within(route) ? second : first);
    ensure(step.find('{') == std::string::npos, "a route is found by its first step");
    by_step_[step].push_back(routes_.size());
    routes_.push_back(std::move(route));
  }
}

const Route* Site::find_route(Visit& visit) const {
  const std::string& path = visit.request.path;
  std::string_view method = visit.request.method;
  if (method == "HEAD") method = "GET";
  const auto [first, second] = first_steps(path);
  for (const std::string_view step : {first, second}) {
    const auto known = by_step_.find(std::string(step));
    if (known == by_step_.end()) continue;
    for (const std::size_t place : known->second) {
      const Route& route = routes_[place];
      if (route.method != method) continue;
      if (auto parts = match(route.pattern, path)) {
        visit.path = std::move(*parts);
        return &route;
      }
    }
  }
  return nullptr;
}

void Site::add_menu(std::vector<MenuItem> items) {
  menu_.insert(menu_.end(), items.begin(), items.end());
}

// Of what is open to guests nothing is told: who comes there is not noted.
void Site::tell_of_denial(const Visit& visit, std::string_view why) {
  if (!visit.account.id) return;
  tally_denied(why);
  const std::string who = visit.account.id.text();
  const auto say = denials_.of(who, visit.now);
  if (say == Denials::Say::nothing) return;
  web::log_event("warning", "denied",
                 {{"id", visit.request.id}, {"client", visit.request.client}, {"who", who},
                  {"why", std::string(why)}});
  if (say == Denials::Say::it_and_that_no_more_follow)
    web::log_event("warning", "further denials of this minute are not told", {{"who", who}});
}

web::Response Site::answer(const web::Request& request) {
  Visit visit{*this, request, {}, {}, {}, Texts(), parts_.clock(), {}, {}, {}, nullptr};
  try {
    visit.t = Texts(language_for(request, {}));
    return dispatch(visit);
  } catch (const db::Unreachable& gone) {
    if (parts_.log_broken) parts_.log_broken(request.id, gone.what());
    return unreachable(visit, gone.saved);
  } catch (const std::exception& broken) {
    if (parts_.log_broken) parts_.log_broken(request.id, broken.what());
  }
  const Texts t(preferred_language(request.header("accept-language")));
  return plain(500, t.fill(N_("Noe gikk galt hos oss, og ingenting er lagret. Prøv igjen om litt. "
                              "Hjelper ikke det, gi driftsansvarlig denne referansen: {}"),
                           {request.id}));
}

web::Response Site::dispatch(Visit& visit) {
  const web::Request& request = visit.request;
  if (request.path.starts_with("/static/")) return asset_answer(request);
  if (request.path == "/healthz") return plain(200, "ok\n");
  bool renew = false;
  parts_.registry.read([&](db::Connection& registry) {
    const std::string secret = request.cookie(kSessionCookie);
    auto found = secret.empty() ? std::nullopt : session(registry, secret, visit.now);
    // What a click opened in a demo is nothing once the demo is over.
    if (found && (found->stage != Stage::demo || parts_.demo)) {
      const bool in = found->stage == Stage::open || found->stage == Stage::demo;
      (in ? visit.account : visit.waiting) = found->account;
      visit.session_secret = secret;
      visit.stage = found->stage;
      visit.proven_at = found->proven_at;
      visit.form_key = found->form_key;
      renew = found->renew;
    }
    const auto end = request.path.find('/', 1);
    const std::string slug = request.path.substr(1, end == std::string::npos ? end : end - 1);
    if (auto partnership = partnership_by_slug(registry, slug)) {
      visit.partnership = *partnership;
      if (visit.account.id) {
        const Member as = member(registry, visit.account.id, partnership->id);
        visit.viewer.person = as.person;
        visit.acting = as.acting;
      }
    }
  });
  if (renew) keep_alive(visit);
  if (request.path == "/readyz") return plain(200, "ready\n");  // the registry has answered
  visit.t = Texts(language_for(request, visit.owner()));
  visit.viewer.today = local_day(visit.now);
  visit.viewer.account = visit.account.id;
  visit.viewer.name = visit.account.name;
  if (const Route* const route = find_route(visit)) {
    web::Response response = enter(*route, visit);
    if (!visit.fresh_secret.empty())
      response.with("Set-Cookie", session_cookie(visit.fresh_secret));
    if (!visit.browser.empty()) response.with("Set-Cookie", browser_cookie(visit.browser));
    response.route = route->pattern;
    // Who comes to a partnership's open doors, a survey's among them, is not noted.
    const bool noted = visit.account.id && !(within(*route) && route->who.guests());
    response.who = noted ? visit.account.id.text() : "";
    return response;
  }
  // To a member an address that leads nowhere looks like one that is not for them.
  static const Route kNowhere{"", "/{partnership}/nowhere", Who::members({}), nullptr};
  if (visit.viewer.person) return enter(kNowhere, visit);
  visit.partnership = {};
  return visit.problem(Problem::not_found());
}

// Reading goes on when nothing can be written: the session is then as old as it was last noted to be.
// A disk may take long to make it durable: of the requests that a browser sends at once, one waits.
void Site::keep_alive(const Visit& visit) {
  {
    const std::lock_guard lock(noting_mutex_);
    if (!noting_.insert(visit.session_secret).second) return;
  }
  const std::shared_ptr<void> noted(nullptr, [&](void*) {
    const std::lock_guard lock(noting_mutex_);
    noting_.erase(visit.session_secret);
  });
  try {
    const auto outcome = parts_.registry.write([&](db::Connection& registry) -> Result<void> {
      touch_session(registry, visit.session_secret, visit.now);
      return {};
    });
    ensure(outcome.has_value(), "touching a session has no problems");
  } catch (const Broken& broken) {
    if (parts_.log_broken) parts_.log_broken(visit.request.id, broken.what());
  }
}

web::Response Site::enter(const Route& route, Visit& visit) {
  const bool on_the_way_in = visit.waiting.id && route.who.half_open(visit.stage);
  if (!visit.account.id && !route.who.guests() && !on_the_way_in) {
    visit.partnership = {};  // a guest learns nothing of it, not even its name
    if (visit.waiting.id && visit.request.method != "POST") {
      return web::Response::see_other(next_step(visit.stage, visit.request.path));
    }
    return visit.request.method == "POST"
               ? visit.page(std::string(visit.t(N_("Logg inn"))), {},
                            page::empty_state(visit.t(N_("Du er logget ut")),
                                              visit.t(N_("Logg inn i en ny fane, gå tilbake hit og lagre på nytt. Det du skrev, står der ennå.")),
                                              page::button_link(page::Url("/login"), visit.t(N_("Logg inn")), page::Weight::primary)),
                            403)
               : web::Response::see_other("/login?next=" + web::encode_percent(visit.request.path));
  }
  if (visit.request.method == "POST") {
    if (!same_origin(visit.request)) {
      if (!route.who.guests()) tell_of_denial(visit, "a form of another site");
      return plain(403, "Skjemaet kom fra et annet nettsted.\n");
    }
    auto form = web::read_form(visit.request);
    if (const auto* bad = std::get_if<web::BadRequest>(&form)) {
      return visit.page(std::string(visit.t(N_("Ikke lagret"))), {},
                        page::alert("danger", page::html("<p>{}</p>", visit.t(bad->message))),
                        bad->status);
    }
    visit.form = std::get<web::Form>(std::move(form));
    if (!visit.form_key.empty() && unmasked(visit.field("csrf")) != visit.form_key) {
      return visit.problem(Problem::conflict(
          N_("Skjemaet er for gammelt. Gå tilbake, last siden på nytt og prøv igjen.")));
    }
    if (route.asks == Asks::again) take_answer(visit);
  }
  if (!within(route)) {
    visit.partnership = {};
    if (!on_the_way_in && !route.who.lets_in(visit.viewer, parts_.demo)) {
      tell_of_denial(visit, "the page is for others");
      return visit.problem(Problem::not_found());
    }
    return hand_on(route, visit);
  }
  if (!visit.partnership.id || (!visit.viewer.person && !route.who.guests())) {
    if (visit.partnership.id) tell_of_denial(visit, "the partnership is others'");
    visit.partnership = {};
    return visit.problem(Problem::not_found());
  }
  return run(route, visit, *parts_.open(visit.partnership));
}

web::Response Site::hand_on(const Route& route, Visit& visit) {
  const bool asks = route.asks == Asks::again && !visit.has_just_proven();
  return asks ? step_up_page(visit) : route.handler(visit);
}

web::Response Site::run(const Route& route, Visit& visit, db::Database& database) {
  std::int64_t statements = 0;
  const auto inside = [&](db::Connection& connection) {
    const auto before = connection.statements();
    visit.connection = &connection;
    visit.held = parts_.roles_of(connection, visit.viewer.person, local_day(visit.now));
    visit.acting = acting_in(visit.held, visit.acting);
    visit.viewer.roles = {};
    if (!visit.held.none()) visit.viewer.roles.add(visit.acting);
    if (visit.held.has(Role::staff)) visit.viewer.roles.add(Role::staff);
    // A person without a seat or employment today is a stranger here.
    const bool stranger = visit.viewer.roles.none();
    if (stranger && !route.who.guests()) visit.partnership = {};
    const bool enters = route.who.lets_in(visit.viewer, parts_.demo);
    if (!enters && route.handler) tell_of_denial(visit, "the page is for others");
    web::Response response = enters ? hand_on(route, visit) : visit.problem(Problem::not_found());
    if (stranger && response.status == 404) {  // what is not public looks as if it did not exist
      visit.partnership = {};
      response = visit.problem(Problem::not_found());
    }
    statements = connection.statements() - before;
    return response;
  };
  web::Response response;
  if (visit.request.method != "POST") {
    response = database.read(inside);
  } else {
    std::optional<web::Response> kept;
    const auto outcome = database.write([&](db::Connection& connection) -> Result<int> {
      kept = inside(connection);
      if (kept->status >= 400) return Problem::invalid(Message());  // undo what was done
      return 0;
    });
    ensure(outcome.has_value() == (kept->status < 400), "a refusal is undone, all else is kept");
    response = std::move(*kept);
  }
  response.statements = statements;
  return response;
}

}  // namespace samloft::access
