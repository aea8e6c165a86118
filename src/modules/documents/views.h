// What plans look like: view structs in, HTML out.
#pragma once

#include <string>
#include <vector>

#include "base/texts.h"
#include "documents/documents.h"
#include "page/components.h"
#include "page/html.h"
#include "rules_difference.h"

namespace samloft::documents {

struct SectionView {
  std::string title, read_address, edit_address;  // the latter empty: not the viewer's, or closed
  bool has_text = false;
  std::int64_t comments = 0;
};
page::Html sections_panel(const Texts& t, const std::vector<SectionView>& sections);

struct VersionView {
  std::string title, note, address, difference_address;
};
page::Html versions_panel(const Texts& t, const std::vector<VersionView>& versions);

struct FileView {
  std::string title, note, address;
};
// The form that asks for a file, and those that were asked for.
page::Html files_form(const Texts& t, const std::string& action, const std::string& csrf,
                      const std::vector<page::Option>& of,
                      const std::vector<page::Option>& formats,
                      const std::vector<FileView>& files);

// What a person waits for already; empty if that is nothing.
page::Html waiting_files(const Texts& t, const std::vector<FileView>& files);

struct CommentView {
  std::string topic, who, text, state, answer, answer_address;
};
struct CommentsView {
  std::vector<CommentView> comments;
  std::string action, csrf, id;  // an empty action: comments are not taken now
  std::vector<page::Option> topics;
  std::string typed, error;
};
page::Html comments_panel(const Texts& t, const CommentsView& view);

struct EditView {
  std::string action, draft_action, preview_action, csrf, back;
  std::string title, text;
  std::int64_t version = 0;
  page::Html note;      // a conflict, an error, a draft that was found
  page::Html live;      // the section's live data
  page::Html preview;
  bool shows_preview = false;
  std::string error;
};
page::Html edit_form(const Texts& t, const EditView& view);

struct SectionDifference {
  std::string title;
  std::vector<Change> changes;  // lines
};
page::Html difference_panels(const Texts& t, const std::vector<SectionDifference>& sections);

}  // namespace samloft::documents
