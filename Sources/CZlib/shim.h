// zlib's first calls, which are macros that Swift cannot see.
#ifndef CZLIB_SHIM_H
#define CZLIB_SHIM_H

#include <zlib.h>

// Begins a bare deflate stream, as zip files hold it: no header, no checksum of its own.
static inline int czlib_begin_bare(z_stream *stream) { return inflateInit2(stream, -15); }

// Begins to unpack a gzip file, its header and checksum included.
static inline int czlib_begin_unpacking(z_stream *stream) { return inflateInit2(stream, 31); }

// Begins to pack a gzip file, at the level that gzip itself has.
static inline int czlib_begin_packing(z_stream *stream) {
    return deflateInit2(stream, 6, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY);
}

#endif
