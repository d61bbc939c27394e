import type { IsoDate } from '../../../pipeline/core/calendar/days.js';
import { addDays, addMonths, daysBetween } from '../days.js';
import { at, randomFor, type Random } from '../random.js';
import { dayBefore, demoQuarters, lastDay, later, someWorkingDay } from '../timeline.js';
import { type AdoptionPath, adoptionPath } from './adoption-path.js';
import { chainEpisodes } from './episodes.js';
import { birthday, type Child, type People } from './people.js';
import type { Episode } from './placements.js';

/** One period of being looked after, without a break. */
export interface Care {
  readonly child: Child;
  readonly start: IsoDate;
  readonly end: IsoDate | null;
  readonly endReason: string | null;
  readonly isAsylumSeeking: boolean;
  /** Agreed short breaks, which no looked-after measure counts. */
  readonly isRespite: boolean;
  /** The child has been looked after before. */
  readonly isReturn: boolean;
  readonly adoption: AdoptionPath | null;
  readonly episodes: readonly Episode[];
}

/** Looked after at each quarter's end: between 370 and 400, rising as in most of the north. */
const OPEN_AT_END = [373, 376, 374, 371, 375, 379, 381, 384, 388, 386, 391, 394, 397] as const;
const OPEN_BEFORE = 374;

interface Draft {
  readonly child: Child;
  readonly start: IsoDate;
  readonly isAsylumSeeking: boolean;
  readonly isReturn: boolean;
  readonly adoption: AdoptionPath | null;
  end: IsoDate | null;
  endReason: string | null;
}

/** Every period of care that was open on or after 30 September 2014. */
export function periodsOfCare(people: People): Care[] {
  const random = randomFor('looked after');
  const drafts = lookedAfterBefore(random, people);
  demoQuarters.forEach((quarter, index) => {
    const { firstDay, lastDay: last } = quarter;
    const open = drafts.filter((draft) => draft.end === null);
    const certain = open.filter((draft) => mustEnd(draft, last));
    const target = at(OPEN_AT_END, index);
    const admissions = Math.max(random.between(38, 47), target - open.length + certain.length + 10);
    for (let left = admissions; left > 0; left -= 1)
      drafts.push(admit(random, people, drafts, someWorkingDay(random, firstDay, last)));
    for (const draft of certain) endAsCertain(random, draft);
    endOthers(random, drafts, open.length + admissions - certain.length - target, firstDay, last);
  });
  const periods = drafts.map((draft) => ({
    ...draft,
    isRespite: false,
    episodes: chainEpisodes(randomFor(`episodes of ${draft.child.id} ${draft.start}`), draft),
  }));
  return [...periods, ...shortBreaks(random, people)];
}

function lookedAfterBefore(random: Random, people: People): Draft[] {
  return Array.from({ length: OPEN_BEFORE }, (): Draft => {
    const age = random.between(4, 211);
    const child = people.newChild(dayBefore, age, age);
    const months = random.weighted([
      [random.between(0, 6), 16],
      [random.between(6, 18), 26],
      [random.between(18, 48), 32],
      [random.between(48, 105), 26],
    ]);
    const start = later(addDays(child.birth, 2), addDays(addMonths(dayBefore, -months), -9));
    const adoption =
      months < 14 && age < 60 && random.chance(0.45) ? adoptionPath(random, start) : null;
    return {
      child,
      start,
      isAsylumSeeking: false,
      isReturn: random.chance(0.08),
      adoption: adoption !== null && adoption.adopted > dayBefore ? adoption : null,
      end: null,
      endReason: null,
    };
  });
}

function admit(random: Random, people: People, drafts: readonly Draft[], day: IsoDate): Draft {
  const returning = random.chance(0.09) ? whoMayReturn(drafts, day) : [];
  const isReturn = returning.length > 0;
  const isAsylumSeeking = !isReturn && random.chance(0.02);
  const child = isReturn
    ? random.pick(returning)
    : isAsylumSeeking
      ? people.newChild(day, 186, 208)
      : people.newChild(
          day,
          0,
          random.weighted([
            [1, 18],
            [48, 24],
            [120, 28],
            [200, 30],
          ] as const),
        );
  const start = later(day, addDays(child.birth, 1));
  const isSmall = daysBetween(child.birth, day) < 4 * 365;
  return {
    child,
    start,
    isAsylumSeeking,
    isReturn,
    adoption: isSmall && !isReturn && random.chance(0.34) ? adoptionPath(random, start) : null,
    end: null,
    endReason: null,
  };
}

/** Children who left care to their family two months ago or more, and are under 16. */
function whoMayReturn(drafts: readonly Draft[], day: IsoDate): Child[] {
  const inCare = new Set(drafts.filter(({ end }) => end === null).map(({ child }) => child.id));
  return drafts
    .filter(
      ({ child, end, adoption }) =>
        end !== null &&
        adoption === null &&
        addDays(end, 60) < day &&
        birthday(child, 16) > day &&
        !inCare.has(child.id) &&
        !drafts.some((other) => other.child === child && (other.end ?? lastDay) > end),
    )
    .map(({ child }) => child);
}

/** Eighteenth birthdays and adoption orders end care by themselves. */
function mustEnd(draft: Draft, last: IsoDate): boolean {
  return (
    birthday(draft.child, 18) <= last || (draft.adoption !== null && draft.adoption.adopted <= last)
  );
}

function endAsCertain(random: Random, draft: Draft): void {
  const adult = birthday(draft.child, 18);
  const adopted = draft.adoption?.adopted;
  if (adopted !== undefined && adopted < adult) {
    draft.end = adopted;
    draft.endReason = random.chance(0.6) ? 'E12' : 'E11';
  } else {
    draft.end = adult;
    draft.endReason = random.weighted([
      ['E5', 30],
      ['E6', 18],
      ['E15', 38],
      ['E7', 6],
      ['E8', 8],
    ] as const);
  }
}

/** The rest leave care to family, special guardians or independence: the newly come and the over-16s sooner. */
function endOthers(
  random: Random,
  drafts: readonly Draft[],
  count: number,
  first: IsoDate,
  last: IsoDate,
): void {
  for (let left = count; left > 0; left -= 1) {
    const candidates = drafts.filter(
      ({ start, end, adoption }) => end === null && adoption === null && addDays(start, 20) < last,
    );
    const chosen = random.weighted(
      candidates.map((draft) => {
        const days = daysBetween(draft.start, last);
        return [draft, days < 120 ? 6 : days < 500 ? 3 : 1] as const;
      }),
    );
    const from = later(first, addDays(chosen.start, 15));
    const adult = addDays(birthday(chosen.child, 18), -1);
    chosen.end = someWorkingDay(random, from, adult < last ? later(from, adult) : last);
    chosen.endReason =
      birthday(chosen.child, 16) < chosen.end
        ? random.weighted([
            ['E4A', 4],
            ['E5', 3],
            ['E8', 3],
          ] as const)
        : random.weighted([
            ['E4A', 34],
            ['E4B', 7],
            ['E13', 8],
            ['E41', 16],
            ['E45', 26],
            ['E46', 9],
          ] as const);
  }
}

/** A dozen disabled children under agreements for short breaks (V4), each one episode for the whole agreement. */
function shortBreaks(random: Random, people: People): Care[] {
  return Array.from({ length: 14 }, (_, index): Care => {
    const start = someWorkingDay(random, '2014-05-01', '2017-06-30');
    const child = { ...people.newChild(start, 60, 170), hasDisability: true };
    const ended = index % 3 === 0;
    const end = ended ? addDays(start, random.between(180, 480)) : null;
    const isOver = end !== null && end <= lastDay;
    return {
      child,
      start,
      end: isOver ? end : null,
      endReason: isOver ? 'E8' : null,
      isAsylumSeeking: false,
      isRespite: true,
      isReturn: false,
      adoption: null,
      episodes: [
        {
          start,
          newEpisodeReason: 'S',
          legalStatus: 'V4',
          need: 'N2',
          placement: random.chance(0.6) ? 'U6' : 'K2',
          provider: 'PR1',
          end: isOver ? end : null,
          endReason: isOver ? 'E8' : null,
          changeReason: null,
          homePostcode: 'TS18 9ZZ',
          placementPostcode: 'TS19 9ZZ',
          urn: null,
        },
      ],
    };
  });
}
