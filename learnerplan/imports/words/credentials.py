"""Which columns hold passwords and the like. They are dropped while a file is read; no cell of them is kept."""

from __future__ import annotations

from learnerplan.imports.words.lexicon import header_key

_SURE = frozenset(
    (
        "password", "passwords", "passwd", "passcode", "passphrase", "passwort", "passworter", "kennwort", "contrasena",
        "contrasenas", "motdepasse", "wachtwoord", "adgangskode", "salasana", "пароль", "סיסמה", "密码", "密碼",
        "パスワード", "비밀번호",
    )
)  # fmt: skip
_SHORT = frozenset(
    (
        "pwd", "pw", "pword", "pswd", "senha", "losenord", "haslo", "heslo", "parola", "sifre", "lozinka", "otp",
        "totp", "apikey",
    )
)  # fmt: skip
_PHRASES = (
    "mot de passe", "pass word", "pass code", "pin code", "pin number", "login pin", "student pin", "user pin",
    "api key", "security code", "security answer", "login code", "recovery code", "private key", "access token",
    "palavra passe", "كلمة المرور", "كلمة السر",
)  # fmt: skip
_A_QUESTION = 7
"""A header of so many words is a survey's question, in which a short word may mean something else."""


def is_credential(header: str) -> bool:
    """True for a header such as "Password", "Temp. pwd" or "Contraseña inicial"."""
    key = header_key(header)
    words = key.split()
    if key in ("pin", "pass"):
        return True
    sure = any(word in _SURE or word.startswith("password") for word in words)
    short = len(words) < _A_QUESTION and any(word in _SHORT for word in words)
    return sure or short or any(f" {phrase} " in f" {key} " for phrase in _PHRASES)
