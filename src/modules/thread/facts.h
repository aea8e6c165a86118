// Everything that the thread is made of, read once for each state of a partnership. Private.
#pragma once

#include <string>
#include <vector>

#include "framework/framework.h"
#include "goals/goals.h"
#include "grants/grants.h"
#include "measures/measures.h"
#include "needs/needs.h"
#include "networks/networks.h"
#include "partnership/partnership.h"
#include "people/people.h"

namespace samloft::thread {

struct Facts {
  Uuid framework;  // the one in force; its elements only
  std::vector<framework::Element> elements;
  std::vector<needs::Need> needs;
  std::vector<goals::Goal> goals;
  std::vector<goals::Sign> signs;
  std::vector<measures::Measure> measures;
  std::vector<measures::Participant> participants;
  std::vector<networks::Network> networks;
  std::vector<networks::Series> series;
  std::vector<grants::Grant> grants;
  std::vector<partnership::Phase> phases;
  std::vector<partnership::Party> parties;
  std::vector<people::Organisation> organisations;
  std::vector<people::Person> persons;
  std::vector<people::District> districts;
  std::vector<people::Unit> units;
  std::vector<people::Body> bodies;
  std::vector<people::Seat> seats;
  std::vector<people::Holding> holdings;
};

}  // namespace samloft::thread
