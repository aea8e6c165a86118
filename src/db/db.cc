// The pool of read connections, the common commit, the migrations runner.
// Tested by db_test.cc

#include "db/db.h"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <set>
#include <utility>

#include "base/date.h"
#include "base/figures.h"
#include "base/resting.h"
#include "db/connection.h"

namespace samloft::db {
namespace {

constexpr Figure kCommits{"samloft_commits_total", "Transactions committed, each with what waited."};
constexpr Figure kWrites{"samloft_writes_total", "Pieces of work in committed transactions."};
constexpr Figure kFailedCommits{"samloft_failed_commits_total", "Transactions that could not be committed."};

constexpr std::string_view kCreateSteps =
    "CREATE TABLE IF NOT EXISTS schema_step (place integer PRIMARY KEY, step text NOT NULL UNIQUE, "
    "applied_at text NOT NULL)";
constexpr std::string_view kSteps = "SELECT step FROM schema_step ORDER BY place";
constexpr std::string_view kIntegrity = "SELECT integrity_check FROM pragma_integrity_check(20)";
constexpr std::string_view kLostReferences =
    "SELECT DISTINCT \"table\" || ' to ' || parent FROM pragma_foreign_key_check";
// A statement for each foreign key of the schema; all of ours are of one column.
constexpr std::string_view kReferences =
    "SELECT c.conrelid::regclass::text || ' to ' || c.confrelid::regclass::text, "
    "'SELECT count(*) FROM ' || c.conrelid::regclass || ' a WHERE a.' || quote_ident(own.attname) || "
    "' IS NOT NULL AND NOT EXISTS (SELECT 1 FROM ' || c.confrelid::regclass || ' b WHERE b.' || "
    "quote_ident(other.attname) || ' = a.' || quote_ident(own.attname) || ')' "
    "FROM pg_constraint c JOIN pg_attribute own ON own.attrelid = c.conrelid "
    "AND own.attnum = c.conkey[1] JOIN pg_attribute other ON other.attrelid = c.confrelid "
    "AND other.attnum = c.confkey[1] WHERE c.contype = 'f' "
    "AND c.connamespace = current_schema()::regnamespace ORDER BY 1, 2";
constexpr std::string_view kAddStep =
    "INSERT INTO schema_step (place, step, applied_at) "
    "VALUES ((SELECT count(*) + 1 FROM schema_step), :step, :now)";

using Clock = std::chrono::steady_clock;
using Connections = std::vector<std::unique_ptr<Connection>>;

// While no server takes writes, one thread in a second looks whether there is one again.
constexpr auto kPause = std::chrono::seconds(1);
// A worker that waits longer for its turn to write is missed by those who want to read.
constexpr auto kLongestWait = std::chrono::seconds(10);
constexpr int kMostTries = 3;

// Wakes one thread, once for each ring. The standard library's semaphore asks the system sixteen times to run
// others before it sleeps, which was a tenth of a write.
class Bell {
 public:
  void ring() {
    const std::lock_guard lock(mutex_);
    ++rings_;
    rung_.notify_one();
  }
  void wait() {
    std::unique_lock lock(mutex_);
    rung_.wait(lock, [&] { return rings_ > 0; });
    --rings_;
  }
  bool wait_until(Clock::time_point end) {
    std::unique_lock lock(mutex_);
    if (!rung_.wait_until(lock, end, [&] { return rings_ > 0; })) return false;
    --rings_;
    return true;
  }

 private:
  std::mutex mutex_;
  std::condition_variable rung_;
  std::size_t rings_ = 0;
};

// A piece of work, and the thread that asked for it. It is woken when another thread has carried out the
// piece, and when nobody writes and it is the first that waits; no other is woken meanwhile.
struct Waiting {
  explicit Waiting(const std::function<bool(Connection&)>& piece) : work(piece) {}
  const std::function<bool(Connection&)>& work;
  bool done = false;  // guarded by write_mutex
  std::exception_ptr failure;
  Bell woken;
};
using Batch = std::vector<std::shared_ptr<Waiting>>;

// One piece of work inside the open transaction: kept if it says so, undone otherwise.
void run_in_savepoint(Connection& connection, Waiting& waiting) {
  connection.control("SAVEPOINT piece");
  bool keep = false;
  try {
    keep = waiting.work(connection);
  } catch (...) {  // carried to the thread that asked
    waiting.failure = std::current_exception();
  }
  if (!keep) connection.control("ROLLBACK TO piece");
  connection.control("RELEASE piece");
}

}  // namespace

struct Database::State {
  Location location;
  std::mutex idle_mutex;  // guards the four below
  Connections idle;
  Connections standbys;    // idle ones to a standby: good only while no server takes writes
  bool away = false;       // no server took writes when we looked last
  Clock::time_point next_look;

  std::mutex write_mutex;  // guards the three below
  std::deque<std::shared_ptr<Waiting>> queue;
  bool writing = false;
  Clock::time_point writing_since;

  std::unique_ptr<Connection> writer;  // of the thread that is writing
  // SQLite's last connection to a file takes its log along. If that were the one whose COMMIT a full or
  // failing disk refused, the next could not make a log anew, or would find in it what was refused.
  std::unique_ptr<Connection> anchor;

  bool may_look();
  std::unique_ptr<Connection> look(Access access);
  std::unique_ptr<Connection> take_idle(Connections& from);
  std::unique_ptr<Connection> take_reader(bool& standby);
  void give_back(std::unique_ptr<Connection> connection, bool standby);
  void drop_idle();
  void read_once(const std::function<void(Connection&)>& work);
  void begin_write();
  void commit_together(const Batch& batch);
  bool await_turn(const std::shared_ptr<Waiting>& mine, Batch& batch);
  bool is_woken(Waiting& mine, Clock::time_point end) const;
  Batch take_batch(const std::shared_ptr<Waiting>& mine);
  void pass_on(const Batch& batch);
};

std::string like_pattern(std::string_view word) {
  std::string out = "%";
  for (char character : word) {
    if (character == '%' || character == '_' || character == '\\') out += '\\';
    out += character;
  }
  return out + "%";
}

bool Database::State::may_look() {
  const std::lock_guard lock(idle_mutex);
  const auto now = Clock::now();
  if (away && now < next_look) return false;
  next_look = now + kPause;
  return true;
}

// Opens a connection to the server that takes writes.
std::unique_ptr<Connection> Database::State::look(Access access) {
  if (!may_look()) throw Unreachable("no server takes writes for " + location.schema);
  try {
    auto connection = connect(location, access);
    const std::lock_guard lock(idle_mutex);
    away = false;
    standbys.clear();
    return connection;
  } catch (const Unreachable&) {  // the others need not try it too
    const std::lock_guard lock(idle_mutex);
    away = true;
    next_look = Clock::now() + kPause;
    throw;
  }
}

std::unique_ptr<Connection> Database::State::take_idle(Connections& from) {
  const std::lock_guard lock(idle_mutex);
  if (from.empty()) return nullptr;
  auto connection = std::move(from.back());
  from.pop_back();
  return connection;
}

std::unique_ptr<Connection> Database::State::take_reader(bool& standby) {
  standby = false;
  if (auto connection = take_idle(idle)) return connection;
  try {
    return look(Access::read);
  } catch (const Unreachable&) {  // a standby still knows all that was acknowledged
    standby = true;
  }
  if (auto connection = take_idle(standbys)) return connection;
  return connect(location, Access::standby);
}

void Database::State::give_back(std::unique_ptr<Connection> connection, bool standby) {
  const std::lock_guard lock(idle_mutex);
  if (!standby) {
    idle.push_back(std::move(connection));
  } else if (away) {
    standbys.push_back(std::move(connection));
  }
}

// What is idle leads to the same server as the connection that has just died.
void Database::State::drop_idle() {
  const std::lock_guard lock(idle_mutex);
  idle.clear();
  standbys.clear();
}

void Database::State::read_once(const std::function<void(Connection&)>& work) {
  bool standby = false;
  auto connection = take_reader(standby);
  connection->control(location.engine == Engine::sqlite
                          ? "BEGIN"
                          : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  work(*connection);  // if it throws, the connection is dropped and its transaction with it
  connection->control("COMMIT");
  give_back(std::move(connection), standby);
}

Database::Database(Location location) : state_(std::make_unique<State>()) {
  state_->location = std::move(location);
  count(kFailedCommits, "", 0);  // a first failure is a rise
  state_->writer = state_->look(Access::write);
  if (state_->location.engine == Engine::sqlite) {
    state_->anchor = connect(state_->location, Access::read);
    state_->anchor->script("BEGIN; SELECT count(*) FROM sqlite_master; COMMIT");  // opens the log
  }
}

Database::~Database() = default;

const Location& Database::location() const { return state_->location; }

void Database::read_in_snapshot(const std::function<void(Connection&)>& work) {
  for (int tries = 1;; ++tries) {
    try {
      return state_->read_once(work);
    } catch (const Unreachable& gone) {  // a read changes nothing: it may be run again
      state_->drop_idle();
      if (tries == kMostTries || gone.saved == Unreachable::Saved::unknown) throw;
    }
  }
}

void Database::State::begin_write() {
  const std::string_view begin = location.engine == Engine::sqlite ? "BEGIN IMMEDIATE" : "BEGIN";
  if (writer) {
    try {
      return writer->control(begin);
    } catch (const Unreachable&) {  // it died while nobody wrote: another may be there
      writer.reset();
      drop_idle();
    }
  }
  writer = look(Access::write);
  writer->control(begin);
}

void Database::State::commit_together(const Batch& batch) {
  try {
    begin_write();
    if (location.engine == Engine::postgres)
      writer->run("SELECT pg_advisory_xact_lock(hashtext(current_schema()))");
    for (const auto& waiting : batch) run_in_savepoint(*writer, *waiting);
    {
      const Resting rest;
      commit(*writer);
    }
    count(kCommits);
    count(kWrites, "", static_cast<double>(batch.size()));
  } catch (...) {  // carried to every thread whose work was in this transaction
    count(kFailedCommits);
    writer.reset();
    for (const auto& waiting : batch) waiting->failure = std::current_exception();
  }
}

// Waits until another has carried out this piece too, or until nobody writes: then the batch holds what
// this thread is to carry out. Whoever comes then is first, rather than one that must be woken. False when
// it takes too long and the piece has not been begun.
bool Database::State::await_turn(const std::shared_ptr<Waiting>& mine, Batch& batch) {
  std::unique_lock lock(write_mutex);
  queue.push_back(mine);
  const auto end = std::max(Clock::now(), writing_since + kLongestWait);
  bool in_time = true;
  while (writing && !mine->done && in_time) {
    lock.unlock();
    in_time = is_woken(*mine, end);
    lock.lock();
  }
  if (mine->done) return true;
  if (writing) {
    std::erase(queue, mine);
    return false;
  }
  writing = true;
  writing_since = Clock::now();
  batch = take_batch(mine);
  return true;
}

bool Database::State::is_woken(Waiting& mine, Clock::time_point end) const {
  const Resting rest;
  if (location.engine == Engine::postgres) return mine.woken.wait_until(end);
  mine.woken.wait();
  return true;
}

// What is carried out together: all that waits; on PostgreSQL each write is its own transaction.
Batch Database::State::take_batch(const std::shared_ptr<Waiting>& mine) {
  Batch batch;
  if (location.engine == Engine::sqlite) {
    batch.assign(queue.begin(), queue.end());
    queue.clear();
  } else {
    batch.push_back(mine);
    std::erase(queue, mine);
  }
  return batch;
}

void Database::State::pass_on(const Batch& batch) {
  std::shared_ptr<Waiting> next;
  {
    const std::lock_guard lock(write_mutex);
    for (const auto& waiting : batch) waiting->done = true;
    writing = false;
    if (!queue.empty()) next = queue.front();
  }
  if (next) next->woken.ring();
  for (const auto& waiting : batch) waiting->woken.ring();
}

void Database::write_durably(const std::function<bool(Connection&)>& work) {
  const auto mine = std::make_shared<Waiting>(work);
  Batch batch;
  if (!state_->await_turn(mine, batch))
    throw Unreachable("another write to " + state_->location.schema + " takes too long");
  if (!batch.empty()) {
    state_->commit_together(batch);
    state_->pass_on(batch);
  }
  // Taken out of what others may let go last: who catches it may still read it then.
  if (mine->failure) std::rethrow_exception(std::exchange(mine->failure, nullptr));
}

void Database::migrate(std::span<const Migration> steps) {
  auto outcome = write([&](Connection& connection) -> Result<void> {
    connection.script(kCreateSteps);
    std::set<std::string> done;
    for (auto& [step] : connection.rows<std::string>(kSteps)) done.insert(step);
    for (const Migration& step : steps) {
      const std::string name = std::string(step.module) + "/" + std::string(step.step);
      if (done.erase(name) > 0) continue;
      connection.script(step.sql);
      connection.run(kAddStep, {{"step", name}, {"now", Instant::now().iso()}});
    }
    if (!done.empty())
      throw Broken("the database was made by a newer version of Samløft: it holds " +
                   *done.begin() + ". Install that version, or restore a backup from before it.");
    return {};
  });
  ensure(outcome.has_value(), "a migration returns no problem");
}

std::vector<std::string> Database::applied_steps() {
  return read([](Connection& connection) {
    std::vector<std::string> names;
    for (auto& [step] : connection.rows<std::string>(kSteps)) names.push_back(step);
    return names;
  });
}

std::vector<std::string> Database::damage() {
  return read([](Connection& connection) {
    std::vector<std::string> all;
    const auto lost = [&](const std::string& which) {
      all.push_back("a reference from " + which + " leads nowhere");
    };
    if (connection.engine() == Engine::sqlite) {
      for (auto& [what] : connection.rows<std::string>(kIntegrity)) {
        if (what != "ok") all.push_back(what);
      }
      for (auto& [which] : connection.rows<std::string>(kLostReferences)) lost(which);
    } else {
      for (auto& [which, count] : connection.rows<std::string, std::string>(kReferences)) {
        if (connection.number(count) > 0) lost(which);
      }
    }
    return all;
  });
}

}  // namespace samloft::db
