# Sail, an engine that speaks Spark Connect, as its Python package has it. docs/OPERATIONS.md, "An engine"
FROM docker.io/library/python:3.11-slim
# The same versions as the tests ask: pyproject.toml.
ARG PYSAIL=0.7.2
ARG PYSPARK_CLIENT=4.2.0
RUN pip install --no-cache-dir "pysail==${PYSAIL}" "pyspark-client==${PYSPARK_CLIENT}" \
    && useradd --system --no-create-home --home-dir /tmp engine
USER engine
ENV HOME=/tmp
EXPOSE 50051
ENTRYPOINT ["sail", "spark", "server", "--ip", "0.0.0.0", "--port", "50051"]
