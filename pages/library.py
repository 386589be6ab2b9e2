from components.ui.library import show

show()
