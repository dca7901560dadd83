#!/bin/sh
# Closed engagements stay readable in the Temporal UI for 90 days; their records are in PostgreSQL for good.
set -eu
attempt=0
until temporal operator cluster health; do
  attempt=$((attempt + 1))
  [ "$attempt" -ge 30 ] && exit 1
  sleep 2
done
temporal operator namespace describe --namespace default ||
  temporal operator namespace create --namespace default --retention 90d
