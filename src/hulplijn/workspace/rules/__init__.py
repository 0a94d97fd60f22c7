"""What is hard on the counsellor's screen: what people type (`typed`), and which key does what (`keys`)."""
