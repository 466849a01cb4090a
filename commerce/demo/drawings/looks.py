"""Which looks the demo market keeps ready: every kind at least once, the much-sold ones in more colours."""

from .scene import Look

# One line per kind: colourways, each with an optional pattern or motif after a colon.
_TABLE = """
hymn-book plum ink
commentary sea
bible-study cane gold:lily
book-stack roof
prayer-journal teal rose:flower
reading-glasses clay
voter-guide sea roof
study-guide clay cane:leaf
binder plum
sermon-pad ink
graphics-pack roof
pdf-sheet roof teal:bird
e-reader sea rose:flower
video-course gold plum
audio-lesson cane
picture-mug sea:bird roof:tower
stickers roof teal:boat
poster sea clay:tower
badges cane
tote teal
t-shirt roof sea:bird cream:pepper ink:lily
hoodie cane plum
school-shirt sea roof
panjabi gold cream
salwar plum teal:jamdani
frock teal
saree cane roof
gamcha roof sea
shawl clay:zigzag
cap sea roof:bird
sun-hat teal
school-shoes ink
trainers roof teal
rubber-boots gold cane
sandals clay
slippers sea
nagra plum
pepper-sauce roof gold
cassareep cane
mustard-oil roof
honey gold
mango-pickle cane
coconut-oil teal
curry-tin clay cane:leaf
tea-tin cane roof
rice-sack sea
sugar-bag roof
chips-packet gold sea
spice-packets roof
cassava-bread sea
hilsa roof
lentils teal
rum-cake roof
tamarind-balls sea
enamel-mug sea cream
karahi roof gold
cooking-pot roof teal
kettle sea cream:flower
tiffin roof teal
water-filter sea
pressure-cooker roof
tawa cane
rolling-board roof
cutlass roof
spice-box plum
fan teal
broom roof
bucket sea gold
hammock sea clay:zigzag
mosquito-net sea
quilt roof teal:fish
pillow cane:floral gold:dots
hurricane-lamp roof
woven-basket roof
jute-mat plum
clay-pot clay
power-bank ink sea
radio roof
speaker teal roof
rice-cooker roof
calculator ink
solar-lantern cane
bulb sea
torch gold
phone ink plum
earphones cream
cable roof
football ink roof
cricket-bat sea
cricket-balls roof
netball sea
dominoes roof
kite gold
carrom cane
soap rose cane
shea-jar clay
attar plum
toothbrushes teal
comb-set sea
bangles cane
mehndi roof
backpack sea roof
pencils teal
exercise-books sea roof:flower
geometry-set roof
toy-rickshaw teal
blocks roof
rickshaw-print sea roof:bird
wood-carving cane
tibisiri-basket roof
clay-horse clay
"""


def _read(row: str) -> tuple[Look, ...]:
    kind, *looks = row.split()
    return tuple(Look(kind, *look.split(":")) for look in looks)


LOOKS: dict[str, Look] = {look.name: look for row in _TABLE.strip().splitlines() for look in _read(row)}
