/* Runs a program to its end and writes what it took: exit status, CPU, wall and peak memory.
 *
 *   meter SECONDS RECORD OUTPUT ERRORS PROGRAM [ARGUMENT]...
 *
 * The record is one line: status, microseconds of CPU (user and system, of the program and of what
 * it waited for), nanoseconds of wall by the monotonic clock, KiB of peak memory. A status of 128
 * and above is the signal that ended it; after SECONDS that is SIGKILL.
 *
 * The kernel counts what a process held before it became the program, which is what its parent
 * holds. So the parent must be tiny, as a harness is not: that is why this is a program of its own.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;
static volatile pid_t child;

static void stop(int signal)
{
    (void)signal;
    if (child > 0) kill(child, SIGKILL);
}

static int64_t nanoseconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * INT64_C(1000000000) + t.tv_nsec;
}

static int64_t microseconds(struct timeval t) { return t.tv_sec * INT64_C(1000000) + t.tv_usec; }

int main(int count, char **arguments)
{
    if (count < 6) {
        fputs("usage: meter SECONDS RECORD OUTPUT ERRORS PROGRAM [ARGUMENT]...\n", stderr);
        return 64;
    }
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
    int flags = O_WRONLY | O_CREAT | O_TRUNC;
    posix_spawn_file_actions_addopen(&files, 1, arguments[3], flags, 0644);
    posix_spawn_file_actions_addopen(&files, 2, arguments[4], flags, 0644);
    /* Signals that whoever started this one holds back do not pass on. */
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    signal(SIGALRM, stop);
    alarm((unsigned)atoi(arguments[1]));

    int64_t start = nanoseconds();
    pid_t pid;
    int error = posix_spawnp(&pid, arguments[5], &files, NULL, arguments + 5, environ);
    if (error) {
        fprintf(stderr, "meter: %s: %s\n", arguments[5], strerror(error));
        return 69;
    }
    child = pid;
    int status;
    struct rusage usage;
    while (wait4(pid, &status, 0, &usage) < 0)
        if (errno != EINTR) return 70;
    int64_t wall = nanoseconds() - start;

    FILE *record = fopen(arguments[2], "w");
    if (!record) return 74;
    fprintf(record, "%d %" PRId64 " %" PRId64 " %ld\n",
            WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status),
            microseconds(usage.ru_utime) + microseconds(usage.ru_stime), wall, usage.ru_maxrss);
    return fclose(record) ? 74 : 0;
}
