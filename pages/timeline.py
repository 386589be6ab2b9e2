from components.ui.timeline import show

show()
