/** The words that a council uses in place of ours. */
export interface Wording {
  /** What the pack is called before its quarter: "Children’s services performance update". */
  readonly title: string;
  /** What the council calls its cabinet: "Cabinet", "Executive". */
  readonly cabinet: string;
  /** A paragraph of the council's own on the cover; null for none. */
  readonly introduction: string | null;
  /** A line of the council's own at the cover's end and at the foot of every page; null for none. */
  readonly footer: string | null;
}

export const usualWording: Wording = {
  title: 'Children’s services performance update',
  cabinet: 'Cabinet',
  introduction: null,
  footer: null,
};
