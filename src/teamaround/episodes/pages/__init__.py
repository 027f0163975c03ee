"""Pages of episodes: agreement, the plan, who leads, actions, review; and “worried now”."""
