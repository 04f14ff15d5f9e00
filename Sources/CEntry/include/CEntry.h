#ifndef CENTRY_H
#define CENTRY_H

/// How many words started the program, its own name included, as the system handed them to it; -1
/// where their number and their list do not agree.
int centry_count(void);

/// One of them; NULL where there are not so many.
const char *centry_word(int index);

/// Sees that the system keeps no copy of this process's memory when it dies; 0, or -1.
int centry_forbid_cores(void);

#endif
