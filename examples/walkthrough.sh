#!/bin/sh
# From an article to its report, with curl alone:
#     KEY=mtqc_… sh examples/walkthrough.sh
# ADDRESS is where the service runs, if not on this machine.
set -eu
ADDRESS=${ADDRESS:-http://127.0.0.1:8000}

api() { curl --fail-with-body --silent --show-error -H "Authorization: Bearer $KEY" "$@"; }

echo "1. Send an article under your own id. What makes it safe to send again is the Idempotency-Key."
location=$(api "$ADDRESS/api/v1/articles" -H 'Content-Type: application/json' -H "Idempotency-Key: port-7-1" \
  --output /dev/null --write-out '%header{location}' --data '{
    "id": "port-7", "revision": "1", "source_lang": "ar", "target_lang": "en",
    "fields": [
      {"name": "title", "source": "إعادة فتح الميناء", "target": "The port reopens"},
      {"name": "body", "format": "html", "source": "<p>أعيد فتح الميناء بعد 12 يوما.</p>",
       "target": "<p>The port reopened after 21 days.</p>"}
    ],
    "glossary": [{"source": "الميناء", "target": "port", "forbidden": ["harbour"]}],
    "metadata": {"desk": "maritime"}
  }')
echo "   It is kept: $ADDRESS$location"

echo "2. Ask for the report until it is there: 404 means not yet."
until report=$(api "$ADDRESS$location/report" 2>/dev/null); do sleep 1; done
echo "$report"

echo "3. Which articles need an editor most?"
api "$ADDRESS/api/v1/articles?limit=5"
