import { londonWords } from '../../core/calendar/london-time.js';
import type { Runtime } from '../../core/runtime.js';
import { rehearse, rehearsedLines } from '../../schedule/rehearse.js';
import { slotWords } from '../../schedule/words.js';
import { withSession } from '../../workspace/session.js';
import type { CommonOptions } from '../common-options.js';
import { wrap } from '../../core/wrap.js';

/** Prints what the schedule would do after one moment and up to another; changes nothing, and sends nothing. */
export async function showRehearsal(
  options: CommonOptions,
  runtime: Runtime,
  after: Date,
  until: Date,
): Promise<number> {
  return withSession(options, runtime, async (session) => {
    const rehearsed = await rehearse(session, after, until);
    if (options.json) {
      runtime.stdout.write(`${JSON.stringify({ rehearsed })}\n`);
      return 0;
    }
    const [from, to] = [after, until].map((each) => londonWords(each.toISOString()));
    const lines =
      rehearsed.length === 0
        ? [`The schedule has nothing to do from ${from ?? ''} to ${to ?? ''}.`]
        : [
            ...rehearsedLines(rehearsed, slotWords),
            '',
            'This is a rehearsal: nothing was fetched, run or sent. It takes no more returns to come.',
          ];
    runtime.stdout.write(`${wrap(lines.join('\n'), runtime.columns)}\n`);
    return 0;
  });
}
