#!/bin/sh
# Makes the demo's keys in <data folder>/demo, once. They protect nothing: the password is printed here.
#   demo-ca.pem       the authority that signed the server's certificate; its key is thrown away
#   server.p12        HTTPS, for localhost and 127.0.0.1
#   ledger.p12        wraps the keys of the ledger's months (alias ledger-wrapping-1) and signs its checkpoints (ledger-checkpoint-1);
#                     ledger-checkpoint.pem is the certificate with whose key everybody can verify them
#   spine-client.p12  signs the client assertions of the token request to Spine (alias rtec-demo-1); spine-client.crt is its certificate
# and for the sandbox's mutual TLS, all signed by an authority of its own, which nobody but the sandbox and its callers trusts:
#   spine-tls.p12     our client certificate, the one registered for the ASID 200000002001
#   spine-trust.p12   what a caller of the sandbox trusts, and what the sandbox trusts (spine-ca.pem is the same as text)
#   spine-server.p12  the sandbox's own certificate, for localhost and 127.0.0.1
#   spine-ca.p12      the authority with its key (alias ca), to sign the certificate of another system with
# Usage: demo-keys.sh [data folder]
set -eu
umask 077

data=${1:-$(cd "$(dirname "$0")/.." && pwd)/standalone/data}
demo=$data/demo
[ -f "$demo/spine-trust.p12" ] && exit 0

if [ -n "${JAVA:-}" ]; then keytool=$(dirname "$JAVA")/keytool
elif [ -n "${JAVA_HOME:-}" ]; then keytool=$JAVA_HOME/bin/keytool
else keytool=keytool; fi

mkdir -p "$data"
new=$(mktemp -d "$data/demo-XXXXXX")
trap 'rm -rf "$new"' EXIT

# Of so short a run the first compiler makes half as much work.
key() { # store, then keytool's own arguments
   store=$1
   shift
   "$keytool" -J-XX:TieredStopAtLevel=1 "$@" -keystore "$new/$store" -storetype PKCS12 -storepass rtec-demo >"$new/keytool.out" 2>&1 || { cat "$new/keytool.out" >&2; exit 1; }
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

signed() { # store, name of its certificate, then its extensions
   signed=$1
   name=$2
   shift 2
   cp "$new/spine-ca.p12" "$new/$signed"
   key "$signed" -genkeypair -alias tls -signer ca -keyalg RSA -keysize 2048 -validity 3650 -dname "$name" \
      -ext ku:critical=digitalSignature,keyEncipherment "$@"
   key "$signed" -delete -alias ca
}
key spine-ca.p12 -genkeypair -alias ca -keyalg RSA -keysize 2048 -validity 3650 \
   -dname "CN=RTEC Spine sandbox authority" -ext bc:critical=ca:true,pathlen:0 -ext ku:critical=keyCertSign,cRLSign
key spine-ca.p12 -exportcert -alias ca -rfc -file "$new/spine-ca.pem"
signed spine-server.p12 "CN=localhost" -ext eku=serverAuth -ext san=dns:localhost,ip:127.0.0.1
signed spine-tls.p12 "CN=rtec.spine-sandbox.nhs.uk" -ext eku=clientAuth
key spine-trust.p12 -importcert -noprompt -alias ca -file "$new/spine-ca.pem"
rm "$new/keytool.out"

# The folder appears whole or not at all. When two starts race, the second move fails or lands inside the first one's folder.
mv "$new" "$demo" 2>/dev/null || true
rm -rf "$demo/$(basename "$new")"
[ -f "$demo/spine-trust.p12" ]
