// What Linux knows of the disk behind a file, and the C library's module for Swift leaves out.
#ifndef CDISK_SHIM_H
#define CDISK_SHIM_H

#include <sys/statfs.h>

// Declared only for programs that ask for GNU's extensions, which a module cannot.
extern int syncfs(int file);
extern int renameat2(int directory, const char *name, int other, const char *target, unsigned flags);

// Gives two entries each other's name: both or neither. The header that names the numbers would take
// `stat` into this module.
static inline int cdisk_exchange(const char *name, const char *other) {
    const int from_working_directory = -100, exchange = 2;
    return renameat2(from_working_directory, name, from_working_directory, other, exchange);
}

// The number by which the file system of a file is known; 0 where it cannot be told.
static inline unsigned int cdisk_kind(int file) {
    struct statfs status;
    return fstatfs(file, &status) == 0 ? (unsigned int)status.f_type : 0;
}

#endif
