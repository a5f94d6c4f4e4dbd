"""Names that a program fills in and that one sign marks: :count (Laravel, Rails), @user and %title (Drupal), $total.

The sign alone tells too little: it stands before handles, in clock times and before what was typed without a space. A
name of words that programs use is a placeholder for sure, and so is one behind a colon that has an underscore or stands
in a path.
"""

from __future__ import annotations

_USUAL = """
    account action actual address age amount app application area attempts attribute author available balance body
    brand button bytes category change city class code color column comment comments company content context cost
    count country created currency current customer data database date datetime day days default delete description
    device digits directory discount distance domain duration edit email end entity error event expire expires
    extension field fields file filename files first folder format from full function group groups height host hour
    hours id ids image index info input invoice ip item items key keys kind label lang language last length level
    limit line lines link links list locale location login mail max maximum member members message method min
    minimum minute minutes mode model module month months name names new nick node note num number object offset old
    operation option options order other owner page pages param parameter parent participant password path percent
    percentage permission phone pixels place plural points port position post posts prefix previous price product
    profile progress project property quantity query rate reason receiver recipient recipients record records
    reference remaining reset result results revision role room row rows rule score search second seconds section
    sender server service session shop site sitename size source start state status step store street string subject
    suffix sum surname system table tag tags target task tasks team term text theme thread threshold ticket time
    timestamp title to token topic total type unit updated uri url user username users value values variable version
    views volume website week weeks width word words year years zip
"""
_WORDS = frozenset(_USUAL.split())
"""What programs call what they fill in."""
_NAME = rf"(?:{'|'.join(sorted(_WORDS, key=len, reverse=True))})"
_NOT_BEFORE = r"(?<![\p{L}\p{M}\p{N}_:@$%\\.…])(?<!\p{N}\s)"
_NOT_AFTER = r"(?![\w@%(\-]|[./]\w)"
PATTERN = rf"""
  (?P<route> (?<=/):[a-z][a-z0-9_]*+(?![\w:]) )
| (?P<colon> {_NOT_BEFORE}:[a-z][a-z0-9]*+(?:_[a-z0-9]++)*+{_NOT_AFTER}(?!:) )
| (?P<marked> {_NOT_BEFORE}[@$%]{_NAME}(?:_{_NAME})*+{_NOT_AFTER} )
| (?P<dunder> (?<![\p{{L}}\p{{N}}_])__(?:MSG_\w{{1,40}}?|[A-Z][A-Z0-9]*+(?:_[A-Z0-9]++)*+|{_NAME}(?:_{_NAME})*+)__
    (?![\p{{L}}\p{{N}}_]) )
"""
"""For a larger expression, in verbose form. Behind a colon stands any word: `is_surely_filled_in` tells names."""


def is_surely_filled_in(text: str) -> bool:
    """True for a name behind a colon that has an underscore or is made of words that programs use.

    is_surely_filled_in(":count"), is_surely_filled_in(":first_ship"); not of ":ship".
    """
    name = text.lstrip(":")
    return "_" in name or name in _WORDS
