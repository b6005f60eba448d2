"""Words by which people call a column of prompts or of answers, in several languages. Words only."""

from __future__ import annotations

from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PROMPTS: Final = _words("""
    prompt question front term word expression q
    frage vorderseite begriff wort
    pregunta anverso término palabra
    recto terme mot
    domanda fronte termine parola
    pergunta frente vraag voorkant вопрос слово питання
    pytanie słowo hasło otázka slovo kérdés szó soru kelime întrebare cuvânt
    spørgsmål spørsmål fråga ord kysymys sana ερώτηση λέξη سؤال كلمة שאלה מילה
    問題 質問 表 単語 问题 单词 問題 單詞 질문 단어
""")
ANSWERS: Final = _words("""
    answer back definition meaning translation a
    antwort rückseite bedeutung übersetzung
    respuesta reverso definición significado traducción
    réponse verso définition sens traduction
    risposta retro definizione traduzione
    resposta antwoord achterkant vertaling ответ перевод значение відповідь переклад
    odpowiedź znaczenie tłumaczenie odpověď odpoveď význam překlad preklad válasz jelentés cevap yanıt anlam
    răspuns traducere svar betydelse översättning betydning oversettelse vastaus käännös
    απάντηση σημασία μετάφραση جواب إجابة معنى ترجمة תשובה תרגום
    答え 裏 意味 訳 答案 意思 翻译 释义 翻譯 답 정답 뜻
""")
LANGUAGES: Final = _words("""
    english german french spanish italian portuguese dutch swedish polish russian turkish arabic hebrew chinese
    japanese korean latin greek
    deutsch englisch französisch spanisch italienisch latein
    français anglais allemand espagnol latin
    español inglés francés alemán italiano inglese русский английский
    norsk engelsk tysk fransk spansk svenska engelska tyska dansk suomi englanti saksa ruotsi
    nederlands engels duits frans polski angielski niemiecki čeština angličtina němčina magyar angol német
    türkçe almanca українська англійська німецька ελληνικά αγγλικά
    日本語 英語 中文 英文
""")
COLUMNS: Final = _words("""
    id key no nr number num lesson unit chapter level category topic tags tag notes note example examples sentence hint
    audio image picture sound group stem root lemma gloss gender class type pos
    kana kanji hiragana katakana romaji reading readings pinyin hanzi pronunciation ipa transcription
    汉字 漢字 拼音 読み 発音 발음
    inf infinitive infinitiv present past future perfect imperfect preterite participle pres pret perf imperf fut part
    tense mood voice person form forms base
    singular plural sing plur sg pl nominative genitive dative accusative ablative vocative nom gen dat acc abl voc
    masculine feminine neuter masc fem neut m f n
    p1s p2s p3s p1p p2p p3p 1s 2s 3s 1p 2p 3p 1sg 2sg 3sg 1pl 2pl 3pl
    infinitif présent passé futur infinitivo presente pasado futuro pretérito participio
    country capital year date name symbol formula element interval semitones chord key scale
    lektion kapitel beispiel grundform präsens präteritum perfekt partizip einzahl mehrzahl geschlecht land hauptstadt
""")
"""Words for other columns: two of them make a line a head."""
