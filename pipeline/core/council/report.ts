/** A text of the council's own, or who is to write it. */
export interface OwnText {
  /** null: it is still to be written, by each report's author. */
  readonly text: string | null;
  /** Who is to write it, such as "Head of Legal Services"; null where nobody is named. */
  readonly by: string | null;
}

/** What a council's Word documents say of their own accord. */
export interface ReportSettings {
  /** In the order in which the report has them. */
  readonly implications: readonly (OwnText & { readonly heading: string })[];
  readonly consultation: OwnText;
  /** Why the decision is made, as the record of decision gives it. */
  readonly reasons: OwnText;
  readonly alternatives: OwnText;
  /** The council's own template (.docx), in base64; null: ours. */
  readonly template: string | null;
}

const open: OwnText = { text: null, by: null };

/** The headings that councils' reports to cabinet have. */
export const usualReport: ReportSettings = {
  implications: ['Legal', 'Financial', 'Equalities', 'Risk', 'Environment'].map((heading) => ({
    heading,
    ...open,
  })),
  consultation: open,
  reasons: {
    text: 'To ensure that members are aware of progress and issues in children’s services.',
    by: null,
  },
  alternatives: open,
  template: null,
};
