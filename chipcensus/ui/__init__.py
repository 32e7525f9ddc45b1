"""The Streamlit pieces: frame, filter bar, figure card."""
