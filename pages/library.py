from components.ui import library

library.show()
