"""One learner: profile, plan and evidence."""
