// Passwords that are guessed first: long enough, and made of nothing but what many use.
#pragma once

#include <string>

namespace samloft::access {

// Whether fewer than six letters are left of a password without common words (in bokmål, nynorsk and
// English), rows and columns of the keyboard, the alphabet, digits, signs, repetitions, and the local part and
// domain of the owner's address. «Sommer2026!!», «qwertyuiop123», «kari.lie1234» are; four words of
// which the list knows none are not. It cannot know what was stolen elsewhere.
bool is_guessable(const std::string& password, const std::string& mail);

}  // namespace samloft::access
