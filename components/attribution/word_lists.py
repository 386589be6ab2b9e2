"""Closed classes of English words that the reader tells phrases by."""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


BEING = _set("is are was were been being be am isn't aren't wasn't weren't gets got")
AUXILIARIES = BEING | _set(
    "has have had having hasn't haven't hadn't do does did don't doesn't didn't will would "
    "shall should can could may might must won't wouldn't can't cannot couldn't shouldn't "
    "has've i've"
)
ADVERBS = _set(
    "also later then again once never not already now still just first further recently even "
    "only previously therefore thus today yesterday tomorrow tonight earlier separately "
    "meanwhile often always sometimes soon jointly likewise nevertheless nonetheless however "
    "simply quickly famously reportedly so far too himself herself itself themselves very "
    "much really"
)
DAYS = _set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april "
    "may june july august september october november december"
)
DETERMINERS = _set(
    "the a an this that these those its his her their our my your some any no each every all "
    "both another one two three four five six seven eight nine ten several many most few "
    "other certain such what whose either neither"
)
INDEFINITE = _set(
    "some many most few others those both all several one two three none half everyone somebody"
)
PRONOUNS = _set("he she they it we i you there everyone somebody someone anyone nobody")
RELATIVES = _set("who which that")
COORDINATORS = _set("and or but then yet nor")
PREPOSITIONS = _set(
    "of in at for from with by to on near inside within among between about against over "
    "under during into through toward towards across behind without around upon amid despite "
    "via close"
)
# These also open a clause: “after the Kremlin said”.
SUBORDINATORS = _set("after before since until like as than")
STOPS = (
    AUXILIARIES
    | COORDINATORS
    | SUBORDINATORS
    | _set(
        "that which who whom whose what when where while why how if because although though "
        "unless whether whereas so not as than once i he she they we you it there accused told "
        "met held signed"
    )
) - {"may"}
SPEAKERS = _set(
    "official officials spokesman spokeswoman spokesperson spokespersons spokesmen minister "
    "ministers ministry ministries president presidents premier chancellor leader leaders "
    "ambassador ambassadors envoy envoys diplomat diplomats analyst analysts expert experts "
    "observer observers critic critics source sources witness witnesses eyewitness "
    "eyewitnesses survivor survivors people person reporter reporters journalist journalists "
    "newspaper newspapers daily tabloid newswire outlet outlets broadcaster channel magazine agency "
    "agencies department government governments administration company companies court courts "
    "judge judges justice prosecutor prosecutors lawmaker lawmakers senator senators "
    "congressman congresswoman representative representatives deputy deputies adviser "
    "advisers advisor advisors aide aides ally allies general generals admiral colonel "
    "commander commanders officer officers soldier soldiers officials' secretary director "
    "chief head chairman chairwoman chair member members delegation delegations side sides "
    "party parties state states country countries nation nations committee council commission "
    "parliament congress senate house embassy consulate organisation organization group "
    "groups institute think-tank foundation union academy authorities authority police "
    "military army navy defence defense office bureau service services man woman men women "
    "student students resident residents citizen citizens voter voters supporter supporters "
    "opponent opponents skeptic skeptics sceptic sceptics activist activists lawyer lawyers "
    "attorney attorneys economist economists scholar scholars professor historian historians "
    "author authors writer editor editors columnist columnists correspondent correspondents "
    "commentator commentators blogger physicist scientist scientists researcher researchers "
    "investigator investigators inspector inspectors mayor governor governors king queen "
    "prince pope rebels separatists militants troops fighters americans russians ukrainians "
    "europeans germans britons poles georgians chechens republicans democrats conservatives "
    "liberals communists kremlin pentagon negotiator negotiators mediator mediators banker "
    "bankers trader traders investor investors respondent respondents public pollster "
    "pollsters insider insiders veteran veterans pair duo trio father mother wife son "
    "daughter brother sister friend friends colleague colleagues counterpart counterparts "
    "percent quarter third majority politician politicians statesman operative operatives "
    "contractor informant whistleblower executive executives spokesman's oligarch businessman "
    "coalition bloc alliance regime leadership mission team panel moderator host interviewer "
    "questioner q"
)
DOCUMENTS = _set(
    "statement statements communique communiqué report reports letter letters memo memorandum "
    "document documents readout transcript article articles column editorial editorials op-ed "
    "post posts tweet tweets message messages website caption study studies poll polls survey "
    "surveys estimate estimates indictment filing filings complaint assessment assessments "
    "review book paper papers declaration resolution note telegram cable cables release page "
    "story stories dispatch dossier text texts poster figures data evidence headline "
    "headlines theory comments remarks speech address testimony interview assertion "
    "assertions claim claims words warnings announcement"
)
OFFICES = _set(
    "official officials spokesman spokeswoman spokesperson spokespersons spokesmen ministry "
    "ministries government governments administration authorities side sides leadership "
    "diplomats diplomat delegation military forces army intelligence office negotiators "
    "embassy regime officers commanders"
)
# “continues to advise”: the verb before “to” has the subject.
CATENATIVES = _set(
    "want wants wanted wish wishes wished like begin begins began continue continues "
    "continued going need needs plan plans intend intends have has had hastened seek seeks "
    "sought try tries tried love used started start proceeded"
)
MODALS = _set(
    "will would shall should could may might must won't wouldn't can't cannot couldn't "
    "shouldn't can"
)
# Nouns as often as verbs where nobody we know comes before them: “Western fears grow”.
AMBIGUOUS = _set(
    "fears hopes claims demands estimates reports promises worries warnings answers comments "
    "notes pledges rumors rumours tweets vows states signals thanks raises cites"
)
