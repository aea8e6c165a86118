// Asking again, and taking the answer.
// Tested by second_factor_pages_test.cc

#include "access/step_up.h"

#include "access/at_door.h"
#include "access/signing_in.h"
#include "db/db.h"
#include "page/components.h"

namespace samloft::access {
namespace {

using page::Html;
using page::html;

constexpr std::string_view kCode = "again-code", kPassword = "again-password", kPasskey = "again";

Factors factors_of_owner(const Visit& visit) {
  return visit.site.parts().registry.read(
      [&](db::Connection& registry) { return factors_of(registry, visit.account.id); });
}

// Nothing when it is right.
std::optional<Message> fault_of_code(Visit& visit) {
  const auto& parts = visit.site.parts();
  Tried tried = Tried::wrong;
  const auto outcome = parts.registry.write([&](db::Connection& registry) -> Result<void> {
    tried = try_code(registry, parts.secret_key(), visit.account.id,
                     visit.field(kCode), visit.now);
    tell_of_code(parts, registry, visit.account, tried, visit.now);
    return {};
  });
  ensure(outcome.has_value(), "trying a code has no problems");
  tally_code(tried);
  if (tried == Tried::app || tried == Tried::recovery) return std::nullopt;
  return wrong_code(tried);
}

std::optional<Message> fault_of_password(Visit& visit) {
  const auto right = sign_in(visit.site.parts().registry, visit.account.mail,
                             visit.field(kPassword), caller_of(visit), visit.now);
  if (right) return std::nullopt;
  return right.error().message;
}

std::optional<Message> fault_of_passkey(Visit& visit) {
  bool right = false;
  const auto& parts = visit.site.parts();
  const auto outcome = parts.registry.write([&](db::Connection& registry) -> Result<void> {
    right = use_passkey(registry, visit.account.id, passkey_answer(visit, std::string(kPasskey)),
                        relying_party(parts.address), visit.session_secret, visit.now);
    return {};
  });
  ensure(outcome.has_value(), "trying a passkey has no problems");
  tally(right ? AtDoor::passkey_right : AtDoor::passkey_wrong);
  if (right) return std::nullopt;
  return unusable_passkey();
}

// All that was sent; or, of a link, where it leads.
Html carried(const Visit& visit) {
  if (visit.request.method != "POST") {
    std::string address = visit.request.path;
    for (const auto& [name, value] : visit.request.query.all()) {
      address += (address == visit.request.path ? "?" : "&") + web::encode_percent(name) + "=" +
                 web::encode_percent(value);
    }
    return page::hidden("next", address);
  }
  return page::each(visit.form.fields.all(), [](const auto& field) {
    const auto& [name, value] = field;
    return name == "csrf" ? Html() : page::hidden(name, value);
  });
}

Html question(const Visit& visit, const Factors& factors) {
  const std::string action = visit.request.method == "POST" ? visit.request.path : "/step-up";
  const Html sent = carried(visit);
  const std::string wrong = visit.not_proven.text.empty() ? "" : visit.t(visit.not_proven);
  const Html typed =
      factors.any()
          ? page::input(visit.t,
                        {std::string(kCode), std::string(visit.t(N_("Kode"))),
                         std::string(visit.t(N_("Fra kodeappen, eller en gjenopprettingskode."))),
                         wrong, false},
                        "text", "", {}, "one-time-code")
          : page::input(visit.t,
                        {std::string(kPassword), std::string(visit.t(N_("Passord"))), "", wrong,
                         false},
                        "password", "", {}, "current-password");
  const Html by_text = html(
      R"(<form class="stack" method="post" action="{}">{}{}{}{}</form>)", page::Url(action),
      token(visit), sent, typed,
      page::submit(visit.t(N_("Bekreft")), factors.passkeys.empty() ? page::Weight::primary
                                                                    : page::Weight::secondary));
  if (factors.passkeys.empty()) return by_text;
  return passkey_form(visit,
                      {PasskeyAct::use, action, std::string(kPasskey),
                       std::string(visit.t(N_("Bruk passnøkkel"))), sent},
                      factors.passkeys) +
         by_text;
}

bool is_answer(const std::string& name) { return name.starts_with("again-"); }

void check_answer(Visit& visit) {
  const bool has_factor = factors_of_owner(visit).any();
  std::optional<Message> fault;
  if (!visit.field("again-credential").empty()) fault = fault_of_passkey(visit);
  else if (has_factor && !visit.field(kCode).empty()) fault = fault_of_code(visit);
  else if (!has_factor && !visit.field(kPassword).empty()) fault = fault_of_password(visit);
  else return;
  if (fault) {
    tell_of_refusal(visit, visit.account);
    visit.not_proven = *fault;
    return;
  }
  const auto outcome =
      visit.site.parts().registry.write([&](db::Connection& registry) -> Result<void> {
        visit.fresh_secret = prove_session(registry, visit.session_secret, visit.now);
        return {};
      });
  ensure(outcome.has_value(), "proving a session has no problems");
  visit.session_secret = visit.fresh_secret;
  visit.proven_at = visit.now;
}

}  // namespace

void take_answer(Visit& visit) {
  if (visit.account.id && !visit.has_just_proven()) check_answer(visit);
  web::Parameters others;
  for (const auto& [name, value] : visit.form.fields.all())
    if (!is_answer(name)) others.add(name, value);
  visit.form.fields = std::move(others);
}

web::Response step_up_page(Visit& visit) {
  const Factors factors = factors_of_owner(visit);
  const std::string title(visit.t(N_("Bekreft at det er deg")));
  // The script puts the question where the page was, and the focus here.
  return visit.page(
      title, {},
      html(R"(<div class="login" data-instead><h1 class="ds-heading" data-size="lg" tabindex="-1" data-focus>{}</h1>{}</div>)",
           title,
           page::panel("again", visit.t(N_("Før vi gjør dette")),
                       html(R"(<p>{}</p>{})",
                            visit.t(N_("Det er mer enn ti minutter siden du sist viste hvem du er, og dette er noe ingen andre må få gjøre i ditt navn. Det du skrev, følger med.")),
                            question(visit, factors)))),
      422);
}

}  // namespace samloft::access
