/**
 * A real server and a real browser for the tests of the wall: a fresh database in a folder of its own, units on duty, a device
 * token, and the public interface to report with. The server can be stopped and started again on the same port and data.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { readConfig } from '../../server/config.ts';
import type { IncidentIntake } from '../../server/contract/incident.ts';
import type { PositionReport } from '../../server/contract/position-report.ts';
import type { TokenIssued } from '../../server/contract/session.ts';
import { type RunningServer, startServer } from '../../server/main.ts';
import { openBrowser } from '../browser/open-browser.ts';
import { type AdminSession, signInAsAdmin } from '../demo/admin-session.ts';
import { buildClientIfOld } from '../demo/client-build.ts';

export const PASSWORD = 'wall-under-test';

export interface OpenPage {
  page: Page;
  /** Errors of the page and requests that leave the server. */
  problems: string[];
}

export class WallUnderTest {
  #server: RunningServer | null = null;
  #browser: Browser | null = null;
  readonly #open: BrowserContext[] = [];
  #dataDir = '';
  #port = 0;
  #deviceToken = '';
  admin!: AdminSession;

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  async start(): Promise<void> {
    await buildClientIfOld();
    this.#dataDir = await mkdtemp(path.join(tmpdir(), 'gridwall-wall-'));
    await this.startServer();
    this.#browser = await openBrowser();
    const { token } = (await this.admin.post('/api/v1/tokens', { kind: 'device', name: 'test' })) as TokenIssued;
    this.#deviceToken = token;
  }

  async startServer(): Promise<void> {
    const env = { DATA_DIR: this.#dataDir, PORT: String(this.#port), LOG_LEVEL: 'silent', DEMO_PASSWORD: PASSWORD };
    this.#server = await startServer(readConfig(env, { demo: true }));
    this.#port = this.#server.port;
    this.admin = await signInAsAdmin(this.url, PASSWORD);
  }

  async stopServer(): Promise<void> {
    await this.#server?.stop();
    this.#server = null;
  }

  /** A forgotten page would go on drawing and slow every test after it. */
  async closePages(): Promise<void> {
    for (const context of this.#open.splice(0)) await context.close();
  }

  async stop(): Promise<void> {
    await this.#browser?.close();
    await this.stopServer();
    if (this.#dataDir) await rm(this.#dataDir, { recursive: true, force: true });
  }

  /** What a device does: everything with its token, nothing else. */
  async send(method: 'POST' | 'GET', route: string, body?: unknown): Promise<Response> {
    return fetch(this.url + route, {
      method,
      headers: { authorization: `Bearer ${this.#deviceToken}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  async report(incident: Partial<IncidentIntake>): Promise<{ id: string }> {
    const response = await this.send('POST', '/api/v1/incidents', {
      channel: 'duty-phone',
      category: 'exposed-rubbish',
      text: '路边有垃圾',
      lon: 113.8931,
      lat: 22.5667,
      happenedAt: Date.now() - 60_000,
      ...incident,
    });
    if (response.status !== 201) throw new Error(await response.text());
    return (await response.json()) as { id: string };
  }

  async position(report: Omit<PositionReport, 'time'>): Promise<void> {
    const response = await this.send('POST', '/api/v1/positions', { time: Date.now(), ...report });
    const { accepted } = (await response.json()) as { accepted: number };
    if (accepted !== 1) throw new Error(`Position of ${report.unit} was not accepted.`);
  }

  /** A page of a person, signed in with a demonstration account. */
  async openAs(account: string, route: string, viewport = { width: 1366, height: 768 }): Promise<OpenPage> {
    return this.open(route, viewport, this.url + route, account);
  }

  /** A page of its own browser profile, small because software draws it. */
  async open(
    route: string,
    viewport = { width: 960, height: 540 },
    address = this.url + route,
    account?: string,
  ): Promise<OpenPage> {
    const context = await this.#browser!.newContext({ viewport });
    this.#open.push(context);
    if (account !== undefined) {
      const data = { account, password: PASSWORD };
      const answer = await context.request.post(`${this.url}/api/v1/session`, { data, headers: { 'X-Gridwall': '1' } });
      if (!answer.ok()) throw new Error(`${account} could not sign in: ${await answer.text()}`);
    }
    const page = await context.newPage();
    const problems: string[] = [];
    page.on('pageerror', error => problems.push(String(error)));
    page.on('request', request => {
      const { protocol, origin } = new URL(request.url());
      if (protocol.startsWith('http') && origin !== this.url) problems.push(`request to ${request.url()}`);
    });
    await page.goto(address);
    return { page, problems };
  }
}
