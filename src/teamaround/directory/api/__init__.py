"""Open Referral UK: the directory for other programs, at /open-referral/v3, for anybody."""
