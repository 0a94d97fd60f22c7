"""What the helpline does with partners before anything happens: lessons, evenings, trainings, campaigns."""
