import { type WorkbookCell, workbookBytes } from '../../pipeline/core/xlsx/plain-workbook.js';

interface Action {
  readonly priority: string;
  readonly reference: string;
  readonly action: string;
  readonly lead: string;
  /** A day, or words such as "Spring 2018". */
  readonly due: WorkbookCell;
  readonly status: string;
  readonly progress: string;
  readonly milestone: string | null;
  readonly finding: string | null;
  /** Code of the measure that it answers. */
  readonly measure?: string;
}

/**
 * The action plan of October to December 2017. What Signs of Safety, the Joint Targeted Area Inspection and "Quarter 4
 * would see" say is from the cabinet's record of 15 February 2018; leads, other actions and dates are invented.
 */
const ACTIONS: readonly Action[] = [
  {
    priority: 'schools-and-learning',
    reference: 'SL1',
    action: 'Challenge and support the schools that are not yet good',
    lead: 'Assistant Director, Schools and SEN',
    due: { day: '2018-08-31' },
    status: 'On track',
    progress:
      'Every primary and secondary school below good has a support plan that is reviewed each half term.',
    milestone: null,
    finding: 'APA2006-I5',
  },
  {
    priority: 'schools-and-learning',
    reference: 'SL2',
    action: "Reshape the Council's education role",
    lead: "Director of Children's Services",
    due: { day: '2018-03-31' },
    status: 'On track',
    progress: 'Options for the future role have been discussed with head teachers and governors.',
    milestone: "A further report on the reshaping of the Council's education role",
    finding: null,
  },
  {
    priority: 'safeguarding',
    reference: 'SG1',
    action: 'Roll out Signs of Safety across all social work teams',
    lead: 'Assistant Director, Safeguarding and Looked After Children',
    due: { day: '2018-09-30' },
    status: 'On track',
    progress:
      'The roll-out continues with success: better support plans, and families more engaged in making them.',
    milestone: null,
    finding: null,
    measure: 'repeat-plans',
  },
  {
    priority: 'safeguarding',
    reference: 'SG2',
    action: 'Respond to the Joint Targeted Area Inspection: quality of plans and supervision',
    lead: 'Assistant Director, Safeguarding and Looked After Children',
    due: 'Spring 2018',
    status: 'At risk',
    progress: 'The inspection named the quality of plans and of supervision as an area of focus.',
    milestone:
      'The development of a detailed multi agency response to the findings of the Joint Targeted Area Inspection',
    finding: 'JTAI-1',
  },
  {
    priority: 'safeguarding',
    reference: 'SG3',
    action:
      'Produce chronologies, multi-agency ones above all, for children who experience neglect',
    lead: 'Principal Social Worker',
    due: 'Spring 2018',
    status: 'At risk',
    progress:
      'The inspection named chronologies as an area of focus; a shared format is being tried in two teams.',
    milestone: null,
    finding: 'JTAI-2',
  },
  {
    priority: 'safeguarding',
    reference: 'SG4',
    action: "Settle partners' capacity in the Children's Hub",
    lead: "Children's Hub Manager",
    due: { day: '2018-02-28' },
    status: 'Behind',
    progress:
      'The inspection named capacity as an issue, for Cleveland Police and the North Tees and Hartlepool Foundation Trust especially.',
    milestone: null,
    finding: 'JTAI-3',
  },
  {
    priority: 'early-help',
    reference: 'EH1',
    action: 'Mobilise the new 0-19 services and family hubs',
    lead: 'Assistant Director, Early Help, Partnership and Planning',
    due: { day: '2018-03-31' },
    status: 'On track',
    progress: 'Contracts are let, and buildings for the family hubs are agreed.',
    milestone:
      'The completion of the mobilisation period for the new 0-19 services and family hubs',
    finding: null,
  },
  {
    priority: 'early-help',
    reference: 'EH2',
    action: 'Review early help',
    lead: 'Assistant Director, Early Help, Partnership and Planning',
    due: 'Summer 2018',
    status: 'On track',
    progress: 'Interviews with partners are done; the findings are being written up.',
    milestone: 'The completion of the first stages of the early help review',
    finding: null,
  },
  {
    priority: 'children-looked-after',
    reference: 'LA1',
    action: 'Increase the choice of local placements, so that fewer children move',
    lead: 'Service Manager, Placements',
    due: { day: '2018-12-31' },
    status: 'On track',
    progress: 'Eleven fostering households were approved since April.',
    milestone: null,
    finding: null,
  },
  {
    priority: 'children-looked-after',
    reference: 'LA2',
    action: "Keep every children's home that the council runs good or outstanding",
    lead: 'Service Manager, Residential',
    due: { day: '2018-03-31' },
    status: 'On track',
    progress: 'Inspections this year confirmed the grades of the homes.',
    milestone: null,
    finding: null,
  },
  {
    priority: 'children-looked-after',
    reference: 'LA3',
    action: 'Open supported lodgings for care leavers who would be homeless',
    lead: 'Team Manager, Leaving Care',
    due: { day: '2017-12-31' },
    status: 'Complete',
    progress: 'Six places opened in October; four are taken.',
    milestone: null,
    finding: 'APA2006-I7',
  },
  {
    priority: 'inclusion',
    reference: 'IN1',
    action: 'Review inclusion, from early years to post-16',
    lead: 'Assistant Director, Schools and SEN',
    due: 'Autumn 2018',
    status: 'On track',
    progress:
      'Head teachers and parents were heard; exclusions are being looked at school by school.',
    milestone: 'Further evidence gathering around the review of inclusion',
    finding: null,
  },
  {
    priority: 'inclusion',
    reference: 'IN2',
    action: 'Complete the transfer of statements to education, health and care plans',
    lead: 'SEN Manager',
    due: { day: '2018-03-31' },
    status: 'At risk',
    progress: 'Fewer than one in ten are still to transfer; two posts are vacant.',
    milestone: null,
    finding: null,
  },
];

/** The action plan as an Excel return: a title, an empty line, the headings, an action a row. */
export function actionsBytes(): Uint8Array {
  const title = "Children's Services Strategy 2017-20: action plan, position at 31 December 2017";
  return workbookBytes([
    {
      name: 'Action plan',
      rows: [
        [title],
        [],
        [
          'Priority',
          'Ref',
          'Action',
          'Lead',
          'Due',
          'Status',
          'Progress commentary',
          'Milestone for the next quarter',
          'Finding reference',
          'Measure answered',
        ],
        ...ACTIONS.map((each) => [
          each.priority,
          each.reference,
          each.action,
          each.lead,
          each.due,
          each.status,
          each.progress,
          each.milestone,
          each.finding,
          each.measure ?? null,
        ]),
      ],
    },
  ]);
}
