"""GOV.UK components as functions: `{{ govuk.tag(text="Open") }}` in a page.

The macros read options that nobody gave, so they live in an environment of their own that
allows it; pages themselves are strict. Names in snake case become what the macros expect
(`title_text` -> `titleText`, `summary_list` -> `summary-list`).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from jinja2 import Environment, PackageLoader, PrefixLoader
from markupsafe import Markup

from teamaround.kernel import tongue

MACROS = "govuk_frontend_jinja"
_lenient = Environment(
    loader=PrefixLoader({MACROS: PackageLoader(MACROS)}),
    autoescape=True,
    auto_reload=False,
    trim_blocks=True,
    lstrip_blocks=True,
)


def camel(name: str) -> str:
    """title_text -> titleText."""
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


@lru_cache
def macro(component: str) -> Callable[[dict[str, Any]], str]:
    """The macro of a component, by its name in snake case."""
    folder = component.replace("_", "-")
    module = _lenient.get_template(f"{MACROS}/components/{folder}/macro.html").module
    return getattr(module, "govuk" + camel("x_" + component)[1:])  # type: ignore[no-any-return]


def component(component_name: str, /, **options: Any) -> Markup:
    """The HTML of a component; options that are None are left out."""
    given = {camel(key): value for key, value in options.items() if value is not None}
    return Markup(str(macro(component_name)(given)).strip())  # noqa: S704 - escaped by the macro


class Govuk:
    """Every component of GOV.UK Frontend under its name in snake case."""

    def __getattr__(self, name: str) -> Callable[..., Markup]:
        if name.startswith("_"):
            raise AttributeError(name)
        return lambda **options: component(name, **options)


def button(text: str, *, href: str = "", classes: str = "", **options: Any) -> Markup:
    """A button that sends its form once; with `href`, a link that looks like one.

    Further options are attributes of the GOV.UK button: name, value, id, attributes.
    """
    text = tongue.into(text)
    once = None if href else options.pop("prevent_double_click", True)
    return component(
        "button",
        text=text,
        href=href or None,
        classes=classes or None,
        prevent_double_click=once,
        **options,
    )


@lru_cache(maxsize=512)
def tag(text: str, colour: str = "") -> Markup:
    """A state in a calm colour: "", green, turquoise, blue, purple, yellow, orange, grey, red."""
    return component("tag", text=text, classes=f"govuk-tag--{colour}" if colour else None)
