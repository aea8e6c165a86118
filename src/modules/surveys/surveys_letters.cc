// What is written to those who are asked.
// Tested by surveys_test.cc

#include "answering.h"
#include "people/people.h"
#include "store.h"

namespace samloft::surveys {
namespace {

constexpr int kRemindedBefore = 2;  // days before the last one

access::Words words_of(const Texts& t, const Survey& survey, const std::string& partnership,
                       const std::string& link, Occasion occasion) {
  const std::string& title = survey.title.in(t.language());
  const std::string deadline =
      survey.closes_on ? t.fill(N_("Svar innen {}."), {t.long_date(*survey.closes_on)}) : "";
  const auto letter = [&](std::string_view subject, std::string_view text) {
    return access::Words{t.fill(subject, {title}), t.fill(text, {title, partnership, deadline, link})};
  };
  switch (occasion) {
    case Occasion::first:
      return letter(N_("Undersøkelse: {}"),
                    N_("Hei!\n\nDu er bedt om å svare på «{}» i {}. {}\n\nSvar her:\n{}\n\nLenken er din og kan "
                       "brukes én gang. Svaret er anonymt: lenken lagres ikke sammen med det.\n"));
    case Occasion::again:
      return letter(N_("Påminnelse: {}"),
                    N_("Hei!\n\nVi har ikke fått svaret ditt på «{}» i {}. {}\n\nSvar her:\n{}\n\nHar du "
                       "begynt og lagret, ligger det bak lenken i det første brevet; den virker "
                       "fortsatt.\n\nSvaret er anonymt. Påminnelsen er sendt av systemet, og ingen ser hvem "
                       "som har fått den.\n"));
    case Occasion::renewed:
      return letter(N_("Ny lenke: {}"),
                    N_("Hei!\n\nHer er en ny lenke til «{}» i {}. {}\n\nSvar her:\n{}\n\nLenker du fikk før, "
                       "virker ikke lenger, og det du hadde lagret bak dem, kan ikke åpnes.\n\nSvaret er "
                       "anonymt. Brevet er sendt av systemet, og ingen ser hvem som har fått det.\n"));
    case Occasion::moved:
      return letter(N_("Undersøkelse: {}"),
                    N_("Hei!\n\nDu er bedt om å svare på «{}» i {}. {}\n\nUndersøkelsen er flyttet, og lenker og "
                       "koder du fikk før, virker ikke lenger. Har du svart, er svaret ditt med: ikke svar en "
                       "gang til.\n\nSvar her:\n{}\n\nLenken er din og kan brukes én gang. Svaret er anonymt: "
                       "lenken lagres ikke sammen med det, og vi vet ikke hvem som har svart før.\n"));
  }
  return {};
}

}  // namespace

std::vector<access::Letter> letters(records::Work& work, const Survey& survey,
                                    const std::vector<Letter>& links, const Place& place,
                                    Occasion occasion) {
  std::vector<access::Letter> all;
  for (const Letter& one : links) {
    const auto person =
        records::find<people::Person>(work.db, *work.kinds.by_name("person"), one.person);
    if (!person || person->mail.empty()) continue;
    all.push_back({one.person, person->mail,
                   [survey, name = place.partnership, link = place.door + one.link,
                    occasion](const Texts& t) { return words_of(t, survey, name, link, occasion); }});
  }
  return all;
}

std::vector<access::Letter> due_reminders(db::Connection& db, const records::Kinds& kinds,
                                          const std::string& partnership, const std::string& door,
                                          Instant now) {
  const Viewer viewer = Viewer::command_line();
  records::Work work{db, kinds, viewer, now, {}};
  std::vector<access::Letter> all;
  for (const Uuid& id : open_until(db, local_day(now).plus_days(kRemindedBefore))) {
    const auto survey = records::find<Survey>(db, *kinds.by_name("survey"), id);
    for (access::Letter& one : letters(work, *survey, remind(work, *survey), {partnership, door},
                                       Occasion::again))
      all.push_back(std::move(one));
  }
  return all;
}

}  // namespace samloft::surveys
