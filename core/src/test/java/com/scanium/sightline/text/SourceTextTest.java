package com.scanium.sightline.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SourceTextTest {
  @Test
  void linesEndAtAnyLineTerminator() {
    SourceText text = SourceText.of("a b/c.txt", "one\r\ntwo\rthree\nfour");

    assertThat(text.lineCount()).isEqualTo(4);
    assertThat(text.line(2)).isEqualTo("two");
    assertThat(text.location(new Span(9, 14))).hasToString("a b/c.txt:3:1");
    assertThat(text.location(new Span(9, 14)).endColumn()).hasValue(6);
    assertThat(text.lineAt(19)).isEqualTo(4);
  }

  @Test
  void mapsChainBackToWhatWasTyped() {
    // typed: "a\nb$x" where \n is an escape (2 chars) and $x stands for "long"
    OffsetMap unescaped =
        OffsetMap.builder().copied(0, 10).fixed(1, 11).copied(2, 13).copied(3, 14).build();
    OffsetMap interpolated = OffsetMap.builder().copied(0, 0).fixed(3, 3).copied(7, 5).build();

    OffsetMap both = interpolated.andThen(unescaped);

    assertThat(both.toOriginal(0)).isEqualTo(10);
    assertThat(both.toOriginal(1)).isEqualTo(11);
    assertThat(both.toOriginal(2)).isEqualTo(13);
    assertThat(both.toOriginal(5)).isEqualTo(14);
    assertThat(both.toOriginal(7)).isEqualTo(16);
    assertThat(both.toOriginal(new Span(0, 2))).isEqualTo(new Span(10, 13));
  }
}
