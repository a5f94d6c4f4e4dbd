# The service on a CPU:  docker build -t mtqc .  &&  docker run --rm -p 127.0.0.1:8000:8000 -v mtqc:/data mtqc
# It writes to /data and /tmp alone: --read-only --tmpfs /tmp may be added. Clusters: deploy/ and docs/OPERATING.md.

# The packages, in a stage of their own: pip and its traces stay behind.
FROM python:3.11-slim AS packages
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /build
RUN python -m venv /opt/venv
COPY requirements.txt .
# The CPU index spares the image the CUDA libraries; what it is for is checked at once.
RUN /opt/venv/bin/pip install --extra-index-url https://download.pytorch.org/whl/cpu -r requirements.txt \
    && /opt/venv/bin/python -c "import torch; assert torch.version.cuda is None, 'torch came with CUDA'"

FROM python:3.11-slim AS service
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 HF_HUB_OFFLINE=1 \
    HF_HOME=/tmp/huggingface XDG_CACHE_HOME=/tmp/cache
RUN useradd --create-home --uid 1000 mtqc && install -d -o mtqc /data
WORKDIR /app
# First what seldom changes.
COPY --from=packages /opt/venv /opt/venv
COPY LICENSE ./
COPY models models
COPY service service
COPY scripts scripts
COPY samples samples

# By its number: a cluster that forbids root cannot tell it by its name.
USER 1000
# The articles and the keys. The first key stands in the log of the first start.
ENV MTQC_DATA=/data
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
# Inside the container every address is its own: what is reachable from outside is what -p publishes.
CMD ["python", "scripts/serve.py", "--host", "0.0.0.0", "--port", "8000"]
