import { needSecret } from '../workspace/secret.js';
import type { Workspace } from '../workspace/workspace.js';
import type { Runtime } from '../core/runtime.js';
import { type Finding, look } from './output/findings.js';

/**
 * Looks at the ways by which people get messages and releases go out: their secrets, the mail server, folders and servers. The mail server is
 * asked whether it lets us in; nothing is sent, and the webhook isn't called. Places are looked at side by side: some answer late.
 */
export async function lookAtTelling(
  workspace: Workspace,
  { environment, signal }: Runtime,
): Promise<Finding[]> {
  const { notify, deliver } = workspace.configuration;
  const secrets = { root: workspace.paths.root, environment };
  const looks: ((findings: Finding[]) => Promise<unknown>)[] = [];
  const { mail, webhook } = notify;
  if (mail !== undefined) {
    looks.push((findings) =>
      look(findings, 'mail', async () => {
        const { checkMailServer } = await import('../send/mail.js');
        const { networkOf } = await import('../workspace/connections.js');
        const network = await networkOf(workspace, environment);
        return { value: true, detail: await checkMailServer(mail, { secrets, network }) };
      }),
    );
  }
  if (webhook !== undefined) {
    looks.push((findings) =>
      look(findings, 'webhook', async () => {
        await needSecret('webhook-secret', secrets);
        return { value: true, detail: 'its secret is there; it was not called' };
      }),
    );
  }
  for (const [name, destination] of Object.entries(deliver)) {
    looks.push((findings) =>
      look(findings, `deliver ${name}`, async () => {
        const { checkDestination } = await import('../send/check-destination.js');
        return {
          value: true,
          detail: await checkDestination(name, destination, secrets, signal),
        };
      }),
    );
  }
  const found = await Promise.all(
    looks.map(async (each) => {
      const findings: Finding[] = [];
      await each(findings);
      return findings;
    }),
  );
  return found.flat();
}
