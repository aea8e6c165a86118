// The frame around every page: head, top bar, menus, crumbs, flash, footer. Handlers never build it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/texts.h"
#include "page/html.h"

namespace samloft::page {

struct NavItem {
  std::string label;
  std::string address;
  bool current = false;
};

struct Frame {
  Texts t;
  std::string title;
  std::string partnership;   // its name; empty outside one
  std::string home;          // address of the front page: /kristiansand, or /
  std::string address;       // of this page, for the language links and the printed footer
  std::vector<NavItem> nav;  // main menu
  std::vector<NavItem> crumbs;
  std::string viewer;        // name; empty for guests
  // The roles the viewer may choose to act in: label, code, and which is in force. One is no choice.
  std::vector<NavItem> roles;
  std::string role_action;   // where the choice is sent
  std::string csrf;
  std::string search;        // address of the search page; empty: no search box
  std::string query;         // what was searched for
  Html flash;                // said after a change
  std::string now;           // for the printed footer
};

// What stands above the content: small line, heading, facts, actions.
struct Hero {
  std::string eyebrow;
  std::string title;
  Html facts;
  Html actions;
};
Html hero(const Hero& hero);

Html flash(std::string_view text, const Html& undo);

std::string whole_page(const Frame& frame, const Html& main);

// Address of the script that keeps the page of a survey for the time without a net.
std::string_view answer_worker();

}  // namespace samloft::page
