// librsvg and cairo made callable: one function for each thing that is done with them, with the
// types it takes. GLib's errors become a line of text in the caller's buffer, so that its macros
// and reference counts stay here. Written for librsvg 2.54 and cairo 1.16, and later.
#ifndef CRSVG_SHIM_H
#define CRSVG_SHIM_H

#include <cairo.h>
#include <fontconfig/fontconfig.h>
#include <glib-object.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

// librsvg's own header asks for a compiler flag that the package manager warns about in every build,
// so what is used of it is declared here. Where the header was included before, as a test does, the
// compiler sees that both say the same.
#ifndef RSVG_H
typedef struct _RsvgHandle RsvgHandle;
typedef struct {
    double x;
    double y;
    double width;
    double height;
} RsvgRectangle;
#endif
RsvgHandle *rsvg_handle_new_from_data(const guint8 *data, gsize data_len, GError **error);
gboolean rsvg_handle_get_intrinsic_size_in_pixels(
    RsvgHandle *handle, gdouble *out_width, gdouble *out_height);
gboolean rsvg_handle_render_document(
    RsvgHandle *handle, cairo_t *cr, const RsvgRectangle *viewport, GError **error);

static inline void crsvg_say(const char *words, char *buffer, size_t size) {
    snprintf(buffer, size, "%s", words != NULL ? words : "");
}

// Puts an error's words where the caller keeps them, and the error away.
static inline void crsvg_take_error(GError *error, char *words, size_t size) {
    crsvg_say(error != NULL ? error->message : NULL, words, size);
    if (error != NULL) g_error_free(error);
}

// How many fonts the system has; without any, text would be drawn as boxes.
static inline int crsvg_count_fonts(void) {
    if (!FcInit()) return 0;
    FcFontSet *fonts = FcConfigGetFonts(NULL, FcSetSystem);
    return fonts != NULL ? fonts->nfont : 0;
}

// Reads SVG text; NULL where it is none. It is given no address of its own, and without one
// librsvg opens no file and no network for what the text refers to.
static inline RsvgHandle *crsvg_read(const uint8_t *bytes, size_t count, char *words, size_t size) {
    GError *error = NULL;
    RsvgHandle *document = rsvg_handle_new_from_data(bytes, count, &error);
    if (document == NULL) crsvg_take_error(error, words, size);
    return document;
}

static inline void crsvg_free(RsvgHandle *document) {
    g_object_unref(document);
}

// The pixels that the document asks for; 0 where it names none.
static inline int crsvg_get_size(RsvgHandle *document, double *width, double *height) {
    return rsvg_handle_get_intrinsic_size_in_pixels(document, width, height);
}

// Pixels without transparency: the ground is opaque, and the file is smaller so.
static inline cairo_surface_t *crsvg_make_surface(int width, int height) {
    return cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
}

static inline void crsvg_free_surface(cairo_surface_t *surface) {
    cairo_surface_destroy(surface);
}

// Draws the document over the whole surface; 0 where that failed.
static inline int crsvg_draw(
    RsvgHandle *document, cairo_surface_t *surface, double width, double height, char *words,
    size_t size) {
    cairo_t *context = cairo_create(surface);
    RsvgRectangle whole = {0, 0, width, height};
    GError *error = NULL;
    int drawn = rsvg_handle_render_document(document, context, &whole, &error);
    cairo_status_t status = cairo_status(context);
    if (!drawn) {
        crsvg_take_error(error, words, size);
    } else if (status != CAIRO_STATUS_SUCCESS) {
        crsvg_say(cairo_status_to_string(status), words, size);
        drawn = 0;
    }
    cairo_destroy(context);
    return drawn;
}

// Takes a piece of the PNG file; 0 breaks off.
typedef int (*crsvg_take)(void *context, const uint8_t *bytes, unsigned int count);

typedef struct {
    crsvg_take take;
    void *context;
} crsvg_taker;

static inline cairo_status_t crsvg_pass(void *taker, const unsigned char *bytes, unsigned int count) {
    crsvg_taker *to = (crsvg_taker *)taker;
    return to->take(to->context, bytes, count) ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

// Writes the surface as a PNG file, piece by piece; 0 where that failed.
static inline int crsvg_write_png(
    cairo_surface_t *surface, crsvg_take take, void *context, char *words, size_t size) {
    crsvg_taker to = {take, context};
    cairo_status_t status = cairo_surface_write_to_png_stream(surface, crsvg_pass, &to);
    if (status != CAIRO_STATUS_SUCCESS) {
        crsvg_say(cairo_status_to_string(status), words, size);
    }
    return status == CAIRO_STATUS_SUCCESS;
}

#endif
