"""The law and the words of each country. Importing this registers every calculator."""

from importlib import import_module

from .country import Country

COUNTRIES = {
    "AU": Country("AU", "australia"),
    "US": Country("US", "united_states"),
    "UK": Country("UK", "united_kingdom"),
    "IN": Country("IN", "india"),
}

for _folder in ("everywhere", *(country.folder for country in COUNTRIES.values())):
    import_module(f".{_folder}", __package__)

__all__ = ["COUNTRIES", "Country"]
