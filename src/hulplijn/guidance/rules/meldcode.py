"""The last step of the Dutch Meldcode for violence at home and child abuse: what its five questions mean.

Source: the assessment frame of step 4 and 5 since 2018. It points; the worker decides and writes down why.
"""

from __future__ import annotations

from collections.abc import Mapping

QUESTIONS = ("suspicion", "unsafe", "can_help", "accept_help", "help_works")
"""In the order of asking: is there a suspicion, is it acute or structural, can we help, do they accept that,
does it bring lasting safety."""


def points_to(answers: Mapping[str, str]) -> str:
    """What is to be done: report, help, or none without a suspicion; empty while an answer is missing.

    Acute or structural unsafety is reported, whatever help there is; so is a suspicion where our own help
    is not enough, not accepted or not working.
    """
    if answers.get("suspicion") == "no":
        return "none"
    if answers.get("suspicion") != "yes":
        return ""
    if answers.get("unsafe") == "yes":
        return "report"
    rest = [answers.get(question, "") for question in QUESTIONS[2:]]
    if "no" in rest:
        return "report"
    return "help" if answers.get("unsafe") == "no" and all(rest) else ""
