/* ml-recording-json.h: a recording as JSON lines, for other tools
 *
 * FORMAT-json.md describes them. They are written one after the other, each whole, so that neither
 * who writes nor who reads needs more memory than the longest of them takes.
 */
#pragma once

#include "ml-recording.h"

G_BEGIN_DECLS

/* To be raised when a reader of the version before would misunderstand. */
#define ML_RECORDING_JSON_VERSION 1

/* Is given each line, with its newline. Returns FALSE with @error to stop. */
typedef gboolean (*MlRecordingJsonSink) (const char  *line,
                                         gsize        length,
                                         gpointer     user_data,
                                         GError     **error);

/* FALSE with @error if @sink returned so. */
gboolean ml_recording_json_write (const MlRecording    *self,
                                  MlRecordingJsonSink   sink,
                                  gpointer              user_data,
                                  GError              **error);

/* Appends @text, which is UTF-8, as a JSON string. */
void     ml_json_put_text        (GString              *line,
                                  const char           *text,
                                  gsize                 length);

G_END_DECLS
