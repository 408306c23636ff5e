"""Words that the rules of English need: typed by hand and small, so that no dictionary has to be installed.

The lists need not be whole. A rule fires on a word that is in them and keeps silent on one that is not.
"""

_VERBS = """
abandon accept achieve act adapt add admire admit adopt advise affect afford agree aim allow alter amuse announce
answer apologise appear applaud apply appreciate approach approve argue arise arrange arrest arrive ask assemble
assert assume attack attempt attend attract audition avoid awake award base bear beat become beg begin behave
believe belong bend bet bind bite blame bleed blend blow boast boil borrow bother break breathe bring build burn
burst bury buy calculate call capture care carry cast catch cause celebrate challenge change charge chase cheat
check choose claim clap clarify clean clear climb cling close collaborate collapse collect combine come comfort
command commission commit communicate compare compete complain complete compose conceive concentrate confess confirm
confront confuse connect consider consist construct contain continue contribute control convey convince cook cope
copy correct cost count cover crash crave crawl create criticise cross cry cut damage dance dare deal decide declare
decline defend define deliver demand deny depart depend depict derive describe deserve design desire destroy
determine develop die differ dig direct disagree disappear discover discuss dismiss display distinguish distract
distribute divide doubt drag draw dream dress drift drink drive drop earn eat edit elevate embarrass embody embrace
emerge emphasise employ empty enable encounter encourage end endure engage enjoy enter entertain escape establish
evoke evolve exaggerate examine exist expand expect experience explain explode explore expose express extend face
fail fall favour fear feed feel fight figure fill film finance find finish fit fix flee float flow fly focus fold
follow fool force forget forgive form frame free freeze gather get give glance glow go grab grasp grow guarantee
guess guide handle hang happen hate haunt have hear heat help hesitate hide hint hire hit hold hope hurt identify
ignore illustrate imagine imitate imply impose impress improve improvise include increase indicate inform inherit
insist inspire intend interest interpret interrupt interview introduce invent invest investigate invite involve join
joke judge jump justify keep kick kill kiss knock know lack last laugh launch lay lead lean learn leave lend let lie
lift light like limit linger link listen live look lose love maintain make manage manipulate mark marry master match
matter mean measure meet mention mind miss mix motivate mourn move name narrate need negotiate notice obey object
observe obtain occur offend offer omit open operate oppose order organise overcome owe own paint participate pass
pause pay perform permit persuade pick pitch place plan play please point polish portray pose possess praise prefer
premiere prepare present preserve press pretend prevent proceed process produce project promise promote prove
provide provoke publish pull punish push put question quit quote raise reach react read realise receive recite
recognise recommend reconcile record recover reduce refer reflect refuse regard regret rehearse reject relate relax
release rely remain remember remind remove repair repeat replace reply report represent request require rescue
resemble resist resolve respect respond rest restore result return reveal review rewrite ride ring rise risk roll
ruin rule run rush sail satisfy save say scare scream screen search secure see seek seem select sell send separate
serve set settle shape share shift shine shoot shout show shut sign signal sing sink sit sleep slip smile smoke
solve sound speak spend spin split spoil spread stage stand star stare start state stay steal stem step stick stop
strike struggle study submit succeed suffer suggest suit supply support suppose surprise surround survive suspect
sustain swear swim switch take talk taste teach tear tell tempt tend terrify test thank think threaten throw tie
touch trace train transform translate transport travel treat tremble trick trust try turn tweak understand unfold
unite urge use vanish vary visit voice vote wait wake walk wander want warn wash waste watch wear weep welcome win
wish withdraw witness wonder work worry wrap write yell yield
"""

_NOUNS = """
accent accident account achievement act actor actress adaptation admirer adult advantage adventure agent album ally
amateur ambition anecdote angle animal answer apartment approach argument article artist aspect assistant athlete
attempt attitude audience author award baby ballad band bank bar battle beach bed beginning bicycle bird birthday
body book boot border boss bottle boy bridge brother budget building camera candidate car card career cartoon case
cat cause ceiling celebrity cell century chair challenge chance change chapter character chase child choice choir
cinema circle citizen city client clip close-up clue coat collaborator colleague collection colour comedian comedy
company competitor complaint composer concept concern concert condition conflict connection contract conversation
copy corner corpse costume country couple courtyard cousin creator creature crime criminal critic crowd culture cup
cut dancer daughter day death debate decade decision degree department desire detail detective device diary dictator
director disaster discovery discussion dish doctor document documentary dog door draft drama dream dress drink
driver editor effect effort egg element emotion end ending enemy engine episode era error essay event example
excerpt exhibition expectation experience experiment expert explanation expression extra eye face fact factory
failure fan fantasy farmer father fault favourite feature feeling festival fighter figure film filmmaker finger fire
flashback flat flaw flower foot form fragment frame friend gallery game garden gate genre gesture ghost gift girl
glance glimpse goal god government grandfather grandmother group guest guitar gun habit hall hand head heart hero
heroine hint hole holiday home honour horse host hotel hour house human husband idea ideal image impression incident
influence insight instance instinct instrument interest interpreter interview interviewer invention island issue
item jacket job joke journal journalist journey judge kid killer king kitchen knife label lady language laugh lawyer
layer leader legend lesson letter lie light limit line lip list listener location lover machine magazine man
manuscript map mark marriage masterpiece match matter meaning meeting melody member memory message metaphor method
microphone minute miracle mirror mistake model moment monologue monster month mood morning mother motif motive
mountain mouth movement movie murder murderer museum musician myth name narrative narrator neighbour nephew
newspaper night nightmare note notebook novel novelist object obsession obstacle office officer opening opera
opinion opportunity option origin outsider owner page painter painting pair panel paper paradox paragraph parent
park part partner party passage passenger passport past path patient pattern pause performance performer period
person perspective phase phone photo photograph photographer piano picture piece pilot pirate place plan plane
planet play player playwright plot poem poet point policeman politician portrait position possibility poster
premiere presence president pressure priest principle prison prisoner prize problem process producer product
profession professor programme project promise prop protagonist protest question quotation quote reaction reader
reason recording reel reference refugee rehearsal relationship relative release remake remark report reporter
request response restaurant result reviewer rhythm risk ritual rival river road robot role romance room rule rumour
sailor scenario scene school scientist screen screening screenplay screenwriter script sculptor season seat secret
section selection sense sentence sequel sequence servant session set setting shadow shape shift ship shoe shop shot
show sign silhouette singer sister site situation sketch skill soldier solution son song soul sound source space
speaker spectator speech spy stage stair star statement station statue step stereotype storm story storyteller
stranger street structure student studio style subject subplot subtitle success suggestion suit sum summer supporter
surface surprise survivor suspect symbol symphony table take tale talent target task tattoo teacher team tear
technique television text theatre theme theory thing thought thriller ticket title tool topic touch tour town trace
track tradition trailer train traitor transition translation translator trap traveller tree trial trick trip triumph
trope truth turn twin twist type uncle universe vampire variation vehicle version victim video view viewer village
villain vision visit visitor voice volume wall war warrior way weapon wedding week weekend widow wife window winner
winter wish witch witness wolf woman word worker workshop world writer year zombie
"""

_PLURALS_BEFORE_NOUNS = """
arms arts awards blues comics customs drugs effects goods graphics ladies narcotics news parents sales savings
series singles species sports systems thanks women's men's communications operations works means crossroads
headquarters barracks innings gallows always perhaps besides others sometimes yes this his its hers theirs ours
yours us plus thus less unless across towards afterwards lens bus gas chaos bias canvas atlas alias ethos pathos
cosmos kudos genius previous various serious famous nervous
"""
# Words that look like plurals behind "a", "an", "each", "every", "another", and are right there: a sports film.
PLURAL_BEFORE_NOUN = frozenset(_PLURALS_BEFORE_NOUNS.split())


def third_person(verb: str) -> str:
    """``make`` as he does it: ``makes``; also the regular plural of a noun."""
    if verb == "have":
        return "has"
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return verb[:-1] + "ies"
    if verb.endswith(("s", "x", "z", "ch", "sh", "o")):
        return verb + "es"
    return verb + "s"


IRREGULAR_PLURALS = {"men": "man", "women": "woman", "children": "child", "people": "person", "wives": "wife"}
BASE_VERBS = frozenset(_VERBS.split()) | {"do", "be"}
THIRD_PERSON = {third_person(verb): verb for verb in BASE_VERBS - {"be"}} | {"is": "be"}
PLURALS = {third_person(noun): noun for noun in _NOUNS.split()} | IRREGULAR_PLURALS

_CAPITALS = """
Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September
October November December Christmas Easter Halloween God Bible Hollywood Bollywood Nollywood Broadway Oscar Oscars
Academy Award Awards Festival Film Cinema Cannes Berlin Berlinale Venice Locarno Sundance Toronto Rotterdam
Telluride Netflix Amazon Disney Warner Universal Paramount Sony Fox Pixar Miramax HBO BBC YouTube Facebook Twitter
Instagram Google Internet English French German Italian Spanish Portuguese Dutch Danish Swedish Norwegian Finnish
Icelandic Polish Czech Slovak Hungarian Romanian Bulgarian Greek Turkish Russian Ukrainian Serbian Croatian Bosnian
Slovenian Albanian Georgian Armenian Persian Arabic Hebrew Yiddish Hindi Bengali Tamil Urdu Chinese Mandarin
Cantonese Japanese Korean Vietnamese Thai Latin American British Irish Scottish Welsh Canadian Australian Mexican
Brazilian Argentine Argentinian Chilean Colombian Cuban Israeli Palestinian Iranian Iraqi Egyptian Moroccan Algerian
Tunisian Lebanese Syrian Nigerian Kenyan Senegalese African European Asian Western Eastern Northern Southern Jewish
Christian Catholic Protestant Muslim Islamic Buddhist Hindu America England Britain Ireland Scotland Wales Canada
Australia Mexico Brazil Argentina Chile Colombia Cuba France Germany Italy Spain Portugal Netherlands Holland
Belgium Denmark Sweden Norway Finland Iceland Poland Hungary Romania Bulgaria Greece Turkey Russia Ukraine Serbia
Croatia Bosnia Slovenia Albania Georgia Armenia Iran Iraq Israel Palestine Egypt Morocco Algeria Tunisia Lebanon
Syria Nigeria Kenya Senegal India Pakistan Bangladesh China Taiwan Japan Korea Vietnam Thailand Indonesia
Philippines Switzerland Austria Africa Europe Asia Atlantic Pacific Mediterranean London Paris Rome Milan Madrid
Barcelona Lisbon Vienna Prague Budapest Warsaw Moscow Petersburg Istanbul Tehran Jerusalem Cairo Beirut Mumbai Delhi
Beijing Shanghai Kong Hong Taipei Tokyo Kyoto Seoul Busan New York Brooklyn Manhattan Los Angeles California Texas
Chicago Boston Washington San Francisco Vegas Miami Montreal Vancouver Sydney Melbourne Dublin Edinburgh Glasgow
Manchester Oxford Cambridge United States Kingdom Union Soviet Republic North South East West World War II I'm I'd
I've I'll OK TV DVD VHS CGI AI DIY Mr Mrs Ms Dr St Jr Sr Yes No Oh Well So And But Because The A An In On At It He
She We They You I My His Her Our Their This That These Those What When Where Who Why How If Then There Here Not Or
As For From To Of With By Is Are Was Were Do Does Did Can Could Would Should Will May Might Must Let Like Just Even
Also After Before Since While Once All Some Most Many Each Every Both Now Today One Two Three Four Five First Second
Third Third Next Last Final Chapter Part Act Scene Volume Section Question Answer Prize Palme Lion Bear Leopard
Golden Grand Best Actor Actress Director Picture Jury Critics Week Quarter Cut Collection Criterion Instead However
Yet Exactly Perhaps Maybe Still Only
"""
# Capitals that name nobody: never "names to verify".
COMMON_CAPITALS = frozenset(_CAPITALS.split())
