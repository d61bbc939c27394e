import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { projectRoot } from '../../pipeline/core/root.js';
import { quarterly } from '../support/command-line.js';
import { Transcript, wordsOf } from './transcript.js';

const data = path.resolve(projectRoot, '..', 'shared', 'data');
const hasData = existsSync(data);
if (!hasData) console.warn(`Left out: ${data} isn’t there, so no analyst’s day with real files.`);

const place = mkdtempSync(path.join(tmpdir(), 'quarterly-analyst-'));
afterAll(() => {
  rmSync(place, { recursive: true, force: true });
});

const SCHOOLS =
  '"/downloads/ofsted-schools/State-funded_schools_inspections_and_outcomes_as_at_31_August_2025.csv"';

it.skipIf(!hasData)(
  'is an analyst’s first day for Leeds, with what publishers have on the web',
  async () => {
    const day = new Transcript([
      [new RegExp(data.replaceAll('\\', '\\\\'), 'g'), '/downloads'],
      // The program shortens a path near the folder it was started in.
      [/\S*quarterly-analyst-\w+/g, '/home/ana'],
      [/ \(\d+\.\d s\)/g, ''],
      [/sha256 [0-9a-f]{64}/g, 'sha256 …'],
      [/\d+ definitions, [\d,]+ values/g, '… definitions, … values'],
      [/released as final,\s+by [^.]+\./g, 'released as final, by ana.'],
    ]);
    const run = async (line: string, code = 0): Promise<void> => {
      const real = line.replaceAll('/downloads', data).replaceAll('/home/ana', place);
      const result = await quarterly(wordsOf(real).slice(1), {
        now: new Date('2025-11-03T09:00:00Z'),
        environment: { QUARTERLY_WORKSPACE: path.join(place, 'leeds') },
      });
      day.add(line, result);
      expect({ line, code: result.code }).toEqual({ line, code });
    };
    await run('quarterly init /home/ana/leeds --authority Leedz', 2);
    await run('quarterly init /home/ana/leeds --authority Leeds');
    await run(`quarterly check ${SCHOOLS}`);
    await run(`quarterly receive ${SCHOOLS}`);
    await run(
      'quarterly receive /downloads/population/ons_mid-year_population_estimates_2012_to_2024.csv',
    );
    await run(
      'quarterly receive /downloads/childrens-homes/provider_at_march_2025.csv --as-at 2025-03-31',
    );
    await run('quarterly measures --search good outstanding');
    await run(
      'quarterly values --quarter "Q2 2025-26" --measure schools-good-or-outstanding --out /home/ana/schools.csv',
    );
    await run('quarterly values --quarter 2025-26-Q2 --measure repeat-plan', 2);
    // The council's own returns are missing, so the pack is provisional.
    await run('quarterly run --quarter 2025/26 Q2', 6);
    await run('quarterly rebuild --quarter 2025-26-q2 --reason "looked at again"', 6);
    await run('quarterly status');
    day.compare('analyst');
  },
  1_200_000,
);
