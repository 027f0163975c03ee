"""How e-mail leaves, from the environment."""

import pytest

from teamaround.site.post import BY_HAND, NOWHERE, SENT, SHOWN, SMTP, chosen

SET = {
    "TEAMAROUND_MAIL_HOST": "mail.example",
    "TEAMAROUND_MAIL_USER": "us",
    "TEAMAROUND_MAIL_PASSWORD": "word",
}


def test_without_a_server_links_are_passed_on_by_hand():
    mail, post = chosen({}, demo=False)
    assert (mail, post.backend) == (BY_HAND, NOWHERE)


def test_a_demo_sends_nothing_whatever_is_set():
    mail, post = chosen(SET, demo=True)
    assert (mail, post.backend, post.host) == (SHOWN, NOWHERE, "")


def test_smtp(tmp_path):
    mail, post = chosen(SET, demo=False)
    assert (mail, post.backend, post.host, post.port) == (SENT, SMTP, "mail.example", 587)
    assert post.starts_tls and not post.is_tls and post.password == "word"
    (tmp_path / "word").write_text("kept\n")
    more = {
        "TEAMAROUND_MAIL_PASSWORD_FILE": str(tmp_path / "word"), "TEAMAROUND_MAIL_TLS": "tls",
        "TEAMAROUND_MAIL_PORT": "465", "TEAMAROUND_MAIL_FROM": "Ashby <ta@ashby.example>",
    }  # fmt: skip
    _, post = chosen(SET | more, demo=False)
    assert (post.password, post.port, post.sender) == ("kept", 465, "Ashby <ta@ashby.example>")
    assert post.is_tls and not post.starts_tls


def test_a_word_that_is_not_known_is_refused():
    with pytest.raises(ValueError, match="starttls, tls or none"):
        chosen(SET | {"TEAMAROUND_MAIL_TLS": "yes"}, demo=False)
