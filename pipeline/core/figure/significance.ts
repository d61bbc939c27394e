/** Whether a difference is more than chance makes likely, by a test on counts. It is apart from rating and rank. */
export interface Significance {
  /** With what the council's figure is compared: `England`, a region's name, `last year`. */
  readonly against: string;
  /** How the council's figure differs from that; `cannot say` where the counts don't allow a test. */
  readonly word: 'similar' | 'higher' | 'lower' | 'cannot say';
  /** Between these figures, in the measure's unit, an authority of this size is similar; null where nothing can be said, and of last year. */
  readonly limits: { readonly lower: number; readonly upper: number } | null;
  /**
   * How many times more authorities differ from each other than chance makes them (a variance ratio, 1 at least); the limits are wider by its
   * root. Null of last year where the council's own counts of children and events are compared.
   */
  readonly overdispersion: number | null;
  /** Why nothing can be said; null where something is. */
  readonly why: string | null;
}
