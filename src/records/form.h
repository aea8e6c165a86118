// A described record as a form: filled from it, read back into it. Private to this part.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/record.h"
#include "page/components.h"
#include "records/kept.h"
#include "records/store.h"
#include "web/http.h"

namespace samloft::records {

// Hands on to a writer or reader of forms what is typed into forms, and leaves the rest as it is. So
// it does with the field that says whose the record is, for those who write their own only.
class InForms final : public Fields {
 public:
  InForms(Fields& form, const Viewer& viewer, const Kind& kind)
      : form_(form), left_out_(viewer.may(kind.writers) ? std::string_view() : kind.own) {}
  void text(const Field& f, std::string& value) override {
    if (typed(f)) form_.text(f, value);
  }
  void prose(const Field& f, std::string& value) override {
    if (typed(f)) form_.prose(f, value);
  }
  void number(const Field& f, std::optional<std::int64_t>& value) override {
    if (typed(f)) form_.number(f, value);
  }
  void money(const Field& f, std::optional<Ore>& value) override {
    if (typed(f)) form_.money(f, value);
  }
  void percent(const Field& f, std::optional<std::int64_t>& value) override {
    if (typed(f)) form_.percent(f, value);
  }
  void date(const Field& f, std::optional<Date>& value) override {
    if (typed(f)) form_.date(f, value);
  }
  void yes_no(const Field& f, bool& value) override {
    if (typed(f)) form_.yes_no(f, value);
  }
  void choice_at(const Field& f, Choices choices, std::size_t& index) override {
    if (typed(f)) form_.choice_at(f, choices, index);
  }
  void options(const Field& f, Choices choices, std::uint64_t& bits) override {
    if (typed(f)) form_.options(f, choices, bits);
  }
  void link(const Field& f, std::string_view kind, Uuid& id) override {
    if (typed(f)) form_.link(f, kind, id);
  }
  void links(const Field& f, std::string_view kind, std::vector<Uuid>& ids) override {
    if (typed(f)) form_.links(f, kind, ids);
  }

 private:
  bool typed(const Field& f) const {
    return f.shown == Shown::everywhere && (left_out_.empty() || f.name != left_out_);
  }
  Fields& form_;
  std::string_view left_out_;
};

// Writes the fields of a form. Link choices come from the database; they are kept, drawn, with what is
// made of its state.
class FormWriter final : public Fields {
 public:
  FormWriter(db::Connection& db, const Kinds& kinds, const Viewer& viewer, const Texts& t,
             const std::vector<FieldError>& errors, const web::Parameters* typed,
             std::shared_ptr<Made> made)
      : db_(db), kinds_(kinds), viewer_(viewer), t_(t), errors_(errors), typed_(typed),
        made_(std::move(made)) {}
  page::Html fields;
  std::vector<page::FieldName> names;  // of the fields, for the summary of what is wrong

  void text(const Field& f, std::string& value) override;
  void prose(const Field& f, std::string& value) override;
  void number(const Field& f, std::optional<std::int64_t>& value) override;
  void money(const Field& f, std::optional<Ore>& value) override;
  void percent(const Field& f, std::optional<std::int64_t>& value) override;
  void date(const Field& f, std::optional<Date>& value) override;
  void yes_no(const Field& f, bool& value) override;
  void choice_at(const Field& f, Choices choices, std::size_t& index) override;
  void options(const Field& f, Choices choices, std::uint64_t& bits) override;
  void link(const Field& f, std::string_view kind, Uuid& id) override;
  void links(const Field& f, std::string_view kind, std::vector<Uuid>& ids) override;

 private:
  page::FieldFrame frame(const Field& f, bool wide = false);
  // What was typed stays as it was typed, right or wrong.
  std::string typed_or(const Field& f, std::string stored) const;

  // A record that may be chosen, and how it stands in the form while it is not.
  struct Choosable {
    Uuid id;
    std::string heading;
    page::Html plain;
  };
  using Draw = std::function<page::Html(std::size_t place, const page::Option&)>;
  // All of the kind that the viewer may choose, in order of heading; `drawn` tells drawings apart.
  std::shared_ptr<const std::vector<Choosable>> choosable(std::string_view kind, std::string_view drawn,
                                                          const Draw& draw) const;

  db::Connection& db_;
  const Kinds& kinds_;
  const Viewer& viewer_;
  const Texts& t_;
  const std::vector<FieldError>& errors_;
  const web::Parameters* typed_;
  std::shared_ptr<Made> made_;
};

// Reads a posted form. Collects what cannot be read; unknown fields are errors too.
class FormReader final : public Fields {
 public:
  explicit FormReader(const web::Parameters& form) : form_(form) {}
  std::vector<FieldError> errors;
  void report_unknown_fields();

  void text(const Field& f, std::string& value) override;
  void prose(const Field& f, std::string& value) override;
  void number(const Field& f, std::optional<std::int64_t>& value) override;
  void money(const Field& f, std::optional<Ore>& value) override;
  void percent(const Field& f, std::optional<std::int64_t>& value) override;
  void date(const Field& f, std::optional<Date>& value) override;
  void yes_no(const Field& f, bool& value) override;
  void choice_at(const Field& f, Choices choices, std::size_t& index) override;
  void options(const Field& f, Choices choices, std::uint64_t& bits) override;
  void link(const Field& f, std::string_view kind, Uuid& id) override;
  void links(const Field& f, std::string_view kind, std::vector<Uuid>& ids) override;

 private:
  const std::string& value_of(const Field& f);
  void wrong(const Field& f, Message message);
  const web::Parameters& form_;
  std::vector<std::string> seen_{"csrf", "id", "version"};
};

}  // namespace samloft::records
