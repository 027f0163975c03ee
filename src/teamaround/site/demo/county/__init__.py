"""An invented county: places, agencies, practitioners, families and their stories, as plain data."""
