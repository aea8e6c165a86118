// The commands: a table, and what each does.
// Tested by commands_test.cc

#include "commands.h"

#include <malloc.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <iostream>
#include <thread>

#include "access/signing_in.h"
#include "account_commands.h"
#include "backup.h"
#include "base/text.h"
#include "basis/basis.h"
#include "compose.h"
#include "demo.h"
#include "doctor.h"
#include "document/landlock.h"
#include "documents/documents.h"
#include "exchange.h"
#include "governance/governance.h"
#include "jobs/jobs.h"
#include "journal/journal.h"
#include "letters.h"
#include "mail/mail.h"
#include "metrics.h"
#include "needs/needs.h"
#include "options.h"
#include "people/people.h"
#include "records/audit.h"
#include "roots.h"
#include "second_factor_commands.h"
#include "signing.h"
#include "statements/statements.h"
#include "web/log.h"
#include "web/server.h"

namespace samloft::app {
namespace {

struct Call {
  std::vector<std::string> words;  // what stands beside the options
  std::vector<std::pair<std::string, std::string>> options;
  bool dry_run = false;
  std::string config_file;
  std::optional<std::string> signed_by;  // a file; the empty name is none, and refused
};

struct Command {
  std::string_view name;
  std::string_view words;
  std::string_view help;
  int (*run)(const Call&, const Settings&);
};
extern const std::vector<Command> kCommands;

int tell(const Problem& problem) {
  const Texts t(Language::english);
  std::cerr << "samloft: " << t(problem.message) << "\n";
  for (const FieldError& error : problem.fields)
    std::cerr << "  " << (error.field.empty() ? "/" : error.field) << ": " << t(error.message) << "\n";
  return 1;
}

std::optional<access::Partnership> wanted(Installation& installation, const Call& call) {
  return installation.registry().read([&](db::Connection& registry) {
    if (!call.words.empty()) return access::partnership_by_slug(registry, call.words.front());
    const auto all = access::partnerships(registry);
    return all.size() == 1 ? std::optional(all.front()) : std::nullopt;
  });
}

int no_partnership() {
  std::cerr << "samloft: name one of the partnerships that `samloft partnerships` lists\n";
  return 2;
}

std::optional<std::string> second_word(const Call& call) {
  return call.words.size() == 2 ? std::optional(call.words[1]) : std::nullopt;
}

int import_file(const Call& call, const Settings& settings) {
  if (call.words.size() != 1) {
    std::cerr << "samloft: import takes one file or folder\n";
    return 2;
  }
  const auto text = document_text(call.words.front());
  if (!text) return tell(text.error());
  Installation installation(settings);
  const auto imported =
      import_document(installation, *text, call.dry_run ? Rehearsal::yes : Rehearsal::no, call.words.front());
  if (!imported) return tell(imported.error());
  std::cout << (call.dry_run ? "would import " : "imported ") << imported->records
            << " records of " << imported->head.name << "\n";
  if (!call.dry_run && settings.yes("demo")) make_demo_accounts(installation, imported->head.id);
  return 0;
}

int export_file(const Call& call, const Settings& settings) {
  Installation installation(settings);
  const auto partnership = wanted(installation, call);
  if (!partnership) return no_partnership();
  if (const auto folder = second_word(call)) {
    const auto files = export_folder(installation, *partnership, *folder);
    if (!files) return tell(files.error());
    std::cout << *folder << ": " << *files << " file(s) beside partnership.json\n";
    return 0;
  }
  std::cout << export_document(installation, *partnership);
  return 0;
}

int print_schema(const Call&, const Settings&) {
  const records::Kinds kinds = all_kinds();
  std::cout << records::document_schema(kinds);
  return 0;
}

int list_partnerships(const Call&, const Settings& settings) {
  Installation installation(settings);
  for (const auto& one : installation.registry().read(access::partnerships))
    std::cout << one.slug << "\t" << one.name << "\n";
  return 0;
}

int migrate(const Call&, const Settings& settings) {
  Installation installation(settings);
  for (const auto& one : installation.registry().read(access::partnerships)) {
    const auto steps = installation.open(one)->applied_steps();
    std::cout << one.slug << ": " << steps.size() << " steps\n";
  }
  return 0;
}

// The engine's own view of a database, and for a partnership the journal against the store and against
// its signed roots.
int check_with(const Settings& settings, const std::string& roots) {
  Installation installation(settings);
  int faults = 0;
  const auto tell_all = [&](const std::string& where, const std::vector<std::string>& found) {
    for (const std::string& what : found) std::cout << where << ": " << what << "\n";
    faults += static_cast<int>(found.size());
  };
  tell_all("registry", installation.registry().damage());
  for (const auto& one : installation.registry().read(access::partnerships)) {
    const auto database = installation.open(one);
    tell_all(one.slug, database->damage());
    const records::Audit audit = database->read(
        [&](db::Connection& db) { return records::audit(db, installation.kinds()); });
    std::vector<std::string> found;
    if (audit.broken)
      found.push_back("the journal is broken at entry " + std::to_string(*audit.broken));
    for (const auto& one : audit.deviations)
      found.push_back(one.kind + " " + one.id.text() + " (" + one.heading + ") " + one.what);
    int fitting = 0;
    if (!roots.empty()) {
      for (std::string& what : faults_of_roots(installation, one, roots, fitting))
        found.push_back("the root " + std::move(what));
      std::cout << one.slug << ": " << fitting << " signed roots fit\n";
    }
    tell_all(one.slug, found);
    std::cout << one.slug << ": " << audit.records << " records, " << audit.entries
              << " entries in the journal"
              << (found.empty() ? "; the journal is whole and says what is stored" : "") << "\n";
  }
  if (faults > 0)
    std::cout << faults << " faults. Stop the server, keep a copy of the data as they are, and restore a "
                 "backup from before; docs/running.md says how.\n";
  return faults == 0 ? 0 : 1;
}

int check(const Call& call, const Settings& settings) {
  if (call.words.size() > 1) {
    std::cerr << "samloft: check takes nothing, or the folder of signed roots\n";
    return 2;
  }
  return check_with(settings, call.words.empty() ? settings.text("root-folder") : call.words.front());
}

int write_roots_now(const Call& call, const Settings& settings) {
  const std::string folder = call.words.size() == 1 ? call.words.front() : settings.text("root-folder");
  if (folder.empty() || call.words.size() > 1) {
    std::cerr << "samloft: roots takes a folder, unless the option root-folder names one\n";
    return 2;
  }
  Installation installation(settings);
  std::cout << write_roots(installation, folder, Instant::now()) << " root(s) written\n";
  return 0;
}

int doctor(const Call&, const Settings& settings) {
  int wrong = 0, doubtful = 0;
  for (const Finding& one : examine(settings)) {
    const bool is_wrong = one.level == Finding::Level::wrong;
    wrong += is_wrong;
    doubtful += one.level == Finding::Level::doubtful;
    std::cout << (is_wrong ? "WRONG  " : one.level == Finding::Level::fine ? "fine   " : "doubt  ") << one.what << "\n";
    if (!one.mend.empty()) std::cout << "         → " << one.mend << "\n";
  }
  std::cout << wrong << " wrong, " << doubtful << " doubtful. `samloft check` reads all records and journals.\n";
  return wrong == 0 ? 0 : 1;
}

void say_progress(const std::string& step) { std::cout << "  " << step << std::endl; }

int backup(const Call& call, const Settings& settings) {
  if (call.words.empty() || call.words.size() > 2) {
    std::cerr << "samloft: backup takes a folder, and the one partnership if not all are meant\n";
    return 2;
  }
  const auto made = back_up(settings, second_word(call), call.words.front(), Instant::now(), say_progress);
  if (!made) return tell(made.error());
  std::cout << "backup written and read back: " << *made << "\n";
  return 0;
}

// The key in the file of --signed-by, if that was given.
Result<std::optional<PublicKey>> signer_of(const Call& call) {
  if (!call.signed_by) return std::optional<PublicKey>();
  TRY_ASSIGN(const PublicKey key, PublicKey::of_file(*call.signed_by));
  return std::optional(key);
}

int check_one_backup(const Call& call, const Settings&) {
  if (call.words.size() != 1) {
    std::cerr << "samloft: check-backup takes the folder of a backup\n";
    return 2;
  }
  const auto signer = signer_of(call);
  if (!signer) return tell(signer.error());
  const auto found = check_backup(call.words.front(), *signer, say_progress);
  if (!found) return tell(found.error());
  std::cout << *found << " database(s), each as it was written\n";
  return 0;
}

int print_public_key(const Call&, const Settings& settings) {
  std::cout << SigningKey::of(settings).open().pem();
  return 0;
}

int restore_backup(const Call& call, const Settings& settings) {
  if (call.words.empty() || call.words.size() > 2) {
    std::cerr << "samloft: restore takes the folder of a backup, and the one partnership if not all are meant\n";
    return 2;
  }
  const auto signer = signer_of(call);
  if (!signer) return tell(signer.error());
  const auto restored = restore(settings, call.words.front(), second_word(call), *signer, say_progress);
  if (!restored) return tell(restored.error());
  std::cout << *restored << " database(s) restored\n";
  return check_with(settings, "");
}

// user <slug> <mail>: gives the person with that address a way in, and prints the link.
int user(const Call& call, const Settings& settings) {
  if (call.words.size() != 2) {
    std::cerr << "samloft: user takes a partnership and the mail address of a person in it\n";
    return 2;
  }
  Installation installation(settings);
  const auto partnership = wanted(installation, call);
  if (!partnership) return no_partnership();
  const auto person = installation.open(*partnership)->read([&](db::Connection& db) {
    return people::person_by_mail(db, call.words[1]);
  });
  if (!person) {
    std::cerr << "samloft: nobody in " << partnership->name << " has the address " << call.words[1]
              << "\n";
    return 1;
  }
  std::string secret;
  const auto made = installation.registry().write([&](db::Connection& registry) -> Result<void> {
    const auto account = access::ensure_account(registry, call.words[1], person->name,
                                                Language::bokmal, Instant::now());
    if (account.closed)
      return Problem::invalid("the account is closed; `samloft account open MAIL` opens it");
    access::set_member(registry, account.id, partnership->id, person->id);
    secret = access::make_link(registry, account.id, access::LinkKind::invitation, Instant::now());
    return {};
  });
  if (!made) return tell(made.error());
  std::cout << settings.text("public-address") << "/link/" << secret << "\n";
  return 0;
}

int second_factor(const Call& call, const Settings& settings) {
  return run_second_factor(call.words, settings);
}

int account(const Call& call, const Settings& settings) { return run_account(call.words, settings); }

int config(const Call&, const Settings& settings) {
  for (const Option& option : kOptions) {
    const Setting& setting = settings.setting(option.name);
    const bool hide = option.secret && !setting.value.empty();
    std::cout << option.name << " = \"" << (hide ? "…" : setting.value) << "\"  # " << setting.source
              << ". " << option.help << "\n";
  }
  return 0;
}

int print_config_file(const Call&, const Settings& settings) {
  std::cout << config_file(settings);
  return 0;
}

std::unique_ptr<mail::Transport> transport(const Settings& settings) {
  if (settings.text("smtp").empty())
    return mail::folder_transport(settings.text("data") + "/mail", settings.text("mail-from"));
  mail::SmtpOptions options;
  options.url = settings.text("smtp");
  options.user = settings.text("smtp-user");
  options.password = settings.text("smtp-password");
  options.from = settings.text("mail-from");
  return mail::smtp_transport(options);
}

web::ServerOptions server_options(const Settings& settings) {
  const auto count = [&](std::string_view name) {
    return static_cast<std::size_t>(settings.number(name));
  };
  const auto seconds = [&](std::string_view name) { return static_cast<int>(settings.number(name)); };
  web::ServerOptions options;
  options.address = settings.text("address");
  options.port = static_cast<std::uint16_t>(settings.number("port"));
  options.workers = count("workers");
  // On SQLite an answer is the processor's work alone; who asks PostgreSQL waits for it most of the time.
  options.at_a_time = settings.text("database").empty() ? std::max(1u, std::thread::hardware_concurrency())
                                                        : options.workers;
  options.largest_body = count("largest-body") * 1024 * 1024;
  options.largest_header = count("largest-header") * 1024;
  options.most_headers = count("most-headers");
  options.longest_address = count("longest-address") * 1024;
  options.most_fields = count("most-fields");
  options.read_seconds = seconds("read-seconds");
  options.write_seconds = seconds("write-seconds");
  options.handle_seconds = seconds("handle-seconds");
  options.most_connections = count("most-connections");
  options.longest_queue = count("longest-queue");
  options.trusted_proxy = settings.text("trusted-proxy");
  return options;
}

// Makes the files that wait in a partnership, one at a time: a claim and an end are short writes, and
// nothing is held while a file is made.
void make_files(db::Database& database) {
  const auto waits = [&] {
    return database.read(
        [](db::Connection& db) { return documents::any_file_waits(db, Instant::now()); });
  };
  while (waits()) {
    std::optional<documents::FileJob> job;
    const auto claimed = database.write([&](db::Connection& db) -> Result<void> {
      job = documents::claim_file(db, Instant::now());
      return {};
    });
    ensure(claimed.has_value(), "claiming a file has no problems");
    if (!job) break;
    const auto go_on = [&](std::size_t so_far, std::size_t all) {
      bool waits_still = false;
      const auto told = database.write([&](db::Connection& db) -> Result<void> {
        waits_still = documents::file_goes_on(db, *job, so_far, all, Instant::now());
        return {};
      });
      return told.has_value() && waits_still;
    };
    const documents::FileMade made = documents::make_file(*job, go_on);
    if (!made.problem.empty())
      web::log_event("warning", "file not made", {{"file", job->id.text()}, {"what", made.problem}});
    const auto ended = database.write([&](db::Connection& db) -> Result<void> {
      documents::end_file(db, *job, made, Instant::now());
      return {};
    });
    ensure(ended.has_value(), "ending a file has no problems");
  }
}

void through_all(Installation& installation, const std::function<void(db::Database&)>& work) {
  for (const auto& one : installation.registry().read(access::partnerships))
    installation.databases().briefly(one.id, work);
}

// A page and its compressor take some hundred KB, which glibc would fetch from the system and give back
// for every page: that cost more than making the page. Four arenas for eight workers keep what is
// held small. docs/performance.md has the figures.
void keep_memory_between_pages() {
  ::mallopt(M_MMAP_THRESHOLD, 8 << 20);
  ::mallopt(M_TRIM_THRESHOLD, 32 << 20);
  ::mallopt(M_ARENA_MAX, 4);
}

constexpr auto kRest = std::chrono::minutes(10);  // of a database that nobody asks for

int serve(const Call&, const Settings& settings) {
  keep_memory_between_pages();
  web::block_end_signals();
  Installation installation(settings);
  check_secret_key(installation);
  if (const std::string& file = settings.text("leaked-passwords"); !file.empty())
    installation.site().refuse_leaked(access::LeakedPasswords(file));
  if (settings.yes("demo")) {
    for (const auto& one : installation.registry().read(access::partnerships))
      make_demo_accounts(installation, one.id);
  }
  const std::string token = settings.text("metrics-token");
  const web::Server* watched = nullptr;
  web::Server server(server_options(settings), [&](const web::Request& request) {
    return request.path == "/metrics" ? metrics(request, token, *watched) : installation.site().answer(request);
  });
  watched = &server;
  const auto outbox = transport(settings);
  jobs::Runner runner([](const std::string& name, const std::string& what) {
    web::log_event("error", "job failed", {{"job", name}, {"what", what}});
  });
  using std::chrono_literals::operator""s;
  using std::chrono_literals::operator""min;
  using std::chrono_literals::operator""h;
  runner.every("mail", 5s, [&] {
    access::send_wanted_links(installation.site().parts(), Instant::now());
    mail::send_waiting(installation.registry(), *outbox, Instant::now());
  });
  runner.every("purge", 10min, [&] {
    const auto ended = installation.registry().write([](db::Connection& registry) -> Result<std::int64_t> {
      return access::purge(registry, Instant::now());
    });
    ensure(ended.has_value(), "purging has no problems");
    access::tell_of_sessions_that_ran_out(*ended);
  });
  runner.every("forget what is over", 24h, [&] {
    through_all(installation, [](db::Database& database) {
      const auto outcome = database.write([](db::Connection& db) -> Result<void> {
        people::forget_old_imports(db, Instant::now());
        needs::forget_old_imports(db, Instant::now());
        documents::forget_old_files(db, Instant::now());
        basis::forget_old_drafts(db, Instant::now());
        governance::forget_old_drafts(db, Instant::now());
        statements::forget_old_typed(db, Instant::now());
        return {};
      });
      ensure(outcome.has_value(), "forgetting has no problems");
    });
  });
  runner.every("close what rests", 1min, [&] { installation.databases().close_resting(kRest); });
  runner.every("surveys", 1h, [&] { run_surveys(installation, Instant::now()); });
  runner.every("hand-over", 1h, [&] { brief_new_holders(installation, Instant::now()); });
  if (const std::string& folder = settings.text("root-folder"); !folder.empty())
    runner.every("roots", 1h, [&] { write_roots(installation, folder, Instant::now()); });
  // Files take seconds each: they have a thread of their own, or mails would wait for them.
  jobs::Runner maker([](const std::string& name, const std::string& what) {
    web::log_event("error", "job failed", {{"job", name}, {"what", what}});
  });
  // Who asks for a file has the database opened; what the last process left, and others did, is rarer.
  maker.every("documents", 1s, [&] {
    for (const Uuid& one : installation.databases().open_now()) installation.databases().if_open(one, make_files);
  });
  const governance::MakeFile make_pdf = pdf_maker();
  maker.every("letters", 5s, [&] {
    for (const auto& one : installation.registry().read(access::partnerships))
      installation.databases().if_open(one.id, [&](db::Database& database) {
        send_letters(installation, one, database, make_pdf);
      });
  });
  maker.every("letters of all", 1h, [&] {
    for (const auto& one : installation.registry().read(access::partnerships))
      installation.databases().briefly(one.id, [&](db::Database& database) {
        send_letters(installation, one, database, make_pdf);
      });
  });
  maker.every("documents of all", 1h, [&] { through_all(installation, make_files); });
  server.start();
  const std::string at = "http://localhost:" + std::to_string(server.port());
  installation.site().use_address(at);
  runner.start();
  maker.start();
  if (document::landlock_version() == 0)
    web::log_event("warning", "children are not confined", {{"mend", "samloft doctor says how"}});
  std::cout << "Samløft is at " << at << "\n";
  if (settings.yes("demo")) print_demo_accounts(installation);
  std::cout.flush();
  const int signal = web::wait_for_end_signal();
  web::log_event("info", "stopping", {{"signal", std::to_string(signal)}});
  server.stop();
  runner.stop();
  maker.stop();
  return 0;
}

const std::vector<Command> kCommands{
    {"serve", "", "answer browsers until told to stop", serve},
    {"import", "FILE|FOLDER [--dry-run]", "store a partnership file", import_file},
    {"export", "[PARTNERSHIP [FOLDER]]", "write a partnership file, or a folder with its files", export_file},
    {"schema", "", "write the JSON Schema of partnership files", print_schema},
    {"partnerships", "", "list the partnerships", list_partnerships},
    {"migrate", "", "bring all databases up to date", migrate},
    {"check", "[FOLDER]", "verify databases, journals and their signed roots", check},
    {"doctor", "", "say what is wrong with the installation, and how to mend it", doctor},
    {"roots", "[FOLDER]", "write today's signed root of each journal", write_roots_now},
    {"backup", "FOLDER [PARTNERSHIP]", "copy all or one into a new folder, while serving", backup},
    {"check-backup", "BACKUP", "read a backup whole and hold it against its manifest", check_one_backup},
    {"restore", "BACKUP [PARTNERSHIP]", "bring a backup back to an empty place", restore_backup},
    {"public-key", "", "write the key by which roots and backups of this installation are known",
     print_public_key},
    {"user", "PARTNERSHIP MAIL", "print a one-time link with which a person gets in", user},
    {"account", "sign-out|close|open MAIL",
     "end a person's sessions; keep a person out; let one in again", account},
    {"second-factor", "reset MAIL | new-key",
     "take a person's second factors away; take a new secret key", second_factor},
    {"config", "", "show every option, its value and where that comes from", config},
    {"config-file", "", "write a config file that explains every option", print_config_file},
};

int usage() {
  std::cout << "usage: samloft COMMAND [--OPTION VALUE …] [--config FILE]\n\n";
  for (const Command& command : kCommands) {
    std::printf("  %-13s %-24s %s\n", std::string(command.name).c_str(),
                std::string(command.words).c_str(), std::string(command.help).c_str());
  }
  std::cout << "\n`samloft config` lists the options. Each can also stand in the config file\n"
               "(data = \"/var/lib/samloft\") or in the environment (SAMLOFT_DATA). check-backup and\n"
               "restore take --signed-by FILE: they then refuse what another key than that signed.\n";
  return 2;
}

// --name value, --name=value, and yes/no options alone.
Result<Call> read_call(const std::vector<std::string>& arguments) {
  Call call;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string& word = arguments[i];
    if (!word.starts_with("--")) {
      call.words.push_back(word);
      continue;
    }
    const auto equals = word.find('=');
    const std::string name = word.substr(2, equals == std::string::npos ? equals : equals - 2);
    const auto option = std::find_if(kOptions.begin(), kOptions.end(),
                                     [&](const Option& one) { return one.name == name; });
    const bool flag = name == "dry-run" ||
                      (option != kOptions.end() && option->type == OptionType::yes_no);
    std::string value = "yes";
    if (equals != std::string::npos) value = word.substr(equals + 1);
    else if (!flag && i + 1 < arguments.size()) value = arguments[++i];
    else if (!flag) return Problem::invalid(Message("option --{} needs a value", {name}));
    if (name == "dry-run") call.dry_run = true;
    else if (name == "config") call.config_file = value;
    else if (name == "signed-by") call.signed_by = value;
    else call.options.emplace_back(name, value);
  }
  return call;
}

}  // namespace

int run(int count, char** arguments) {
  if (count < 2) return usage();
  const std::string name = arguments[1];
  const auto command = std::find_if(kCommands.begin(), kCommands.end(),
                                    [&](const Command& one) { return one.name == name; });
  if (command == kCommands.end()) return usage();
  auto call = read_call({arguments + 2, arguments + count});
  if (!call) return tell(call.error());
  auto settings = Settings::gather(call->options, call->config_file);
  if (!settings) return tell(settings.error());
  return command->run(*call, *settings);
}

}  // namespace samloft::app
