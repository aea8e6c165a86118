// Pages of second factors: asking for one at the door, setting them up, taking them away.
// Tested by second_factor_pages_test.cc

#include <functional>

#include "access/at_door.h"
#include "access/qr.h"
#include "access/signing_in.h"
#include "access/totp.h"
#include "base/text.h"
#include "db/db.h"
#include "page/components.h"

namespace samloft::access {
namespace {

using page::html;
using page::Html;
using page::Weight;

template <class Work>
void in_registry(const Visit& visit, Work work) {
  const auto outcome =
      visit.site.parts().registry.write([&](db::Connection& registry) -> Result<void> {
        work(registry);
        return {};
      });
  ensure(outcome.has_value(), "changing second factors has no problems");
}

Factors factors_in(const Visit& visit) {
  return visit.site.parts().registry.read(
      [&](db::Connection& registry) { return access::factors_of(registry, visit.owner().id); });
}

Html narrow_panel(std::string_view heading, std::string_view id, std::string_view title,
                  const Html& content) {
  return narrow(narrow_heading(heading) + page::panel(id, title, content));
}

// --- at the door

Html code_form(const Visit& visit, const Factors& factors, const Message& wrong) {
  const std::string hint(factors.app ? visit.t(N_("Seks sifre fra kodeappen, eller en gjenopprettingskode."))
                                     : visit.t(N_("En av gjenopprettingskodene dine.")));
  return html(
      R"(<form class="stack" method="post" action="/login/code">{}{}{}{}</form>)", token(visit),
      page::hidden("next", wanted_next(visit)),
      page::input(visit.t,
                  {"code", std::string(visit.t(N_("Kode"))), hint,
                   wrong.text.empty() ? "" : visit.t(wrong), false},
                  "text", "", {}, "one-time-code"),
      page::submit(visit.t(N_("Logg inn")),
                   factors.passkeys.empty() ? Weight::primary : Weight::secondary));
}

web::Response code_page(Visit& visit, const Message& wrong) {
  const Factors factors = factors_in(visit);
  const Html by_passkey =
      factors.passkeys.empty()
          ? Html()
          : passkey_form(visit,
                         {PasskeyAct::use, "/login/passkey", "passkey",
                          std::string(visit.t(N_("Bruk passnøkkel"))),
                          page::hidden("next", wanted_next(visit))},
                         factors.passkeys);
  const Html lost = html(
      R"(<details class="ds-details" data-variant="default"><summary>{}</summary><div><p>{}</p><p>{}</p></div></details><p><a class="ds-link" href="/login">{}</a></p>)",
      visit.t(N_("Jeg får det ikke til")),
      visit.t(N_("Bruk en av gjenopprettingskodene du fikk da du satte opp totrinnsinnlogging. Hver av dem virker én gang.")),
      visit.t(N_("Har du ingen igjen, be koordinatoren i partnerskapet ditt om hjelp. Den som drifter Samløft, kan nullstille totrinnsinnloggingen din.")),
      visit.t(N_("Logg inn som en annen")));
  const std::string title(visit.t(N_("Ett steg til")));
  return visit.page(title, {},
                    narrow_panel(title, "second", visit.t(N_("Vis at det er deg")),
                                 by_passkey + code_form(visit, factors, wrong) + lost),
                    wrong.text.empty() ? 200 : 422);
}

web::Response show_code(Visit& visit) {
  // Whoever comes back to this page is in already.
  if (visit.account.id) return web::Response::see_other("/");
  return code_page(visit, {});
}

web::Response come_in(Visit& visit) {
  const std::string next = wanted_next(visit);
  open_for(visit, visit.waiting.id, Stage::open);
  return web::Response::see_other(next_step(Stage::open, next));
}

web::Response take_code(Visit& visit) {
  if (visit.account.id) return web::Response::see_other("/");
  const SiteParts& parts = visit.site.parts();
  Tried tried = Tried::wrong;
  in_registry(visit, [&](db::Connection& registry) {
    tried = try_code(registry, parts.secret_key(), visit.waiting.id, visit.field("code"),
                     visit.now);
    tell_of_code(parts, registry, visit.waiting, tried, visit.now);
  });
  tally_code(tried);
  if (tried == Tried::app || tried == Tried::recovery) return come_in(visit);
  tell_of_refusal(visit, visit.waiting);
  return code_page(visit, wrong_code(tried));
}

web::Response take_passkey(Visit& visit) {
  if (visit.account.id) return web::Response::see_other("/");
  const SiteParts& parts = visit.site.parts();
  bool right = false;
  in_registry(visit, [&](db::Connection& registry) {
    right = use_passkey(registry, visit.waiting.id, passkey_answer(visit, "passkey"),
                        relying_party(parts.address), visit.session_secret, visit.now);
  });
  tally(right ? AtDoor::passkey_right : AtDoor::passkey_wrong);
  if (right) return come_in(visit);
  tell_of_refusal(visit, visit.waiting);
  return code_page(visit, unusable_passkey());
}

// --- setting up

std::string with_next(const Visit& visit, const std::string& address) {
  return address + "?next=" + web::encode_percent(wanted_next(visit));
}

web::Response show_choices(Visit& visit) {
  const auto choice = [&](std::string_view id, std::string_view title, std::string_view text,
                          const std::string& address, std::string_view button, Weight weight) {
    return page::panel(id, title,
                       html("<p>{}</p>{}", text,
                            page::button_link(page::Url(with_next(visit, address)), button, weight)));
  };
  const std::string title(visit.t(N_("Sett opp totrinnsinnlogging")));
  return visit.page(
      title, {},
      narrow(narrow_heading(title) +
             html("<p>{}</p>", visit.t(N_("Du kan se og endre mye her. Derfor logger du inn i to trinn, så ingen kommer inn med passordet ditt alene. Velg ett nå; siden kan du legge til flere på Min side."))) +
             choice("app", visit.t(N_("Kodeapp på telefonen")),
                    visit.t(N_("En app viser seks sifre som skifter hvert halve minutt. Virker overalt, også uten nett på telefonen.")),
                    "/second-factor/app", visit.t(N_("Bruk kodeapp")), Weight::primary) +
             choice("passkey", visit.t(N_("Passnøkkel")),
                    visit.t(N_("Fingeren, ansiktet eller PIN-koden på datamaskinen, telefonen eller en sikkerhetsnøkkel. Raskest i bruk.")),
                    "/second-factor/passkeys/new", visit.t(N_("Bruk passnøkkel")),
                    Weight::secondary)));
}

// The secret stands sealed in the form, for this account in this session: nothing is kept of an app
// before its first code.
std::string place_of(const Visit& visit) {
  return "new code app of " + visit.owner().id.text() + " in " + visit.form_key;
}

// In groups of four, as people type it.
std::string in_groups(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i > 0 && i % 4 == 0) out += ' ';
    out += text[i];
  }
  return out;
}

web::Response app_page(Visit& visit, const std::string& secret, const Message& wrong) {
  const Texts& t = visit.t;
  const Html form = html(
      R"(<form class="stack" method="post" action="/second-factor/app">{}{}{}{}{}</form>)",
      token(visit), page::hidden("next", wanted_next(visit)),
      page::hidden("sealed",
                   visit.site.parts().secret_key().sealed(secret, place_of(visit))),
      page::input(t,
                  {"code", std::string(t(N_("Kode fra appen"))),
                   std::string(t(N_("Seks sifre. Da vet vi at den virker."))),
                   wrong.text.empty() ? "" : t(wrong), false},
                  "text", "", {}, "one-time-code"),
      page::submit(t(N_("Ta i bruk")), Weight::primary));
  const Html content = html(
      R"(<p>{}</p>{}<p>{}</p><p class="qr__secret"><code>{}</code></p>{})",
      t(N_("Åpne en kodeapp på telefonen, som Google Authenticator, Microsoft Authenticator eller Aegis, og skann bildet.")),
      qr_picture(totp_address(secret, visit.owner().mail), t(N_("QR-kode til kodeappen"))),
      t(N_("Kan du ikke skanne, skriv denne nøkkelen i appen:")), in_groups(base32(secret)), form);
  const std::string title(t(N_("Kodeapp på telefonen")));
  return visit.page(title, {},
                    narrow_panel(title, "app", t(N_("Skann og bekreft")), content),
                    wrong.text.empty() ? 200 : 422);
}

web::Response show_app(Visit& visit) { return app_page(visit, fresh_totp_secret(), {}); }

web::Response codes_page(Visit& visit, const std::vector<std::string>& codes,
                         const std::string& next) {
  const Texts& t = visit.t;
  const std::string title(t(N_("Gjenopprettingskoder")));
  const Html items = page::each(
      codes, [](const std::string& code) { return html("<li><code>{}</code></li>", code); });
  return visit.page(
      title, {},
      narrow_panel(title, "codes", t(N_("Ta vare på disse nå")),
                   html(R"(<p>{}</p><ul class="recovery">{}</ul><p>{}</p><div class="form__actions">{}<button class="ds-button" data-variant="tertiary" type="button" data-print>{}{}</button></div>)",
                        t(N_("Mister du telefonen eller nøkkelen, kommer du inn med en av disse. Hver virker én gang. De vises bare denne ene gangen.")),
                        items,
                        t(N_("Skriv dem ut, eller legg dem i et passordprogram. Ikke ha dem på samme sted som passordet.")),
                        page::button_link(page::Url(stays_here(next) ? next : "/me"),
                                          t(N_("Jeg har tatt vare på dem")), Weight::primary),
                        page::icon("print"), t(N_("Skriv ut")))));
}

// A factor is in place. The first one ends all sessions that were opened without it, and brings
// recovery codes; whoever was on the way in, is in.
web::Response factor_added(Visit& visit, Happening what, bool first) {
  const Account owner = visit.owner();
  std::vector<std::string> codes;
  in_registry(visit, [&](db::Connection& registry) {
    tell(visit.site.parts(), registry, owner, what, visit.now);
    if (!first) return;
    codes = make_recovery_codes(registry, owner.id);
    close_sessions_of(registry, owner.id);
  });
  if (!first) return web::Response::see_other("/me");
  tell_of_end(visit, owner, "the first second factor");
  const std::string next = wanted_next(visit);
  const Stage stage = visit.stage == Stage::demo ? Stage::demo : Stage::open;
  open_for(visit, owner.id, stage);
  visit.account = owner;
  visit.stage = stage;
  visit.form_key = form_key_of(visit.session_secret);
  return codes_page(visit, codes, next);
}

web::Response take_app(Visit& visit) {
  const SiteParts& parts = visit.site.parts();
  const auto secret = parts.secret_key().opened(visit.field("sealed"), place_of(visit));
  if (!secret) {
    return visit.problem(Problem::conflict(
        N_("Skjemaet er for gammelt. Gå tilbake, last siden på nytt og prøv igjen.")));
  }
  std::string code = visit.field("code");
  std::erase(code, ' ');
  const bool first = !factors_in(visit).any();
  bool added = false;
  in_registry(visit, [&](db::Connection& registry) {
    added = add_app(registry, parts.secret_key(), visit.owner().id, *secret, code, visit.now);
  });
  if (!added)
    return app_page(visit, *secret, N_("Koden passer ikke. Se at klokka på telefonen går rett, og skriv koden som vises nå."));
  return factor_added(visit, Happening::app_added, first);
}

web::Response new_passkey_page(Visit& visit, const std::string& name, const Message& wrong) {
  const Texts& t = visit.t;
  const Html content = page::hidden("next", wanted_next(visit)) +
                       page::input(t,
                                   {"name", std::string(t(N_("Navn på passnøkkelen"))),
                                    std::string(t(N_("Så du kjenner den igjen: Telefonen, Jobb-PC-en."))),
                                    wrong.text.empty() ? "" : t(wrong), true},
                                   "text", name);
  const std::string title(t(N_("Ny passnøkkel")));
  return visit.page(
      title, {},
      narrow_panel(title, "passkey", t(N_("Nettleseren spør deg")),
                   html("<p>{}</p>{}", t(N_("Nettleseren ber om fingeren, ansiktet, PIN-koden eller sikkerhetsnøkkelen din. Det blir på utstyret ditt; vi får bare en offentlig nøkkel.")),
                        passkey_form(visit,
                                     {PasskeyAct::make, "/second-factor/passkeys", "passkey",
                                      std::string(t(N_("Lag passnøkkel"))), content},
                                     factors_in(visit).passkeys))),
      wrong.text.empty() ? 200 : 422);
}

web::Response show_new_passkey(Visit& visit) { return new_passkey_page(visit, "", {}); }

web::Response take_new_passkey(Visit& visit) {
  const SiteParts& parts = visit.site.parts();
  const PasskeyAnswer answer = passkey_answer(visit, "passkey");
  const std::string challenge = challenge_of(answer);
  const std::string typed = trimmed(visit.field("name"));
  const Factors before = factors_in(visit);
  Passkey fresh{Uuid::fresh(), shortened(typed, 60), answer.credential, {}, visit.now, {}};
  if (fresh.name.empty()) fresh.name = visit.t.fill(N_("Passnøkkel {}"), {visit.t.short_date(local_day(visit.now))});
  bool added = false;
  in_registry(visit, [&](db::Connection& registry) {
    if (!use_challenge(registry, visit.session_secret, challenge, visit.now)) return;
    const auto key = made_passkey(answer, relying_party(parts.address), challenge);
    if (!key) return;
    fresh.key = *key;
    added = add_passkey(registry, visit.owner().id, fresh);
  });
  if (!added) {
    return new_passkey_page(visit, typed,
                            N_("Passnøkkelen kunne ikke lagres. Prøv igjen, eller bruk kodeapp."));
  }
  return factor_added(visit, Happening::passkey_added, !before.any());
}

// --- taking away, and fresh codes

web::Response took_away(Visit& visit, Happening what,
                        const std::function<bool(db::Connection&)>& take) {
  bool taken = false;
  in_registry(visit, [&](db::Connection& registry) {
    taken = take(registry);
    if (taken) tell(visit.site.parts(), registry, visit.account, what, visit.now);
  });
  return taken ? web::Response::see_other("/me") : visit.problem(Problem::not_found());
}

web::Response take_app_away(Visit& visit) {
  return took_away(visit, Happening::app_removed, [&](db::Connection& registry) {
    if (!access::factors_of(registry, visit.account.id).app) return false;
    remove_app(registry, visit.account.id);
    return true;
  });
}

web::Response take_passkey_away(Visit& visit) {
  const auto id = Uuid::parse(visit.part("id"));
  return took_away(visit, Happening::passkey_removed, [&](db::Connection& registry) {
    return id && remove_passkey(registry, visit.account.id, *id);
  });
}

web::Response fresh_codes(Visit& visit) {
  if (!factors_in(visit).any()) return visit.problem(Problem::not_found());
  std::vector<std::string> codes;
  in_registry(visit, [&](db::Connection& registry) {
    codes = make_recovery_codes(registry, visit.account.id);
    tell(visit.site.parts(), registry, visit.account, Happening::codes_made, visit.now);
  });
  return codes_page(visit, codes, "/me");
}

web::Response go_on(Visit& visit) {
  const std::string& next = visit.field("next");
  return web::Response::see_other(stays_here(next) ? next : "/");
}

// --- one's own page

std::string told_of(const Visit& visit, const Passkey& passkey) {
  const Texts& t = visit.t;
  const std::string made = t.short_date(local_day(passkey.made_at));
  return passkey.used_at ? t.fill(N_("laget {}, sist brukt {}"),
                                  {made, t.short_date(local_day(*passkey.used_at))})
                         : t.fill(N_("laget {}, ikke brukt ennå"), {made});
}

Html passkey_row(const Visit& visit, const Passkey& passkey) {
  return html(R"(<li><span>{} <span class="muted">{}</span></span>{}</li>)", passkey.name,
              told_of(visit, passkey),
              page::post_button(
                  page::Url("/second-factor/passkeys/" + passkey.id.text() + "/removal"),
                  visit.csrf(), visit.t.fill(N_("Fjern {}"), {passkey.name}), Weight::tertiary));
}

Html history_of(const Visit& visit) {
  const auto all = visit.site.parts().registry.read([&](db::Connection& registry) {
    return newest_happenings(registry, visit.account.id, 10);
  });
  if (all.empty()) return {};
  const Html items = page::each(all, [&](const Happened& one) {
    return html(R"(<li><time datetime="{}">{}</time> · {}</li>)", one.at.iso(),
                visit.t.moment(one.at), visit.t(label_of(one.what)));
  });
  return html(R"(<details class="ds-details" data-variant="default"><summary>{}</summary><div><ol class="history">{}</ol></div></details>)",
              visit.t(N_("Hva som har skjedd")), items);
}

}  // namespace

Html second_factor_panel(const Visit& visit) {
  const Texts& t = visit.t;
  const Factors factors = factors_in(visit);
  const Html app = factors.app
                       ? html(R"(<li><span>{}</span>{}</li>)", t(N_("Kodeapp på telefonen")),
                              page::post_button(page::Url("/second-factor/app/removal"),
                                                visit.csrf(), t(N_("Fjern kodeappen")),
                                                Weight::tertiary))
                       : Html();
  const Html codes =
      factors.any()
          ? html(R"(<li><span>{}</span>{}</li>)",
                 t.plural(factors.codes_left, N_("{} gjenopprettingskode igjen"),
                          N_("{} gjenopprettingskoder igjen")),
                 page::post_button(page::Url("/second-factor/codes"), visit.csrf(),
                                   t(N_("Lag nye koder")), Weight::tertiary))
          : Html();
  const Html state =
      factors.any()
          ? page::status("success", t(N_("På")))
          : page::status("neutral", t(N_("Av")));
  const Html add =
      (factors.app ? Html()
                   : page::button_link(page::Url("/second-factor/app"),
                                       t(N_("Legg til kodeapp")), Weight::secondary, "add")) +
      page::button_link(page::Url("/second-factor/passkeys/new"), t(N_("Legg til passnøkkel")),
                        Weight::secondary, "key");
  return page::panel(
      "second-factor", t(N_("Totrinnsinnlogging")),
      html(R"(<p>{}</p><ul class="ends factors">{}{}{}</ul><div class="form__actions">{}</div>{})",
           t(N_("Med et andre trinn kommer ingen inn med passordet ditt alene. Ha gjerne to: mister du den ene, har du den andre.")),
           app,
           page::each(factors.passkeys, [&](const Passkey& one) { return passkey_row(visit, one); }),
           codes, add, history_of(visit)),
      state);
}

std::vector<Route> second_factor_routes() {
  const Who door = Who::at_code(), setting_up = Who::setting_up(), in = Who::signed_in();
  const std::string passkeys = "/second-factor/passkeys";
  return {
      {"GET", "/login/code", door, show_code},
      {"POST", "/login/code", door, take_code},
      {"POST", "/login/passkey", door, take_passkey},
      {"GET", "/login/set-up", setting_up, show_choices},
      {"GET", "/second-factor/app", setting_up, show_app, Asks::again},
      {"POST", "/second-factor/app", setting_up, take_app, Asks::again},
      {"GET", passkeys + "/new", setting_up, show_new_passkey, Asks::again},
      {"POST", passkeys, setting_up, take_new_passkey, Asks::again},
      {"POST", "/second-factor/app/removal", in, take_app_away, Asks::again},
      {"POST", passkeys + "/{id}/removal", in, take_passkey_away, Asks::again},
      {"POST", "/second-factor/codes", in, fresh_codes, Asks::again},
      {"POST", "/step-up", in, go_on, Asks::again},
  };
}

}  // namespace samloft::access
