import type { IsoDate } from '../../pipeline/core/calendar/days.js';
import { type CsvCell, csvText } from './csv.js';
import { addDays, workingDayAfter } from './days.js';
import { type DemoArea, isSmallest } from './nation/areas.js';
import { randomFor } from './random.js';
import { demoAuthority, lastDay, someWorkingDay, ukDay } from './timeline.js';

interface Visit {
  readonly day: IsoDate;
  readonly published: IsoDate;
  readonly grade: string;
}

/** An invented provider of social care. */
interface Provider {
  readonly area: DemoArea;
  readonly urn: string;
  readonly kind: string;
  readonly sector: string;
  readonly places: number | null;
  readonly registered: IsoDate;
  readonly visits: readonly Visit[];
}

const HEADINGS = [
  'Web link',
  'URN',
  'Linked education URN',
  'Provision type',
  'Registration status',
  'Name',
  'Address 1',
  'Address 2',
  'Town',
  'County',
  'Postcode',
  'Ofsted Region',
  'Government Office Region',
  'Local authority',
  'Parliamentary constituency',
  'Sector',
  'Places',
  'Short breaks only',
  'Event type',
  'Inspection date',
  'Publication date',
  'Event number',
  'Overall effectiveness',
  'Outcomes for children and young people',
  'Quality of care',
  'Safeguarding children and young people',
  'Leadership and management',
] as const;

/**
 * Providers of every authority: few in others. The council's area has ten children's homes, all good or outstanding since 2016,
 * when the last that required improvement was inspected again: the achievement that the paper of February 2018 notes.
 */
export function inventProviders(areas: readonly DemoArea[]): Provider[] {
  const random = randomFor('providers');
  let made = 0;
  const provider = (
    area: DemoArea,
    kind: string,
    places: number | null,
    gradeAt: (visit: number) => string,
  ): Provider => {
    made += 1;
    const registered = someWorkingDay(random, '2008-01-02', '2013-12-31');
    const visits: Visit[] = [];
    let day = someWorkingDay(random, '2014-01-06', '2014-09-30');
    while (day <= lastDay) {
      visits.push({
        day,
        published: workingDayAfter(day, random.between(15, 30)),
        grade: gradeAt(visits.length),
      });
      day = someWorkingDay(random, addDays(day, 250), addDays(day, 390));
    }
    return {
      area,
      urn: `SC${900_000 + made}`,
      kind,
      sector: random.pick(['Local Authority', 'Private', 'Private', 'Voluntary'] as const),
      places,
      registered,
      visits,
    };
  };
  const own = areas.filter(({ threeDigit }) => threeDigit === demoAuthority.threeDigit);
  const rest = areas.filter(
    (area) => area.threeDigit !== demoAuthority.threeDigit && !hasNoHome(area),
  );
  return [
    ...own.flatMap((area) => [
      ...Array.from({ length: 10 }, (_, home) =>
        provider(area, "Children's home", random.between(2, 8), (visit) =>
          home === 4 && visit < 2
            ? 'Requires improvement'
            : random.chance(0.3)
              ? 'Outstanding'
              : 'Good',
        ),
      ),
      provider(area, 'Independent Fostering Agency', null, () => 'Good'),
    ]),
    ...rest.flatMap((area) => [
      ...Array.from({ length: random.between(1, 4) }, () =>
        provider(area, "Children's home", random.between(2, 8), () =>
          random.weighted([
            ['Outstanding', 18],
            ['Good', 62],
            ['Requires improvement', 17],
            ['Inadequate', 3],
          ] as const),
        ),
      ),
      ...(random.chance(0.1)
        ? [provider(area, 'Voluntary Adoption Agency', null, () => 'Good')]
        : []),
    ]),
  ];
}

/** The smallest two have no home, nor has Westminster. */
function hasNoHome(area: DemoArea): boolean {
  return isSmallest(area) || area.code === 'E09000033';
}

/** Ofsted's file of providers as at a day, in the layout of 2017: a banner, the headings on line 2, inspected ones only. */
export function homesFile(providers: readonly Provider[], asAt: IsoDate): string {
  const banner: CsvCell[] = HEADINGS.map(() => null);
  banner[0] = 'Provider information';
  banner[18] = 'Latest Full Inspection';
  const rows = providers.flatMap((provider): CsvCell[][] => {
    const visit = provider.visits.findLast(({ published }) => published <= asAt);
    if (visit === undefined) return [];
    const number = 10_000_000 + Number(provider.urn.slice(2)) * 10;
    return [
      [
        'Ofsted Social Care Provider Webpage',
        provider.urn,
        null,
        provider.kind,
        'Active',
        ...Array.from({ length: 6 }, () => 'REDACTED'),
        provider.area.ofstedRegion,
        provider.area.region,
        provider.area.name,
        null,
        provider.sector,
        provider.places,
        provider.kind === "Children's home" ? 'Long term care only' : null,
        'Full inspection',
        ukDay(visit.day),
        ukDay(visit.published),
        number + provider.visits.indexOf(visit),
        visit.grade,
        null,
        null,
        visit.grade,
        visit.grade,
      ],
    ];
  });
  return `\u{feff}${csvText([banner, HEADINGS, ...rows])}`;
}
