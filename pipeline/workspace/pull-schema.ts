import { z } from 'zod';
import { oneOrMore } from './one-or-more.js';
import { sftpSchema } from './sftp-schema.js';

const httpsAddress = z
  .string()
  .refine(isHttps, 'give an address that begins with https://')
  .refine(
    (text) => !isHttps(text) || !hasLogin(text),
    'take user and password out of the address; a token goes into the secret <source>-token',
  );

const pattern = z
  .string()
  .min(1)
  .refine((text) => toPattern(text) !== undefined, 'write a regular expression')
  .transform((text) => toPattern(text) ?? /(?!)/);

/** Which of a page's links is meant: by its text, its address, or both. */
const link = z
  .strictObject({ text: pattern.optional(), address: pattern.optional() })
  .refine((given) => given.text !== undefined || given.address !== undefined, {
    error: 'say how the link is known: text, address, or both',
  });

const sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/i, 'write the sha256 as 64 hexadecimal digits')
  .transform((text) => text.toLowerCase());

const dataSetId = z
  .string()
  .regex(
    /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
    'write the id of a data set as its API page shows it: 8, 4, 4, 4 and 12 hexadecimal digits',
  )
  .transform((text) => text.toLowerCase());

const PLACES = ['folder', 'address', 'page', 'sftp', 'ees'] as const;
type Place = (typeof PLACES)[number];

/** Which keys go with which place. */
const GOES_WITH: Readonly<Record<string, readonly Place[]>> = {
  files: ['folder', 'sftp'],
  settle_seconds: ['folder', 'sftp'],
  link: ['page'],
  sha256: ['address', 'page'],
};

/** Where a return is fetched from: one of a folder, an address, a page with a link, an SFTP server, data sets of DfE. */
export const pullSchema = z
  .strictObject({
    /** A folder or share, by its full path or within the workspace. Each file, zip or folder in it is a return. */
    folder: z.string().min(1).optional(),
    /** The file itself; of a return of several files, each. */
    address: oneOrMore(httpsAddress).optional(),
    /** A page that links to the file or files; `link` says to which. */
    page: httpsAddress.optional(),
    sftp: sftpSchema.optional(),
    /** Data sets of DfE's explore-education-statistics, each a return of its own. */
    ees: oneOrMore(dataSetId).optional(),
    /** Names of the files that are meant, with * and ?. */
    files: z.string().min(1).optional(),
    /** How long a file must be still before it is taken; default 5. Longer where a slow line may stall. */
    settle_seconds: z.int().min(0).max(600).optional(),
    link: oneOrMore(link).optional(),
    /** What each file must be, where it is known beforehand. */
    sha256: oneOrMore(sha256).optional(),
    /** A larger return isn't fetched. */
    most_megabytes: z.int().min(1).max(100_000).default(500),
  })
  .superRefine((pull, context) => {
    const given = PLACES.filter((place) => pull[place] !== undefined);
    const [place] = given;
    if (place === undefined || given.length > 1) {
      context.addIssue({
        code: 'custom',
        message: 'say where it is fetched from: one of folder, address, page, sftp or ees',
      });
      return;
    }
    for (const [key, places] of Object.entries(GOES_WITH)) {
      if (pull[key as keyof typeof pull] === undefined || places.includes(place)) continue;
      context.addIssue({
        code: 'custom',
        path: [key],
        message: `it goes with ${places.join(' or ')}, not with ${place}; remove it`,
      });
    }
    if (place === 'page' && pull.link === undefined) {
      context.addIssue({
        code: 'custom',
        path: ['page'],
        message: 'say which of its links is meant: link: { text: "state-funded schools.*as at" }',
      });
    }
    const { address, link: links, sha256: hashes } = pull;
    if (address !== undefined && new Set(address).size < address.length) {
      context.addIssue({
        code: 'custom',
        path: ['address'],
        message: 'one address is there twice; remove one',
      });
    }
    const files = (address ?? links)?.length;
    if (hashes !== undefined && files !== undefined && hashes.length !== files) {
      context.addIssue({
        code: 'custom',
        path: ['sha256'],
        message: `give one for each of the ${files} files, in their order`,
      });
    }
  });

/** How this machine reaches addresses on the web. */
export const networkSchema = z
  .strictObject({
    /** The proxy for HTTPS; left out: HTTPS_PROXY in the environment, and only that may hold its password. */
    proxy: z
      .string()
      .refine(isHttp, 'write it as http://proxy.example.org:8080')
      .refine(
        (text) => !isHttp(text) || !hasLogin(text),
        'take user and password out of the address; give the whole address in HTTPS_PROXY in the environment instead',
      )
      .optional(),
    /** A file of certificates (PEM) that are believed as well as the well-known ones: those of a proxy that looks into connections. */
    certificates: z.string().min(1).optional(),
  })
  .prefault({});

export type PullSettings = z.output<typeof pullSchema>;

function isHttps(text: string): boolean {
  return URL.canParse(text) && new URL(text).protocol === 'https:';
}

function isHttp(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

function hasLogin(text: string): boolean {
  const { username, password } = new URL(text);
  return username !== '' || password !== '';
}

function toPattern(text: string): RegExp | undefined {
  try {
    return new RegExp(text, 'iu');
  } catch {
    return undefined;
  }
}
