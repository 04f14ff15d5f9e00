/* What starting a program costs that links libcurl and sets it up: the floor for algom-tick. */
#include <curl/curl.h>
#include <stdio.h>

int main(void)
{
    if (curl_global_init(CURL_GLOBAL_DEFAULT)) return 1;
    puts(curl_version());
    return 0;
}
