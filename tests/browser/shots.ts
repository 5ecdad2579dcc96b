/**
 * `npm run shots`: pictures of every page, with the demo's data and with none, in both themes and
 * languages, on a phone, a tablet and a desk, for people to look at. They go to `.shots/`.
 * With `--screenshot` it makes only the README's picture, `docs/screenshot.png`.
 */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openBrowser } from '#tests/support/browser.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = join(root, '.shots');
const administrator = { email: 'ada@example.org', password: 'correct horse battery' };
const widths = { phone: 360, tablet: 820, desk: 1440 };
const heights = { phone: 760, tablet: 1100, desk: 900 };
const node = [process.execPath, '--disable-warning=ExperimentalWarning'] as const;

interface Product extends AsyncDisposable {
  url: string;
  email: string;
  password: string;
}

/** The product on a folder of its own, with its own Postgres, filled by the demo or not. */
async function start(filled: boolean): Promise<Product> {
  const dataDir = await mkdtemp(join(tmpdir(), 'ecosystia-shots-'));
  const env = {
    ...process.env,
    DATA_DIR: dataDir,
    PORT: '0',
    LOG_LEVEL: 'warn',
    RATE_LIMITS: 'off',
    ADMIN_EMAIL: administrator.email,
    ADMIN_PASSWORD: administrator.password,
  };
  let who = administrator;
  if (filled) {
    const demo = join(root, 'src/cli/demo/main.ts');
    const { stdout } = await promisify(execFile)(node[0], [node[1], demo], { env, cwd: root });
    const password = /Password of all: (\S+)/.exec(stdout)?.[1] ?? '';
    const email = /\S*henrik\S*@\S+/.exec(stdout)?.[0] ?? '';
    who = { email, password };
  }
  const child = spawn(node[0], [node[1], join(root, 'src/main.ts')], {
    env,
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const ready = /is ready on (\S+)/.exec(line)?.[1];
      if (ready) resolve(ready);
    });
    exited.then(() => reject(new Error('the product ended before it was ready')), reject);
  });
  return {
    url,
    ...who,
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGTERM');
      await exited;
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function signIn(context: BrowserContext, product: Product): Promise<void> {
  const answer = await context.request.post(`${product.url}/trpc/auth.signIn`, {
    headers: { origin: product.url },
    data: { email: product.email, password: product.password },
  });
  if (!answer.ok()) throw new Error(`sign-in: ${answer.status()} ${await answer.text()}`);
}

/** Everything that is coming is there: requests answered, pictures decoded, fonts in place. */
async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.evaluate(async () => {
    const visible = [...document.images].filter((image) => image.getClientRects().length > 0);
    await Promise.all(visible.map((image) => image.decode().catch(() => undefined)));
  });
}

async function pathsOf(context: BrowserContext, product: Product): Promise<[string, string][]> {
  const get = async <T>(path: string) => {
    const answer = await context.request.get(`${product.url}/api/v1/${path}`);
    return (await answer.json()) as { results: (T & { id: string })[] };
  };
  const { results: projects } = await get<{ name: string }>('projects/');
  // The demo's fullest one, where it is there.
  const project = (projects.find(({ name }) => name.includes('river')) ?? projects[0])?.id;
  const file = project ? (await get(`core/files/?project_id=${project}`)).results[0]?.id : null;
  const task = project ? (await get(`projects/${project}/tasks/`)).results[0]?.id : null;
  const now = new Date().toISOString();
  const meeting = (await get(`meetings/?from=${now}&limit=1`)).results[0]?.id;
  return [
    ['home', '/'],
    ['inbox', '/inbox'],
    ['projects', '/projects'],
    ...(project
      ? ([
          ['project-tasks', `/projects/${project}/tasks`],
          ['project-files', `/projects/${project}/files`],
          ['project-people', `/projects/${project}/people`],
          ['project-activity', `/projects/${project}/activity`],
        ] as [string, string][])
      : []),
    ...(task ? ([['task', `/projects/${project}/tasks/${task}`]] as [string, string][]) : []),
    ['meetings', '/meetings'],
    ['meetings-past', '/meetings?view=past'],
    ['meetings-week', '/meetings?view=week'],
    ['meetings-month', '/meetings?view=month'],
    ['meeting-schedule', '/meetings?schedule=true'],
    ...(meeting
      ? ([
          ['meeting', `/meetings/${meeting}`],
          ['meeting-room', `/meetings/${meeting}/room`],
        ] as [string, string][])
      : []),
    ['files', '/files'],
    ...(file ? ([['file', `/files/${file}`]] as [string, string][]) : []),
    ['overview', '/admin/overview'],
    ['announcements', '/admin/announcements'],
    ['maintenance', '/admin/announcements?tab=maintenance'],
    ['templates', '/admin/templates'],
    ['template', '/admin/templates/task.assigned'],
    ['people', '/admin/people'],
    ['audit', '/admin/audit'],
    ['audit-event', '/admin/audit/3'],
    ['settings', '/settings'],
    ['not-found', '/nowhere'],
  ];
}

async function shootAll(browser: Browser, product: Product, data: string): Promise<number> {
  let count = 0;
  for (const locale of ['en-GB', 'fr-FR']) {
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const device of ['phone', 'tablet', 'desk'] as const) {
        const context = await browser.newContext({
          locale,
          colorScheme,
          reducedMotion: 'reduce',
          viewport: { width: widths[device], height: heights[device] },
        });
        const page = await context.newPage();
        const shoot = async (name: string, path: string) => {
          await page.goto(product.url + path);
          await settled(page);
          const file = `${name}.${data}.${locale.slice(0, 2)}.${colorScheme}.${device}.png`;
          await page.screenshot({ path: join(folder, file) });
          count += 1;
        };
        await shoot('sign-in', '/sign-in');
        await signIn(context, product);
        for (const [name, path] of await pathsOf(context, product)) await shoot(name, path);
        await page.goto(product.url);
        await page.getByRole('button', { name: /Notifications/ }).click();
        await settled(page);
        const file = `bell.${data}.${locale.slice(0, 2)}.${colorScheme}.${device}.png`;
        await page.screenshot({ path: join(folder, file) });
        await context.close();
      }
    }
  }
  return count;
}

async function readmePicture(browser: Browser, product: Product): Promise<void> {
  const context = await browser.newContext({
    locale: 'en-GB',
    viewport: { width: 1280, height: 800 },
  });
  await signIn(context, product);
  const page = await context.newPage();
  const [, path] =
    (await pathsOf(context, product)).find(([name]) => name === 'project-files') ?? [];
  await page.goto(`${product.url}${path ?? '/'}`);
  await page.getByRole('button', { name: /Notifications/ }).click();
  await settled(page);
  await page.screenshot({ path: join(root, 'docs/screenshot.png') });
}

await mkdir(folder, { recursive: true });
await using chromium = await openBrowser();
await using filled = await start(true);
if (process.argv.includes('--screenshot')) {
  await readmePicture(chromium.browser, filled);
} else {
  let count = await shootAll(chromium.browser, filled, 'demo');
  await using empty = await start(false);
  count += await shootAll(chromium.browser, empty, 'empty');
  console.log(`${count} pictures in .shots/`);
}
