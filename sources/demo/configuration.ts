import { demoAuthority } from './timeline.js';

/** The text of the demo workspace's quarterly.yaml, commented for whoever opens it. */
export function demoConfiguration(): string {
  return `# quarterly: the settings of the demo. The council is real; its children, schools and homes here are invented.

# The authority: its nine-character code.
authority: ${demoAuthority.code}

council:
  name: ${demoAuthority.name} Borough Council
  contact: performance@example.org
  # Every sheet, page and file of a pack says so.
  figures: invented

# Where facts and figures are kept: a file in this folder.
warehouse: warehouse.sqlite

# The returns expected each quarter: working days after its end, whom to ask, and whether the pack stays
# provisional without it.
returns:
  annex-a: { due: 10 working days, owner: Data team <data@example.org>, required: true }
  ssda903: { due: 10 working days, owner: Data team <data@example.org>, required: true }
  indicators: { due: 12 working days, owner: Early help <early.help@example.org> }
  actions: { due: 12 working days, owner: Policy team <policy@example.org>, required: true }
  ofsted-schools: { due: 15 working days, owner: Schools team <schools@example.org>, required: true }
  childrens-homes: { due: 15 working days, owner: Placements <placements@example.org> }

# Counts of children from 1 to this many are suppressed in public editions.
disclosure:
  threshold: 5

calendar:
  # The cabinet meeting that takes a quarter's pack.
  cabinet:
    2017-18-Q3: 2018-02-15
  # Call-in ends at midnight on the sixth working day after it: Friday 23 February 2018.
  call_in: 6 working days
`;
}
