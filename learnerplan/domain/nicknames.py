"""Short and full forms of given names that schools and families mix: Liz and Elizabeth, Paco and Francisco."""

from __future__ import annotations

from functools import cache

_GROUPS = """
alexander alex alec sasha xander|alexandra alex sandra sasha lexi|alejandro alex jandro|andrew andy drew|andres andy
anthony tony|antonio tony toño|barbara barb babs|benjamin ben benny benji|catherine cathy cate kate katie cat
katherine kathy kate katie kat|kathryn kathy kate katie|charles charlie chuck carlos|charlotte charlie lottie
christina chris tina christy|christopher chris topher kit|daniel dan danny|daniela dani|david dave davey
deborah deb debbie|dolores lola|dominic dom nick|dorothy dot dottie|edward ed eddie ted ned|eduardo edu lalo
eleanor ellie nora nell|elizabeth liz lizzie beth betty eliza ellie libby lisa|emily em emmy|enrique kike quique
francisco paco pancho francis|frances fran frankie|francis frank frankie|frederick fred freddie|gabriel gabe gabi
gabriela gabi gaby|gregory greg|guadalupe lupe lupita|guillermo memo guille|gustavo gus tavo|henry hank harry
ignacio nacho|isabel isa bella|isabella isa bella izzy|jacob jake|jacqueline jackie|james jim jimmy jamie
jennifer jen jenny|jesus chuy|jessica jess jessie|jonathan jon jonny|john johnny jack|joseph joe joey
jose pepe joseph|josephine jo josie|joshua josh|katarina kat katya|kimberly kim|lawrence larry|leonard leo lenny
leonardo leo|lillian lily lil|lucia lucy|luis lucho|madeline maddie|madison maddie|manuel manny manolo
margaret maggie meg peggy greta rita|maria mari mary|maria jose marijose majo|matthew matt matty|maximilian max
maxwell max|melissa mel missy|michael mike mikey mick|miguel mike|mohammed mo mohamed|muhammad mohamed mo
natalie nat|natalia nat talia|nathaniel nathan nate nat|nathan nate|nicholas nick nicky|nicole nikki
olivia liv livvy|pamela pam|patricia pat patty tricia trish|patrick pat paddy|pedro perico|peter pete|philip phil
priscilla cilla|rachel rae|rafael rafa|ramon monchi|raymond ray|rebecca becky becca|ricardo rick ricky
richard rick ricky|robert rob bob bobby bert|roberto beto rob|rosario charo|samantha sam sammy|samuel sam sammy
santiago santi diego|sebastian seb bastian|sofia sofi|sophia sophie|stephanie steph|stephen steve|steven steve
susan sue susie|teresa tere tess|theodore ted theo teddy|theresa terry tess|thomas tom tommy|timothy tim
valentina vale tina|valeria vale|vanessa nessa|victoria vicky tori|vincent vince|virginia ginny|walter walt
william will bill billy liam|yolanda yoli|zachary zach
"""


@cache
def _partners() -> dict[str, frozenset[str]]:
    from learnerplan.domain.names import folded

    found: dict[str, set[str]] = {}
    for group in _GROUPS.replace("\n", "|").split("|"):
        names = [folded(name) for name in group.split()]
        for name in names[1:]:
            found.setdefault(names[0], set()).add(name)
            found.setdefault(name, set()).add(names[0])
    return {name: frozenset(others) for name, others in found.items()}


def forms(given: str) -> frozenset[str]:
    """The other forms of a given name, folded; a short form gives the full names that it may stand for."""
    return _partners().get(given, frozenset())
