// The wiring.
// Tested by site_matrix_test.cc

#include "compose.h"

#include <filesystem>

#include "basis/basis.h"
#include "contents.h"
#include "document/document.h"
#include "documents/documents.h"
#include "framework/framework.h"
#include "goals/goals.h"
#include "governance/governance.h"
#include "grants/grants.h"
#include "involvement/involvement.h"
#include "journal/journal.h"
#include "mail/mail.h"
#include "measures/measures.h"
#include "needs/needs.h"
#include "networks/networks.h"
#include "partnership/partnership.h"
#include "people/people.h"
#include "records/kept.h"
#include "records/store.h"
#include "statements/statements.h"
#include "surveys/surveys.h"
#include "thread/thread.h"
#include "university/university.h"
#include "web/log.h"

namespace samloft::app {
namespace {

void append(std::vector<Migration>& all, const std::vector<Migration>& more) {
  all.insert(all.end(), more.begin(), more.end());
}

static_assert(access::kMostOfFiles <= mail::kMostAttached, "what fits a letter fits its mail");

access::TwoFactor two_factor_of(const Settings& settings) {
  const std::string& demanded = settings.text("two-factor");
  if (demanded == "everyone") return access::TwoFactor::everyone;
  if (demanded == "leaders") return access::TwoFactor::leaders;
  return demanded == "optional" ? access::TwoFactor::optional : access::TwoFactor::required;
}

}  // namespace

std::vector<Migration> registry_migrations() {
  std::vector<Migration> all;
  append(all, access::migrations());
  append(all, mail::migrations());
  return all;
}

db::Location location_of(const Settings& settings, const std::string& name) {
  const std::string& database = settings.text("database");
  if (database.empty())
    return {db::Engine::sqlite, settings.text("data") + "/" + name + ".sqlite", ""};
  return {db::Engine::postgres, database, "samloft_" + name};
}

std::vector<Migration> partnership_migrations() {
  std::vector<Migration> all;
  append(all, journal::migrations());
  append(all, records::migrations());
  append(all, people::migrations());
  append(all, partnership::migrations());
  append(all, framework::migrations());
  append(all, documents::migrations());
  append(all, needs::migrations());
  append(all, surveys::migrations());
  append(all, goals::migrations());
  append(all, measures::migrations());
  append(all, governance::migrations());
  append(all, involvement::migrations());
  append(all, networks::migrations());
  append(all, university::migrations());
  append(all, grants::migrations());
  append(all, statements::migrations());
  append(all, basis::migrations());
  return all;
}

records::Kinds all_kinds() {
  records::Kinds kinds;
  kinds.add(people::kinds());
  kinds.add(partnership::kinds());
  kinds.add(framework::kinds());
  kinds.add(documents::kinds());
  kinds.add(needs::kinds());
  kinds.add(surveys::kinds());
  kinds.add(goals::kinds());
  kinds.add(measures::kinds());
  kinds.add(governance::kinds());
  kinds.add(involvement::kinds());
  kinds.add(networks::kinds());
  kinds.add(university::kinds());
  kinds.add(grants::kinds());
  kinds.add(statements::kinds());
  kinds.add(basis::kinds());
  return kinds;
}

void Installation::make_site() {
  people::add_extras(extras_, kinds_);
  partnership::add_extras(extras_, kinds_);
  framework::add_extras(extras_, kinds_);
  needs::add_extras(extras_, kinds_);
  surveys::add_extras(extras_, kinds_);
  goals::add_extras(extras_, kinds_);
  measures::add_extras(extras_, kinds_);
  involvement::add_extras(extras_, kinds_);
  networks::add_extras(extras_, kinds_);
  university::add_extras(extras_, kinds_);
  grants::add_extras(extras_, kinds_);
  statements::add_extras(extras_, kinds_);
  documents::add_extras(extras_, kinds_);
  const auto kept = std::make_shared<records::Kept>();
  const auto reader = thread::make_reader(kinds_, kept);
  const documents::Contents contents = [this, reader](access::Visit& visit, const documents::Plan& plan,
                                                      documents::Topic topic, const Texts& t) {
    return basis::contents(visit, plan, topic, t, kinds_, *reader);
  };
  governance::add_extras(extras_, kinds_, [this, contents, kept](access::Visit& visit, const Uuid& plan,
                                                                 const Uuid& version) {
    return documents::plan_difference(visit, plan, version, kinds_, contents, *kept);
  });
  thread::add_extras(extras_, kinds_, reader);
  basis::add_extras(extras_, kinds_);

  access::SiteParts parts{*registry_, [this](const access::Partnership& p) { return open(p); },
                          people::roles_of};
  parts.address = settings_.text("public-address");
  parts.demo = settings_.yes("demo");
  parts.send_mail = [](db::Connection& registry, const access::OutgoingMail& mail) {
    mail::Mail queued{mail.to, mail.subject, mail.text};
    for (const access::MailFile& file : mail.files)
      queued.attachments.push_back({file.name, file.type, file.bytes});
    mail::queue(registry, queued);
  };
  parts.log_broken = [](const std::string& reference, const std::string& what) {
    web::log_event("error", "broken", {{"id", reference}, {"what", what}});
  };
  parts.two_factor = two_factor_of(settings_);
  parts.secret_key = [this]() -> const access::SecretKey& { return secret_key(); };
  site_ = std::make_unique<access::Site>(std::move(parts));
  site_->add(access::account_routes());
  site_->add(people::routes(kinds_));
  partnership::FrontPage front;
  front.card_kinds = {"need", "goal", "measure", "series", "unit"};
  front.picture = [this, reader](access::Visit& visit) {
    const page::Figure model = thread::strategy_model(visit, kinds_, *reader, visit.t);
    return model.drawing.empty() ? page::Html() : page::figure(visit.t, model);
  };
  front.purpose = framework::purpose_of_current;
  front.actions = needs::ways_to_report;
  front.last_card = [this, reader](access::Visit& visit) {
    return thread::loose_card(visit, kinds_, *reader);
  };
  site_->add(partnership::routes(kinds_, std::move(front)));
  site_->add(framework::routes(kinds_));
  site_->add(needs::routes(kinds_));
  site_->add(surveys::routes(kinds_));
  site_->add(goals::routes(kinds_));
  site_->add(measures::routes(kinds_));
  site_->add(university::routes(kinds_));
  site_->add(involvement::routes(kinds_));
  site_->add(thread::routes(kinds_, reader));
  site_->add(documents::routes(kinds_, contents, kept));
  site_->add(governance::routes(kinds_));
  site_->add(statements::routes(kinds_));
  site_->add(basis::routes(kinds_, reader, kept));
  site_->add({contents_route(kinds_)});
  site_->add(records::pages(kinds_, extras_));
  site_->add_menu({{N_("Oversikt"), "", kEveryRole},
                   {N_("Behov"), "needs", kEveryRole},
                   {N_("Mål"), "goals", kEveryRole},
                   {N_("Tiltak"), "measures", kEveryRole},
                   {N_("Nettverk"), "networks", kEveryRole},
                   {N_("Møter"), "meetings", kEveryRole},
                   {N_("Tråden"), "thread", kEveryRole},
                   {N_("Planer"), "plans", kEveryRole},
                   {N_("Alt"), "contents", kEveryRole}});
}

Installation::Installation(const Settings& settings)
    : settings_(settings), open_([this](const Uuid& partnership) {
        auto fresh = std::make_shared<db::Database>(location_of(settings_, "p_" + partnership.text()));
        fresh->migrate(partnership_migrations());
        return fresh;
      }) {
  if (settings_.text("database").empty())
    std::filesystem::create_directories(settings_.text("data"));
  registry_ = std::make_unique<db::Database>(location_of(settings_, "registry"));
  registry_->migrate(registry_migrations());
  kinds_ = all_kinds();
  make_site();
}

const access::SecretKey& Installation::secret_key() {
  std::call_once(key_once_, [this] {
    const std::string& given = settings_.text("secret-key");
    if (!given.empty()) {
      secret_key_ = access::SecretKey::of_text(given);
      return;
    }
    std::filesystem::create_directories(settings_.text("data"));
    secret_key_ = access::SecretKey::of_file(settings_.text("data") + "/secret.key");
  });
  return *secret_key_;
}

std::shared_ptr<db::Database> Installation::open(const access::Partnership& partnership) {
  return open_.of(partnership.id);
}

}  // namespace samloft::app
