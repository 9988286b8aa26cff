from quotex.annotations import *
def adopt(layout, found): return found
