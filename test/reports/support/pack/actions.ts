import type { PackInput } from '../../../../reports/input.js';
import { titles } from './strategy.js';

const progress =
  'Signs of Safety has been rolled out to all teams; 84 of 96 practitioners have finished the two-day training and the remaining twelve are booked for February. Families and partners report that plans are clearer. A sample of 30 plans was audited in December: 24 were good or better, the rest lacked a dated contingency, and managers have been asked to fix those by the end of January.';

/** Actions of every status; one with a long text, one without a priority of the strategy's. */
export const actions: PackInput['lists']['actions'] = [
  {
    priority: 'schools-and-learning',
    reference: 'A1',
    action: 'Agree the Council’s future role in education with all schools',
    lead: 'Assistant Director, Schools',
    due: '2018-03-31',
    status: 'on-track',
    progress:
      'Two rounds of meetings with heads and governors were held; the draft goes to the schools forum in January.',
    milestone: 'A further report on the reshaping of the Council’s education role',
    finding: null,
    measure: null,
  },
  {
    priority: 'schools-and-learning',
    reference: 'A2',
    action: 'Support plan for each school below good',
    lead: 'Head of School Improvement',
    due: '2017-11-30',
    status: 'complete',
    progress: 'All four plans are signed.',
    milestone: null,
    finding: 'EA3',
    measure: null,
  },
  {
    priority: titles['safeguarding'] ?? '',
    reference: 'B1',
    action:
      'Roll out Signs of Safety to create better support plans, with greater family engagement',
    lead: 'Assistant Director, Safeguarding',
    due: 'Spring 2018',
    status: 'on-track',
    progress,
    milestone:
      'The development of a detailed multi-agency response to the findings of the Joint Targeted Area Inspection',
    finding: 'SS1',
    measure: null,
  },
  {
    priority: 'safeguarding',
    reference: 'B2',
    action:
      'Production of multi-agency chronologies for children and young people who experience neglect',
    lead: null,
    due: '2017-12-15',
    status: 'behind',
    progress:
      'Partners’ systems don’t share dates yet; a temporary template is in use since November.',
    milestone: 'Chronologies in use in every team',
    finding: 'SS2',
    measure: null,
  },
  {
    priority: 'safeguarding',
    reference: 'B3',
    action: 'Capacity in the Children’s hub',
    lead: 'Head of the Hub',
    due: '2018-02-28',
    status: 'at-risk',
    progress: 'Two of five police posts are vacant.',
    milestone: null,
    finding: null,
    measure: null,
  },
  {
    priority: 'early-help',
    reference: 'D1',
    action: 'Mobilise the new 0 to 19 services and family hubs',
    lead: 'Head of Early Help',
    due: '2018-03-31',
    status: 'on-track',
    progress: 'Three of four hubs are open.',
    milestone:
      'The completion of the mobilisation period for the new 0-19 services and family hubs',
    finding: null,
    measure: null,
  },
  {
    priority: 'early-help',
    reference: 'D2',
    action: 'Early help review',
    lead: 'Head of Early Help',
    due: '2018-03-31',
    status: 'not-started',
    progress: null,
    milestone: 'The completion of the first stages of the early help review',
    finding: null,
    measure: null,
  },
  {
    priority: 'inclusion',
    reference: 'E1',
    action: 'Review of inclusion',
    lead: 'Head of Inclusion',
    due: '2018-06-30',
    status: 'on-track',
    progress: 'Evidence from 31 schools has been gathered.',
    milestone: 'Further evidence gathering around the review of inclusion',
    finding: null,
    measure: null,
  },
  {
    priority: 'workforce',
    reference: 'W1',
    action: 'Recruit six social workers',
    lead: 'Principal Social Worker',
    due: null,
    status: 'on-track',
    progress: 'Four are in post.',
    milestone: null,
    finding: null,
    measure: null,
  },
];
