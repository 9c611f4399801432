// A journey as steps that build on each other: after one that failed the others are left out, not failed.

import { test } from "node:test";

/**
 * Runs a journey.
 * @param {string} name
 * @param {(step: (name: string, act: () => Promise<void>) => Promise<void>) => Promise<void>} walk
 */
export function journey(name, walk) {
  return test(name, async (t) => {
    let stopped = null;
    await walk(async (title, act) => {
      await t.test(title, async (one) => {
        if (stopped) return one.skip(`after “${stopped}”`);
        stopped = title;
        await act();
        stopped = null;
      });
    });
  });
}
