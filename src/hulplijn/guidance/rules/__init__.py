"""What is hard in guidance, without Django, clock or chance."""
