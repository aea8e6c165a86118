// Steps of a sign-in.
// Tested by second_factor_pages_test.cc and site_test.cc

#include "access/signing_in.h"

#include <algorithm>

#include "access/at_door.h"
#include "base/text.h"
#include "db/db.h"
#include "page/components.h"
#include "web/log.h"

namespace samloft::access {
namespace {

// Those who write most of what a partnership decides, and read its drafts.
constexpr Roles kLeaders{Role::coordinator, Role::owner_leader, Role::university_lead, Role::ppt_lead};

// Whether the account's person has one of the roles in any partnership.
bool holds_any_of(Roles roles, const Visit& visit, const Uuid& account) {
  const SiteParts& parts = visit.site.parts();
  const auto mine = parts.registry.read(
      [&](db::Connection& registry) { return partnerships_of(registry, account); });
  return std::any_of(mine.begin(), mine.end(), [&](const Partnership& one) {
    const Uuid person = parts.registry.read([&](db::Connection& registry) {
      return member(registry, account, one.id).person;
    });
    return parts.open(one)->read([&](db::Connection& db) {
      return parts.roles_of(db, person, local_day(visit.now)).any_of(roles);
    });
  });
}

Stage stage_after_password(const Visit& visit, const Uuid& account) {
  const bool has = visit.site.parts().registry.read(
      [&](db::Connection& registry) { return factors_of(registry, account).any(); });
  if (has) return Stage::code;
  switch (visit.site.parts().two_factor) {
    case TwoFactor::everyone: return Stage::set_up;
    case TwoFactor::required:
      return holds_any_of({Role::coordinator}, visit, account) ? Stage::set_up : Stage::open;
    case TwoFactor::leaders:
      return holds_any_of(kLeaders, visit, account) ? Stage::set_up : Stage::open;
    case TwoFactor::optional: break;
  }
  return Stage::open;
}

page::Html credentials(const std::vector<Passkey>& passkeys) {
  std::string all;
  for (const Passkey& one : passkeys) all += (all.empty() ? "" : " ") + to_base64(one.credential);
  return page::html("{}", all);
}

}  // namespace

std::string session_cookie(const std::string& secret) {
  return std::string(kSessionCookie) + "=" + secret + "; Path=/; Secure; HttpOnly; SameSite=Lax";
}

std::string browser_cookie(const std::string& token) {
  return std::string(kBrowserCookie) + "=" + token +
         "; Path=/; Max-Age=31536000; Secure; HttpOnly; SameSite=Lax";
}

Caller caller_of(const Visit& visit) {
  return {visit.request.client, visit.request.cookie(kBrowserCookie)};
}

bool stays_here(const std::string& address) {
  return address.starts_with('/') && page::Url(address).text() == address;
}

std::string next_step(Stage stage, const std::string& next) {
  const std::string after = "?next=" + web::encode_percent(stays_here(next) ? next : "/");
  switch (stage) {
    case Stage::code: return "/login/code" + after;
    case Stage::set_up: return "/login/set-up" + after;
    case Stage::open:
    case Stage::demo: break;
  }
  return stays_here(next) ? next : "/";
}

page::Html token(const Visit& visit) { return page::hidden("csrf", visit.csrf()); }

page::Html narrow(const page::Html& content) {
  return page::html(R"(<div class="login">{}</div>)", content);
}

page::Html narrow_heading(std::string_view text) {
  return page::html(R"(<h1 class="ds-heading" data-size="lg">{}</h1>)", text);
}

const std::string& wanted_next(const Visit& visit) {
  return visit.request.method == "POST" ? visit.field("next") : visit.request.query.get("next");
}

void tell_of_end(const Visit& visit, const Account& account, std::string_view how) {
  tally_ended(how);
  web::log_event("info", "session ended", {{"id", visit.request.id},
                                           {"client", visit.request.client},
                                           {"who", account.id.text()},
                                           {"how", std::string(how)}});
}

void tell_of_sessions_that_ran_out(std::int64_t sessions) {
  if (sessions == 0) return;
  tally_ended("ran out", sessions);
  web::log_event("info", "sessions ran out", {{"sessions", std::to_string(sessions)}});
}

void tell_of_refusal(const Visit& visit, const Account& account) {
  web::log_event("warning", "proof refused", {{"id", visit.request.id},
                                              {"client", visit.request.client},
                                              {"who", account.id.text()}});
}

void open_for(Visit& visit, const Uuid& account, Stage stage) {
  const auto outcome =
      visit.site.parts().registry.write([&](db::Connection& registry) -> Result<void> {
        // A session that existed before the sign-in is never carried over.
        if (!visit.session_secret.empty()) close_session(registry, visit.session_secret);
        visit.fresh_secret = open_session(registry, account, visit.now, stage);
        if (stage == Stage::open) {
          visit.browser = remember_browser(registry, account, visit.request.cookie(kBrowserCookie), visit.now);
        }
        return {};
      });
  ensure(outcome.has_value(), "opening a session has no problems");
  if (visit.account.id) tell_of_end(visit, visit.account, "a new one of its browser");
  if (stage == Stage::open) {
    tally(AtDoor::signed_in);
    web::log_event("info", "signed in", {{"id", visit.request.id},
                                         {"client", visit.request.client},
                                         {"who", account.text()}});
  }
  visit.session_secret = visit.fresh_secret;
}

web::Response password_was_right(Visit& visit, const Account& account, const std::string& next) {
  const Stage stage = stage_after_password(visit, account.id);
  open_for(visit, account.id, stage);
  return web::Response::see_other(next_step(stage, next));
}

void tell(const SiteParts& parts, db::Connection& registry, const Account& account,
          Happening what, Instant now) {
  note(registry, account.id, what, now);
  const Texts t(account.language);
  parts.send_mail(
      registry,
      {account.mail, std::string(t(N_("Innloggingen din i Samløft"))),
       t.fill(N_("Hei {}!\n\n{}: {}.\n\nVar dette deg, trenger du ikke gjøre noe. Var det ikke deg, lag nytt passord straks på {} og si fra til koordinatoren i partnerskapet ditt.\n"),
              {account.name, t.moment(now), std::string(t(label_of(what))),
               parts.address + "/password"})});
}

page::Html passkey_form(const Visit& visit, const PasskeyForm& form,
                        const std::vector<Passkey>& passkeys) {
  std::string challenge;
  const auto outcome =
      visit.site.parts().registry.write([&](db::Connection& registry) -> Result<void> {
        challenge = make_challenge(registry, visit.session_secret, visit.now);
        return {};
      });
  ensure(outcome.has_value(), "making a challenge has no problems");
  const Account& owner = visit.owner();
  const auto& id = owner.id.bytes;
  return page::html(
      R"(<form class="stack passkey" method="post" action="{}" data-passkey="{}" data-prefix="{}" data-challenge="{}" data-host="{}" data-credentials="{}" data-user="{}" data-mail="{}" data-name="{}">{}{}{}{}{}{}{}<p class="ds-validation-message passkey__failed" role="alert" data-passkey-failed hidden>{}</p></form>
<noscript><p class="muted">{}</p></noscript>
)",
      page::Url(form.action), form.act == PasskeyAct::make ? "make" : "use", form.prefix,
      to_base64(challenge), relying_party(visit.site.parts().address).id, credentials(passkeys),
      to_base64({reinterpret_cast<const char*>(id.data()), id.size()}), owner.mail, owner.name,
      token(visit), form.content, page::hidden(form.prefix + "-credential", ""),
      page::hidden(form.prefix + "-client-data", ""),
      page::hidden(form.prefix + "-authenticator-data", ""),
      page::hidden(form.prefix + "-signature", ""),
      page::submit(form.button, page::Weight::primary, "key"),
      visit.t(N_("Det ble ikke noe av. Prøv igjen, eller bruk en kode i stedet.")),
      visit.t(N_("Passnøkler trenger skript i nettleseren. Bruk en kode i stedet.")));
}

PasskeyAnswer passkey_answer(const Visit& visit, const std::string& prefix) {
  const auto bytes = [&](const char* name) {
    return from_base64(visit.field(prefix + name)).value_or("");
  };
  return {bytes("-credential"), bytes("-client-data"), bytes("-authenticator-data"),
          bytes("-signature")};
}

Message unusable_passkey() {
  return N_("Passnøkkelen ble ikke godtatt. Prøv igjen, eller bruk en kode i stedet.");
}

Message wrong_code(Tried tried) {
  if (tried == Tried::closed || tried == Tried::wrong_and_closed)
    return N_("For mange feil koder. Vent et kvarter før du prøver igjen.");
  return N_("Koden er feil eller brukt. Vent på neste kode i appen, eller bruk en gjenopprettingskode.");
}

void tally_code(Tried tried) {
  switch (tried) {
    case Tried::app: return tally(AtDoor::app_right);
    case Tried::recovery: return tally(AtDoor::recovery_code_right);
    case Tried::wrong: return tally(AtDoor::code_wrong);
    case Tried::closed: return tally(AtDoor::code_at_closed_door);
    case Tried::wrong_and_closed: break;
  }
  tally(AtDoor::code_wrong);
  tally(AtDoor::codes_close);
}

void tell_of_code(const SiteParts& parts, db::Connection& registry, const Account& account,
                  Tried tried, Instant now) {
  if (tried == Tried::recovery) tell(parts, registry, account, Happening::code_used, now);
  if (tried == Tried::wrong_and_closed)
    tell(parts, registry, account, Happening::door_closed, now);
}

}  // namespace samloft::access
