import pytest

from interviews.languages import guess


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("We had two boats and it was not the third that I wanted.", "en"),
        ("On avait deux bateaux, et ce n’était pas le troisième que je voulais.", "fr"),
        ("Wir hatten zwei Boote, und das war nicht genug für die Produzenten.", "de"),
        ("Teníamos dos barcos y no era el tercero el que yo quería.", "es"),
        ("Avevamo due barche, e non era la terza che volevo io.", "it"),
        ("Tínhamos dois barcos, e não era o terceiro que eu queria.", "pt"),
        ("二隻の船がありました。", "ja"),
        ("배가 두 척 있었습니다.", "ko"),
        ("ما دو قایق داشتیم و سومی را نمی‌خواستیم.", "fa"),
        ("У нас было две лодки, и третьей никто не хотел.", "ru"),
        ("Boats.", "en"),
        ("", "en"),
        ("The director 黒沢清 and the Korean 봉준호 met, and it was the first time that they spoke.", "en"),
        ("In “La fille de nulle part” and “Le temps des loups” the hero is what we would call a wolf.", "en"),
    ],
)
def test_the_language_of_a_text(text, language):
    assert guess(text) == language
