package com.scanium.sightline.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Holds a document against the part of JSON Schema that our own schema uses. */
final class SchemaCheck {
  private final JsonNode schema;
  private final List<String> violations = new ArrayList<>();

  private SchemaCheck(JsonNode schema) {
    this.schema = schema;
  }

  /** What in the document breaks the schema, by JSON pointer; empty when nothing does. */
  static List<String> violations(JsonNode schema, JsonNode document) {
    SchemaCheck check = new SchemaCheck(schema);
    check.check(schema, document, "");
    return check.violations;
  }

  private JsonNode resolved(JsonNode rule) {
    return rule.has("$ref") ? resolved(schema.at(rule.get("$ref").asString().substring(1))) : rule;
  }

  private void check(JsonNode rule, JsonNode value, String at) {
    check(resolved(rule), value, at, null);
  }

  /** The description of a member, in a rule or in those that it is made of. */
  private @Nullable JsonNode member(JsonNode rule, String name) {
    JsonNode own = rule.path("properties").path(name);
    if (!own.isMissingNode()) {
      return own;
    }
    for (JsonNode part : rule.path("allOf")) {
      JsonNode inherited = member(resolved(part), name);
      if (inherited != null) {
        return inherited;
      }
    }
    JsonNode others = rule.path("additionalProperties");
    return others.isMissingNode() ? null : others;
  }

  /**
   * Checks a value.
   *
   * @param whole the rule that this one is a part of; it looks at the members, null when none
   */
  private void check(JsonNode rule, JsonNode value, String at, @Nullable JsonNode whole) {
    if (rule.has("const") && !rule.get("const").equals(value)) {
      violations.add(at + " is not " + rule.get("const"));
    }
    if (rule.has("enum") && !contains(rule.get("enum"), value)) {
      violations.add(at + " is none of " + rule.get("enum"));
    }
    if (rule.has("type") && !hasType(rule.get("type"), value)) {
      violations.add(at + " is no " + rule.get("type"));
      return;
    }
    if (rule.has("pattern") && !value.asString().matches(rule.get("pattern").asString())) {
      violations.add(at + " does not match " + rule.get("pattern"));
    }
    if (rule.has("minimum")
        && value.isNumber()
        && value.asDouble() < rule.get("minimum").asDouble()) {
      violations.add(at + " is below " + rule.get("minimum"));
    }
    for (JsonNode name : rule.path("required")) {
      if (!value.has(name.asString())) {
        violations.add(at + " has no " + name);
      }
    }
    for (JsonNode part : rule.path("allOf")) {
      check(resolved(part), value, at, rule);
    }
    if (whole == null && value.isObject()) {
      for (String name : List.copyOf(value.propertyNames())) {
        JsonNode member = member(rule, name);
        if (member == null) {
          violations.add(at + "/" + name + " is not described");
        } else {
          check(member, value.get(name), at + "/" + name);
        }
      }
    }
    for (int i = 0; value.isArray() && i < value.size(); i++) {
      check(rule.get("items"), value.get(i), at + "/" + i);
    }
  }

  private static boolean contains(JsonNode options, JsonNode value) {
    for (JsonNode option : options) {
      if (option.equals(value)) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasType(JsonNode type, JsonNode value) {
    if (type.isArray()) {
      for (JsonNode option : type) {
        if (hasType(option, value)) {
          return true;
        }
      }
      return false;
    }
    return switch (type.asString()) {
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "string" -> value.isString();
      case "boolean" -> value.isBoolean();
      case "integer" -> value.isIntegralNumber();
      case "number" -> value.isNumber();
      case "null" -> value.isNull();
      default -> throw new IllegalArgumentException("type " + type + " is not supported here");
    };
  }
}
