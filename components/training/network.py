"""The network in PyTorch: BERT as in all-MiniLM-L6-v2, two heads on spans of pieces."""

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

WIDTH, HEADS, LAYERS, INNER, PIECES, POSITIONS = 384, 12, 6, 1536, 30522, 512
MASKS = 8  # rows 1 … 8 of the vocabulary are masks, learned; all other embeddings stay as they were
# What a mask means before training: the mean of these words' embeddings.
_MEANINGS = {
    1: ("[MASK]", "person"),
    2: ("someone", "smith", "company", "person"),
    3: ("america", "american", "washington"),
    4: ("russia", "russian", "moscow"),
    5: ("germany", "ukraine", "nato", "china"),
    6: ("year", "years"),
    7: ("someone", "jones", "group", "person"),
    8: ("someone", "brown", "people", "person"),
}


class Layer(nn.Module):  # type: ignore[misc]
    """One transformer layer, post-norm."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(WIDTH, WIDTH) for _ in range(3))
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH, 1e-12), nn.LayerNorm(WIDTH, 1e-12)
        self.up, self.down = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.dropout = nn.Dropout(dropout)
        self.together: nn.Linear | None = None  # the three as one, for export

    def join(self) -> None:
        """Make query, key and value one matrix: a third of the quantised products at run time."""
        three = (self.query, self.key, self.value)
        self.together = nn.Linear(WIDTH, 3 * WIDTH)
        self.together.weight.data = torch.cat([f.weight.data for f in three])
        self.together.bias.data = torch.cat([f.bias.data for f in three])

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """x: B × L × width; mask: B × 1 × 1 × L, True where there is a piece."""
        if self.together is None:
            joined = torch.cat((self.query(x), self.key(x), self.value(x)), -1)
        else:
            joined = self.together(x)
        parts = joined.reshape(len(x), -1, 3 * HEADS, WIDTH // HEADS).transpose(1, 2)
        query, key, value = parts[:, :HEADS], parts[:, HEADS : 2 * HEADS], parts[:, 2 * HEADS :]
        if mask is not None:
            drop = self.dropout.p if self.training else 0.0
            seen = F.scaled_dot_product_attention(query, key, value, mask, drop)
            return self._rest(x, seen.transpose(1, 2).reshape(len(x), -1, WIDTH))
        weights = query @ key.transpose(-1, -2) * (WIDTH / HEADS) ** -0.5
        return self._rest(
            x, (weights.softmax(-1) @ value).transpose(1, 2).reshape(len(x), -1, WIDTH)
        )

    def _rest(self, x: Tensor, seen: Tensor) -> Tensor:
        x = self.norm1(x + self.dropout(self.out(seen)))
        return self.norm2(x + self.dropout(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):  # type: ignore[misc]
    """Pieces, kinds and a pooling matrix → target logits, relation tone and null logit per span."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.folded = False
        self.words = nn.Embedding(PIECES, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.kinds = nn.Embedding(2, WIDTH)
        self.masks = nn.Parameter(torch.zeros(MASKS, WIDTH))
        self.norm = nn.LayerNorm(WIDTH, 1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.dropout = nn.Dropout(dropout)
        self.targets = nn.Linear(3 * WIDTH, 3)
        self.relation = nn.Linear(3 * WIDTH, 2)
        self.cues = nn.Linear(WIDTH, 3)  # training only: which pieces carry the relation's tone

    def hidden(self, pieces: Tensor, kinds: Tensor, mask: Tensor | None) -> Tensor:
        """B × L × width."""
        embedded = self.words(pieces)
        if not self.folded:
            place = (pieces - 1).clamp(0, MASKS - 1)
            is_mask = ((pieces >= 1) & (pieces <= MASKS)).unsqueeze(-1)
            embedded = torch.where(is_mask, self.masks[place], embedded)
        x = embedded + self.positions.weight[: pieces.shape[1]] + self.kinds(kinds)
        x = self.dropout(self.norm(x))
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def pooled(self, x: Tensor, pool: Tensor, lengths: Tensor | None) -> Tensor:
        """CLS, mean of each span, mean of all: B × S × 3 width."""
        everything = x.mean(1) if lengths is None else (x * lengths).sum(1) / lengths.sum(1)
        spans = pool @ x
        both = torch.cat((x[:, 0], everything), -1).unsqueeze(1).expand(-1, spans.shape[1], -1)
        return torch.cat((both, spans), -1)

    def forward(self, pieces: Tensor, kinds: Tensor, pool: Tensor) -> tuple[Tensor, Tensor]:
        """As run: target probabilities B × S × 3, relation B × S × 2 (tone, probability of null)."""
        features = self.pooled(self.hidden(pieces, kinds, None), pool, None)
        relation = self.relation(features)
        return self.targets(features).softmax(-1), torch.cat(
            (torch.tanh(relation[..., :1]), torch.sigmoid(relation[..., 1:])), -1
        )

    def fold_masks(self) -> None:
        """Write the learned masks into the embedding table, for export."""
        with torch.no_grad():
            self.words.weight[1 : MASKS + 1] = self.masks
        self.folded = True


def pretrained(
    weights: Path, vocabulary: dict[str, int], dropout: float = 0.1, frozen: int = 0
) -> Encoder:
    """The encoder with all-MiniLM-L6-v2's weights; embeddings frozen.

    With ``frozen`` > 0 that many lower layers, the masks and the first norm stay as they were too.
    """
    state = load_file(str(weights))
    model = Encoder(dropout)
    names = {
        "words.weight": "embeddings.word_embeddings.weight",
        "positions.weight": "embeddings.position_embeddings.weight",
        "kinds.weight": "embeddings.token_type_embeddings.weight",
        "norm.weight": "embeddings.LayerNorm.weight",
        "norm.bias": "embeddings.LayerNorm.bias",
    }
    inner = {
        "query": "attention.self.query",
        "key": "attention.self.key",
        "value": "attention.self.value",
        "out": "attention.output.dense",
        "norm1": "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "norm2": "output.LayerNorm",
    }
    for layer in range(LAYERS):
        for ours, theirs in inner.items():
            for part in ("weight", "bias"):
                names[f"layers.{layer}.{ours}.{part}"] = f"encoder.layer.{layer}.{theirs}.{part}"
    own = model.state_dict()
    own.update({ours: state[theirs] for ours, theirs in names.items()})
    for row, words in _MEANINGS.items():
        own["masks"][row - 1] = own["words.weight"][[vocabulary[w] for w in words]].mean(0)
    model.load_state_dict(own)
    fixed: list[nn.Module] = [model.words, model.positions]
    if frozen:
        fixed += [model.kinds, model.norm, *model.layers[:frozen]]
        model.masks.requires_grad = False
    for part in fixed:
        for parameter in part.parameters():
            parameter.requires_grad = False
    return model
