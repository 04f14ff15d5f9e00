// How many pieces of memory the current thread has asked for since it began.
#ifndef ALLOCATIONS_H
#define ALLOCATIONS_H

long allocations_of_this_thread(void);

#endif
