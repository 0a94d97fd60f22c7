"""Addresses of the counsellor's screen. Nothing in them tells who somebody is or what she said."""

from django.urls import path, re_path

from hulplijn.workspace.views import (
    cases,
    coding,
    conversation,
    menu,
    now,
    plan,
    referral,
    removal,
    settings,
    wall,
    wrapping,
)

app_name = "workspace"
urlpatterns = [
    path("", now.now, name="now"),
    path("rij/", now.line, name="line"),
    path("rij/stil/", now.quiet, name="quiet"),
    path("muur/", wall.wall, name="wall"),
    path("muur/deel/", wall.part, name="wall-part"),
    path("aanwezig/", now.presence, name="presence"),
    path("aanbod/<uuid:offer_id>/niet-nu/", now.decline, name="decline"),
    path("nieuw/", now.enter_by_hand, name="enter-by-hand"),
    path("instellingen/", settings.settings, name="settings"),
    path("zoek/", menu.find, name="find"),
    path("zaken/", cases.cases, name="cases"),
    path("zaken/<uuid:case_id>/", cases.case, name="case"),
    path("gesprek/<uuid:contact_id>/", conversation.contact, name="contact"),
    path("gesprek/<uuid:contact_id>/deel/<slug:part>/", conversation.part, name="part"),
    path("gesprek/<uuid:contact_id>/neem/", now.take, name="take"),
    path("gesprek/<uuid:contact_id>/antwoord/", conversation.reply, name="reply"),
    path("gesprek/<uuid:contact_id>/notitie/", conversation.note, name="note"),
    path("gesprek/<uuid:contact_id>/notitie/concept/", conversation.note_draft, name="note-draft"),
    path("gesprek/<uuid:contact_id>/naam/", conversation.name, name="name"),
    path("gesprek/<uuid:contact_id>/codeer/", coding.code, name="code"),
    path("gesprek/<uuid:contact_id>/stappenplan/", plan.start, name="start-plan"),
    path("gesprek/<uuid:contact_id>/vink/", plan.tick, name="tick"),
    path("gesprek/<uuid:contact_id>/verwijderverzoek/", removal.draft, name="draft-notice"),
    path("verwijderverzoek/<uuid:notice_id>/", removal.move, name="move-notice"),
    path("gesprek/<uuid:contact_id>/verwijs/", referral.refer, name="refer"),
    path("gesprek/<uuid:contact_id>/beeindig/", wrapping.end, name="end"),
    path("gesprek/<uuid:contact_id>/straks/", wrapping.park, name="park"),
    path("gesprek/<uuid:contact_id>/sluit/", wrapping.close, name="close"),
    re_path(r"^.+/$", now.not_here, name="not-here"),
]
