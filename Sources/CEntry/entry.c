#include "CEntry.h"

#include <stddef.h>
#include <sys/prctl.h>

static int count;
static char **words;

// glibc hands every constructor what main gets. Swift itself reads /proc, or looks for the words before
// an environment that nothing must have moved: where neither is there, it has none, and says nothing.
__attribute__((constructor)) static void remember(int argc, char **argv) {
    count = argc;
    words = argv;
}

int centry_count(void) {
    if (words == NULL) return -1;
    for (int index = 0; index < count; index++)
        if (words[index] == NULL) return -1;
    return words[count] == NULL ? count : -1;
}

const char *centry_word(int index) {
    return words != NULL && index >= 0 && index < count ? words[index] : NULL;
}

int centry_forbid_cores(void) { return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); }
