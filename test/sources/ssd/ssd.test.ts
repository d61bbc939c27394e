import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { shippedFile } from '../../../pipeline/core/root.js';
import { spellingsOf } from '../../../sources/contract/layout.js';
import { fileSource } from '../../../pipeline/core/files/byte-source.js';
import { ssd } from '../../../sources/ssd/contract.js';
import { factorsIn } from '../../../sources/ssd/factors.js';
import { layouts, tableOf } from '../../../sources/ssd/layouts.js';
import { csv, problemsByRule, readAll, testContext } from '../../support/returns.js';
import { hasSharedData, sharedData } from '../../support/shared-data.js';

const AS_AT = '2017-12-31';
const roomy = { ...ssd, refuseOver: { rejected: 1 } };
const PERSON = csv('ssd_person.csv', [
  'pers_person_id,pers_ethnicity,pers_dob',
  'P1,WBRI,2009-06-14 00:00:00.000',
]);

const read = (name: string, lines: readonly string[]) =>
  readAll(roomy, [PERSON, csv(name, lines)], testContext(AS_AT));

describe('the dataset', () => {
  const folder = shippedFile('sources', 'ssd', 'samples');
  const samples = () =>
    readdirSync(folder).map((name) => fileSource(shippedFile('sources', 'ssd', 'samples', name)));

  it('is read as one return, every table of its own', async () => {
    const { records } = await readAll(ssd, samples(), testContext(AS_AT));
    expect(Object.keys(records).sort()).toEqual(Object.keys(ssd.tables).sort());
    expect(records['cp_plan']?.[0]).toMatchObject({
      start_date: '2017-10-27',
      end_date: null,
      initial_category: 'neglect',
      is_other_authority: 'no',
    });
    expect(records['cla_placement']?.[0]).toMatchObject({
      placement_type: 'U4',
      distance_tenths: 204,
      placement_postcode_district: 'TS18',
    });
    expect(records['immigration_status']?.[0]).toMatchObject({ is_uasc: 'yes' });
  });

  it('joins its records by pseudonyms, none of which is a child’s', async () => {
    const { records } = await readAll(ssd, samples(), testContext(AS_AT));
    const [assessment] = records['cin_assessment'] ?? [];
    expect(records['assessment_factor']?.map((row) => row['assessment'])).toEqual([
      assessment?.['assessment'],
      assessment?.['assessment'],
    ]);
    expect(assessment?.['referral']).toBe(records['cin_episode']?.[0]?.['referral']);
    expect(records['cla_review']?.[0]?.['care_period']).toBe(
      records['cla_episode']?.[0]?.['care_period'],
    );
    expect(records['ehcp_request']?.[0]?.['send_record']).toBe(
      records['send_record']?.[0]?.['send_record'],
    );
    const children = new Set(records['person']?.map((row) => row['child']));
    expect(children.has(assessment?.['referral'] ?? null)).toBe(false);
  });

  it('keeps no name, identifier, day of birth or whole postcode', async () => {
    const reading = await readAll(ssd, samples(), testContext(AS_AT));
    const told = JSON.stringify(reading);
    for (const secret of ['Invented', 'INV-', '2009-06-14', '1AB', 'W-7', 'annabis'])
      expect(told).not.toContain(secret);
    expect(reading.records['person']?.[0]?.['birth_month']).toBe('2009-06');
  });

  it('has no need of any table but the children’s own', async () => {
    const { refused, records } = await readAll(ssd, [PERSON], testContext(AS_AT));
    expect(refused).toBeUndefined();
    expect(Object.keys(records)).toEqual(['person']);
    const lines = ['cont_person_id,cont_contact_date,cont_contact_source_code', 'P1,2017-10-02,6'];
    const without = await readAll(ssd, [csv('contacts.csv', lines)], testContext(AS_AT));
    expect(without.refused).toContain('"person"');
  });

  it('is refused where a table lacks a field that it needs, and says which', async () => {
    const { refused } = await read('ssd_contacts.csv', [
      'cont_person_id,cont_date',
      'P1,2017-10-02',
    ]);
    expect(refused).toContain('"cont_contact_date"');
  });

  it('says of a table that it doesn’t read that it hasn’t', async () => {
    const { notes } = await read('ssd_mother.csv', ['moth_person_id', 'P1']);
    expect(notes.map(({ level, topic }) => [level, topic])).toEqual([
      ['information', 'unread-sheet'],
    ]);
  });
});

describe('a table of the dataset', () => {
  it.each([
    ['ssd_cla_placement.csv', 'cla_placement'],
    ['cla_placements.csv', 'cla_placement'],
    ['2026-03-31_ssd_person.csv', 'person'],
    ['ssd_person_20260331.csv', 'person'],
    ['Stockton ssd_cin_episodes.csv', 'cin_episode'],
    ['SSD SDQ Scores.csv', 'sdq'],
    ['ssd_cla_previous_permanence.csv', undefined],
    ['ssd_sen_need.csv', undefined],
    ['ssd_family.csv', undefined],
  ])('is known by the name of its file: %s is %s', (name, table) => {
    expect(tableOf(name)).toBe(table);
  });

  const shared = hasSharedData('ssd', 'the list of the dataset’s fields');
  it.skipIf(!shared)(
    'has the fields that the specification gives it, under the name that it has there',
    () => {
      const fields = new Map<string, string[]>();
      for (const line of readFileSync(sharedData('ssd', 'fields.csv'), 'utf8')
        .split(/\r?\n/)
        .slice(1)) {
        const [table = '', field = ''] = line.split(',');
        if (table !== '') fields.set(table, [...(fields.get(table) ?? []), field]);
      }
      const files = new Map([...fields.keys()].map((file) => [tableOf(`${file}.csv`), file]));
      for (const [table, where] of Object.entries(layouts[0]?.tables ?? {})) {
        const file = files.get(table) ?? `no file for ${table}`;
        const named = Object.values(where.headings).flatMap(spellingsOf);
        expect(fields.get(file)).toEqual(expect.arrayContaining(named));
      }
      const read = [...fields.keys()].filter((file) => tableOf(`${file}.csv`) !== undefined);
      expect(read).toHaveLength(Object.keys(ssd.tables).length);
    },
  );
});

describe('the factors of an assessment', () => {
  it.each([
    ['["2A", "16A"]', ['2A', '16A']],
    ['{"2A": "Yes", "16A": "No", "3B": "Yes"}', ['2A', '3B']],
    ['[{"2A": "Y"}, {"4B": "Y"}]', ['2A', '4B']],
    ['["2A", "2a", ""]', ['2A']],
    ['2A, 16A; 21', ['2A', '16A', '21']],
    ['["1A: Alcohol misuse: child"]', ['1A']],
    ['[]', []],
    ['{"2A"', ['2A']],
    [null, []],
  ])('in %s are %j', (cell, factors) => {
    expect(factorsIn(cell)).toEqual(factors);
  });

  it('are a record each', async () => {
    const { records } = await read('ssd_assessment_factors.csv', [
      'cinf_table_id,cinf_assessment_id,cinf_assessment_factors_json',
      'F1,A1,"[""2A"", ""16A""]"',
      'F2,A2,[]',
    ]);
    expect(records['assessment_factor']?.map((row) => row['factor'])).toEqual(['2A', '16A']);
  });
});

describe('a row of the dataset', () => {
  const PLANS =
    'cppl_cp_plan_id,cppl_person_id,cppl_cp_plan_start_date,cppl_cp_plan_end_date,cppl_cp_plan_initial_category,cppl_cp_plan_latest_category';

  it.each([
    ['an end before its start', 'P1,C1,2017-10-27,2017-10-01,NEG,NEG', 'rejected end-before-start'],
    ['no start', 'P1,C1,,,NEG,NEG', 'rejected empty'],
    ['an end nobody can read', 'P1,C1,2017-10-27,soon,NEG,NEG', 'rejected not-a-date'],
    ['a category nobody knows', 'P1,C1,2017-10-27,,XYZ,NEG', 'warning unknown-word'],
    ['a start after the extract', 'P1,C1,2018-01-02,,NEG,NEG', 'warning after-as-at-date'],
  ])('with %s', async (_, row, problem) => {
    const reading = await read('ssd_cp_plans.csv', [PLANS, row]);
    expect(problemsByRule(reading)).toEqual({ [problem]: 1 });
  });

  it.each([
    ['20.4', 204],
    ['0', 0],
    ['19.96', 200],
    ['NULL', null],
    ['far', null],
  ])('has a distance of %s as %s tenths of a mile', async (cell, tenths) => {
    const { records } = await read('ssd_cla_placement.csv', [
      'clap_cla_placement_id,clap_cla_placement_start_date,clap_cla_placement_end_date,clap_cla_placement_type,clap_cla_placement_provider,clap_cla_placement_distance',
      `PL1,2017-10-27,,U4,PR1,${cell}`,
    ]);
    expect(records['cla_placement']?.[0]?.['distance_tenths']).toBe(tenths);
  });
});
