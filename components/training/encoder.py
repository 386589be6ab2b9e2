"""Train the encoder: ``main(["--data", PATH, "--out", PATH])``.

Two tasks in turns on one network: tone toward masked targets (NewsMTSC), and relation tone
with its null (coded paragraphs), where differences inside a document have a loss of their
own. Weights are averaged over the last part of training, folded, and quantised to int8.
"""

import argparse
import copy
import json
import random
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional as F

from components.tone.wordpiece import vocabulary
from components.training import data, export
from components.training.network import Encoder, pretrained


def _padded(rows: Sequence[Sequence[int]]) -> tuple[Tensor, Tensor]:
    longest = max(map(len, rows))
    made = torch.zeros(len(rows), longest, dtype=torch.long)
    mask = torch.zeros(len(rows), longest, dtype=torch.bool)
    for i, row in enumerate(rows):
        made[i, : len(row)] = torch.tensor(row)
        mask[i, : len(row)] = True
    return made, mask


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
        [e.pieces for e in batch],
        [[0] * len(e.pieces) for e in batch],
        [[e.places] for e in batch],
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


def _by_length(
    items: list[data.TargetExample], size: int, chance: random.Random
) -> Iterator[list[data.TargetExample]]:
    """Batches of similar length, in random order, for ever."""
    while True:
        chance.shuffle(items)
        for start in range(0, len(items), size * 16):
            part = sorted(items[start : start + size * 16], key=lambda e: len(e.pieces))
            batches = [part[i : i + size] for i in range(0, len(part), size)]
            chance.shuffle(batches)
            yield from batches


def _by_document(
    items: Sequence[data.RelationExample],
    extra: Sequence[data.RelationExample],
    size: int,
    chance: random.Random,
) -> Iterator[list[data.RelationExample]]:
    """Runs of one document's paragraphs, each batch with a few passages of news beside them."""
    documents = defaultdict(list)
    for item in items:
        documents[item.document].append(item)
    while True:
        runs = []
        for rows in documents.values():
            offset = chance.randrange(size) if len(rows) > size else 0
            cuts = [0, *range(offset or size, len(rows), size), len(rows)]
            runs += [rows[a:b] for a, b in pairwise(cuts) if a < b]
        chance.shuffle(runs)
        for run in runs:
            yield run + (chance.sample(extra, min(5, len(extra))) if extra else [])


def train(options: argparse.Namespace) -> Encoder:
    """The trained network; prints its progress."""
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    chance = random.Random(options.seed)
    model = pretrained(options.weights, dict(vocabulary()), options.dropout, options.frozen)
    if options.start:
        model.load_state_dict(torch.load(options.start))
    targets = data.target_examples(options.data / "newsmtsc_train.jsonl")
    paragraphs = data.relation_train(options.data / "relation_tone_train.json")
    sentences, events = (
        options.data / f"{n}.jsonl" for n in ("newsmtsc_train", "relations_petrarch_unit")
    )
    extra = data.coded_news(sentences) * 3 + data.petrarch(events)
    extra += data.null_news(sentences, 60, options.seed)
    extra += data.third_parties(events, sentences, 150, options.seed)
    feed_targets = _by_length(targets, 32, chance)
    feed_relation = _by_document(paragraphs, extra, 10, chance)
    n_targets = int(options.target_epochs * len(targets) / 32)
    n_relation = int(options.relation_epochs * len(paragraphs) / 8)
    order = ["target"] * n_targets + ["relation"] * n_relation
    chance.shuffle(order)
    parameters = [p for p in model.parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW(parameters, lr=options.rate, weight_decay=0.01)
    average: dict[str, Tensor] | None = None
    model.train()
    started, running = time.time(), defaultdict(list)
    for step, task in enumerate(order):
        part = step / len(order)
        rate = options.rate * (
            min(1.0, part / 0.08) if part < 0.08 else max(0.03, (1 - part) / 0.92)
        )
        for group in optimiser.param_groups:
            group["lr"] = rate
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=options.bf16):
            loss = (
                target_loss(model, next(feed_targets), options.smoothing)
                if task == "target"
                else relation_loss(model, next(feed_relation), options)
            )
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimiser.step()
        running[task].append(loss.item())
        if part > 0.7:
            state = {k: v.detach() for k, v in model.named_parameters() if v.requires_grad}
            if average is None:
                average = {k: v.clone() for k, v in state.items()}
            for key, value in state.items():
                average[key].lerp_(value, 0.02)
        if step % 50 == 49:
            means = {k: round(sum(v[-40:]) / len(v[-40:]), 3) for k, v in running.items()}
            print(step + 1, len(order), means, f"{time.time() - started:.0f}s", flush=True)
    final = copy.deepcopy(model)
    final.load_state_dict({**model.state_dict(), **(average or {})})
    return final.eval()


def main(argv: Sequence[str] | None = None) -> int:
    """Train, export, and write what was done beside the model; returns 0."""
    parser = argparse.ArgumentParser(prog="python -m components train encoder", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the labelled data")
    parser.add_argument("--out", type=Path, required=True, help="folder for encoder.onnx")
    parser.add_argument("--weights", type=Path, help="all-MiniLM-L6-v2 model.safetensors")
    parser.add_argument("--start", type=Path, help="encoder.pt of an earlier run to go on from")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--frozen", type=int, default=2, help="lower layers left as they are")
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--smoothing", type=float, default=0.05)
    parser.add_argument("--target-epochs", type=float, default=2.0)
    parser.add_argument("--relation-epochs", type=float, default=3.0)
    parser.add_argument("--within", type=float, default=2.0)
    parser.add_argument("--null", type=float, default=0.4)
    parser.add_argument("--signs", type=float, default=0.5)
    parser.add_argument("--cues", type=float, default=0.3)
    parser.add_argument(
        "--bf16", action="store_true", help="half precision (not bit for bit repeatable)"
    )
    options = parser.parse_args(argv)
    options.weights = options.weights or export.installed_weights()
    options.out.mkdir(parents=True, exist_ok=True)
    model = train(options)
    torch.save(model.state_dict(), options.out / "encoder.pt")
    export.export(model, options.out)
    chosen = {
        k: v for k, v in vars(options).items() if k not in ("data", "out", "weights", "start")
    }
    (options.out / "training.json").write_text(json.dumps(chosen, indent=1) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
