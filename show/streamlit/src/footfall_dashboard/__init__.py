"""A finished Streamlit application on a Footfall engine: ``footfall-dashboard``."""
