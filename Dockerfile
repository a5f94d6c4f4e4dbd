# The service on a CPU:  docker build -t mtqc .  &&  docker run --rm -p 127.0.0.1:8000:8000 -v mtqc:/data mtqc
FROM python:3.11-slim

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 \
    HF_HUB_OFFLINE=1

RUN useradd --create-home --uid 1000 mtqc && install -d -o mtqc /data
WORKDIR /app

# First what seldom changes. The CPU index spares the image the CUDA libraries.
COPY requirements.txt .
RUN pip install --extra-index-url https://download.pytorch.org/whl/cpu -r requirements.txt

COPY LICENSE ./
COPY models models
COPY service service
COPY scripts scripts
COPY samples samples

USER mtqc
# The articles and the keys. The first key stands in the log of the first start.
ENV MTQC_DATA=/data
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
# Inside the container every address is its own: what is reachable from outside is what -p publishes.
CMD ["python", "scripts/serve.py", "--host", "0.0.0.0", "--port", "8000"]
