from components.ui import timeline

timeline.show()
