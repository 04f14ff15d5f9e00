// libcurl made callable. Swift cannot see variadic functions, so each option and each figure in use
// has one function here, with its type. There is no generic setter: a wrong pairing of option and
// type must not be expressible. Written for libcurl 7.88 and later.
#ifndef CCURL_SHIM_H
#define CCURL_SHIM_H

#include <curl/curl.h>
#include <stddef.h>

// The usual set-up; the constant is a macro that Swift cannot read.
static inline CURLcode ccurl_global_init(void) { return curl_global_init(CURL_GLOBAL_DEFAULT); }

// What is asked.

// The full address, query included; it comes from HTTPURL, which has judged it.
static inline CURLcode ccurl_set_url(CURL *handle, const char *url) {
    return curl_easy_setopt(handle, CURLOPT_URL, url);
}

// The one scheme this exchange may speak, so that nothing can talk it into another.
static inline CURLcode ccurl_set_protocols(CURL *handle, const char *names) {
    return curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, names);
}

// The request's header lines; the list has to outlive the exchange.
static inline CURLcode ccurl_set_headers(CURL *handle, struct curl_slist *lines) {
    return curl_easy_setopt(handle, CURLOPT_HTTPHEADER, lines);
}

// POST instead of GET.
static inline CURLcode ccurl_set_post(CURL *handle) {
    return curl_easy_setopt(handle, CURLOPT_POST, 1L);
}

// The body's length, which has to be known before the body: it may hold zero bytes.
static inline CURLcode ccurl_set_post_body_size(CURL *handle, size_t size) {
    return curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)size);
}

// The body; libcurl keeps a copy, so that the caller's may go.
static inline CURLcode ccurl_set_post_body_copy(CURL *handle, const void *bytes) {
    return curl_easy_setopt(handle, CURLOPT_COPYPOSTFIELDS, (const char *)bytes);
}

// Who asks.
static inline CURLcode ccurl_set_user_agent(CURL *handle, const char *text) {
    return curl_easy_setopt(handle, CURLOPT_USERAGENT, text);
}

// Every compression this libcurl can undo: candles shrink to a quarter.
static inline CURLcode ccurl_accept_every_encoding(CURL *handle) {
    return curl_easy_setopt(handle, CURLOPT_ACCEPT_ENCODING, "");
}

// How it is asked.

// HTTP/2 where TLS can agree on it; one connection then carries many requests.
static inline CURLcode ccurl_allow_http2_over_tls(CURL *handle) {
    return curl_easy_setopt(handle, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_2TLS);
}

// What is sent on a kept connection that closes without a byte is sent again by libcurl, on a new one
// and without a word; what creates something must not be.
static inline CURLcode ccurl_use_fresh_connection(CURL *handle) {
    return curl_easy_setopt(handle, CURLOPT_FRESH_CONNECT, 1L);
}

// Wait for a connection that can be shared, rather than open one more.
static inline CURLcode ccurl_prefer_shared_connection(CURL *handle) {
    return curl_easy_setopt(handle, CURLOPT_PIPEWAIT, 1L);
}

// A redirect is an answer: following it would carry secret headers to an address nobody chose.
static inline CURLcode ccurl_follow_no_redirects(CURL *handle) {
    return curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
}

// libcurl must not touch the process's signal handlers.
static inline CURLcode ccurl_use_no_signals(CURL *handle) {
    return curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
}

// How many connections one host is given at a time; further requests wait for one of them.
static inline CURLMcode ccurl_limit_connections(CURLM *multi, long count) {
    return curl_multi_setopt(multi, CURLMOPT_MAX_HOST_CONNECTIONS, count);
}

// The bound on name resolution, connection and TLS together.
static inline CURLcode ccurl_set_connect_timeout(CURL *handle, long milliseconds) {
    return curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS, milliseconds);
}

// The bound on the whole exchange.
static inline CURLcode ccurl_set_total_timeout(CURL *handle, long milliseconds) {
    return curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, milliseconds);
}

// A name that is still being resolved must not hold up the end of its request: the resolver knows
// no time limit, and libcurl would else wait for it past ours.
static inline CURLcode ccurl_abandon_name_resolution(CURL *handle) {
    return curl_easy_setopt(handle, CURLOPT_QUICK_EXIT, 1L);
}

// Hosts that are asked without a proxy, in place of the environment's no_proxy.
static inline CURLcode ccurl_set_no_proxy(CURL *handle, const char *hosts) {
    return curl_easy_setopt(handle, CURLOPT_NOPROXY, hosts);
}

// Whom it trusts.

// The server's certificate must come from a trusted authority; so must an https proxy's.
static inline CURLcode ccurl_verify_peer(CURL *handle) {
    return curl_easy_setopt(handle, CURLOPT_SSL_VERIFYPEER, 1L);
}
static inline CURLcode ccurl_verify_proxy_peer(CURL *handle) {
    return curl_easy_setopt(handle, CURLOPT_PROXY_SSL_VERIFYPEER, 1L);
}

// The certificate must be for the host that is asked; 2 is the full check.
static inline CURLcode ccurl_verify_host(CURL *handle) {
    return curl_easy_setopt(handle, CURLOPT_SSL_VERIFYHOST, 2L);
}
static inline CURLcode ccurl_verify_proxy_host(CURL *handle) {
    return curl_easy_setopt(handle, CURLOPT_PROXY_SSL_VERIFYHOST, 2L);
}

// TLS 1.2 or later, whatever the system's own configuration would let by.
static inline CURLcode ccurl_require_tls12(CURL *handle) {
    return curl_easy_setopt(handle, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
}
static inline CURLcode ccurl_require_proxy_tls12(CURL *handle) {
    return curl_easy_setopt(handle, CURLOPT_PROXY_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
}

// The file of trusted authorities; NULL for none, also not libcurl's built-in one.
static inline CURLcode ccurl_set_trust_file(CURL *handle, const char *path) {
    return curl_easy_setopt(handle, CURLOPT_CAINFO, path);
}
static inline CURLcode ccurl_set_proxy_trust_file(CURL *handle, const char *path) {
    return curl_easy_setopt(handle, CURLOPT_PROXY_CAINFO, path);
}

// The hashed directory of trusted authorities; NULL for none, also not libcurl's built-in one.
static inline CURLcode ccurl_set_trust_directory(CURL *handle, const char *path) {
    return curl_easy_setopt(handle, CURLOPT_CAPATH, path);
}
static inline CURLcode ccurl_set_proxy_trust_directory(CURL *handle, const char *path) {
    return curl_easy_setopt(handle, CURLOPT_PROXY_CAPATH, path);
}

// Where the answer goes.

// Takes the body, piece by piece, after decompression.
static inline CURLcode ccurl_set_write_function(CURL *handle, curl_write_callback function) {
    return curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, function);
}
static inline CURLcode ccurl_set_write_context(CURL *handle, void *context) {
    return curl_easy_setopt(handle, CURLOPT_WRITEDATA, context);
}

// Takes the header lines, one by one.
static inline CURLcode ccurl_set_header_function(CURL *handle, curl_write_callback function) {
    return curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, function);
}
static inline CURLcode ccurl_set_header_context(CURL *handle, void *context) {
    return curl_easy_setopt(handle, CURLOPT_HEADERDATA, context);
}

// A proxy's answer to CONNECT is not the server's.
static inline CURLcode ccurl_hide_proxy_headers(CURL *handle) {
    return curl_easy_setopt(handle, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
}

// Holds what went wrong, in libcurl's words; CURL_ERROR_SIZE bytes that outlive the exchange.
static inline CURLcode ccurl_set_error_buffer(CURL *handle, char *buffer) {
    return curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, buffer);
}

// Ties the handle to what we keep about its exchange.
static inline CURLcode ccurl_set_context(CURL *handle, void *context) {
    return curl_easy_setopt(handle, CURLOPT_PRIVATE, context);
}

// What is told afterwards. Each leaves its value at 0 or NULL where there is nothing to tell.

// What ccurl_set_context tied to the handle.
static inline void *ccurl_get_context(CURL *handle) {
    char *context = NULL;
    curl_easy_getinfo(handle, CURLINFO_PRIVATE, &context);
    return context;
}

// The status of the final answer.
static inline long ccurl_get_status(CURL *handle) {
    long status = 0;
    curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
    return status;
}

// The status a proxy answered CONNECT with: it tells the proxy's refusal from the server's.
static inline long ccurl_get_proxy_status(CURL *handle) {
    long status = 0;
    curl_easy_getinfo(handle, CURLINFO_HTTP_CONNECTCODE, &status);
    return status;
}

// The operating system's error number of a failed connection.
static inline long ccurl_get_system_error(CURL *handle) {
    long number = 0;
    curl_easy_getinfo(handle, CURLINFO_OS_ERRNO, &number);
    return number;
}

// The microseconds until the request could be sent; 0 tells that the connection took too long.
static inline curl_off_t ccurl_get_pretransfer_time(CURL *handle) {
    curl_off_t microseconds = 0;
    curl_easy_getinfo(handle, CURLINFO_PRETRANSFER_TIME_T, &microseconds);
    return microseconds;
}

// The seconds of Retry-After against the local clock: the only way where no Date header came.
static inline curl_off_t ccurl_get_retry_after(CURL *handle) {
    curl_off_t seconds = 0;
    curl_easy_getinfo(handle, CURLINFO_RETRY_AFTER, &seconds);
    return seconds;
}

#endif
