"""What may have been meant by a name: the nearest of those known, each said once, or what would be right."""

from soxa.kernel.sheets.named import NotNamed, Words, named, perhaps

UNITS = {"ty dong": "tỷ đồng", "ti dong": "tỷ đồng", "trieu dong": "triệu đồng"}


def said(text, known=UNITS, **more):
    return perhaps(text, known, lambda one: [f"“{known[one]}”"], otherwise="Ghi như trong bảng.", **more)


def test_two_spellings_of_one_name_are_one_suggestion():
    assert said("tir dong") == "Có phải “tỷ đồng”?"


def test_two_names_are_offered_and_none_where_none_is_near():
    known = {"ben da": "Bến Đá", "ben do": "Bến Đò", "ao vang": "Ao Vàng"}
    assert said("ben de", known) == "Có phải “Bến Đò”; hoặc “Bến Đá”?"
    assert said("ben de", known, most=1) == "Có phải “Bến Đò”?"
    assert said("xyz", known) == "Ghi như trong bảng."


def test_a_name_of_several_suggests_nothing():
    words = Words("không có trong sổ", "là tên của nhiều mục", "Ghi rõ hơn.")
    known = {"ao vang": ["Ao Vàng"], "ben da": ["Bến Đá", "Bến Đá"]}
    assert named("Áo vang", known, words, str) == "Ao Vàng"
    assert named("Bến Đá", known, words, str) == NotNamed("là tên của nhiều mục", "Ghi rõ hơn.")
    assert named("Ao vag", known, words, str) == NotNamed("không có trong sổ", "Có phải “Ao Vàng”?")
