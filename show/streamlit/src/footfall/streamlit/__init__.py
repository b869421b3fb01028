"""Footfall in a Streamlit application: ``st.connection("footfall", type=FootfallConnection)``.

The only package of ``footfall`` that imports Streamlit; it works from version 1.37 on. Where the
installed version and the browser allow it, live parts follow the engine's stream by themselves;
elsewhere they ask again every few seconds.
"""

from footfall.streamlit.connection import FootfallConnection, Ttl

__all__ = ["FootfallConnection", "Ttl"]
