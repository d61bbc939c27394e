import type { DraftReturn } from '../write-demo-returns.js';

/** A cabinet's paper as a demo: the settings, strategy and invented returns from which its figures come out. */
export interface PaperDemo {
  readonly id: string;
  /** What it shows, for the command's help. */
  readonly about: string;
  readonly quarter: string;
  /** The demo's own clock, so that its pack is the same everywhere. */
  readonly runAt: string;
  readonly configuration: string;
  /** File name to text. */
  readonly strategies: Readonly<Record<string, string>>;
  readonly returns: readonly DraftReturn[];
}

/** The settings of a paper's workspace. */
export function paperConfiguration(settings: {
  readonly authority: string;
  readonly council: string;
  readonly quarter: string;
  readonly meeting: string;
  /** Other meetings of the cabinet. */
  readonly meetings?: readonly string[];
  /** What the report says of the council's own accord, as YAML under `report`. */
  readonly report?: string;
}): string {
  return `# quarterly: the settings of a demo. The council and its paper are real; what is not in the paper is invented.
authority: ${settings.authority}

council:
  name: ${settings.council}
  contact: performance@example.org
  # Every sheet, page and file of a pack says so.
  figures: invented

warehouse: warehouse.sqlite

# Assessments come once a year, the action plan each quarter.
returns:
  annual-assessments: { due: 20 working days, owner: Policy team <policy@example.org>, required: true }
  actions: { due: 20 working days, owner: Policy team <policy@example.org>, required: true }

calendar:
  # The cabinet meeting that takes the report.
  cabinet:
    ${settings.quarter}: ${settings.meeting}
  meetings: [${(settings.meetings ?? []).join(', ')}]
  # Call-in ends at midnight on the sixth working day after it.
  call_in: 6 working days
${settings.report ?? ''}`;
}

/** A strategy that follows an assessment's grades, and its place among the authorities where it is known. */
export function assessmentStrategy(settings: {
  readonly id: string;
  readonly title: string;
  readonly lead: string;
  readonly judgements: readonly string[];
  readonly withPosition: boolean;
}): string {
  const grades = settings.judgements
    .map(
      (judgement) => `      - measure: annual-assessment-grades
        basis: annual
        breakdown: framework:apa,judgement:${judgement}
        target: 3
`,
    )
    .join('');
  const position = settings.withPosition
    ? `      - measure: position-among-authorities
        basis: annual
        breakdown: framework:apa
`
    : '';
  return `# For the demo: the target, grade 3 (consistently above minimum requirements), is invented.
id: ${settings.id}
title: ${settings.title}
priorities:
  - id: assessment
    title: Annual performance assessment of children's services
    short_title: Annual assessment
    lead: ${settings.lead}
    measures:
${grades}${position}`;
}
