// A partnership with every module that the basis writes of.
#pragma once

#include <memory>

#include "basis/basis.h"
#include "involvement/involvement.h"
#include "statements/statements.h"
#include "testing/world.h"
#include "thread/thread.h"

namespace samloft::basis {

inline std::unique_ptr<samloft::testing::World> whole_world(db::Engine engine) {
  return std::make_unique<samloft::testing::World>(
      engine,
      std::vector<std::vector<Migration>>{
          people::migrations(), partnership::migrations(), framework::migrations(),
          documents::migrations(), needs::migrations(), goals::migrations(),
          measures::migrations(), involvement::migrations(), networks::migrations(),
          university::migrations(), grants::migrations(), statements::migrations(),
          migrations()},
      std::vector<std::vector<records::Kind>>{
          people::kinds(), partnership::kinds(), framework::kinds(), documents::kinds(),
          needs::kinds(), goals::kinds(), measures::kinds(), involvement::kinds(),
          networks::kinds(), university::kinds(), grants::kinds(), statements::kinds(),
          kinds()});
}

}  // namespace samloft::basis
