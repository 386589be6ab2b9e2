"""Train the encoder: ``main(["--data", PATH, "--out", PATH])``.

Two tasks in turns on one network: tone toward masked targets (NewsMTSC), and relation tone
with its null (coded paragraphs), where differences inside a document have a loss of their
own. Weights are averaged over the last part of training and over ``--orders`` runs from the
same start that see the data in other orders; then folded, and quantised to int8.
"""

import argparse
import json
import random
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from components.tone.wordpiece import vocabulary
from components.training import data, export, made
from components.training.feeds import by_document, by_length
from components.training.losses import relation_loss, target_loss
from components.training.network import Encoder, pretrained


@dataclass(frozen=True, slots=True)
class Examples:
    """What is learned from: targets, coded documents, and passages fed beside them."""

    targets: list[data.TargetExample]
    documents: list[data.RelationExample]
    extra: list[data.RelationExample]


def examples(options: argparse.Namespace) -> Examples:
    """The data mix of the shipped model."""
    sentences, events = (
        options.data / f"{n}.jsonl" for n in ("newsmtsc_train", "relations_petrarch_unit")
    )
    documents = data.relation_train(options.data / "relation_tone_train.json")
    extra = data.coded_news(sentences) * 3 + made.petrarch(events)
    extra += made.null_news(sentences, 60, options.seed)
    extra += made.third_parties(events, sentences, 150, options.seed)
    if options.written:
        written, nulls = made.written(options.seed)
        documents += written
        extra += nulls
    return Examples(data.target_examples(sentences), documents, extra)


def train(options: argparse.Namespace) -> Encoder:
    """The trained network, the mean of ``options.orders`` runs; prints its progress."""
    torch.set_num_threads(options.threads)
    found = examples(options)
    runs = [_run(options, found, options.seed + order) for order in range(options.orders)]
    states = [run.state_dict() for run in runs]
    runs[0].load_state_dict(
        {key: sum(state[key] for state in states) / len(states) for key in states[0]}
    )
    return runs[0].eval()


def _run(options: argparse.Namespace, found: Examples, order: int) -> Encoder:
    """One pass of training; every ``order`` starts from the same weights."""
    torch.manual_seed(options.seed)
    model = pretrained(options.weights, dict(vocabulary()), options.dropout, options.frozen)
    torch.manual_seed(order)
    chance = random.Random(order)
    feed_targets = by_length(list(found.targets), 32, options.visible, options.blanks, chance)
    feed_relation = by_document(found.documents, found.extra, 10, options, chance)
    n_targets = int(options.target_epochs * len(found.targets) / 32)
    n_relation = int(options.relation_epochs * len(found.documents) / 8)
    tasks = ["target"] * n_targets + ["relation"] * n_relation
    chance.shuffle(tasks)
    parameters = [p for p in model.parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW(parameters, lr=options.rate, weight_decay=0.01)
    average: dict[str, Tensor] | None = None
    model.train()
    started, running = time.time(), defaultdict(list)
    for step, task in enumerate(tasks):
        part = step / len(tasks)
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
            print(step + 1, len(tasks), means, f"{time.time() - started:.0f}s", flush=True)
    model.load_state_dict({**model.state_dict(), **(average or {})})
    return model


def main(argv: Sequence[str] | None = None) -> int:
    """Train, export, and write what was done beside the model; returns 0."""
    parser = argparse.ArgumentParser(prog="python -m components train encoder", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the labelled data")
    parser.add_argument("--out", type=Path, required=True, help="folder for encoder.onnx")
    parser.add_argument("--weights", type=Path, help="all-MiniLM-L6-v2 model.safetensors")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--orders", type=int, default=2, help="runs to average")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--frozen", type=int, default=0, help="lower layers left as they are")
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--smoothing", type=float, default=0.05)
    parser.add_argument("--target-epochs", type=float, default=2.5)
    parser.add_argument("--relation-epochs", type=float, default=3.5)
    parser.add_argument("--within", type=float, default=2.0)
    parser.add_argument(
        "--written", type=int, default=1, help="0: without the sentences written for this model"
    )
    parser.add_argument(
        "--exchange", type=float, default=0.3, help="share of runs whose sides are exchanged"
    )
    parser.add_argument("--visible", type=float, default=0.25)
    parser.add_argument("--blanks", type=float, default=0.1)
    parser.add_argument("--null", type=float, default=0.6)
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
    chosen = {k: v for k, v in vars(options).items() if k not in ("data", "out", "weights")}
    (options.out / "training.json").write_text(json.dumps(chosen, indent=1) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
