"""The same engine as a runtime of MLServer, by the Open Inference Protocol; only MLServer's environment can import it."""

import os
from pathlib import Path

import orjson
from mlserver import MLModel
from mlserver.codecs import StringCodec
from mlserver.types import InferenceRequest, InferenceResponse

from stance.engine import Engine
from stance.report import Options, TextInput

_MODELS = Path(os.environ.get("STANCEWIRE_MODELS_DIR") or Path(__file__).resolve().parents[3] / "models")


class StancewireRuntime(MLModel):
    """Analyses the texts of the first input."""

    async def load(self) -> bool:
        """
        Load the artifact.

        :return: That it is ready.
        """
        self._engine = Engine.load(_MODELS)
        return True

    async def predict(self, payload: InferenceRequest) -> InferenceResponse:
        """
        Analyse texts.

        :param payload: A request with one input of strings.
        :return: One report a text, as JSON.
        """
        texts = StringCodec.decode_input(payload.inputs[0])
        reports = [orjson.dumps(self._engine.analyse(TextInput(text), Options()).as_dict()).decode() for text in texts]
        return InferenceResponse(model_name=self.name, outputs=[StringCodec.encode_output("reports", reports)])
