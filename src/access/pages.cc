// Sign-in, sign-out, one-time links, own page, language.
// Tested by site_test.cc

#include "access/at_door.h"
#include "access/signing_in.h"
#include "base/role_names.h"
#include "base/text.h"
#include "db/db.h"
#include "journal/journal.h"
#include "page/components.h"
#include "web/log.h"

namespace samloft::access {
namespace {

using page::Html;
using page::html;

Html demo_logins(Visit& visit) {
  if (!visit.site.parts().demo) return {};
  auto all = visit.site.parts().registry.read(
      [](db::Connection& registry) { return accounts(registry); });
  std::erase_if(all, [](const Account& account) { return account.closed; });
  const Html items = page::each(all, [&](const Account& account) {
    return html(
        R"(<li><form method="post" action="/demo/{}">{}<button type="submit">{}<span class="login__name">{}</span><span class="login__role">{}</span></button></form></li>)",
        account.id.text(), token(visit), page::icon("user"), account.name, account.mail);
  });
  return page::panel("demo", visit.t(N_("Prøv som")),
                     html(R"(<p class="muted">{}</p><ul class="login__demo">{}</ul>)",
                          visit.t(N_("Alle personer her er oppdiktet. Velg en for å se det den ser.")), items));
}

web::Response login_page(Visit& visit, const std::string& mail, const Problem* problem) {
  const std::string wrong = problem ? visit.t(problem->message) : "";
  const Html form = html(
      R"(<form class="stack" method="post" action="/login">{}{}{}{}{}</form><p><a class="ds-link" href="/password">{}</a></p>)",
      token(visit), page::hidden("next", wanted_next(visit)),
      page::input(visit.t, {"mail", std::string(visit.t(N_("E-post"))), "", wrong, false}, "email",
                  mail, {}, "username"),
      page::input(visit.t, {"password", std::string(visit.t(N_("Passord"))), "", "", false},
                  "password", "", {}, "current-password"),
      page::submit(visit.t(N_("Logg inn")), page::Weight::primary), visit.t(N_("Glemt passordet?")));
  const Html head = html(R"(<h1 class="ds-heading" data-size="lg">{}</h1>)", visit.t(N_("Logg inn")));
  return visit.page(std::string(visit.t(N_("Logg inn"))), {},
                    narrow(head + page::panel("login", visit.t(N_("Med e-post og passord")), form) +
                           demo_logins(visit)),
                    problem ? 422 : 200);
}

web::Response show_login(Visit& visit) { return login_page(visit, "", nullptr); }

web::Response login(Visit& visit) {
  const std::string mail = trimmed(visit.field("mail"));
  auto found = sign_in(visit.site.parts().registry, mail, visit.field("password"),
                       caller_of(visit), visit.now);
  if (!found) {
    web::log_event("warning", "sign-in refused", {{"id", visit.request.id}, {"client", visit.request.client}});
    return login_page(visit, mail, &found.error());
  }
  web::log_event("info", "password was right", {{"id", visit.request.id},
                                                {"client", visit.request.client},
                                                {"who", found->id.text()}});
  return password_was_right(visit, *found, visit.field("next"));
}

web::Response demo_login(Visit& visit) {
  const auto id = Uuid::parse(visit.part("account"));
  const auto found = visit.site.parts().registry.read(
      [&](db::Connection& registry) { return id ? account(registry, *id) : std::nullopt; });
  if (!found || found->closed) return visit.problem(Problem::not_found());
  open_for(visit, found->id, Stage::demo);
  return web::Response::see_other("/");
}

web::Response logout(Visit& visit) {
  const auto outcome =
      visit.site.parts().registry.write([&](db::Connection& registry) -> Result<void> {
        close_session(registry, visit.session_secret);
        return {};
      });
  ensure(outcome.has_value(), "closing a session has no problems");
  tell_of_end(visit, visit.account, "signed out");
  return web::Response::see_other("/login")
      .with("Set-Cookie", "__Host-samloft=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0")
      .with("Clear-Site-Data", "\"cache\"");
}

// The partnerships of the account; with one there is nothing to choose.
web::Response front(Visit& visit) {
  if (!visit.account.id) return web::Response::see_other("/login");
  const auto mine = visit.site.parts().registry.read([&](db::Connection& registry) {
    return partnerships_of(registry, visit.account.id);
  });
  if (mine.size() == 1) return web::Response::see_other("/" + mine.front().slug);
  const Html items = page::each(mine, [](const Partnership& one) {
    return html("<li>{}</li>", page::link(page::Url("/" + one.slug), one.name));
  });
  const Html content =
      mine.empty() ? page::empty_state(visit.t(N_("Du er ikke med i noe partnerskap ennå")),
                                       visit.t(N_("Koordinatoren i partnerskapet ditt kan invitere deg.")), {})
                   : html("<ul>{}</ul>", items);
  return visit.page(std::string(visit.t(N_("Partnerskapene dine"))), {},
                    page::hero({"Samløft", std::string(visit.t(N_("Partnerskapene dine"))), {}, {}}) + content);
}

// Where one is signed in, with a button to end what is elsewhere.
Html sessions_panel(Visit& visit) {
  const auto all = visit.site.parts().registry.read([&](db::Connection& registry) {
    return sessions_of(registry, visit.account.id, visit.session_secret, visit.now);
  });
  const Html items = page::each(all, [&](const SignedIn& one) {
    const std::string when = visit.t.fill(N_("Siden {}, sist i bruk {}"),
                                          {visit.t.moment(one.opened_at), visit.t.moment(one.seen_at)});
    if (one.this_one)
      return html("<li><strong>{}</strong><br>{}</li>", visit.t(N_("Denne nettleseren")), when);
    return html("<li>{} {}</li>", when,
                page::post_button(page::Url("/sessions/" + one.name + "/end"), visit.csrf(),
                                  visit.t(N_("Logg ut der")), page::Weight::secondary));
  });
  const Html out = page::post_button(page::Url("/sessions/end"), visit.csrf(),
                                     visit.t(N_("Logg ut alle steder")), page::Weight::secondary);
  return page::panel("sessions", visit.t(N_("Hvor du er logget inn")),
                     html(R"(<ul class="stack">{}</ul>{})", items, out));
}

web::Response own_page(Visit& visit) {
  const Html facts = page::facts_list(
      {{std::string(visit.t(N_("Navn"))), html("{}", visit.account.name)},
       {std::string(visit.t(N_("E-post"))), html("{}", visit.account.mail)},
       {std::string(visit.t(N_("Språk"))),
        html("{}", visit.account.language == Language::english   ? "English"
                   : visit.account.language == Language::nynorsk ? "Nynorsk"
                                                                 : "Bokmål")}});
  return visit.page(
      std::string(visit.t(N_("Min side"))), {},
      page::hero({std::string(visit.t(N_("Konto"))), std::string(visit.t(N_("Min side"))), {}, {}}) +
          html(R"(<div class="grid grid--even">{}{}{}</div>)",
               page::panel("account", visit.t(N_("Om meg")), facts), sessions_panel(visit),
               second_factor_panel(visit)));
}

web::Response end_sessions(Visit& visit) {
  const auto outcome =
      visit.site.parts().registry.write([&](db::Connection& registry) -> Result<void> {
        close_sessions_of(registry, visit.account.id);
        note(registry, visit.account.id, Happening::signed_out_everywhere, visit.now);
        return {};
      });
  ensure(outcome.has_value(), "closing sessions has no problems");
  tell_of_end(visit, visit.account, "signed out everywhere");
  return web::Response::see_other("/login");
}

// One that is gone already is what was wanted; another's looks the same.
web::Response end_session(Visit& visit) {
  bool ended = false;
  const auto outcome =
      visit.site.parts().registry.write([&](db::Connection& registry) -> Result<void> {
        ended = close_session_named(registry, visit.account.id, visit.part("session"), visit.now);
        return {};
      });
  ensure(outcome.has_value(), "closing a session has no problems");
  if (ended) tell_of_end(visit, visit.account, "ended from another browser");
  return web::Response::see_other("/me#sessions");
}

web::Response choose_language(Visit& visit) {
  const Language language = language_of(visit.field("language"));
  if (visit.account.id) {
    const auto outcome =
        visit.site.parts().registry.write([&](db::Connection& registry) -> Result<void> {
          set_language(registry, visit.account.id, language);
          return {};
        });
    ensure(outcome.has_value(), "setting a language has no problems");
  }
  const std::string& back = visit.field("back");
  return web::Response::see_other(stays_here(back) ? back : "/")
      .with("Set-Cookie", "__Host-language=" + std::string(tag(language)) +
                              "; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=31536000");
}

// Back to the front page: where one stood may not be there in the other role.
web::Response choose_role(Visit& visit) {
  for (std::size_t i = 1; i < std::size(ChoicesOf<Role>::list); ++i) {
    const auto role = static_cast<Role>(i);
    if (visit.field("role") != ChoicesOf<Role>::list[i].code || !visit.held.has(role)) continue;
    const auto outcome =
        visit.site.parts().registry.write([&](db::Connection& registry) -> Result<void> {
          act_as(registry, visit.account.id, visit.partnership.id, role);
          return {};
        });
    ensure(outcome.has_value(), "choosing a role has no problems");
    return web::Response::see_other(visit.address());
  }
  return visit.problem(Problem::not_found());
}

web::Response show_forgotten(Visit& visit) {
  const Html form = html(
      R"(<form class="stack" method="post" action="/password">{}{}{}</form>)",
      token(visit), page::input(visit.t, {"mail", std::string(visit.t(N_("E-post"))), "", "", false}, "email", "",
                  {}, "username"),
      page::submit(visit.t(N_("Send lenke")), page::Weight::primary));
  return visit.page(std::string(visit.t(N_("Nytt passord"))), {},
                    narrow(html(R"(<h1 class="ds-heading" data-size="lg">{}</h1>)", visit.t(N_("Nytt passord"))) +
                           page::panel("forgotten", visit.t(N_("Vi sender deg en lenke")), form)));
}

web::Response forgotten(Visit& visit) {
  const auto& parts = visit.site.parts();
  bool asked = false;
  const auto outcome = parts.registry.write([&](db::Connection& registry) -> Result<void> {
    asked = ask_for_link(registry, trimmed(visit.field("mail")), visit.request.client, visit.now);
    return {};
  });
  ensure(outcome.has_value(), "asking for a link has no problems");
  tally(asked ? AtDoor::link_asked_for : AtDoor::link_put_off);
  return visit.page(std::string(visit.t(N_("Nytt passord"))), {},
                    narrow(page::panel("sent", visit.t(N_("Se i innboksen")),
                                       html("<p>{}</p>", visit.t(N_("Finnes adressen hos oss, er en lenke på vei dit. Den virker i en time."))))));
}

web::Response link_page(Visit& visit, const Account& owner, const Problem* problem) {
  const std::string wrong = problem && !problem->fields.empty()
                                ? visit.t(problem->fields.front().message)
                                : "";
  const Html form = html(
      R"(<p>{}</p><form class="stack" method="post" action="{}">{}{}{}</form>)",
      visit.t.fill(N_("Hei {}! Lag et passord, så er du inne."), {owner.name}),
      page::Url(visit.request.path), token(visit),
      page::input(visit.t,
                  {"password", std::string(visit.t(N_("Passord"))),
                   std::string(visit.t(N_("Minst 12 tegn. En setning er lett å huske."))), wrong, false},
                  "password", "", {}, "new-password"),
      page::submit(visit.t(N_("Lagre og logg inn")), page::Weight::primary));
  return visit.page(std::string(visit.t(N_("Velkommen"))), {},
                    narrow(html(R"(<h1 class="ds-heading" data-size="lg">{}</h1>)", visit.t(N_("Velkommen"))) +
                           page::panel("welcome", owner.mail, form)),
                    problem ? 422 : 200);
}

web::Response spent(Visit& visit) {
  tally(AtDoor::link_unknown);
  return visit.page(std::string(visit.t(N_("Lenken virker ikke"))), {},
                    page::empty_state(visit.t(N_("Lenken er brukt eller for gammel")),
                                      visit.t(N_("Be om en ny, så kommer den på e-post.")),
                                      page::button_link(page::Url("/password"), visit.t(N_("Få ny lenke")),
                                                        page::Weight::primary)),
                    404);
}

std::optional<Account> owner_of_link(Visit& visit) {
  return visit.site.parts().registry.read([&](db::Connection& registry) {
    return account_of_link(registry, visit.part("secret"), visit.now);
  });
}

web::Response show_link(Visit& visit) {
  const auto owner = owner_of_link(visit);
  return owner ? link_page(visit, *owner, nullptr) : spent(visit);
}

web::Response follow_link(Visit& visit) {
  const auto owner = owner_of_link(visit);
  if (!owner) return spent(visit);
  const std::string& password = visit.field("password");
  if (const auto fine = check_password(password, owner->mail, visit.site.parts().leaked); !fine)
    return link_page(visit, *owner, &fine.error());
  const std::string hash = hash_password(password);
  const auto used = visit.site.parts().registry.write([&](db::Connection& registry) {
    return use_link(registry, visit.part("secret"), hash, visit.now);
  });
  if (!used) return spent(visit);
  tally(AtDoor::link_used);
  tell_of_end(visit, *used, "new password");
  return password_was_right(visit, *used, "/");
}

web::Response accessibility(Visit& visit) {
  return visit.page(
      std::string(visit.t(N_("Tilgjengelighet"))), {},
      page::hero({"Samløft", std::string(visit.t(N_("Tilgjengelighet"))), {}, {}}) +
          page::panel("accessibility", visit.t(N_("Slik er Samløft bygd")),
                      html("<p>{}</p><p>{}</p>",
                           visit.t(N_("Alle oppgaver kan gjøres med tastatur, med skjermleser, uten skript og på telefon. Hvert bilde har tallene sine som tabell. Sidene prøves mot WCAG 2.2 nivå AA hver gang koden endres.")),
                           visit.t(N_("Finner du noe som ikke virker for deg, si fra til koordinatoren i partnerskapet ditt.")))));
}

web::Response privacy(Visit& visit) {
  return visit.page(
      std::string(visit.t(N_("Personvern"))), {},
      page::hero({"Samløft", std::string(visit.t(N_("Personvern"))), {}, {}}) +
          page::panel("privacy", visit.t(N_("Hva Samløft vet om deg")),
                      html("<p>{}</p><p>{}</p><p>{}</p>",
                           visit.t(N_("Navn, e-postadresse på jobb, hvor du arbeider, og hvilke verv du har i partnerskapet. Samløft har aldri fødselsnummer og aldri opplysninger om barn her.")),
                           visit.t(N_("Nettleseren får tre informasjonskapsler: for innloggingen, for språket, og en som kjenner nettleseren igjen, så ingen kan stenge deg ute ved å gjette passordet ditt. Ingenting sendes til andre.")),
                           visit.t(N_("Svarer du på en undersøkelse, tar nettleseren vare på siden med spørsmålene, så den kan åpnes uten nett, og på svaret ditt til det er sendt. Begge deler slettes når svaret er framme.")))));
}

}  // namespace

std::vector<Route> account_routes() {
  std::vector<Route> all{
      {"GET", "/", Who::anyone(), front},
      {"GET", "/login", Who::anyone(), show_login},
      {"POST", "/login", Who::anyone(), login},
      {"POST", "/demo/{account}", Who::demo_guests(), demo_login},
      {"POST", "/logout", Who::signed_in(), logout},
      {"GET", "/me", Who::signed_in(), own_page},
      {"POST", "/sessions/end", Who::signed_in(), end_sessions},
      {"POST", "/sessions/{session}/end", Who::signed_in(), end_session},
      {"POST", "/language", Who::anyone(), choose_language},
      {"POST", "/{partnership}/role", Who::members(kEveryRole), choose_role},
      {"GET", "/password", Who::anyone(), show_forgotten},
      {"POST", "/password", Who::anyone(), forgotten},
      {"GET", "/link/{secret}", Who::anyone(), show_link},
      {"POST", "/link/{secret}", Who::anyone(), follow_link},
      {"GET", "/accessibility", Who::anyone(), accessibility},
      {"GET", "/privacy", Who::anyone(), privacy},
  };
  for (Route& route : second_factor_routes()) all.push_back(std::move(route));
  return all;
}

void send_wanted_links(const SiteParts& parts, Instant now) {
  // Most rounds find nothing; they shall not cost a write.
  if (!parts.registry.read(any_link_is_wanted)) return;
  std::vector<Account> asking;
  const auto outcome = parts.registry.write([&](db::Connection& registry) -> Result<void> {
    asking = take_wanted_links(registry);
    for (const Account& one : asking) {
      const Texts t(one.language);
      const std::string secret = make_link(registry, one.id, LinkKind::reset, now);
      parts.send_mail(registry,
                      {one.mail, std::string(t(N_("Nytt passord i Samløft"))),
                       t.fill(N_("Hei {}!\n\nÅpne denne lenken innen en time for å lage nytt passord:\n{}\n\nBa du ikke om dette, kan du se bort fra meldingen.\n"),
                              {one.name, parts.address + "/link/" + secret})});
    }
    return {};
  });
  ensure(outcome.has_value(), "sending links has no problems");
  tally(AtDoor::reset_sent, static_cast<std::int64_t>(asking.size()));
}

Result<void> invite(Visit& visit, const Uuid& person, const std::string& name,
                    const std::string& mail) {
  if (!is_mail_address(mail)) {
    return Problem::invalid({{"mail", N_("Personen har ingen e-postadresse. Legg den inn først.")}});
  }
  const auto& parts = visit.site.parts();
  bool linked = false;
  TRY(parts.registry.write([&](db::Connection& registry) -> Result<void> {
    const Account invited = ensure_account(registry, mail, name, visit.t.language(), visit.now);
    if (invited.closed) {
      return Problem::invalid({{"mail", N_("Kontoen til denne adressen er stengt. Be den som drifter Samløft, om å åpne den.")}});
    }
    set_member(registry, invited.id, visit.partnership.id, person);
    const Texts t(invited.language);
    const std::string subject = t.fill(N_("Du er invitert til {}"), {visit.partnership.name});
    if (invited.has_password) {
      // A link would let whoever reads the mail within 14 days take the account over.
      parts.send_mail(registry,
                      {invited.mail, subject,
                       t.fill(N_("Hei {}!\n\n{} har tatt deg med i {} i Samløft.\n\nLogg inn med passordet du har:\n{}\n"),
                              {name, visit.account.name, visit.partnership.name, parts.address + "/login"})});
      return {};
    }
    linked = true;
    const std::string secret = make_link(registry, invited.id, LinkKind::invitation, visit.now);
    parts.send_mail(registry,
                    {invited.mail, subject,
                     t.fill(N_("Hei {}!\n\n{} har invitert deg til {} i Samløft.\n\nÅpne denne lenken innen 14 dager for å lage passord:\n{}\n"),
                            {name, visit.account.name, visit.partnership.name,
                             parts.address + "/link/" + secret})});
    return {};
  }));
  tally(AtDoor::invitation_sent, linked ? 1 : 0);
  journal::Entry entry;
  entry.at = visit.now;
  entry.account = visit.account.id;
  entry.who = visit.account.name;
  entry.action = "invited";
  entry.kind = "person";
  entry.record = person;
  entry.heading = name;
  journal::append(visit.db(), std::move(entry));
  return {};
}

}  // namespace samloft::access
