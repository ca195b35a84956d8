/* ml-python.h: the texts of the modules that are written in Python (python/README.md) */
#pragma once

extern const char ml_python_copy[];
extern const char ml_python_weakref[];
