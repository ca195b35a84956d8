/* ml-recording-file.h: a recording as a file, "NAME.mlrec"
 *
 * A file holds the sources that ran, the shapes of things, the texts, and the blocks of changes as
 * they lie in memory, behind a magic number and a version, and before a checksum of it all.
 * Checkpoints are not in it: reading a file plays it once, which makes them anew, and is how every
 * change is looked at before anybody else sees it. What has been read is as good as what was
 * recorded a moment ago, wherever the file came from.
 */
#pragma once

#include "ml-recording.h"

G_BEGIN_DECLS

#define ML_RECORDING_FILE_SUFFIX    ".mlrec"
#define ML_RECORDING_FILE_MIME_TYPE "application/x-memory-lane-recording"

/* To be raised with each change in how blocks, or what else is in a file, are written. */
#define ML_RECORDING_FILE_VERSION   2

#define ML_RECORDING_FILE_ERROR     (ml_recording_file_error_quark ())

typedef enum
{
  ML_RECORDING_FILE_ERROR_FORMAT,   /* no recording at all */
  ML_RECORDING_FILE_ERROR_VERSION,  /* one of another version */
  ML_RECORDING_FILE_ERROR_DAMAGED   /* cut off or changed since it was written */
} MlRecordingFileError;

GQuark       ml_recording_file_error_quark (void);

/* Writes @self to @path, whole or not at all. Its journal must have been finished. */
gboolean     ml_recording_file_save        (const MlRecording  *self,
                                            const char         *path,
                                            GError            **error);

/* What is written there. (transfer full) */
GBytes      *ml_recording_file_write       (const MlRecording  *self);

/* The recording of which @data is the file. NULL with @error. (transfer full) */
MlRecording *ml_recording_file_read        (const guint8       *data,
                                            gsize               size,
                                            GError            **error);

/* What stands at the end of a file whose other bytes are @data: of use to those who test reading.
 * Puts ML_RECORDING_FILE_CHECKSUM_SIZE bytes into @checksum. */
#define ML_RECORDING_FILE_CHECKSUM_SIZE 32
void         ml_recording_file_sum_up      (const guint8       *data,
                                            gsize               size,
                                            guint8             *checksum);

G_END_DECLS
