#!/bin/sh
# A role per service that owns its own database and reaches no other, at the first start of PostgreSQL.
set -eu
run() {
    psql --username "$POSTGRES_USER" --dbname postgres --no-psqlrc --quiet --set ON_ERROR_STOP=1 "$@"
}
for service in toegang toewijzing declaratie monitoring; do
    variable=$(echo "$service" | tr '[:lower:]' '[:upper:]')_POSTGRES_PASSWORD
    run --set service="$service" <<SQL
\getenv password $variable
CREATE ROLE :"service" LOGIN PASSWORD :'password';
CREATE DATABASE :"service" OWNER :"service";
SQL
done
# Everybody may connect to every database by itself.
run <<'SQL'
SELECT format('REVOKE ALL ON DATABASE %I FROM PUBLIC', datname) FROM pg_database \gexec
SQL
