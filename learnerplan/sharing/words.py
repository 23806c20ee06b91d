"""Six words that two people read to one another, so that nobody stands between their two computers.

Who overheard a code, and can change files in the folder, could answer in the joiner's name with keys of his own. He
would then be let in unless the words on the two screens differ: so he has to find keys whose words are the same. Six of
512 words are 54 bits, and the words come out of scrypt (32 MiB a try), so that a try takes a tenth of a second and not
a billionth: 2^54 of them are tens of millions of years of one processor. The days that a code is good for are no time
for that, and so neither are a thousand processors. The joiner's nonce, drawn after the invitation was read, is in the
words too, so that nobody can begin to search before.

The list is part of the format: it is never changed, or two versions would show different words.
"""

from __future__ import annotations

NUMBER = 6
_LABEL = b"learnerplan share: words 1\x00"
_COST = {"n": 1 << 15, "r": 8, "p": 1}

_LIST = """
abacus acorn actor album almanac almond amber anchor angle apple apron arch arrow aspen atlas attic autumn award
bacon badge bagel baker balcony ballet bamboo banana banjo banner barber barley barrel basil basket beaver bench
berry bicycle biscuit blanket blossom board bonfire bonnet border bottle bracelet bread breeze brick bridge
broom brother brush bubble bucket buffalo bumblebee bunny burger butter button cabbage cabin cactus camel camera
candle canoe canvas captain caramel carnival carpet carrot castle catalog ceiling chalk cheese cherry chess
chicken chimney chorus cinema circle circus citrus clarinet clay cliff clock clover coach coconut coffee comet
compass copper coral corner cotton coyote cradle crayon cricket crown crystal cucumber cupboard curtain cushion
daffodil daisy dancer dentist desert diamond diary dinner dinosaur doctor dolphin doorbell dragon drawer drum
duckling dungeon eagle early earth echo eclipse elbow elephant eleven emerald engine envelope evening fabric
falcon family farmer feather fence festival fiddle field fifteen finger fireplace flag flamingo flour flute
forest forty fossil fountain fox freckle friday friend frog frost fruit galaxy gallery garden garlic gazelle
giant giraffe glacier glove goat goblet goose gorilla granite grape gravel guitar hammer hamster harbor harvest
hazel hazelnut hedgehog helmet heron hiker hippo holiday honey hospital hotel hundred iceberg igloo indigo
insect iris iron island ivory ivy jacket jaguar jasmine jelly jewel jigsaw journey judge juggler juice july june
jungle kangaroo kayak kernel ketchup kettle keyboard kingdom kitchen kite kiwi koala ladder ladybug lagoon lake
lantern lavender lemon leopard lettuce library lighthouse lily lime linen lion llama lobster lunch machine magic
magnet mango map maple marble market meadow melody melon menu mermaid meteor mineral mirror mitten monday monkey
month morning mosaic mother mouse muffin mushroom music mustard napkin narwhal neptune nest nickel night ninety
noodle north notebook november number nurse nutmeg oasis oatmeal ocean october octopus olive onion opera orange
orbit orchard organ ostrich otter oven owl oxygen oyster paddle painter palace pancake panda panther paper
parade pasta peach peacock peanut pebble pelican pencil penguin pepper piano pickle picnic pigeon pillow pilot
pineapple pirate pizza planet plum pocket poem polar pony popcorn popsicle porch postcard potato prairie pretzel
prince pudding pumpkin puppet purple puzzle pyramid quail quarter queen quilt rabbit raccoon radio radish raft
rainbow raisin ranch raven recipe reindeer rhubarb ribbon ring river robin robot rooster rose ruby ruler runner
sailor salad salmon sandal sapphire satin saturn saxophone scarf school scooter seal season seesaw seven shadow
shark shelf shoulder silver sister skate skeleton sketch sleigh slipper snail snow soccer sofa soldier spaghetti
sparkle sparrow spider spinach spoon spring squirrel stadium statue stone stork strawberry submarine sugar
summer sunday sunflower swan sweater swing table tadpole teacher teapot telescope temple tennis theater thimble
thirteen thunder ticket tiger toast tomato tornado tortoise towel tractor train trolley trumpet tuesday tulip
tunnel turkey turnip turtle twelve twenty ukulele umbrella uncle unicorn uniform vacation valley vanilla velcro
velvet village vine violet violin visitor volcano voyage vulture waffle wagon walnut walrus water weasel whale
wheat whistle window winter wizard wolf wombat wonder wooden wool workshop xylophone yacht yellow yogurt yoyo
zebra zenith zigzag zipper zucchini
"""
WORDS = tuple(_LIST.split())
"""512 words that are easy to say and to tell apart: three to ten letters, no two of them one letter apart."""


def of(transcript: bytes) -> tuple[str, ...]:
    """The words of what both sides know, as `invitations.transcript` puts it together. Takes a tenth of a second."""
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    number = int.from_bytes(Scrypt(_LABEL, 8, **_COST).derive(transcript), "big")
    found = []
    for _ in range(NUMBER):
        number, place = divmod(number, len(WORDS))
        found.append(WORDS[place])
    return tuple(found)
