// zlib's inflate, whose first call is a macro that Swift cannot see.
#ifndef CZLIB_SHIM_H
#define CZLIB_SHIM_H

#include <zlib.h>

// Begins a bare deflate stream, as zip files hold it: no header, no checksum of its own.
static inline int czlib_begin_bare(z_stream *stream) { return inflateInit2(stream, -15); }

#endif
