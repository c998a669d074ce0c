"""What a form showed: a sealed mark of the values, so that who corrects a record never undoes what another wrote meanwhile."""

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.core import signing
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from soxa.kernel.sealed import token

NAME = "as_shown"
_SALT = "soxa.kernel.shown"
_DIGITS = 16
LONG = 160  # of what was typed, which stands in its field anyway, so much is said again


def sealed_mark(values: Mapping[str, str]) -> str:
    """A signed line of fingerprints, one a name; nothing of a value can be read from it."""
    return signing.dumps({name: _print(text) for name, text in values.items()}, salt=_SALT, compress=True)


@dataclass(frozen=True)
class Shown:
    """The fingerprints of what a page showed; of a page without a mark, or with a broken one, nothing is known."""

    prints: Mapping[str, str]

    @classmethod
    def read(cls, mark: str) -> "Shown":
        """The mark as it was posted."""
        try:
            return cls(signing.loads(mark, salt=_SALT))
        except signing.BadSignature:
            return cls({})

    @property
    def known(self) -> bool:
        """Whether the page bore a mark."""
        return bool(self.prints)

    def was(self, name: str, value: str) -> bool:
        """Whether the page showed this value, or nothing is known of it."""
        return self.prints.get(name, _print(value)) == _print(value)


def _print(text: str) -> str:
    return token(f"={text}", _SALT)[:_DIGITS]


class AsShown(forms.Form):
    """A form that corrects a standing record: `initial` is the record as it stands, read anew when the form is posted.

    A field left as it was shown keeps what another hand wrote meanwhile; one changed by both is refused with both values,
    and then the next posting decides. `undoing` names the boxes that take the whole record back, `suggested` fields whose
    first value is no fact of the record.
    """

    undoing: ClassVar[tuple[str, ...]] = ("struck", "taken_back")
    suggested: ClassVar[frozenset[str]] = frozenset()

    def behind(self) -> dict[str, str]:
        """What the record holds behind fields that show nothing of it, such as a sealed number."""
        return {}

    def full_clean(self) -> None:
        """Keep what others wrote, then clean, then say what both changed."""
        clashes = self._merged() if self.is_bound else {}
        super().full_clean()
        for name, words in clashes.items():
            self.add_error(name, words)

    def mark(self) -> SafeString:
        """The hidden line of the form: the record as it stands now."""
        values = {name: self._read(name, self._standing(name)) for name in self._facts()} | self.behind()
        return format_html('<input type="hidden" name="{}" value="{}">', NAME, sealed_mark(values))

    def _facts(self) -> list[str]:
        given = set(self.initial) - self.suggested
        return [name for name, field in self.fields.items() if name in given and not field.disabled]

    def _merged(self) -> dict[str, str]:
        shown = Shown.read(self.data.get(NAME, ""))
        meanwhile = [
            name for name in self._facts() if not shown.was(name, self._read(name, self._standing(name)))
        ]
        hidden = [name for name, text in self.behind().items() if not shown.was(name, text)]
        if not meanwhile and not hidden:
            return {}
        if asked := [name for name in self.undoing if name in self.fields and self._typed(name)]:
            return {asked[0]: _("Mục này vừa được người khác sửa. Xem lại rồi hãy đánh dấu ô này.")}
        clashes = {name: _hidden_words() for name in hidden if self._typed(name)}
        for name in meanwhile:
            typed, now = self._typed(name), self._standing(name)
            if shown.was(name, self._read(name, typed)):
                self._put(name, now)
            elif self._read(name, typed) != self._read(name, now):
                clashes[name] = self._words(name, now, typed)
        return clashes

    def _typed(self, name: str) -> Any:
        return self.fields[name].widget.value_from_datadict(self.data, self.files, self.add_prefix(name))

    def _standing(self, name: str) -> Any:
        """The fact as a browser would send it back untouched."""
        field = self.fields[name]
        value = field.prepare_value(self.get_initial_for_field(field, name))
        if isinstance(field.widget, forms.CheckboxInput):
            return bool(value)
        shown = field.widget.format_value(value)
        if isinstance(shown, list) and not getattr(field.widget, "allow_multiple_selected", False):
            shown = shown[0] if shown else ""
        return "" if shown is None else shown

    def _read(self, name: str, sent: Any) -> str:
        """The value that was meant, however it was typed; what cannot be read stands for itself."""
        try:
            value = self.fields[name].clean(sent)
        except forms.ValidationError:
            value = sent.strip() if isinstance(sent, str) else sent
        if value in (None, "", False):
            return ""
        return str(value).replace("\r\n", "\n")

    def _put(self, name: str, sent: Any) -> None:
        data: Any = copy(self.data)
        key = self.add_prefix(name)
        if isinstance(sent, list):
            data.setlist(key, sent)
        elif sent is False:
            data.pop(key, None)
        else:
            data[key] = "on" if sent is True else sent
        self.data = data

    def _words(self, name: str, now: Any, typed: Any) -> str:
        return _(
            "Người khác vừa sửa chỗ này: sổ đang ghi “{now}”, đồng chí ghi “{typed}”. Giữ như sổ thì sửa lại ô; "
            "ghi lần nữa thì sổ theo giá trị trong ô."
        ).format(now=self._said(name, now), typed=Truncator(self._said(name, typed)).chars(LONG))

    def _said(self, name: str, sent: Any) -> str:
        choices: Any = getattr(self.fields[name], "choices", ())
        named = {str(key): str(words) for key, words in choices} if choices else {}
        several = sent if isinstance(sent, list) else [sent]
        if isinstance(sent, bool):
            return _("có") if sent else _("không")
        return ", ".join(named.get(str(one), str(one)) for one in several if one) or _("để trống")


def _hidden_words() -> str:
    return _(
        "Người khác vừa ghi chỗ này. Chưa ghi gì; xem lại hồ sơ, rồi ghi lần nữa nếu vẫn đúng như đồng chí ghi."
    )
