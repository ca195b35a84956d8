# A weak reference adds nothing to the count.
import weakref

class Photo:
    def __init__(self, name):
        self.name = name

photo = Photo('sunset')
same = photo
ref = weakref.ref(photo)
cache = weakref.WeakValueDictionary()
cache['sunset'] = photo
