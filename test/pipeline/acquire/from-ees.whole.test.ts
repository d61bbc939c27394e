import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Fetched } from '../../../pipeline/acquire/fetch-job.js';
import { fromEes } from '../../../pipeline/acquire/from-ees.js';
import { startHttps, testAuthority, type TestServer } from '../../support/https-server.js';
import { job, type TestErrand } from './support.js';

const id = '0192bb3e-0000-7000-8000-000000000001';
const other = '0192bb3e-0000-7000-8000-000000000002';
const table = 'time_period,time_identifier\r\n2024,Calendar year\r\n';

/** What the publisher has; each test may change it. */
let version: string;
let summary: () => string;
beforeEach(() => {
  version = '1.2';
  summary = () =>
    JSON.stringify({
      id,
      title: 'Children in need: referrals',
      status: 'Published',
      latestVersion: { version, published: '2025-10-30T09:30:00Z', type: 'Minor' },
    });
});

let server: TestServer;
beforeAll(async () => {
  server = await startHttps({
    [`/statistics/v1/data-sets/${id}`]: (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end(summary());
    },
    [`/statistics/v1/data-sets/${id}/csv`]: (request, response) => {
      const asked = new URL(request.url ?? '', 'https://localhost').searchParams;
      response
        .writeHead(200, { 'content-type': 'text/csv' })
        .end(asked.get('dataSetVersion') === version ? table : 'another version');
    },
  });
});
afterAll(() => server.stop());

const pull = (dataSets: readonly string[], to: TestErrand) =>
  fromEes(
    {
      dataSets,
      base: new URL('/statistics/v1/', server.origin),
      network: { certificates: testAuthority },
    },
    to,
  );

describe('A data set of explore-education-statistics', () => {
  it('is taken as the CSV of its latest version, under its title, with version and licence', async () => {
    const notes: Fetched['notes'][] = [];
    const to = job();
    const take = to.take;
    const noting = {
      ...to,
      take: (fetched: Fetched) => (notes.push(fetched.notes), take(fetched)),
    };
    expect(await pull([id], noting)).toEqual({ unchanged: 0, left: [] });
    expect(to.taken()).toMatchObject([
      {
        place: `localhost:${server.port}/statistics/v1/data-sets/${id}`,
        name: 'Children in need_ referrals.csv',
        files: { '': table },
      },
    ]);
    expect(notes).toEqual([
      [
        `Explore education statistics: "Children in need: referrals", data set ${id}, version 1.2, published on 30 October 2025; Open Government Licence v3.0.`,
      ],
    ]);
    expect(to.staged()).toEqual([]);
  });

  it('is fetched again only when it has another version', async () => {
    const to = job();
    await pull([id], to);
    to.taken();
    const before = server.requests.length;
    expect(await pull([id], to)).toEqual({ unchanged: 1, left: [] });
    expect(server.requests.slice(before).map(({ url }) => url)).toEqual([
      `/statistics/v1/data-sets/${id}`,
    ]);
    version = '2.0';
    await pull([id], to);
    expect(to.taken()).toHaveLength(1);
  });

  it('that isn’t there is said to be missing, and how to fetch it otherwise', async () => {
    await expect(pull([other], job())).rejects.toMatchObject({
      code: 'missing',
      message: expect.stringContaining(
        `There is no data set at localhost:${server.port}`,
      ) as string,
    });
  });

  it.each([
    ['a page', () => '<html>Sign in</html>'],
    ['something else', () => '{"items": []}'],
  ])('whose description is %s is not guessed at', async (_, said) => {
    summary = said;
    await expect(pull([id], job())).rejects.toMatchObject({ code: 'missing' });
  });
});
