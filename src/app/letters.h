// Letters that wait in partnerships, and the files that go with them.
#pragma once

#include "access/accounts.h"
#include "compose.h"
#include "governance/governance.h"

namespace samloft::app {

// Sends what waits to be told to members of bodies, one letter at a time: nothing is held while its files
// are made, which takes seconds.
void send_letters(Installation& installation, const access::Partnership& partnership,
                  db::Database& database, const governance::MakeFile& make);
// As a PDF.
governance::MakeFile pdf_maker();

// Closes surveys after their last day, and reminds those who are missing before it.
void run_surveys(Installation& installation, Instant now);
// Sends who has begun to hold a seat what its body has decided.
void brief_new_holders(Installation& installation, Instant now);

}  // namespace samloft::app
