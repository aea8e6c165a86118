// Every option of samloft: one table, from which the command line, the environment, the config
// file, `samloft config` and docs/running.md all come.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace samloft::app {

// A count is a number from 1 up.
enum class OptionType { text, number, count, yes_no, demand, key };

struct Option {
  std::string_view name;     // --data-directory, SAMLOFT_DATA_DIRECTORY, data-directory = …
  OptionType type;
  std::string_view otherwise;
  bool secret;
  std::string_view help;
};

extern const std::vector<Option> kOptions;

struct Setting {
  std::string value;
  std::string source;  // default, file, environment, command line
};

class Settings {
 public:
  // Later sources win: file, environment, command line. Unknown names and values of the wrong type
  // are problems that name the option and what would be right.
  static Result<Settings> gather(const std::vector<std::pair<std::string, std::string>>& given,
                                 const std::string& config_file);

  const std::string& text(std::string_view name) const;
  std::int64_t number(std::string_view name) const;
  bool yes(std::string_view name) const;
  const Setting& setting(std::string_view name) const;

 private:
  std::map<std::string, Setting, std::less<>> settings_;
};

// A config file that explains every option with its type and default. What differs from its default
// is in force there, all else is commented out; secrets never stand in it.
std::string config_file(const Settings& settings);

}  // namespace samloft::app
