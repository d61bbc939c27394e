import { z } from 'zod';

/** A folder on an SFTP server. */
export const sftpSchema = z.strictObject({
  host: z.string().min(1),
  port: z.int().min(1).max(65_535).default(22),
  user: z.string().min(1),
  host_key: z
    .string()
    .regex(
      /^SHA256:[A-Za-z0-9+/]{43}$/,
      'write the host key as `ssh-keygen -lf` prints it: SHA256: and 43 letters',
    ),
  /** The file of the private key, within the workspace or by its full path; left out: the agent's. Its passphrase is a secret. */
  key: z.string().min(1).optional(),
  folder: z.string().min(1).default('.'),
});

export type SftpSettings = z.output<typeof sftpSchema>;
