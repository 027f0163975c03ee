"""Pages that bring several packages together: home, a child's page, sign-in of the demo, errors."""
