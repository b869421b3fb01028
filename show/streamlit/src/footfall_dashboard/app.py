"""What ``streamlit run`` runs; everything is imported once and stays."""

from footfall_dashboard.page import show

show()
