from components.ui import method

method.show()
