// Gathering of options.
// Tested by options_test.cc

#include "options.h"

#include <toml++/toml.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <sstream>

#include "access/secret_key.h"

namespace samloft::app {

const std::vector<Option> kOptions{
    {"data", OptionType::text, "data", false,
     "folder of the SQLite databases, and of mails that are written to files"},
    {"database", OptionType::text, "", true,
     "postgresql://user@host/database instead of SQLite files; a schema a partnership"},
    {"address", OptionType::text, "127.0.0.1", false, "address to listen on"},
    {"port", OptionType::number, "8080", false, "port to listen on"},
    {"public-address", OptionType::text, "", false,
     "how browsers reach the installation, for links in mails: https://samloft.example.no"},
    {"workers", OptionType::count, "8", false, "most requests answered at a time; on SQLite as many as there are processors while answers are quick"},
    {"largest-body", OptionType::count, "12", false, "largest request body in MiB"},
    {"largest-header", OptionType::count, "16", false, "largest field of a request's head in KiB"},
    {"most-headers", OptionType::count, "100", false, "most fields of a request's head"},
    {"longest-address", OptionType::count, "8", false, "longest address of a request in KiB"},
    {"most-fields", OptionType::count, "5000", false, "most fields of a form"},
    {"read-seconds", OptionType::count, "15", false,
     "time for a whole request to arrive, and for the next one on a connection to begin"},
    {"write-seconds", OptionType::count, "15", false, "time for a browser to take an answer"},
    {"handle-seconds", OptionType::count, "60", false, "time for an answer to be made"},
    {"most-connections", OptionType::count, "5000", false,
     "most open connections; a new one takes the place of the longest silent"},
    {"longest-queue", OptionType::count, "2000", false,
     "most requests that wait for a worker; more are asked to try again"},
    {"trusted-proxy", OptionType::text, "", false,
     "address of the reverse proxy whose X-Forwarded-For is believed"},
    {"smtp", OptionType::text, "", false,
     "smtp://host:25 or smtps://host:465; empty: mails are written to files in data/mail"},
    {"smtp-user", OptionType::text, "", false, "user at the mail server"},
    {"smtp-password", OptionType::text, "", true, "password at the mail server"},
    {"mail-from", OptionType::text, "samloft@localhost", false, "sender of mails"},
    {"root-folder", OptionType::text, "", false,
     "folder for each journal's signed root of the day; empty: none is written"},
    {"metrics-token", OptionType::text, "", true,
     "what a reader of /metrics must show (Authorization: Bearer …); empty: there is no such page"},
    {"two-factor", OptionType::demand, "required", false,
     "who must set up a second factor: coordinators (required), leaders of owners, university and PPT "
     "as well (leaders), everyone, or nobody (optional)"},
    {"leaked-passwords", OptionType::text, "", false,
     "file of passwords known from leaks, as Have I Been Pwned publishes it, ordered by hash: none of them "
     "may be chosen; empty: none is looked up"},
    {"secret-key", OptionType::key, "", true,
     "64 hexadecimal digits that seal secrets in the registry; empty: the file data/secret.key"},
    {"demo", OptionType::yes_no, "no", false,
     "show one-click logins for every account: for trying out only"},
};

namespace {

constexpr const char* kHeadOfConfigFile =
    "# Every option of samloft. A line without # in front is in force; the others say the default.\n"
    "# The environment (SAMLOFT_PORT=8080) and the command line (--port 8080) win over this file.\n"
    "# `samloft config --config FILE` shows what is in force. A change counts after a restart.\n";

const Option* option_named(std::string_view name) {
  const auto found = std::find_if(kOptions.begin(), kOptions.end(),
                                  [&](const Option& option) { return option.name == name; });
  return found == kOptions.end() ? nullptr : &*found;
}

std::string environment_name(std::string_view name) {
  std::string out = "SAMLOFT_";
  for (char c : name) out += c == '-' ? '_' : static_cast<char>(std::toupper(c));
  return out;
}

bool fits(const Option& option, const std::string& value) {
  if (option.type == OptionType::number || option.type == OptionType::count) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    const std::int64_t least = option.type == OptionType::count ? 1 : 0;
    return error == std::errc{} && end == value.data() + value.size() && number >= least;
  }
  if (option.type == OptionType::yes_no) return value == "yes" || value == "no";
  if (option.type == OptionType::demand)
    return value == "required" || value == "leaders" || value == "everyone" || value == "optional";
  if (option.type == OptionType::key)
    return value.empty() || access::SecretKey::of_text(value).has_value();
  return true;
}

std::string wanted(const Option& option) {
  switch (option.type) {
    case OptionType::number: return "whole number";
    case OptionType::count: return "whole number from 1 up";
    case OptionType::demand: return "required, leaders, everyone or optional";
    case OptionType::key: return "key of 64 hexadecimal digits";
    case OptionType::yes_no:
    case OptionType::text: break;
  }
  return "yes or no";
}

Result<void> put(std::map<std::string, Setting, std::less<>>& settings, const std::string& name,
                 const std::string& value, const std::string& source) {
  const Option* option = option_named(name);
  if (option == nullptr) {
    return Problem::invalid(Message("unknown option {} ({}); `samloft config` lists them all",
                                    {name, source}));
  }
  if (!fits(*option, value)) {
    return Problem::invalid(Message("option {} ({}): \"{}\" is no {}",
                                    {name, source, option->secret ? "…" : value,
                                     wanted(*option)}));
  }
  settings[name] = {value, source};
  return {};
}

Result<void> read_file(std::map<std::string, Setting, std::less<>>& settings,
                       const std::string& path) {
  try {
    const toml::table table = toml::parse_file(path);
    for (const auto& [key, value] : table) {
      std::string text;
      if (const auto* string = value.as_string()) text = string->get();
      else if (const auto* number = value.as_integer()) text = std::to_string(number->get());
      else if (const auto* flag = value.as_boolean()) text = flag->get() ? "yes" : "no";
      TRY(put(settings, std::string(key.str()), text, path));
    }
    return {};
  } catch (const toml::parse_error& error) {
    return Problem::invalid(Message("{}, line {}: {}", {path, std::to_string(error.source().begin.line),
                                                        std::string(error.description())}));
  }
}

std::string_view kind_of_value(OptionType type) {
  switch (type) {
    case OptionType::text: return "text";
    case OptionType::number: return "whole number";
    case OptionType::count: return "whole number from 1 up";
    case OptionType::yes_no: return "true or false";
    case OptionType::demand: return "required, leaders, everyone or optional";
    case OptionType::key: return "64 hexadecimal digits";
  }
  return "";
}

std::string toml_value(OptionType type, std::string_view value) {
  if (type == OptionType::number || type == OptionType::count) return std::string(value);
  if (type == OptionType::yes_no) return value == "yes" ? "true" : "false";
  const toml::value<std::string> text{std::string(value)};
  std::ostringstream quoted;
  quoted << toml::toml_formatter(text, toml::format_flags::allow_unicode_strings);
  return quoted.str();
}

}  // namespace

std::string config_file(const Settings& settings) {
  std::string file = kHeadOfConfigFile;
  for (const Option& option : kOptions) {
    const std::string& value = settings.text(option.name);
    const std::string otherwise = toml_value(option.type, option.otherwise);
    const bool stands = value != option.otherwise && !option.secret;
    file += "\n# " + std::string(option.help) + "\n# (" + std::string(kind_of_value(option.type)) +
            ", default " + otherwise + ")\n" + (stands ? "" : "#") + std::string(option.name) + " = " +
            (stands ? toml_value(option.type, value) : otherwise) + "\n";
  }
  return file;
}

Result<Settings> Settings::gather(const std::vector<std::pair<std::string, std::string>>& given,
                                  const std::string& config_file) {
  Settings all;
  for (const Option& option : kOptions)
    all.settings_[std::string(option.name)] = {std::string(option.otherwise), "default"};
  if (!config_file.empty()) TRY(read_file(all.settings_, config_file));
  for (const Option& option : kOptions) {
    const std::string name = environment_name(option.name);
    if (const char* value = std::getenv(name.c_str()))
      TRY(put(all.settings_, std::string(option.name), value, name));
  }
  for (const auto& [name, value] : given) TRY(put(all.settings_, name, value, "command line"));
  return all;
}

const Setting& Settings::setting(std::string_view name) const {
  const auto found = settings_.find(name);
  ensure(found != settings_.end(), "options are asked for by names in the table");
  return found->second;
}
const std::string& Settings::text(std::string_view name) const { return setting(name).value; }
std::int64_t Settings::number(std::string_view name) const { return std::stoll(text(name)); }
bool Settings::yes(std::string_view name) const { return text(name) == "yes"; }

}  // namespace samloft::app
