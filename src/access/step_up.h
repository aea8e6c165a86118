// The question that a dangerous act asks first: is it still you? It is answered on the form that was
// sent, so that what was typed goes on with the answer.
#pragma once

#include "access/route.h"

namespace samloft::access {

// Takes out of the form what it says of who the person is, and checks it unless that has just been
// proven. If it is right, the session has a fresh secret and has just been proven; if it is wrong,
// the visit knows why.
void take_answer(Visit& visit);
// The question, with all that was sent.
web::Response step_up_page(Visit& visit);

}  // namespace samloft::access
