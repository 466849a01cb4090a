"""Sign-up, sign-in, a new password: whole ways, and what a stranger may learn (nothing)."""

import re
from typing import Any

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.core import mail
from django.test import Client, override_settings
from django.urls import reverse

from commerce.accounts.hashers import PasswordHasher
from commerce.accounts.models import User
from commerce.jobs.models import Job
from commerce.notifications.domain.emails import NotAgain, send_again
from commerce.notifications.models import Email
from commerce.settings import base
from tests.accounts_app.people import PASSWORD, code_of, last_mail, make_person, signed_in
from tests.factories.minutes import begin_early_in_a_minute

pytestmark = pytest.mark.django_db
LOGIN, SIGNUP, RESET = reverse("account_login"), reverse("account_signup"), reverse("account_reset_password")
CODE = reverse("account_email_verification_sent")
NEW = "ada@example.com"


class CountingHasher(PasswordHasher):
    """The real hasher, and how often it worked."""

    hashed = 0

    def encode(self, *args: Any, **kwargs: Any) -> str:
        type(self).hashed += 1
        return super().encode(*args, **kwargs)


def sign_in(client: Client, email: str, password: str = PASSWORD, next_url: str = "") -> Any:
    return client.post(LOGIN, {"login": email, "password": password, "next": next_url})


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def words(page: Any, *secrets: str) -> str:
    """A page without what differs by its nature: tokens, request ids and the address itself."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page.content.decode())
    for secret in secrets:
        text = text.replace(secret, "…")
    return text


def test_sign_up_with_a_code() -> None:
    client = Client()
    assert client.post(SIGNUP, {"email": NEW, "password1": PASSWORD}).headers["Location"] == CODE
    assert not is_signed_in(client)
    response = client.post(CODE, {"code": code_of(last_mail(NEW))})
    assert (response.headers["Location"], is_signed_in(client)) == (reverse("accounts:overview"), True)


def test_a_wrong_code_opens_nothing() -> None:
    client = Client()
    client.post(SIGNUP, {"email": NEW, "password1": PASSWORD})
    assert [client.post(CODE, {"code": "WRONG1"}).status_code for _ in range(2)] == [200, 200]
    client.post(CODE, {"code": "WRONG1"})
    client.post(CODE, {"code": code_of(last_mail(NEW))})
    assert not is_signed_in(client)


def test_a_code_works_in_its_own_browser_only() -> None:
    Client().post(SIGNUP, {"email": NEW, "password1": PASSWORD})
    stranger = Client()
    stranger.post(CODE, {"code": code_of(last_mail(NEW))})
    assert not is_signed_in(stranger)


@pytest.mark.parametrize(
    ("email", "password"), [("", PASSWORD), ("ada", PASSWORD), (NEW, ""), (NEW, "short"), (NEW, "password1")]
)
def test_sign_up_tells_what_is_wrong_and_keeps_the_address(email: str, password: str) -> None:
    response = Client().post(SIGNUP, {"email": email, "password1": password})
    form = response.context["form"]
    assert (len(form.errors), form["email"].value()) == (1, email)
    assert User.objects.count() == 0


def test_mails_of_sign_in_go_through_the_log_and_no_request_waits() -> None:
    Client().post(SIGNUP, {"email": NEW, "password1": PASSWORD})
    email = last_mail(NEW)
    assert (email.template, email.subject) == (
        "account/email/email_confirmation_signup", "Confirm your e-mail address",
    )  # fmt: skip
    assert code_of(email) in email.html
    assert (Job.objects.get(queue="email").args, mail.outbox) == ({"email": email.public_id}, [])
    with pytest.raises(NotAgain):
        send_again(email=email)


def test_sign_up_says_the_same_for_a_known_address() -> None:
    make_person("known@example.com")
    pages = []
    for email in ("known@example.com", NEW):
        client = Client()
        first = client.post(SIGNUP, {"email": email, "password1": PASSWORD})
        after = client.get(first.headers["Location"])
        wrong = client.post(CODE, {"code": "WRONG1"})
        again = client.post(CODE, {"action": "resend"}, follow=True)
        pages.append([first.status_code, first.headers["Location"], *(words(p, email) for p in (after, wrong, again))])
    assert pages[0] == pages[1]


def test_the_owner_of_a_known_address_is_told() -> None:
    make_person(NEW)
    Client().post(SIGNUP, {"email": NEW.upper(), "password1": PASSWORD})
    assert (User.objects.count(), Email.objects.get().subject) == (1, "You have an account already")


@override_settings(PASSWORD_HASHERS=[f"{__name__}.CountingHasher"])
def test_sign_up_and_sign_in_hash_alike_for_known_and_unknown() -> None:
    make_person("known@example.com")
    counts = []
    for page, name in ((SIGNUP, "password1"), (LOGIN, "password")):
        for email in ("known@example.com", NEW):
            CountingHasher.hashed = 0
            Client().post(page, {"email": email, "login": email, name: PASSWORD + "x"})
            counts.append(CountingHasher.hashed)
        User.objects.exclude(email="known@example.com").delete()
    assert counts == [1, 1, 1, 1]


def test_reset_says_the_same_for_known_and_unknown() -> None:
    make_person("known@example.com")
    pages = [Client().post(RESET, {"email": email}, follow=True) for email in ("known@example.com", NEW)]
    assert words(pages[0]) == words(pages[1])
    assert [e.subject for e in Email.objects.order_by("pk")] == ["A new password", "No account with this address"]


def test_sign_in_says_the_same_for_known_and_unknown() -> None:
    make_person("known@example.com")
    pages = [sign_in(Client(), email, "wrong-password") for email in ("known@example.com", NEW)]
    assert words(pages[0], "known@example.com") == words(pages[1], NEW)


def test_a_new_password_by_link_once() -> None:
    user = make_person()
    Client().post(RESET, {"email": user.email})
    link = re.search(r"http://\S+(/account/password/reset/key/\S+)", last_mail(user.email).text)
    assert link
    client = Client()
    page = client.get(link[1], follow=True)
    client.post(page.redirect_chain[-1][0], {"password1": "another-long-one", "password2": "another-long-one"})
    assert sign_in(Client(), user.email, "another-long-one").status_code == 302
    assert sign_in(Client(), user.email).status_code == 200
    assert Client().get(link[1], follow=True).context["token_fail"] is True
    assert last_mail(user.email).subject == "Your password was changed"


def test_a_link_begins_with_the_shops_address() -> None:
    user = make_person()
    Client(HTTP_HOST="127.0.0.1").post(RESET, {"email": user.email})
    assert "http://localhost/account/password/reset/key/" in last_mail(user.email).text


def test_a_foreign_host_is_not_answered() -> None:
    assert Client(HTTP_HOST="evil.example").post(RESET, {"email": NEW}).status_code == 400


def test_the_session_is_a_new_one_after_sign_in() -> None:
    user, client = make_person(), Client()
    session = client.session
    session["before"] = "kept"
    session.save()
    client.cookies["session"] = session.session_key
    sign_in(client, user.email)
    assert client.session.session_key != session.session_key
    assert (client.session["before"], is_signed_in(client)) == ("kept", True)


def test_an_address_in_other_letters_is_the_same() -> None:
    user = make_person("mixed@example.com")
    client = Client()
    sign_in(client, "MIXED@Example.com")
    assert client.session["_auth_user_id"] == str(user.pk)


@pytest.mark.parametrize(
    ("asked", "led_to"),
    [
        ("/account/addresses/", "/account/addresses/"),
        ("https://evil.example/", "/account/"),
        ("//evil.example", "/account/"),
        ("/\\evil.example", "/account/"),
        ("javascript:alert(1)", "/account/"),
        ("\thttps://evil.example", "/account/"),
    ],
)
def test_next_leads_to_our_own_pages_only(asked: str, led_to: str) -> None:
    assert sign_in(Client(), make_person().email, next_url=asked).headers["Location"] == led_to


def test_an_unconfirmed_address_must_be_confirmed_first() -> None:
    user, client = make_person(is_confirmed=False), Client()
    assert sign_in(client, user.email).headers["Location"] == CODE
    assert not is_signed_in(client)
    client.post(CODE, {"code": code_of(last_mail(user.email))})
    assert is_signed_in(client)


def test_a_closed_account_stays_out() -> None:
    user, client = make_person(is_active=False), Client()
    sign_in(client, user.email)
    assert not is_signed_in(client)


def test_five_guesses_at_one_address() -> None:
    user = make_person()
    for _ in range(5):
        sign_in(Client(), user.email, "wrong-password")
    client = Client()
    sign_in(client, user.email)
    assert not is_signed_in(client)
    other = make_person()
    sign_in(client, other.email)
    assert is_signed_in(client)


def test_a_visitor_who_knocks_too_often() -> None:
    begin_early_in_a_minute()
    client = Client()
    answers = [client.post(RESET, {"email": "no address"}).status_code for _ in range(21)]
    assert (set(answers[:20]), answers[20]) == ({200}, 429)
    assert client.get(RESET).status_code == 200


AWAY = {
    "default": {
        "BACKEND": "django_redis.cache.RedisCache",
        "LOCATION": "redis://127.0.0.1:1/0",
        "OPTIONS": {"IGNORE_EXCEPTIONS": True, "SOCKET_CONNECT_TIMEOUT": 0.2},
    }
}


@override_settings(CACHES=AWAY)
def test_sign_in_works_and_limits_hold_while_the_cache_is_away() -> None:
    user = make_person()
    client = Client()
    sign_in(client, user.email)
    assert is_signed_in(client)
    for _ in range(5):
        sign_in(Client(), user.email, "wrong-password")
    assert not is_signed_in(sign_in(Client(), user.email).client)


def test_a_hash_of_other_rounds_is_renewed_at_sign_in(settings: Any) -> None:
    settings.PASSWORD_HASHERS = base.PASSWORD_HASHERS
    user = make_person()
    User.objects.update(password=PBKDF2PasswordHasher().encode(PASSWORD, "salt", 1000))
    sign_in(Client(), user.email)
    user.refresh_from_db()
    assert user.password.startswith("pbkdf2_sha256$600000$")


def test_sign_out_is_a_post() -> None:
    client = signed_in(make_person())
    client.get(reverse("account_logout"))
    assert is_signed_in(client)
    client.post(reverse("account_logout"))
    assert not is_signed_in(client)


@pytest.mark.parametrize("name", ["account_login", "account_signup", "account_reset_password"])
def test_pages_of_sign_in_wear_the_shops_face(name: str) -> None:
    page = Client().get(reverse(name)).content.decode()
    assert ('class="entrance-card"' in page, "css/dist/shop" in page) == (True, True)


def test_staff_made_at_the_shell_signs_in_at_once() -> None:
    User.objects.create_superuser("root@example.com", PASSWORD)
    client = Client()
    sign_in(client, "root@example.com")
    assert is_signed_in(client)


@pytest.mark.parametrize("page", [LOGIN, SIGNUP, RESET])
def test_no_label_is_said_twice(page: str) -> None:
    form = Client().get(page).context["form"]
    assert not any("placeholder" in field.widget.attrs for field in form.fields.values())
    assert str(next(iter(form.fields.values())).label) == "E-mail"


@pytest.mark.parametrize(
    ("page", "fields", "words"),
    [
        (SIGNUP, {"email": "ada"}, "That is not an e-mail address. It looks like name@example.com."),
        (SIGNUP, {"email": ""}, "Give your e-mail address."),
        (RESET, {"email": "ada"}, "That is not an e-mail address. It looks like name@example.com."),
        (LOGIN, {"login": "ada"}, "That is not an e-mail address. It looks like name@example.com."),
        (LOGIN, {"login": NEW}, "Address and password do not belong together."),
    ],
)
def test_an_error_says_what_to_do(page: str, fields: dict[str, str], words: str) -> None:
    answer = Client().post(page, {"password": "wrong-password", "password1": PASSWORD} | fields)
    assert words in answer.content.decode()


def test_a_new_address_needs_the_password_once_more_and_is_not_lost() -> None:
    user, client = make_person(), Client()
    sign_in(client, user.email)
    asked = client.post(reverse("account_email"), {"action_add": "", "email": NEW}, follow=True)
    client.post(asked.redirect_chain[-1][0], {"password": PASSWORD})
    client.post(CODE, {"code": code_of(last_mail(NEW))})
    assert user.emailaddress_set.get(email=NEW).verified  # type: ignore[attr-defined]


def test_an_address_of_another_account_is_not_told() -> None:
    make_person("known@example.com")
    pages = []
    for email in ("known@example.com", NEW):
        user, client = make_person(), Client()
        sign_in(client, user.email)
        asked = client.post(reverse("account_email"), {"action_add": "", "email": email}, follow=True)
        answer = client.post(asked.redirect_chain[-1][0], {"password": PASSWORD}, follow=True)
        pages.append((answer.redirect_chain, words(answer, email, user.email)))
    assert pages[0] == pages[1]
