import type { Random } from '../random.js';
import type { Phase } from './school.js';

const FIRST = [
  'Alder',
  'Ash',
  'Barley',
  'Beck',
  'Birch',
  'Bramble',
  'Brier',
  'Brook',
  'Cobble',
  'Copper',
  'Croft',
  'Dun',
  'Elm',
  'Fallow',
  'Fern',
  'Flax',
  'Garth',
  'Gorse',
  'Hazel',
  'Heron',
  'Holly',
  'Keld',
  'Lark',
  'Linden',
  'Marl',
  'Mill',
  'Oak',
  'Plover',
  'Quarry',
  'Rowan',
  'Rush',
  'Sedge',
  'Stone',
  'Swallow',
  'Thistle',
  'Thorn',
  'Tern',
  'Wether',
  'Willow',
  'Yarrow',
] as const;

const SECOND = [
  'acre',
  'bank',
  'beck',
  'bridge',
  'dale',
  'dene',
  'fold',
  'garth',
  'gate',
  'holme',
  'hurst',
  'lea',
  'mere',
  'ridge',
  'side',
  'stead',
  'thwaite',
  'wick',
] as const;

const SAINTS = ['St Aidric', 'St Berin', 'St Hildreth', 'St Oswyth', 'St Wendreda'] as const;

/** Makes up school names, no two alike. */
export function schoolNames(random: Random): (phase: Phase, type: string) => string {
  const used = new Set<string>();
  return (phase, type) => {
    for (;;) {
      const place = `${random.pick(FIRST)}${random.pick(SECOND)}`;
      const name = `${isChurch(type) && random.chance(0.5) ? `${random.pick(SAINTS)}'s ${place}` : place} ${ending(random, phase, type)}`;
      if (used.has(name)) continue;
      used.add(name);
      return name;
    }
  };
}

function isChurch(type: string): boolean {
  return type.startsWith('Voluntary');
}

function ending(random: Random, phase: Phase, type: string): string {
  const isAcademy = type.startsWith('Academy') || type === 'Free School';
  switch (phase) {
    case 'Nursery':
      return 'Nursery School';
    case 'Primary':
      if (isChurch(type)) return 'Church of England Primary School';
      return isAcademy && random.chance(0.6) ? 'Primary Academy' : 'Primary School';
    case 'Secondary':
      return isAcademy ? random.pick(['Academy', 'School', 'College'] as const) : 'School';
    case 'Special':
      return 'Special School';
    case 'PRU':
      return 'Pupil Referral Unit';
  }
}
