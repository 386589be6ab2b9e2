from components.ui.document import show

show()
