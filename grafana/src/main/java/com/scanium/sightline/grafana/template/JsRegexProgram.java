package com.scanium.sightline.grafana.template;

import com.scanium.sightline.grafana.template.JsRegexNode.BackReference;
import com.scanium.sightline.grafana.template.JsRegexNode.Capture;
import com.scanium.sightline.grafana.template.JsRegexNode.Chars;
import com.scanium.sightline.grafana.template.JsRegexNode.Choice;
import com.scanium.sightline.grafana.template.JsRegexNode.Edge;
import com.scanium.sightline.grafana.template.JsRegexNode.Literal;
import com.scanium.sightline.grafana.template.JsRegexNode.Look;
import com.scanium.sightline.grafana.template.JsRegexNode.Repeat;
import com.scanium.sightline.grafana.template.JsRegexNode.Sequence;
import com.scanium.sightline.grafana.template.JsRegexParser.InvalidPattern;
import java.util.ArrayList;
import java.util.List;

/**
 * The instructions that a JavaScript regular expression becomes. Loops with counts are written out,
 * so that the machine needs no counters; a pattern that grows too large that way is refused.
 */
final class JsRegexProgram {
  /** What the machine can do. */
  enum Op {
    LITERAL,
    CHARS,
    EDGE,
    BACK_REFERENCE,
    SAVE,
    FORGET,
    SPLIT,
    JUMP,
    MARK,
    PROGRESS,
    LOOK,
    MATCH
  }

  /**
   * One instruction; what {@code a}, {@code b} and {@code data} mean depends on the operation.
   *
   * @param backward whether it takes characters towards the start, as inside a look-behind
   */
  record Instruction(Op op, int a, int b, boolean backward, Object data) {}

  private static final int MAX_SIZE = 20_000;

  private final List<Instruction> code = new ArrayList<>();
  private int registers;

  private JsRegexProgram(int registers) {
    this.registers = registers;
  }

  static JsRegexProgram compile(JsRegexNode root, int groups) throws InvalidPattern {
    JsRegexProgram program = new JsRegexProgram(2 * (groups + 1));
    program.emit(root, false);
    program.add(Op.MATCH, 0, 0, false, "");
    return program;
  }

  Instruction at(int index) {
    return code.get(index);
  }

  int registers() {
    return registers;
  }

  private int add(Op op, int a, int b, boolean backward, Object data) throws InvalidPattern {
    if (code.size() >= MAX_SIZE) {
      throw new InvalidPattern("Regular expression too large");
    }
    code.add(new Instruction(op, a, b, backward, data));
    return code.size() - 1;
  }

  private void set(int index, Op op, int a, int b) {
    Instruction old = code.get(index);
    code.set(index, new Instruction(op, a, b, old.backward(), old.data()));
  }

  private void emit(JsRegexNode node, boolean backward) throws InvalidPattern {
    if (node instanceof Literal literal) {
      add(Op.LITERAL, literal.c(), 0, backward, "");
    } else if (node instanceof Chars chars) {
      add(Op.CHARS, 0, 0, backward, chars.set());
    } else if (node instanceof Edge edge) {
      add(Op.EDGE, 0, 0, backward, edge.kind());
    } else if (node instanceof BackReference reference) {
      add(Op.BACK_REFERENCE, 0, 0, backward, reference.groups());
    } else if (node instanceof Sequence sequence) {
      int size = sequence.parts().size();
      for (int i = 0; i < size; i++) {
        emit(sequence.parts().get(backward ? size - 1 - i : i), backward);
      }
    } else if (node instanceof Capture capture) {
      add(Op.SAVE, 2 * capture.index() + (backward ? 1 : 0), 0, backward, "");
      emit(capture.body(), backward);
      add(Op.SAVE, 2 * capture.index() + (backward ? 0 : 1), 0, backward, "");
    } else if (node instanceof Choice choice) {
      emitChoice(choice, backward);
    } else if (node instanceof Repeat repeat) {
      emitRepeat(repeat, backward);
    } else if (node instanceof Look look) {
      int start = add(Op.LOOK, 0, 0, backward, look.negative());
      emit(look.body(), !look.ahead());
      int end = add(Op.MATCH, 0, 0, backward, "");
      set(start, Op.LOOK, start + 1, end + 1);
    }
  }

  private void emitChoice(Choice choice, boolean backward) throws InvalidPattern {
    List<Integer> jumps = new ArrayList<>();
    int last = choice.alternatives().size() - 1;
    for (int i = 0; i < last; i++) {
      int split = add(Op.SPLIT, 0, 0, backward, "");
      emit(choice.alternatives().get(i), backward);
      jumps.add(add(Op.JUMP, 0, 0, backward, ""));
      set(split, Op.SPLIT, split + 1, code.size());
    }
    emit(choice.alternatives().get(last), backward);
    for (int jump : jumps) {
      set(jump, Op.JUMP, code.size(), 0);
    }
  }

  private void emitRepeat(Repeat repeat, boolean backward) throws InvalidPattern {
    for (int i = 0; i < repeat.min(); i++) {
      emitTurn(repeat, backward);
    }
    if (repeat.max() == Integer.MAX_VALUE) {
      int mark = registers++;
      int split = add(Op.SPLIT, 0, 0, backward, "");
      add(Op.MARK, mark, 0, backward, "");
      emitTurn(repeat, backward);
      add(Op.PROGRESS, mark, 0, backward, "");
      add(Op.JUMP, split, 0, backward, "");
      split(split, repeat.greedy());
      return;
    }
    List<Integer> splits = new ArrayList<>();
    for (int i = repeat.min(); i < repeat.max(); i++) {
      int mark = registers++;
      splits.add(add(Op.SPLIT, 0, 0, backward, ""));
      add(Op.MARK, mark, 0, backward, "");
      emitTurn(repeat, backward);
      add(Op.PROGRESS, mark, 0, backward, "");
    }
    for (int split : splits) {
      split(split, repeat.greedy());
    }
  }

  private void split(int index, boolean greedy) {
    int body = index + 1;
    int exit = code.size();
    set(index, Op.SPLIT, greedy ? body : exit, greedy ? exit : body);
  }

  private void emitTurn(Repeat repeat, boolean backward) throws InvalidPattern {
    if (repeat.groupEnd() > repeat.firstGroup()) {
      add(Op.FORGET, repeat.firstGroup(), repeat.groupEnd(), backward, "");
    }
    emit(repeat.body(), backward);
  }
}
