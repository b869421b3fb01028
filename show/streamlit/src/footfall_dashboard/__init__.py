"""A finished Streamlit page on a Footfall engine: ``python -m footfall_dashboard``."""
