// Mails to an SMTP server, through libcurl and its MIME API.
// Tested by smtp_test.cc

#include <curl/curl.h>

#include <array>

#include "mail/mail.h"
#include "mail/message.h"

namespace samloft::mail {
namespace {

template <auto kFree>
struct Freed {
  template <class Thing>
  void operator()(Thing* thing) const {
    kFree(thing);
  }
};
using Handle = std::unique_ptr<CURL, Freed<curl_easy_cleanup>>;
using Mime = std::unique_ptr<curl_mime, Freed<curl_mime_free>>;
using UrlParts = std::unique_ptr<CURLU, Freed<curl_url_cleanup>>;

class List {
 public:
  void add(const std::string& text) {
    curl_slist* longer = curl_slist_append(head_.get(), text.c_str());
    ensure(longer != nullptr, "libcurl has memory");
    static_cast<void>(head_.release());  // is within the longer list
    head_.reset(longer);
  }
  curl_slist* get() const { return head_.get(); }
  curl_slist* release() { return head_.release(); }  // to libcurl, which frees it with what it is for

 private:
  std::unique_ptr<curl_slist, Freed<curl_slist_free_all>> head_;
};

template <class Value>
void set(CURL* handle, CURLoption option, Value value) {
  ensure(curl_easy_setopt(handle, option, value) == CURLE_OK, "libcurl knows its options");
}

std::string part_of(CURLU* url, CURLUPart part) {
  char* text = nullptr;
  if (curl_url_get(url, part, &text, 0) != CURLUE_OK) return {};
  const std::unique_ptr<char, Freed<curl_free>> owned(text);
  return text;
}

// What the server's address says. The address may hold a password, so no message repeats it.
struct Server {
  bool tls_from_start = false;
  bool local = false;
};

Server server_of(const std::string& address) {
  const UrlParts url(curl_url());
  ensure(url != nullptr, "libcurl has memory");
  if (curl_url_set(url.get(), CURLUPART_URL, address.c_str(), 0) != CURLUE_OK)
    throw Broken("the mail server is not an address like smtp://host:25");
  const std::string scheme = part_of(url.get(), CURLUPART_SCHEME);
  const std::string host = part_of(url.get(), CURLUPART_HOST);
  if (scheme != "smtp" && scheme != "smtps")
    throw Broken("the address of the mail server starts with neither smtp:// nor smtps://");
  return {scheme == "smtps", host == "localhost" || host == "[::1]" || host.starts_with("127.")};
}

// With a disposition of our own, since libcurl writes names as they are.
void attach(curl_mime* mime, const Attachment& file) {
  curl_mimepart* part = curl_mime_addpart(mime);
  List headers;
  headers.add("Content-Disposition: " + file_disposition(file));
  const bool made = part != nullptr &&
                    curl_mime_data(part, file.bytes.data(), file.bytes.size()) == CURLE_OK &&
                    curl_mime_type(part, file_type(file).c_str()) == CURLE_OK &&
                    curl_mime_encoder(part, "base64") == CURLE_OK &&
                    curl_mime_headers(part, headers.release(), 1) == CURLE_OK;
  ensure(made, "libcurl makes a part of a file");
}

class SmtpTransport final : public Transport {
 public:
  explicit SmtpTransport(SmtpOptions options)
      : options_(std::move(options)), server_(server_of(options_.url)), handle_(curl_easy_init()) {
    ensure(handle_ != nullptr, "libcurl has memory");
  }

  std::optional<Refusal> send(const Uuid& id, const Mail& mail, Instant now) override;

 private:
  void set_server();
  curl_usessl tls() const;
  Mime mime_of(const Mail& mail);

  SmtpOptions options_;
  Server server_;
  Handle handle_;  // keeps its connection from one mail to the next
};

std::optional<Transport::Refusal> SmtpTransport::send(const Uuid& id, const Mail& mail,
                                                      Instant now) {
  if (!is_safe_address(mail.to)) return Refusal{"the recipient is not one mail address"};
  CURL* handle = handle_.get();
  curl_easy_reset(handle);
  set_server();
  set(handle, CURLOPT_MAIL_FROM, ("<" + options_.from + ">").c_str());
  List recipients;
  recipients.add("<" + mail.to + ">");
  set(handle, CURLOPT_MAIL_RCPT, recipients.get());
  List header_list;
  for (const std::string& header : headers({options_.from, options_.from_name}, id, mail, now))
    header_list.add(header);
  set(handle, CURLOPT_HTTPHEADER, header_list.get());
  const Mime mime = mime_of(mail);
  set(handle, CURLOPT_MIMEPOST, mime.get());
  std::array<char, CURL_ERROR_SIZE> detail{};
  set(handle, CURLOPT_ERRORBUFFER, detail.data());
  const CURLcode code = curl_easy_perform(handle);
  long answer = 0;
  curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &answer);
  curl_easy_reset(handle);  // nothing of this mail stays behind the pointers
  if (code == CURLE_OK) return std::nullopt;
  std::string reason = detail[0] != '\0' ? detail.data() : curl_easy_strerror(code);
  if (answer != 0) reason += " (the server's last answer: " + std::to_string(answer) + ")";
  return Refusal{std::move(reason)};
}

void SmtpTransport::set_server() {
  CURL* handle = handle_.get();
  set(handle, CURLOPT_URL, options_.url.c_str());
  set(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  set(handle, CURLOPT_PROXY, "");  // none, whatever the environment says
  set(handle, CURLOPT_NOSIGNAL, 1L);
  set(handle, CURLOPT_TIMEOUT, static_cast<long>(options_.timeout_seconds));
  set(handle, CURLOPT_USE_SSL, static_cast<long>(tls()));
  if (!options_.ca_file.empty()) set(handle, CURLOPT_CAINFO, options_.ca_file.c_str());
  if (options_.user.empty()) return;
  set(handle, CURLOPT_USERNAME, options_.user.c_str());
  set(handle, CURLOPT_PASSWORD, options_.password.c_str());
}

// Never "if the server offers it": whoever can read the wire can also hide the offer.
curl_usessl SmtpTransport::tls() const {
  const bool plain = options_.start_tls == StartTls::never ||
                     (options_.start_tls == StartTls::unless_local && server_.local);
  return plain && !server_.tls_from_start ? CURLUSESSL_NONE : CURLUSESSL_ALL;
}

Mime SmtpTransport::mime_of(const Mail& mail) {
  Mime mime(curl_mime_init(handle_.get()));
  ensure(mime != nullptr, "libcurl has memory");
  const std::string body = body_text(mail.text);
  curl_mimepart* part = curl_mime_addpart(mime.get());
  const bool made = part != nullptr && curl_mime_data(part, body.data(), body.size()) == CURLE_OK &&
                    curl_mime_type(part, "text/plain; charset=utf-8") == CURLE_OK &&
                    curl_mime_encoder(part, "quoted-printable") == CURLE_OK;
  ensure(made, "libcurl makes a text part");
  for (const Attachment& file : mail.attachments) attach(mime.get(), file);
  return mime;
}

}  // namespace

std::unique_ptr<Transport> smtp_transport(SmtpOptions options) {
  static const CURLcode kReady = curl_global_init(CURL_GLOBAL_DEFAULT);
  ensure(kReady == CURLE_OK, "libcurl starts");
  if (!is_safe_address(options.from))
    throw Broken("the sender of mails is not a mail address: " + options.from);
  return std::make_unique<SmtpTransport>(std::move(options));
}

}  // namespace samloft::mail
