"""Finding, verifying and unpacking the shipped network. Nothing but safetensors and JSON is ever loaded."""

from __future__ import annotations

import json
import lzma
from functools import cache
from pathlib import Path
from typing import Any

from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from torch import Tensor
from transformers import BertConfig, BertModel
from transformers.initialization import no_init_weights

from models.errors import ModelUnavailable
from models.network.packed import PackedEmbedding, packed_state, unpacked_state
from models.network.pairs import MAX_SUBWORDS_READ, PairTokenizer
from models.network.pieces import UnigramPieces
from models.network.precision import FULL, lower
from models.network.quality import QualityNetwork
from models.network.weights import BUILTIN, EMBEDDINGS, WEIGHTS, load_lexicons, verify

CONFIG, TOKENIZER = "config.json", "tokenizer.model.xz"
SIZES = (
    "vocab_size", "hidden_size", "num_hidden_layers", "num_attention_heads", "intermediate_size",
    "max_position_embeddings", "type_vocab_size", "layer_norm_eps", "pad_token_id",
)  # fmt: skip
WORDS, ENCODER = "base.embeddings.word_embeddings.weight", "base.encoder."


@cache
def load_network(folder: Path = BUILTIN, precision: str = FULL) -> tuple[QualityNetwork, PairTokenizer, str]:
    """The network ready to score, its tokenizer, and the digest of its weights. Verified first.

    `precision`: of the encoder (`models.network.precision`).

    Raises ModelUnavailable when a file is missing, changed, or of another release.
    """
    checksum = verify(folder)
    try:
        packed = load_file(str(folder / EMBEDDINGS)) | load_file(str(folder / WEIGHTS))
        sizes = json.loads((folder / CONFIG).read_text(encoding="utf-8"))
        pieces = UnigramPieces(vocabulary(folder))
        positions = min(MAX_SUBWORDS_READ, int(sizes["max_position_embeddings"]))
        tokenizer = PairTokenizer(pieces, positions, load_lexicons(folder))
        network = restored(packed, sizes, tokenizer)
        lower(network.base.encoder, precision)
    except (OSError, ValueError, KeyError, TypeError, RuntimeError, lzma.LZMAError, SafetensorError) as error:
        raise ModelUnavailable(f"the model in {folder} cannot be opened: {error}") from error
    return network, tokenizer, checksum


def save_network(network: QualityNetwork, pieces: bytes, folder: Path) -> None:
    """Writes weights, sizes and vocabulary (`pieces`: a sentencepiece model) as they ship, without a manifest."""
    config = network.base.config
    sizes = {name: getattr(config, name) for name in SIZES}
    packed = packed_state(network.state_dict(), WORDS, ENCODER)
    embeddings = {name: value for name, value in packed.items() if name.startswith(WORDS)}
    save_file(embeddings, str(folder / EMBEDDINGS))
    save_file({name: value for name, value in packed.items() if name not in embeddings}, str(folder / WEIGHTS))
    (folder / CONFIG).write_text(json.dumps(sizes, indent=1) + "\n", encoding="utf-8")
    (folder / TOKENIZER).write_bytes(lzma.compress(pieces, preset=9))


def restored(packed: dict[str, Tensor], sizes: dict[str, Any], tokenizer: PairTokenizer) -> QualityNetwork:
    """The network of packed weights, its word embeddings packed still; `sizes`: a BertConfig's.

    Raises ModelUnavailable, naming what lacks.
    """
    unpacked = int(sizes["pad_token_id"]) + 1  # the fewest words that there can be: theirs stay packed
    with no_init_weights():  # each is loaded below, or named as missing
        base = BertModel(BertConfig(**sizes | {"vocab_size": unpacked}), add_pooling_layer=False)
        network = QualityNetwork(base, tokenizer.segments)
    parts = [f"{WORDS}.{part}" for part in ("codes", "scales")]
    state = unpacked_state(packed)
    wanted = (network.state_dict().keys() - {WORDS}) | set(parts)
    if missing := sorted(wanted - state.keys() - packed.keys()):
        raise ModelUnavailable(f"the weights have no {missing[0]}: weights and code are of different releases")
    network.base.set_input_embeddings(PackedEmbedding(*(packed[part] for part in parts)))
    network.load_state_dict(state, assign=True)
    return network.eval()


def vocabulary(folder: Path = BUILTIN) -> bytes:
    """The shipped sentencepiece model."""
    return lzma.decompress((folder / TOKENIZER).read_bytes())


def save_base(network: QualityNetwork, folder: Path) -> None:
    """Writes a loaded network's encoder, unpacked, as a folder of transformers."""
    base = network.base
    state = base.state_dict()
    state.update({"embeddings.word_embeddings.weight": base.get_input_embeddings().weight})
    base.config.vocab_size = len(state["embeddings.word_embeddings.weight"])
    base.save_pretrained(folder, state_dict=state)
