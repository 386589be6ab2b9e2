"""The closed words by which a frame is read off a sentence: who can act, on whom, by which link.

Nothing here parses: a word that is in none of these lists ends the reading, so that what is
found is found surely.
"""

from bisect import bisect_left
from operator import attrgetter

from components.text import Word

_START = attrgetter("start")


def _set(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


DETERMINERS = _set(
    "a an the this these those its his her their our my any some all both each every no several many few "
    "two three four five six seven eight nine ten dozens hundreds thousands other another more most"
)
PREPOSITIONS = _set(
    "of to with from by in on for against about toward towards over between among at after before under like "
    "than into onto upon through during without within despite amid near since until regarding concerning "
    "beyond behind across around via per because given including"
)
# Words that end a noun phrase or a verb group when nothing else is known about them.
STOP = PREPOSITIONS | _set(
    "and or but nor so if unless whether that which who whom whose what when where why how while whereas "
    "although though as i we you he she they it them us me him said says say is are was were be been being am "
    "has have had do does did will would can could may might must shall should not never there here yet then"
)
BE = _set(
    "is are was were be been being am get gets got getting remain remains remained become becomes became"
)
AUXILIARIES = BE | _set(
    "has have had having will would shall should can could may might must do does did cannot won't wouldn't "
    "can't couldn't don't doesn't didn't isn't aren't wasn't weren't hasn't haven't hadn't shouldn't "
    "not never no longer yet again also still now then even just only already soon always often both all each "
    "together today yesterday tomorrow monday tuesday wednesday thursday friday saturday sunday once since ever "
    "never both further indeed however instead reportedly allegedly too very so more most much far"
)
# Words followed by “to” whose subject also does what follows: “vowed to”, “is ready to”.
CONTROL = _set(
    "agree agrees agreed agreeing refuse refuses refused refusing decline declines declined declining vow vows "
    "vowed vowing pledge pledges pledged pledging promise promises promised promising threaten threatens "
    "threatened threatening offer offers offered offering plan plans planned planning intend intends intended "
    "want wants wanted seek seeks sought seeking hope hopes hoped hoping decide decides decided deciding choose "
    "chooses chose opt opts opted prepare prepares prepared preparing continue continues continued continuing "
    "try tries tried trying attempt attempts attempted begin begins began start starts started fail fails failed "
    "aim aims aimed mean means meant need needs needed ready willing able unable unwilling open committed "
    "determined likely expected reluctant eager keen set poised bound free going used ought have has had having "
    "decision plan desire intention willingness readiness effort efforts attempt refusal threat threats vow pledge "
    "right move bid campaign proposal wish wishes commitment inability failure not"
)
# Verbs that lend their subject to the noun that follows: “made threats”, “signed a treaty”.
LIGHT = _set(
    "make makes made making launch launches launched launching hold holds held holding sign signs signed signing "
    "reach reaches reached reaching express expresses expressed expressing voice voices voiced voicing offer "
    "offers offered offering have has had having conduct conducts conducted conducting announce announces "
    "announced announcing issue issues issued issuing declare declares declared declaring start starts started "
    "starting begin begins began begun beginning continue continues continued continuing pursue pursues pursued "
    "pursuing provide provides provided providing give gives gave given giving send sends sent sending extend "
    "extends extended extending impose imposes imposed imposing introduce introduces introduced introducing adopt "
    "adopts adopted adopting order orders ordered ordering approve approves approved approving unveil unveils "
    "unveiled unveiling wage wages waged waging mount mounts mounted mounting stage stages staged staging open "
    "opens opened opening seek seeks sought seeking maintain maintains maintained maintaining keep keeps kept "
    "keeping expand expands expanded expanding increase increases increased increasing strengthen strengthens "
    "strengthened strengthening deepen deepens deepened deepening resume resumes resumed resuming restore restores "
    "restored restoring develop develops developed developing conclude concludes concluded concluding negotiate "
    "negotiates negotiated negotiating show shows showed shown showing demonstrate demonstrates demonstrated "
    "demonstrating pay pays paid paying level levels leveled levelled leveling hurl hurls hurled hurling direct "
    "directs directed directing file files filed filing lodge lodges lodged lodging reiterate reiterates "
    "reiterated repeat repeats repeated renew renews renewed renewing propose proposes proposed proposing tighten "
    "tightens tightened tightening toughen toughens toughened toughening slap slaps slapped levy levies levied "
    "deliver delivers delivered delivering apply applies applied applying step steps stepped stepping put puts "
    "putting carry carries carried carrying pose poses posed posing establish establishes established establishing "
    "build builds built building welcome welcomes welcomed prepare prepares prepared want wants wanted commit "
    "commits committed win wins won carrying lay laid exert exerts exerted initiate initiates initiated back backs "
    "backed use uses used using"
)
# Words that open another clause, with a subject of its own.
CLAUSES = _set(
    "when that who which where as while if because although though since what after before until"
)
BUNDLES = _set(
    "round rounds package packages series set wave waves number raft lot pair host string barrage act acts policy "
    "campaign threat state member members dozens hundreds thousands scores group groups government leader leaders "
    "people president ministry head representatives officials some one many most part parts citizens"
)
# What a country's name may stand before when the country itself is meant.
HEADS = _set(
    "official officials lawmaker lawmakers senator senators congressman leader leaders president government "
    "governments administration authority authorities force forces troops soldiers military army navy diplomat "
    "diplomats diplomacy side sides delegation delegations ministry minister ministers foreign defense defence "
    "intelligence agency agencies service services security council parliament prosecutor prosecutors court courts "
    "police state nation regime leadership embassy embassies ambassador ambassadors negotiator negotiators "
    "representative representatives spokesman spokeswoman spokesperson warplane warplanes plane planes jet jets "
    "ship ships warship warships fighter missile missiles bomber bombers submarine submarines hackers agent agents "
    "spies operatives officer officers commander commanders envoy envoys counterpart counterparts counterpart's "
    "people presidential deputy senior top national federal special air border strategic nuclear marine coast "
    "guard congress senate house duma legislators politicians invaders occupiers aggressors general generals"
)
# A country's adjective before these is not the country: they speak for no side.
NOT_THE_SIDE = _set(
    "opposition newspaper newspapers outlet outlets magazine daily tabloid broadcaster channel channels journalist "
    "journalists reporter reporters correspondent blogger bloggers media press website activist activists "
    "dissident dissidents critic critics analyst analysts expert experts scholar scholars historian observer "
    "observers economist economists author writer pundits exile exiles emigre company companies firm firms bank "
    "banks oligarch oligarchs businessman businessmen investors markets stocks shares oil gas film actor actress "
    "athlete athletes team players singer language literature politics roulette election elections-related"
)
# All that may stand between “to” and the party it leads to: “a threat to the whole of Russia”.
PLAIN = BUNDLES | _set("senior top former key new entire whole current then main chief of")
OBJECT_LINKS = _set("on against with for to toward towards at of about over upon")
RELATIONS = _set(
    "relations ties relationship relationships contacts cooperation dialogue rapport partnership alliance"
)
# What two do to each other.
RECIPROCAL = _set(
    "agree agrees agreed agreement agreements meet meets met meeting meetings discuss discussed discusses sign "
    "signed signs cooperate cooperates cooperated cooperating cooperation clash clashes clashed clashing talk talks "
    "talked negotiate negotiates negotiated negotiating negotiations negotiation exchange exchanged consult "
    "consulted consultations reconcile reconciled compromise disagree disagrees disagreed disagreement "
    "disagreements coordinate coordinated coordinating coordination collaborate collaborated collaborating "
    "collaboration work worked working partner partners partnership ally allies adversary adversaries enemy enemies "
    "foe foes rival rivals rivalry competitor competitors friend friends friendship opponents normalize normalise "
    "normalized normalised restore restored resume resumed renew renewed improve improved mend mended tension "
    "tensions confrontation standoff stand-off feud quarrel row dispute conflict war spar sparred summit dialogue "
    "treaty pact accord deal truce ceasefire détente rapprochement handshake shook conversation call loggerheads "
    "odds swap swapped hostility hostilities distrust mistrust rift trade jointly together mutual differences "
    "deterioration joint bicker bickered compete competes competed competing competition reached struck concluded"
)
# Nouns for acts that a verb of the same letters does not exist for: they need a preposition.
NOUN_ENDINGS = (
    "tion", "tions", "sion", "sions", "ment", "ments", "ance", "ence", "ency", "ship", "ity", "ness", "ism",
)  # fmt: skip
NOUNS = _set(
    "talks war wars treaty deal deals tension tensions threat relations dialogue diplomacy summit crisis peace "
    "ceasefire truce adversary enemy friend friends conflict conflicts allegations respect praise help"
)
RECEIVES = _set(
    "face faces faced facing receive receives received receiving get gets got suffer suffers suffered suffering "
    "under draw draws drew drawing win wins won earned meet with encounter encountered felt feared fears see sees"
)
DOES = _set(
    "imposed made launched carried conducted announced issued committed led waged posed signed adopted introduced "
    "ordered levied staged voiced expressed leveled levelled brought filed proposed offered initiated taken out"
)
CALLS = _set(
    "call calls called calling describe describes described describing label labels labeled labelled brand brands "
    "branded consider considers considered considering regard regards regarded regarding view views viewed viewing "
    "deem deems deemed see sees saw"
)
# Participles that tell how the subject feels, not what was done to it.
FEELS = _set(
    "concerned worried disappointed alarmed angered outraged interested committed opposed prepared pleased grateful "
    "open hostile ready friendly suspicious wary critical supportive disgusted encouraged frustrated irritated"
)
IRREGULAR = _set(
    "struck shot hit sunk thrown cut sent held driven broken frozen torn stolen beaten taken overthrown met seen "
    "betrayed shut bombed forgiven kept"
)
# Speaking for or against somebody: who does it is the holder.
SPEAKS = (
    "prais", "accus", "condemn", "critic", "denounc", "blam", "welcom", "thank", "congratulat", "applaud",
    "commend", "laud", "hail", "warn", "urg", "demand", "call", "deplor", "rebuk", "slam", "blast", "lambast",
    "admir", "insult", "mock", "ridicul", "decr", "castigat", "scold", "reproach", "complain", "salut", "compliment",
)  # fmt: skip


def between(words: tuple[Word, ...], start: int, end: int) -> tuple[Word, ...]:
    """The words that lie wholly in characters ``start``–``end``."""
    found = words[bisect_left(words, start, key=_START) : bisect_left(words, end, key=_START)]
    return found[:-1] if found and found[-1].end > end else found


def is_adverb(key: str) -> bool:
    """An adverb of manner, or a word that stands like one among auxiliaries."""
    return key in AUXILIARIES or (key.endswith("ly") and len(key) > 4)


def is_noun(key: str) -> bool:
    """Whether the predicate is a noun only: it reaches its object by a preposition."""
    return key in NOUNS or key.endswith(NOUN_ENDINGS)


def is_participle(key: str) -> bool:
    """Whether the word can follow a form of “be” in the passive."""
    return key in IRREGULAR or (key.endswith("ed") and len(key) > 3)
