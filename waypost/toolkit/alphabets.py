"""The letters beyond ASCII that languages are written with, and the encodings of one byte that they are written in.

The orders are rough, those of any large body of everyday text.
"""

from dataclasses import dataclass
from functools import cached_property

_WEST = (("cp1252", 2.0), ("iso8859-15", 0.1), ("mac_roman", 0.01), ("cp850", 0.002))
_MIDDLE = (("cp1250", 1.0), ("iso8859-2", 0.2), ("cp852", 0.001))
_TURKISH = (("cp1254", 1.0), ("cp857", 0.001))
_BALTIC = (("cp1257", 0.1),)
_CYRILLIC = (("cp1251", 1.0), ("koi8-u", 0.2), ("iso8859-5", 0.02), ("mac_cyrillic", 0.01), ("cp866", 0.05))
_GREEK = (("cp1253", 1.0), ("iso8859-7", 0.2))
_HEBREW = (("cp1255", 1.0),)
_ARABIC = (("cp1256", 1.0),)
_THAI = (("cp874", 1.0),)


@dataclass(frozen=True, eq=False)
class Alphabet:
    """Of one language: the small letters beyond ASCII, the commonest first.

    `encodings` says how usual each is, against all others. `without` are the plain letters that its words do not have,
    `before_vowels` those of its own that stand nowhere else.
    """

    encodings: tuple[tuple[str, float], ...]
    letters: str
    without: str = ""
    before_vowels: str = ""
    is_latin: bool = True

    @cached_property
    def rates(self) -> dict[str, float]:
        """How often each letter is written, after Zipf: by its place."""
        total = sum(1 / place for place in range(1, len(self.letters) + 1))
        return {letter: 1 / total / place for place, letter in enumerate(self.letters, start=1)}


ALPHABETS = (
    Alphabet(_WEST, "üäößé"),  # German
    Alphabet(_WEST, "éèàçêâôîœûùëï", "kw", "çœ"),  # French
    Alphabet(_WEST, "óíáéñúü", "kw", "ñ"),  # Spanish
    Alphabet(_WEST, "ãçáéóíêâõúàô", "kwy", "ç"),  # Portuguese
    Alphabet(_WEST, "èàòùìé", "jkwxy"),  # Italian
    Alphabet(_WEST, "àóèéíòúçïü", "kwy", "ç"),  # Catalan
    Alphabet(_WEST, "ëéïèöü", "q"),  # Dutch
    Alphabet(_WEST, "äåöé", "qwz"),  # Swedish
    Alphabet(_WEST, "øåæé", "qwxz"),  # Danish and Norwegian
    Alphabet(_WEST, "äöå", "qwxz"),  # Finnish
    Alphabet(_WEST, "äõüöšž", "qwxy"),  # Estonian
    Alphabet((("cp1252", 0.1),), "áðíóþéæúöý", "cqwz"),  # Icelandic
    Alphabet(_MIDDLE, "łąężóśćńź", "qvx"),  # Polish
    Alphabet(_MIDDLE, "íáěéšýřčžůúťňďó", "qwx"),  # Czech
    Alphabet(_MIDDLE, "áíčéýžšúťľôňóďäŕĺ", "qwx"),  # Slovak
    Alphabet(_MIDDLE, "áéőóöíüúű", "qwx"),  # Hungarian
    Alphabet(_MIDDLE, "ăîâşţ", "kqwy"),  # Romanian
    Alphabet(_MIDDLE, "čžšćđ", "qwxy"),  # Croatian, Slovene
    Alphabet(_TURKISH, "ışüğİöçâî", "qwx"),  # Turkish
    Alphabet(_BALTIC, "ėųšžįūąčę", "qwx"),  # Lithuanian
    Alphabet(_BALTIC, "āīēšūņļžķģč", "qwxy"),  # Latvian
    Alphabet(_CYRILLIC, "оеаинтсрвлкмдпугяызбьйчхжцюшщэфъё", is_latin=False),  # Russian
    Alphabet(_CYRILLIC, "оаніирвтесклудмпзяьбгйчхцїюжшщєфґ", is_latin=False),  # Ukrainian
    Alphabet(_CYRILLIC, "аиоентрсвлкдпмзгяъубчцйжщхшюфь", is_latin=False),  # Bulgarian
    Alphabet(_CYRILLIC, "аоиенрсутдкјвмплзгбчјцшњхљћжђфџ", is_latin=False),  # Serbian
    Alphabet(_GREEK, "ατοιενσρκηπςυμλίόάγέδήωχθύφβξώζψ", is_latin=False),  # Greek
    Alphabet(_HEBREW, "יוהלרבתמאשנעםדקחפסכגטצןזךףץ", is_latin=False),  # Hebrew
    Alphabet(_ARABIC, "اليمونرتبةعدسفهكقأحجشطصىخإضذثزغءئآظؤ", is_latin=False),  # Arabic
    Alphabet(_ARABIC, "ایردنهومتبسلکشزفگعخقجآپحطصضذثغچئظژ", is_latin=False),  # Persian
    Alphabet(_THAI, "านรอกเงมยลวดทสตะปบคหแจพชขใไโีิ่้์ัุูืึ็ำผถณญธศษซฟภฐฎฏฑฒฌฆฉฝฬ", is_latin=False),  # Thai
)

HANZI = frozenset(
    "的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后小么心多天而能好都然没日于起还"
    "发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知民样现分将外但身些与高意进把法此实回二理美点月明其种声全工"
    "己话儿者向情部正名定女问力机给等几很业最间新什打便位因重被走电四第门相次东政海口使教西再平真听世气信北少关并内加化由却代军产入先山"
    "五太水万市眼体别处总才场师书比住员九笑性通目华报立马命张活难神数件安表原车白应路期叫死常提感金何更反合放做系计司利受光王果亲界及今"
    "京务制解各任至清物台象记边共风战干接它许八特觉望直服毛林题建南度统色字请交爱让认算论百吃义科怎元社术结六功指思非流每青管夫连远资队"
    "跟带花快条院变联言权往展该领传近留红治决周保达办运武半候七必城父强步完革深区即求品士转量空甚众技轻程告江语英基派满式李息写呢识极令"
    "黄德收脸钱党倒未持取设始版双历越史商千片容研像找友孩站广改议形委早房音火际则首单据导影失拿网香似斯专石若谁校读志飞观争究包组造落视"
    "济喜离虽坏兴黑费食品牌店购买卖价格优惠欢迎临热夏春秋冬朝晨夜晚末愉周幸福谢照图频动视微博客户节假旅游美味茶咖啡饭菜健康"
    "這來國個說們為時樣後過學對裡麼沒於還發當無開見經頭麵從動兩長現將與進實點種聲話兒問機給幾業間電門東關並內產萬體別處總場師書員華報"
    "馬張難數車應課親務記邊風戰許覺題統請愛讓認論義術結連遠資隊帶條變聯權領傳紅決達辦運強區轉眾輕語滿寫識極黃臉錢黨設雙歷廣議單據導網專"
    "誰讀飛觀爭組視濟離雖壞興費購買賣價優歡臨熱謝圖頻節遊飯週早安"
    "円店広売毎気読駅図応対発変楽験県実関荷帰覧込働歳様経済続総予約祝休営業"
)
"""The commonest signs of Chinese, in both ways to write it, and of Japanese."""

HANGUL = frozenset(
    "이다는에의고하을가지은를로한사도자인어기나시서있그대아수보리일해들정만장전스라과부게것으니주상제면여거구비안생성우조동공없유오신마"
    "선세무진말적내할모소문때경분위년간물원등당같미드학국저터관연되바방영화계금개입감합요습까려네야중날더번열새커피카페봄름울님좋매점"
)
"""The commonest syllables of Korean."""
