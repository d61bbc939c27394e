import { z } from 'zod';

/** One value or a list of them, read as a list. A fault is reported where it is, as if only the one form were known. */
export function oneOrMore<S extends z.ZodType>(one: S) {
  return z.unknown().transform((given, context): z.output<S>[] => {
    const parsed = Array.isArray(given)
      ? z.array(one).min(1, 'name at least one').safeParse(given)
      : z.tuple([one]).safeParse([given]);
    if (parsed.success) return parsed.data as z.output<S>[];
    for (const issue of parsed.error.issues) {
      const path = Array.isArray(given) ? issue.path : issue.path.slice(1);
      context.issues.push({ ...issue, path, input: given } as z.core.$ZodRawIssue);
    }
    return z.NEVER;
  });
}
