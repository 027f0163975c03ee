"""What holds for assessments: forms, states, starting, writing, contributing. Plain Python."""
