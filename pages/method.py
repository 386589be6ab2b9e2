from components.ui.method import show

show()
