from components.ui import document

document.show()
