// Choosing the maker, and saying what went wrong.
// Tested by files_pdf_test.cc

#include "document/files.h"

#include "document/html.h"
#include "document/making.h"

namespace samloft::document {

Result<std::string> make_file(const Document& document, Format format, const Limits& limits) {
  if (format == Format::pdf) return make_pdf(document, limits);
  if (format == Format::docx) return make_docx(document, limits);
  return print_html(document, Purpose::pdf);
}

Result<void> run_or_explain(const Command& command, const char* package,
                            const TemporaryFolder& folder, const Limits& limits) {
  using How = Ending::How;
  const Ending ending = run(command, folder, limits);
  if (ending.how == How::well) return {};
  if (ending.how == How::no_program || ending.code == kNotInstalled)
    return Problem::invalid(Message(
        N_("Fila kan ikke lages før Debian-pakken {} er installert på tjeneren."), {package}));
  if (ending.how == How::too_long)
    return Problem::invalid(
        Message(N_("Det tok mer enn {} sekunder å lage fila. Prøv igjen når tjenesten har mindre å "
                   "gjøre, eller del dokumentet i mindre deler."),
                {std::to_string(limits.seconds)}));
  if (ending.how == How::too_large)
    return Problem::invalid(
        Message(N_("Fila trengte mer enn {} MB minne. Del dokumentet i mindre deler."),
                {std::to_string(limits.megabytes)}));
  return Problem::invalid(
      Message(N_("Fila kunne ikke lages. Programmet fra Debian-pakken {} sa: {}"),
              {package, ending.complaint}));
}

}  // namespace samloft::document
