// Form fields: labels, descriptions and errors wired by id, as assistive technology needs them.
// Tested by components_test.cc

#include "page/components.h"

namespace samloft::page {
namespace {

Html optional_mark(const Texts& t, const FieldFrame& f) {
  if (!f.optional) return {};
  return html(R"( <span class="optional">{}</span>)", t(N_("(valgfritt)")));
}

Html description(const FieldFrame& f) {
  if (f.hint.empty()) return {};
  return html(R"(<p data-field="description" id="{}-d">{}</p>)", f.name, f.hint);
}

Html error(const FieldFrame& f) {
  if (f.error.empty()) return {};
  return html(R"(<p class="ds-validation-message" data-field="validation" id="{}-e">{}</p>)", f.name,
              f.error);
}

// aria-invalid and aria-describedby, as far as they apply.
Html wiring(const FieldFrame& f) {
  Html out;
  if (!f.error.empty()) out += Html::trusted(R"( aria-invalid="true")");
  if (f.error.empty() && f.hint.empty()) return out;
  const std::string ids = (f.error.empty() ? "" : f.name + "-e") +
                          (f.error.empty() || f.hint.empty() ? "" : " ") +
                          (f.hint.empty() ? "" : f.name + "-d");
  return out + html(R"( aria-describedby="{}")", ids);
}

Html required(const FieldFrame& f) {
  return when(!f.optional, Html::trusted(R"( aria-required="true")"));
}

Html field(const Texts& t, const FieldFrame& f, const Html& control) {
  return html(R"(<div class="ds-field{}"><label class="ds-label" for="{}">{}{}</label>{}{}{}</div>
)",
              f.wide ? " form__wide" : "", f.name, f.label, optional_mark(t, f), description(f),
              control, error(f));
}

Html one_choice(std::string_view type, std::string_view field, std::size_t number,
                const Option& option) {
  // The first carries the field's name as id, so that the error summary leads to it.
  const std::string id = std::string(field) + (number == 0 ? "" : "-" + std::to_string(number));
  return html(
      R"(<div class="ds-field"><input class="ds-input" type="{}" id="{}" name="{}" value="{}"{}><label class="ds-label" for="{}">{}</label></div>)",
      type, id, field, option.value, when(option.chosen, Html::trusted(" checked")), id,
      option.text);
}

Html choices(std::string_view type, const FieldFrame& f, const std::vector<Option>& options) {
  std::size_t number = 0;
  return each(options, [&](const Option& option) { return one_choice(type, f.name, number++, option); });
}

Html choice_list(const Texts& t, const FieldFrame& f, const Html& items, std::string_view box) {
  return html(
      R"(<fieldset class="ds-fieldset form__wide"{}><legend class="ds-label">{}{}</legend>{}<div class="{}">{}</div>{}</fieldset>
)",
      wiring(f), f.label, optional_mark(t, f), description(f), box, items, error(f));
}

}  // namespace

Html input(const Texts& t, const FieldFrame& f, std::string_view type, std::string_view value,
           std::string_view unit, std::string_view autocomplete) {
  const bool number = type == "number";
  const bool brief = number || type == "date" || !unit.empty();
  const Html control = html(
      R"(<input class="ds-input{}" type="{}" id="{}" name="{}" value="{}" autocomplete="{}"{}{}{}>)",
      brief ? " short" : "", number ? std::string_view("text") : type, f.name, f.name, value,
      autocomplete, when(number, Html::trusted(R"( inputmode="decimal")")), required(f), wiring(f));
  if (unit.empty()) return field(t, f, control);
  return field(t, f,
               html(R"(<div class="ds-field-affixes">{}<span class="ds-field-affix" aria-hidden="true">{}</span></div>)",
                    control, unit));
}

Html text_area(const Texts& t, const FieldFrame& f, std::string_view value) {
  // The line end after the tag is eaten by browsers, so that a first empty line survives.
  return field(t, f,
               html("<textarea class=\"ds-input\" id=\"{}\" name=\"{}\" rows=\"5\"{}{}>\n{}</textarea>",
                    f.name, f.name, required(f), wiring(f), value));
}

Html option(const Option& option) {
  return html(R"(<option value="{}"{}>{}</option>)", option.value,
              when(option.chosen, Html::trusted(" selected")), option.text);
}

Html check(std::string_view field, std::size_t number, const Option& option) {
  return one_choice("checkbox", field, number, option);
}

Html select_drawn(const Texts& t, const FieldFrame& f, const Html& options) {
  return field(t, f,
               html(R"(<select class="ds-input" id="{}" name="{}"{}{}>{}</select>)", f.name, f.name,
                    required(f), wiring(f), options));
}

Html select(const Texts& t, const FieldFrame& f, const std::vector<Option>& options) {
  return select_drawn(t, f, each(options, option));
}

Html radios(const Texts& t, const FieldFrame& f, const std::vector<Option>& options) {
  return choice_list(t, f, choices("radio", f, options), "choices");
}

Html checkboxes_drawn(const Texts& t, const FieldFrame& f, const Html& checks, std::size_t count) {
  return choice_list(t, f, checks, count > 6 ? "picks" : "choices");
}

Html checkboxes(const Texts& t, const FieldFrame& f, const std::vector<Option>& options) {
  return checkboxes_drawn(t, f, choices("checkbox", f, options), options.size());
}

Html checkbox(const FieldFrame& f, bool checked) {
  return html(
      R"(<div class="ds-field form__wide"><input class="ds-input" type="checkbox" id="{}" name="{}" value="1"{}{}><label class="ds-label" for="{}">{}</label>{}{}</div>
)",
      f.name, f.name, when(checked, Html::trusted(" checked")), wiring(f), f.name, f.label,
      description(f), error(f));
}

Html file_input(const Texts& t, const FieldFrame& f, std::string_view accept) {
  return field(t, f,
               html(R"(<input class="ds-input" type="file" id="{}" name="{}" accept="{}"{}{}>)",
                    f.name, f.name, accept, required(f), wiring(f)));
}

std::string error_of(const Texts& t, const std::vector<FieldError>& errors,
                     std::string_view field) {
  for (const FieldError& one : errors)
    if (one.field == field) return t(one.message);
  return {};
}

Html error_summary(const Texts& t, const std::vector<FieldError>& errors,
                   const std::vector<FieldName>& names) {
  if (errors.empty()) return {};
  const Html items = each(errors, [&](const FieldError& one) {
    std::string text = t(one.message);
    for (const FieldName& name : names)
      if (name.field == one.field) text = name.label + ": " + text;
    return html(R"(<li><a class="ds-link" href="#{}">{}</a></li>)", one.field, text);
  });
  return html(
      R"(<div class="ds-error-summary" data-color="danger" role="group" tabindex="-1" aria-labelledby="es-h"><h2 class="ds-heading" data-size="2xs" id="es-h">{}</h2><ul class="ds-list">{}</ul></div>
)",
      t.plural(static_cast<std::int64_t>(errors.size()), N_("{} felt må rettes før vi kan lagre"),
               N_("{} felt må rettes før vi kan lagre")),
      items);
}

Html unsaved_note(const Texts& t, Instant typed_at) {
  return alert("info", html("<p>{}</p>", t.fill(N_("Her er det du skrev {}, som ikke er lagret ennå."),
                                                {t.moment(typed_at)})));
}

Html draft_state() {
  return Html::trusted(R"(<p class="muted form__wide" role="status" data-draft-state></p>)");
}

Html form_actions(const Html& actions) {
  return html(R"(<div class="form__actions">{}</div>)", actions);
}

}  // namespace samloft::page
