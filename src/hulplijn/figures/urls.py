"""Addresses of the figures."""

from django.urls import path

from hulplijn.figures import signal_views, views

app_name = "figures"
urlpatterns = [
    path("cijfers/", views.latest, name="latest"),
    path("cijfers/indeling/", views.crosswalk, name="crosswalk"),
    path("cijfers/indeling.csv", views.crosswalk_csv, name="crosswalk_csv"),
    path("cijfers/jaren/", views.over_years, name="over_years"),
    path("cijfers/jaren.csv", views.over_years_csv, name="over_years_csv"),
    path("cijfers/signalen/", signal_views.page, name="signals"),
    path("cijfers/signalen/brief/", signal_views.brief, name="brief"),
    path("cijfers/<int:year>/", views.year, name="year"),
    path("cijfers/<int:year>/volledigheid/", views.completeness, name="quality"),
    path("cijfers/<int:year>/presentatie.pptx", views.deck, name="deck"),
    path("cijfers/<int:year>/cijfers.zip", views.everything, name="everything"),
    path("cijfers/<int:year>/grootboek.csv", views.ledger, name="ledger"),
    path("cijfers/<int:year>/<slug:id>.csv", views.csv, name="csv"),
    path("cijfers/<int:year>/<slug:id>.svg", views.svg, name="svg"),
]
