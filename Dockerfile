# Both stages from one exact tag: the virtual environment only runs on the Python it was made with.
FROM python:3.11.14-slim-bookworm AS build

ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv /opt/venv
COPY requirements.txt /tmp/requirements.txt
RUN /opt/venv/bin/pip install --requirement /tmp/requirements.txt

WORKDIR /app
COPY stance/ stance/
COPY service/ service/
COPY models/ models/
COPY seeds/ seeds/
COPY deploy/ deploy/
COPY requirements-native.txt ./
# What a text goes through, compiled to C, with tools that stay in this stage.
RUN apt-get update && apt-get install --yes --no-install-recommends gcc libc6-dev \
 && python -m venv /opt/native && /opt/native/bin/pip install --requirement requirements-native.txt \
    --requirement /tmp/requirements.txt \
 && /opt/native/bin/python -m deploy.native && rm -r deploy requirements-native.txt
# Both compiled here, since the root of the running container may be read-only; code by content, since copying changes times.
RUN /opt/venv/bin/python -m stance.precompile models
RUN /opt/venv/bin/python -m compileall -q --invalidation-mode unchecked-hash stance service


FROM python:3.11.14-slim-bookworm

# A fixed number, so that a cluster can check that the container does not run as root.
RUN groupadd --gid 10001 stancewire \
 && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin stancewire

COPY --from=build /opt/venv /opt/venv
WORKDIR /app
COPY --from=build /app /app
COPY LICENSE ./

# One thread for the linear algebra: the workers are the parallelism.
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    OMP_NUM_THREADS=1 \
    OPENBLAS_NUM_THREADS=1 \
    STANCEWIRE_HOST=0.0.0.0

USER 10001:10001
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 CMD ["python", "-m", "service.healthcheck"]
CMD ["python", "-m", "service"]
