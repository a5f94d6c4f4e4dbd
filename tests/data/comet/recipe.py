"""Makes tiny random checkpoints with unbabel-comet's own classes, and lets it score 50 pairs: we must equal it.

It runs in an environment of its own, never in the project's, since the package needs an older transformers:

    python3 -m venv /tmp/comet && /tmp/comet/bin/pip install unbabel-comet==2.2.7 'setuptools<81'
    /tmp/comet/bin/python tests/data/comet/recipe.py tests/data/comet

The sentences are ours. Weights are random (seed 6) but larger than usual, so that scores and tags differ. Training the
tokenizer is not deterministic, so another run makes other numbers: all of its files go together.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytorch_lightning as ptl
import torch
import yaml
from comet.models import ReferencelessRegression, UnifiedMetric, XCOMETMetric, load_from_checkpoint
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors, trainers
from transformers import XLMRobertaConfig, XLMRobertaTokenizerFast, XLMRobertaXLConfig

GERMAN = (
    [
        ("Der Minister", "The minister"),
        ("Die alte Brücke", "The old bridge"),
        ("Unser Verein", "Our club"),
        ("Das Gericht in Köln", "The court  in Cologne"),
        ("Niemand", "Nobody 👩‍🚀"),
    ],
    [
        ("hat am Montag geschwiegen.", "kept silent on Monday."),
        ("wird 2027 erneuert.", "will be renewed in 2027."),
        ("kostet drei Millionen Euro!", "costs three million euro !"),
        ("gefällt den Nachbarn nicht.", "does not please the neighbours"),
        ("wartet noch auf Antwort.", "is still waiting for an answer…"),
    ],
)
ARABIC = (
    [
        ("الوزير", "the minister"),
        ("الجسر القديم", "The ancient bridge"),
        ("نادينا", "Our CLUB"),
        ("المحكمة في القاهرة", "The court of Cairo"),
        ("الطبيبة", "The doctor"),
    ],
    [
        ("سافر أمس إلى بغداد.", "travelled to Baghdad yesterday."),
        ("لم يعد بعد", "has not come back yet"),
        ("ينتظر الجواب منذ عام.", "waits since a year  for the answer."),
        ("ليس في المدينة.", "is not in the town 漢字."),
        ("في خطر", "in danger"),
    ],
)
PAIRS = [
    {"src": f"{who[0]} {what[0]}", "mt": f"{who[1]} {what[1]}"}
    for subjects, predicates in (GERMAN, ARABIC)
    for who in subjects
    for what in predicates
]
SHARED = dict(
    nr_frozen_epochs=0.3,
    keep_embeddings_frozen=True,
    encoder_model="XLM-RoBERTa",
    pretrained_model="encoder",
    layer_norm=True,
    hidden_sizes=[12, 6],
    load_pretrained_weights=False,
    local_files_only=True,
)
MODELS = {
    "referenceless": lambda: ReferencelessRegression(**SHARED, layer_transformation="softmax", pool="avg"),
    "unified": lambda: UnifiedMetric(
        **{**SHARED, "layer_norm": False},
        layer_transformation="sparsemax",
        sent_layer="mix",
        input_segments=["mt", "src"],
        word_level_training=True,
        word_layer=2,
        error_labels=["minor", "major"],
        final_activation="Sigmoid",
    ),
    "xcomet": lambda: XCOMETMetric(
        **{**SHARED, "layer_norm": False, "encoder_model": "XLM-RoBERTa-XL", "pretrained_model": "encoder-xl"},
        layer_transformation="sparsemax",
        sent_layer="mix",
        word_layer=3,
    ),
}
PATCHED = {"xcomet": "sparsemax_patch"}
"""What hparams.yaml says of the layers' transformation where it is not what the checkpoint says."""


SCALES = (("bias", 0.05), ("scalar", 0.4), ("gamma", 1.0), ("embeddings", 1.0), ("", 0.5))
"""How large random weights are, by the first part of their name that fits."""


def make_encoder(folder: Path) -> None:
    """A tiny XLM-R, and XLM-R XL, with a tokenizer of the same make: Unigram over words cut at spaces."""
    tokenizer = Tokenizer(models.Unigram())
    tokenizer.normalizer = normalizers.NFKC()
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Metaspace()])
    special = ["<s>", "<pad>", "</s>", "<unk>"]
    trainer = trainers.UnigramTrainer(vocab_size=230, special_tokens=special, unk_token="<unk>", show_progress=False)
    tokenizer.train_from_iterator([text for pair in PAIRS for text in pair.values()], trainer)
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> </s> $B </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    shape = dict(
        vocab_size=tokenizer.get_vocab_size(),
        hidden_size=16,
        num_hidden_layers=3,
        num_attention_heads=2,
        intermediate_size=24,
        max_position_embeddings=130,
        type_vocab_size=1,
        layer_norm_eps=1e-5,
    )
    for place, config in ((folder, XLMRobertaConfig(**shape)), (f"{folder}-xl", XLMRobertaXLConfig(**shape))):
        XLMRobertaTokenizerFast(tokenizer_object=tokenizer).save_pretrained(place)
        config.save_pretrained(place)


def shake(model: torch.nn.Module) -> None:
    """Random weights that are large enough to matter."""
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if "LayerNorm" in name:
                parameter.add_(torch.randn_like(parameter) * 0.1)
            else:
                scale = next(value for part, value in SCALES if part in name)
                parameter.copy_(torch.randn_like(parameter) * scale)


def balance(model: UnifiedMetric) -> None:
    """No label likelier than another over all pairs, "no error" apart, so that spans begin and end; and scores
    around 0.5 where no activation sees to that.
    """
    (batch,) = model.eval().prepare_sample([dict(pair) for pair in PAIRS], "predict")
    with torch.no_grad():
        output = model(**batch)
        logits = output.logits[batch["label_ids"] != -1]
        model.hidden2tag.weight.div_(logits.std())
        model.hidden2tag.bias.sub_(logits.mean(0)).div_(logits.std())
        model.hidden2tag.bias[0] += 0.5
        if model.hparams.final_activation is None:
            last, spread = model.estimator.ff[-1], 5 * output.score.std()
            last.weight.div_(spread)
            last.bias.sub_(output.score.mean()).div_(spread).add_(0.5)


def main(folder: Path) -> None:
    """Writes encoder/, one Lightning checkpoint with its hparams.yaml a kind, and expected.json."""
    os.chdir(folder)
    torch.manual_seed(6)
    make_encoder(Path("encoder"))
    expected: dict[str, object] = {"pairs": PAIRS}
    for name, build in MODELS.items():
        model = build()
        shake(model)
        if name != "referenceless":
            balance(model)
        trainer = ptl.Trainer(logger=False, accelerator="cpu", enable_progress_bar=False)
        trainer.strategy.connect(model)
        trainer.save_checkpoint(f"{name}/checkpoints/model.ckpt", weights_only=True)
        hparams = {**model.hparams, "layer_transformation": PATCHED.get(name, model.hparams["layer_transformation"])}
        Path(name, "hparams.yaml").write_text(yaml.safe_dump(dict(hparams)), encoding="utf-8")
        loaded = load_from_checkpoint(f"{name}/checkpoints/model.ckpt", local_files_only=True).eval()
        predicted = loaded.predict([dict(pair) for pair in PAIRS], batch_size=8, gpus=0, progress_bar=False)
        said: dict[str, object] = {"scores": predicted.scores}
        if name != "referenceless":
            said["regression"], said["tags"] = [], []
            for pair in PAIRS:
                (batch,) = loaded.prepare_sample([pair], "predict")
                with torch.inference_mode():
                    output = loaded(**batch)
                tags = torch.softmax(output.logits, 2)[0, 1 : len(batch["mt_offsets"][0]) - 1]
                said["regression"].append(output.score.item())
                said["tags"].append([[round(value, 6) for value in row] for row in tags.tolist()])
            said["error_spans"] = [
                [[span["start"], span["end"], span["severity"], span["confidence"]] for span in spans]
                for spans in predicted.metadata.error_spans
            ]
        expected[name] = said
    Path("expected.json").write_text(json.dumps(expected, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
