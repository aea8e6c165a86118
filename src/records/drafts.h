// What somebody types and has not saved yet. A form with data-draft is sent there while one writes
// (static/js/draft.js); the module keeps what comes, and shows it when the form is opened again, with
// page::unsaved_note() above it.
#pragma once

#include <functional>
#include <initializer_list>
#include <string>

#include "access/site.h"
#include "base/texts.h"

namespace samloft::records {

// Has the draft kept, and answers in a line of text; not where there is a refusal, which is told
// instead. No journal: nothing of the partnership is changed.
web::Response keep_draft(access::Visit& visit, const char* refusal, const std::function<void()>& keep);
inline constexpr const char* kDraftTooLong = N_("Teksten er for lang til å lagres.");
// The same; refused are texts that are too long to be saved.
web::Response keep_draft(access::Visit& visit, std::initializer_list<std::string> texts,
                         const std::function<void()>& keep);

}  // namespace samloft::records
