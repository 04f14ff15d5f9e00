/* What loading libcurl, librsvg and cairo costs, with nothing of them used: the floor for algom. */
#include <curl/curl.h>
#include <librsvg/rsvg.h>
#include <stdio.h>

int main(void)
{
    printf("%s librsvg %u cairo %s\n", curl_version(), rsvg_major_version, cairo_version_string());
    return 0;
}
