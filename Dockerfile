# Chip Census with its data checked and published: nothing is fetched or built when it starts.
ARG BASE=docker.io/library/debian:bookworm-slim

FROM ${BASE} AS build
RUN apt-get update \
    && apt-get install --yes --no-install-recommends python3 python3-venv
WORKDIR /app
# The dependencies first: this layer stays as long as the lock does. With the client of an engine:
# --build-arg LOCK=requirements-spark.txt
ARG LOCK=requirements.txt
COPY ${LOCK} requirements.txt
RUN python3 -m venv /opt/venv \
    && /opt/venv/bin/pip install --no-cache-dir --no-deps --require-hashes --requirement requirements.txt
COPY . .
RUN /opt/venv/bin/pip install --no-cache-dir --no-deps --no-build-isolation --editable . \
    && /opt/venv/bin/chipcensus build \
    # A server that was killed is back a second sooner.
    && /opt/venv/bin/python -m compileall -q --invalidation-mode unchecked-hash app.py chipcensus pages \
    # What installs, develops and tests the libraries is not needed to run them.
    && /opt/venv/bin/pip uninstall --yes setuptools pip \
    && find /opt/venv -type d \( -name tests -o -name include \) -prune -exec rm -rf {} +

FROM ${BASE}
# Chromium draws what programs take away as PNG, SVG and PDF; readers' own browsers draw theirs.
# Without it: --build-arg BROWSER=
ARG BROWSER=chromium
# A small Chinese font (5 MB), so that whatever is drawn on this side has its glyphs.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends fonts-wqy-microhei python3 ${BROWSER} \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --no-create-home --home-dir /tmp chipcensus
COPY --from=build /opt/venv /opt/venv
COPY --from=build /app /app
# The server may publish generations and keep citations, and write nowhere else.
RUN chown -R chipcensus: /app/var
WORKDIR /app
USER chipcensus
ENV PATH=/opt/venv/bin:$PATH \
    HOME=/tmp \
    PYTHONUNBUFFERED=1 \
    CHIPCENSUS_ADDRESS=0.0.0.0 \
    CHIPCENSUS_PORT=8501
EXPOSE 8501
VOLUME /app/var
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
    CMD ["python3", "-c", "import os, urllib.request as web; web.urlopen(f'http://127.0.0.1:{os.environ[\"CHIPCENSUS_PORT\"]}/readyz', timeout=4)"]
# It says by itself who may read: CHIPCENSUS_PUBLIC=1, or a sign-in (docs/ACCESS.md).
CMD ["chipcensus", "serve", "--supervise"]
