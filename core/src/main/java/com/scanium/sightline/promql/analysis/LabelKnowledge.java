package com.scanium.sightline.promql.analysis;

import com.scanium.sightline.promql.PromQlExpr;
import com.scanium.sightline.promql.PromQlExpr.Binary;
import com.scanium.sightline.signal.Match;

/** What is known of labels when emptiness is judged. */
interface LabelKnowledge {
  /** Nothing is known. */
  LabelKnowledge NONE =
      new LabelKnowledge() {
        @Override
        public Match has(PromQlExpr expr, String label) {
          return Match.MAY;
        }

        @Override
        public boolean mayBeNative(PromQlExpr expr) {
          return true;
        }

        @Override
        public Match sidesMeet(Binary binary) {
          return Match.MAY;
        }
      };

  /** Whether the series of an expression have a label: all, some perhaps, none. */
  Match has(PromQlExpr expr, String label);

  /** Whether samples of an expression may be native histograms. */
  boolean mayBeNative(PromQlExpr expr);

  /** Whether series of both sides of an operator can match, as far as labels decide. */
  Match sidesMeet(Binary binary);
}
