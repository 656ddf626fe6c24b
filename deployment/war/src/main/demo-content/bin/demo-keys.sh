#!/bin/sh
# Makes the demo's keys in <data folder>/demo, once. They protect nothing: the password is printed here.
#   demo-ca.pem       the authority that signed the server's certificate; its key is thrown away
#   server.p12        HTTPS, for localhost and 127.0.0.1
#   ledger.p12        wraps the keys of the ledger's months (alias ledger-wrapping-1) and signs its checkpoints (ledger-checkpoint-1);
#                     ledger-checkpoint.pem is the public key with which everybody can verify them
#   spine-client.p12  signs the client assertions of the token request to Spine (alias rtec-demo-1); spine-client.crt is its certificate
# Usage: demo-keys.sh [data folder]
set -eu
umask 077

data=${1:-$(cd "$(dirname "$0")/.." && pwd)/standalone/data}
demo=$data/demo
[ -d "$demo" ] && exit 0

if [ -n "${JAVA:-}" ]; then keytool=$(dirname "$JAVA")/keytool
elif [ -n "${JAVA_HOME:-}" ]; then keytool=$JAVA_HOME/bin/keytool
else keytool=keytool; fi

mkdir -p "$data"
new=$(mktemp -d "$data/demo-XXXXXX")
trap 'rm -rf "$new"' EXIT

key() { # store, then keytool's own arguments
   store=$1
   shift
   "$keytool" "$@" -keystore "$new/$store" -storetype PKCS12 -storepass rtec-demo >"$new/keytool.out" 2>&1 || { cat "$new/keytool.out" >&2; exit 1; }
}
key server.p12 -genkeypair -alias ca -keyalg EC -groupname secp256r1 -validity 3650 \
   -dname "CN=RTEC demo authority" -ext bc:critical=ca:true,pathlen:0 -ext ku:critical=keyCertSign,cRLSign
key server.p12 -genkeypair -alias server -signer ca -keyalg EC -groupname secp256r1 -validity 3650 \
   -dname "CN=localhost" -ext san=dns:localhost,ip:127.0.0.1 -ext ku:critical=digitalSignature -ext eku=serverAuth
key server.p12 -exportcert -alias ca -rfc -file "$new/demo-ca.pem"
key server.p12 -delete -alias ca
key spine-client.p12 -genkeypair -alias rtec-demo-1 -keyalg RSA -keysize 4096 -validity 3650 -dname "CN=RTEC demo client"
key spine-client.p12 -exportcert -alias rtec-demo-1 -rfc -file "$new/spine-client.crt"
key ledger.p12 -genseckey -alias ledger-wrapping-1 -keyalg AES -keysize 256
key ledger.p12 -genkeypair -alias ledger-checkpoint-1 -keyalg Ed25519 -validity 36500 -dname "CN=RTEC demo ledger"
key ledger.p12 -exportcert -alias ledger-checkpoint-1 -rfc -file "$new/ledger-checkpoint.pem"
rm "$new/keytool.out"

# The folder appears whole or not at all. When two starts race, the second move fails or lands inside the first one's folder.
mv "$new" "$demo" 2>/dev/null || true
rm -rf "$demo/$(basename "$new")"
[ -f "$demo/server.p12" ]
