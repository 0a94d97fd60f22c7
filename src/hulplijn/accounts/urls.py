"""Addresses of the staff's door, and of what they set up to come through it."""

from django.urls import path

from hulplijn.accounts.views import door, inviting, lock, own, passkeys, people, provider

app_name = "accounts"
urlpatterns = [
    path("inloggen/", door.log_in, name="log_in"),
    path("inloggen/code/", door.second, name="second"),
    path("inloggen/instellen/", door.set_up, name="set_up"),
    path("inloggen/passkey/", passkeys.ask, name="passkey_ask"),
    path("inloggen/passkey/klaar/", passkeys.use, name="passkey_use"),
    path("mijn-inlog/passkey/", passkeys.begin, name="passkey_begin"),
    path("mijn-inlog/passkey/klaar/", passkeys.add, name="passkey_add"),
    path("mijn-inlog/passkey/<uuid:passkey_id>/weg/", passkeys.remove, name="remove_passkey"),
    path("inloggen/extern/", provider.go, name="provider"),
    path("inloggen/extern/terug/", provider.back, name="provider_back"),
    path("slot/", lock.locked, name="locked"),
    path("slot/dicht/", lock.lock, name="lock"),
    path("slot/wakker/", lock.awake, name="awake"),
    path("uitloggen/", door.log_out, name="log_out"),
    path("mijn-inlog/", own.own, name="own"),
    path("mijn-inlog/app/", own.add_app, name="add_app"),
    path("mijn-inlog/app/weg/", own.remove_app, name="remove_app"),
    path("mijn-inlog/codes/", own.new_codes, name="new_codes"),
    path("mijn-inlog/wachtwoord/", own.password, name="password"),
    path("ingelogd/<uuid:handle>/uitloggen/", own.end_session, name="end_session"),
    path("medewerkers/", people.people, name="people"),
    path("medewerkers/nieuw/", inviting.invite, name="invite"),
    path("medewerkers/uitnodiging/<uuid:invitation_id>/intrekken/", inviting.withdraw, name="withdraw"),
    path("uitnodiging/", inviting.accept, name="accept"),
    path("medewerkers/<int:staff_id>/", people.person, name="person"),
]
