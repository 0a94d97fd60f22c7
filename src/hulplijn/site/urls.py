"""Addresses of the visitor's pages."""

from django.urls import path

from hulplijn.site import checks, going_on, school, views

app_name = "site"
urlpatterns = [
    path("", views.home, name="home"),
    path("eerste-hulp/", views.first_aid, name="first_aid"),
    path("nu-doen/", checks.start, name="check"),
    path("nu-doen/stap/", checks.step, name="check_step"),
    path("iemand-anders/", views.someone_else, name="someone_else"),
    path("school/", school.kit, name="school"),
    path("school/<slug:slug>.pdf", school.for_paper, name="school_paper"),
    path("school/<slug:slug>/", school.part, name="school_part"),
    path("veilig-surfen/", views.safe_surfing, name="safe_surfing"),
    path("privacy/", views.privacy, name="privacy"),
    path("klacht/", views.complaint, name="complaint"),
    path("toegankelijkheid/", views.accessibility, name="accessibility"),
    path("bel/", views.call, name="call"),
    path("mail/", views.mail, name="mail"),
    path("p/<slug:slug>/", views.own_page, name="own_page"),
    path("robots.txt", views.robots, name="robots"),
    path("chat/verder/", going_on.going_on, name="going_on"),
    path("chat/verder/antwoord/", going_on.answer_words, name="answer_words"),
    path("open.json", views.open_state, name="open_state"),
    path("druk/", views.busy, name="busy"),
    path("te-groot/", views.too_large, name="too_large"),
]
