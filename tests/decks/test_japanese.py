"""The joining forms of Japanese verbs against a table that every textbook has: written down here by hand, derived from
nothing. No rule may enter."""

import re
from unicodedata import name

import pytest

from oracles.language.told import rows_of
from tools.language.japanese import final_of, kana

KNOWN = """
買う kau kaimasu katte
言う iu iimasu itte
会う au aimasu atte
洗う arau araimasu aratte
待つ matsu machimasu matte
立つ tatsu tachimasu tatte
持つ motsu mochimasu motte
勝つ katsu kachimasu katte
打つ utsu uchimasu utte
育つ sodatsu sodachimasu sodatte
取る toru torimasu totte
乗る noru norimasu notte
作る tsukuru tsukurimasu tsukutte
帰る kaeru kaerimasu kaette
入る hairu hairimasu haitte
走る hashiru hashirimasu hashitte
切る kiru kirimasu kitte
知る shiru shirimasu shitte
喋る shaberu shaberimasu shabette
要る iru irimasu itte
減る heru herimasu hette
飲む nomu nomimasu nonde
読む yomu yomimasu yonde
住む sumu sumimasu sunde
休む yasumu yasumimasu yasunde
遊ぶ asobu asobimasu asonde
呼ぶ yobu yobimasu yonde
飛ぶ tobu tobimasu tonde
死ぬ shinu shinimasu shinde
書く kaku kakimasu kaite
聞く kiku kikimasu kiite
歩く aruku arukimasu aruite
続く tsuzuku tsuzukimasu tsuzuite
近付く chikazuku chikazukimasu chikazuite
縮む chijimu chijimimasu chijinde
続ける tsuzukeru tsuzukemasu tsuzukete
泳ぐ oyogu oyogimasu oyoide
急ぐ isogu isogimasu isoide
脱ぐ nugu nugimasu nuide
話す hanasu hanashimasu hanashite
出す dasu dashimasu dashite
押す osu oshimasu oshite
消す kesu keshimasu keshite
食べる taberu tabemasu tabete
見る miru mimasu mite
寝る neru nemasu nete
起きる okiru okimasu okite
着る kiru kimasu kite
変える kaeru kaemasu kaete
居る iru imasu ite
捨てる suteru sutemasu sutete
行く iku ikimasu itte
する suru shimasu shite
来る kuru kimasu kite
問う tou toimasu toute
"""
"""Verb, its dictionary, polite and joining form."""

IN_KANA = """
matsu まつ まちます まって
tatsu たつ たちます たって
motsu もつ もちます もって
shaberu しゃべる しゃべります しゃべって
kau かう かいます かって
yomu よむ よみます よんで
oyogu およぐ およぎます およいで
hanasu はなす はなします はなして
tsuzuku つづく つづきます つづいて
kanjiru かんじる かんじます かんじて
motteiku もっていく もっていきます もっていって
"""

SYLLABLES = {
    "kitte": "きって",
    "gakkou": "がっこう",
    "chotto": "ちょっと",
    "matchi": "まっち",
    "zasshi": "ざっし",
    "ryokou": "りょこう",
    "jisho": "じしょ",
    "nyuugaku": "にゅうがく",
    "shashin": "しゃしん",
    "shumi": "しゅみ",
    "ocha": "おちゃ",
    "chuumon": "ちゅうもん",
    "jama": "じゃま",
    "juusho": "じゅうしょ",
    "jouzu": "じょうず",
    "myaku": "みゃく",
}
"""Words with the spellings in which two or three letters stand for one kana."""


def in_fours(text: str) -> list[tuple[str, str, str, str]]:
    words = text.split()
    return [(words[k], words[k + 1], words[k + 2], words[k + 3]) for k in range(0, len(words), 4)]


@pytest.mark.parametrize("verb", in_fours(KNOWN), ids=lambda verb: f"{verb[1]}-{verb[2]}")
def test_a_verb_that_everybody_knows_has_the_forms_that_everybody_knows(verb: tuple[str, str, str, str]) -> None:
    _, plain, polite, te = verb
    forms = {
        row["prompt"].split(" → ")[1].removesuffix("…") + row["answer"]
        for row in rows_of("japanese-te")
        if row["prompt"].startswith(f"{plain}, {polite} ")
    }
    assert forms == {te}
    assert {row["answer"] for row in rows_of("japanese-te-kana") if row["group"] == f"{plain} {polite}"} == {te}


@pytest.mark.parametrize("verb", in_fours(IN_KANA), ids=lambda verb: verb[0])
def test_the_same_is_so_in_kana(verb: tuple[str, str, str, str]) -> None:
    word, plain, polite, te = verb
    rows = [(row["prompt"], row["accept"]) for row in rows_of("japanese-te-kana") if row["word"] == word]
    assert [(prompt, accept.split("|")[0]) for prompt, accept in rows] == [(f"{plain}、{polite}", te)]


def test_every_verb_in_kana_is_kana_alone() -> None:
    for row in rows_of("japanese-te-kana"):
        written = row["prompt"].replace("、", "") + row["accept"].split("|")[0] + row["te"].replace("、", "")
        assert {name(sign).split()[0] for sign in written} == {"HIRAGANA"}


@pytest.mark.parametrize("name", ["japanese-te", "japanese-te-kana"])
def test_latin_letters_are_hepburn_s_wherever_a_learner_sees_them(name: str) -> None:
    """It has no du, di, tu, si, ti, hu or zi; what an answer may be instead is not shown."""
    shown = [value for row in rows_of(name) for column, value in row.items() if column != "accept"]
    assert [value for value in shown if re.search(r"d[ui]|[sz]i|h?(?<!s)hu|ti|(?<!s)tu", value)] == []


def test_who_types_each_kana_for_itself_is_right_as_well() -> None:
    taken = {row["prompt"]: row["accept"].split("|") for row in rows_of("japanese-te-kana")}
    assert taken["つづく、つづきます"] == ["つづいて", "tsuduite"]
    assert taken["ちぢむ、ちぢみます"] == ["ちぢんで", "chidinde"]


@pytest.mark.parametrize("name", ["japanese-te", "japanese-te-kana"])
def test_every_class_of_verbs_has_some_that_are_real_and_some_that_are_made_up(name: str) -> None:
    rows = [row for row in rows_of(name) if row["irregular"] == "no"]
    assert all(row["group"].split(" ")[0].endswith(row["ending"].split(" ")[0]) for row in rows)
    kinds = {(row["ending"], row["made"]) for row in rows}
    ends = {f"{final} many" for final in ("u", "tsu", "ru", "mu", "bu", "nu", "ku", "gu", "su")} | {"ru one"}
    assert kinds == {(ending, made) for ending in ends for made in "01"}


def test_the_longest_last_syllable_is_the_verb_s() -> None:
    verbs = ("matsu", "kasu", "kau", "kaku", "kagu", "shinu", "tobu", "yomu", "toru")
    assert list(map(final_of, verbs)) == ["tsu", "su", "u", "ku", "gu", "nu", "bu", "mu", "ru"]


def test_letters_that_spell_no_kana_are_refused() -> None:
    with pytest.raises(ValueError, match="matshite"):
        kana("matshite")


def test_two_and_three_letters_make_one_kana() -> None:
    assert {word: kana(word) for word in SYLLABLES} == SYLLABLES
