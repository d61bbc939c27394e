/** A backup as its folder and its `backup.json` have it. */
export interface KnownBackup {
  readonly folder: string;
  /** UTC instant. */
  readonly takenAt: string;
  /** The workspace that it is of. */
  readonly workspaceId: string;
  /** Ids of the returns whose rows and bytes it holds; null: it doesn't say. */
  readonly returnIds: readonly string[] | null;
}

/** How many backups are kept: the last of each of so many days, weeks and months that have one. */
export const KEPT = { days: 7, weeks: 5, months: 12 } as const;

/** Those that hold a return which has been deleted since: what was to be gone is still in them. */
export function holdingExpired(
  backups: readonly KnownBackup[],
  expired: ReadonlySet<string>,
): KnownBackup[] {
  return backups.filter(({ returnIds }) => returnIds?.some((id) => expired.has(id)) === true);
}

/**
 * The backups that a rule lets go: all but the last of each of the last seven days, five weeks and twelve months that have one; and
 * those that hold a return which has been deleted since. The newest of all is never among the former.
 */
export function backupsToThin(
  backups: readonly KnownBackup[],
  expired: ReadonlySet<string>,
): KnownBackup[] {
  const gone = new Set(holdingExpired(backups, expired));
  const newestFirst = backups
    .filter((backup) => !gone.has(backup))
    .sort((a, b) => (a.takenAt > b.takenAt ? -1 : 1));
  const kept = new Set(
    [
      lastOfEach(newestFirst, KEPT.days, (at) => at.slice(0, 10)),
      lastOfEach(newestFirst, KEPT.weeks, weekOf),
      lastOfEach(newestFirst, KEPT.months, (at) => at.slice(0, 7)),
    ].flat(),
  );
  return backups.filter((backup) => !kept.has(backup));
}

function lastOfEach(
  newestFirst: readonly KnownBackup[],
  count: number,
  spanOf: (takenAt: string) => string,
): KnownBackup[] {
  const last = new Map<string, KnownBackup>();
  for (const backup of newestFirst) {
    const span = spanOf(backup.takenAt);
    if (!last.has(span)) last.set(span, backup);
  }
  return [...last.values()].slice(0, count);
}

const DAY_MS = 86_400_000;

/** The Monday of an instant's week, as a number of days. */
function weekOf(takenAt: string): string {
  const days = Math.floor(Date.parse(takenAt) / DAY_MS);
  // 1 January 1970 was a Thursday.
  return String(days - ((days + 3) % 7));
}
