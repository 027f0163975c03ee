"""Form fields drawn with the official components: label, hint, error and control together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from markupsafe import Markup

from teamaround.design.dates import PARTS, ThreeBoxes, boxes
from teamaround.design.govuk import component
from teamaround.kernel import tongue

Options = dict[str, Any]


def field(form: forms.BaseForm, name: str, **options: Any) -> Markup:
    """One field of a form.

    Options: `label`, `hint`, `label_size` (s, m, l, xl), `is_heading` (the label is the
    page's heading), `width` (in characters: 2 3 4 5 10 20 30, or "two-thirds" and such),
    `rows`, `count` (False: no character count), `inline` and `small` (radios), `reveal`
    (choice -> HTML shown when it is chosen), `prefix`, `suffix`, `classes`, `autocomplete`,
    `inputmode`, `type`, `attributes`, `alike` (the label, the hint and the rest of these say
    the same to everybody: while nobody has typed anything, the field is drawn once and kept).
    """
    bound = form[name]
    if bound.is_hidden:
        return Markup(str(bound))  # noqa: S704 - Django has escaped it
    if options.pop("alike", False) and _is_unfilled(bound):
        return _drawn_once(bound, options)
    return _drawer(bound.field.widget)(bound, options)


_drawn: dict[tuple[str, ...], Markup] = {}


def _is_unfilled(bound: BoundField) -> bool:
    """Whether a field holds nothing of anybody's: it is empty, or offers the choices that its form declares."""
    if bound.errors:
        return False
    declared = getattr(bound.form.base_fields[bound.name], "choices", None)  # type: ignore[attr-defined]
    if declared is not None:
        return list(declared) == list(bound.field.choices)  # type: ignore[attr-defined]
    return bound.value() in (None, "")


def _drawn_once(bound: BoundField, options: Options) -> Markup:
    of = type(bound.form)
    key = (
        tongue.language(),
        of.__module__,
        of.__qualname__,
        bound.auto_id,
        bound.html_name,
        str(bound.value() or ""),
        repr(options),
    )
    if key not in _drawn:
        _drawn[key] = _drawer(bound.field.widget)(bound, options)
    return _drawn[key]


def error_summary(*asked: forms.BaseForm) -> Markup:
    """What is wrong, at the top of the page, each with a link to where it is put right."""
    items = [item for form in asked for item in _problems(form)]
    if not items:
        return Markup("")
    return component("error_summary", title_text=tongue.into("There is a problem"), error_list=items)


def has_errors(form: forms.BaseForm | None) -> bool:
    """Whether the form was sent and something is wrong with it."""
    return form is not None and bool(form.errors)


def _problems(form: forms.BaseForm) -> list[Options]:
    items: list[Options] = [{"text": text} for text in _said(form.non_field_errors())]
    for name in form.fields:
        bound = form[name]
        items += [{"text": text, "href": f"#{first_control(bound)}"} for text in _said(bound.errors)]
    return items


def _said(errors: Any) -> list[str]:
    """What is wrong in the language of the page: looked up before numbers are put into it."""
    if tongue.is_english():
        return [str(error) for error in errors]
    said = []
    for error in errors.as_data():
        text = tongue.into(str(error.message))
        said.append(text % error.params if error.params else text)
    return said


def first_control(bound: BoundField) -> str:
    """The id of the control where somebody can start putting the field right."""
    if isinstance(bound.field.widget, ThreeBoxes):
        wrong = _wrong_boxes(bound)
        return f"{bound.auto_id}-{wrong[0] if wrong else PARTS[0]}"
    return bound.auto_id


def _wrong_boxes(bound: BoundField) -> tuple[str, ...]:
    """The boxes of a date that are wrong; all of them when the date as a whole is."""
    if not bound.errors:
        return ()
    for error in bound.errors.as_data():
        if error.params and "parts" in error.params:
            return tuple(error.params["parts"])
    return PARTS


def _drawer(widget: forms.Widget) -> Callable[[BoundField, Options], Markup]:
    for kind, drawer in _DRAWERS:
        if isinstance(widget, kind):
            return drawer
    return _input


def _label(bound: BoundField, options: Options) -> Options:
    size = options.get("label_size", "")
    return {
        "text": tongue.into(str(options.get("label") or bound.label)),
        "classes": f"govuk-label--{size}" if size else "",
        "isPageHeading": bool(options.get("is_heading")),
    }


def _legend(bound: BoundField, options: Options) -> Options:
    legend = _label(bound, options)
    size = options.get("label_size") or "s"
    return {"legend": legend | {"classes": f"govuk-fieldset__legend--{size}"}}


def _around(bound: BoundField, options: Options) -> Options:
    """Hint, error and attributes: what every component takes in the same way."""
    hint = tongue.into(str(options.get("hint", bound.help_text) or ""))
    return {
        "hint": {"text": hint} if hint else None,
        "error_message": {"text": " ".join(_said(bound.errors)), "visuallyHiddenText": tongue.into("Error")}
        if bound.errors
        else None,
        "attributes": options.get("attributes"),
    }


def _any_script(around: Options) -> Options:
    """A box for words begins at the side from which they are written, whatever the script."""
    return around | {"attributes": {"dir": "auto"} | (around["attributes"] or {})}


def _classes(options: Options, prefix: str = "") -> str | None:
    width = str(options.get("width") or "")
    of_width = f"govuk-!-width-{width}" if "-" in width or width == "full" else f"{prefix}{width}"
    return " ".join(filter(None, [options.get("classes"), of_width if width else ""])) or None


def _autocomplete(bound: BoundField, options: Options) -> str:
    """Off unless asked for: the browser must not offer one family's details to the next."""
    attrs = bound.field.widget.attrs
    return str(options.get("autocomplete") or attrs.get("autocomplete") or "off")


def _input(bound: BoundField, options: Options) -> Markup:
    widget = bound.field.widget
    given = getattr(widget, "input_type", "text")
    number = given == "number"
    mode = options.get("inputmode") or widget.attrs.get("inputmode")
    value = bound.value()
    around = _around(bound, options)
    return component(
        "input",
        id=bound.auto_id,
        name=bound.html_name,
        type=options.get("type") or ("text" if number else given),
        label=_label(bound, options),
        value=None if value is None or given == "password" else str(value),
        classes=_classes(options, "govuk-input--width-"),
        autocomplete=_autocomplete(bound, options),
        spellcheck=options.get("spellcheck", False),
        inputmode=mode or ("numeric" if number else None),
        prefix=_affix(options, "prefix"),
        suffix=_affix(options, "suffix"),
        **(_any_script(around) if given == "text" else around),
    )


def _affix(options: Options, side: str) -> Options | None:
    return {"text": options[side]} if options.get(side) else None


def _long_text(bound: BoundField, options: Options) -> Markup:
    limit = getattr(bound.field, "max_length", None)
    counted = bool(limit) and options.get("count", True) and tongue.is_english()  # it counts in English alone
    return component(
        "character_count" if counted else "textarea",
        id=bound.auto_id,
        name=bound.html_name,
        label=_label(bound, options),
        value=str(bound.value() or ""),
        rows=str(options.get("rows", 5)),
        classes=_classes(options),
        spellcheck=True,
        maxlength=limit if counted else None,
        threshold=75 if counted else None,
        **_any_script(_around(bound, options)),
    )


def _select(bound: BoundField, options: Options) -> Markup:
    return component(
        "select",
        id=bound.auto_id,
        name=bound.html_name,
        label=_label(bound, options),
        items=_items(bound, options),
        classes=_classes(options),
        **_around(bound, options),
    )


def _radios(bound: BoundField, options: Options) -> Markup:
    return component(
        "radios",
        id_prefix=bound.auto_id,
        name=bound.html_name,
        fieldset=_legend(bound, options),
        items=_items(bound, options),
        classes=_choice_classes("radios", options),
        **_around(bound, options),
    )


def _checkboxes(bound: BoundField, options: Options) -> Markup:
    return component(
        "checkboxes",
        id_prefix=bound.auto_id,
        name=bound.html_name,
        fieldset=_legend(bound, options),
        items=_items(bound, options),
        classes=_choice_classes("checkboxes", options),
        **_around(bound, options),
    )


def _one_checkbox(bound: BoundField, options: Options) -> Markup:
    around = _around(bound, options)
    hint = around.pop("hint")
    text = tongue.into(str(options.get("label") or bound.label))
    item = {"value": "on", "text": text, "checked": bool(bound.value()), "hint": hint}
    return component(
        "checkboxes",
        id_prefix=bound.auto_id,
        name=bound.html_name,
        items=[item],
        classes=_choice_classes("checkboxes", options),
        **around,
    )


def _choice_classes(kind: str, options: Options) -> str | None:
    looks = [f"govuk-{kind}--{look}" for look in ("inline", "small") if options.get(look)]
    return " ".join([*looks, options.get("classes", "")]).strip() or None


def _items(bound: BoundField, options: Options) -> list[Options]:
    """The choices, with their hints and what each reveals."""
    widget = bound.field.widget
    hints: Mapping[str, str] = getattr(widget, "hints", {})
    reveal: Mapping[str, str] = options.get("reveal") or {}
    chosen = _chosen(bound)
    items: list[Options] = []
    for value, text in _flat(getattr(bound.field, "choices", [])):
        item: Options = {"value": value, "text": tongue.into(text)}
        item["selected"] = item["checked"] = value in chosen
        if value in hints:
            item["hint"] = {"text": hints[value]}
        if value in reveal:
            item["conditional"] = {"html": reveal[value]}
        items.append(item)
    return items


def _chosen(bound: BoundField) -> set[str]:
    value = bound.value()
    if isinstance(value, list | tuple | set):
        return {str(each) for each in value}
    return {"" if value is None else str(value)}


def _flat(choices: Any) -> list[tuple[str, str]]:
    """Choices without their groups."""
    flat: list[tuple[str, str]] = []
    for value, text in choices:
        if isinstance(text, list | tuple):
            flat += [(str(inner), str(words)) for inner, words in text]
        else:
            flat.append((str("" if value is None else value), str(text)))
    return flat


def _date(bound: BoundField, options: Options) -> Markup:
    wrong = _wrong_boxes(bound)
    typed = zip(PARTS, boxes(bound.value()), strict=True)
    items = [_box(part, text, is_wrong=part in wrong) for part, text in typed]
    return component(
        "date_input",
        id=bound.auto_id,
        name_prefix=bound.html_name,
        fieldset=_legend(bound, options) | {"role": "group"},
        items=items,
        **_around(bound, options),
    )


def _box(part: str, text: str, *, is_wrong: bool) -> Options:
    width = {"day": 2, "month": 3, "year": 4}[part]
    mark = " govuk-input--error" if is_wrong else ""
    return {
        "name": part,
        "value": text,
        "classes": f"govuk-input--width-{width}{mark}",
        "inputmode": "text" if part == "month" else "numeric",
        "autocomplete": "off",
    }


def _file(bound: BoundField, options: Options) -> Markup:
    return component(
        "file_upload",
        id=bound.auto_id,
        name=bound.html_name,
        label=_label(bound, options),
        **_around(bound, options),
    )


_DRAWERS: tuple[tuple[type[forms.Widget], Callable[[BoundField, Options], Markup]], ...] = (
    (ThreeBoxes, _date),
    (forms.CheckboxSelectMultiple, _checkboxes),
    (forms.RadioSelect, _radios),
    (forms.CheckboxInput, _one_checkbox),
    (forms.Select, _select),
    (forms.Textarea, _long_text),
    (forms.FileInput, _file),
)
