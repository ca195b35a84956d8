/* ml-unicode.h: what Python knows of a character
 *
 * GLib's tables, and what they leave out: the properties behind str.isdigit() and its kin, and the
 * case mappings that make one character several. Nothing depends on the locale.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A case mapping gives at most so many characters. */
#define ML_UNICODE_MAX_CASE 3

gboolean ml_unicode_is_space      (gunichar  c);
gboolean ml_unicode_is_line_end   (gunichar  c);
gboolean ml_unicode_is_printable  (gunichar  c);
gboolean ml_unicode_is_lower      (gunichar  c);
gboolean ml_unicode_is_upper      (gunichar  c);

/* With a lower-case or upper-case variant, or a title-case letter. */
gboolean ml_unicode_is_cased      (gunichar  c);
gboolean ml_unicode_is_case_ignorable (gunichar c);
gboolean ml_unicode_is_decimal    (gunichar  c);
gboolean ml_unicode_is_digit      (gunichar  c);
gboolean ml_unicode_is_numeric    (gunichar  c);
gboolean ml_unicode_starts_name   (gunichar  c);
gboolean ml_unicode_goes_on_name  (gunichar  c);

/* The value of a decimal digit of any script; -1: it is none. */
int      ml_unicode_get_digit     (gunichar  c);

/* The full mappings; return how many characters were written. */
guint    ml_unicode_to_lower      (gunichar  c,
                                   gunichar  out[ML_UNICODE_MAX_CASE]);
guint    ml_unicode_to_upper      (gunichar  c,
                                   gunichar  out[ML_UNICODE_MAX_CASE]);
guint    ml_unicode_to_title      (gunichar  c,
                                   gunichar  out[ML_UNICODE_MAX_CASE]);
guint    ml_unicode_fold          (gunichar  c,
                                   gunichar  out[ML_UNICODE_MAX_CASE]);

G_END_DECLS
