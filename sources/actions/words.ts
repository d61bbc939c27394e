/** The headings that action plans use, by what is under them. */
export const PRIORITY = [
  'Priority',
  'Strategic priority',
  'Objective',
  'Outcome',
  'Theme',
  'Area for improvement',
] as const;
export const REFERENCE = [
  'Ref',
  'Ref.',
  'Reference',
  'Action ref',
  'Action no',
  'No',
  'No.',
] as const;
export const ACTION = [
  'Action',
  'Actions',
  'Key action',
  'Key actions',
  'What will we do',
  'What we will do',
  'Task',
] as const;
export const LEAD = [
  'Lead',
  'Lead officer',
  'Action lead',
  'Owner',
  'Responsible officer',
  'Responsible',
  'Who',
  'By whom',
  'Lead(s)',
  'Lead person',
  'Responsible person',
] as const;
export const DUE = [
  'Due',
  'Due date',
  'Date due',
  'Target date',
  'Completion date',
  'Timescale',
  'Deadline',
  'By when',
  'Target completion date',
  'Timescales',
  'When',
] as const;
export const STATUS = ['Status', 'Progress status', 'Current status'] as const;
/** A colour, or the words for it; some plans have it next to a status in words. */
export const RAG = [
  'RAG',
  'BRAG',
  'RAG status',
  'RAG rating',
  'BRAG status',
  'BRAG rating',
  'Status (RAG)',
  'Status (BRAG)',
  'RAG (status)',
  'Overall RAG',
  'Current RAG',
  'Current RAG status',
  'Current RAG rating',
] as const;
export const PROGRESS = [
  'Progress',
  'Progress commentary',
  'Progress update',
  'Progress this quarter',
  'Progress to date',
  'Progress and commentary',
  'Commentary',
  'Comments',
  'Update',
] as const;
export const MILESTONE = [
  'Milestone for the next quarter',
  'Milestone for next quarter',
  'Next quarter milestone',
  "Next quarter's milestone",
  'Milestone',
  'Milestones',
  'Milestone(s)',
  'Next milestone',
  'Next steps',
  'Next quarter',
] as const;
export const FINDING = [
  'Finding reference',
  'Finding ref',
  'Finding',
  'Inspection finding',
  'Recommendation',
  'Recommendation ref',
] as const;

export const MEASURE = [
  'Measure answered',
  'Measures answered',
  'Measure',
  'Performance measure',
  'Indicator answered',
] as const;

/** Headings of action plans that the pack has no place for. */
export const UNREAD: readonly (string | RegExp)[] = [
  /^(start date|date started|success (criteria|measures?)|impact|evidence|resources?|cost|risk|previous (status|rag))\b/i,
  /^how will we know/i,
];
