// The roles as codes and as words.
#pragma once

#include "base/record.h"
#include "base/viewer.h"

template <>
struct samloft::ChoicesOf<samloft::Role> {
  static constexpr Choice list[] = {{"staff", N_("Ansatt")},
                                    {"unit_leader", N_("Leder av enhet")},
                                    {"coordinator", N_("Koordinator")},
                                    {"owner_leader", N_("Leder hos eier")},
                                    {"ppt_lead", N_("Leder PPT")},
                                    {"university_lead", N_("Faglig leder ved universitetet")},
                                    {"lecturer", N_("Fagperson ved universitetet")},
                                    {"union_representative", N_("Tillitsvalgt")},
                                    {"private_owner", N_("Privat eier")},
                                    {"auditor", N_("Revisor")}};
};
