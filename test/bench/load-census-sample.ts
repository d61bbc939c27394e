import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { generator, pick } from './load-episodes-sample.js';

const DAY_MS = 86_400_000;
const YEAR_START = Date.UTC(2024, 3, 1);
const CHILDREN_A_PIECE = 500;

/**
 * Writes a children in need census message of the year to 31 March 2025: `count` invented children, all sound, with episodes,
 * assessments and factors, enquiries, plans and reviews about as often as a council has them, indented as systems write it.
 */
export async function writeCensus(file: string, count: number): Promise<void> {
  const out = createWriteStream(file);
  out.write(
    '<?xml version="1.0" encoding="utf-8"?>\n<Message>\n  <Header>\n    <CollectionDetails>\n      <Collection>CIN</Collection>\n' +
      '      <Year>2025</Year>\n      <ReferenceDate>2025-03-31</ReferenceDate>\n    </CollectionDetails>\n  </Header>\n  <Children>\n',
  );
  const random = generator(47);
  for (let from = 0; from < count; from += CHILDREN_A_PIECE) {
    const children = Array.from({ length: Math.min(CHILDREN_A_PIECE, count - from) }, (_, at) =>
      child(random, from + at),
    );
    if (!out.write(children.join(''))) await once(out, 'drain');
  }
  out.end('  </Children>\n</Message>\n');
  await once(out, 'close');
}

type Random = (below: number) => number;

const FACTORS = [
  '1C',
  '2B',
  '3B',
  '4A',
  '6A',
  '8E',
  '10A',
  '13A',
  '15A',
  '16A',
  '17A',
  '19C',
  '24A',
];

function child(random: Random, number: number): string {
  const episodes = random(5) === 0 ? 2 : 1;
  return group(4, 'Child', [
    group(6, 'ChildIdentifiers', [
      leaf(8, 'LAchildID', `C${10_000_000 + number}`),
      leaf(8, 'UPNunknown', 'UN7'),
      leaf(8, 'PersonBirthDate', day(-random(6000))),
      leaf(8, 'Sex', pick(random, ['M', 'F', 'U'])),
    ]),
    group(6, 'ChildCharacteristics', [
      leaf(8, 'Ethnicity', pick(random, ['WBRI', 'WBRI', 'APKN', 'MWBC', 'BAFR', 'REFU'])),
      group(8, 'Disabilities', [
        leaf(10, 'Disability', pick(random, ['NONE', 'NONE', 'LD', 'AUT'])),
      ]),
    ]),
    ...Array.from({ length: episodes }, () => episode(random)),
  ]);
}

function episode(random: Random): string {
  const start = random(300);
  const isPlan = random(5) === 0;
  return group(6, 'CINdetails', [
    leaf(8, 'CINreferralDate', day(start)),
    leaf(8, 'ReferralSource', pick(random, ['1A', '3A', '6', '8', '2B'])),
    leaf(8, 'PrimaryNeedCode', `N${1 + random(8)}`),
    random(2) === 0
      ? leaf(8, 'CINclosureDate', day(start + 60)) + leaf(8, 'ReasonForClosure', 'RC8')
      : '',
    group(8, 'Assessments', [
      leaf(10, 'AssessmentActualStartDate', day(start + 1)),
      leaf(10, 'AssessmentAuthorisationDate', day(start + 20 + random(40))),
      group(
        10,
        'FactorsIdentifiedAtAssessment',
        [...new Set(Array.from({ length: 1 + random(5) }, () => pick(random, FACTORS)))].map(
          (factor) => leaf(12, 'AssessmentFactors', factor),
        ),
      ),
    ]),
    random(3) === 0
      ? group(8, 'Section47', [
          leaf(10, 'S47ActualStartDate', day(start + 5)),
          leaf(10, 'InitialCPCtarget', day(start + 26)),
          isPlan ? leaf(10, 'DateOfInitialCPC', day(start + 24)) : '',
          leaf(10, 'ICPCnotRequired', isPlan ? 'false' : 'true'),
        ])
      : '',
    leaf(8, 'ReferralNFA', 'false'),
    isPlan
      ? group(8, 'ChildProtectionPlans', [
          leaf(10, 'CPPstartDate', day(start + 24)),
          leaf(10, 'InitialCategoryOfAbuse', 'NEG'),
          leaf(10, 'LatestCategoryOfAbuse', 'EMO'),
          leaf(10, 'NumberOfPreviousCPP', String(random(2))),
          group(10, 'Reviews', [leaf(12, 'CPPreviewDate', day(start + 60))]),
        ])
      : '',
  ]);
}

function day(number: number): string {
  return new Date(YEAR_START + number * DAY_MS).toISOString().slice(0, 10);
}

function leaf(indent: number, name: string, text: string): string {
  return `${' '.repeat(indent)}<${name}>${text}</${name}>\n`;
}

function group(indent: number, name: string, parts: readonly string[]): string {
  return `${' '.repeat(indent)}<${name}>\n${parts.join('')}${' '.repeat(indent)}</${name}>\n`;
}
