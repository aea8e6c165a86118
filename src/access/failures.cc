// Counting of failures.
// Tested by accounts_test.cc and second_factor_test.cc

#include "access/failures.h"

#include "db/db.h"

namespace samloft::access {
namespace {

constexpr std::int64_t kFailureWindow = 15 * kMinute;

constexpr std::string_view kFailures =
    "SELECT failures FROM sign_in_failure WHERE subject = :subject AND since > :since";
constexpr std::string_view kForgetOldFailures =
    "DELETE FROM sign_in_failure WHERE subject = :subject AND since <= :since";
constexpr std::string_view kCountFailure =
    "INSERT INTO sign_in_failure (subject, failures, since) VALUES (:subject, 1, :now) "
    "ON CONFLICT (subject) DO UPDATE SET failures = sign_in_failure.failures + 1";
constexpr std::string_view kForgetFailures = "DELETE FROM sign_in_failure WHERE subject = :subject";
constexpr std::string_view kPurgeFailures = "DELETE FROM sign_in_failure WHERE since <= :since";

std::string window(Instant now) { return Instant{now.milliseconds - kFailureWindow}.iso(); }

}  // namespace

bool too_many(db::Connection& registry, const std::string& subject, std::int64_t limit,
              Instant now) {
  return registry.number(kFailures, {{"subject", subject}, {"since", window(now)}}) >= limit;
}

void count_failure(db::Connection& registry, const std::string& subject, Instant now) {
  registry.run(kForgetOldFailures, {{"subject", subject}, {"since", window(now)}});
  registry.run(kCountFailure, {{"subject", subject}, {"now", now.iso()}});
}

void forget_failures(db::Connection& registry, const std::string& subject) {
  registry.run(kForgetFailures, {{"subject", subject}});
}

void purge_failures(db::Connection& registry, Instant now) {
  registry.run(kPurgeFailures, {{"since", window(now)}});
}

}  // namespace samloft::access
