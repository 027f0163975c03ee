"""What holds for episodes: states, leading, planning, worries. Plain Python."""
