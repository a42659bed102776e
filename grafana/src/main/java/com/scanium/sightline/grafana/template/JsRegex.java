package com.scanium.sightline.grafana.template;

import com.scanium.sightline.grafana.template.JsRegexNode.Edge;
import com.scanium.sightline.grafana.template.JsRegexParser.InvalidPattern;
import com.scanium.sightline.grafana.template.JsRegexProgram.Instruction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression with JavaScript's meaning (leftmost, backtracking, look-around, named
 * groups), as a variable's {@code regex} has it. Bounded: a search that takes too many steps ends
 * with {@link StepLimit}, and nothing recurses with the input. Immutable.
 */
final class JsRegex {
  /** A search that was given up because it takes too long. */
  static final class StepLimit extends Exception {
    private static final long serialVersionUID = 1L;

    StepLimit() {
      super("the regular expression takes too many steps", null, false, false);
    }
  }

  /**
   * One match: what each group captured, group 0 being the whole; null where it captured nothing.
   */
  record Match(List<@Nullable String> groups, Map<String, @Nullable String> named) {}

  private static final Pattern SLASHES = Pattern.compile("/([^\\n\\r\\u2028\\u2029]*?)/(g?i?m?y?)");
  private static final int MAX_STEPS = 500_000;
  private static final int MAX_PENDING = 100_000;

  private final JsRegexProgram program;
  private final int groups;
  private final Map<String, List<Integer>> names;
  private final boolean global;
  private final boolean ignoreCase;
  private final boolean multiline;
  private final boolean sticky;

  private JsRegex(JsRegexParser.Parsed parsed, String flags) throws InvalidPattern {
    this.program = JsRegexProgram.compile(parsed.root(), parsed.groups());
    this.groups = parsed.groups() + 1;
    this.names = parsed.names();
    this.global = flags.contains("g");
    this.ignoreCase = flags.contains("i");
    this.multiline = flags.contains("m");
    this.sticky = flags.contains("y");
  }

  /**
   * Reads a variable's {@code regex}: {@code /pattern/flags}, or a bare pattern, which then has to
   * match the whole text.
   *
   * @throws InvalidPattern with the message that a browser shows
   */
  static JsRegex parse(String text) throws InvalidPattern {
    String pattern = "^" + text + "$";
    String flags = "";
    if (text.startsWith("/")) {
      Matcher slashes = SLASHES.matcher(text);
      if (!slashes.matches()) {
        throw new InvalidPattern("'" + text + "' is not a valid regular expression.");
      }
      pattern = slashes.group(1);
      flags = slashes.group(2);
    }
    try {
      return new JsRegex(JsRegexParser.parse(pattern), flags);
    } catch (InvalidPattern e) {
      throw new InvalidPattern(
          "Invalid regular expression: /" + pattern + "/" + flags + ": " + e.getMessage());
    }
  }

  /** The first match, or with flag {@code g} all of them. */
  List<Match> matches(String text) throws StepLimit {
    List<Match> found = new ArrayList<>();
    int[] budget = {MAX_STEPS};
    int from = 0;
    while (from <= text.length()) {
      int[] registers = search(text, from, budget);
      if (registers == null) {
        break;
      }
      found.add(match(text, registers));
      if (!global) {
        break;
      }
      from = registers[1] > registers[0] ? registers[1] : registers[1] + 1;
    }
    return found;
  }

  private Match match(String text, int[] registers) {
    List<@Nullable String> captured = new ArrayList<>();
    for (int group = 0; group < groups; group++) {
      captured.add(captured(text, registers, group));
    }
    Map<String, @Nullable String> named = new LinkedHashMap<>();
    names.forEach((name, numbers) -> named.put(name, captured.get(numbers.get(0))));
    return new Match(captured, named);
  }

  private static @Nullable String captured(String text, int[] registers, int group) {
    int start = registers[2 * group];
    int end = registers[2 * group + 1];
    return start < 0 || end < 0 ? null : text.substring(start, end);
  }

  private int @Nullable [] search(String text, int from, int[] budget) throws StepLimit {
    for (int start = from; start <= text.length(); start++) {
      int[] registers = new int[program.registers()];
      Arrays.fill(registers, -1);
      int[] result = run(text, 0, start, registers, budget);
      if (result != null) {
        result[0] = start;
        return result;
      }
      if (sticky) {
        break;
      }
    }
    return null;
  }

  /** A state to come back to. */
  private static final class Pending {
    final int pc;
    final int at;
    final int[] registers;

    Pending(int pc, int at, int[] registers) {
      this.pc = pc;
      this.at = at;
      this.registers = registers;
    }
  }

  /** Runs to a match; the end of the match is in register 1. */
  private int @Nullable [] run(
      String text, int startPc, int startAt, int[] startRegisters, int[] budget) throws StepLimit {
    Deque<Pending> pending = new ArrayDeque<>();
    pending.push(new Pending(startPc, startAt, startRegisters));
    while (!pending.isEmpty()) {
      Pending state = pending.pop();
      int pc = state.pc;
      int at = state.at;
      int[] registers = state.registers;
      while (pc >= 0) {
        if (--budget[0] < 0 || pending.size() > MAX_PENDING) {
          throw new StepLimit();
        }
        Instruction step = program.at(pc);
        switch (step.op()) {
          case MATCH -> {
            int[] result = registers.clone();
            result[1] = at;
            return result;
          }
          case JUMP -> pc = step.a();
          case SPLIT -> {
            pending.push(new Pending(step.b(), at, registers));
            pc = step.a();
          }
          case SAVE, MARK -> {
            registers = registers.clone();
            registers[step.a()] = at;
            pc++;
          }
          case FORGET -> {
            registers = registers.clone();
            Arrays.fill(registers, 2 * step.a(), 2 * step.b(), -1);
            pc++;
          }
          case PROGRESS -> pc = registers[step.a()] == at ? -1 : pc + 1;
          case EDGE -> pc = isEdge((Edge.Kind) step.data(), text, at) ? pc + 1 : -1;
          case LOOK -> {
            int[] seen = run(text, step.a(), at, registers, budget);
            boolean negative = Boolean.TRUE.equals(step.data());
            if (negative == (seen == null)) {
              registers = seen == null ? registers : keepingEnd(seen, registers);
              pc = step.b();
            } else {
              pc = -1;
            }
          }
          case BACK_REFERENCE -> {
            int next = backReference(step, text, at, registers);
            at = Math.max(next, 0);
            pc = next < 0 ? -1 : pc + 1;
          }
          case LITERAL, CHARS -> {
            int index = step.backward() ? at - 1 : at;
            boolean accepted =
                index >= 0 && index < text.length() && accepts(step, text.charAt(index));
            at = step.backward() ? at - 1 : at + 1;
            pc = accepted ? pc + 1 : -1;
          }
        }
      }
    }
    return null;
  }

  private static int[] keepingEnd(int[] seen, int[] before) {
    seen[1] = before[1];
    return seen;
  }

  private boolean accepts(Instruction step, char c) {
    if (step.data() instanceof JsCharSet set) {
      return set.contains(c)
          || (ignoreCase
              && (set.contains(Character.toUpperCase(c))
                  || set.contains(Character.toLowerCase(c))));
    }
    return same((char) step.a(), c);
  }

  private boolean same(char left, char right) {
    return left == right
        || (ignoreCase && Character.toUpperCase(left) == Character.toUpperCase(right));
  }

  private int backReference(Instruction step, String text, int at, int[] registers) {
    if (!(step.data() instanceof List<?> numbers) || !(numbers.get(0) instanceof Integer group)) {
      return at;
    }
    String wanted = captured(text, registers, group);
    if (wanted == null) {
      return at;
    }
    int from = step.backward() ? at - wanted.length() : at;
    if (from < 0 || from + wanted.length() > text.length()) {
      return -1;
    }
    for (int i = 0; i < wanted.length(); i++) {
      if (!same(wanted.charAt(i), text.charAt(from + i))) {
        return -1;
      }
    }
    return step.backward() ? from : from + wanted.length();
  }

  private boolean isEdge(Edge.Kind kind, String text, int at) {
    return switch (kind) {
      case START -> at == 0 || (multiline && isLineEnd(text.charAt(at - 1)));
      case END -> at == text.length() || (multiline && isLineEnd(text.charAt(at)));
      case WORD -> isWord(text, at - 1) != isWord(text, at);
      case NOT_WORD -> isWord(text, at - 1) == isWord(text, at);
    };
  }

  private static boolean isLineEnd(char c) {
    return !JsCharSet.NOT_LINE_END.contains(c);
  }

  private static boolean isWord(String text, int index) {
    return index >= 0 && index < text.length() && JsCharSet.WORD.contains(text.charAt(index));
  }
}
