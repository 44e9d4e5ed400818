"""Opens and makes tokens with Python's cryptography: JSON in, JSON out. Knows the formats from their description alone."""
import base64, json, struct, sys
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

asked = json.load(sys.stdin)
fernet = Fernet(asked["key"])


def from_base64url(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def open_gcm(row):
    _, version, kid, encoded = row["token"].split(":")
    parts = [version, kid, row["tenant"], row["source"], row["stream"], row["field"]]
    aad = b"".join(struct.pack(">I", len(part.encode())) + part.encode() for part in parts)
    sealed = from_base64url(encoded)
    plain = AESGCM(base64.b64decode(asked["keys"][kid])).decrypt(sealed[:12], sealed[12:], aad)
    kind, text = plain[:1], plain[1:].decode()
    return text if kind == b"t" else json.loads(text)


answer = {
    "opened": [base64.b64encode(fernet.decrypt(token.encode())).decode() for token in asked["bare"]],
    "unwrapped": [
        base64.b64encode(fernet.decrypt(base64.b64decode(text))).decode() for text in asked["wrapped"]
    ],
    "bare": [fernet.encrypt(base64.b64decode(message)).decode() for message in asked["messages"]],
    "wrapped": [
        base64.b64encode(fernet.encrypt(base64.b64decode(message))).decode()
        for message in asked["messages"]
    ],
    "values": [open_gcm(row) for row in asked["gcm"]],
}
json.dump(answer, sys.stdout)
