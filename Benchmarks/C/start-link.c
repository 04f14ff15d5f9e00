/* What loading libcurl alone costs, with nothing of it called but its version. */
#include <curl/curl.h>
#include <stdio.h>

int main(void)
{
    puts(curl_version());
    return 0;
}
