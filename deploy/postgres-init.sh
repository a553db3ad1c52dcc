#!/bin/sh
# A database per service, at the first start of PostgreSQL.
set -eu
for service in toegang toewijzing declaratie monitoring; do
    createdb --username "$POSTGRES_USER" "$service"
done
