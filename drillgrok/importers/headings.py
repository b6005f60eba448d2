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
    pergunta frente vraag voorkant вопрос слово
    問題 表 単語 问题 单词
""")
ANSWERS: Final = _words("""
    answer back definition meaning translation a
    antwort rückseite bedeutung übersetzung
    respuesta reverso definición significado traducción
    réponse verso définition sens traduction
    risposta retro definizione traduzione
    resposta antwoord achterkant vertaling ответ перевод
    答え 裏 意味 訳 答案 意思 翻译
""")
LANGUAGES: Final = _words("""
    english german french spanish italian portuguese dutch swedish polish russian turkish arabic hebrew chinese
    japanese korean latin greek
    deutsch englisch französisch spanisch italienisch latein
    français anglais allemand espagnol latin
    español inglés francés alemán italiano inglese русский английский
    日本語 英語 中文 英文
""")
