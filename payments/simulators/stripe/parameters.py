"""Bracket decoding of form bodies and queries, and refusal of what the API does not know."""

from __future__ import annotations

import re
from typing import Any

from payments.simulators.stripe.errors import ApiError, bad_parameter, missing_parameter
from payments.simulators.stripe.schema import Shape, fields_of, required_of

KEY = re.compile(r"([^\[\]]+)((?:\[[^\[\]]*\])*)")
NO_LONGER = "payment_method_types_no_longer_supported"


def decode(pairs: list[tuple[str, str]]) -> dict[str, Any]:
    """`a[b][0]=x` to nested dictionaries; list places stay as digit keys until the shape is known."""
    tree: dict[str, Any] = {}
    for name, value in pairs:
        match = KEY.fullmatch(name)
        if not match:
            raise bad_parameter(f"Invalid parameter name: {name}", "parameter_unknown", name)
        steps = [match[1], *re.findall(r"\[([^\[\]]*)\]", match[2])]
        _plant(tree, steps, value, name)
    return tree


def _plant(tree: dict[str, Any], steps: list[str], value: str, name: str) -> None:
    for step in steps[:-1]:
        below = tree.setdefault(step or str(len(tree)), {})
        if not isinstance(below, dict):
            raise bad_parameter(f"Invalid object: {name}", "parameter_invalid_empty", name)
        tree = below
    tree[steps[-1] or str(len(tree))] = value


def check(params: type, given: dict[str, Any], *, unsimulated: frozenset[str] = frozenset()) -> dict[str, Any]:
    """The parameters with their types, or the refusal Stripe would send.

    `unsimulated` names exist at Stripe but do nothing here, so using them is an error too.
    """
    if "payment_method_types" in given and "payment_method_types" not in fields_of(params):
        raise bad_parameter(
            "The `payment_method_types` parameter is no longer supported. Use `automatic_payment_methods`, "
            "`allowed_payment_method_types` or `excluded_payment_method_types` instead.",
            NO_LONGER,
            "payment_method_types",
        )
    value = check_object(params, given, "")
    idle = sorted(unsimulated & set(value))
    if idle:
        raise bad_parameter(f"This simulator does not act on `{idle[0]}`.", "simulator_unsupported", idle[0])
    return value


def check_object(params: type, given: dict[str, Any], path: str) -> dict[str, Any]:
    fields = fields_of(params)
    unknown = [name_in(path, name) for name in given if name not in fields]
    if unknown:
        plural = "s" if len(unknown) > 1 else ""
        message = f"Received unknown parameter{plural}: {', '.join(unknown)}"
        raise bad_parameter(message, "parameter_unknown", unknown[0])
    for name in required_of(params):
        if name not in given:
            raise missing_parameter(name_in(path, name))
    return {name: check_value(fields[name], value, name_in(path, name)) for name, value in given.items()}


def name_in(path: str, name: str) -> str:
    return f"{path}[{name}]" if path else name


def check_value(shape: Shape, value: Any, path: str) -> Any:
    if isinstance(value, dict):
        return check_branch(shape, value, path)
    if value == "" and (shape.empties or shape.item or shape.value):
        return [] if shape.item else ""
    if shape.objects and not shape.scalars and not shape.words:
        raise bad_parameter(f"Invalid object: {path}", "parameter_invalid_empty", path)
    if shape.item and not shape.scalars:
        raise bad_parameter(f"Invalid array: {path}", None, path)
    return check_scalar(shape, value, path)


def check_branch(shape: Shape, value: dict[str, Any], path: str) -> Any:
    if shape.item is not None and all(key.isdigit() for key in value):
        places = sorted(value, key=int)
        return [check_value(shape.item, value[key], name_in(path, key)) for key in places]
    if shape.value is not None:
        branch = shape.value
        return {key: check_value(branch, text, name_in(path, key)) for key, text in value.items()}
    for number, params in enumerate(shape.objects, start=1):
        try:
            return check_object(params, value, path)
        except ApiError:
            if number == len(shape.objects):
                raise
    raise bad_parameter(f"Invalid string: {path} must not be an object", None, path)


def check_scalar(shape: Shape, value: str, path: str) -> Any:
    if bool in shape.scalars and value in ("true", "false"):
        return value == "true"
    if int in shape.scalars and re.fullmatch(r"-?\d{1,18}", value):
        return int(value)
    if float in shape.scalars and re.fullmatch(r"-?\d+(\.\d+)?", value):
        return float(value)
    if shape.words:
        return check_word(shape, value, path)
    if str in shape.scalars or not shape.scalars:
        return value
    if int in shape.scalars:
        raise bad_parameter(f"Invalid integer: {value}", "parameter_invalid_integer", path)
    raise bad_parameter(f"Invalid {'boolean' if bool in shape.scalars else 'decimal'}: {value}", None, path)


def check_word(shape: Shape, value: str, path: str) -> str:
    if value not in shape.words:
        some = ", ".join(shape.words[:12])
        raise bad_parameter(f"Invalid {path}: must be one of {some}", None, path)
    return value
