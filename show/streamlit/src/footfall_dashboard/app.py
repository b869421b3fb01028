"""What ``streamlit run`` runs; everything is imported once and stays."""

from footfall_dashboard.shell import show

show()
