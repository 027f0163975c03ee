"""Addresses of pages about who a child is."""

from django.urls import path

from .pages import facts, kin, particulars

app_name = "people"
CHILD = "children/<str:child>/particulars/"
urlpatterns = [
    path(CHILD, particulars.particulars, name="particulars"),
    path(CHILD + "change/", particulars.change, name="change"),
    path(CHILD + "birth/", particulars.birth, name="birth"),
    path(CHILD + "death/", particulars.death, name="death"),
    path(CHILD + "name/", facts.name, name="name"),
    path(CHILD + "known-as/", facts.known_as, name="known_as"),
    path(CHILD + "address/", facts.address, name="address"),
    path(CHILD + "number/", facts.number, name="number"),
    path(CHILD + "school/", facts.school, name="school"),
    path(CHILD + "practice/", facts.practice, name="practice"),
    path(CHILD + "carers/add/", kin.add_carer, name="add_carer"),
    path(CHILD + "carers/<int:relationship>/", kin.change_carer, name="change_carer"),
    path(CHILD + "family/", kin.name_family, name="name_family"),
]
