#!/bin/sh
# Safe to repeat: setup-schema leaves a newer schema alone, update-schema goes on from the version it finds.
set -eu
for kind in temporal visibility; do
  database=temporal
  [ "$kind" = visibility ] && database=temporal_visibility
  tool="temporal-sql-tool --plugin postgres12 --ep postgres -u temporal -p 5432 --db $database"
  $tool setup-schema -v 0.0
  $tool update-schema -d "/etc/temporal/schema/postgresql/v12/$kind/versioned"
done
