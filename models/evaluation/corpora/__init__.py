"""The one room that opens training, dev and test data: everything else asks it.

Every file is xz-compressed UTF-8, one record a line. `folder` is always the data folder, whose layout the model card
describes. What is missing or broken is an InvalidInput that names the file and the line.
"""

from models.evaluation.corpora.damaged import DEMETR_LANGUAGES, Contrast, blimp, demetr
from models.evaluation.corpora.files import lines, records
from models.evaluation.corpora.mlqe import (
    MLQE_FROM_ENGLISH,
    MLQE_INTO_ENGLISH,
    MLQE_PAIRS,
    RatedTranslation,
    assessed,
    direct_assessments,
    has_ratings,
    rated,
    rated_pairs,
    token_spans,
)
from models.evaluation.corpora.mqm import ExpertRating, rated_dev, rated_for_training
from models.evaluation.corpora.news import GenderContrast, gender_contrasts, wikinews
from models.evaluation.corpora.parallel import (
    LEXICONS,
    PARALLEL,
    RESEARCH_ONLY,
    Pair,
    flores,
    has_flores,
    human_translations,
    lexicon,
    parallel,
    translations_in,
)
from models.evaluation.corpora.written import (
    FAITHFUL_WEIGHT,
    ErrorMark,
    WrittenContrast,
    news_sources,
    read_contrasts,
    written_dev,
    written_folder,
)

__all__ = [
    "DEMETR_LANGUAGES",
    "FAITHFUL_WEIGHT",
    "LEXICONS",
    "MLQE_FROM_ENGLISH",
    "MLQE_INTO_ENGLISH",
    "MLQE_PAIRS",
    "PARALLEL",
    "RESEARCH_ONLY",
    "Contrast",
    "ErrorMark",
    "ExpertRating",
    "GenderContrast",
    "Pair",
    "RatedTranslation",
    "WrittenContrast",
    "assessed",
    "blimp",
    "demetr",
    "direct_assessments",
    "flores",
    "gender_contrasts",
    "has_flores",
    "has_ratings",
    "human_translations",
    "lexicon",
    "lines",
    "news_sources",
    "parallel",
    "rated",
    "rated_dev",
    "rated_for_training",
    "rated_pairs",
    "read_contrasts",
    "records",
    "token_spans",
    "translations_in",
    "wikinews",
    "written_dev",
    "written_folder",
]
