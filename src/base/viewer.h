// Who is asking. Every verb and every query for a person's screen takes it from the Context.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>

#include "base/date.h"
#include "base/id.h"

namespace samloft {

// Roles in a partnership (the columns of the permission matrix). They follow from seats and
// employments and end with them.
enum class Role : std::uint8_t {
  staff,
  unit_leader,
  coordinator,
  owner_leader,
  ppt_lead,
  university_lead,
  lecturer,
  union_representative,
  private_owner,
  auditor,
};

class Roles {
 public:
  constexpr Roles() = default;
  constexpr Roles(std::initializer_list<Role> roles) {
    for (Role role : roles) add(role);
  }
  constexpr void add(Role role) { bits_ |= 1u << static_cast<unsigned>(role); }
  constexpr bool has(Role role) const { return bits_ & (1u << static_cast<unsigned>(role)); }
  constexpr bool any_of(Roles others) const { return bits_ & others.bits_; }
  constexpr bool none() const { return bits_ == 0; }
  constexpr Roles operator|(Roles other) const {
    other.bits_ |= bits_;
    return other;
  }
  constexpr bool operator==(const Roles&) const = default;

 private:
  std::uint32_t bits_ = 0;
};

inline constexpr Roles kEveryRole{Role::staff,         Role::unit_leader,
                                  Role::coordinator,   Role::owner_leader,
                                  Role::ppt_lead,      Role::university_lead,
                                  Role::lecturer,      Role::union_representative,
                                  Role::private_owner, Role::auditor};

// A person acts in one role at a time: in the chosen one while it is held, else in the one that may
// most. Staff is no role of its own beside another; what staff may, all may.
constexpr Role acting_in(Roles held, Role chosen) {
  if (held.has(chosen) && chosen != Role::staff) return chosen;
  for (Role role : {Role::coordinator, Role::university_lead, Role::owner_leader, Role::ppt_lead,
                    Role::unit_leader, Role::private_owner, Role::union_representative,
                    Role::lecturer, Role::auditor}) {
    if (held.has(role)) return role;
  }
  return Role::staff;
}

struct Viewer {
  Uuid account;      // empty: a guest, or the command line
  Uuid person;       // the person in this partnership; empty for strangers
  std::string name;  // shown in the journal
  Roles roles;       // none: a stranger to this partnership
  bool system = false;  // the command line and jobs: may do what verbs allow anyone to do
  Date today = {};      // the day in Oslo on which is asked: who holds a seat is asked of a day

  bool may(Roles allowed) const { return system || roles.any_of(allowed); }
  static Viewer command_line() { return {{}, {}, "samloft", {}, true}; }
};

}  // namespace samloft
