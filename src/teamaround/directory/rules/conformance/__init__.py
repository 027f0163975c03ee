"""What a feed of Open Referral UK (HSDS-UK 3.0) must be like, and how what is wrong is told."""
