/* ml-descriptor.h: computed attributes: getset_descriptor, member_descriptor, property,
 * classmethod, staticmethod */
#pragma once

#include "ml-type.h"

G_BEGIN_DECLS

/* staticmethod and classmethod: what they wrap. */
typedef struct
{
  MlObject  object;
  MlObject *function;
  MlObject *dict;       /* or NULL */
} MlMethodWrapper;

typedef struct
{
  MlObject  object;
  MlObject *get;        /* each or NULL */
  MlObject *set;
  MlObject *remove;
  MlObject *doc;
  MlObject *name;
  gboolean  doc_from_getter;
} MlProperty;

extern const MlTypeSpec ml_getter_descriptor_spec;
extern const MlTypeSpec ml_member_descriptor_spec;
extern const MlTypeSpec ml_property_spec;
extern const MlTypeSpec ml_class_method_spec;
extern const MlTypeSpec ml_static_method_spec;

/* A getset_descriptor for @getter in @owner's dict. */
MlObject *ml_getter_descriptor_new (MlHeap          *heap,
                                    MlType          *owner,
                                    const MlGetter  *getter,
                                    MlObject        *name);

/* A member_descriptor for slot @index of @owner's instances. */
MlObject *ml_member_descriptor_new (MlHeap          *heap,
                                    MlType          *owner,
                                    MlObject        *name,
                                    guint            index);

MlObject *ml_static_method_new     (MlHeap          *heap,
                                    MlObject        *function);
MlObject *ml_class_method_new      (MlHeap          *heap,
                                    MlObject        *function);

G_END_DECLS
