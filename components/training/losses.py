"""Losses of the two tasks on a batch of examples."""

import argparse
from collections import defaultdict
from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional as F

from components.training import data
from components.training.network import Encoder


def _padded(rows: Sequence[Sequence[int]]) -> tuple[Tensor, Tensor]:
    longest = max(map(len, rows))
    values = torch.zeros(len(rows), longest, dtype=torch.long)
    mask = torch.zeros(len(rows), longest, dtype=torch.bool)
    for i, row in enumerate(rows):
        values[i, : len(row)] = torch.tensor(row)
        mask[i, : len(row)] = True
    return values, mask


def _features(
    model: Encoder,
    pieces: Sequence[Sequence[int]],
    kinds: Sequence[Sequence[int]],
    spans: Sequence[Sequence[Sequence[int]]],
) -> tuple[Tensor, Tensor, Tensor]:
    """Hidden states (B × L × width), pooled features (B × S × 3 width), mask (B × L)."""
    inputs, mask = _padded(pieces)
    types, _ = _padded(kinds)
    pool = torch.zeros(len(pieces), max(map(len, spans)), inputs.shape[1])
    for i, row in enumerate(spans):
        for s, places in enumerate(row):
            if places:
                pool[i, s, list(places)] = 1.0 / len(places)
    hidden = model.hidden(inputs, types, mask[:, None, None, :])
    pooled = model.pooled(hidden, pool.to(hidden.dtype), mask.unsqueeze(-1).to(hidden.dtype))
    return hidden, pooled, mask


def target_loss(model: Encoder, batch: Sequence[data.TargetExample], smoothing: float) -> Tensor:
    """Cross-entropy of the target labels."""
    _, pooled, _ = _features(
        model,
        [e.made.pieces for e in batch],
        [[0] * len(e.made.pieces) for e in batch],
        [[e.made.places] for e in batch],
    )
    logits = model.targets(model.dropout(pooled[:, 0]))
    return F.cross_entropy(
        logits.float(), torch.tensor([e.label for e in batch]), label_smoothing=smoothing
    )


def relation_loss(
    model: Encoder, batch: Sequence[data.RelationExample], options: argparse.Namespace
) -> Tensor:
    """Tone, its differences inside documents, null, and the phrases and sentences that carry it."""
    passages = [e.passage for e in batch]
    hidden, pooled, mask = _features(
        model,
        [p.pieces for p in passages],
        [p.kinds for p in passages],
        [p.spans for p in passages],
    )
    out = model.relation(model.dropout(pooled)).float()
    tone, null = torch.tanh(out[:, 0, 0]), out[:, 0, 1]
    gold_null = torch.tensor([float(e.tone is None) for e in batch])
    loss = options.null * F.binary_cross_entropy_with_logits(null, gold_null)
    scored = [i for i, e in enumerate(batch) if e.tone is not None]
    if not scored:
        return loss
    gold = torch.tensor([batch[i].tone for i in scored])
    there = torch.zeros(out.shape[:2])
    for i, p in enumerate(passages):
        for s, places in enumerate(p.spans[1:], 1):
            there[i, s] = bool(places)
    sentence = torch.tanh(out[..., 0])
    mean = (sentence * there).sum(1) / there.sum(1).clamp(min=1)
    loss = loss + ((tone[scored] - gold) ** 2).mean() + 0.5 * ((mean[scored] - gold) ** 2).mean()
    groups = defaultdict(list)
    for place, i in enumerate(scored):
        groups[batch[i].document].append(place)
    for members in groups.values():
        if len(members) > 2 and options.within:
            share = len(members) / len(scored) * options.within
            centred = gold[members] - gold[members].mean()
            for each in (tone[scored][members], mean[scored][members]):
                loss = loss + share * ((each - each.mean() - centred) ** 2).mean()
    signs = torch.zeros_like(sentence)
    for i, example in enumerate(batch):
        for s, sign in enumerate(example.signs, 1):
            signs[i, s] = sign
    if signs.any():
        loss = loss + options.signs * (F.relu(0.15 - sentence * signs)[signs != 0] ** 2).mean()
    if options.cues:
        marks, _ = _padded([[m + 1 for m in e.cues] for e in batch])
        coded = mask & torch.tensor([bool(any(e.cues)) for e in batch]).unsqueeze(1)
        if coded.any():
            logits = model.cues(model.dropout(hidden)).float()
            loss = loss + options.cues * F.cross_entropy(
                logits[coded], marks[coded], weight=torch.tensor([1.0, 0.5, 2.0])
            )
    return loss
