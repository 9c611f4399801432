// An outside provider: the OpenID Connect server of the npm registry, with its own pages for signing in. Whoever types a
// name there is that person; the groups of each are given.

import { createServer } from "node:http";
import Provider from "oidc-provider";

/**
 * Starts it.
 * @param {{port: number, client: string, secret: string, answer: string, groups: Record<string, string[]>}} how `answer` is the
 *   address that people are sent back to
 * @returns {Promise<{url: string, stop: () => Promise<void>}>}
 */
export async function startProvider({ port, client, secret, answer, groups }) {
  const url = `http://localhost:${port}`;
  const provider = new Provider(url, {
    clients: [{ client_id: client, client_secret: secret, redirect_uris: [answer] }],
    claims: { openid: ["sub"], profile: ["name", "preferred_username", "groups"] },
    // The claims of the profile stand in the id token itself.
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    cookies: { keys: ["only for this run"] },
    features: { devInteractions: { enabled: true } },
    findAccount: (_, sub) => ({
      accountId: sub,
      claims: () => ({ sub, preferred_username: sub, name: `Người ${sub}`, groups: groups[sub] ?? [] }),
    }),
  });
  const server = createServer(provider.callback());
  await new Promise((resolve) => server.listen(port, "127.0.0.1", resolve));
  return { url, stop: () => new Promise((resolve) => { server.close(resolve); server.closeAllConnections(); }) };
}
