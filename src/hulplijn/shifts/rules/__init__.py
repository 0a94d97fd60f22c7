"""What is hard about waiting: who goes first and how long (`waiting`), and who is asked (`offers`)."""
