import { caseOf } from './mutate.js';
import { faultOf } from './read-case.js';

// Reads cases for `run.ts`, which ends it where one takes too long: `[seed, number]` in, what is wrong and the peak of memory out.
process.on('message', ([seed, number]: [number, number]) => {
  void faultOf(caseOf(seed, number)).then((fault) => {
    process.send?.({ fault: fault ?? null, peakMiB: process.resourceUsage().maxRSS / 1024 });
  });
});
process.send?.({ fault: null, peakMiB: process.resourceUsage().maxRSS / 1024 });
