// Mails as files, for demonstrations and tests: any mail program opens an .eml.
// Tested by smtp_test.cc and outbox_test.cc

#include <filesystem>
#include <fstream>

#include "mail/mail.h"
#include "mail/message.h"

namespace samloft::mail {
namespace {

namespace fs = std::filesystem;

class FolderTransport final : public Transport {
 public:
  FolderTransport(fs::path folder, Sender sender)
      : folder_(std::move(folder)), sender_(std::move(sender)) {}

  std::optional<Refusal> send(const Uuid& id, const Mail& mail, Instant now) override {
    if (!is_safe_address(mail.to)) return Refusal{"the recipient is not one mail address"};
    std::error_code error;
    if (fs::create_directories(folder_, error))
      fs::permissions(folder_, fs::perms::owner_all, error);
    // The name is ours, so nothing in a mail can lead out of the folder.
    std::ofstream file(folder_ / (id.text() + ".eml"), std::ios::binary | std::ios::trunc);
    for (const std::string& header : headers(sender_, id, mail, now)) file << header << "\r\n";
    file << mime_body(mail, "samloft-" + Uuid::fresh().text());
    file.close();
    if (!file) return Refusal{"cannot write into " + folder_.string()};
    return std::nullopt;
  }

 private:
  fs::path folder_;
  Sender sender_;
};

}  // namespace

std::unique_ptr<Transport> folder_transport(std::string folder, std::string from) {
  if (!is_safe_address(from)) throw Broken("the sender of mails is not a mail address: " + from);
  return std::make_unique<FolderTransport>(std::move(folder), Sender{std::move(from), "Samløft"});
}

}  // namespace samloft::mail
