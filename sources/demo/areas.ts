/** An authority whose invented schools and homes are next to the demo's own, so that there is something to compare with. */
export interface DemoArea {
  readonly threeDigit: string;
  readonly name: string;
  readonly region: string;
  readonly ofstedRegion: string;
  /** Parliamentary constituencies that its schools are in; none where no figure asks for them. */
  readonly constituencies?: readonly string[];
}

const NORTH = 'North East, Yorkshire and the Humber';

function northEast(threeDigit: string, name: string): DemoArea {
  return { threeDigit, name, region: 'North East', ofstedRegion: NORTH };
}

function northWest(threeDigit: string, name: string): DemoArea {
  return { threeDigit, name, region: 'North West', ofstedRegion: 'North West' };
}

/** The twelve authorities of the North East, and those of Stockton's statistical neighbours (April 2021) outside it. */
export const demoAreas: readonly DemoArea[] = [
  northEast('390', 'Gateshead'),
  northEast('391', 'Newcastle upon Tyne'),
  northEast('392', 'North Tyneside'),
  northEast('393', 'South Tyneside'),
  northEast('394', 'Sunderland'),
  northEast('805', 'Hartlepool'),
  northEast('806', 'Middlesbrough'),
  northEast('807', 'Redcar and Cleveland'),
  {
    ...northEast('808', 'Stockton-on-Tees'),
    constituencies: ['Stockton North', 'Stockton South'],
  },
  northEast('840', 'County Durham'),
  northEast('841', 'Darlington'),
  northEast('929', 'Northumberland'),
  northWest('342', 'St. Helens'),
  northWest('343', 'Sefton'),
  northWest('344', 'Wirral'),
  northWest('351', 'Bury'),
  northWest('359', 'Wigan'),
  {
    threeDigit: '381',
    name: 'Calderdale',
    region: 'Yorkshire and the Humber',
    ofstedRegion: NORTH,
  },
  northWest('888', 'Lancashire'),
];
