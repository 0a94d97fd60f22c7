"""The sentences that the chat page's script shows."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _


def chat_texts() -> dict[str, str]:
    """All of them, in the reader's language; %…% is filled in by the script."""
    places = [
        _("You are next"),
        _("You are second in line"),
        _("You are third in line"),
        _("You are fourth in line"),
        _("You are fifth in line"),
    ]
    return {
        **{f"place_{place}": words for place, words in enumerate(places, start=1)},
        "place_many": _("You are number %place% in line"),
        "you": _("You"),
        "sending": _("Sending"),
        "waiting": _("Waiting for the connection"),
        "sent": _("Sent"),
        "seen": _("Seen"),
        "joined": _("%name% is here since %time%"),
        "ended": _("%name% ended the conversation at %time%"),
        "left": _("You ended the conversation at %time%"),
        "picture_asked": _("%name% asks for a screenshot of the threat. You don’t have to."),
        "picture_sent": _("You sent a screenshot at %time%"),
        "words_asked": _("%name% asks whether something may go to somebody who can help. You decide."),
        "words_yes": _("You said that it may be passed on"),
        "words_no": _("You said that it may not be passed on"),
        "slip_given": _("%name% wrote down who can help you."),
        "to_words_asked": reverse("site:going_on"),
        "to_slip_given": reverse("site:going_on"),
        "look": _("Read it first"),
        "look_slip": _("Look at it"),
        "left_message": _("You left this message at %time%"),
        "left_by_exit": _("You left at %time%"),
        "lost": _("The connection was gone for too long. The conversation ended at %time%"),
        "silent": _("It was quiet for a while, so the conversation ended at %time%. You can come back."),
        "blocked": _("The helpline ended the conversation at %time%. You cannot chat here for a while."),
        "still_there": _("Are you still there? Take your time. Write something if you want to go on."),
        "handed_over": _("%name% takes over the conversation"),
        "back_in_line": _("Your counsellor is gone. You are at the front of the line."),
        "may_read_along": _("May %name% read along? You decide."),
        "reads_along": _("%name% reads along"),
        "gives_advice": _("%name% reads along and gives advice to who talks to you"),
        "stopped_reading": _("%name% no longer reads along"),
        "stepped_in": _("%name% writes with you as well"),
        "closing": _("We closed at %time%. What you wrote is kept, and you go first when we open again."),
        "kept_title": _("Your words wait for us"),
        "kept_text": _("We are closed. You go first when we open again. Take a code to read our answer."),
        "nobody_text": _("Nobody is at the desk for a moment. Your place stays. You can also call us."),
        "compose_title": _("Tell us what is going on"),
        "compose_text": _("Free and anonymous."),
        "waiting_title": _("You are in line"),
        "waiting_text": _("Go on typing. Who helps you reads this first."),
        "waiting_range": _("Usually %low% to %high% minutes. Go on typing."),
        "talking_title": _("You are talking to %name%"),
        "talking_text": _("A real person, trained. No bot."),
        "read_along": _("Reading along: %names%"),
        "take_back": _("Let %name% no longer read along"),
        "lost_title": _("The connection is gone for a moment"),
        "lost_text": _("Just go on writing. Everything stays and is sent by itself."),
        "busy_title": _("It is very busy"),
        "busy_text": _("Your message waits and is sent by itself. Just go on writing."),
        "danger": _("You told us that you are in danger. Call 112 if it cannot wait."),
        "ended_title": _("The conversation is over"),
        "ended_text": _("It was good that you told us."),
        "gone_title": _("This conversation is no longer open here"),
        "gone_text": _("What you typed is still below. You can start another chat."),
        "typing": _("%name% is typing"),
        "too_long": _("This is %over% characters too long. Make it shorter, or send it in parts."),
        "no_images": _("Don’t send us photos or files. You don’t have to. Tell us what is on it."),
        "picture_too_large": _("There is no file, or it is larger than 8 MB. Choose a screenshot."),
        "try_again": _(
            "That didn’t work; perhaps the connection is gone. Your text is still here. Try again."
        ),
    }


def asks() -> list[tuple[str, str]]:
    """What she is asked before somebody else may read along, by what that person would do."""
    return [
        ("along", _("May %name% read along, to help think? %name% doesn’t write to you.")),
        ("read", _("May %name%, who leads the team, read along? %name% doesn’t write to you.")),
        ("side_note", _("May %name%, who leads the team, read along and give your helper advice?")),
        ("step_in", _("May %name%, who leads the team, join and write with you as well?")),
    ]
