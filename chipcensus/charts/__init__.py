"""Result -> Drawing: pure, no I/O, no Streamlit. A module a subject, a function a figure."""
