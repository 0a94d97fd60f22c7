"""Log in and out."""

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from hulplijn.accounts.access import FORMS_OF_OUR_OWN
from hulplijn.accounts.forms import LogInForm
from hulplijn.plumbing.database import writing


@never_cache
def log_in(request: HttpRequest) -> HttpResponse:
    form = LogInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        staff = authenticate(request, **form.cleaned_data)
        if staff is not None:
            with writing():
                login(request, staff)
            return redirect(_next(request))
        form.add_error(None, _("This name and password do not belong together. Check both and try again."))
    context = {"form": form, "next": request.GET.get("next", "")}
    response = render(request, "accounts/log_in.html", context, status=422 if form.errors else 200)
    response.headers["Referrer-Policy"] = FORMS_OF_OUR_OWN
    return response


def log_out(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":  # a reloaded address must not log anybody out
        return redirect(resolve_url(settings.LOGIN_REDIRECT_URL))
    logout(request)
    return redirect(resolve_url(settings.LOGIN_URL))


def _next(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "") or request.GET.get("next", "")
    if url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        return wanted
    return resolve_url(settings.LOGIN_REDIRECT_URL)
