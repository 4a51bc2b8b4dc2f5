"""Write a trained encoder as the package ships it: the transformer as int8 ONNX, the heads as NumPy arrays.

    python -m training.export CHECKPOINT START [LAYERS]     e.g. student.pt, the folder that training started from, 4

Writes graph/extract/encoder/data/encoder.onnx and heads.npz. Weights are 7-bit integers: with 8 bits, processors
without VNNI overflow in 16-bit sums, and results would differ from machine to machine.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.encoder import Network

TARGET = Path("graph/extract/encoder/data")


class Body(nn.Module):
    """The part of the network that becomes ONNX."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, shapes: Tensor) -> Tensor:
        """States ``float[windows, pieces, size]``."""
        return self.network.encode(ids, shapes)


def export(network: Network, target: Path) -> None:
    """Write both files into a folder."""
    network.eval()
    axes = {
        "ids": {0: "windows", 1: "pieces"},
        "shapes": {0: "windows", 1: "pieces"},
        "states": {0: "windows", 1: "pieces"},
    }
    example = (torch.ones(2, 7, dtype=torch.long), torch.ones(2, 7, dtype=torch.long))
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        torch.onnx.export(
            Body(network).eval(), example, str(whole), input_names=["ids", "shapes"], output_names=["states"],
            dynamic_axes=axes, opset_version=17, dynamo=False,
        )  # fmt: skip
        quantize_dynamic(
            whole, target / "encoder.onnx", per_channel=True, reduce_range=True, weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul", "Gather"],
        )  # fmt: skip
    heads = {name: value.numpy().astype(np.float16) for name, value in network.state_dict().items()}
    kept = {name: value for name, value in heads.items() if not name.startswith(("base.", "shapes."))}
    np.savez_compressed(target / "heads.npz", **kept)


def main() -> None:
    """Command line; see the module's docstring."""
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    network = Network(Path(sys.argv[2]))
    if len(sys.argv) > 3:
        network.base.layers = network.base.layers[: int(sys.argv[3])]
    network.load_state_dict(torch.load(sys.argv[1], weights_only=True)["network"])
    export(network, TARGET)
    for file in ("encoder.onnx", "heads.npz"):
        print(f"{TARGET / file}: {(TARGET / file).stat().st_size} bytes")


if __name__ == "__main__":
    main()
