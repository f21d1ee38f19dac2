"""Every picture of the program as plain shapes: painted by the window and by the reports alike.

Pure geometry: no Qt, no ReportLab. `shapes` says what there is to paint and how.
"""
