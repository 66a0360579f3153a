"""Every engine gives the answers of the reference interpreter."""
