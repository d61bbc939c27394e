/** What an officer has to do about a figure that is missing: a sentence of its own, behind the reason. */
const ADVICE = /\s+(?:Receive|Correct it and receive)\b[^.]*\./g;

/** A reason as a reader of the public editions needs it: without advice to officers. */
export function withoutAdvice<Reason extends string | null | undefined>(reason: Reason): Reason {
  return (typeof reason === 'string' ? reason.replaceAll(ADVICE, '') : reason) as Reason;
}
