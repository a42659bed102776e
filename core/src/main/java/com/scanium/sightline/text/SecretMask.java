package com.scanium.sightline.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what looks like a secret in a line of somebody's file, so that an excerpt can leave it out.
 *
 * <p>Secrets are the passwords of URLs ({@code http://user:secret@host}, also without scheme) and
 * the values of keys that speak of passwords, tokens, secrets, API keys or credentials, in YAML,
 * JSON, Alloy and environment files. A variable such as {@code ${TOKEN}} or {@code $TOKEN} is no
 * secret, and neither is a reference such as {@code sys.env("TOKEN")}. Rather one word too many is
 * masked than one too few.
 */
public final class SecretMask {
  /** What stands in the place of a secret. */
  public static final String MASK = "***";

  private static final Pattern IN_URL = Pattern.compile("://[^/\\s:@\"']*:([^/\\s@\"']+)@");

  /** An address without scheme, {@code user:secret@host}, on its own or in quotes. */
  private static final Pattern IN_ADDRESS =
      Pattern.compile("(?:^|[\"'])[^\\s:@/\"']+:([^\\s@/\"']+)@[\\w\\[]");

  private static final Pattern IN_HEADER =
      Pattern.compile("(?i)\\b(?:bearer|basic)\\s+([A-Za-z0-9+/=._~-]{8,})");
  private static final Pattern BEHIND_KEY =
      Pattern.compile(
          "(?i)[\\w.-]*(?:password|passwd|passphrase|secret|secret[_-]?key|token|api[_-]?key|access[_-]?key"
              + "|private[_-]?key|credentials?)\\d*[\"']?\\s*[:=]\\s*"
              + "(?:\"([^\"]+)\"|'([^']+)'|([^\\s\"',}\\]]+))");

  private SecretMask() {}

  /** The line with each secret replaced by {@link #MASK}. */
  public static String mask(String line) {
    StringBuilder out = new StringBuilder();
    int from = 0;
    for (Span secret : secrets(line)) {
      out.append(line, from, secret.start()).append(MASK);
      from = secret.end();
    }
    return out.append(line, from, line.length()).toString();
  }

  /** Where the secrets stand, in order, without overlaps. */
  public static List<Span> secrets(String line) {
    List<Span> found = new ArrayList<>();
    collect(IN_URL.matcher(line), found);
    collect(IN_ADDRESS.matcher(line), found);
    collect(IN_HEADER.matcher(line), found);
    collect(BEHIND_KEY.matcher(line), found);
    found.sort((one, other) -> Integer.compare(one.start(), other.start()));
    List<Span> apart = new ArrayList<>();
    for (Span span : found) {
      int last = apart.size() - 1;
      if (last >= 0 && span.start() < apart.get(last).end()) {
        apart.set(last, apart.get(last).union(span));
      } else {
        apart.add(span);
      }
    }
    return apart;
  }

  private static void collect(Matcher matcher, List<Span> into) {
    while (matcher.find()) {
      for (int group = 1; group <= matcher.groupCount(); group++) {
        if (matcher.start(group) >= 0 && isSecret(matcher, group)) {
          into.add(new Span(matcher.start(group), matcher.end(group)));
        }
      }
    }
  }

  private static boolean isSecret(Matcher matcher, int group) {
    String value = matcher.group(group);
    boolean variable = value.startsWith("$") || value.startsWith("{{");
    boolean reference = group == 3 && (value.contains("(") || value.matches("[\\[{|>&*].*"));
    boolean queryText = value.startsWith("~") || value.startsWith("=");
    return !variable && !reference && !queryText;
  }
}
