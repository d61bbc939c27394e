import { rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { workingDays } from '../../pipeline/core/calendar/working-days.js';
import { parseQuarter } from '../../pipeline/core/calendar/quarter.js';
import { runSlots } from '../../pipeline/schedule/slots.js';
import {
  makeCouncil,
  readSchedule,
  sendReturn,
  startCommand,
  type StoredSlot,
} from '../pipeline/schedule/support.js';
import { treeOf } from '../pipeline/support/workspaces.js';
import { quarterly } from '../support/command-line.js';

const BEFORE = '2018-01-21T12:00:00Z';
const DUE = '2018-01-22T06:00:00Z';
/** After the last try of the council's quarter, and before the next quarter's end. */
const AFTER = '2018-01-31T12:00:00Z';
const LONGEST_WAIT_MS = 120_000;

/**
 * Programs that look at the schedule at one moment, when the quarter's run is due.
 * @returns whether it was run once, by one of them, and every other did nothing or left with exit code 5
 */
export function racing(command: 'tick' | 'schedule', count: number): Promise<boolean> {
  return inCouncil(async (workspace, warehouse) => {
    await tickAt(workspace, BEFORE);
    sendReturn(workspace);
    const children = await Promise.all(
      Array.from({ length: count }, () => startCommand(command, workspace, DUE, warehouse)),
    );
    for (const child of children) child.begin();
    if (command === 'schedule') {
      await untilSettled(warehouse);
      for (const child of children) child.process.kill('SIGTERM');
    }
    const codes = await Promise.all(children.map((child) => child.ended));
    const fine = command === 'tick' ? [0, 5] : [130];
    for (const job of ['pull', 'run'] as const) {
      const { slots, runs } = await readSchedule(warehouse, job);
      if (runs.length !== 1 || !isDoneOnce(slots)) return false;
    }
    return codes.every((code) => code !== null && fine.includes(code));
  });
}

/**
 * Ticks by a clock that jumps back and forth over the days of a quarter's run, then stops after them.
 * @returns whether the quarter was run once, no slot vanished, and the pack is what one tick makes
 */
export function jumpingClock(seed: number): Promise<boolean> {
  return inCouncil(async (workspace, warehouse) => {
    const random = randomFrom(seed);
    sendReturn(workspace);
    await tickAt(workspace, BEFORE);
    const [from, to] = [Date.parse(BEFORE), Date.parse(AFTER)];
    for (let jump = 0; jump < 15; jump++)
      await tickAt(workspace, new Date(from + random() * (to - from)).toISOString());
    await tickAt(workspace, AFTER);
    const { slots, runs } = await readSchedule(warehouse, 'run');
    const tries = runSlots(
      { at: '06:00', firstTry: 15, cutOff: 17 },
      parseQuarter('2017-18-Q3'),
      workingDays([]),
    );
    const hasAll = isDeepStrictEqual(
      slots.map((slot) => slot.slot_at),
      tries.map((slot) => slot.at),
    );
    return (
      runs.length === 1 &&
      hasAll &&
      slots.filter((slot) => slot.state === 'done').length === 1 &&
      slots.every((slot) => ['done', 'skipped', 'superseded'].includes(slot.state)) &&
      isDeepStrictEqual(await packsOf(workspace), await oneTick())
    );
  });
}

/** What one tick at the time makes of the same council. */
function oneTick(): ReturnType<typeof packsOf> {
  made ??= inCouncil(async (workspace) => {
    sendReturn(workspace);
    await tickAt(workspace, BEFORE);
    await tickAt(workspace, DUE);
    return packsOf(workspace);
  });
  return made;
}
let made: ReturnType<typeof packsOf> | undefined;

function packsOf(workspace: string): Promise<Record<string, string>> {
  return treeOf(path.join(workspace, 'packs'));
}

async function inCouncil<T>(
  body: (workspace: string, warehouse: string) => Promise<T>,
): Promise<T> {
  const workspace = await makeCouncil();
  try {
    return await body(workspace, path.join(workspace, 'warehouse.sqlite'));
  } finally {
    await rm(workspace, { recursive: true, force: true });
  }
}

async function tickAt(workspace: string, at: string): Promise<void> {
  const { code, stderr } = await quarterly(['tick', '--quiet', '--workspace', workspace], {
    now: new Date(at),
  });
  if (code !== 0) throw new Error(`a tick at ${at} ended with ${code}: ${stderr}`);
}

function isDoneOnce(slots: readonly StoredSlot[]): boolean {
  return slots.length === 1 && slots[0]?.state === 'done' && slots[0].attempt_count === 1;
}

async function untilSettled(warehouse: string): Promise<void> {
  const deadline = performance.now() + LONGEST_WAIT_MS;
  for (;;) {
    const { slots } = await readSchedule(warehouse, 'run');
    if (slots[0]?.state === 'done') return;
    if (performance.now() > deadline) throw new Error('no scheduler ran the quarter');
    await delay(100);
  }
}

/** Numbers from 0 up to 1, the same for the same seed (mulberry32), so that a jump that loses something can be made again. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
