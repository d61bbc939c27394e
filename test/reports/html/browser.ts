import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** Where distributions put Chromium; a variable of the environment may name another. */
const PLACES = [
  process.env['QUARTERLY_TEST_CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

/** A headless Chromium that speaks to nobody; null, with a loud line, where this machine has none. */
export async function openBrowser(leftOut: string): Promise<Browser | null> {
  const place = PLACES.find((each) => each !== undefined && existsSync(each));
  if (place === undefined) {
    console.warn(`SKIPPED: ${leftOut}: there is no Chromium here (apt-get install chromium).`);
    return null;
  }
  return chromium.launch({
    executablePath: place,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
