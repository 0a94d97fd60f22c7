"""Address of the page of parts."""

from django.urls import path

from hulplijn.look import views

app_name = "look"
urlpatterns = [path("signs/", views.signs, name="signs")]
