// A journey as steps that build on each other: after one that could not be walked the others are left out, not failed.
// A step that was walked and only found faults on its pages fails, and the journey goes on.

import { test } from "node:test";
import { Found } from "./visitor.mjs";

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
        try {
          await act();
        } catch (failure) {
          if (!(failure instanceof Found)) stopped = title;
          throw failure;
        }
      });
    });
  });
}
