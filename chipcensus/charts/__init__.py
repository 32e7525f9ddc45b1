"""Result -> Drawing: pure functions, no I/O, no Streamlit. One module a subject, one function a figure."""
