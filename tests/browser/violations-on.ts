import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** What axe finds wrong with a page as it stands: which rule, and the first element that breaks it. */
export async function violationsOn(page: Page): Promise<string[]> {
  // Past the page's own content security policy, which rightly lets no script of ours in.
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { violations } = await (window as typeof window & { axe: typeof axe }).axe.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
  });
}
