#!/bin/sh
# Starts RabbitMQ with the users, rights and queues of clientroute: fills in the passwords in rabbitmq.json, which is
# loaded at every start. The first argument is the folder of its configuration, the others are what starts it.
set -eu
folder=$1
shift
passwords=
for user in BEHEER TOEGANG TOEWIJZING DECLARATIE MONITORING; do
    eval "password=\${${user}_RABBITMQ_PASSWORD:-}"
    case $password in
    "" | *[!A-Za-z0-9_-]*)
        echo "${user}_RABBITMQ_PASSWORD: give letters and digits, such as those of: openssl rand -hex 24" >&2
        exit 1
        ;;
    esac
    passwords="$passwords;s/\${${user}_RABBITMQ_PASSWORD}/$password/"
done
definitions=$(dirname "$folder")/clientroute.json # not in it: all that is there is read as configuration
sed -e "${passwords#;}" "$(dirname "$0")/rabbitmq.json" >"$definitions"
echo "load_definitions = $definitions" >"$folder/90-clientroute.conf"
exec "$@"
