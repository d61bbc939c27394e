import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { configurationSchema } from '../../../pipeline/workspace/schema.js';
import { shippedFile } from '../../../pipeline/core/root.js';
import { parseStrategy } from '../../../pipeline/core/strategy/schema.js';
import {
  demoConfiguration,
  type DemoReturn,
  demoStrategies,
  writeDemoReturns,
} from '../../../sources/demo/demo.js';
import { sources } from '../../../sources/register.js';
import { compiledProgram } from '../../support/compiled.js';
import { type Fact, openOn, readDemo, type ReadDemo, said } from './read-demo.js';
import { isFullLength } from '../../support/length.js';

const REPORTED = '2017-12-31';
let folder: string;
let returns: DemoReturn[];
const read = new Map<string, ReadDemo>();

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'demo-returns-'));
  returns = await writeDemoReturns(path.join(folder, 'here'));
  for (const each of returns) {
    const file = each.paths[0] ?? '';
    read.set(path.relative(path.join(folder, 'here'), file), await readDemo(each));
  }
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

function demoOf(source: string, asAt: string): ReadDemo {
  const found = [...read.values()].find(({ of }) => of.source === source && of.asAt === asAt);
  if (found === undefined) throw new Error(`no ${source} as at ${asAt}`);
  return found;
}

function factsOf(source: string, asAt: string, table: string): readonly Fact[] {
  return demoOf(source, asAt).facts[table] ?? [];
}

/** Quarter ends that a source has a return for, oldest first. */
function datesOf(source: string): string[] {
  return returns
    .filter((each) => each.source === source)
    .map(({ asAt }) => asAt)
    .sort();
}

function percent(numerator: number, denominator: number): string {
  return ((100 * numerator) / denominator).toFixed(1);
}

describe('the returns as sent', () => {
  it.runIf(isFullLength)(
    'have the same bytes from another process in another time zone',
    async () => {
      const there = path.join(folder, 'there');
      const script = new URL('write-returns.ts', import.meta.url);
      await promisify(execFile)(process.execPath, compiledProgram(script, there), {
        env: { ...process.env, TZ: 'Pacific/Auckland' },
      });
      const here = await hashes(path.join(folder, 'here'));
      expect(here.size).toBeGreaterThan(120);
      expect(await hashes(there)).toEqual(here);
    },
  );

  it('come in the order of their receipt, and before the demo runs', () => {
    const instants = returns.map(({ receivedAt }) => receivedAt);
    expect(instants).toEqual([...instants].sort());
    expect(instants.at(-1)).toMatch(/^2018-01-/);
    for (const { receivedAt } of returns)
      expect(receivedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:00Z$/);
  });

  it('cover thirteen quarter ends for each quarterly source, and carry a date in the name', () => {
    for (const source of ['annex-a', 'ssda903', 'ofsted-schools', 'childrens-homes']) {
      expect(datesOf(source), source).toHaveLength(13);
      expect(datesOf(source).at(-1)).toBe(REPORTED);
    }
    // A published table says in its rows which years it has.
    for (const { source, asAt, paths } of returns.filter((each) => each.source !== 'published')) {
      const contract = sources.find(({ id }) => id === source);
      const names = [path.basename(paths[0] ?? ''), path.basename(path.dirname(paths[0] ?? ''))];
      expect(names.map((name) => contract?.asAtFromName(name))).toContain(asAt);
    }
  });

  it('are taken by their contracts with no fault but the few that are meant', () => {
    const faults = [...read.values()]
      .filter(({ reading }) => reading.problemCount.rejected + reading.problemCount.warning > 0)
      .map(({ of, reading }) => ({ source: of.source, asAt: of.asAt, ...reading.problemCount }));
    expect(faults).toEqual([
      { source: 'annex-a', asAt: REPORTED, rejected: 1, warning: 2 },
      { source: 'ssda903', asAt: REPORTED, rejected: 2, warning: 0 },
    ]);
    for (const { of, reading } of read.values()) {
      expect(reading.refused, `${of.source} ${of.asAt}`).toBeUndefined();
      expect(reading.notes.filter(({ topic }) => topic === 'unknown-heading')).toEqual([]);
    }
  });
});

describe('schools at 31 December 2017', () => {
  const council = (phase: string): readonly Fact[] =>
    factsOf('ofsted-schools', REPORTED, 'school').filter(
      (school) => school['area_code'] === 'E06000004' && school['phase'] === phase,
    );

  it.each([
    ['primary', 56, 59, '94.9', '94.2'],
    ['secondary', 12, 13, '92.3', '92.5'],
  ])('give the %s figures of the paper', (phase, good, graded, schools, pupils) => {
    const all = council(phase).filter((school) => school['overall_grade'] !== null);
    const well = all.filter((school) => Number(school['overall_grade']) <= 2);
    const sum = (list: readonly Fact[]) =>
      list.reduce((total, school) => total + Number(school['pupil_count']), 0);
    expect([well.length, all.length]).toEqual([good, graded]);
    expect(percent(well.length, all.length)).toBe(schools);
    expect(percent(sum(well), sum(all))).toBe(pupils);
  });

  it('hold two primary schools that nobody has inspected yet', () => {
    expect(council('primary').filter((school) => school['overall_outcome'] === null)).toHaveLength(
      2,
    );
  });

  it('are invented: numbers from 900001, no name twice', () => {
    const schools = factsOf('ofsted-schools', REPORTED, 'school');
    for (const school of schools) expect(said(school, 'urn')).toMatch(/^90\d{4}$/);
    expect(new Set(schools.map((school) => school['name'])).size).toBe(schools.length);
  });

  it('are of every authority in force, so that England and the ten neighbours can be compared', () => {
    const areas = new Set(factsOf('ofsted-schools', REPORTED, 'school').map((s) => s['area_code']));
    const neighbours = factsOf('statistical-neighbours', '2017-03-31', 'neighbour');
    expect(areas.size).toBe(152);
    expect(neighbours).toHaveLength(10);
    for (const { neighbour_code } of neighbours) expect(areas).toContain(neighbour_code);
  });

  it('never lose an inspection from one file to the next', () => {
    const dates = datesOf('ofsted-schools');
    dates.slice(1).forEach((asAt, index) => {
      const later = new Map(
        factsOf('ofsted-schools', asAt, 'school').map((school) => [school['urn'], school]),
      );
      for (const school of factsOf('ofsted-schools', dates[index] ?? '', 'school')) {
        const now = later.get(school['urn'] ?? null);
        expect(now, said(school, 'urn')).toBeDefined();
        if (now !== undefined)
          expect(said(now, 'graded_start_date') >= said(school, 'graded_start_date')).toBe(true);
        expect(said(school, 'graded_publication_date') <= (dates[index] ?? '')).toBe(true);
      }
    });
  });
});

describe('child protection plans', () => {
  it('are 307 at 31 March 2017 and 240 at 31 December 2017', () => {
    const open = datesOf('annex-a').map(
      (asAt) => openOn(factsOf('annex-a', asAt, 'cp_plan'), asAt).length,
    );
    expect(open).toEqual([349, 355, 338, 319, 297, 284, 291, 298, 303, 307, 284, 262, 240]);
  });

  it('keep child, start and history from one return to the next', () => {
    const dates = datesOf('annex-a');
    dates.slice(1).forEach((asAt, index) => {
      const before = dates[index] ?? '';
      const plans = new Map(
        factsOf('annex-a', asAt, 'cp_plan').map((plan) => [planKey(plan), plan]),
      );
      for (const plan of openOn(factsOf('annex-a', before, 'cp_plan'), before)) {
        const now = plans.get(planKey(plan));
        expect(now?.['previous_plan_count'], `${planKey(plan)} at ${asAt}`).toBe(
          plan['previous_plan_count'],
        );
        if (now?.['end_date'] !== null) expect(said(now ?? {}, 'end_date') > before).toBe(true);
      }
    });
  });

  it('are begun by children with an earlier plan about one time in five', () => {
    const year = ['2016-09-30', '2017-03-31'].flatMap((asAt) =>
      factsOf('annex-a', asAt, 'cp_plan').filter(
        (plan) =>
          said(plan, 'start_date') > halfYearBefore(asAt) && said(plan, 'start_date') <= asAt,
      ),
    );
    const repeats = year.filter((plan) => Number(plan['previous_plan_count']) > 0);
    expect(year).toHaveLength(352);
    expect(repeats.length / year.length).toBeGreaterThan(0.15);
    expect(repeats.length / year.length).toBeLessThan(0.27);
  });
});

describe('children looked after', () => {
  it('are the same in list 8 and in the looked-after return, and between 370 and 400', () => {
    for (const asAt of datesOf('ssda903')) {
      const listed = openOn(factsOf('annex-a', asAt, 'looked_after'), asAt).filter(isNoShortBreak);
      const returned = openOn(factsOf('ssda903', asAt, 'episode'), asAt).filter(isNoShortBreak);
      const children = returned.map(({ child }) => child).sort();
      expect(children, asAt).toEqual(listed.map(({ child }) => child).sort());
      expect(children.length).toBeGreaterThanOrEqual(370);
      expect(children.length).toBeLessThanOrEqual(400);
      expect(new Set(children).size).toBe(children.length);
    }
  });

  it('have episodes that follow each other without a gap', () => {
    for (const asAt of datesOf('ssda903')) {
      const episodes = factsOf('ssda903', asAt, 'episode');
      const starts = new Set(
        episodes.map((each) => `${said(each, 'child')} ${said(each, 'start_date')}`),
      );
      for (const episode of episodes) {
        const isChange = episode['end_reason'] === 'X1';
        const next = starts.has(`${said(episode, 'child')} ${said(episode, 'end_date')}`);
        if (isChange) expect(next, `${said(episode, 'child')} at ${asAt}`).toBe(true);
        expect(said(episode, 'start_date') <= asAt && said(episode, 'end_date') <= asAt).toBe(true);
      }
    }
  });

  it('have three or more placements in the year in about one case of ten', () => {
    const open = openOn(factsOf('annex-a', REPORTED, 'looked_after'), REPORTED).filter(
      isNoShortBreak,
    );
    const share = open.filter((each) => Number(each['placement_count']) >= 3).length / open.length;
    expect(share).toBeGreaterThan(0.08);
    expect(share).toBeLessThan(0.13);
  });

  it('include short breaks, which measures must leave out', () => {
    const breaks = openOn(factsOf('ssda903', REPORTED, 'episode'), REPORTED).filter(
      (each) => !isNoShortBreak(each),
    );
    expect(breaks.length).toBeGreaterThan(5);
  });

  it('have outcomes and care leavers at the year’s end alone', () => {
    for (const asAt of datesOf('ssda903')) {
      const isYearEnd = asAt.endsWith('03-31');
      expect(factsOf('ssda903', asAt, 'outcomes').length > 0, asAt).toBe(isYearEnd);
      expect(factsOf('ssda903', asAt, 'care_leaver').length > 0, asAt).toBe(isYearEnd);
    }
  });
});

describe('help and protection', () => {
  it('has nothing dated after the return, and no list empty', () => {
    for (const asAt of datesOf('annex-a')) {
      const { facts } = demoOf('annex-a', asAt);
      expect(Object.keys(facts)).toHaveLength(11);
      for (const [table, list] of Object.entries(facts)) {
        const dates = list.flatMap((fact) =>
          Object.entries(fact)
            .filter(([column]) => column.endsWith('_date'))
            .map(([, day]) => day),
        );
        expect(
          dates.filter((day) => String(day ?? '') > asAt),
          `${table} ${asAt}`,
        ).toEqual([]);
      }
    }
  });

  it('counts the referrals of a child in the year before as the rows themselves do', () => {
    const dates = datesOf('annex-a');
    const seen = new Map<string, Fact>();
    for (const asAt of dates) {
      for (const referral of factsOf('annex-a', asAt, 'referral'))
        seen.set(`${said(referral, 'child')} ${said(referral, 'referral_date')}`, referral);
    }
    const byChild = new Map<string, string[]>();
    for (const referral of seen.values()) {
      const child = said(referral, 'child');
      byChild.set(child, [...(byChild.get(child) ?? []), said(referral, 'referral_date')]);
    }
    const last = [...seen.values()].filter((each) => said(each, 'referral_date') > '2016-12-31');
    expect(last.length).toBeGreaterThan(2_000);
    for (const referral of last) {
      const day = said(referral, 'referral_date');
      const since = `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`;
      const earlier = (byChild.get(said(referral, 'child')) ?? []).filter(
        (other) => other >= since && other < day,
      );
      expect(referral['earlier_referral_count']).toBe(earlier.length);
    }
  });
});

describe('what the department publishes', () => {
  /** A figure of the year to 31 March 2017: its number, or the symbol in its place. */
  const figures = (table: string, indicator: string, filter = ''): Map<string, number | string> =>
    new Map(
      [...read.values()]
        .filter(({ of }) => of.source === 'published')
        .flatMap(({ facts }) => facts['figure'] ?? [])
        .filter(
          (each) =>
            each['source_table'] === table &&
            each['indicator'] === indicator &&
            said(each, 'filters').includes(filter) &&
            each['period'] === '2017',
        )
        .map((each) => [
          said(each, 'area_code'),
          each['value_scaled'] === null
            ? said(each, 'symbol')
            : Number(each['value_scaled']) / Number(each['scale']),
        ]),
    );
  const council = (table: string, indicator: string, filter = '') =>
    figures(table, indicator, filter).get('E06000004');

  it('has England, nine regions and 152 authorities in each of seven tables', () => {
    const tables = [...read.values()].filter(({ of }) => of.source === 'published');
    expect(tables).toHaveLength(7);
    for (const { of, facts } of tables) {
      const areas = (facts['figure'] ?? []).map((each) => said(each, 'area_code'));
      expect(new Set(areas).size, of.paths.join()).toBe(162);
      expect(of.paths.every((file) => file.includes('invented_'))).toBe(true);
    }
  });

  it('gives the council what its own returns of the year come to', () => {
    const year = ['2016-09-30', '2017-03-31'];
    const inYear = (table: string, column: string): Fact[] =>
      year.flatMap((asAt) =>
        factsOf('annex-a', asAt, table).filter(
          (each) => said(each, column) > halfYearBefore(asAt) && said(each, column) <= asAt,
        ),
      );
    const open = openOn(factsOf('annex-a', '2017-03-31', 'cp_plan'), '2017-03-31');
    const started = inYear('cp_plan', 'start_date');
    const referrals = inYear('referral', 'referral_date');
    const cared = openOn(factsOf('annex-a', '2017-03-31', 'looked_after'), '2017-03-31').filter(
      isNoShortBreak,
    );
    const over = (list: readonly Fact[], column: string, least: number) =>
      list.filter((each) => Number(each[column]) >= least).length;
    expect(council('child-protection-plans', 'CPP_At31')).toBe(open.length);
    expect(council('child-protection-plans', 'CPP_At31_rate')).toBe(71.4);
    expect(council('repeat-plans', 'CPP_start')).toBe(started.length);
    expect(council('repeat-plans', 'CPP_subsequent')).toBe(over(started, 'previous_plan_count', 1));
    expect(council('plans-by-duration', '2_years_or_more')).toBe(
      open.filter((each) => said(each, 'start_date') <= '2015-04-02').length,
    );
    expect(council('referrals', 'referral_count')).toBe(referrals.length);
    expect(council('referrals', 'rereferral_count')).toBe(
      over(referrals, 'earlier_referral_count', 1),
    );
    expect(council('looked-after', 'children_count')).toBe(cared.length);
    expect(council('placement-stability', 'children_count', 'With 3 or more')).toBe(
      over(cared, 'placement_count', 3),
    );
  });

  it('rounds England to tens, and hides a small count with a second part of its total', () => {
    const lengths = [
      '3_months_or_less',
      'more_than_3_months_6_months',
      'more_than_6_months_less_than_1_year',
      '1_year_less_than_2_years',
      '2_years_or_more',
    ].map((indicator) => figures('plans-by-duration', indicator));
    for (const part of lengths) expect(Number(part.get('E92000001')) % 10).toBe(0);
    const authorities = [...(lengths[0]?.keys() ?? [])].filter((area) =>
      /^E(06|08|09|10)/.test(area),
    );
    const hidden = authorities.map(
      (area) => lengths.filter((part) => part.get(area) === 'c').length,
    );
    expect(hidden.filter((count) => count > 0).length).toBeGreaterThan(20);
    expect(hidden).not.toContain(1);
    for (const area of authorities) {
      for (const part of lengths) expect([1, 2, 3, 4, 5]).not.toContain(part.get(area));
    }
  });
});

describe('the rest', () => {
  it('has ten homes in the council’s area, all good or outstanding', () => {
    const homes = factsOf('childrens-homes', REPORTED, 'provider').filter(
      (home) => home['area_code'] === 'E06000004' && home['provision_type'] === 'childrens-home',
    );
    expect(homes).toHaveLength(10);
    for (const home of homes) expect(['good', 'outstanding']).toContain(home['overall_grade']);
  });

  it('has the grades of 2005 and 2006 as the cabinet had them', () => {
    const grades = factsOf('annual-assessments', '2006-11-01', 'judgement')
      .filter((each) => each['kind'] === 'judgement')
      .map(
        (each) =>
          `${said(each, 'year')} ${said(each, 'judgement')} ${said(each, 'grade_number') || said(each, 'is_graded')}`,
      );
    expect(grades).toEqual([
      '2005 childrens-services 3',
      '2005 capacity-to-improve 3',
      '2005 social-care 2',
      '2005 education 3',
      '2006 childrens-services 4',
      '2006 capacity-to-improve 4',
      '2006 social-care 3',
      '2006 education no',
    ]);
  });

  it('has the five milestones of quarter 4, and findings that exist', () => {
    const actions = factsOf('actions', REPORTED, 'action');
    const references = new Set(
      factsOf('annual-assessments', '2006-11-01', 'finding').map(({ reference }) => reference),
    );
    expect(actions.filter(({ milestone }) => milestone !== null)).toHaveLength(5);
    const named = actions
      .map((each) => said(each, 'finding_reference'))
      .filter((each) => each.startsWith('APA'));
    expect(named.length).toBeGreaterThan(0);
    for (const reference of named) expect(references).toContain(reference);
  });
});

describe('the workspace', () => {
  it('has settings that the configuration accepts', () => {
    const ids = sources.map(({ id }) => id);
    const configuration = configurationSchema(ids).parse(parse(demoConfiguration()));
    expect(configuration.authority).toBe('E06000004');
    expect(configuration.calendar.cabinet['2017-18-Q3']).toBe('2018-02-15');
    expect(configuration.calendar.call_in).toBe(6);
    expect(configuration.returns['annex-a']?.required).toBe(true);
  });

  it('has a strategy whose measures exist and whose priorities the actions name', async () => {
    const [file = '', text = ''] = Object.entries(await demoStrategies())[0] ?? [];
    const strategy = parseStrategy(text, file);
    const known = (await readdir(shippedFile('sql', 'measures'), { recursive: true })).map((name) =>
      path.basename(name, '.sql'),
    );
    for (const { measures } of strategy.priorities) {
      for (const { measure } of measures) expect(known).toContain(measure);
    }
    const ids = strategy.priorities.map(({ id }) => id);
    for (const { priority } of factsOf('actions', REPORTED, 'action'))
      expect(ids).toContain(priority);
    expect(existsSync(shippedFile('reports', 'strategies', file))).toBe(true);
  });
});

function planKey(plan: Fact): string {
  return `${said(plan, 'child')} ${said(plan, 'start_date')}`;
}

function isNoShortBreak(fact: Fact): boolean {
  return !/^V[34]$/.test(said(fact, 'legal_status'));
}

/** 31 March or 30 September before the other. */
function halfYearBefore(asAt: string): string {
  return asAt.endsWith('09-30')
    ? `${asAt.slice(0, 4)}-03-31`
    : `${Number(asAt.slice(0, 4)) - 1}-09-30`;
}

async function hashes(root: string): Promise<Map<string, string>> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const found = new Map<string, string>();
  for (const entry of entries.filter((each) => each.isFile())) {
    const file = path.join(entry.parentPath, entry.name);
    const hash = createHash('sha256')
      .update(await readFile(file))
      .digest('hex');
    found.set(path.relative(root, file), hash);
  }
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}
