"""Addresses of the chat."""

from django.urls import path

from hulplijn.channels.chat import along, beside, closed, codes, mine, plain, sending, sheet, views

app_name = "chat"
urlpatterns = [
    path("chat/", views.page, name="page"),
    path("chat/met-antwoorden/", along.along, name="along"),
    path("chat/begin/", views.begin, name="begin"),
    path("chat/klaar/", views.leave, name="leave"),
    path("chat/weg/", views.exit_fast, name="exit"),
    path("chat/bericht/", closed.message, name="message"),
    path("chat/code/", codes.make_code, name="make_code"),
    path("chat/code/weg/", codes.throw_away, name="throw_code_away"),
    path("chat/gevaar/", beside.danger, name="danger"),
    path("chat/eerste-hulp/<slug:plan>/", beside.aid, name="aid"),
    path("chat/afvinken/", beside.tick, name="tick"),
    path("chat/lijst/", beside.shared_list, name="shared_list"),
    path("chat/lijst/antwoord/", beside.answer_list, name="answer_list"),
    path("chat/meelezen/", beside.consent, name="consent"),
    path("chat/schermfoto/", sending.picture, name="picture"),
    path("chat/na/", beside.after, name="after"),
    path("chat/na/antwoord/", beside.answer_questions, name="after_answers"),
    path("mijn-code/", codes.my_code, name="my_code"),
    path("mijn-code/gegevens/", mine.mine, name="mine"),
    path("mijn-code/gegevens/bestand/", mine.take_along, name="take_along"),
    path("mijn-code/wissen/", mine.erase, name="erase"),
    path("chat/feiten/", sheet.sheet, name="sheet"),
    path("chat/zonder/", plain.page, name="plain"),
    path("chat/zonder/gezien/<int:number>/", plain.seen, name="plain_seen"),
    path("chat/zonder/zeg/", plain.say, name="plain_say"),
]
