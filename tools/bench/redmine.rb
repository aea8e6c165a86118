# Loads the needs of a partnership into Redmine as issues, in the order of Samløft's list, and lets its
# administrator in. Run by tools/bench/redmine.py with `rails runner`; NEEDS names a JSON file.
require "json"

admin = User.find_by(login: "admin")
admin.update!(password: ENV.fetch("PASSWORD"), password_confirmation: ENV.fetch("PASSWORD"),
              must_change_passwd: false, language: "en")
Setting.per_page_options = "25,50,100"
Setting.search_results_per_page = "25"
Setting.login_required = "1"

project = Project.create!(name: "Behov", identifier: "behov", is_public: false,
                          enabled_module_names: ["issue_tracking"], trackers: Tracker.all)
priority = IssuePriority.default || IssuePriority.first
Issue.transaction do
  JSON.parse(File.read(ENV.fetch("NEEDS"))).each do |need|
    Issue.create!(project: project, tracker: project.trackers.first, author: admin, priority: priority,
                  subject: need.fetch("title"), description: need.fetch("description"))
  end
end
puts "loaded #{Issue.count} issues"
