// libcurl's mail transfer made callable: what shim.h has no need of. Its rules hold here as well.
#ifndef CCURL_MAIL_H
#define CCURL_MAIL_H

#include <curl/curl.h>

// TLS from the first command after STARTTLS, or no transfer at all.
static inline CURLcode ccurl_require_starttls(CURL *handle) {
    return curl_easy_setopt(handle, CURLOPT_USE_SSL, (long)CURLUSESSL_ALL);
}

// Who logs in: as the password is, or not at all. What libcurl thinks stronger ties the password to
// MD5 or DES, and nothing goes without TLS anyway.
static inline CURLcode ccurl_log_in_plainly(CURL *handle) {
    return curl_easy_setopt(handle, CURLOPT_LOGIN_OPTIONS, "AUTH=PLAIN;AUTH=LOGIN");
}
static inline CURLcode ccurl_set_user(CURL *handle, const char *name) {
    return curl_easy_setopt(handle, CURLOPT_USERNAME, name);
}
static inline CURLcode ccurl_set_password(CURL *handle, const char *text) {
    return curl_easy_setopt(handle, CURLOPT_PASSWORD, text);
}

// The envelope; the list has to outlive the transfer.
static inline CURLcode ccurl_set_mail_sender(CURL *handle, const char *address) {
    return curl_easy_setopt(handle, CURLOPT_MAIL_FROM, address);
}
static inline CURLcode ccurl_set_mail_recipients(CURL *handle, struct curl_slist *addresses) {
    return curl_easy_setopt(handle, CURLOPT_MAIL_RCPT, addresses);
}

// A recipient who is refused takes nothing from the others. libcurl 8.2 spells the name with two
// letters L, and still knows this one.
static inline CURLcode ccurl_allow_refused_recipients(CURL *handle) {
    return curl_easy_setopt(handle, CURLOPT_MAIL_RCPT_ALLLOWFAILS, 1L);
}

// The message goes up, in pieces that a function hands over; libcurl doubles the dots.
static inline CURLcode ccurl_set_upload(CURL *handle) {
    return curl_easy_setopt(handle, CURLOPT_UPLOAD, 1L);
}
static inline CURLcode ccurl_set_read_function(CURL *handle, curl_read_callback function) {
    return curl_easy_setopt(handle, CURLOPT_READFUNCTION, function);
}
static inline CURLcode ccurl_set_read_context(CURL *handle, void *context) {
    return curl_easy_setopt(handle, CURLOPT_READDATA, context);
}

// In place of a message, one command that needs neither sender nor recipients.
static inline CURLcode ccurl_set_command(CURL *handle, const char *command) {
    return curl_easy_setopt(handle, CURLOPT_CUSTOMREQUEST, command);
}

// Hears every line that is said, in either direction.
static inline CURLcode ccurl_set_debug_function(CURL *handle, curl_debug_callback function) {
    return curl_easy_setopt(handle, CURLOPT_DEBUGFUNCTION, function);
}
static inline CURLcode ccurl_set_debug_context(CURL *handle, void *context) {
    return curl_easy_setopt(handle, CURLOPT_DEBUGDATA, context);
}
static inline CURLcode ccurl_be_verbose(CURL *handle) {
    return curl_easy_setopt(handle, CURLOPT_VERBOSE, 1L);
}

// The connection that was used last; CURL_SOCKET_BAD where it is gone.
static inline curl_socket_t ccurl_get_socket(CURL *handle) {
    curl_socket_t number = CURL_SOCKET_BAD;
    curl_easy_getinfo(handle, CURLINFO_ACTIVESOCKET, &number);
    return number;
}

#endif
