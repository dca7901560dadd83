#!/bin/sh
# Runs once, on an empty volume. Two roles of KADO, neither superuser nor BYPASSRLS: the owner of the schema, and the
# application, which row-level security binds. Temporal keeps its own two databases.
set -eu
psql --set=ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
  --set=owner_password="$KADO_OWNER_PASSWORD" \
  --set=app_password="$KADO_APP_PASSWORD" \
  --set=temporal_password="$TEMPORAL_DB_PASSWORD" <<'SQL'
create role kado_owner login nosuperuser nocreatedb nocreaterole noreplication nobypassrls password :'owner_password';
create role kado_app login nosuperuser nocreatedb nocreaterole noreplication nobypassrls password :'app_password';
create role temporal login nosuperuser nocreatedb nocreaterole noreplication nobypassrls password :'temporal_password';
create database kado owner kado_owner;
create database temporal owner temporal;
create database temporal_visibility owner temporal;
SQL
