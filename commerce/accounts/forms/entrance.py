"""allauth's forms in the words of the shop: no label said twice, one hint, an error that says what to do."""

from typing import Any

from allauth.account import forms as allauth
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

EMAIL, PASSWORD = _("E-mail"), _("Password")
LABELS = {
    "email": EMAIL,
    "login": EMAIL,
    "password": PASSWORD,
    "oldpassword": _("Present password"),
    "code": _("Code"),
}
HINTS = {"password1": _("At least 8 characters, and not one that everybody uses.")}
WRONG_EMAIL = _("That is not an e-mail address. It looks like name@example.com.")
MISSING = {
    "email": _("Give your e-mail address."),
    "login": _("Give your e-mail address."),
    "password": _("Give your password."),
    "password1": _("Choose a password."),
    "password2": _("Give the new password once more."),
    "oldpassword": _("Give your present password."),
    "code": _("Give the code of our mail."),
}


class PlainWords:
    """Takes placeholders out and puts our labels, hints and errors in."""

    fields: dict[str, Any]
    password_label = _("New password")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = LABELS | {"password1": self.password_label, "password2": _("New password once more")}
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = labels.get(name, field.label)
            field.help_text = HINTS.get(name, "")
            field.error_messages["required"] = MISSING.get(name, field.error_messages["required"])
            if name in ("email", "login"):
                field.error_messages["invalid"] = WRONG_EMAIL
                field.validators = [
                    type(each)(message=WRONG_EMAIL) if is_email(each) else each for each in field.validators
                ]


def is_email(validator: Any) -> bool:
    return type(validator).__name__ == "EmailValidator"


class LoginForm(PlainWords, allauth.LoginForm):
    pass


class SignupForm(PlainWords, allauth.SignupForm):
    password_label = PASSWORD

    def try_save(self, request: HttpRequest) -> Any:
        """Takes as long for an address that has an account as for a new one: both hash the password once."""
        if self.account_already_exists:
            make_password(self.cleaned_data["password1"])
        return super().try_save(request)


class ResetPasswordForm(PlainWords, allauth.ResetPasswordForm):
    pass


class ResetPasswordKeyForm(PlainWords, allauth.ResetPasswordKeyForm):
    pass


class ChangePasswordForm(PlainWords, allauth.ChangePasswordForm):
    pass


class SetPasswordForm(PlainWords, allauth.SetPasswordForm):
    pass


class AddEmailForm(PlainWords, allauth.AddEmailForm):
    pass


class ReauthenticateForm(PlainWords, allauth.ReauthenticateForm):
    pass


class CodeForm(PlainWords, allauth.ConfirmEmailVerificationCodeForm):
    pass
