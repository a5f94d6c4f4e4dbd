"""Running a translation model: what it thinks of given subwords, and how it goes on from them.

Marian, M2M100 and NLLB. Rows are pairs of subword ids as the model reads them: the source with its language and its
end, the target with its language, without the start that the decoder is given.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import torch
from torch import Tensor

from models.languages import LanguagePair, language_name
from models.network.batching import cheapest_batches
from models.scorers.pretrained.opening import Opened
from models.scorers.pretrained.padding import padded
from models.scorers.translation.codes import language_tokens, marian_tags, plain_code
from models.scorers.translation.subwords import Subword, locate

Row = tuple[Sequence[int], Sequence[int]]
MAX_LOGITS = 1 << 26
"""Numbers in one batch of predictions (rows x length x vocabulary): 256 MB at 32 bits."""
_LANGUAGE = re.compile(r"__\w+__|[a-z]{3}_[A-Z][a-z]{3}|>>.*<<")
"""What the families call a language in their vocabularies."""


@dataclass(frozen=True, slots=True)
class Continuation:
    """Subword ids that the model said, and whether it came to the end itself."""

    ids: tuple[int, ...]
    ended: bool


class TranslationNetwork:
    """An opened translation model and its tokenizer."""

    def __init__(self, opened: Opened) -> None:
        self.opened, self.model, self.tokenizer = opened, opened.network, opened.tokenizer
        self.one_way = self.model.config.model_type == "marian"
        self._end = int(self.tokenizer.eos_token_id)
        self._pad = int(self.model.config.pad_token_id)
        self._start = int(self.model.config.decoder_start_token_id)

    def unknown_language(self, languages: frozenset[str], pair: LanguagePair) -> str:
        """Why this pair of languages cannot be translated; "" when it can. `languages`: those it knows (none: any)."""
        if not pair.source:
            return "there is no source, or its language is not known"
        for code, side in ((pair.source, "source"), (pair.target, "target")):
            if languages and code not in languages:
                return f"this model does not know {language_name(code) or code} as a {side}"
            if self.one_way:
                stated = plain_code(str(getattr(self.tokenizer, f"{side}_lang", None) or code))
                known = stated == code or (side == "target" and bool(self._known(marian_tags(code))))
            else:
                known = bool(self._known(language_tokens(code)))
            if not known:
                return f"this model does not know {language_name(code) or code} as a {side}"
        return ""

    def source_ids(self, source: str) -> list[int]:
        """The subwords of a source, without language and end."""
        ids: list[int] = self.tokenizer(source, add_special_tokens=False)["input_ids"]
        return ids

    def subwords(self, target: str) -> list[Subword]:
        """The subwords of a target and where they stand."""
        return locate(self._subwords_of, target)

    def source_row(self, ids: Sequence[int], pair: LanguagePair) -> list[int]:
        """What the encoder reads."""
        asked = marian_tags(pair.target) if self.one_way else language_tokens(pair.source)
        return [*self._known(asked), *ids, self._end]

    def target_prefix(self, target_lang: str) -> list[int]:
        """What the decoder is given before the target's own subwords."""
        return [] if self.one_way else self._known(language_tokens(target_lang))

    def text(self, ids: Sequence[int]) -> str:
        """What subwords of the target's language say."""
        options = {"use_source_tokenizer": False} if self.one_way else {}
        said: str = self.tokenizer.decode(
            list(ids), skip_special_tokens=True, clean_up_tokenization_spaces=False, **options
        )
        return said

    def forced(self, rows: Sequence[Row]) -> list[list[float]]:
        """Log p of each subword of each target, and of the end after it; rows of like length are read together."""
        whole = [(source, [*target, self._end]) for source, target in rows]
        sizes = [max(len(source), len(target)) for source, target in whole]
        budget = min(self.opened.batch_tokens, MAX_LOGITS // int(self.model.config.vocab_size))
        found: list[list[float]] = [[] for _ in rows]
        for chosen in cheapest_batches(sizes, budget):
            logs = self.log_probabilities([whole[i] for i in chosen]).tolist()
            for values, i in zip(logs, chosen, strict=True):
                found[i] = values[: len(whole[i][1])]
        return found

    def log_probabilities(self, rows: Sequence[Row]) -> Tensor:
        """Log p [rows, longest target] of every target id given its source ids and the target ids before it.

        Ends included; what lies past a row's end means nothing.
        """
        source, mask = padded([source for source, _ in rows], self._pad, self.opened.device)
        target, _ = padded([target for _, target in rows], self._pad, self.opened.device)
        shifted = torch.cat([torch.full_like(target[:, :1], self._start), target[:, :-1]], dim=1)
        with torch.inference_mode():
            logits = self.model(
                input_ids=source, attention_mask=mask, decoder_input_ids=shifted, use_cache=False
            ).logits
            logs = torch.log_softmax(logits.float(), dim=-1)
            picked: Tensor = logs.gather(2, target.unsqueeze(2)).squeeze(2)
        return picked

    def go_on(
        self, rows: Sequence[Row], most: Sequence[int], enough: Callable[[int, Sequence[int]], bool]
    ) -> list[Continuation]:
        """How the model greedily goes on from each row's target, at most `most` subwords or until it ends.

        Earlier where enough(row, the ids it has said) is true. It never says a mark, a language or what it has no name
        for. The same as transformers' own greedy search.
        """
        sizes = [max(len(source), len(target) + 1 + more) for (source, target), more in zip(rows, most, strict=True)]
        found = [Continuation((), False)] * len(rows)
        for chosen in cheapest_batches(sizes, self.opened.batch_tokens):
            with torch.inference_mode():
                said = self._in_step(
                    [rows[i] for i in chosen],
                    [most[i] for i in chosen],
                    lambda row, ids, chosen=chosen: enough(chosen[row], ids),  # type: ignore[misc]
                )
            for i, one in zip(chosen, said, strict=True):
                found[i] = one
        return found

    def _in_step(
        self, rows: Sequence[Row], most: Sequence[int], enough: Callable[[int, Sequence[int]], bool]
    ) -> list[Continuation]:
        """Rows of unlike length walk in step: one whose own subwords are not all read yet is given the next of them.

        So every row is at the same position, nothing is padded, and what was read need not be read again. A row that is
        done leaves.
        """
        given = [[self._start, *target] for _, target in rows]
        said: list[list[int]] = [[] for _ in rows]
        found = [Continuation((), False) for _ in rows]
        alive = [row for row, more in enumerate(most) if more > 0]
        source, mask = padded([source for source, _ in rows], self._pad, self.opened.device)
        seen = self.model.get_encoder()(input_ids=source, attention_mask=mask).last_hidden_state[alive]
        at, past, mask = min(map(len, given)), None, mask[alive]
        fresh = [given[row][:at] for row in alive]
        while alive:
            out = self.model.get_decoder()(
                input_ids=torch.tensor(fresh, device=self.opened.device),
                encoder_hidden_states=seen,
                encoder_attention_mask=mask,
                past_key_values=past,
                use_cache=True,
            )
            past = out.past_key_values
            asking = [place for place, row in enumerate(alive) if at >= len(given[row])]
            best = dict(zip(asking, self._best(out.last_hidden_state[asking, -1]) if asking else [], strict=True))
            fresh, staying = [], []
            for place, row in enumerate(alive):
                if place in best:
                    done = self._after(best[place], said[row], most[row], lambda ids, row=row: enough(row, ids))  # type: ignore[misc]
                    if done is not None:
                        found[row] = done
                        continue
                staying.append(place)
                fresh.append([best[place] if place in best else given[row][at]])
            if len(staying) < len(alive):
                alive, seen, mask = [alive[place] for place in staying], seen[staying], mask[staying]
                past.batch_select_indices(torch.tensor(staying, dtype=torch.long, device=self.opened.device))
            at += 1
        return found

    def _after(
        self, number: int, said: list[int], most: int, enough: Callable[[Sequence[int]], bool]
    ) -> Continuation | None:
        """Takes down what was said last; None where the row goes on."""
        if number == self._end:
            return Continuation(tuple(said), True)
        said.append(number)
        return Continuation(tuple(said), False) if len(said) >= most or enough(said) else None

    def _best(self, hidden: Tensor) -> list[int]:
        """The likeliest next subword of each row of hidden states [rows, width]."""
        logits = self.model.lm_head(hidden)
        if self.one_way:
            logits = logits + self.model.final_logits_bias
        logits[:, self._never_said] = -torch.inf
        best: list[int] = logits.argmax(dim=-1).tolist()
        return best

    @cached_property
    def _never_said(self) -> Tensor:
        """Ids of marks, of languages and of what the tokenizer has no name for."""
        special = set(self.tokenizer.all_special_tokens)
        names = [self._name(number) for number in range(self.model.lm_head.weight.shape[0])]
        silent = [
            number
            for number, name in enumerate(names)
            if number != self._end and (not name or name in special or _LANGUAGE.fullmatch(name))
        ]
        return torch.tensor(silent, device=self.opened.device)

    def _name(self, number: int) -> str | None:
        try:
            name: str | None = self.tokenizer.convert_ids_to_tokens(number)
        except IndexError:  # past the end of a SentencePiece model
            return None
        return name

    def _subwords_of(self, chunk: str) -> list[tuple[int, int, int]]:
        """Id and place of the target subwords of a piece of text without spaces."""
        if self.tokenizer.is_fast:
            found = self.tokenizer(chunk, add_special_tokens=False, return_offsets_mapping=True)
            return [(number, *place) for number, place in zip(found["input_ids"], found["offset_mapping"], strict=True)]
        side: dict[str, Any] = {"text_target" if self.one_way else "text": chunk}  # M2M100's are the same on both sides
        ids: list[int] = self.tokenizer(**side, add_special_tokens=False)["input_ids"]
        pieces = self.tokenizer.spm_target if self.one_way else self.tokenizer.sp_model
        places = pieces.encode(chunk, return_type="offset_mapping")["offsets"]
        if len(places) != len(ids):  # Marian's tokenizer takes >>xxx<< in a text for a tag, SentencePiece does not
            places = [(0, len(chunk))] * len(ids)
        return [(number, *place) for number, place in zip(ids, places, strict=True)]

    def _known(self, names: Sequence[str]) -> list[int]:
        """The id of the first of these tokens that the model has; nothing where it has none."""
        ids = (self.tokenizer.convert_tokens_to_ids(name) for name in names)
        return [number for number in ids if number is not None and number != self.tokenizer.unk_token_id][:1]
