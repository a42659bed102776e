package com.scanium.sightline.alloy.eval;

import com.scanium.sightline.alloy.eval.Value.Secrecy;

/** How strings and secrets meet in an operation: what touches a secret becomes one. */
final class Secrets {
  private Secrets() {}

  /** A value made like the other operand, when one of both is a secret and the other a string. */
  static Value alike(Value value, Value other) {
    if (value instanceof Value.Text text && other instanceof Value.Secret secret) {
      return secret.secrecy() == Secrecy.REVEALED
          ? text
          : new Value.Secret(text.value(), secret.secrecy(), text.origin());
    }
    if (!(value instanceof Value.Secret secret)) {
      return value;
    }
    if (other instanceof Value.Text && secret.secrecy() == Secrecy.REVEALED) {
      return new Value.Text(secret.content(), secret.origin());
    }
    boolean becomesSecret =
        other instanceof Value.Secret kept
            && kept.secrecy() == Secrecy.SECRET
            && secret.secrecy() != Secrecy.SECRET;
    return becomesSecret
        ? new Value.Secret(secret.content(), Secrecy.SECRET, secret.origin())
        : secret;
  }

  /** Two secrets of the same sort, one behind the other. */
  static Value joined(Value.Secret left, Value.Secret right, Origin origin) {
    Secrecy secrecy = left.secrecy() == Secrecy.REVEALED ? right.secrecy() : left.secrecy();
    return new Value.Secret(ByteText.joined(left.content() + right.content()), secrecy, origin);
  }
}
