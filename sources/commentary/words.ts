/** The headings that a return of commentary uses, by what is written under them. */
export const MEASURE = [
  'Measure',
  'Measure name',
  'Performance measure',
  'Indicator',
  'Performance indicator',
] as const;
export const QUARTER = ['Quarter', 'Reporting quarter', 'Period', 'Reporting period'] as const;
export const WHAT_HAPPENED = [
  'What happened',
  'What has happened',
  'What the figure shows',
  'What does the figure show',
] as const;
export const WHY = ['Why', 'Why it happened', 'Why did it happen', 'Reason', 'Reasons'] as const;
export const WHAT_IS_DONE = [
  'What is being done',
  'What we are doing',
  'What are we doing',
  'Action being taken',
  'Actions being taken',
] as const;
export const BACK_ON_TARGET = [
  'Back on target by',
  'Back on track by',
  'When it will be back on target',
  'Expected back on target',
] as const;
export const AUTHOR = ['Author', 'Written by', 'Commentary by', 'Owner', 'Name'] as const;
export const WRITTEN = ['Date', 'Date written', 'Written on', 'Date of commentary'] as const;

/** Headings that the template fills in for the author to read, and others of such tables. */
export const UNREAD: readonly (string | RegExp)[] = [
  /^(latest figure|target|status|rag|brag|rating|priority|lead)\b/i,
  /^(what was said )?last quarter\b/i,
  /^(ref|reference|no\.?|number)$/i,
];
