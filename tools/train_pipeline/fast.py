"""Three shortcuts that double the speed of spaCy's training on a processor core; none changes the result.

They reach into spaCy 3.8's internals, so they belong to training alone, never to the package.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.pipeline.tok2vec import Tok2VecListener
from thinc.api import Optimizer, set_current_ops

from timeline.nlp import NumpyProducts

__all__ = ["DeferredGradients", "use_numpy_products"]


def use_numpy_products() -> None:
    """Sends matrix products to numpy for the rest of this process, and makes listeners cheap.

    Listeners check that they get the batch they expect by adding up every word; lengths are enough here.
    """
    set_current_ops(NumpyProducts())
    Tok2VecListener.get_batch_id = classmethod(lambda cls, docs: sum(map(len, docs)))  # type: ignore[assignment]


class DeferredGradients:
    """Gathers the weight gradients of the parser's state layer over all steps of an update.

    spaCy multiplies them out at each of some hundred steps, with a copy of the weights each time.
    """

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp
        self._pending: list[tuple[Any, Any, list[Any], list[Any]]] = []
        for _, component in nlp.pipeline:
            for node in component.model.walk() if hasattr(component, "model") else ():
                if node.name == "precomputable_affine":
                    node._func = self._forward

    def update(self, examples: list[Any], *, sgd: Optimizer, drop: float, losses: dict[str, float]) -> None:
        """One training step of all components on one batch."""
        self._nlp.update(examples, sgd=False, drop=drop, losses=losses)  # type: ignore[arg-type]
        for model, inputs, gradients, positions in self._pending:
            if gradients:
                _add_gradients(model, inputs, np.concatenate(gradients), np.concatenate(positions))
        self._pending.clear()
        for _, component in self._nlp.pipeline:
            if hasattr(component, "finish_update"):
                component.finish_update(sgd)

    def _forward(self, model: Any, inputs: Any, is_train: bool) -> tuple[Any, Callable[[Any], Any]]:
        features, outputs = model.get_dim("nF"), model.get_dim("nO")
        pieces, width = model.get_dim("nP"), model.get_dim("nI")
        weights = model.get_param("W")
        out = model.ops.alloc2f(inputs.shape[0] + 1, features * outputs * pieces, zeros=False)
        np.matmul(inputs, weights.reshape((features * outputs * pieces, width)).T, out=out[1:])
        shaped = out.reshape((out.shape[0], features, outputs, pieces))
        shaped[0] = model.get_param("pad")[0]
        gradients: list[Any] = []
        positions: list[Any] = []
        turned: Any = weights.transpose((1, 2, 0, 3)).reshape((outputs * pieces, -1)) if is_train else None
        if is_train:
            self._pending.append((model, inputs, gradients, positions))

        def backward(received: Any) -> Any:
            gradient, ids = received
            gradients.append(np.array(gradient))
            positions.append(np.array(ids))
            flat = gradient.reshape((gradient.shape[0], outputs * pieces))
            return np.matmul(flat, turned).reshape((flat.shape[0], features, width))

        return shaped, backward


def _add_gradients(model: Any, inputs: Any, gradient: Any, ids: Any) -> None:
    features, outputs = model.get_dim("nF"), model.get_dim("nO")
    pieces, width = model.get_dim("nP"), model.get_dim("nI")
    flat = gradient.reshape((gradient.shape[0], outputs * pieces))
    missing = (ids < 0).astype("f")
    model.inc_grad("pad", np.matmul(missing.T, flat).reshape((1, features, outputs, pieces)))
    model.inc_grad("b", gradient.sum(axis=0))
    # As in spaCy, a missing token (-1) reads the last row here; kept, so that the result is the same.
    gathered = inputs[ids].reshape((ids.shape[0], features * width))
    weights = np.matmul(flat.T, gathered).reshape((outputs, pieces, features, width))
    model.inc_grad("W", np.ascontiguousarray(weights.transpose((2, 0, 1, 3))))
