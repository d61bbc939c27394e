import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { longDate } from '../core/calendar/days.js';
import { remoteFailure } from '../core/remote/failure.js';
import { type Get, httpsLimits, type Network, withHttps } from '../core/remote/https.js';
import type { FetchJob, FetchResult } from './fetch-job.js';
import { safeName } from './file-name.js';
import { fetchFile } from './web-file.js';

/** Where the public API of explore-education-statistics is. It asks for no key. */
export const eesAddress = new URL('https://api.education.gov.uk/statistics/v1/');

/** Data sets of explore-education-statistics. */
export interface EesPlace {
  /** Ids of data sets, as the API knows them. */
  readonly dataSets: readonly string[];
  readonly base: URL;
  readonly network: Network;
}

const LICENCE = 'Open Government Licence v3.0';
/** What describes a data set is a page long. */
const SUMMARY_BYTES = 1_000_000;

/** What the API says of a data set, as far as it is needed. */
const summarySchema = z.object({
  title: z.string().min(1),
  latestVersion: z.object({
    version: z.string().regex(/^\d+(\.\d+)*$/),
    published: z.string().optional(),
  }),
});
type Summary = z.output<typeof summarySchema>;

/**
 * Takes each data set whose latest version isn't the one that was taken last, as a return of its own: its CSV, in DfE's standard form. The
 * version and the licence are noted with the return.
 * @throws QuarterlyError `missing` where a data set isn't there or can't be had whole: it says which
 */
export function fromEes(place: EesPlace, job: FetchJob): Promise<FetchResult> {
  return withHttps(place.network, httpsLimits, job.signal, async (get) => {
    let unchanged = 0;
    for (const id of place.dataSets)
      if (!(await takeDataSet(id, place.base, get, job))) unchanged += 1;
    return { unchanged, left: [] };
  });
}

/** True where there was a new version to take. */
async function takeDataSet(id: string, base: URL, get: Get, job: FetchJob): Promise<boolean> {
  const about = new URL(`data-sets/${id}`, base);
  const { title, latestVersion } = await summaryOf(about, get);
  const { version, published } = latestVersion;
  const where = `${about.host}${about.pathname}`;
  if (job.markOf(where) === version) return false;
  const address = new URL(`data-sets/${id}/csv?dataSetVersion=${version}`, base);
  const folder = path.join(job.staging, id);
  const file = await fetchFile({ address }, undefined, { folder, mostBytes: job.mostBytes }, get);
  if (typeof file === 'string') throw notThere(about);
  // Its title is what tells an undescribed table from others; the address ends in "csv" for all of them.
  const named = path.join(folder, `${safeName(title)}.csv`);
  await rename(file.path, named);
  const day = published === undefined ? '' : `, published on ${longDate(published.slice(0, 10))}`;
  await job.take({
    place: where,
    paths: [named],
    alsoNamed: [],
    mark: version,
    notes: [
      `Explore education statistics: "${title}", data set ${id}, version ${version}${day}; ${LICENCE}.`,
    ],
  });
  await rm(folder, { recursive: true, force: true });
  return true;
}

async function summaryOf(about: URL, get: Get): Promise<Summary> {
  const text = await get({ address: about, mostBytes: SUMMARY_BYTES }, async (answer) => {
    if (answer.kind !== 'body') return undefined;
    const pieces: Uint8Array[] = [];
    for await (const piece of answer.bytes) pieces.push(piece);
    return Buffer.concat(pieces).toString('utf8');
  });
  if (text === undefined) throw notThere(about);
  const summary = summarySchema.safeParse(jsonIn(text));
  if (summary.success) return summary.data;
  throw remoteFailure(`${about.host} gives no description of the data set at ${about.pathname}.`, {
    fix: 'Open the address in a browser. If it asks for a login or shows a page, the API has moved: receive the CSV by hand.',
    canRetry: false,
    cause: summary.error,
  });
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function notThere(about: URL) {
  return remoteFailure(`There is no data set at ${about.host}${about.pathname}.`, {
    fix: 'Check the id under pull: { ees: … } in quarterly.yaml. Not every table is in the API: fetch others by address:, or receive them by hand.',
    canRetry: false,
  });
}
